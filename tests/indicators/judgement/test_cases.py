"""The worked cases that the rules were agreed by, by their numbers: plain numbers in, a verdict in words out."""

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from indicators import sentences
from indicators.calculations.status import of_status
from indicators.formats import Scale
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.judgement.status import expected_path, judge_status
from indicators.judgement.trend import judge_trend, pace_of
from indicators.judgement.verdict import StatusVerdict
from indicators.vocabulary import Direction, Reason, Reference, Status, TargetKind, Trend

HIGHER, LOWER, RANGE, NONE = Direction.HIGHER, Direction.LOWER, Direction.RANGE, Direction.NONE

type Number = str | int | None


def number(value: Number) -> Decimal | None:
    return None if value is None else Decimal(value)


def series(values: dict[int, Number]) -> tuple[Point, ...]:
    return tuple(Point(year, number(value)) for year, value in values.items())


def level(year: int, value: Number) -> TargetPoint:
    return TargetPoint(year, number(value))


def change(year: int, start: tuple[int, str]) -> TargetPoint:
    return TargetPoint(year, kind=TargetKind.CHANGE, start=Point(start[0], number(start[1])))


def better_than_the_country(year: int, others: dict[int, Number]) -> TargetPoint:
    return TargetPoint(
        year, kind=TargetKind.RELATIVE, reference=Reference.COUNTRY, must_be_better=True, others=series(others)
    )


def rule(
    direction: Direction,
    *targets: TargetPoint,
    start: tuple[int, int] | None = None,
    tolerance: Number = None,
    decimals: int = 1,
    breaks: tuple[int, ...] = (),
) -> Rule:
    baseline = Point(start[0], Decimal(start[1])) if start else None
    return Rule(direction, decimals, targets, baseline, number(tolerance), breaks=breaks)


@dataclass(frozen=True)
class Case:
    """One row of the table; what is None is not asked of it."""

    number: int
    rule: Rule
    values: dict[int, Number]
    status: Status
    reason: Reason | None = None
    expected: str | None = None
    gap: str | None = None
    trend: Trend | None = None
    seen_from: int | None = None
    words: tuple[str, ...] = field(default=())

    @property
    def year(self) -> int:
        return self.seen_from or max(self.values)

    @property
    def verdict(self) -> StatusVerdict:
        return judge_status(series(self.values), self.rule, self.year)


