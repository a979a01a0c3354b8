"""What an indicator is judged by, and the numbers of it that can be judged at all.

No input raises: a number nobody can publish (NaN, infinite, 10^15 or more) counts as missing, and so does a target with
neither value nor range, or with its range upside down. Where a year is given twice, the last one counts. Values,
targets and baselines are used as they are published, rounded half up; tolerances and bands exactly as they are set.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeGuard

from indicators.vocabulary import Direction

TOLERANCE_SHARE = Decimal("0.1")  # default tolerance, as a share of the way from baseline to end target
LONGEST_AGE = 2  # years; an older outcome is not judged (the database has the same default for a new indicator)
WINDOW = 5  # outcomes a trend looks at, at most
MIN_OUTCOMES = 3  # outcomes a trend needs: two points always make a line, and prove nothing
BAND_SHARE = Decimal("0.5")  # default trend band, as a share of the tolerance
MEAN_SHARE = Decimal("0.02")  # default trend band without a tolerance, as a share of the mean
JUDGED_DIRECTIONS = (Direction.HIGHER, Direction.LOWER, Direction.RANGE)
# Digits before and after the decimal sign, at most: rounding raises past the 28 of the default decimal context.
MAX_DIGITS, MAX_DECIMALS = 15, 9


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

    `tolerance` and `trend_band` are None where the default holds. `breaks` are the first years of a new method.
    """

    direction: Direction
    decimals: int = 1
    targets: tuple[TargetPoint, ...] = ()
    baseline: Point | None = None
    tolerance: Decimal | None = None
    trend_band: Decimal | None = None
    longest_age: int = LONGEST_AGE
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UsableTarget:
    """A usable target as it is judged: from `low` to `high`, which are equal where one number is aimed at."""

    year: int
    low: Decimal
    high: Decimal
    target: TargetPoint

    def nearest(self, value: Decimal) -> Decimal:
        return min(max(value, self.low), self.high)


def published(value: Decimal, decimals: int) -> Decimal:
    """Return the value as published: rounded half up (away from zero) to so many decimals, nine at most, never to -0.

    Negative `decimals` round to tens and so on: 12 345 at -3 is 12 000. An unusable number comes back untouched.
    """
    if not is_usable(value):
        return value
    rounded = value.quantize(Decimal(1).scaleb(-min(max(decimals, -MAX_DIGITS), MAX_DECIMALS)), ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) + 0 if decimals < 0 else rounded + 0


def is_usable(number: Decimal | None) -> TypeGuard[Decimal]:
    # By exponent, since comparing with a signalling NaN would raise; a zero may carry any exponent.
    return number is not None and number.is_finite() and (not number or number.adjusted() < MAX_DIGITS)


def as_published(number: Decimal | None, rule: Rule) -> Decimal | None:
    return published(number, rule.decimals) if is_usable(number) else None


def usable_outcomes(series: tuple[Point, ...], rule: Rule, seen_from: int) -> list[tuple[int, Decimal]]:
    """Return years and values, as published, of the outcomes that have a value, oldest first."""
    by_year = {point.year: as_published(point.value, rule) for point in series}
    return sorted((year, value) for year, value in by_year.items() if value is not None and year <= seen_from)


def usable_targets(rule: Rule) -> list[UsableTarget]:
    """Return the usable targets, as published, oldest first; the last one is the end target."""
    by_year: dict[int, UsableTarget] = {}
    for target in rule.targets:
        value, low, high = (as_published(number, rule) for number in (target.value, target.low, target.high))
        shown = TargetPoint(target.year, value, low, high)
        if not target.is_range:
            low = high = value
        elif low is not None and high is not None and low > high:
            continue
        elif rule.direction in (Direction.HIGHER, Direction.LOWER):
            low = high = low if rule.direction == Direction.HIGHER else high
        if low is not None and high is not None:
            by_year[target.year] = UsableTarget(target.year, low, high, shown)
    return [by_year[year] for year in sorted(by_year)]


def usable_baseline(rule: Rule, targets: list[UsableTarget]) -> dict[int, Decimal]:
    """Return the baseline, as published, by its year; empty unless it has a value and comes before the end target."""
    if (
        rule.baseline is None
        or not targets
        or rule.baseline.year >= targets[-1].year
        or not is_usable(rule.baseline.value)
    ):
        return {}
    return {rule.baseline.year: published(rule.baseline.value, rule.decimals)}


def latest_break(rule: Rule, year: int) -> int | None:
    return max((each for each in rule.breaks if each <= year), default=None)


def tolerance_of(rule: Rule, targets: list[UsableTarget]) -> tuple[Decimal, bool]:
    """Return the tolerance and whether it is the default, a share of the way from the baseline to the end target."""
    if is_usable(rule.tolerance) and rule.tolerance >= 0:
        return rule.tolerance, False
    # A break does not touch it: it measures what was decided, not what is compared.
    ways = [abs(value - targets[-1].nearest(value)) for value in usable_baseline(rule, targets).values()]
    return TOLERANCE_SHARE * sum(ways, Decimal(0)), True


def gap_of(value: Decimal, low: Decimal, high: Decimal, rule: Rule) -> Decimal:
    """Return how far the value is ahead in the wanted direction; negative is short of it, inside a range is 0."""
    if rule.direction == Direction.RANGE:
        return min(value - low, high - value, Decimal(0))
    return value - low if rule.direction == Direction.HIGHER else high - value
