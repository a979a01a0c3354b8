"""What is refused because it cannot be, and what is asked about because it is odd."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formats import Scale
from indicators.reporting.rules.checks import (
    Past,
    fault_of,
    limits_of,
    rounding_text,
    same_as_before,
    sexes_warning,
    unusual_change,
)
from indicators.reporting.rules.contents import Content

PERCENT = limits_of(Scale(1, "%"), "share")
COUNT = limits_of(Scale(0, "invånare"), "count")


def past(*values, start=2019):
    return [Past(start + place, Decimal(str(value))) for place, value in enumerate(values)]


def said(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("measure", "value", "fault"),
    [
        ("share", "100", ""),
        ("share", "0", ""),
        ("share", "100,1", "100,1 är för högt. Det högsta möjliga är 100."),
        ("share", "-0,1", "−0,1 är för lågt. Det lägsta möjliga är 0."),
        ("count", "-1", "−1 är för lågt. Det lägsta möjliga är 0."),
        ("count", "99999999", ""),
        ("rate", "-0,5", "−0,5 är för lågt. Det lägsta möjliga är 0."),
        ("rank", "0", "0 är för lågt. Det lägsta möjliga är 1."),
        ("rank", "1,5", "En placering är ett heltal."),
        ("index", "-500", ""),
    ],
)
def test_a_value_that_its_measure_cannot_have_is_refused(measure, value, fault):
    assert fault_of(Decimal(value.replace(",", ".")), limits_of(Scale(1), measure)) == fault


def test_an_indicators_own_limits_take_the_place_of_its_measures():
    limits = limits_of(Scale(1, "%"), "share", lowest=Decimal(-20), highest=Decimal(250))

    assert [fault_of(Decimal(value), limits) for value in (-20, 0, 250)] == ["", "", ""]
    assert "det lägsta möjliga är −20 %" in said(fault_of(Decimal(-21), limits)).lower()


def test_a_step_is_one_of_the_steps():
    limits = limits_of(Scale(0, "", ("inga", "alla")), "category")

    assert fault_of(Decimal(1), limits) == ""
    assert fault_of(Decimal("0.5"), limits) == "Skriv stegets namn eller nummer: 0 inga, 1 alla."


def test_unusual_change_is_asked_about_with_its_numbers():
    text = unusual_change(Decimal("58.1"), PERCENT, past(74, 75.5, 75, 76, 76.2))

    assert said(text) == (
        "Ovanligt stor förändring sedan 2023: −18,1 procentenheter. Tidigare förändringar: mellan −0,5 och +1,5. "
        "Stämmer det? Skriv gärna en kommentar."
    )


@pytest.mark.parametrize(
    ("value", "before", "odd"),
    [
        ("77", (74, 75.5, 75, 76, 76.2), False),  # an ordinary year
        ("85", (74, 75.5, 75, 76, 76.2), True),
        ("50", (), False),  # nothing to compare with
        ("50", (20,), False),
        ("53", (50, 52), False),  # one earlier change: up to twice as large
        ("56.1", (50, 52), True),
        ("10.1", (10, 10, 10, 10, 10), False),  # no more than the last decimal
        ("11", (10, 10, 10, 10, 10), True),
        ("40", (10, 30, 10, 30, 10), False),  # a series that swings
        ("90", (10, 30, 10, 30, 10), True),
    ],
)
def test_what_is_unusual_is_measured_by_the_series_itself(value, before, odd):
    assert bool(unusual_change(Decimal(value), PERCENT, past(*before))) == odd


def test_one_jump_in_the_past_does_not_hide_another():
    steady = [50 + place * 0.2 for place in range(8)]

    assert unusual_change(Decimal(20), PERCENT, past(*steady[:4], 70, *steady[4:]))


def test_a_value_with_more_decimals_than_are_shown_is_told_about():
    assert rounding_text(Decimal("8.37"), PERCENT) == "Sparat med alla decimaler. Visas avrundat: 8,4."
    assert rounding_text(Decimal("8.40"), PERCENT) == ""
    assert rounding_text(Decimal(8), PERCENT) == ""
    assert "Visas avrundat: 0,0." in rounding_text(Decimal("-0.04"), PERCENT)


def test_repeated_value_is_asked_about_where_unlikely():
    assert same_as_before(Decimal("76.2"), PERCENT, past(75, 76.2)) == "Samma värde som 2020. Stämmer det?"
    assert same_as_before(Decimal(0), PERCENT, past(0)) == ""
    assert same_as_before(Decimal(3), COUNT, past(3)) == "", "three fires two years in a row are no wonder"
    assert same_as_before(Decimal(12844), COUNT, past(12844))


@pytest.mark.parametrize(
    ("limits", "total", "women", "men", "says"),
    [
        (COUNT, 100, 51, 49, ""),
        (COUNT, 100, 51, 50, "Kvinnor och män är tillsammans 101, men totalt är 100. Stämmer det?"),
        (PERCENT, 50, 45, 55, ""),
        (PERCENT, 50, 50, 50, ""),
        (PERCENT, 60, 45, 55, "Totalt (60 %) ligger inte mellan kvinnor (45 %) och män (55 %). Stämmer det?"),
        (PERCENT, 60, 45, None, ""),
        (limits_of(Scale(0), "rank"), 3, 10, 12, ""),
    ],
)
def test_women_and_men_go_together_with_the_total(limits, total, women, men, says):
    given_values = {"T": total, "K": women, "M": men}
    contents = {sex: Content(Decimal(value)) for sex, value in given_values.items() if value is not None}

    assert said(sexes_warning(contents, limits)) == says


VALUES = st.decimals(min_value=-1000, max_value=1000, places=2)


@given(VALUES, st.lists(VALUES, max_size=12))
def test_check_never_refuses_what_is_only_odd(value, before):
    limits = limits_of(Scale(1), "index")

    assert fault_of(value, limits) == ""
    assert isinstance(unusual_change(value, limits, past(*before)), str)


@given(VALUES, st.lists(VALUES, min_size=2, max_size=12), VALUES)
def test_level_of_a_series_does_not_decide_what_is_unusual(value, before, shift):
    limits = limits_of(Scale(1), "index")
    moved = [each + shift for each in before]

    assert bool(unusual_change(value, limits, past(*before))) == bool(
        unusual_change(value + shift, limits, past(*moved))
    )
