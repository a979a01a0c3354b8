"""A comparison in plain Swedish."""

from decimal import Decimal

import pytest

from indicators.comparison_words import (
    change_words,
    country_sentence,
    country_words,
    group_sentence,
    nation_sentence,
    nation_words,
    quartile_words,
    rank_words,
)
from indicators.formats import Scale
from indicators.judgement.comparison import Others, change_since, compare
from indicators.judgement.rule import Point, Rule
from indicators.vocabulary import Direction, Standing

SHARE = Scale(1, "%")


def numbered(*values):
    return {f"{place:04}": Decimal(str(value)) for place, value in enumerate(values)}


def compared(own, *, direction=Direction.HIGHER, **others):
    return compare(Point(2026, Decimal(str(own))), Rule(direction), Others(**others))


def spaced(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("direction", "own", "words"),
    [
        (Direction.HIGHER, "86.1", "Bättre än riket 2026: 86,1 % mot 85,0 %."),
        (Direction.HIGHER, "85.1", "Ungefär som riket 2026: 85,1 % mot 85,0 %."),
        (Direction.HIGHER, "83", "Sämre än riket 2026: 83,0 % mot 85,0 %."),
        (Direction.NONE, "86.1", "Över riket 2026: 86,1 % mot 85,0 %."),
        (Direction.NONE, "83", "Under riket 2026: 83,0 % mot 85,0 %."),
    ],
)
def test_country_stands_beside_with_both_values_and_the_year(direction, own, words):
    assert spaced(country_sentence(compared(own, direction=direction, country=Decimal(85)), SHARE)) == words


def test_missing_country_is_told_only_where_it_has_values_else():
    found = compared(5, group=numbered(1, 2))

    assert (country_words(found), country_sentence(found, SHARE)) == ("", "")
    assert country_sentence(found, SHARE, is_expected=True) == "Riket saknar värde 2026."


@pytest.mark.parametrize(
    ("direction", "group", "words"),
    [
        (Direction.HIGHER, (6, 7, 8, 9, 1, 2, 3), "femte plats"),
        (Direction.HIGHER, (1, 2, 3, 4), "första plats"),
        (Direction.HIGHER, (5, 2, 3, 6), "delad andra plats"),
        (Direction.HIGHER, [9] * 30, "plats 31"),
        (Direction.HIGHER, [9] * 30 + [5], "delad plats 31"),
        (Direction.HIGHER, (1, 2, 3), ""),
        (Direction.NONE, (1, 2, 3, 4), "högst"),
        (Direction.NONE, (1, 2, 3, 6), "näst högst"),
        (Direction.NONE, (1, 2, 7, 6), "tredje högst"),
        (Direction.NONE, (8, 9, 7, 6), "lägst"),
        (Direction.NONE, (1, 5, 7, 6), "delat tredje högst"),
        (Direction.NONE, [9] * 30 + [1], "plats 31 från högst"),
    ],
)
def test_rank_is_told_in_words(direction, group, words):
    found = compared(5, direction=direction, group=numbered(*group))

    assert rank_words(found.group, has_better_end=found.has_better_end) == words


@pytest.mark.parametrize(
    ("direction", "better", "words"),
    [
        (Direction.HIGHER, 0, "bland den bästa fjärdedelen"),
        (Direction.HIGHER, 2, "i den näst bästa fjärdedelen"),
        (Direction.HIGHER, 4, "i den näst sämsta fjärdedelen"),
        (Direction.HIGHER, 7, "bland den sämsta fjärdedelen"),
        (Direction.NONE, 0, "bland den högsta fjärdedelen"),
        (Direction.NONE, 7, "bland den lägsta fjärdedelen"),
    ],
)
def test_quartile_is_told_in_words_without_better_where_none_is(direction, better, words):
    found = compared(5, direction=direction, group=numbered(*[9] * better, *[1] * (7 - better)))

    assert quartile_words(found.group, has_better_end=found.has_better_end) == words


def test_best_quarter_is_not_claimed_where_most_are_alike():
    found = compared(100, nation=numbered(*[100] * 200, *[90] * 89))

    assert quartile_words(found.nation, has_better_end=True) == ""
    assert nation_words(found.nation, 290, has_better_end=True) == "delad första plats bland landets 290 kommuner"


def test_group_is_named_as_one_would_say_it():
    found = compared(5, group=numbered(6, 7, 8, 9, 1, 2, 3))

    assert spaced(group_sentence(found, "Liknande kommuner", SHARE)) == (
        "Femte plats bland åtta liknande kommuner 2026. De andras median är 6,0 %."
    )
    assert group_sentence(found, "Övriga Blekinge", SHARE).startswith(
        "Femte plats av åtta kommuner i jämförelse med Övriga Blekinge 2026."
    )


def test_too_few_for_a_place_are_told_of_with_their_middle():
    found = compared(5, group=numbered(1, 2, 9))

    assert spaced(group_sentence(found, "Liknande kommuner", SHARE)) == (
        "Bara fyra kommuner kan jämföras 2026 (liknande kommuner), och en placering kräver minst fem. "
        "De andras median är 2,0 %."
    )


def test_middle_of_steps_on_a_scale_is_not_told():
    found = compared(1, group=numbered(0, 0, 1, 1))

    assert "median" not in group_sentence(found, "Grannar", Scale(0, "", ("inget", "allt")))


@pytest.mark.parametrize(
    ("others", "size", "sentence"),
    [
        ([1] * 289, 290, "Bland den bästa fjärdedelen av landets 290 kommuner 2026, på plats 1."),
        ([1] * 141, 290, "Bland den bästa fjärdedelen av de 142 kommuner som har värde 2026, på plats 1."),
        ([1] * 289, 0, "Bland den bästa fjärdedelen av de 290 kommuner som har värde 2026, på plats 1."),
        ([1] * 3, 290, ""),
        ([], 290, ""),
    ],
)
def test_country_is_whole_only_where_all_have_a_value(others, size, sentence):
    assert nation_sentence(compared(5, country=Decimal(1), nation=numbered(*others)), size) == sentence


@pytest.mark.parametrize(
    ("values", "scale", "words"),
    [
        ((80, "80.7"), SHARE, "+0,7 procentenheter sedan 2024"),
        ((80, "79.3"), SHARE, "−0,7 procentenheter sedan 2024"),
        ((80, 80), SHARE, "samma värde sedan 2024"),
        ((0, 2), Scale(0, "", ("inget", "något", "allt")), "+2 steg sedan 2024"),
        ((2, 1), Scale(0, "", ("inget", "något", "allt")), "−1 steg sedan 2024"),
    ],
)
def test_change_has_its_sign_unit_and_year(values, scale, words):
    points = tuple(Point(year, Decimal(str(value))) for year, value in zip((2024, 2026), values, strict=True))

    assert spaced(change_words(change_since(points, Rule(Direction.HIGHER), 2026), scale)) == words


def test_standings_are_led_on_to_what_they_stand_beside():
    assert [f"{each.spoken} riket" for each in Standing] == [
        "bättre än riket",
        "ungefär som riket",
        "sämre än riket",
        "över riket",
        "under riket",
    ]
