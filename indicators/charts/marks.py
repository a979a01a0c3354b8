"""The marks that are drawn on a chart's sheet, as SVG; those of the background as strokes, for Plotly too."""

from collections.abc import Iterable, Sequence

from indicators.charts import content
from indicators.charts.labels import Canvas
from indicators.charts.plot import Plot, Stroke, dash_of, role_of
from indicators.series.facts import SeriesLine, TargetFact


def marks_of(plot: Plot, canvas: Canvas) -> str:
    """Return the chart's marks as SVG, the home line last and on top, and note them on the canvas."""
    _reserve_background(plot, canvas)
    marks = [*(stroke(plot, each) for each in background_of(plot)), *target_marks(plot, canvas)]
    # Drawn last is on top: the home line, then the first comparisons.
    for each in (*plot.others[::-1], plot.series.home):
        marks += line(plot, each, canvas)
    return "".join(marks)


def background_of(plot: Plot) -> Iterable[Stroke]:
    """Return what the lines stand on: the longer period, hairlines, breaks, references, ranges, the baseline."""
    box, extension = plot.box, content.extension_of(plot.series)
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
    yield from _references(plot)
    for first, final, target in content.bands_of(plot.series, plot.first, plot.last):
        yield from _band(plot, first, final, target)
    baseline = plot.series.rule.baseline
    if baseline is not None and baseline.value is not None and content.has_baseline(plot.series):
        x, y = plot.x(baseline.year), plot.y(baseline.value)
        yield Stroke("chart-path", ((x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y), (x, y - 9)), width=1.5)


def _references(plot: Plot) -> Iterable[Stroke]:
    for each in content.references_of(plot.series, plot.first):
        y = plot.y(each.value)
        yield Stroke("chart-reference", ((plot.box.left, y), (plot.x(each.year), y)), width=1.5, dash="6 4 1 4")


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


def _reserve_background(plot: Plot, canvas: Canvas) -> None:
    """Keep words off breaks, references and the baseline; they may stand on hairlines and on the longer period."""
    for each in background_of(plot):
        if each.role in {"chart-break", "chart-path", "chart-reference"}:
            canvas.add_line(sorted(each.spots))


def target_marks(plot: Plot, canvas: Canvas) -> Iterable[str]:
    """Draw where it is meant to go: the expected path and the targets."""
    series, end = plot.series, content.end_target(plot.series)
    for points in content.path_runs(series):
        spots = plot.spots(content.turning_points_of(series, points))
        canvas.add_line(spots)
        yield stroke(plot, Stroke("chart-path", tuple(spots), width=2, dash="0.1 5"))
    for target in series.targets:
        value = content.aim_of(series, target)
        if value is not None:
            spot, radius = (plot.x(target.year), plot.y(value)), 7.0 if target == end else 4.5
            yield mark(plot, canvas, "chart-target", spot, radius, is_hollow=True)


def line(plot: Plot, each: SeriesLine, canvas: Canvas) -> Iterable[str]:
    """Draw one line: joined where values follow each other, a dot where one stands alone."""
    role, is_home = role_of(each), each.kind == "home"
    runs = content.runs_of(plot.series, each)
    latest = content.latest_of(plot.series, each)
    joined = "".join(path_data(plot.spots(run)) for run in runs if len(run) > 1)
    if joined:
        yield _line_path(role, plot, joined, 3 if is_home else 2, dash_of(plot.series, each))
    for run in runs:
        spots = plot.spots(run)
        canvas.add_line(spots)
        for value, spot in zip(run, spots, strict=True):
            # A point without neighbours has no line to be seen by, so that it always has a dot.
            is_latest = is_home and value == latest
            if is_latest or len(run) == 1 or value.is_preliminary or (is_home and plot.has_dots):
                radius = 6.5 if is_latest else 4 if is_home else 3
                yield mark(plot, canvas, role, spot, radius, is_hollow=value.is_preliminary)


def mark(plot: Plot, canvas: Canvas, role: str, spot: tuple[float, float], radius: float, *, is_hollow: bool) -> str:
    canvas.add_mark(*spot, radius + 1)
    at = f'cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="{radius:g}"'
    if not is_hollow:
        return f'<circle class="{role}" {at} fill="{plot.colour(role)}"/>'
    kind = " chart-preliminary" if role != "chart-target" else ""
    return (
        f'<circle class="{role}{kind} chart-hollow" {at} fill="#fff" stroke="{plot.colour(role)}" stroke-width="2.5"/>'
    )


def stroke(plot: Plot, each: Stroke) -> str:
    if each.fill:
        data = f'd="{path_data(each.spots)}z"'
        return f'<path class="{each.role}" fill="{plot.colour(each.role)}" fill-opacity="{each.fill:g}" {data}/>'
    return _line_path(each.role, plot, path_data(each.spots), each.width, each.dash)


def sample(plot: Plot, each: SeriesLine, y: float) -> Stroke:
    width = 3 if each.kind == "home" else 2
    return Stroke(role_of(each), ((0, y), (32, y)), width=width, dash=dash_of(plot.series, each))


def path_data(spots: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def _line_path(role: str, plot: Plot, data: str, width: float, dash: str) -> str:
    attributes = f' stroke-width="{width:g}"' if width != 1 else ""
    attributes += f' stroke-dasharray="{dash}"' if dash else ""
    attributes += ' stroke-linejoin="round" stroke-linecap="round"' if width >= 2 else ""
    return f'<path class="{role}" fill="none" stroke="{plot.colour(role)}"{attributes} d="{data}"/>'
