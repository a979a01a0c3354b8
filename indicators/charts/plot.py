"""A chart's sheet: how large it is, and where a year and a value stand on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.charts import content, scales
from indicators.charts.labels import Box, Canvas, text_width, wrapped
from indicators.charts.looks import DASHES, MARKS, OTHER_DASHES, OTHER_MARKS, ROLES, Look
from indicators.formats import capital
from indicators.judgement.rule import Point
from indicators.series.facts import Series, SeriesLine, Value

GREY = "#55625e"
# A file of its own has no stylesheet: the light scheme's colours, on white.
FILE_COLOURS = {
    "chart-home": "#0d5f6b",
    "chart-women": "#8b2452",
    "chart-men": "#7a4a00",
    "chart-path": "#8f1d2c",
    "chart-target": "#8f1d2c",
    "chart-grid": "#dcdcd2",
    "chart-latest": "#16211f",
}
SINGLE_YEAR_HEIGHT = 230.0  # the height of a sheet with one year: a tall one would look unfinished
EDGE = 18.0  # from the plot to the sheet's right edge, where no words need more


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's natural size in CSS pixels; no text is smaller than `text` there."""

    width: float
    height: float
    text: float
    big: float
    steps: int  # how many steps the upright axis has at most
    dots: int  # up to so many values, each one of the home line's has a dot

    @property
    def is_wide(self) -> bool:
        return self.width > 400


SIZES: dict[str, Size] = {
    "wide": Size(width=640, height=350, text=14, big=25, steps=5, dots=16),
    "narrow": Size(width=320, height=300, text=14, big=22, steps=4, dots=16),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A series with its axes on a sheet: turns years and values into places."""

    series: Series
    lines: tuple[SeriesLine, ...]
    axis: scales.Axis
    size: Size
    first: int
    last: int
    box: Box
    colours: dict[str, str]  # empty: the page's stylesheet decides

    def x(self, year: float) -> float:
        if self.first == self.last:
            return (self.box.left + self.box.right) / 2
        share = (year - self.first) / (self.last - self.first)
        return self.box.left + share * (self.box.right - self.box.left)

    def y(self, value: Decimal) -> float:
        return self.box.bottom - self.axis.share(value) * (self.box.bottom - self.box.top)

    def spots(self, points: Iterable[Value | Point]) -> list[tuple[float, float]]:
        """Return the places of points as (x, y); those without a value are left out."""
        return [(self.x(each.year), self.y(each.value)) for each in points if each.value is not None]

    def colour(self, role: str) -> str:
        return self.colours.get(role, GREY) if self.colours else "currentColor"

    @property
    def others(self) -> tuple[SeriesLine, ...]:
        """Return the lines that are switched on beside the home line and have something to draw."""
        return tuple(line for line in self.lines[1:] if content.values_of(self.series, line))

    @property
    def has_margin(self) -> bool:
        """Return whether there is room for words at the right of the last marks."""
        return self.box.right < self.size.width - EDGE


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through some spots, or a shape where `fill` is its opacity; the same for the SVG and for Plotly."""

    role: str
    spots: tuple[tuple[float, float], ...]
    width: float = 1
    dash: str = ""
    fill: float = 0


def role_of(line: SeriesLine) -> str:
    return ROLES.get(line.kind, "chart-comparison")


def look_of(series: Series, line: SeriesLine) -> Look:
    """Return the look of a line; no two lines of a series have the same."""
    if line.kind in ROLES:
        return Look(role_of(line), DASHES[line.kind], MARKS[line.kind])
    # Among all, also those that are off, so that a line keeps its look when another is switched on.
    at = [other.key for other in (*series.comparisons, *series.municipalities)].index(line.key)
    dash, again = OTHER_DASHES[at % len(OTHER_DASHES)], at // (len(OTHER_DASHES) * len(OTHER_MARKS))
    if again:
        dash = " ".join(f"{float(part) * (1 + again):g}" for part in dash.split())
    return Look(role_of(line), dash, OTHER_MARKS[at % len(OTHER_MARKS)])


def amount_of(series: Series, value: Value) -> str:
    """Return a value as its label has it; a computed mean of steps is a number between them."""
    return capital(value.text) if series.categories else value.text.replace(" ", "\u00a0")


def plot_of(series: Series, lines: Sequence[SeriesLine], size: Size, colours: dict[str, str]) -> Plot | None:
    """Return the sheet for these lines, or None where there is nothing to draw."""
    span = content.years_of(series, lines)
    if span is None:
        return None
    if span[0] == span[1]:
        size = replace(size, height=SINGLE_YEAR_HEIGHT)
    latest, room = content.latest_of(series, series.home), 0.0 if size.is_wide else 0.22
    numbers = content.numbers_of(series, lines)
    axis = scales.axis_of(series, numbers, size.steps, latest.value if latest else None, room)
    left = max(max(text_width(line, size.text) for line in tick_lines(each, size)) for each in axis.ticks) + 16
    top = 34.0 + (size.text * 1.5 if axis.caption else 0)
    bottom = size.height - 30 - (22 if axis.note else 0)
    box = Box(left, top, size.width - EDGE, bottom)
    return Plot(series, tuple(lines), axis, size, *span, box, colours)


def tick_lines(tick: scales.Tick, size: Size) -> tuple[str, ...]:
    """Return a tick's words, broken to the gutter: the names of steps can be long."""
    return wrapped(tick.text, size.text, size.width * 0.26)


def canvas_of(plot: Plot) -> Canvas:
    """Return the frame that the words in the plot must stay within."""
    return Canvas(Box(0, plot.box.top - 32, plot.size.width, plot.box.bottom - 3))
