"""Så räknas det: the steps to a trend and to a pace."""

from decimal import Decimal

import pytest

from indicators.calculations.trend import of_pace, of_trend
from indicators.formats import Scale
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.judgement.trend import judge_trend, pace_of
from indicators.vocabulary import Direction, Trend

SHARE = Scale(0, "%")
THREE = {2022: 50, 2023: 60, 2024: 70}
RANGE = (TargetPoint(2030, None, Decimal(40), Decimal(60)),)


def points(values):
    return tuple(Point(year, Decimal(str(value))) for year, value in values.items())


def trend_steps(values, rule, scale=SHARE):
    found = of_trend(judge_trend(points(values), rule, 2024), scale, rule.direction)
    return [each.replace("\u00a0", " ") for each in found]


def pace_steps(values, rule, scale=SHARE):
    return [each.replace("\u00a0", " ") for each in of_pace(pace_of(points(values), rule, 2024), scale)]


@pytest.mark.parametrize(
    ("values", "breaks", "have"),
    [
        ({}, (), "Jämförbara värden: inga."),
        ({2023: 60, 2024: 70}, (), "Jämförbara värden: 60 % (2023), 70 % (2024)."),
        (THREE, (2024,), "Jämförbara värden sedan metoden ändrades 2024: 70 % (2024)."),
    ],
)
def test_too_few_values_are_told_with_what_is_needed(values, breaks, have):
    assert trend_steps(values, Rule(Direction.HIGHER, 0, breaks=breaks)) == [
        have,
        f"En trend kräver minst tre värden, alltså {Trend.TOO_FEW.label}.",
    ]


@pytest.mark.parametrize(
    ("rule", "values", "end"),
    [
        (Rule(Direction.HIGHER, 0), THREE, f"större än så (högre är bättre), alltså {Trend.IMPROVING.label}."),
        (Rule(Direction.LOWER, 0), THREE, f"större än så (lägre är bättre), alltså {Trend.WORSENING.label}."),
        (Rule(Direction.NONE, 0), THREE, f"inget håll är utpekat som bättre, alltså {Trend.RISING.label}."),
        (
            Rule(Direction.HIGHER, 0),
            dict.fromkeys(THREE, 50),
            f"Förändringen ryms inom det, alltså {Trend.UNCHANGED.label}.",
        ),
        (
            Rule(Direction.RANGE, 0, RANGE),
            {2022: 90, 2023: 80, 2024: 70},
            f"Linjen har kommit närmare intervallet, alltså {Trend.IMPROVING.label}.",
        ),
        (
            Rule(Direction.RANGE, 0, RANGE),
            {2022: 70, 2023: 80, 2024: 90},
            f"Linjen har kommit längre från intervallet, alltså {Trend.WORSENING.label}.",
        ),
    ],
)
def test_last_step_says_why_the_trend_is_given(rule, values, end):
    assert trend_steps(values, rule)[-1].endswith(end)


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (
            Rule(Direction.HIGHER, 0, trend_band=Decimal(3)),
            "högst 3 procentenheter åt endera hållet: bestämt för den här indikatorn.",
        ),
        (
            Rule(Direction.HIGHER, 0, tolerance=Decimal(5)),
            "högst 2,5 procentenheter åt endera hållet: hälften av toleransen.",
        ),
        (
            Rule(Direction.HIGHER, 0),
            "högst 1,2 procentenheter åt endera hållet: 2 procent av värdenas medelvärde.",
        ),
    ],
)
def test_what_counts_as_unchanged_says_where_it_comes_from(rule, source):
    assert trend_steps(THREE, rule)[2].endswith(source)


def test_slow_change_is_told_with_one_more_decimal():
    steps = trend_steps({2022: 50, 2023: 50, 2024: 51}, Rule(Direction.HIGHER, 0))

    assert "lutar +0,5 procentenheter per år. Från 2022 till 2024 blir det +1,0 procentenheter." in steps[1]


def test_values_before_a_change_of_method_are_left_out_in_words():
    steps = trend_steps({2020: 5, 2021: 5, **THREE}, Rule(Direction.HIGHER, 0, breaks=(2022,)))

    assert steps[1] == "Värden före 2022 räknas inte med, eftersom metoden ändrades då."


@pytest.mark.parametrize(
    ("rule", "values", "needed"),
    [
        (
            Rule(Direction.HIGHER, 0, (TargetPoint(2029, Decimal(80)),)),
            THREE,
            "För att nå 80 % år 2029 krävs +2,0 procentenheter per år från 2024: (80 − 70) / (2029 − 2024).",
        ),
        (
            Rule(Direction.RANGE, 0, RANGE),
            {2022: 90, 2023: 80, 2024: 72},
            "För att nå 40–60 % år 2030 krävs −2,0 procentenheter per år från 2024: (60 − 72) / (2030 − 2024).",
        ),
    ],
)
def test_pace_shows_the_way_that_is_left_over_the_years(rule, values, needed):
    assert pace_steps(values, rule)[0] == needed


def test_pace_without_a_trend_says_that_it_is_not_known():
    steps = pace_steps({2024: 70}, Rule(Direction.HIGHER, 0, (TargetPoint(2029, Decimal(80)),)))

    assert steps[1] == "Hur snabbt det har gått går inte att säga: det finns för få värden."


def test_pace_of_fine_numbers_gets_no_further_decimal():
    rule = Rule(Direction.HIGHER, 2, (TargetPoint(2027, Decimal("1.5")),))

    assert "krävs +0,17 per år" in pace_steps({2024: 1}, rule, Scale(2, ""))[0]
