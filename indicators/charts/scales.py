"""What a chart shows and the axes it is measured against: the same for the server's SVG and for Plotly.

Numbers stay Decimal here; a face turns them into coordinates. The rules keep the picture honest: numbers that can be
read from zero are, and where an axis starts elsewhere it says so; a small wobble never fills the height.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from indicators.formats import Scale, capital, number
from indicators.judgement.rule import Point
from indicators.series.facts import Series, SeriesLine, TargetFact, Value
from indicators.vocabulary import Direction

SHARE, RANK = "share", "rank"  # values of Indicator.Measure, which a chart does not import
ZERO_SHARE = Decimal("0.5")  # values that reach down to this share of the highest are drawn from zero
SMALL_SHARE = Decimal(20)  # per cent: shares below this are drawn from zero, and other shares never zoom in closer
SMALL_SPAN = Decimal(4)  # per cent: the closest zoom on small shares
MIN_SPAN = Decimal("0.2")  # for other measures, the closest zoom as a share of the largest number
PADDING = Decimal("0.06")  # air above and below, as a share of the span
_STEPS = tuple(Decimal(each) for each in ("1", "2", "2.5", "5", "10", "20"))


@dataclass(frozen=True, slots=True)
class Tick:
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The upright axis. `caption` is the unit in words; `note` says where the axis starts if not from zero."""

    low: Decimal
    high: Decimal
    ticks: tuple[Tick, ...]
    caption: str = ""
    note: str = ""
    is_inverted: bool = False

    def share(self, value: Decimal) -> float:
        """Return how far up the axis a value stands: 0 at the bottom, 1 at the top."""
        up = float((value - self.low) / (self.high - self.low))
        return 1 - up if self.is_inverted else up


def lines_of(series: Series, shown: frozenset[str]) -> tuple[SeriesLine, ...]:
    """Return the lines to draw: the home line, then those switched on, by key or (for the sexes) by kind."""
    others = (series.women, series.men, *series.comparisons, *series.municipalities)
    return (series.home, *(each for each in others if each and ({each.key, each.kind} & shown)))


def values_of(series: Series, line: SeriesLine) -> tuple[Value, ...]:
    """Return the line's values that are known as seen from the series' year, oldest first, missing ones left out."""
    known = (each for each in line.values if each.value is not None and each.year <= series.seen_from)
    return tuple(sorted(known, key=lambda each: each.year))


def runs_of(series: Series, line: SeriesLine) -> tuple[tuple[Value, ...], ...]:
    """Split a line's values where nothing may be joined: over a year without a value, and over a series break."""
    runs: list[list[Value]] = []
    breaks = {each.year for each in series.breaks}
    for value in values_of(series, line):
        if runs and value.year == runs[-1][-1].year + 1 and value.year not in breaks:
            runs[-1].append(value)
        else:
            runs.append([value])
    return tuple(tuple(run) for run in runs)


def path_runs(series: Series) -> tuple[tuple[Point, ...], ...]:
    """Split the expected path where it has no expected value."""
    runs: list[list[Point]] = []
    for point in series.path:
        if runs and point.year == runs[-1][-1].year + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return tuple(tuple(run) for run in runs)


