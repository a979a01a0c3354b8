"""Så räknas det: the steps to a status, one by one, with the real numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.calculations.status import of_status
from indicators.formats import Scale, fraction
from indicators.judgement.rule import TOLERANCE_SHARE, Point, Rule, TargetPoint
from indicators.judgement.status import judge_status
from indicators.vocabulary import Direction, Status

SHARE = Scale(0, "%")
UP = Rule(Direction.HIGHER, 0, (TargetPoint(2024, Decimal(60)),), Point(2020, Decimal(40)))
RANGE = Rule(Direction.RANGE, 0, (TargetPoint(2024, None, Decimal(40), Decimal(60)),), tolerance=Decimal(2))


def steps(rule, year, value, seen_from=None, scale=SHARE):
    points = () if value is None else (Point(year, Decimal(str(value))),)
    verdict = judge_status(points, rule, seen_from or year)
    found = of_status(verdict, scale, rule.direction, rule.longest_age)
    return [each.replace("\u00a0", " ") for each in found]


def test_without_an_outcome_there_is_one_step():
    assert steps(UP, 2022, None) == [f"Det finns inget utfall till och med 2022, alltså {Status.UNKNOWN.label}."]


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        (Rule(Direction.NONE, 0, UP.targets), "Inget håll är utpekat som bättre"),
        (Rule(Direction.HIGHER, 0), "Målvärde saknas"),
        (replace(UP, baseline=None), "Utgångsvärde saknas, så det finns ingen väg att jämföra med"),
        (
            replace(UP, breaks=(2021,)),
            "Vägen börjar före 2021, när metoden ändrades, så den går inte att jämföra med",
        ),
    ],
)
def test_what_cannot_be_judged_ends_with_why(rule, end):
    assert steps(rule, 2022, 50)[-1] == f"{end}, alltså {Status.UNKNOWN.label}."


def test_value_at_the_target_needs_no_gap_and_no_tolerance():
    assert steps(UP, 2024, 60) == [
        "Senaste utfall: 60 % (2024). Läget är sett från 2024.",
        "Målvärdet är 60 % år 2024 (högre är bättre).",
        "Väntat 2024: 60 %, som är målvärdet för året.",
        f"Utfallet är vid målvärdet eller förbi det, alltså {Status.REACHED.label}.",
    ]


@pytest.mark.parametrize(
    ("year", "value", "status", "why"),
    [
        (2022, 50, Status.ON_TRACK, "Skillnaden är noll eller mer"),
        (2022, 49, Status.NEAR, "Utfallet ligger utanför, men inte längre bort än toleransen"),
        (2022, 44, Status.BEHIND, "Utfallet ligger längre bort än toleransen"),
        (2024, 44, Status.MISSED, "Målåret har kommit och utfallet ligger längre bort än toleransen"),
    ],
)
def test_last_step_says_why_the_status_is_given(year, value, status, why):
    assert steps(UP, year, value)[-1] == f"{why}, alltså {status.label}."


@pytest.mark.parametrize(("year", "value", "has_tolerance"), [(2022, 50, False), (2022, 49, True), (2024, 44, True)])
def test_tolerance_is_a_step_only_where_it_was_needed(year, value, has_tolerance):
    assert any(step.startswith("Toleransen är") for step in steps(UP, year, value)) is has_tolerance


@pytest.mark.parametrize(
    ("rule", "step"),
    [
        (replace(UP, tolerance=Decimal("1.5")), "Toleransen är 1,5 procentenheter, bestämd för den här indikatorn."),
        (
            replace(UP, baseline=None, targets=(TargetPoint(2022, Decimal(60)),)),
            f"Toleransen är noll: det finns ingen väg från ett utgångsvärde att ta {fraction(TOLERANCE_SHARE)} av.",
        ),
    ],
)
def test_tolerance_says_where_it_comes_from(rule, step):
    assert step in steps(rule, 2022, 44)


def test_where_lower_is_better_the_gap_is_turned_round():
    down = Rule(Direction.LOWER, 0, (TargetPoint(2024, Decimal(20)),), Point(2020, Decimal(40)))

    assert "Skillnad i önskad riktning (lägre är bättre): 30 − 33 = −3 procentenheter." in steps(down, 2022, 33)


def test_after_the_target_year_the_target_still_holds():
    assert "Efter målåret gäller målvärdet: väntat 2025 är 60 %." in steps(UP, 2025, 50)


def test_target_of_the_year_itself_is_expected_and_no_line():
    rule = replace(UP, targets=(TargetPoint(2022, Decimal(55)), *UP.targets))

    assert "Väntat 2022: 55 %, som är målvärdet för året." in steps(rule, 2022, 50)


@pytest.mark.parametrize(
    ("year", "value", "last_two"),
    [
        (
            2022,
            50,
            ["Utfallet ligger i intervallet.", f"Utfallet är inom intervallet, alltså {Status.ON_TRACK.label}."],
        ),
        (
            2022,
            70,
            [
                "Toleransen är 2 procentenheter, bestämd för den här indikatorn.",
                f"Utfallet ligger längre bort än toleransen, alltså {Status.BEHIND.label}.",
            ],
        ),
        (
            2024,
            50,
            [
                "Målvärdet är 40–60 % år 2024 (inom intervallet är bra).",
                f"Utfallet är vid målvärdet eller förbi det, alltså {Status.REACHED.label}.",
            ],
        ),
    ],
)
def test_range_is_counted_from_its_nearest_end(year, value, last_two):
    assert steps(RANGE, year, value)[-2:] == last_two


def test_distance_to_a_range_is_a_step():
    assert "Utfallet ligger 10 procentenheter utanför intervallet." in steps(RANGE, 2022, 70)
    assert "Utfallet ligger 5 procentenheter utanför intervallet." in steps(RANGE, 2022, 35)


class TestStale:
    def test_own_limit_of_an_indicator_is_the_one_that_is_told(self):
        assert "Efter ett år säger vi inte längre" in steps(replace(UP, longest_age=1), 2022, 50, seen_from=2026)[1]

    def test_value_that_was_never_judged_has_no_older_steps(self):
        assert len(steps(Rule(Direction.HIGHER, 0), 2022, 50, seen_from=2026)) == 2
