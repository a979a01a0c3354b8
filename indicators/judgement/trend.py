"""Where a series is heading, and the pace that a target ahead asks for. No query, no clock, no float."""

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from indicators.judgement.rule import (
    BAND_SHARE,
    JUDGED_DIRECTIONS,
    MAX_DECIMALS,
    MAX_DIGITS,
    MEAN_SHARE,
    MIN_OUTCOMES,
    WINDOW,
    Point,
    Rule,
    TargetPoint,
    UsableTarget,
    gap_of,
    is_usable,
    latest_break,
    published,
    tolerance_of,
    usable_outcomes,
    usable_targets,
)
from indicators.judgement.verdict import TrendVerdict
from indicators.vocabulary import Direction, Trend

SQUARED_DIGITS = 4 * (MAX_DIGITS + MAX_DECIMALS)  # of a product of two squares


@dataclass(frozen=True, slots=True)
class Pace:
    """Change a year needed from the latest outcome to the end target, beside the change a year seen."""

    start: Point
    target: TargetPoint
    needed: Decimal
    seen: Decimal | None


def judge_trend(series: tuple[Point, ...], rule: Rule, seen_from: int) -> TrendVerdict:
    """Tell where the last WINDOW comparable outcomes at or before the year `seen_from` are heading.

    Comparable are those from the latest break on; fewer than MIN_OUTCOMES: TOO_FEW. Change = slope of the
    least-squares line × (last - first year), in the indicator's own unit. Within the band, ends included: UNCHANGED;
    no more than the spread s = √(SSR/(n - 2)) of the values around the line: SWINGING, which claims no direction;
    else IMPROVING or WORSENING by direction, RISING or FALLING where no end is better (no direction, or a range rule
    without a target).
    Range: how much nearer the line is to the end target's range in the last year than in the first is what counts.
    """
    outcomes = usable_outcomes(series, seen_from)
    break_year = latest_break(rule, seen_from)
    comparable = [each for each in outcomes if break_year is None or each[0] >= break_year]
    window = [(year, published(value, rule.decimals)) for year, value in comparable[-WINDOW:]]
    was_cut = len(window) < WINDOW and len(comparable) < len(outcomes)
    facts = TrendVerdict(Trend.TOO_FEW, tuple(Point(*p) for p in window), break_year=break_year if was_cut else None)
    if len(window) < MIN_OUTCOMES:
        return facts
    targets = usable_targets(rule)
    first, slope, change, spread = _fitted(window)
    band, source = _band(window, rule, targets)
    facts = replace(facts, slope=slope, change=change, band=band, band_source=source, spread=spread)
    swings = abs(change) <= spread
    up, down = Trend.IMPROVING, Trend.WORSENING
    if rule.direction == Direction.RANGE and targets:
        # Rounded, since two fitted thirds must not differ by a last digit.
        before, after = (published(abs(v - targets[-1].nearest(v)), MAX_DECIMALS) for v in (first, first + change))
        facts = replace(facts, first_distance=before, last_distance=after)
        change = before - after
    elif rule.direction == Direction.LOWER:
        change = -change
    elif rule.direction != Direction.HIGHER:
        up, down = Trend.RISING, Trend.FALLING
    if abs(change) <= band:
        return replace(facts, trend=Trend.UNCHANGED)
    return replace(facts, trend=Trend.SWINGING if swings else up if change > 0 else down)


def pace_of(series: tuple[Point, ...], rule: Rule, seen_from: int) -> Pace | None:
    """Return the pace needed and seen where there is a target ahead of the latest outcome, else None.

    Needed = (end target - outcome) / (end target's year - outcome's year), for a range to its nearest end; seen = the
    slope of the trend. Both in the indicator's own unit a year, signed, unrounded. None also where the end target is
    met already, without a direction, and where the outcome is too old to judge or the path has ended: the years to use
    have then passed. And of a target that is no number of its own: how others will do is not known.
    """
    outcomes, targets = usable_outcomes(series, seen_from), usable_targets(rule)
    if not outcomes or not targets or rule.direction not in JUDGED_DIRECTIONS:
        return None
    (year, raw), end = outcomes[-1], targets[-1]
    value = published(raw, rule.decimals)
    if end.low is None or end.high is None or seen_from > end.year:
        return None
    if gap_of(value, end.low, end.high, rule) >= 0 or year >= end.year or seen_from - year > rule.longest_age:
        return None
    needed = (end.nearest(value) - value) / (end.year - year)
    return Pace(Point(year, value), end.target, needed, seen=judge_trend(series, rule, seen_from).slope)


def _band(window: list[tuple[int, Decimal]], rule: Rule, targets: list[UsableTarget]) -> tuple[Decimal, str]:
    if is_usable(rule.trend_band) and rule.trend_band >= 0:
        return rule.trend_band, "own"
    tolerance, _ = tolerance_of(rule, targets)
    if tolerance > 0:
        return BAND_SHARE * tolerance, "tolerance"
    return MEAN_SHARE * abs(sum((value for _, value in window), Decimal(0)) / len(window)), "mean"


def _fitted(points: list[tuple[int, Decimal]]) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return the least-squares line's value in the first year, its slope a year, its change to the last year and s.

    With x = years since the first: slope = (n·Σxy - Σx·Σy) / (n·Σx² - (Σx)²), and the sum of squared residuals
    SSR = (n·Σy² - (Σy)²) / n - slope² · (n·Σx² - (Σx)²) / n. Divided last, so that thirds stay exact; worked out with
    so many digits that the squares of the longest numbers fit, or values on a line would seem to swing.
    """
    years = [year - points[0][0] for year, _ in points]
    with localcontext() as context:
        context.prec = SQUARED_DIGITS
        n, x, y = len(points), sum(years), sum((value for _, value in points), Decimal(0))
        rise = n * sum(years[i] * value for i, (_, value) in enumerate(points)) - x * y
        wide = n * sum(each * each for each in years) - x * x  # positive, since the years differ
        residuals = (n * sum((value * value for _, value in points), Decimal(0)) - y * y) * wide - rise * rise
        spread = (max(residuals, Decimal(0)) / (n * wide * (n - 2))).sqrt()
    return (y * wide - rise * x) / (n * wide), rise / wide, rise * years[-1] / wide, +spread
