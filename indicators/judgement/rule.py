"""What an indicator is judged by, and the numbers of it that can be judged at all.

No input raises: a number nobody can publish (NaN, infinite, 10^15 or more) counts as missing, and so does a target with
neither value nor range, or with its range upside down. Where a year is given twice, the last one counts. Outcomes are
used as they are published, rounded half up; what was decided (targets, baselines, tolerances, bands) exactly as it is.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeGuard

from indicators.vocabulary import Direction, Reference, TargetKind

TOLERANCE_SHARE = Decimal("0.1")  # default tolerance, as a share of the way from baseline to end target
LONGEST_AGE = 2  # years; an older outcome is not judged (the database has the same default for a new indicator)
WINDOW = 5  # outcomes a trend looks at, at most
MIN_OUTCOMES = 3  # outcomes a trend needs: two points always make a line, and prove nothing
BAND_SHARE = Decimal("0.5")  # default trend band, as a share of the tolerance
MEAN_SHARE = Decimal("0.02")  # default trend band without a tolerance, as a share of the mean
# How often values that swing around a level of their own are still said to go somewhere, at most, by how many they are.
NOISE_SHARES = {3: Decimal("0.63"), 4: Decimal("0.56"), 5: Decimal("0.54")}
MIN_RANKED = 5  # municipalities that a rank needs, the own one included: among fewer a place says nothing
MIN_AVERAGED = 2  # others that a mean or median needs: one's own value is no middle
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
    """What was decided, in the indicator's unit; `year` is its last year and `kind` says which numbers it has.

    LEVEL and STANDARD: `value`, or a range from `low` to `high`; a standard holds every year from `first_year`.
    CHANGE: better than `start`, else than the rule's baseline, by a published decimal at least.
    RELATIVE: `value` units better than the other figure of the same year (negative: so much worse is allowed), which
    `others` has by year; `must_be_better` where to be alike is not enough.
    """

    year: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    kind: TargetKind = TargetKind.LEVEL
    first_year: int | None = None
    start: Point | None = None
    reference: Reference | None = None
    must_be_better: bool = False
    others: tuple[Point, ...] = ()

    @property
    def is_range(self) -> bool:
        return self.value is None

    @property
    def holds_alone(self) -> bool:
        """Tell whether it is a number of its own, that a line can lead to and a tolerance be a share of."""
        return self.kind in {TargetKind.LEVEL, TargetKind.STANDARD}


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
    """A usable target as it is judged: from `low` to `high`, which are equal where one number is aimed at.

    Of a change and of a relative target the level depends on the year, and both are None.
    """

    year: int
    low: Decimal | None
    high: Decimal | None
    target: TargetPoint

    def nearest(self, value: Decimal) -> Decimal:
        return value if self.low is None or self.high is None else min(max(value, self.low), self.high)


def published(value: Decimal, decimals: int) -> Decimal:
    """Return the value as published: rounded half up (away from zero) to so many decimals, nine at most, never to -0.

    Negative `decimals` round to tens and so on: 12 345 at -3 is 12 000. An unusable number comes back untouched.
    """
    if not is_usable(value):
        return value
    rounded = value.quantize(_last_place(decimals), ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) + 0 if decimals < 0 else rounded + 0


@lru_cache
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-min(max(decimals, -MAX_DIGITS), MAX_DECIMALS))


def is_usable(number: Decimal | None) -> TypeGuard[Decimal]:
    # By exponent, since comparing with a signalling NaN would raise; a zero may carry any exponent.
    return number is not None and number.is_finite() and (not number or number.adjusted() < MAX_DIGITS)


def as_published(number: Decimal | None, rule: Rule) -> Decimal | None:
    return published(number, rule.decimals) if is_usable(number) else None


def usable_outcomes(series: tuple[Point, ...], seen_from: int) -> list[tuple[int, Decimal]]:
    """Return years and values, not rounded yet, of the outcomes that have a value, oldest first."""
    by_year = {point.year: point.value for point in series if point.year <= seen_from}
    return [(year, value) for year, value in sorted(by_year.items()) if is_usable(value)]


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number was decided with, zeros at the end left out."""
    exponent = number.normalize().as_tuple().exponent
    return min(max(-exponent, 0), MAX_DECIMALS) if isinstance(exponent, int) else 0


def usable_targets(rule: Rule) -> list[UsableTarget]:
    """Return the usable targets as they were decided, oldest first; the last one is the end target."""
    by_year: dict[int, UsableTarget] = {}
    for target in rule.targets:
        if not target.holds_alone:
            # "Better than" needs to know which way is better, and inside a range no way is.
            if rule.direction in {Direction.HIGHER, Direction.LOWER}:
                by_year[target.year] = UsableTarget(target.year, None, None, target)
        elif ends := _ends(target, rule.direction):
            by_year[target.year] = UsableTarget(target.year, *ends, target)
    return [by_year[year] for year in sorted(by_year)]


def _ends(target: TargetPoint, direction: Direction) -> tuple[Decimal, Decimal] | None:
    value, low, high = (number if is_usable(number) else None for number in (target.value, target.low, target.high))
    if not target.is_range:
        low = high = value
    elif low is not None and high is not None and low > high:
        return None
    elif direction in {Direction.HIGHER, Direction.LOWER}:
        low = high = low if direction == Direction.HIGHER else high
    return None if low is None or high is None else (low, high)


def usable_baseline(rule: Rule, targets: list[UsableTarget]) -> dict[int, Decimal]:
    """Return the baseline by its year; empty unless it has a value and comes before the end target."""
    if (
        rule.baseline is None
        or not targets
        or rule.baseline.year >= targets[-1].year
        or not is_usable(rule.baseline.value)
    ):
        return {}
    return {rule.baseline.year: rule.baseline.value}


def latest_break(rule: Rule, year: int) -> int | None:
    return max((each for each in rule.breaks if each <= year), default=None)


def tolerance_of(rule: Rule, targets: list[UsableTarget]) -> tuple[Decimal, bool]:
    """Return the tolerance and whether it is the default, a share of the way from the baseline to the end target."""
    if is_usable(rule.tolerance) and rule.tolerance >= 0:
        return rule.tolerance, False
    # A break does not touch it: it measures what was decided, not what is compared.
    # Of a level that depends on the year there is no such way, and it is nobody's to be short of.
    ways = [abs(value - targets[-1].nearest(value)) for value in usable_baseline(rule, targets).values()]
    return TOLERANCE_SHARE * sum(ways, Decimal(0)), True


def gap_of(value: Decimal, low: Decimal, high: Decimal, rule: Rule) -> Decimal:
    """Return how far the value is ahead in the wanted direction; negative is short of it, inside a range is 0."""
    if rule.direction == Direction.RANGE:
        return min(value - low, high - value, Decimal(0))
    return value - low if rule.direction == Direction.HIGHER else high - value
