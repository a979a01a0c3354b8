"""Rules of judgement: plain numbers in, a verdict out. No query, no clock, no float.

The rules are the portal's own and linear, so that a reader can redo them by hand: no ratio to a target (it breaks on
zero, on negative numbers and where lower is better), no average of statuses. Values, targets and baselines are used as
they are published, rounded half up; tolerances and bands exactly as they are set. No input raises: a number nobody can
publish (NaN, infinite, 10^15 or more) counts as missing, and so does a target with neither value nor range, or with
its range upside down. Where a year is given twice, the last one counts.
"""

from collections import Counter
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import TypeGuard

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

    `tolerance` and `trend_band` are None where the default holds. `breaks` are the first years of a new method.
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
    band_source: str = ""  # "own", "tolerance" (half of it) or "mean" (2 % of it)
    break_year: int | None = None  # the break that cut the window short, if any
    first_distance: Decimal | None = None  # range: from the fitted value of the first year to the target range
    last_distance: Decimal | None = None  # range: the same for the last year


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


WINDOW = 5  # outcomes a trend looks at, at most
MIN_OUTCOMES = 3  # outcomes a trend needs: two points always make a line, and prove nothing
TOLERANCE_SHARE = Decimal("0.1")  # default tolerance, as a share of the way from baseline to end target
BAND_SHARE = Decimal("0.5")  # default trend band, as a share of the tolerance
MEAN_SHARE = Decimal("0.02")  # default trend band without a tolerance, as a share of the mean

_JUDGED = (Direction.HIGHER, Direction.LOWER, Direction.RANGE)
# Digits before and after the decimal sign, at most: rounding raises past the 28 of the default decimal context.
_LARGEST, _FINEST = 15, 9


@dataclass(frozen=True, slots=True)
class _Aim:
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
    if not _usable(value):
        return value
    rounded = value.quantize(Decimal(1).scaleb(-min(max(decimals, -_LARGEST), _FINEST)), ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) + 0 if decimals < 0 else rounded + 0


def status(series: tuple[Point, ...], rule: Rule, seen_from: int) -> StatusVerdict:
    """Judge the latest outcome at or before the year `seen_from` against the target path; all in the indicator's unit.

    The first that holds gives the status. No outcome, older than `rule.longest_age` years, no direction, no target:
    UNKNOWN with the reason. At or past the end target (the one with the latest year), whatever the year: REACHED.
    Nothing comparable to start a line from: UNKNOWN (METHOD_CHANGED after a break, else NO_BASELINE).
    Gap ≥ 0: ON_TRACK. Gap ≥ -tolerance: NEAR. Else BEHIND, or MISSED from the end target's year on.

    Gap = outcome - expected where higher is better, the reverse where lower is. Expected is the year's target, else on
    the straight line between the nearest points (baseline, targets) on either side, unless a break came after it began,
    else the end target. A range where higher is better aims at its low end, where lower is at its high end.
    Range rule: gap = 0 inside, else minus the distance, to the range of the next target year, else the last; no line is
    needed, and inside is REACHED only from the end target's year on. A single number is a range with equal ends.
    """
    outcomes = _outcomes(series, rule, seen_from)
    if not outcomes:
        return StatusVerdict(Status.UNKNOWN, seen_from, reason=Reason.NO_OUTCOME)
    year, value = outcomes[-1]
    if seen_from - year <= rule.longest_age:
        return _judge(year, value, rule, seen_from)
    then = _judge(year, value, rule, year)
    return StatusVerdict(Status.UNKNOWN, seen_from, Reason.STALE, then.outcome, then.end_target, earlier=then)


def trend(series: tuple[Point, ...], rule: Rule, seen_from: int) -> TrendVerdict:
    """Tell where the last five comparable outcomes at or before the year `seen_from` are heading.

    Comparable are those from the latest break on; fewer than three: TOO_FEW. Change = slope of the least-squares line
    × (last - first year), in the indicator's own unit. Within the band, ends included: UNCHANGED; else IMPROVING or
    WORSENING by direction, RISING or FALLING where no end is better (no direction, or a range rule without a target).
    Range: how much nearer the line is to the end target's range in the last year than in the first is what counts.
    """
    outcomes = _outcomes(series, rule, seen_from)
    latest_break = _latest_break(rule, seen_from)
    comparable = [each for each in outcomes if latest_break is None or each[0] >= latest_break]
    window = comparable[-WINDOW:]
    was_cut = len(window) < WINDOW and len(comparable) < len(outcomes)
    facts = TrendVerdict(Trend.TOO_FEW, tuple(Point(*p) for p in window), break_year=latest_break if was_cut else None)
    if len(window) < MIN_OUTCOMES:
        return facts
    aims = _aims(rule)
    first, slope, change = _fitted(window)
    band, source = _band(window, rule, aims)
    facts = replace(facts, slope=slope, change=change, band=band, band_source=source)
    up, down = Trend.IMPROVING, Trend.WORSENING
    if rule.direction == Direction.RANGE and aims:
        # Rounded, since two fitted thirds must not differ by a last digit.
        before, after = (published(abs(v - aims[-1].nearest(v)), _FINEST) for v in (first, first + change))
        facts = replace(facts, first_distance=before, last_distance=after)
        change = before - after
    elif rule.direction == Direction.LOWER:
        change = -change
    elif rule.direction != Direction.HIGHER:
        up, down = Trend.RISING, Trend.FALLING
    return replace(facts, trend=Trend.UNCHANGED if abs(change) <= band else up if change > 0 else down)


