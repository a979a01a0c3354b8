"""A chart's sheet: how large it is, where a year and a value stand on it, and the marks that are drawn there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.charts import scales
from indicators.charts.labels import Box, Canvas, text_width, wrapped
from indicators.formats import capital
from indicators.judgement.rule import Point
from indicators.series.facts import Series, SeriesLine, TargetFact, Value

SOFT = "#55625e"
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
DASHES = ("7 5", "2 4", "10 4 2 4", "4 3", "12 3")  # the country's first, then the groups'
LOW = 230.0  # the height of a sheet with one year: a tall one would look unfinished
EDGE = 18.0  # from the plot to the sheet's right edge, where no words need more
ROLES = {"home": "chart-home", "women": "chart-women", "men": "chart-men"}


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's natural size in CSS pixels; no text is smaller than `text` there."""

    width: float
    height: float
    text: float
    big: float
    steps: int  # how many steps the upright axis has at most
    dots: int  # up to so many values, each one has a dot

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
        return [(self.x(each.year), self.y(each.value)) for each in points if each.value is not None]

    def colour(self, role: str) -> str:
        return self.colours.get(role, SOFT) if self.colours else "currentColor"

    @property
    def others(self) -> tuple[SeriesLine, ...]:
        """Return the lines that are switched on beside the home line and have something to draw."""
        return tuple(line for line in self.lines[1:] if scales.values_of(self.series, line))

    @property
    def has_margin(self) -> bool:
        """Return whether there is room for words at the right of the last marks."""
        return self.box.right < self.size.width - EDGE

    @property
    def has_dots(self) -> bool:
        return len(scales.values_of(self.series, self.series.home)) <= self.size.dots


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


def dash_of(series: Series, each: SeriesLine) -> str:
    """Return how a line is broken up, so that no two comparisons look alike; "" for the municipality's own lines."""
    if each.kind in ROLES:
        return ""
    keys = [other.key for other in (*series.comparisons, *series.municipalities)]
    return DASHES[keys.index(each.key) % len(DASHES)]


def amount_of(series: Series, value: Value) -> str:
    """Return a value as its label has it; a computed mean of steps is a number between them."""
    return capital(value.text) if series.categories else value.text.replace(" ", "\u00a0")


def plot_of(series: Series, lines: Sequence[SeriesLine], size: Size, colours: dict[str, str]) -> Plot | None:
    """Return the sheet for these lines, or None where there is nothing to draw."""
    span = scales.years_of(series, lines)
    if span is None:
        return None
    if span[0] == span[1]:
        size = replace(size, height=LOW)
    axis = scales.axis_of(series, lines, size.steps, room=0.0 if size.is_wide else 0.22)
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


def marks_of(plot: Plot, canvas: Canvas) -> str:
    """Return the chart's marks as SVG, the home line last and on top, and note them on the canvas."""
    _note_ground(plot, canvas)
    marks = [*(stroke(plot, each) for each in ground_of(plot)), *aims(plot, canvas)]
    for each in (*plot.others[::-1], plot.series.home):
        marks += line(plot, each, canvas)
    return "".join(marks)


def ground_of(plot: Plot) -> Iterable[Stroke]:
    """Return what the lines stand on: the longer period, hairlines, series breaks, ranges, the baseline."""
    box, extension = plot.box, scales.extension_of(plot.series)
    if extension is not None and extension[0] <= plot.last and extension[1] >= plot.first:
        start, end = max(plot.x(extension[0] - 0.5), box.left), min(plot.x(extension[1] + 0.5), box.right + 10)
        yield Stroke("chart-period", _corners(start, box.top - 8, end, box.bottom), fill=0.1)
    for tick in plot.axis.ticks:
        role = "chart-axis" if tick.value == 0 and not plot.series.categories else "chart-grid"
        y, start = plot.y(tick.value), box.left - 8 if plot.series.categories else 0
        yield Stroke(role, ((start, y), (box.right, y)))
    if plot.axis.note:
        x, y = box.left - 13, box.bottom
        broken = ((0.0, y), (x, y), (x + 3, y - 5), (x + 8, y + 5), (x + 11, y), (box.right, y))
        yield Stroke("chart-axis", broken, width=1.2)
    for each in plot.series.breaks:
        if plot.first < each.year <= plot.last:
            x = plot.x(each.year - 0.5)
            yield Stroke("chart-break", ((x, box.top - 12), (x, box.bottom)), dash="1 3")
    for first, final, target in scales.bands_of(plot.series, plot.first, plot.last):
        yield from _band(plot, first, final, target)
    baseline = plot.series.rule.baseline
    if baseline is not None and baseline.value is not None and has_baseline(plot):
        x, y = plot.x(baseline.year), plot.y(baseline.value)
        yield Stroke("chart-path", ((x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y), (x, y - 9)), width=1.5)