def knots_of(series: Series, run: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points that a run of the path is straight between: rounding each year would draw stairs."""
    turns = {run[0].year, run[-1].year, *(each.year for each in series.targets)}
    return tuple(each for each in run if each.year in turns)


def gaps_of(series: Series) -> tuple[tuple[int, int, str], ...]:
    """Return the home line's gaps as first year, last year and reason ("" where none is given), oldest first.

    Years between two values, and years with a stated reason after the last one, as seen from the series' year.
    """
    known = {each.year for each in values_of(series, series.home)}
    reasons = {each.year: each.missing_reason for each in series.home.values if each.value is None}
    if not known:
        return ()
    last = max([*known, *(year for year in reasons if year <= series.seen_from)])
    gaps: list[tuple[int, int, str]] = []
    for year in (year for year in range(min(known), last + 1) if year not in known):
        if year > max(known) and year not in reasons:
            continue
        reason = reasons.get(year, "")
        if gaps and gaps[-1][1] == year - 1 and gaps[-1][2] == reason:
            gaps[-1] = (gaps[-1][0], year, reason)
        else:
            gaps.append((year, year, reason))
    return tuple(gaps)


def latest_of(series: Series, line: SeriesLine) -> Value | None:
    return next(reversed(values_of(series, line)), None)


def end_target(series: Series) -> TargetFact | None:
    return max(series.targets, key=lambda each: each.year, default=None)


def aim_of(series: Series, target: TargetFact) -> Decimal | None:
    """Return the one number to draw a target at; None for a range, which is drawn as a band."""
    if target.value is not None or series.rule.direction == Direction.RANGE:
        return target.value
    return target.high if series.rule.direction == Direction.LOWER else target.low


def bands_of(series: Series, first: int, last: int) -> tuple[tuple[int, int, TargetFact], ...]:
    """Return the ranges to keep within as first year, last year and target; each holds until its target's year."""
    bands = []
    for target in sorted(series.targets, key=lambda each: each.year):
        if series.rule.direction == Direction.RANGE and target.low is not None and first <= target.year <= last:
            bands.append((first, target.year, target))
            first = target.year + 1
    return tuple(bands)


def extension_of(series: Series) -> tuple[int, int] | None:
    """Return the first and last year that the goal period was extended by, or None."""
    if series.period is None or series.period[2] <= series.period[1]:
        return None
    return series.period[1] + 1, series.period[2]


def years_of(series: Series, lines: Iterable[SeriesLine]) -> tuple[int, int] | None:
    """Return the first and last year of the level axis, or None where there is nothing to draw."""
    years = [each.year for line in lines for each in values_of(series, line)]
    if not years:
        return None
    years += [each.year for each in series.path] + [each.year for each in series.targets]
    years += [last for _, last, _ in gaps_of(series)]
    return min(years), max(years)


def year_ticks(first: int, last: int, apart: float) -> tuple[int, ...]:
    """Return the years to write out: the first, the last and even steps between, at least `apart` years apart."""
    step = next((each for each in (1, 2, 5, 10, 20, 50) if each >= apart), 100)
    between = range(first, last, step) if step <= 2 else range(first - first % step, last, step)
    inner = (year for year in between if year - first >= apart and last - year >= apart)
    return tuple(sorted({first, *inner, last}))


def amount(series: Series, value: Decimal) -> str:
    """Return a value as it is written in a chart: "96,7 %", "12 844", "alla"."""
    return Scale(series.decimals, series.unit_label, series.categories).amount(value)


def axis_of(series: Series, lines: Sequence[SeriesLine], most: int, room: float = 0.0) -> Axis:
    """Return the upright axis for these lines with at most `most` steps; the same for every face of the chart.

    `room` is the share of the height that is kept free under the latest value, for the words that stand there.
    """
    if series.categories:
        ticks = tuple(Tick(Decimal(step), capital(name)) for step, name in enumerate(series.categories))
        return Axis(Decimal("-0.3"), Decimal(len(ticks)) - Decimal("0.7"), ticks)
    numbers = _numbers(series, lines)
    if series.measure == RANK:
        return _rank_axis(series, numbers, most)
    low, high = _span(min(numbers), max(numbers), series.measure == SHARE)
    step = _step(low, high, most, series.decimals)
    low, high = _down(low, step), _up(high, step)
    latest = latest_of(series, series.home)
    if latest is not None and latest.value is not None and (latest.value - low) < Decimal(room) * (high - low):
        low = max(low - step, Decimal(0)) if low >= 0 else low - step
    unit = "" if series.unit_label in {"%", "antal"} else capital(series.unit_label)
    ticks = tuple(Tick(value, _tick_text(series, value, step)) for value in _multiples(low, high, step))
    note = f"Skalan börjar på {ticks[0].text}" if low > 0 else f"Skalan slutar på {ticks[-1].text}" if high < 0 else ""
    return Axis(low, high, ticks, unit, note)


def _numbers(series: Series, lines: Sequence[SeriesLine]) -> list[Decimal]:
    found = [each.value for line in lines for each in values_of(series, line)]
    found += [each.value for each in series.path]
    found += [number for each in series.targets for number in (each.value, each.low, each.high)]
    return [each for each in found if each is not None]


def _span(low: Decimal, high: Decimal, is_share: bool) -> tuple[Decimal, Decimal]:
    """Widen the range of the numbers until the picture neither exaggerates nor touches its edges."""
    lowest, highest = low, high
    largest = max(abs(low), abs(high))
    if low >= 0 and (low <= ZERO_SHARE * high or (is_share and high <= SMALL_SHARE)):
        low = Decimal(0)
    elif high <= 0 and (high >= ZERO_SHARE * low or (is_share and low >= -SMALL_SHARE)):
        high = Decimal(0)
    least = (SMALL_SPAN if largest <= SMALL_SHARE else SMALL_SHARE) if is_share else MIN_SPAN * largest
    lack = max(least, Decimal("0.000001")) - (high - low)
    if lack > 0:
        low, high = (
            (low, high + lack) if low == 0 else (low - lack, high) if high == 0 else (low - lack / 2, high + lack / 2)
        )
    air = PADDING * (high - low)
    low, high = (low if low == 0 else low - air), (high if high == 0 else high + air)
    if lowest >= 0:
        low, high = max(low, Decimal(0)), high + max(-low, Decimal(0))
    elif highest <= 0:
        high, low = min(high, Decimal(0)), low - max(high, Decimal(0))
    if is_share and lowest >= 0 and highest <= 100 < high:
        low, high = max(Decimal(0), min(low, 100 - least)), Decimal(100)
    return low, high


def _rank_axis(series: Series, numbers: list[Decimal], most: int) -> Axis:
    """Rank one stands at the top: up is better, as everywhere else in the chart."""
    low, worst = Decimal(1), max(numbers)
    step = _step(Decimal(0), max(worst, low + 9), most, 0)
    high = _up(max(worst, low + 9), step)
    values = (low, *(value for value in _multiples(step, high, step) if value > 1))
    best = Tick(low, "1 (bäst)") if series.rule.direction != Direction.HIGHER else Tick(low, "1")
    ticks = (best, *(Tick(value, number(value, 0)) for value in values[1:]))
    return Axis(low, high, ticks, "Placering", is_inverted=series.rule.direction != Direction.HIGHER)


def _step(low: Decimal, high: Decimal, most: int, decimals: int) -> Decimal:
    """Return an even step (1, 2, 2,5 or 5 times a power of ten) that is no finer than the numbers are published."""
    power = Decimal(1).scaleb(((high - low) / most).adjusted())
    finest = Decimal(1).scaleb(-decimals)
    steps = (max(factor * power, finest) for factor in _STEPS if factor * power < finest or not factor * power % finest)
    return next((each for each in steps if (_up(high, each) - _down(low, each)) / each <= most), 10 * power)


def _tick_text(series: Series, value: Decimal, step: Decimal) -> str:
    exponent = step.normalize().as_tuple().exponent
    text = number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
    return f"{text}\u00a0%" if series.unit_label == "%" else text


def _down(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def _up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step


def _multiples(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    return tuple(low + step * each for each in range(int((high - low) / step) + 1))
