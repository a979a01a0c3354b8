"""A chart's sheet: how large it is, where a year and a value stand on it, and the marks that are drawn there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators import judgement, scales
from indicators.chart_labels import Box, Canvas, text_width, wrapped
from indicators.formats import capital
from indicators.series import Line, Series, TargetFact, Value

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
DASHES = {"country": "7 5", "group": "2 4", "municipality": "10 4 2 4"}
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
    "wide": Size(width=640, height=350, text=14, big=25, steps=5, dots=20),
    "narrow": Size(width=320, height=300, text=14, big=22, steps=4, dots=12),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A series with its axes on a sheet: turns years and values into places."""

    series: Series
    lines: tuple[Line, ...]
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

    def spots(self, points: Iterable[Value | judgement.Point]) -> list[tuple[float, float]]:
        return [(self.x(each.year), self.y(each.value)) for each in points if each.value is not None]

    def colour(self, role: str) -> str:
        return self.colours.get(role, SOFT) if self.colours else "currentColor"

    @property
    def others(self) -> tuple[Line, ...]:
        """Return the lines that are switched on beside the home line and have something to draw."""
        return tuple(line for line in self.lines[1:] if scales.values_of(self.series, line))

    @property
    def has_dots(self) -> bool:
        return len(scales.values_of(self.series, self.series.home)) <= self.size.dots


def role_of(line: Line) -> str:
    return ROLES.get(line.kind, "chart-comparison")


def amount_of(series: Series, value: Value) -> str:
    """Return a value as its label has it; a computed mean of steps is a number between them."""
    return capital(value.text) if series.categories else value.text.replace(" ", "\u00a0")


def plot_of(series: Series, lines: Sequence[Line], size: Size, colours: dict[str, str]) -> Plot | None:
    """Return the sheet for these lines, or None where there is nothing to draw."""
    span = scales.years_of(series, lines)
    if span is None:
        return None
    axis = scales.axis_of(series, lines, size.steps, room=0.0 if size.is_wide else 0.22)
    left = max(max(text_width(line, size.text) for line in tick_lines(each, size)) for each in axis.ticks) + 16
    top = 34.0 + (size.text * 1.5 if axis.caption else 0)
    bottom = size.height - 30 - (22 if axis.note else 0)
    box = Box(left, top, size.width - 18, bottom)
    return Plot(series, tuple(lines), axis, size, *span, box, colours)


def tick_lines(tick: scales.Tick, size: Size) -> tuple[str, ...]:
    """Return a tick's words, broken to the gutter: the names of steps can be long."""
    return wrapped(tick.text, size.text, size.width * 0.26)


def canvas_of(plot: Plot) -> Canvas:
    """Return the frame that the words in the plot must stay within."""
    return Canvas(Box(0, plot.box.top - 32, plot.size.width, plot.box.bottom - 3))


def marks_of(plot: Plot, canvas: Canvas) -> str:
    """Return the chart's marks as SVG, the home line last and on top, and note them on the canvas."""
    marks = [*ground(plot, canvas), *aims(plot, canvas)]
    for each in (*plot.others[::-1], plot.series.home):
        marks += line(plot, each, canvas)
    return "".join(marks)


def ground(plot: Plot, canvas: Canvas) -> Iterable[str]:
    """Draw what the lines stand on: the longer period, hairlines, series breaks."""
    box = plot.box
    extension = scales.extension_of(plot.series)
    if extension is not None and extension[0] <= plot.last and extension[1] >= plot.first:
        start, end = max(plot.x(extension[0] - 0.5), box.left), min(plot.x(extension[1] + 0.5), box.right + 10)
        yield (
            f'<rect class="chart-period" x="{start:.1f}" y="{box.top - 8:.1f}" width="{end - start:.1f}"'
            f' height="{box.bottom - box.top + 8:.1f}" fill="{plot.colour("chart-period")}" fill-opacity=".1"/>'
        )
    for tick in plot.axis.ticks:
        y = plot.y(tick.value)
        role = "chart-axis" if tick.value == 0 and not plot.series.categories else "chart-grid"
        start = box.left - 8 if plot.series.categories else 0
        yield f'<path class="{role}" stroke="{plot.colour(role)}" d="M{start:.1f} {y:.1f}H{box.right:.1f}"/>'
    if plot.axis.note:
        y = box.bottom
        yield _path(
            "chart-axis", plot, f"M0 {y:g}H{box.left - 13:.1f}l3-5 5 10 3-5H{box.right:.1f}", 'stroke-width="1.2"'
        )
    for each in plot.series.breaks:
        if plot.first < each.year <= plot.last:
            x = plot.x(each.year - 0.5)
            canvas.add_line([(x, box.top), (x, box.bottom)])
            yield _path("chart-break", plot, f"M{x:.1f} {box.top - 12:.1f}V{box.bottom:.1f}", 'stroke-dasharray="1 3"')


