"""Server-drawn charts: whole without a script, sharp on paper, and drawn anew for a phone instead of shrunk.

A chart is one <svg> with presentation attributes only (the content security policy refuses style attributes). Every
mark is painted in currentColor and carries a class, so the page's stylesheet decides the colour by setting `color`.
"""

from dataclasses import replace
from html import escape
from typing import Literal

from django.utils.safestring import SafeString

from indicators import chart_plot, judgement, scales
from indicators.chart_labels import Box, Canvas, Label, Placed, Words, text_width, wrapped
from indicators.chart_plot import SIZES, Plot, Size
from indicators.chart_words import describe, notes
from indicators.formats import years
from indicators.series import Line, Series

__all__ = ["Width", "chart", "describe", "notes", "sparkline", "standalone"]

Width = Literal["wide", "narrow"]

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
FILE_FONT = "Source Sans 3, Segoe UI, Roboto, Arial, sans-serif"
_AROUND = ("n", "nw", "ne", "s", "sw", "se", "w", "e")
_BESIDE = ("e", "ne", "se", "n", "s", "nw", "sw", "w")


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
        f'<desc id="{series.slug}-{width}-d">{_text(describe(series))}</desc>{body}</svg>'
    )


def standalone(series: Series, shown: frozenset[str] = frozenset()) -> str:
    """Return the chart as an SVG file with title, unit, source and its own colours on white."""
    size = SIZES["wide"]
    drawing = _drawing(series, size, shown, FILE_COLOURS)
    body, height = drawing or (f'<text y="20">{_text(describe(series))}</text>', 30.0)
    title = wrapped(series.name, 22, size.width)
    source = wrapped(_source(series), 14, size.width)
    top = 24 + 28 * len(title)
    total = top + height + 22 * len(source) + 32
    heading = "".join(
        f'<text x="24" y="{24 + 22 + 28 * i:g}" font-size="22" font-weight="700">{_text(line)}</text>'
        for i, line in enumerate(title)
    )
    footing = "".join(
        f'<text x="24" y="{top + height + 34 + 22 * i:g}" fill="{chart_plot.SOFT}">{_text(line)}</text>'
        for i, line in enumerate(source)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.width + 48:g}" height="{total:g}"'
        f' viewBox="0 0 {size.width + 48:g} {total:g}" role="img" font-family="{FILE_FONT}" font-size="{size.text:g}"'
        f' fill="#16211f"><title>{_text(series.name)}</title><desc>{_text(describe(series))}</desc>'
        f'<rect width="100%" height="100%" fill="#fff"/>{heading}'
        f'<g transform="translate(24 {top + 12:g})">{body}</g>{footing}</svg>\n'
    )


def sparkline(points: tuple[judgement.Point, ...], *, decimals: int) -> SafeString:
    """Return the values as a small line without axes, or "" where there are fewer than two.

    Drawn from the published numbers. The numbers stand beside it, so it is hidden from assistive technology.
    """
    known = [(each.year, judgement.published(each.value, decimals)) for each in points if each.value is not None]
    if len(known) < 2:
        return SafeString("")
    first, last = known[0][0], known[-1][0]
    low, high = min(value for _, value in known), max(value for _, value in known)
    # A wobble of a few per cent must look like one.
    span = max(high - low, max(abs(low), abs(high)) / 10) or 1
    middle = (low + high) / 2
    # Twice the shown size, so that whole numbers are half pixels: a list has many of these.
    spots = [
        (year, 6 + round(180 * (year - first) / (last - first)), round(28 - 40 * float((value - middle) / span)))
        for year, value in known
    ]
    path = ""
    for i, (year, x, y) in enumerate(spots):
        joined = i > 0 and spots[i - 1][0] == year - 1
        path += f"l{x - spots[i - 1][1]} {y - spots[i - 1][2]}" if joined else f"M{x} {y}"
        path += "h0" if not joined and (i + 1 == len(spots) or spots[i + 1][0] != year + 1) else ""
    return SafeString(
        '<svg class="sparkline" viewBox="0 0 192 56" width="96" height="28" aria-hidden="true" focusable="false">'
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="4" stroke-linejoin="round"'
        f' stroke-linecap="round"/><circle cx="{spots[-1][1]}" cy="{spots[-1][2]}" r="6" fill="currentColor"/></svg>'
    )


def _drawing(series: Series, size: Size, shown: frozenset[str], colours: dict[str, str]) -> tuple[str, float] | None:
    """Return the chart's marks and words, and its height; None where there is nothing to draw."""
    plot = chart_plot.plot_of(series, scales.lines_of(series, shown), size, colours)
    if plot is None:
        return None
    plot = _with_margin(plot)
    canvas = Canvas(Box(0, plot.box.top - 32, size.width, plot.box.bottom - 3))
    marks = [*chart_plot.ground(plot, canvas), *chart_plot.aims(plot, canvas)]
    for line in (*plot.others[::-1], series.home):
        marks += chart_plot.line(plot, line, canvas)
    words = _axis_words(plot, canvas) + "".join(_written(plot, each) for each in _labels(plot, canvas))
    keys, height = _keys(plot)
    halo = '<g class="chart-words" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">'
    return f"{''.join(marks)}{halo}{words}{keys}</g>", height