def pace(series: tuple[Point, ...], rule: Rule, seen_from: int) -> Pace | None:
    """Return the pace needed and seen where there is a target ahead of the latest outcome, else None.

    Needed = (end target - outcome) / (end target's year - outcome's year), for a range to its nearest end; seen = the
    slope of the trend. Both in the indicator's own unit a year, signed, unrounded. None also where the end target is
    met already, without a direction, and where the outcome is too old to judge: the years to use have then passed.
    """
    outcomes, aims = _outcomes(series, rule, seen_from), _aims(rule)
    if not outcomes or not aims or rule.direction not in _JUDGED:
        return None
    (year, value), end = outcomes[-1], aims[-1]
    if _gap(value, end.low, end.high, rule) >= 0 or year >= end.year or seen_from - year > rule.longest_age:
        return None
    needed = (end.nearest(value) - value) / (end.year - year)
    return Pace(Point(year, value), end.target, needed, seen=trend(series, rule, seen_from).slope)


def compare(value: Point, others: dict[str, Decimal], rule: Rule, country: Decimal | None = None) -> Comparison | None:
    """Rank a value among other municipalities' values of the same year; None without any other value.

    `others` holds the others only, by name or code. Ranked as published: rank = 1 + how many are strictly better, so
    ties share the better rank; quartile = 1 + (rank - 1) × 4 / count, rounded down. Mean and median are of the
    others as given, unweighted and unrounded; the country's value is published.
    """
    group = [each for each in others.values() if _usable(each)]
    own = _number(value.value, rule)
    if own is None or not group:
        return None
    shown = [published(each, rule.decimals) for each in group]
    rank = 1 + sum(each < own if rule.direction == Direction.LOWER else each > own for each in shown)
    count = len(group) + 1
    quartile = 1 + (rank - 1) * 4 // count
    # Not statistics.mean: it goes by way of exact fractions, which an exponent like -999999999 makes endless.
    mean = sum(group, Decimal(0)) / len(group)
    return Comparison(value.year, own, rank, count, quartile, mean, median(group), _number(country, rule))


def expected_path(rule: Rule, first: int, last: int) -> tuple[Point, ...]:
    """Return the expected value per year that the path can be drawn for, within the years given (1-9999).

    The numbers that `status` judges by, rounded as published. Years without are left out: before the first known
    point, and from a break to the next target. Empty for a range rule, which has no line.
    """
    aims = _aims(rule)
    found = ((year, _expected(rule, aims, year)) for year in range(max(first, 1), min(last, 9999) + 1))
    return tuple(Point(year, at[0].value) for year, at in found if at is not None and at[0].value is not None)


def distribution(verdicts: list[StatusVerdict]) -> dict[Status, int]:
    """Count verdicts per status, every status present, in the order of `Status`."""
    counts = Counter(verdict.status for verdict in verdicts)
    return {each: counts[each] for each in Status}


def _usable(number: Decimal | None) -> TypeGuard[Decimal]:
    # By exponent, since comparing with a signalling NaN would raise; a zero may carry any exponent.
    return number is not None and number.is_finite() and (not number or number.adjusted() < _LARGEST)


def _number(number: Decimal | None, rule: Rule) -> Decimal | None:
    return published(number, rule.decimals) if _usable(number) else None


def _outcomes(series: tuple[Point, ...], rule: Rule, seen_from: int) -> list[tuple[int, Decimal]]:
    """Return years and values, as published, of the outcomes that have a value, oldest first."""
    by_year = {point.year: _number(point.value, rule) for point in series}
    return sorted((year, value) for year, value in by_year.items() if value is not None and year <= seen_from)


def _aims(rule: Rule) -> list[_Aim]:
    """Return the usable targets, as published, oldest first; the last one is the end target."""
    by_year: dict[int, _Aim] = {}
    for target in rule.targets:
        value, low, high = (_number(number, rule) for number in (target.value, target.low, target.high))
        shown = TargetPoint(target.year, value, low, high)
        if not target.is_range:
            low = high = value
        elif low is not None and high is not None and low > high:
            continue
        elif rule.direction in (Direction.HIGHER, Direction.LOWER):
            low = high = low if rule.direction == Direction.HIGHER else high
        if low is not None and high is not None:
            by_year[target.year] = _Aim(target.year, low, high, shown)
    return [by_year[year] for year in sorted(by_year)]


def _baseline(rule: Rule, aims: list[_Aim]) -> dict[int, Decimal]:
    """Return the baseline, as published, by its year; empty unless it has a value and comes before the end target."""
    if rule.baseline is None or not aims or rule.baseline.year >= aims[-1].year or not _usable(rule.baseline.value):
        return {}
    return {rule.baseline.year: published(rule.baseline.value, rule.decimals)}


