"""An indicator as one row of a list."""

from decimal import Decimal

import pytest

from indicators.charts.sparkline import sparkline
from indicators.presenters.cards import card
from indicators.vocabulary import Direction, Status
from tests.cast import published

pytestmark = pytest.mark.django_db


def shown(indicator, seen_from=2024, **more):
    return card(published(indicator), "9999", seen_from, url="/i/", **more)


def spaced(text):
    return text.replace("\u00a0", " ")


def test_row_has_value_year_status_and_unit(trygga):
    trygga.targets.create(year=2023, value=Decimal(80))

    row = shown(trygga)

    assert (row.name, spaced(row.value_text), row.value_year) == ("Trygga elever", "81,4 %", 2023)
    assert (row.status.word, spaced(row.target_text)) == (Status.REACHED.label, "80 % år 2023")
    assert row.unit == "Skolförvaltningen"


def test_row_without_a_value_says_so_and_has_no_line(make_indicator):
    row = shown(make_indicator("tom"))

    assert (row.value_text, row.value_year, row.comparison, row.sparkline) == ("Uppgift saknas", None, None, "")


def test_year_before_the_values_is_answered_as_it_was_known_then(trygga):
    row = shown(trygga, seen_from=2022)

    assert (spaced(row.value_text), row.value_year) == ("81,0 %", 2022)
    assert row.sparkline == sparkline(shown(trygga).judged.points[:2], decimals=1)


@pytest.mark.parametrize(
    ("target", "text"),
    [({"value": Decimal(90)}, "90 % år 2030"), ({"low": Decimal(40), "high": Decimal(60)}, "40–60 % år 2030")],
)
def test_target_is_shown_also_where_it_cannot_be_judged(make_indicator, target, text):
    indicator = make_indicator("tom", direction=Direction.NONE)
    indicator.targets.create(year=2030, **target)

    assert spaced(shown(indicator).target_text) == text


def test_row_without_a_target_says_nothing_of_one(trygga):
    assert shown(trygga).target_text == ""


def test_last_target_is_the_one_that_is_shown(make_indicator):
    indicator = make_indicator("tom")
    for year, value in ((2030, 95), (2025, 90)):
        indicator.targets.create(year=year, value=Decimal(value))

    assert spaced(shown(indicator).target_text) == "95 % år 2030"


def test_only_the_year_that_is_shown_makes_a_row_preliminary(make_indicator):
    indicator = make_indicator("trygga", {2022: "80", 2023: "81"}, women={2023: "82"})
    indicator.outcomes.filter(year=2022).update(is_preliminary=True)
    indicator.outcomes.filter(sex="K").update(is_preliminary=True)

    assert [shown(indicator, year).is_preliminary for year in (2022, 2023)] == [True, False]
