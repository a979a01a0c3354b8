"""What a judgement gives: a status and a trend, each with the numbers that it rests on."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.judgement.rule import Point, Rule, TargetPoint, published, usable_outcomes
from indicators.vocabulary import Direction, Reason, Reference, Status, TargetScope, Trend


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected value e(t), and where it comes from.

    `how` is "target" (the year's own), "line" (from `start` to `end`), "end" (after the last target year), "range",
    "change" (better than `start`) or "relative" (the other figure of the year, `start`, with the target's offset).
    """

    how: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    start: Point | None = None
    end: Point | None = None
    margin: Decimal = Decimal(0)  # how much better than `value` an outcome must be: to be better is not to be alike


@dataclass(frozen=True, slots=True)
class StatusVerdict:
    """A status with every number it rests on; rounded as it is published."""

    status: Status
    seen_from: int
    reason: Reason | None = None
    outcome: Point | None = None
    end_target: TargetPoint | None = None
    own_target: TargetPoint | None = None  # what is decided for the outcome's own year, where the end is another
    expected: Expected | None = None
    gap: Decimal | None = None  # in the wanted direction: negative is short of the path (range: minus the distance)
    tolerance: Decimal | None = None
    tolerance_is_default: bool = True
    break_year: int | None = None
    # When the outcome is stale or the path has ended unmeasured: the verdict as it was in the outcome's own year.
    earlier: "StatusVerdict | None" = None
    direction: Direction = Direction.NONE
    scope: TargetScope = TargetScope.TOTAL  # whose outcome and targets they are
    reference: Reference | None = None  # the other figure that the year's target follows, or that is missing


@dataclass(frozen=True, slots=True)
class TrendVerdict:
    """Where the series is heading; `change` = slope × (last − first) over `window`, unrounded."""

    trend: Trend
    window: tuple[Point, ...] = ()
    slope: Decimal | None = None
    change: Decimal | None = None
    band: Decimal | None = None
    spread: Decimal | None = None  # s: the residuals' standard deviation around the line, with n - 2 degrees of freedom
    band_source: str = ""  # "own", "tolerance" (BAND_SHARE of it) or "mean" (MEAN_SHARE of it)
    break_year: int | None = None  # the break that cut the window short, if any
    first_distance: Decimal | None = None  # range: from the fitted value of the first year to the target range
    last_distance: Decimal | None = None  # range: the same for the last year


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator's status and trend, and what they were judged by.

    `points` are the totals and `rule` judges them. `parts` has a verdict for each scope that has targets, at least that
    of the totals; `verdict` is the one that decides the status.
    """

    points: tuple[Point, ...]
    rule: Rule
    seen_from: int  # what the verdicts are given from
    shown_to: int  # the last year of the values that are told of, and of the trend
    verdict: StatusVerdict
    trend: TrendVerdict
    parts: tuple["JudgedPart", ...]

    @property
    def is_aimed(self) -> bool:
        """Tell whether anything is decided in numbers, in any scope."""
        return any(part.rule.targets for part in self.parts)

    @property
    def outcome(self) -> Point | None:
        """Return the latest total at or before the year that values are shown to, as published."""
        known = usable_outcomes(self.points, self.shown_to)
        return Point(known[-1][0], published(known[-1][1], self.rule.decimals)) if known else None


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """The verdict on one scope: everybody, one sex, or the difference between the two."""

    points: tuple[Point, ...]
    rule: Rule
    verdict: StatusVerdict
