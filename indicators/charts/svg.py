"""Server-drawn charts: whole without a script, sharp on paper, and drawn anew for a phone instead of shrunk.

A chart is one <svg> with presentation attributes only (the content security policy refuses style attributes). Every
mark is painted in currentColor and carries a class, so the page's stylesheet decides the colour by setting `color`.
"""

from html import escape
from typing import Literal

from django.utils.safestring import SafeString

from indicators.charts import captions, content
from indicators.charts import marks as chart_marks
from indicators.charts import plot as chart_plot
from indicators.charts.labels import PlacedText, wrapped
from indicators.charts.page_chart import PageChart
from indicators.charts.plot import FILE_COLOURS, GREY, SIZES, Plot, Size
from indicators.charts.words import describe, notes
from indicators.formats import years
from indicators.series.facts import Series

__all__ = ["PageChart", "Width", "chart", "describe", "notes", "page_chart", "standalone"]

Width = Literal["wide", "narrow"]

FILE_FONT = "'Source Sans 3', Segoe UI, Roboto, Arial, sans-serif"


def page_chart(series: Series, shown: frozenset[str] = frozenset()) -> PageChart:
    return PageChart(
        wide=chart(series, width="wide", shown=shown),
        narrow=chart(series, width="narrow", shown=shown),
        text=describe(series, shown),
        notes=notes(series),
    )


def chart(series: Series, *, width: Width, shown: frozenset[str] = frozenset()) -> SafeString:
    """Return the series as a complete inline <svg>, or "" where it has no value to draw.

    `shown` holds the keys of the comparison lines that are switched on, and "women" and "men".
    """
    drawing = _drawing(series, SIZES[width], shown, {})
    if drawing is None:
        return SafeString("")
    body, height = drawing
    # Inline text is ours or escaped.
    return SafeString(
        f'<svg class="chart chart-{width}" viewBox="0 0 {SIZES[width].width:g} {height:g}" role="img"'
        f' aria-labelledby="{series.slug}-{width}-t {series.slug}-{width}-d" font-size="{SIZES[width].text:g}">'
        f'<title id="{series.slug}-{width}-t">{_text(series.name)}</title>'
        f'<desc id="{series.slug}-{width}-d">{_text(describe(series, shown))}</desc>{body}</svg>'
    )


def standalone(series: Series, shown: frozenset[str] = frozenset()) -> str:
    """Return the chart as an SVG file with title, unit, source and its own colours on white."""
    size = SIZES["wide"]
    drawing = _drawing(series, size, shown, FILE_COLOURS)
    body, height = drawing or (f'<text y="20">{_text(describe(series))}</text>', 30.0)
    title = wrapped(series.name, 22, size.width)
    # A file travels without its page, so that it says itself where its numbers are from.
    source = wrapped(_source(series), 14, size.width)
    top = 24 + 28 * len(title) + 22
    total = top + height + 22 * len(source) + 32
    heading = "".join(
        f'<text x="24" y="{24 + 22 + 28 * i:g}" font-size="22" font-weight="700">{_text(line)}</text>'
        for i, line in enumerate(title)
    )
    heading += f'<text x="24" y="{top}" fill="{GREY}">{_text(_caption(series))}</text>'
    footing = "".join(
        f'<text x="24" y="{top + height + 34 + 22 * i:g}" fill="{GREY}">{_text(line)}</text>'
        for i, line in enumerate(source)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.width + 48:g}" height="{total:g}"'
        f' viewBox="0 0 {size.width + 48:g} {total:g}" role="img" font-family="{FILE_FONT}" font-size="{size.text:g}"'
        f' fill="#16211f"><title>{_text(series.name)}</title><desc>{_text(describe(series, shown))}</desc>'
        f'<rect width="100%" height="100%" fill="#fff"/>{heading}'
        f'<g transform="translate(24 {top + 12:g})">{body}</g>{footing}</svg>\n'
    )


def _drawing(series: Series, size: Size, shown: frozenset[str], colours: dict[str, str]) -> tuple[str, float] | None:
    plot = chart_plot.plot_of(series, content.lines_of(series, shown), size, colours)
    if plot is None:
        return None
    plot = captions.with_margin(plot)
    canvas = chart_plot.canvas_of(plot)
    marks = chart_marks.marks_of(plot, canvas)
    placed = captions.words_of(plot, canvas)
    words = "".join(_written(plot, each) for each in placed)
    samples = "".join(chart_marks.stroke(plot, each) for each in chart_marks.samples_of(placed))
    # An edge in the paper's colour, so that words are read also where a line runs behind them.
    halo = '<g class="chart-words" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">'
    return f"{marks}{samples}{halo}{words}</g>", captions.height_of(plot)


def _written(plot: Plot, each: PlacedText) -> str:
    attributes = f' text-anchor="{each.anchor}"' if each.anchor != "start" else ""
    attributes += f' font-size="{each.words.size:g}"' if each.words.size != plot.size.text else ""
    attributes += ' font-weight="700"' if each.words.is_bold else ""
    at = f'x="{each.x:.1f}" y="{each.y:.1f}" fill="{plot.colour(each.role)}"'
    return f'<text class="{each.role}" {at}{attributes}>{_text(each.words.text)}</text>'


def _caption(series: Series) -> str:
    values = content.values_of(series, series.home)
    return ", ".join([series.home.label, *([years(values[0].year, values[-1].year)] if values else [])])


def _source(series: Series) -> str:
    """Return the source line of a file: who published the drawn values, and when they were fetched."""
    sources = dict.fromkeys(each.source.rstrip(".") for each in reversed(content.values_of(series, series.home)))
    fetched = f" Hämtat {series.retrieved_on.isoformat()}." if series.retrieved_on else ""
    return f"Källa: {'; '.join(sources)}.{fetched}" if sources else ""


def _text(text: str) -> str:
    """Return a text that XML allows: escaped, and without control characters."""
    # Python does not count the no-break space as printable.
    return escape("".join(sign for sign in text if sign.isprintable() or sign == "\u00a0"), quote=False)
