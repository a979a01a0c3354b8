"""The chart for a reader who explores it: a Plotly figure with the same places, words and colours as the server's SVG.

Plotly draws the lines and answers the pointer; axes and words are put where the SVG has them, so nothing jumps when one
takes the other's place. Decimal turns into float here, at the outer edge, where only pixels come of it.
"""

from html import escape
from typing import Any

from indicators.charts import captions, scales
from indicators.charts import plot as chart_plot
from indicators.charts.labels import Written, wrapped
from indicators.charts.plot import FILE_COLOURS, SIZES, SOFT, Plot, Size, Stroke
from indicators.formats import capital
from indicators.series.facts import Series, SeriesLine, Value

HOVER_SIZE, HOVER_WIDTH = 15, 230  # a label must fit on a phone
PAPER = "#fefefe"  # stands for the page's own ground, and is no other role's colour
ROLES = {
    **FILE_COLOURS,
    **dict.fromkeys(("chart-axis", "chart-comparison"), SOFT),
    "chart-hollow": PAPER,
}
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def figure(series: Series, shown: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the figure as JSON-safe values.

    `data`, `layout` and `config` are Plotly's, at the wide chart's natural size; `narrow` is the layout for a phone.
    `roles` says which class each colour stands for, so that the page can put its own in. Each point's `customdata` is
    the sentence to read out. `data` is empty where there is nothing to draw.
    """
    # Imported when someone asks: it takes longer than any page.
    from plotly import graph_objects as go  # noqa: PLC0415

    lines = scales.lines_of(series, shown)
    layouts = {name: go.Layout(_layout(series, lines, size)).to_plotly_json() for name, size in SIZES.items()}
    return {
        "data": [go.Scatter(each).to_plotly_json() for each in _traces(series, lines) if each["x"]],
        "layout": layouts["wide"],
        "narrow": layouts["narrow"],
        "config": {
            "displayModeBar": False,
            "showSendToCloud": False,  # plotly.js would otherwise offer to send the chart to its vendor
            "locale": "sv",
            "responsive": False,  # static/js/explore.js scales it with its words, as the SVG does
            "scrollZoom": False,
            "doubleClick": False,
            "showTips": False,
        },
        "roles": ROLES,
    }


def _colour(role: str) -> str:
    return ROLES.get(role, SOFT)


def _dash(dash: str) -> str:
    return ",".join(f"{part}px" for part in dash.split()) or "solid"


def _traces(series: Series, lines: tuple[SeriesLine, ...]) -> list[dict[str, Any]]:
    """Describe every line to choose from, those that are off too, in the order they are drawn: the home line on top."""
    on = {line.key for line in lines}
    chosen = (each for each in lines if each.kind == "municipality")
    others = [each for each in (series.women, series.men, *series.comparisons, *chosen) if each is not None]
    compared = [_line(series, line, is_on=line.key in on) for line in reversed(others)]
    return [_path(series), _targets(series), *compared, _line(series, series.home, is_on=True)]


def _line(series: Series, line: SeriesLine, *, is_on: bool) -> dict[str, Any]:
    """Describe one line; where nothing may be joined there is a point without a value."""
    points: list[tuple[float, Value | None]] = []
    for run in scales.runs_of(series, line):
        points += [(run[0].year - 0.5, None)] if points else []
        points += [(value.year, value) for value in run]
    role, is_home = chart_plot.role_of(line), line.kind == "home"
    return {
        "name": escape(line.label),
        "meta": {"key": line.key, "kind": line.kind},
        "x": [year for year, _ in points],
        "y": [None if value is None or value.value is None else float(value.value) for _, value in points],
        "customdata": ["" if value is None else sentence(line, value) for _, value in points],
        "hovertext": ["" if value is None else _hover(line, value) for _, value in points],
        "hoverinfo": "text",
        "mode": "lines+markers",
        "connectgaps": False,
        "cliponaxis": False,
        "visible": True if is_on else "legendonly",
        "line": {"color": _colour(role), "width": 3 if is_home else 2, "dash": _dash(chart_plot.dash_of(series, line))},
        "marker": _markers(series, line, points),
    }


def _markers(series: Series, line: SeriesLine, points: list[tuple[float, Value | None]]) -> dict[str, Any]:
    """Give the dots that the SVG has: all of a short line, those that stand alone, the latest, rings if preliminary."""
    colour, is_home = _colour(chart_plot.role_of(line)), line.kind == "home"
    alone = {run[0].year for run in scales.runs_of(series, line) if len(run) == 1}
    latest = scales.latest_of(series, line)
    has_dots = is_home and len(scales.values_of(series, line)) <= SIZES["wide"].dots
    sizes = []
    for year, value in points:
        is_marked = value is not None and (year in alone or value.is_preliminary)
        sizes.append(13 if is_home and value == latest else 8 if has_dots or is_marked else 0)
    rings = [value is not None and value.is_preliminary for _, value in points]
    return {
        "size": sizes,
        "opacity": 1,
        "color": [PAPER if is_ring else colour for is_ring in rings],
        "line": {"color": colour, "width": [2.5 if is_ring else 0 for is_ring in rings]},
    }


def _path(series: Series) -> dict[str, Any]:
    """Describe the expected path, straight between its turning points as in the SVG."""
    points: list[tuple[float, scales.Decimal | None]] = []
    for run in scales.path_runs(series):
        points += [(run[0].year - 0.5, None)] if points else []
        points += [(each.year, each.value) for each in scales.knots_of(series, run)]
    words = ["" if value is None else f"Väntat {year}: {scales.amount(series, value)}" for year, value in points]
    return {
        "name": "Väntat",
        "meta": {"key": "", "kind": "path"},
        "x": [year for year, _ in points],
        "y": [None if value is None else float(value) for _, value in points],
        "customdata": words,
        "hovertext": [escape(each) for each in words],
        "hoverinfo": "text",
        "mode": "lines",
        "connectgaps": False,
        "line": {"color": _colour("chart-path"), "width": 2, "dash": "2px,4px"},
    }


def _targets(series: Series) -> dict[str, Any]:
    drawn = [(each, aim) for each in series.targets if (aim := scales.aim_of(series, each)) is not None]
    end = scales.end_target(series)
    words = [f"Mål {target.year}: {target.text}" for target, _ in drawn]
    return {
        "name": "Mål",
        "meta": {"key": "", "kind": "target"},
        "x": [target.year for target, _ in drawn],
        "y": [float(aim) for _, aim in drawn],
        "customdata": words,
        "hovertext": [escape(each) for each in words],
        "hoverinfo": "text",
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "size": [14 if target == end else 9 for target, _ in drawn],
            "opacity": 1,
            "color": PAPER,
            "line": {"color": _colour("chart-target"), "width": 2.5},
        },
    }


def sentence(line: SeriesLine, value: Value) -> str:
    """Return what is read out at a point: "2021: 89,3 %, källa Kolada"."""
    whose = "" if line.kind == "home" else f"{line.label} "
    preliminary = ", preliminärt" if value.is_preliminary else ""
    return f"{whose}{value.year}: {value.text}{preliminary}, källa {value.source.rstrip('.')}"


def _hover(line: SeriesLine, value: Value) -> str:
    # No <b>: Plotly would set a style attribute, which the content security policy refuses.
    rows = [f"{value.year}: {capital(value.text)}", line.label]
    rows += ["Preliminärt"] if value.is_preliminary else []
    rows += wrapped(f"Källa: {value.source.rstrip('.')}", HOVER_SIZE, HOVER_WIDTH)
    return "<br>".join(escape(row) for row in rows)


def _layout(series: Series, lines: tuple[SeriesLine, ...], size: Size) -> dict[str, Any]:
    """Describe the sheet: the plot's box as margins, the SVG's words as annotations, its ground as shapes."""
    plot = chart_plot.plot_of(series, lines, size, {})
    if plot is None:
        return {"width": size.width, "height": size.height}
    plot = captions.with_margin(plot)
    canvas = chart_plot.canvas_of(plot)
    chart_plot.marks_of(plot, canvas)  # for the canvas: words keep off the marks
    height, box, axis = captions.height_of(plot), plot.box, plot.axis
    strokes = [*chart_plot.ground_of(plot), *captions.samples_of(plot)]
    bare = {"visible": False, "fixedrange": True}
    span = [plot.first - 1, plot.last + 1] if plot.first == plot.last else [plot.first, plot.last]
    ends = [float(axis.low), float(axis.high)]
    return {
        "template": None,
        "width": size.width,
        "height": height,
        "margin": {"l": box.left, "r": size.width - box.right, "t": box.top, "b": height - box.bottom, "pad": 0},
        "font": {"size": size.text, "color": _colour("chart-latest")},
        "xaxis": {**bare, "range": span},
        "yaxis": {**bare, "range": ends[::-1] if axis.is_inverted else ends},
        "shapes": [_shape(plot, each) for each in strokes],
        "annotations": [_annotation(plot, each) for each in captions.words_of(plot, canvas)],
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 40,
        "hoverlabel": _hoverlabel(),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",\u00a0",
    }


def _hoverlabel() -> dict[str, Any]:
    font = {"color": _colour("chart-latest"), "size": HOVER_SIZE}
    return {"bgcolor": PAPER, "bordercolor": SOFT, "align": "left", "namelength": -1, "font": font}


def _annotation(plot: Plot, each: Written) -> dict[str, Any]:
    """Put a line of text where the SVG has it, counted in pixels from the plot's upper left corner."""
    return {
        "text": escape(each.words.text),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": _ANCHORS[each.anchor],
        "yanchor": "middle",
        "xshift": round(each.x - plot.box.left, 1),
        # A baseline lies about a third of the size below the middle of its text.
        "yshift": round(plot.box.top - each.y + each.words.size * 0.35, 1),
        "showarrow": False,
        "borderpad": 0,
        "font": {
            "size": each.words.size,
            "color": _colour(each.role),
            "weight": 700 if each.words.is_bold else 400,
        },
    }


def _shape(plot: Plot, each: Stroke) -> dict[str, Any]:
    """Draw a part of the ground in shares of the plot's box, so that it scales with it."""
    box = plot.box
    wide, high = box.right - box.left, box.bottom - box.top
    spots = [f"{(x - box.left) / wide:.4f} {(box.bottom - y) / high:.4f}" for x, y in each.spots]
    colour = _colour(each.role)
    look: dict[str, Any] = {"line": {"color": colour, "width": each.width}}
    if each.fill:
        look = {"line": {"width": 0}, "fillcolor": colour, "opacity": each.fill}
    elif each.dash:
        look["line"]["dash"] = _dash(each.dash)
    path = "M" + "L".join(spots) + ("Z" if each.fill else "")
    return {"type": "path", "path": path, "xref": "paper", "yref": "paper", "layer": "below", **look}