def _latest_break(rule: Rule, year: int) -> int | None:
    return max((each for each in rule.breaks if each <= year), default=None)


def _tolerance(rule: Rule, aims: list[_Aim]) -> tuple[Decimal, bool]:
    """Return the tolerance and whether it is the default: a tenth of the way from the baseline to the end target."""
    if _usable(rule.tolerance) and rule.tolerance >= 0:
        return rule.tolerance, False
    # A break does not touch it: it measures what was decided, not what is compared.
    ways = [abs(value - aims[-1].nearest(value)) for value in _baseline(rule, aims).values()]
    return TOLERANCE_SHARE * sum(ways, Decimal(0)), True


def _judge(year: int, value: Decimal, rule: Rule, seen_from: int) -> StatusVerdict:
    aims = _aims(rule)
    tolerance, is_default = _tolerance(rule, aims)
    at = _expected(rule, aims, year)
    expected, gap = (None, None) if at is None else (at[0], _gap(value, at[1], at[2], rule))
    found, reason, break_year = Status.UNKNOWN, None, None
    # A range is to be kept until its year, so that being inside before it settles nothing.
    can_be_met = bool(aims) and (rule.direction != Direction.RANGE or year >= aims[-1].year)
    if rule.direction not in _JUDGED:
        reason = Reason.NO_DIRECTION
    elif not aims:
        reason = Reason.NO_TARGET
    elif can_be_met and _gap(value, aims[-1].low, aims[-1].high, rule) >= 0:
        found = Status.REACHED
    elif gap is None:
        was_cut = _expected(replace(rule, breaks=()), aims, year) is not None
        reason = Reason.METHOD_CHANGED if was_cut else Reason.NO_BASELINE
        break_year = _latest_break(rule, year) if was_cut else None
    elif gap >= 0:
        found = Status.ON_TRACK
    elif -gap <= tolerance:
        found = Status.NEAR
    else:
        found = Status.BEHIND if year < aims[-1].year else Status.MISSED
    end, outcome = aims[-1].target if aims else None, Point(year, value)
    return StatusVerdict(found, seen_from, reason, outcome, end, expected, gap, tolerance, is_default, break_year)


def _gap(value: Decimal, low: Decimal, high: Decimal, rule: Rule) -> Decimal:
    """Return how far the value is ahead in the wanted direction; negative is short of it, inside a range is 0."""
    if rule.direction == Direction.RANGE:
        return min(value - low, high - value, Decimal(0))
    return value - low if rule.direction == Direction.HIGHER else high - value


def _expected(rule: Rule, aims: list[_Aim], year: int) -> tuple[Expected, Decimal, Decimal] | None:
    """Return what is expected of the year, with its low and high end; None where no comparable point starts a line."""
    if not aims or rule.direction not in _JUDGED:
        return None
    ahead = next((aim for aim in aims if aim.year >= year), aims[-1])
    if rule.direction == Direction.RANGE:
        return Expected("range", low=ahead.low, high=ahead.high), ahead.low, ahead.high
    if year >= ahead.year:
        return Expected("target" if year == ahead.year else "end", ahead.low), ahead.low, ahead.high
    points = _baseline(rule, aims) | {aim.year: aim.low for aim in aims}
    start = max((known for known in points if known <= year), default=None)
    if start is None or start < (_latest_break(rule, year) or start):
        return None
    end = min(known for known in points if known > year)
    # Multiplied before it is divided: whole steps must come out whole.
    value = published(points[start] + (points[end] - points[start]) * (year - start) / (end - start), rule.decimals)
    return Expected("line", value, start=Point(start, points[start]), end=Point(end, points[end])), value, value


def _band(window: list[tuple[int, Decimal]], rule: Rule, aims: list[_Aim]) -> tuple[Decimal, str]:
    if _usable(rule.trend_band) and rule.trend_band >= 0:
        return rule.trend_band, "own"
    tolerance, _ = _tolerance(rule, aims)
    if tolerance > 0:
        return BAND_SHARE * tolerance, "tolerance"
    return MEAN_SHARE * abs(sum((value for _, value in window), Decimal(0)) / len(window)), "mean"


def _fitted(points: list[tuple[int, Decimal]]) -> tuple[Decimal, Decimal, Decimal]:
    """Return the least-squares line's value in the first year, its slope a year and its change to the last year.

    With x = years since the first: slope = (n·Σxy - Σx·Σy) / (n·Σx² - (Σx)²). Divided last, so that thirds stay exact.
    """
    years = [year - points[0][0] for year, _ in points]
    n, x, y = len(points), sum(years), sum((value for _, value in points), Decimal(0))
    rise = n * sum(years[i] * value for i, (_, value) in enumerate(points)) - x * y
    spread = n * sum(each * each for each in years) - x * x  # positive, since the years differ
    return (y * spread - rise * x) / (n * spread), rise / spread, rise * years[-1] / spread