def _with_margin(plot: Plot) -> Plot:
    """Give the words beside the last marks the room they need at the right, on a sheet that has it."""
    if not plot.size.is_wide:
        return plot
    sheet = plot.size.width - plot.box.left
    needs = [16.0]
    for label in [_latest(plot), _end(plot), *(_end_of(plot, each) for each in plot.others)]:
        if label is not None and plot.last > plot.first:
            share = (label.x - plot.box.left) / (plot.box.right - plot.box.left)
            needs.append((label.reach + label.width - (1 - share) * sheet) / max(share, 0.1))
    right = plot.size.width - min(max(needs), plot.size.width * 0.27)
    return replace(plot, box=replace(plot.box, right=right))


def _labels(plot: Plot, canvas: Canvas) -> list[Placed]:
    """Place the words in the plot, the most important first."""
    wanted = [_latest(plot), _end(plot)]
    if plot.size.is_wide:
        wanted += [_end_of(plot, each) for each in plot.others]
    choices = [[each] for each in wanted if each is not None] + _break_labels(plot) + _side_labels(plot)
    placed = [next((found for each in places if (found := canvas.place(each))), None) for places in choices]
    return [each for each in placed if each is not None]


def _latest(plot: Plot) -> Label | None:
    value = scales.latest_of(plot.series, plot.series.home)
    if value is None or value.value is None:
        return None
    size, text = plot.size, chart_plot.amount_of(plot.series, value)
    below = f"{plot.series.home.label} {value.year}" if plot.others else str(value.year)
    below += ", preliminärt" if value.is_preliminary else ""
    is_short = text_width(text, size.big, is_bold=True) < size.width * 0.3
    lines = (text,) if is_short else wrapped(text, size.text + 2, size.width * 0.3)
    large = tuple(Words(each, size.big if is_short else size.text + 2, is_bold=True) for each in lines)
    x, y = plot.spots([value])[0]
    sides = _BESIDE if size.is_wide else _AROUND
    return Label("chart-latest", (*large, Words(below, size.text)), x, y, 11, sides)


def _end(plot: Plot) -> Label | None:
    """Name the end target at its ring, or at the end of its band."""
    target = scales.end_target(plot.series)
    if target is None:
        return None
    value = scales.aim_of(plot.series, target)
    if value is None and target.low is not None and target.high is not None:
        value = (target.low + target.high) / 2
    if value is None:
        return None
    text, size = target.text.replace(" ", "\u00a0"), plot.size.text
    lines = (f"Mål {target.year}", text) if plot.size.is_wide else (f"Mål {target.year}: {text}",)
    if plot.size.is_wide and plot.series.categories:
        lines = (lines[0], *wrapped(target.text, size, plot.size.width * 0.22))
    words = tuple(Words(each, size, is_bold=True) for each in lines)
    sides = _BESIDE if plot.size.is_wide else _AROUND
    return Label("chart-target", words, plot.x(target.year), plot.y(value), 13, sides)


def _end_of(plot: Plot, line: Line) -> Label | None:
    value = scales.latest_of(plot.series, line)
    if value is None:
        return None
    x, y = plot.spots([value])[0]
    text = f"{line.label} {chart_plot.amount_of(plot.series, value)}"
    return Label(chart_plot.role_of(line), (Words(text, plot.size.text, is_bold=True),), x, y, 9, _BESIDE)


def _break_labels(plot: Plot) -> list[list[Label]]:
    """Name each series break at the top of its line, or where there is room."""
    found = []
    for each in plot.series.breaks:
        if plot.first < each.year <= plot.last:
            words, x = (Words(f"ny metod {each.year}", plot.size.text),), plot.x(each.year - 0.5)
            heights = (plot.box.top - 4, plot.box.bottom - 14, (plot.box.top + plot.box.bottom) / 2)
            found.append(
                [
                    Label("chart-break", words, x, y, 5, ("e", "w"), is_optional=y != heights[-1], farthest=0)
                    for y in heights
                ]
            )
    return found


def _side_labels(plot: Plot) -> list[list[Label]]:
    """Name what may go without a name where there is no room: the list below the chart names it too."""
    series, size, found = plot.series, plot.size.text, []
    extension = scales.extension_of(series)
    if extension is not None and extension[0] <= plot.last and extension[1] >= plot.first:
        words = (Words(f"förlängning {years(*extension)}", size),)
        x = (plot.x(max(extension[0], plot.first)) + plot.x(min(extension[1], plot.last))) / 2
        found.append(
            [
                _optional("chart-period", words, x, y, ("n", "nw", "ne"))
                for y in (plot.box.bottom - 3, plot.box.top + 12)
            ]
        )
    end = scales.end_target(series)
    for target in series.targets:
        value = scales.aim_of(series, target)
        if value is not None and target != end:
            words = (Words(f"{target.year}: {target.text}", size),)
            found.append([_optional("chart-target", words, plot.x(target.year), plot.y(value), _AROUND)])
    baseline = series.rule.baseline
    if baseline is not None and baseline.value is not None and chart_plot.has_baseline(plot):
        words = (Words(f"utgångsvärde {scales.amount(series, baseline.value)}", size),)
        found.append(
            [_optional("chart-path", words, plot.x(baseline.year), plot.y(baseline.value), ("s", "n", "se", "ne"))]
        )
    return found + _gap_labels(plot)


