"""The chart for a reader who explores it: a Plotly figure with the same places, words and colours as the server's SVG.

Plotly draws the lines and answers the pointer; axes and words are put where the SVG has them, so nothing jumps when one
takes the other's place. Decimal turns into float here, at the outer edge, where only pixels come of it.
"""

from html import escape
from typing import Any

from indicators.charts import captions, content
from indicators.charts import marks as chart_marks
from indicators.charts import plot as chart_plot
from indicators.charts.labels import PlacedText
from indicators.charts.plot import GREY, SIZES, Plot, Size, Stroke
from indicators.charts.traces import HOVER_SIZE, PAPER, ROLES, colour, dash, traces
from indicators.charts.words import describe
from indicators.series.facts import Series, SeriesLine

_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def figure(series: Series, shown: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the figure as JSON-safe values.

    `data`, `layout` and `config` are Plotly's, at the wide chart's natural size; `narrow` is the layout for a phone.
    `roles` says which class each colour stands for, so that the page can put its own in. Each point's `customdata` is
    the sentence to read out, and `text` what the chart shows. `data` is empty where there is nothing to draw.
    """
    # Imported when someone asks: it takes longer than any page.
    from plotly import graph_objects as go  # noqa: PLC0415

    lines = content.lines_of(series, shown)
    layouts = {name: go.Layout(_layout(series, lines, size)).to_plotly_json() for name, size in SIZES.items()}
    return {
        "data": [go.Scatter(each).to_plotly_json() for each in traces(series, lines) if each["x"]],
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
        "text": describe(series, shown),
    }


def _layout(series: Series, lines: tuple[SeriesLine, ...], size: Size) -> dict[str, Any]:
    """Describe the sheet: the plot's box as margins, the SVG's words as annotations, its ground as shapes."""
    plot = chart_plot.plot_of(series, lines, size, {})
    if plot is None:
        return {"width": size.width, "height": size.height}
    plot = captions.with_margin(plot)
    canvas = chart_plot.canvas_of(plot)
    chart_marks.marks_of(plot, canvas)  # for the canvas: words keep off the marks
    height, box = captions.height_of(plot), plot.box
    words = captions.words_of(plot, canvas)
    strokes = [*chart_marks.background_of(plot), *chart_marks.samples_of(words)]
    return {
        "template": None,
        "width": size.width,
        "height": height,
        "margin": {"l": box.left, "r": size.width - box.right, "t": box.top, "b": height - box.bottom, "pad": 0},
        "font": {"size": size.text, "color": colour("chart-latest")},
        **_axes(plot),
        "shapes": [_shape(plot, each) for each in strokes],
        "annotations": [_annotation(plot, each) for each in words],
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 40,  # about a finger's width
        "hoverlabel": _hoverlabel(),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",\u00a0",
    }


def _axes(plot: Plot) -> dict[str, Any]:
    """Describe two axes that only place the lines: their words and hairlines are drawn as the SVG's are."""
    hidden = {"visible": False, "fixedrange": True}
    # Plotly draws nothing on an axis without length.
    span = [plot.first - 1, plot.last + 1] if plot.first == plot.last else [plot.first, plot.last]
    ends = [float(plot.axis.low), float(plot.axis.high)]
    return {
        "xaxis": {**hidden, "range": span},
        "yaxis": {**hidden, "range": ends[::-1] if plot.axis.is_inverted else ends},
    }


def _hoverlabel() -> dict[str, Any]:
    font = {"color": colour("chart-latest"), "size": HOVER_SIZE}
    return {"bgcolor": PAPER, "bordercolor": GREY, "align": "left", "namelength": -1, "font": font}


def _annotation(plot: Plot, each: PlacedText) -> dict[str, Any]:
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
            "color": colour(each.role),
            "weight": 700 if each.words.is_bold else 400,
        },
    }


def _shape(plot: Plot, each: Stroke) -> dict[str, Any]:
    """Draw a part of the ground in shares of the plot's box, so that it scales with it."""
    box = plot.box
    wide, high = box.right - box.left, box.bottom - box.top
    spots = [f"{(x - box.left) / wide:.4f} {(box.bottom - y) / high:.4f}" for x, y in each.spots]
    shade = colour(each.role)
    style: dict[str, Any] = {"line": {"color": shade, "width": each.width}}
    if each.fill:
        style = {"line": {"width": 0}, "fillcolor": shade, "opacity": each.fill}
    elif each.dash:
        style["line"]["dash"] = dash(each.dash)
    path = "M" + "L".join(spots) + ("Z" if each.fill else "")
    return {"type": "path", "path": path, "xref": "paper", "yref": "paper", "layer": "below", **style}
