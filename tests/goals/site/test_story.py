"""How it goes in counted sentences: against the country, since before and towards what is aimed at."""

from dataclasses import replace
from decimal import Decimal

import pytest

from goals.site import story
from goals.site.shapes import PageOptions
from indicators.judgement.rule import Rule, TargetPoint
from indicators.vocabulary import Direction
from tests.indicators.cards import compared_card, make_card

TODAY, CHOSEN = PageOptions(2026, 2026), PageOptions(2024, 2026, is_chosen=True)
GROUP = (60, 70, 75, 95)
BETTER, WORSE = compared_card("battre", 90, 80, GROUP), compared_card("samre", 70, 80, GROUP)
ALIKE, ALONE = compared_card("lika", 80, 80, GROUP), compared_card("ensam", 50)
AIM = Rule(Direction.HIGHER, 0, (TargetPoint(2024, Decimal(90)),))


def told(line):
    return [(each.text, each.url) for each in line.parts], line.rest


def test_counts_beside_the_country_lead_to_their_lists():
    parts, rest = told(story.beside_country([BETTER, BETTER, ALIKE, WORSE, ALONE], TODAY))

    assert parts == [
        ("2 bättre", "/indikatorer/?jamfort=better"),
        ("1 ungefär lika", "/indikatorer/?jamfort=similar"),
        ("1 sämre", "/indikatorer/?jamfort=worse"),
    ]
    assert rest == "1 går inte att jämföra."


def test_without_a_better_end_nothing_is_better():
    unsided = compared_card("folk", 90, 80, GROUP, direction=Direction.NONE)

    assert told(story.beside_country([unsided], TODAY)) == (
        [],
        "1 ligger över eller under utan att något är bättre.",
    )


def test_what_has_no_better_end_is_not_said_to_be_beyond_compare():
    unsided = compared_card("folk", 90, 80, GROUP, direction=Direction.NONE)

    rest = story.beside_country([BETTER, unsided, ALONE], TODAY).rest

    assert rest == "1 ligger över eller under utan att något är bättre och 1 går inte att jämföra."


def test_old_figures_are_counted_and_said_to_be_old():
    line = story.beside_country([compared_card("gammal", 90, 80, GROUP, is_old=True), WORSE], TODAY)

    assert line.text == "1 bättre och 1 sämre"
    assert line.rest == "1 av jämförelserna bygger på siffror äldre än tre år."


def test_development_is_counted_by_its_own_words():
    rising = make_card("stiger", {2022: 60, 2023: 70, 2024: 80})
    still = make_card("still", {2022: 60, 2023: 60, 2024: 60})
    few = make_card("fa", {2024: 60})

    parts, rest = told(story.development([rising, still, still, few], TODAY))

    assert parts == [
        ("1 förbättras", "/indikatorer/?utveckling=improving"),
        ("2 är oförändrade", "/indikatorer/?utveckling=unchanged"),
    ]
    assert rest == "1 har för få värden."


def test_what_has_no_target_is_one_clause_and_comes_last():
    reached, stale = make_card("nadd", {2024: 95}, AIM), make_card("gammal", {2019: 95}, AIM)

    parts, rest = told(story.towards_targets([reached, stale, ALONE, BETTER], TODAY))

    assert parts == [("1 är uppnådd", "/indikatorer/?status=reached")]
    assert rest == "2 har inget mål i siffror och 1 kan inte bedömas."


def test_links_keep_the_year_that_a_reader_has_chosen():
    (part,) = story.beside_country([BETTER], CHOSEN).parts

    assert part.url == "/indikatorer/?jamfort=better&ar=2024"


def test_lines_that_have_nothing_to_count_are_left_out():
    assert [line.title for line in story.story_of([make_card("fa", {2024: 60})], TODAY)] == []
    assert [line.title for line in story.story_of([BETTER], TODAY)] == ["Jämfört med riket"]


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        ([BETTER, BETTER, ALIKE, WORSE, ALONE], "2 av 5 bättre än riket, 1 ungefär lika och 1 sämre"),
        ([WORSE], "1 av 1 sämre än riket"),
        ([ALIKE, ALONE], "1 av 2 ungefär som riket"),
        ([ALONE], ""),
        ([], ""),
    ],
)
def test_comparison_of_a_goal_is_said_in_short(cards, words):
    assert story.in_short(cards) == words


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        ([ALONE, BETTER], "Inget mål i siffror"),
        ([ALONE, make_card("nadd", {2024: 95}, AIM)], "1 av 2 har inget mål i siffror"),
        ([make_card("nadd", {2024: 95}, AIM)], ""),
        ([], ""),
    ],
)
def test_missing_target_is_said_once_for_a_goal(cards, words):
    assert story.aimless_note(cards) == words


def test_places_are_counted_among_those_that_have_one():
    first, last = compared_card("a", 99, 80, GROUP), compared_card("b", 1, 80, GROUP)

    assert (
        story.rank_words(story.ranks_of([first, last, ALONE])) == "1 av 2 i den bättre halvan bland jämförda kommuner"
    )
    assert story.rank_words([]) == ""


def test_distance_is_told_in_spreads_of_the_group():
    # From 60 to 95 there are 35, and from the country's 80 to 90 ten.
    assert story.distance_of(BETTER) == Decimal(10) / 35
    assert story.distance_of(ALIKE) is None
    assert story.distance_of(compared_card("utan-grupp", 90, 80)) is None


def test_movement_is_what_is_left_beyond_the_swings():
    card = make_card("stiger", {2022: 60, 2023: 71, 2024: 80})
    beside = compared_card("x", 80, 70, GROUP)
    trend = card.judged.trend

    assert story.movement_of(replace(card, comparison=beside.comparison)) == (trend.change - trend.spread) / 35
    assert story.movement_of(card) is None
