"""A chart's words: the axes, what each mark is called, and how much room that takes."""

from collections.abc import Iterable
from dataclasses import replace

from indicators.charts import scales
from indicators.charts.labels import LINE_HEIGHT, Box, Canvas, Label, Placed, Words, Written, text_width, wrapped
from indicators.charts.plot import (
    Plot,
    Stroke,
    amount_of,
    canvas_of,
    has_baseline,
    marks_of,
    role_of,
    sample,
    tick_lines,
)
from indicators.formats import years
from indicators.series.facts import SeriesLine

KEY_HEIGHT = 22.0
# Where words are tried first: above or below a point on a phone, beside it where the sheet has a margin.
_ABOVE = ("n", "nw", "ne", "s", "sw", "se", "w", "e")
_UNDER = ("s", "se", "sw", "n", "nw", "ne", "w", "e")
_BESIDE = ("e", "ne", "se", "n", "s", "nw", "sw", "w")
_BESIDE_UNDER = ("e", "se", "ne", "s", "n", "sw", "nw", "w")


def with_margin(plot: Plot) -> Plot:
    """Give the words beside the last marks the room they need at the right; on a phone only if there is no other."""
    latest = _latest(plot)
    if plot.last == plot.first or (not plot.size.is_wide and (latest is None or _is_free(plot, latest))):
        return plot
    ends = [_end(plot), *(_end_of(plot, each) for each in plot.others)] if plot.size.is_wide else []
    sheet, needs = plot.size.width - plot.box.left, [plot.size.width - plot.box.right]
    for label in (each for each in [latest, *ends] if each is not None):
        share = (label.x - plot.box.left) / (plot.box.right - plot.box.left)
        needs.append((label.reach + label.width - (1 - share) * sheet) / max(share, 0.1))
    right = plot.size.width - min(max(needs), plot.size.width * 0.27)
    return replace(plot, box=replace(plot.box, right=right))


def _is_free(plot: Plot, label: Label) -> bool:
    """Return whether a label has a place near its point without more room."""
    canvas = canvas_of(plot)
    marks_of(plot, canvas)
    list(_axis_words(plot, canvas))
    return canvas.place(replace(label, is_optional=True, farthest=24)) is not None


def words_of(plot: Plot, canvas: Canvas) -> list[Written]:
    """Return every word of a chart with its place, the axes' first; `canvas` holds the marks to keep off."""
    found = [*_axis_words(plot, canvas)]
    for placed in _captions(plot, canvas):
        found += placed.lines
    return found + [each for _, each in keys_of(plot)]


def keys_of(plot: Plot) -> list[tuple[SeriesLine, Written]]:
    """Return the other lines' names below a chart that is too narrow to name them at their ends."""
    keys: list[tuple[SeriesLine, Written]] = []
    for line in (plot.series.home, *plot.others) if plot.others and not plot.size.is_wide else ():
        value = scales.latest_of(plot.series, line)
        if value is None:
            continue
        words = Words(f"{line.label} {amount_of(plot.series, value)} ({value.year})", plot.size.text)
        keys.append((line, Written(role_of(line), words, 40, plot.size.height + 14 + KEY_HEIGHT * len(keys))))
    return keys


def samples_of(plot: Plot) -> list[Stroke]:
    """Return a piece of each line for its name below the chart."""
    return [sample(plot, line, key.y - 5) for line, key in keys_of(plot)]


def height_of(plot: Plot) -> float:
    """Return the sheet's height with the names below it."""
    return plot.size.height + KEY_HEIGHT * len(keys_of(plot)) + (4 if keys_of(plot) else 0)


def _axis_words(plot: Plot, canvas: Canvas) -> Iterable[Written]:
    """Write the two axes' words, and keep other words off them."""
    size, box = plot.size.text, plot.box
    for tick in plot.axis.ticks:
        lines, y = tick_lines(tick, plot.size), plot.y(tick.value)
        tall = size * LINE_HEIGHT
        # A number stands on its hairline, the name of a step beside it.
        top = y - tall * len(lines) / 2 + size - 2 if plot.series.categories else y - 5
        yield from (Written("chart-axis", Words(line, size), 0, top + i * tall) for i, line in enumerate(lines))
        canvas.boxes.append(Box(0, top - size, box.left - 12, top + (len(lines) - 1) * tall + 3))
    room = text_width("2000", size) + 20
    apart = room / max(plot.x(plot.first + 1) - plot.x(plot.first), 0.1) if plot.last > plot.first else 1
    for year in scales.year_ticks(plot.first, plot.last, apart):
        yield Written("chart-axis", Words(str(year), size), plot.x(year), box.bottom + 20, "middle")
    if plot.axis.caption:
        yield Written("chart-axis", Words(plot.axis.caption, size), 0, size)
    if plot.axis.note:
        yield Written("chart-axis", Words(plot.axis.note, size), 0, box.bottom + 43)


