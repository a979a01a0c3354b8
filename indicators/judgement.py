"""Rules of judgement: plain numbers in, a verdict out. No query, no clock, no float."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.vocabulary import Direction, Reason, Status, Trend


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series; `value` is None when the outcome is missing."""

    year: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class TargetPoint:
    """A target for a year: either `value`, or a range from `low` to `high` inclusive."""

    year: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_range(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Rule:
    """What an indicator has decided about how it is judged, in the indicator's own unit.

    `tolerance` and `trend_band` are None where the default holds. `breaks` are the first years
    measured by a new method.
    """

    direction: Direction
    decimals: int = 1
    targets: tuple[TargetPoint, ...] = ()
    baseline: Point | None = None
    tolerance: Decimal | None = None
    trend_band: Decimal | None = None
    longest_age: int = 2
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected value e(t), and where it comes from.

    `how` is "target" (the year has a target), "line" (straight line from `start` to `end`),
    "end" (after the last target year) or "range" (inside `low`..`high`).
    """

    how: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    start: Point | None = None
    end: Point | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with every number it rests on; rounded as it is published."""

    status: Status
    seen_from: int
    reason: Reason | None = None
    outcome: Point | None = None
    end_target: TargetPoint | None = None
    expected: Expected | None = None
    gap: Decimal | None = None  # signed in the wanted direction; negative is short of the path (range: minus the distance)
    tolerance: Decimal | None = None
    tolerance_is_default: bool = True
    break_year: int | None = None
    earlier: "Verdict | None" = None  # when stale: the verdict as it was in the outcome's own year


@dataclass(frozen=True, slots=True)
class TrendVerdict:
    """Where the series is heading; `change` = slope × (last − first) over `window`, unrounded."""

    trend: Trend
    window: tuple[Point, ...] = ()
    slope: Decimal | None = None
    change: Decimal | None = None
    band: Decimal | None = None
    band_source: str = ""  # "own", "tolerance" (half of it) or "mean" (2 % of it)
    break_year: int | None = None  # the break that the window starts at, if any


@dataclass(frozen=True, slots=True)
class Pace:
    """Change a year needed from the latest outcome to the end target, beside the change a year seen."""

    start: Point
    target: TargetPoint
    needed: Decimal
    seen: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where one value stands among others the same year. Says better or worse, never whether the goal is met."""

    year: int
    value: Decimal
    rank: int  # 1 = best by direction; largest where there is no better end
    count: int  # municipalities compared, the own one included
    quartile: int  # 1 = best quarter
    mean: Decimal | None  # of the others in the group, unweighted
    median: Decimal | None
    country: Decimal | None


def published(value: Decimal, decimals: int) -> Decimal:
    """Return the value as it is published: rounded half up to so many decimals."""


def status(series: tuple[Point, ...], rule: Rule, seen_from: int) -> Verdict:
    """Judge the latest outcome at or before `seen_from` against the target path."""


def trend(series: tuple[Point, ...], rule: Rule, seen_from: int) -> TrendVerdict:
    """Tell where the last five comparable outcomes at or before `seen_from` are heading."""


def pace(series: tuple[Point, ...], rule: Rule, seen_from: int) -> Pace | None:
    """Return the pace needed and seen where there is a target ahead of the latest outcome, else None."""


def compare(value: Point, others: dict[str, Decimal], rule: Rule, country: Decimal | None = None) -> Comparison | None:
    """Rank a value among other municipalities' values of the same year; None without any other value."""


def expected_path(rule: Rule, first: int, last: int) -> tuple[Point, ...]:
    """Return the expected value per year that the path can be drawn for, within the years given."""


def distribution(verdicts: list[Verdict]) -> dict[Status, int]:
    """Count verdicts per status, every status present, in the order of `Status`."""
