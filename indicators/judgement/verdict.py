"""What a judgement gives: a status and a trend, each with the numbers that it rests on."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.vocabulary import Reason, Status, Trend


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected value e(t), and where it comes from.

    `how` is "target" (the year's own), "line" (from `start` to `end`), "end" (after the last target year) or "range".
    """

    how: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    start: Point | None = None
    end: Point | None = None


@dataclass(frozen=True, slots=True)
class StatusVerdict:
    """A status with every number it rests on; rounded as it is published."""

    status: Status
    seen_from: int
    reason: Reason | None = None
    outcome: Point | None = None
    end_target: TargetPoint | None = None
    expected: Expected | None = None
    gap: Decimal | None = None  # in the wanted direction: negative is short of the path (range: minus the distance)
    tolerance: Decimal | None = None
    tolerance_is_default: bool = True
    break_year: int | None = None
    earlier: "StatusVerdict | None" = None  # when stale: the verdict as it was in the outcome's own year


@dataclass(frozen=True, slots=True)
class TrendVerdict:
    """Where the series is heading; `change` = slope × (last − first) over `window`, unrounded."""

    trend: Trend
    window: tuple[Point, ...] = ()
    slope: Decimal | None = None
    change: Decimal | None = None
    band: Decimal | None = None
    band_source: str = ""  # "own", "tolerance" (BAND_SHARE of it) or "mean" (MEAN_SHARE of it)
    break_year: int | None = None  # the break that cut the window short, if any
    first_distance: Decimal | None = None  # range: from the fitted value of the first year to the target range
    last_distance: Decimal | None = None  # range: the same for the last year


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator's status and trend, and what they were judged by."""

    points: tuple[Point, ...]
    rule: Rule
    seen_from: int
    verdict: StatusVerdict
    trend: TrendVerdict