CASES = (
    Case(1, rule(LOWER, level(2028, 10), start=(2024, 20)), {2026: 9}, Status.REACHED),
    Case(2, rule(HIGHER, level(2028, 5), start=(2024, 0)), {2026: "0.1"}, Status.BEHIND, expected="2.5"),
    Case(
        3,
        rule(HIGHER, level(2028, 60), start=(2024, 50)),
        {2024: 50, 2025: 48, 2026: 45},
        Status.BEHIND,
        trend=Trend.WORSENING,
    ),
    Case(
        4,
        rule(HIGHER, level(2024, 95), start=(2020, 90), tolerance="0.5"),
        {2022: 90},
        Status.BEHIND,
        expected="92.5",
    ),
    Case(5, rule(HIGHER, level(2024, 90)), {2024: "89.96"}, Status.REACHED, words=("90,0 %",)),
    Case(
        6,
        rule(HIGHER, level(2023, 80)),
        {2019: 82},
        Status.UNKNOWN,
        Reason.STALE,
        seen_from=2024,
        words=("senaste utfallet är från 2019, då: Uppnått",),
    ),
    Case(7, rule(HIGHER, level(2023, 80), start=(2019, 60)), {2024: 70}, Status.MISSED, expected="80"),
    Case(
        8,
        rule(RANGE, TargetPoint(2025, low=Decimal(40), high=Decimal(60)), tolerance=3),
        {2024: 62},
        Status.NEAR,
    ),
    Case(9, rule(LOWER, level(2023, 0), start=(2020, 8)), {2023: 0}, Status.REACHED),
    Case(10, rule(HIGHER, level(2024, -5), start=(2020, -20)), {2022: "-12.5"}, Status.ON_TRACK, gap="0"),
    Case(
        11,
        rule(HIGHER, level(2024, 20), start=(2018, 8)),
        {2019: 10, 2020: None, 2022: 16},
        Status.ON_TRACK,
        trend=Trend.TOO_FEW,
    ),
    Case(
        12,
        rule(HIGHER, level(2024, 60), start=(2018, 50), breaks=(2021,)),
        {2022: 55},
        Status.UNKNOWN,
        Reason.METHOD_CHANGED,
        words=("metoden ändrades 2021",),
    ),
    Case(13, rule(HIGHER, level(2024, 15)), {2023: 10, 2024: 15}, Status.REACHED, trend=Trend.TOO_FEW),
    Case(
        14,
        rule(HIGHER),
        {2020: 10, 2021: 11, 2022: 12, 2023: 13, 2024: 14},
        Status.UNKNOWN,
        Reason.NO_TARGET,
        trend=Trend.IMPROVING,
    ),
    Case(15, rule(HIGHER, level(2024, 95), tolerance="0.5"), {2024: "94.8"}, Status.NEAR),
    Case(
        16,
        rule(HIGHER, level(2023, 2), level(2024, 2), level(2026, 1)),
        {2023: "1.2", 2024: "1.2"},
        Status.BEHIND,
        expected="2",
        gap="-0.8",
        words=("2,0 % väntades 2024", "det skiljer 0,8 procentenheter"),
    ),
    Case(
        17,
        rule(LOWER, level(2024, "5.5"), decimals=0),
        {2024: "5.7"},
        Status.MISSED,
        gap="-0.5",
        words=("Målvärdet 5,5 % år 2024 är ej uppnått",),
    ),
    Case(18, rule(HIGHER, level(2028, 90), start=(2020, 95)), {2024: 91}, Status.REACHED, expected="90"),
    Case(
        19,
        rule(HIGHER, level(2025, 70), start=(2022, 66)),
        {2022: 66, 2024: 69},
        Status.UNKNOWN,
        Reason.END_UNMEASURED,
        seen_from=2026,
        words=("Målåret 2025 är inte mätt. 2024 var beskedet I fas.",),
    ),
    Case(
        20,
        rule(NONE, decimals=2),
        {2018: "0.15", 2019: "1.19", 2020: "7.14", 2021: "1.51", 2022: "0.23"},
        Status.UNKNOWN,
        Reason.NO_DIRECTION,
        trend=Trend.SWINGING,
    ),
    Case(
        21,
        rule(HIGHER, TargetPoint(2026, Decimal(95), kind=TargetKind.STANDARD, first_year=2023)),
        {2024: "94.2"},
        Status.BEHIND,
        expected="95",
        gap="-0.8",
        words=("minst 95 % varje år 2023–2026",),
    ),
    Case(
        22,
        rule(HIGHER, change(2026, (2022, "71.3"))),
        {2024: "71.9"},
        Status.ON_TRACK,
        words=("högre än 71,3 % (2022) år 2026",),
    ),
    Case(22, rule(HIGHER, change(2026, (2022, "71.3"))), {2024: "71.3"}, Status.BEHIND),
    Case(
        23,
        rule(HIGHER, better_than_the_country(2026, {2026: "85.0"})),
        {2026: "84.5"},
        Status.MISSED,
        gap="-0.5",
        words=("bättre än riket år 2026", "riket har 85,0 % år 2026", "Det skiljer 0,5 procentenheter"),
    ),
    Case(
        23,
        rule(HIGHER, better_than_the_country(2026, {2025: "85.0"})),
        {2026: "84.5"},
        Status.UNKNOWN,
        Reason.NO_REFERENCE,
        words=("riket saknas 2026",),
    ),
)


def told(case: Case) -> str:
    scale = Scale(case.rule.decimals, "%")
    verdict = case.verdict
    steps = of_status(verdict, scale, case.rule.direction, case.rule.longest_age)
    parts = (sentences.standing(verdict, scale), sentences.status_detail(verdict), *steps)
    return " ".join(parts).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.number))
def test_case_of_the_agreed_table(case: Case) -> None:
    verdict = case.verdict

    assert (verdict.status, verdict.reason) == (case.status, case.reason)
    if case.expected is not None:
        assert verdict.expected is not None
        assert verdict.expected.value == Decimal(case.expected)
    if case.gap is not None:
        assert verdict.gap == Decimal(case.gap)
    if case.trend is not None:
        assert judge_trend(series(case.values), case.rule, case.year).trend == case.trend
    assert [words for words in case.words if words not in told(case)] == []


def test_every_case_of_the_agreed_table_is_here() -> None:
    assert {case.number for case in CASES} == set(range(1, 24))


def test_an_extended_period_keeps_its_original_path() -> None:
    case = next(case for case in CASES if case.number == 7)

    assert expected_path(case.rule, 2019, 2024) == series({2019: 60, 2020: 65, 2021: 70, 2022: 75, 2023: 80, 2024: 80})


def test_no_pace_is_told_into_the_past() -> None:
    case = next(case for case in CASES if case.number == 19)

    assert pace_of(series(case.values), case.rule, 2024) is not None
    assert pace_of(series(case.values), case.rule, case.year) is None
