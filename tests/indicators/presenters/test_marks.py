"""A verdict as a mark: its word, why it is missing and the way the number itself moves."""

from decimal import Decimal

import pytest

from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.presenters.marks import status_distribution, status_mark, trend_distribution, trend_mark
from indicators.series.verdicts import judge
from indicators.vocabulary import Direction, Reason, Status, Trend

AIM = Rule(Direction.HIGHER, 0, (TargetPoint(2024, Decimal(90)),), Point(2016, Decimal(50)))


def judged(values, rule=AIM, seen_from=2024):
    return judge(tuple(Point(year, Decimal(value)) for year, value in values.items()), rule, seen_from)


@pytest.mark.parametrize(
    ("values", "rule", "status", "reason", "detail"),
    [
        ({2024: 90}, AIM, Status.REACHED, "", ""),
        ({}, AIM, Status.UNKNOWN, Reason.NO_OUTCOME.label, ""),
        ({2024: 90}, Rule(Direction.HIGHER), Status.UNKNOWN, Reason.NO_TARGET.label, ""),
        (
            {2016: 50},
            AIM,
            Status.UNKNOWN,
            Reason.STALE.label,
            f"senaste utfallet är från 2016, då: {Status.ON_TRACK.label}",
        ),
        (
            {2018: 50},
            Rule(Direction.HIGHER),
            Status.UNKNOWN,
            Reason.STALE.label,
            "senaste utfallet är från 2018",  # it was not judged then either
        ),
        (
            {2022: 60},
            Rule(AIM.direction, 0, AIM.targets, AIM.baseline, breaks=(2020,)),
            Status.UNKNOWN,
            Reason.METHOD_CHANGED.label,
            "metoden ändrades 2020",
        ),
    ],
)
def test_status_mark_says_why_there_is_no_verdict(values, rule, status, reason, detail):
    mark = status_mark(judged(values, rule).verdict)

    assert (mark.code, mark.word, mark.reason, mark.detail) == (status.value, status.label, reason, detail)


@pytest.mark.parametrize(
    ("direction", "values", "trend", "arrow"),
    [
        (Direction.HIGHER, (50, 60, 70), Trend.IMPROVING, "up"),
        (Direction.LOWER, (50, 60, 70), Trend.WORSENING, "up"),
        (Direction.LOWER, (70, 60, 50), Trend.IMPROVING, "down"),
        (Direction.NONE, (70, 60, 50), Trend.FALLING, "down"),
        (Direction.HIGHER, (60, 60, 60), Trend.UNCHANGED, "flat"),
    ],
)
def test_arrow_is_the_way_the_number_moves_good_or_bad(direction, values, trend, arrow):
    mark = trend_mark(judged(dict(zip((2022, 2023, 2024), values, strict=True)), Rule(direction, 0)).trend)

    assert (mark.code, mark.arrow, mark.detail) == (trend.value, arrow, "2022–2024, tre värden")


@pytest.mark.parametrize(
    ("values", "detail"),
    [
        ({}, "inget värde, minst tre behövs"),
        ({2024: 5}, "ett värde, minst tre behövs"),
        ({2023: 5, 2024: 6}, "två värden, minst tre behövs"),
    ],
)
def test_too_few_values_have_no_arrow_but_a_count(values, detail):
    mark = trend_mark(judged(values).trend)

    assert (mark.arrow, mark.detail) == ("none", detail)


def test_distribution_counts_what_there_is_in_the_words_order():
    verdicts = [judged(values).verdict for values in ({}, {2024: 90}, {}, {2024: 10}, {2024: 95})]

    found = status_distribution(verdicts)

    assert [(part.code, part.count) for part in found.parts] == [("reached", 2), ("missed", 1), ("unknown", 2)]
    assert found.total == 5
    assert found.sentence == "2 är uppnådda, 1 är ej uppnådd och 2 kan inte bedömas"


def test_trends_are_counted_with_those_that_have_too_few_values():
    up = {2022: 50, 2023: 60, 2024: 70}

    found = trend_distribution(judged(values).trend for values in (up, {}, up))

    assert [(part.word, part.count) for part in found.parts] == [
        (Trend.IMPROVING.label, 2),
        (Trend.TOO_FEW.label, 1),
    ]
    assert found.sentence == "2 förbättras och 1 har för få värden"


def test_nothing_to_count_is_said_with_no_words():
    assert (status_distribution([]).sentence, status_distribution([]).total) == ("", 0)
    assert (trend_distribution([]).parts, trend_distribution([]).sentence) == ((), "")