def aims(plot: Plot, canvas: Canvas) -> Iterable[str]:
    """Draw where it is meant to go: the expected path, the range to keep within, the targets, the baseline."""
    series, ends = plot.series, {each.year for each in plot.series.targets}
    for first, final, target in scales.bands_of(series, plot.first, plot.last):
        yield from _band(plot, first, final, target)
    for points in scales.path_runs(series):
        spots = plot.spots(scales.knots_of(series, points))
        canvas.add_line(spots)
        yield _path(
            "chart-path", plot, track(spots), 'stroke-width="2" stroke-dasharray="0.1 5" stroke-linecap="round"'
        )
    baseline = series.rule.baseline
    if baseline is not None and baseline.value is not None and has_baseline(plot):
        x, y = plot.x(baseline.year), plot.y(baseline.value)
        canvas.add_mark(x, y, 9)
        diamond = f"M{x:.1f} {y - 9:.1f}l9 9-9 9-9-9z"
        yield _path("chart-path", plot, diamond, 'stroke-width="1.5"')
    last = max(ends, default=0)
    for target in series.targets:
        value = scales.aim_of(series, target)
        if value is not None:
            radius = 7.0 if target.year == last else 4.5
            yield mark(plot, canvas, "chart-target", (plot.x(target.year), plot.y(value)), radius, is_hollow=True)


def has_baseline(plot: Plot) -> bool:
    """Return whether a path starts from the baseline, so that it is drawn."""
    baseline = plot.series.rule.baseline
    return baseline is not None and any(each.year == baseline.year for each in plot.series.path)


def line(plot: Plot, each: Line, canvas: Canvas) -> Iterable[str]:
    """Draw one line: joined where values follow each other, a dot where one stands alone."""
    role, is_home = role_of(each), each.kind == "home"
    runs = scales.runs_of(plot.series, each)
    latest = scales.latest_of(plot.series, each)
    joined = "".join(track(plot.spots(run)) for run in runs if len(run) > 1)
    if joined:
        dash = DASHES.get(each.kind, "")
        look = f'stroke-width="{3 if is_home else 2}" stroke-linejoin="round" stroke-linecap="round"'
        yield _path(role, plot, joined, f'{look} stroke-dasharray="{dash}"' if dash else look)
    for run in runs:
        spots = plot.spots(run)
        canvas.add_line(spots)
        for value, spot in zip(run, spots, strict=True):
            is_latest = is_home and value == latest
            has_dot = is_latest or len(run) == 1 or value.is_preliminary or (is_home and plot.has_dots)
            if has_dot:
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


def sample(plot: Plot, each: Line, y: float) -> str:
    """Draw a short piece of a line, for its name below the chart."""
    role, dash = role_of(each), DASHES.get(each.kind, "")
    look = f'stroke-width="2" stroke-dasharray="{dash}"' if dash else 'stroke-width="2"'
    return _path(role, plot, f"M0 {y:g}h32", look)


def track(spots: Sequence[tuple[float, float]]) -> str:
    """Return the path data of a joined line."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def _path(role: str, plot: Plot, data: str, look: str) -> str:
    return f'<path class="{role}" fill="none" stroke="{plot.colour(role)}" {look} d="{data}"/>'


def _band(plot: Plot, first: int, final: int, target: TargetFact) -> Iterable[str]:
    if target.low is None or target.high is None:
        return
    # A band reaches half a year beyond its years, as far as the sheet does.
    start = max(plot.x(first - 0.5), plot.box.left - 8)
    end = min(plot.x(final + 0.5), plot.box.right + 8)
    top, bottom = sorted((plot.y(target.low), plot.y(target.high)))
    yield (
        f'<rect class="chart-target" x="{start:.1f}" y="{top:.1f}" width="{end - start:.1f}"'
        f' height="{bottom - top:.1f}" fill="{plot.colour("chart-target")}" fill-opacity=".12"/>'
    )
    edges = f"M{start:.1f} {top:.1f}H{end:.1f}M{start:.1f} {bottom:.1f}H{end:.1f}"
    yield _path("chart-target", plot, edges, 'stroke-width="1.5" stroke-dasharray="1.5 4"')
