"""The marks that are drawn on a chart's sheet, as SVG; those of the background as strokes, for Plotly too."""

from collections.abc import Iterable, Sequence

from indicators.charts import content
from indicators.charts.labels import SAMPLE, Canvas, PlacedText
from indicators.charts.looks import SHAPES, Look
from indicators.charts.plot import Plot, Stroke, look_of
from indicators.series.facts import SeriesLine, TargetFact, Value

MARK = 4.0  # a mark's radius; the latest value's is larger


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
    """Draw one line: joined where values follow each other, with its marks."""
    look, runs = look_of(plot.series, each), content.runs_of(plot.series, each)
    latest = content.latest_of(plot.series, each)
    marked = content.marked_years(plot.series, each, plot.size.dots)
    joined = "".join(path_data(plot.spots(run)) for run in runs if len(run) > 1)
    if joined:
        yield _line_path(look.role, plot, joined, look.width, look.dash)
    for run in runs:
        canvas.add_line(plot.spots(run))
    shown = [value for run in runs for value in run if value.year in marked]
    if not look.is_home:
        yield from _shapes(plot, canvas, look, shown)
        return
    for value, spot in zip(shown, plot.spots(shown), strict=True):
        yield mark(plot, canvas, look.role, spot, 6.5 if value == latest else MARK, is_hollow=value.is_preliminary)


def _shapes(plot: Plot, canvas: Canvas, look: Look, values: Sequence[Value]) -> Iterable[str]:
    """Draw the marks of a line beside the home line: the known values' in one path, the preliminary ones' hollow."""
    shade = plot.colour(look.role)
    filled, hollow = f'fill="{shade}"', f'fill="#fff" stroke="{shade}" stroke-width="2"'
    for is_preliminary, kind, paint in ((False, "", filled), (True, " chart-preliminary chart-hollow", hollow)):
        spots = plot.spots([each for each in values if each.is_preliminary is is_preliminary])
        for spot in spots:
            canvas.add_mark(*spot, MARK + 1)
        if spots:
            data = "".join(f"{path_data(corners_of(look.mark, spot))}z" for spot in spots)
            yield f'<path class="{look.role} chart-mark{kind}" {paint} d="{data}"/>'


def corners_of(shape: str, spot: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    return tuple((spot[0] + MARK * x, spot[1] + MARK * y) for x, y in SHAPES[shape])


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
        thin = f' fill-opacity="{each.fill:g}"' if each.fill < 1 else ""
        return f'<path class="{each.role}" fill="{plot.colour(each.role)}"{thin} {data}/>'
    return _line_path(each.role, plot, path_data(each.spots), each.width, each.dash)


def samples_of(words: Iterable[PlacedText]) -> list[Stroke]:
    """Return a piece of each line that is named by some words, before them, with its dash and its mark."""
    found = []
    for each in words:
        if each.look is not None:
            look, start, y = each.look, each.sample_start, each.y - each.words.size * 0.35
            found.append(Stroke(look.role, ((start, y), (start + SAMPLE, y)), width=look.width, dash=look.dash))
            # At the end, where it hides least of the dashes.
            corners = corners_of(look.mark, (start + SAMPLE - MARK, y))
            found.append(Stroke(look.role, (*corners, corners[0]), fill=1))
    return found


def path_data(spots: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def _line_path(role: str, plot: Plot, data: str, width: float, dash: str) -> str:
    attributes = f' stroke-width="{width:g}"' if width != 1 else ""
    attributes += f' stroke-dasharray="{dash}"' if dash else ""
    attributes += ' stroke-linejoin="round" stroke-linecap="round"' if width >= 2 else ""
    return f'<path class="{role}" fill="none" stroke="{plot.colour(role)}"{attributes} d="{data}"/>'
