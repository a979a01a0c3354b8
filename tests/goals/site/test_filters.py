"""The filter of the indicator list, as it stands in the address and in its form."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from goals.site.addresses import UnreadableChoice
from goals.site.filters import MAX_WORD_LENGTH, IndicatorFilter, filter_form
from indicators.judgement.rule import Rule, TargetPoint
from indicators.vocabulary import Direction, Status
from tests.indicators.cards import compared_card, make_card

REACHED = make_card("nadd", {2024: 90}, Rule(Direction.HIGHER, 0, (TargetPoint(2024, Decimal(90)),)))
UNKNOWN = make_card("okand", {2024: 90})


def test_filter_is_read_from_the_address():
    query = QueryDict("q=skola&inriktning=barnen&status=near&ansvarig=skolan")

    assert IndicatorFilter.from_query(query) == IndicatorFilter("skola", "barnen", "near", "skolan")


def test_address_without_choices_narrows_nothing():
    assert IndicatorFilter.from_query(QueryDict("ar=2022&sida=2")) == IndicatorFilter()


def test_blanks_around_and_between_words_do_not_count():
    assert IndicatorFilter.from_query(QueryDict("q=++trygg+%0A++skola+")).word == "trygg skola"


def test_endless_words_are_cut():
    assert len(IndicatorFilter.from_query(QueryDict("q=" + "x" * 999)).word) == MAX_WORD_LENGTH


@pytest.mark.parametrize("status", ["Uppnått", "REACHED", "reached "])
def test_status_that_is_not_known_is_refused(status):
    query = QueryDict(mutable=True)
    query["status"] = status

    with pytest.raises(UnreadableChoice, match="Välj i listan"):
        IndicatorFilter.from_query(query)


@pytest.mark.parametrize(
    ("choice", "card", "unit", "is_shown"),
    [
        (IndicatorFilter(), UNKNOWN, "", True),
        (IndicatorFilter(status="reached"), REACHED, "", True),
        (IndicatorFilter(status="reached"), UNKNOWN, "", False),
        (IndicatorFilter(responsible="skolan"), REACHED, "skolan", True),
        (IndicatorFilter(responsible="skolan"), REACHED, "gatan", False),
        (IndicatorFilter(responsible="skolan"), REACHED, "", False),
        (IndicatorFilter(status="reached", responsible="skolan"), UNKNOWN, "skolan", False),
    ],
)
def test_indicator_is_shown_by_status_and_responsible_unit(choice, card, unit, is_shown):
    assert choice.matches(card, unit) is is_shown


def chosen(options):
    return [each.value for each in options if each.selected]


def test_form_shows_the_choices_that_are_made():
    choice = IndicatorFilter("skola", "barnen", "near", "skolan")

    form = filter_form(choice, 2022, [("barnen", "Barnen"), ("jobben", "Jobben")], [("skolan", "Skolan")])

    assert (form.word, form.year) == ("skola", 2022)
    assert [chosen(each) for each in (form.areas, form.statuses, form.units)] == [["barnen"], ["near"], ["skolan"]]


def test_form_without_a_choice_has_all_of_them_chosen():
    form = filter_form(IndicatorFilter(), None, [("barnen", "Barnen")], [("skolan", "Skolan")])

    assert [chosen(each) for each in (form.areas, form.statuses, form.units)] == [[""], [""], [""]]


def test_form_offers_every_status_with_its_word():
    form = filter_form(IndicatorFilter(), None, [], [])

    assert [(each.value, each.label) for each in form.statuses[1:]] == list(Status.choices)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Indikatorer"),
        ("status=behind", "Indikatorer: Efter"),
        ("q=skola&inriktning=barnen", "Indikatorer: ”skola”, Barnen först"),
        ("inriktning=finns-inte", "Indikatorer"),
        ("jamfort=better", "Indikatorer: Bättre än riket"),
        ("utveckling=swinging&ordning=jamforelse", "Indikatorer: Svänger, Längst från riket först"),
    ],
)
def test_title_tells_what_the_list_is_narrowed_by(query, title):
    form = filter_form(IndicatorFilter.from_query(QueryDict(query)), None, [("barnen", "Barnen först")], [])

    assert form.titled("Indikatorer") == title


def test_list_is_narrowed_by_comparison_and_development():
    worse, better = compared_card("samre", 70, 80), compared_card("battre", 90, 80)
    rising = make_card("stiger", {2022: 60, 2023: 70, 2024: 80})
    by_standing = IndicatorFilter.from_query(QueryDict("jamfort=worse"))
    by_trend = IndicatorFilter.from_query(QueryDict("utveckling=improving"))

    assert [by_standing.matches(each, "") for each in (worse, better, rising)] == [True, False, False]
    assert [by_trend.matches(each, "") for each in (worse, rising)] == [False, True]


@pytest.mark.parametrize("query", ["jamfort=bast", "utveckling=upp", "ordning=namn", "jamfort=BETTER"])
def test_choice_that_is_in_no_list_is_refused(query):
    with pytest.raises(UnreadableChoice, match="Välj i listan"):
        IndicatorFilter.from_query(QueryDict(query))


def test_order_leaves_nothing_out():
    assert not IndicatorFilter.from_query(QueryDict("ordning=jamforelse")).is_narrowing
    assert IndicatorFilter.from_query(QueryDict("utveckling=swinging")).is_narrowing
