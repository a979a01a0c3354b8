"""The axes that a chart is measured against: the same for the server's SVG and for Plotly.

Numbers stay Decimal here; a face turns them into coordinates. The rules keep the picture honest: numbers that can be
read from zero are, and where an axis starts elsewhere it says so; a small wobble never fills the height.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from indicators.formats import capital, number
from indicators.series.facts import Series
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


def year_ticks(first: int, last: int, apart: float) -> tuple[int, ...]:
    """Return the years to write out: the first, the last and even steps between, at least `apart` years apart."""
    step = next((each for each in (1, 2, 5, 10, 20, 50) if each >= apart), 100)
    # From five years on they are round ones: 2010, 2015.
    between = range(first, last, step) if step <= 2 else range(first - first % step, last, step)
    inner = (year for year in between if year - first >= apart and last - year >= apart)
    return tuple(sorted({first, *inner, last}))


def axis_of(
    series: Series, numbers: Sequence[Decimal], most: int, latest: Decimal | None = None, room: float = 0.0
) -> Axis:
    """Return the upright axis that holds these numbers in at most `most` steps; the same for every face of the chart.

    `room` is the share of the height that is kept free under the latest value, for the words that stand there.
    """
    if series.categories:
        ticks = tuple(Tick(Decimal(step), capital(name)) for step, name in enumerate(series.categories))
        # Air below the lowest step and above the highest.
        return Axis(Decimal("-0.3"), Decimal(len(ticks)) - Decimal("0.7"), ticks)
    if series.measure == RANK:
        return _rank_axis(series, numbers, most)
    low, high = _span(min(numbers), max(numbers), series.measure == SHARE)
    step = _step(low, high, most, series.decimals)
    low, high = _down(low, step), _up(high, step)
    # The words of the latest value stand under its dot on a phone.
    if latest is not None and (latest - low) < Decimal(room) * (high - low):
        low = max(low - step, Decimal(0)) if low >= 0 else low - step
    unit = "" if series.unit_label in {"%", "antal"} else capital(series.unit_label)
    ticks = tuple(Tick(value, _tick_text(series, value, step)) for value in _multiples(low, high, step))
    note = f"Skalan börjar på {ticks[0].text}" if low > 0 else f"Skalan slutar på {ticks[-1].text}" if high < 0 else ""
    return Axis(low, high, ticks, unit, note)


def _span(low: Decimal, high: Decimal, is_share: bool) -> tuple[Decimal, Decimal]:
    """Widen the range of the numbers until the picture neither exaggerates nor touches its edges."""
    lowest, highest = low, high
    largest = max(abs(low), abs(high))
    if low >= 0 and (low <= ZERO_SHARE * high or (is_share and high <= SMALL_SHARE)):
        low = Decimal(0)
    elif high <= 0 and (high >= ZERO_SHARE * low or (is_share and low >= -SMALL_SHARE)):
        high = Decimal(0)
    least = (SMALL_SPAN if largest <= SMALL_SHARE else SMALL_SHARE) if is_share else MIN_SPAN * largest
    # Never nothing: numbers that are all zero have a height to stand in too.
    lack = max(least, Decimal("0.000001")) - (high - low)
    if lack > 0:
        low, high = (
            (low, high + lack) if low == 0 else (low - lack, high) if high == 0 else (low - lack / 2, high + lack / 2)
        )
    # An axis of positive numbers gets no air below zero: what is cut off there is put at the other end.
    air = PADDING * (high - low)
    low, high = (low if low == 0 else low - air), (high if high == 0 else high + air)
    if lowest >= 0:
        low, high = max(low, Decimal(0)), high + max(-low, Decimal(0))
    elif highest <= 0:
        high, low = min(high, Decimal(0)), low - max(high, Decimal(0))
    # No share is above a hundred: an axis to 105 per cent would promise one.
    if is_share and lowest >= 0 and highest <= 100 < high:
        low, high = max(Decimal(0), min(low, 100 - least)), Decimal(100)
    return low, high


def _rank_axis(series: Series, numbers: Sequence[Decimal], most: int) -> Axis:
    """Rank one stands at the top: up is better, as everywhere else in the chart."""
    low, worst = Decimal(1), max(numbers)
    # At least ten places, or a move of one would fill the height.
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