def _gap_labels(plot: Plot) -> list[list[Label]]:
    spots = {each.year: each for each in scales.values_of(plot.series, plot.series.home)}
    gaps = scales.gaps_of(plot.series)
    if len(gaps) > 2:  # a survey of every other year: its dots say it, and the list below
        return []
    found = []
    for first, last, _ in gaps:
        sides = [spots[year] for year in (first - 1, last + 1) if year in spots]
        if sides:
            y = sum(y for _, y in plot.spots(sides)) / len(sides)
            words = tuple(Words(each, plot.size.text) for each in ("uppgift", "saknas"))
            found.append([_optional("chart-gap", words, plot.x((first + last) / 2), y, ("n", "s"))])
    return found


def _optional(role: str, words: tuple[Words, ...], x: float, y: float, sides: tuple[str, ...]) -> Label:
    return Label(role, words, x, y, 12, sides, is_optional=True, farthest=24)


def _axis_words(plot: Plot, canvas: Canvas) -> str:
    """Write the two axes' words, and keep other words off them."""
    size, box, found = plot.size.text, plot.box, []
    for tick in plot.axis.ticks:
        lines, y = chart_plot.tick_lines(tick, plot.size), plot.y(tick.value)
        # A number stands on its hairline, the name of a step beside it.
        top = y - size * 1.25 * len(lines) / 2 + size - 2 if plot.series.categories else y - 5
        for i, line in enumerate(lines):
            found.append(_line_of_text("chart-axis", plot, line, 0, top + i * size * 1.25, "start"))
        canvas.boxes.append(Box(0, top - size, box.left - 12, top + (len(lines) - 1) * size * 1.25 + 3))
    room = text_width("2000", size) + 12
    apart = room / max(plot.x(plot.first + 1) - plot.x(plot.first), 0.1) if plot.last > plot.first else 1
    found += [
        _line_of_text("chart-axis", plot, str(year), plot.x(year), box.bottom + 20, "middle")
        for year in scales.year_ticks(plot.first, plot.last, apart)
    ]
    if plot.axis.caption:
        found.append(_line_of_text("chart-axis", plot, plot.axis.caption, 0, size, "start"))
    if plot.axis.note:
        found.append(_line_of_text("chart-axis", plot, plot.axis.note, 0, box.bottom + 43, "start"))
    return "".join(found)


def _keys(plot: Plot) -> tuple[str, float]:
    """Name the other lines below the chart where the sheet is too narrow to name them at their ends."""
    height, found = plot.size.height, []
    for line in () if plot.size.is_wide else plot.others:
        value = scales.latest_of(plot.series, line)
        if value is not None:
            text = f"{line.label} {chart_plot.amount_of(plot.series, value)} ({value.year})"
            found.append(chart_plot.sample(plot, line, height + 9))
            found.append(_line_of_text(chart_plot.role_of(line), plot, text, 40, height + 14, "start"))
            height += 22
    return "".join(found), height + (4 if found else 0)


def _written(plot: Plot, placed: Placed) -> str:
    return "".join(
        _line_of_text(placed.label.role, plot, words.text, x, y, placed.anchor, words) for words, x, y in placed.lines
    )


def _line_of_text(  # noqa: PLR0917 - a place and a text
    role: str, plot: Plot, text: str, x: float, y: float, anchor: str, words: Words | None = None
) -> str:
    look = f' text-anchor="{anchor}"' if anchor != "start" else ""
    if words is not None and words.size != plot.size.text:
        look += f' font-size="{words.size:g}"'
    if words is not None and words.is_bold:
        look += ' font-weight="700"'
    return f'<text class="{role}" x="{x:.1f}" y="{y:.1f}" fill="{plot.colour(role)}"{look}>{_text(text)}</text>'


def _source(series: Series) -> str:
    """Return the source line of a file: who published the drawn values, and when they were fetched."""
    sources = dict.fromkeys(each.source.rstrip(".") for each in reversed(scales.values_of(series, series.home)))
    fetched = f" Hämtat {series.retrieved_on.isoformat()}." if series.retrieved_on else ""
    return f"Källa: {'; '.join(sources)}.{fetched}" if sources else ""


def _text(text: str) -> str:
    """Return a text that XML allows: escaped, and without control characters."""
    return escape("".join(sign for sign in text if sign.isprintable() or sign == "\u00a0"), quote=False)