def _captions(plot: Plot, canvas: Canvas) -> list[Placed]:
    """Place the words in the plot, the most important first."""
    choices = [[each] for each in (_latest(plot), _end(plot)) if each is not None]
    for line in plot.others if plot.size.is_wide else ():
        label = _end_of(plot, line)
        # In the margin if it ends there: words above a bundle of lines could belong to any of them.
        beside = replace(label, sides=("e", "ne", "se"), is_optional=True, farthest=80)
        choices.append([beside, label] if label.x > plot.box.right - 40 else [label])
    choices += _break_labels(plot) + _side_labels(plot)
    placed = [next((found for each in places if (found := canvas.place(each))), None) for places in choices]
    return [each for each in placed if each is not None]


def _latest(plot: Plot) -> Label | None:
    value = scales.latest_of(plot.series, plot.series.home)
    if value is None or value.value is None:
        return None
    size, text = plot.size, amount_of(plot.series, value)
    room = size.width * (0.3 if size.is_wide else 0.4)
    is_short = text_width(text, size.big, is_bold=True) < room
    lines = (text,) if is_short else wrapped(text, size.text + 2, room)
    words = [Words(each, size.big if is_short else size.text + 2, is_bold=True) for each in lines]
    name = f"{plot.series.home.label} " if plot.others and size.is_wide else ""
    words.append(Words(f"{name}{value.year}", size.text))
    words += [Words("preliminärt", size.text)] if value.is_preliminary else []
    x, y = plot.spots([value])[0]
    end = _end(plot)
    is_under = end is not None and y > end.y
    beside = size.is_wide or plot.has_margin
    sides = (_BESIDE_UNDER if is_under else _BESIDE) if beside else (_UNDER if is_under else _ABOVE)
    return Label("chart-latest", tuple(words), x, y, 11, sides)


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
    lines: tuple[str, ...] = (f"Mål {target.year}", text) if plot.size.is_wide else (f"Mål {target.year}: {text}",)
    if plot.size.is_wide and plot.series.categories:
        lines = (lines[0], *wrapped(target.text, size, plot.size.width * 0.22))
    words = tuple(Words(each, size, is_bold=True) for each in lines)
    sides = _BESIDE if plot.size.is_wide else _ABOVE
    return Label("chart-target", words, plot.x(target.year), plot.y(value), 13, sides)


def _end_of(plot: Plot, line: SeriesLine) -> Label:
    value = scales.values_of(plot.series, line)[-1]
    x, y = plot.spots([value])[0]
    text = f"{line.label} {amount_of(plot.series, value)}"
    lines = wrapped(text, plot.size.text, plot.size.width * 0.2)
    words = tuple(Words(each, plot.size.text, is_bold=True) for each in lines)
    return Label(role_of(line), words, x, y, 11, _BESIDE)


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
            found.append([_optional("chart-target", words, plot.x(target.year), plot.y(value), _ABOVE)])
    baseline = series.rule.baseline
    if baseline is not None and baseline.value is not None and has_baseline(plot):
        words = (Words(f"utgångsvärde {scales.amount(series, baseline.value)}", size),)
        found.append(
            [_optional("chart-path", words, plot.x(baseline.year), plot.y(baseline.value), ("s", "n", "se", "ne"))]
        )
    return found + _gap_labels(plot)


def _gap_labels(plot: Plot) -> list[list[Label]]:
    spots = {each.year: each for each in scales.values_of(plot.series, plot.series.home)}
    gaps = scales.gaps_of(plot.series)
    if len(gaps) > 2 or plot.others:  # a survey of every other year: its dots say it, and the list below
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
