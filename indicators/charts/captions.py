"""A chart's words placed: the axes' first, then those of the marks, and how much room that takes."""

from collections.abc import Iterable
from dataclasses import replace

from indicators.charts import content, scales
from indicators.charts.labels import (
    LINE_HEIGHT,
    SAMPLE,
    SAMPLE_GAP,
    Box,
    Canvas,
    Label,
    Placed,
    PlacedText,
    TextLine,
    text_width,
)
from indicators.charts.mark_labels import (
    break_labels,
    end_label,
    latest_label,
    line_end_label,
    reference_labels,
    side_labels,
)
from indicators.charts.marks import marks_of
from indicators.charts.plot import Plot, amount_of, canvas_of, look_of, tick_lines

KEY_HEIGHT = 22.0


def with_margin(plot: Plot) -> Plot:
    """Give the words beside the last marks the room they need at the right; on a phone only if there is no other."""
    latest = latest_label(plot)
    if plot.last == plot.first or (not plot.size.is_wide and (latest is None or _is_free(plot, latest))):
        return plot
    ends = [end_label(plot), *(line_end_label(plot, each) for each in plot.others)] if plot.size.is_wide else []
    sheet, needs = plot.size.width - plot.box.left, [plot.size.width - plot.box.right]
    for label in (each for each in [latest, *ends] if each is not None):
        share = (label.x - plot.box.left) / (plot.box.right - plot.box.left)
        needs.append((label.reach + label.width - (1 - share) * sheet) / max(share, 0.1))
    # Words may take a quarter of the width, not more: the lines are what the chart is for.
    right = plot.size.width - min(max(needs), plot.size.width * 0.27)
    return replace(plot, box=replace(plot.box, right=right))


def _is_free(plot: Plot, label: Label) -> bool:
    canvas = canvas_of(plot)
    marks_of(plot, canvas)
    # For what they do to the canvas: the words themselves are not needed yet.
    list(_axis_words(plot, canvas))
    return canvas.place(replace(label, is_optional=True, farthest=24)) is not None


def words_of(plot: Plot, canvas: Canvas) -> list[PlacedText]:
    """Return every word of a chart with its place, the axes' first; `canvas` holds the marks to keep off."""
    found = [*_axis_words(plot, canvas)]
    for placed in _captions(plot, canvas):
        found += placed.lines
    return found + keys_of(plot)


def keys_of(plot: Plot) -> list[PlacedText]:
    """Return the other lines' names below a chart that is too narrow to name them at their ends."""
    keys: list[PlacedText] = []
    # Without other lines there is nothing to tell apart.
    for line in (plot.series.home, *plot.others) if plot.others and not plot.size.is_wide else ():
        value = content.latest_of(plot.series, line)
        if value is None:
            continue
        words = TextLine(f"{line.label} {amount_of(plot.series, value)} ({value.year})", plot.size.text)
        y, look = plot.size.height + 14 + KEY_HEIGHT * len(keys), look_of(plot.series, line)
        keys.append(PlacedText(look.role, words, SAMPLE + SAMPLE_GAP, y, look=look))
    return keys


def height_of(plot: Plot) -> float:
    """Return the height of the sheet with the names below it, in CSS pixels at its natural size."""
    return plot.size.height + KEY_HEIGHT * len(keys_of(plot)) + (4 if keys_of(plot) else 0)


def _axis_words(plot: Plot, canvas: Canvas) -> Iterable[PlacedText]:
    """Write the two axes' words, and keep other words off them."""
    size, box = plot.size.text, plot.box
    for tick in plot.axis.ticks:
        lines, y = tick_lines(tick, plot.size), plot.y(tick.value)
        tall = size * LINE_HEIGHT
        # A number stands on its hairline, the name of a step beside it.
        top = y - tall * len(lines) / 2 + size - 2 if plot.series.categories else y - 5
        yield from (PlacedText("chart-axis", TextLine(line, size), 0, top + i * tall) for i, line in enumerate(lines))
        canvas.boxes.append(Box(0, top - size, box.left - 12, top + (len(lines) - 1) * tall + 3))
    room = text_width("2000", size) + 20
    apart = room / max(plot.x(plot.first + 1) - plot.x(plot.first), 0.1) if plot.last > plot.first else 1
    for year in scales.year_ticks(plot.first, plot.last, apart):
        yield PlacedText("chart-axis", TextLine(str(year), size), plot.x(year), box.bottom + 20, "middle")
    if plot.axis.caption:
        yield PlacedText("chart-axis", TextLine(plot.axis.caption, size), 0, size)
    if plot.axis.note:
        yield PlacedText("chart-axis", TextLine(plot.axis.note, size), 0, box.bottom + 43)


def _captions(plot: Plot, canvas: Canvas) -> list[Placed]:
    """Place the words in the plot, the most important first."""
    choices = [[each] for each in (latest_label(plot), end_label(plot)) if each is not None]
    for line in plot.others if plot.size.is_wide else ():
        label = line_end_label(plot, line)
        # In the margin if it ends there: words above a bundle of lines could belong to any of them.
        in_margin = replace(label, sides=("e", "ne", "se"), is_optional=True, farthest=80)
        choices.append([in_margin, label] if label.x > plot.box.right - 40 else [label])
    choices += reference_labels(plot) + break_labels(plot) + side_labels(plot)
    placed = [next((found for each in places if (found := canvas.place(each))), None) for places in choices]
    return [each for each in placed if each is not None]
