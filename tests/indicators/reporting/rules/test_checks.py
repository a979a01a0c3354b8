"""What is refused because it cannot be, and what is asked about because it is odd."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formats import Scale
from indicators.reporting.rules.checks import (
    Past,
    fault_of,
    first_outside,
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


@pytest.mark.parametrize(
    ("measure", "known", "span", "asked"),
    [
        ("share", (50, 99), (0, 100), (None, None)),
        ("share", (50, 140), (None, None), (0, 100)),
        ("share", (-1,), (None, None), (0, 100)),
        ("count", (-35, 12), (None, None), (0, None)),
        ("rate", (-1,), (None, None), (0, None)),
        ("money", (), (None, None), (0, None)),
        ("ratio", (140,), (None, None), (0, None)),
        ("change", (-1,), (None, None), (None, None)),
        ("index", (-1,), (None, None), (None, None)),
        ("rank", (0,), (1, None), (None, None)),
    ],
)
def test_limits_of_a_kind_give_way_and_become_a_question(measure, known, span, asked):
    limits = limits_of(Scale(1), measure, known=map(Decimal, known))

    assert ((limits.lowest, limits.highest), limits.asked) == (span, asked)


def test_a_limit_of_its_own_never_gives_way():
    limits = limits_of(Scale(1, "%"), "share", lowest=Decimal(-5), known=[Decimal(-8), Decimal(140)])

    assert (limits.lowest, limits.highest, limits.asked) == (-5, None, (None, 100))


@pytest.mark.parametrize(
    ("measure", "value", "before", "says"),
    [
        ("money", -1, (4, 5), "Värdet är negativt, och det har inget tidigare värde varit. Stämmer det?"),
        ("money", -1, (4, -5), ""),
        ("money", -1, (), ""),
        ("ratio", 140, (80, 90), ""),
        ("change", -1, (4, 5), ""),
        ("index", -1, (4, 5), ""),
    ],
)
def test_the_first_value_of_another_sign_is_asked_about(measure, value, before, says):
    assert first_outside(Decimal(value), limits_of(Scale(1, "mnkr"), measure), past(*before)) == says


def test_the_first_share_above_a_hundred_is_asked_about():
    limits = limits_of(Scale(1, "%"), "share", known=[Decimal(120)])  # the target

    assert said(first_outside(Decimal(104), limits, past(98))).startswith("Värdet är över 100 %, och")


@pytest.mark.parametrize(
    ("value", "before", "odd"),
    [
        ("-1.2", (-0.8, 1.1), False),  # per cent of a change says nothing around zero
        ("-1.2", (-0.8,), False),
        ("0.4", (-0.8,), False),
        ("1.2", (0.1,), False),  # twelve times, and a small change
        ("-3.4", (-7.6,), False),
        ("-3400", (-7.6,), True),  # thousands for millions
        ("-9", (-0.8, 1.1, 0.9, -0.2, 0.5), True),
        ("0.6", (-0.8, 1.1, 0.9, -0.2, 0.5), False),
    ],
)
def test_a_change_around_zero_is_measured_by_the_series(value, before, odd):
    assert bool(unusual_change(Decimal(value), limits_of(Scale(1, "mnkr"), "money"), past(*before))) == odd


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
        (limits_of(Scale(0), "change"), -20, -15, -5, ""),  # persons
        (limits_of(Scale(1), "change"), 2, 1, 3, ""),  # a share
        (
            limits_of(Scale(1), "change"),
            -20,
            -5,
            3,
            "Totalt (−20) ligger inte mellan kvinnor (−5) och män (3). Stämmer det?",
        ),
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