def _band(plot: Plot, first: int, final: int, target: TargetFact) -> Iterable[Stroke]:
    if target.low is None or target.high is None:
        return
    # A band reaches half a year beyond its years, as far as the sheet does.
    start = max(plot.x(first - 0.5), plot.box.left - 8)
    end = min(plot.x(final + 0.5), plot.box.right + 8)
    top, bottom = sorted((plot.y(target.low), plot.y(target.high)))
    yield Stroke("chart-target", _corners(start, top, end, bottom), fill=0.12)
    for y in (top, bottom):
        yield Stroke("chart-target", ((start, y), (end, y)), width=1.5, dash="1.5 4")


def _corners(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    return (left, top), (right, top), (right, bottom), (left, bottom), (left, top)


def _note_ground(plot: Plot, canvas: Canvas) -> None:
    """Keep words off the breaks and the baseline; they may stand on hairlines and on the longer period."""
    for each in ground_of(plot):
        if each.role in {"chart-break", "chart-path"}:
            canvas.add_line(sorted(each.spots))


def aims(plot: Plot, canvas: Canvas) -> Iterable[str]:
    """Draw where it is meant to go: the expected path and the targets."""
    series, end = plot.series, scales.end_target(plot.series)
    for points in scales.path_runs(series):
        spots = plot.spots(scales.knots_of(series, points))
        canvas.add_line(spots)
        yield stroke(plot, Stroke("chart-path", tuple(spots), width=2, dash="0.1 5"))
    for target in series.targets:
        value = scales.aim_of(series, target)
        if value is not None:
            spot, radius = (plot.x(target.year), plot.y(value)), 7.0 if target == end else 4.5
            yield mark(plot, canvas, "chart-target", spot, radius, is_hollow=True)


def has_baseline(plot: Plot) -> bool:
    """Return whether a path starts from the baseline, so that it is drawn."""
    baseline = plot.series.rule.baseline
    return baseline is not None and any(each.year == baseline.year for each in plot.series.path)


def line(plot: Plot, each: SeriesLine, canvas: Canvas) -> Iterable[str]:
    """Draw one line: joined where values follow each other, a dot where one stands alone."""
    role, is_home = role_of(each), each.kind == "home"
    runs = scales.runs_of(plot.series, each)
    latest = scales.latest_of(plot.series, each)
    joined = "".join(track(plot.spots(run)) for run in runs if len(run) > 1)
    if joined:
        yield _path(role, plot, joined, 3 if is_home else 2, dash_of(plot.series, each))
    for run in runs:
        spots = plot.spots(run)
        canvas.add_line(spots)
        for value, spot in zip(run, spots, strict=True):
            is_latest = is_home and value == latest
            if is_latest or len(run) == 1 or value.is_preliminary or (is_home and plot.has_dots):
                radius = 6.5 if is_latest else 4 if is_home else 3
                yield mark(plot, canvas, role, spot, radius, is_hollow=value.is_preliminary)


def mark(plot: Plot, canvas: Canvas, role: str, spot: tuple[float, float], radius: float, *, is_hollow: bool) -> str:
    """Draw a dot, or a ring where the value is an aim or preliminary."""
    canvas.add_mark(*spot, radius + 1)
    at = f'cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="{radius:g}"'
    if not is_hollow:
        return f'<circle class="{role}" {at} fill="{plot.colour(role)}"/>'
    kind = " chart-preliminary" if role != "chart-target" else ""
    return (
        f'<circle class="{role}{kind} chart-hollow" {at} fill="#fff" stroke="{plot.colour(role)}" stroke-width="2.5"/>'
    )


def stroke(plot: Plot, each: Stroke) -> str:
    """Draw a line or a filled shape."""
    if each.fill:
        data = f'd="{track(each.spots)}z"'
        return f'<path class="{each.role}" fill="{plot.colour(each.role)}" fill-opacity="{each.fill:g}" {data}/>'
    return _path(each.role, plot, track(each.spots), each.width, each.dash)


def sample(plot: Plot, each: SeriesLine, y: float) -> Stroke:
    """Return a short piece of a line, for its name below the chart."""
    width = 3 if each.kind == "home" else 2
    return Stroke(role_of(each), ((0, y), (32, y)), width=width, dash=dash_of(plot.series, each))


def track(spots: Sequence[tuple[float, float]]) -> str:
    """Return the path data of a joined line."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def _path(role: str, plot: Plot, data: str, width: float, dash: str) -> str:
    look = f' stroke-width="{width:g}"' if width != 1 else ""
    look += f' stroke-dasharray="{dash}"' if dash else ""
    look += ' stroke-linejoin="round" stroke-linecap="round"' if width >= 2 else ""
    return f'<path class="{role}" fill="none" stroke="{plot.colour(role)}"{look} d="{data}"/>'
