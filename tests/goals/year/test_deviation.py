"""When a written verdict tells another story than its indicators."""

import pytest

from goals.vocabulary import Forecast, Verdict
from goals.year.deviation import deviation, deviation_of, goal_deviation
from indicators.vocabulary import Status
from tests.goals.year.factories import assessment, goal, indicator

R, T, N, B, M, U = Status


@pytest.mark.parametrize(
    ("verdict", "statuses", "departs"),
    [
        (Verdict.FULL, [R, T, N], False),  # near is not behind
        (Verdict.FULL, [R], False),
        (Verdict.FULL, [R, U, U], False),
        (Verdict.FULL, [T], True),  # on its way is not there
        (Verdict.FULL, [N, N], True),
        (Verdict.FULL, [T, N, U], True),
        (Verdict.FULL, [R, R, B], True),
        (Verdict.FULL, [R, M], True),
        (Verdict.FULL, [U, U], True),
        (Verdict.FULL, [], True),
        (Verdict.PARTLY, [R, B], False),
        (Verdict.PARTLY, [T, T], False),  # on its way is not there
        (Verdict.PARTLY, [R, R, U], True),
        (Verdict.PARTLY, [M, M, U], True),
        (Verdict.PARTLY, [U], True),
        (Verdict.NOT, [B, M], False),
        (Verdict.NOT, [T, N], False),
        (Verdict.NOT, [R, T, U], True),
        (Verdict.NOT, [], True),
        (Verdict.UNKNOWN, [], False),
        (Verdict.UNKNOWN, [U, U, B], False),
        (Verdict.UNKNOWN, [U, B], True),
        (Verdict.UNKNOWN, [R], True),
    ],
)
def test_a_verdict_departs(verdict, statuses, departs):
    counts = {status: statuses.count(status) for status in Status}

    assert bool(deviation(verdict, counts)) is departs


def test_a_forecast_departs_as_the_verdict_it_foresees():
    counts = {Status.BEHIND: 2}

    assert deviation_of(Forecast.ON_WAY, counts) == deviation(Verdict.FULL, counts) != ""
    assert deviation_of(Forecast.NOT_ON_WAY, counts) == ""
    assert deviation_of("not_assessed", counts) == ""


@pytest.mark.parametrize(
    ("verdict", "statuses", "sentence"),
    [
        (Verdict.FULL, [T, N, U], "Ingen indikator som kan bedömas är uppnådd."),
        (Verdict.FULL, [R, B], "Minst en indikator är efter eller ej uppnådd."),
        (Verdict.PARTLY, [R, R, U], "Alla indikatorer som kan bedömas är uppnådda."),
        (Verdict.PARTLY, [M], "Alla indikatorer som kan bedömas är ej uppnådda."),
        (Verdict.NOT, [R, T], "Alla indikatorer som kan bedömas är uppnådda eller i fas."),
        (Verdict.NOT, [U], "Ingen indikator kan bedömas."),
        (Verdict.UNKNOWN, [R, U], "Minst hälften av indikatorerna kan bedömas."),
    ],
)
def test_a_departure_is_said_in_words(verdict, statuses, sentence):
    assert deviation(verdict, {status: statuses.count(status) for status in statuses}) == sentence


@pytest.mark.parametrize("statuses", [[T], [N], [T, N, U]])
def test_a_forecast_needs_nothing_reached_yet(statuses):
    assert deviation_of(Forecast.ON_WAY, {each: statuses.count(each) for each in statuses}) == ""


def test_a_year_adopted_before_the_rule_asks_for_no_more():
    assert goal_deviation(goal(indicator(status=T), code="full")) == ""


def test_a_year_says_the_sentence_that_it_was_adopted_with():
    given = assessment("full", departs="Så stod det.")

    assert goal_deviation(goal(indicator(status=R), assessment=given)) == "Så stod det."


@pytest.mark.parametrize(
    ("code", "status", "departs"),
    [("full", R, False), ("full", B, True), ("on_way", M, True), ("unknown", R, True), ("", M, False)],
)
def test_a_goal_is_held_against_its_own_indicators(code, status, departs):
    assert bool(goal_deviation(goal(indicator(status=status), code=code))) is departs
