"""What each mark of a chart is called, and on which side of it the words are tried first."""

from indicators.charts import content
from indicators.charts.labels import Label, TextLine, text_width, wrapped
from indicators.charts.plot import Plot, amount_of, look_of
from indicators.formats import years
from indicators.series.facts import SeriesLine

# Where words are tried first: above or below a point on a phone, beside it where the sheet has a margin.
_ABOVE = ("n", "nw", "ne", "s", "sw", "se", "w", "e")
_UNDER = ("s", "se", "sw", "n", "nw", "ne", "w", "e")
_RIGHT = ("e", "ne", "se", "n", "s", "nw", "sw", "w")
_RIGHT_OR_UNDER = ("e", "se", "ne", "s", "n", "sw", "nw", "w")


def latest_label(plot: Plot) -> Label | None:
    value = content.latest_of(plot.series, plot.series.home)
    if value is None or value.value is None:
        return None
    size, text = plot.size, amount_of(plot.series, value)
    room = size.width * (0.3 if size.is_wide else 0.4)
    is_short = text_width(text, size.big, is_bold=True) < room
    lines = (text,) if is_short else wrapped(text, size.text + 2, room)
    words = [TextLine(each, size.big if is_short else size.text + 2, is_bold=True) for each in lines]
    name = f"{plot.series.home.label} " if plot.others and size.is_wide else ""
    words.append(TextLine(f"{name}{value.year}", size.text))
    words += [TextLine("preliminärt", size.text)] if value.is_preliminary else []
    x, y = plot.spots([value])[0]
    end = end_label(plot)
    is_under = end is not None and y > end.y
    has_room = size.is_wide or plot.has_margin
    sides = (_RIGHT_OR_UNDER if is_under else _RIGHT) if has_room else (_UNDER if is_under else _ABOVE)
    return Label("chart-latest", tuple(words), x, y, 11, sides)


def end_label(plot: Plot) -> Label | None:
    """Name the end target at its ring, or at the end of its band."""
    target = content.end_target(plot.series)
    if target is None:
        return None
    value = content.aim_of(plot.series, target)
    if value is None and target.low is not None and target.high is not None:
        value = (target.low + target.high) / 2
    if value is None:
        return None
    text, size = target.text.replace(" ", "\u00a0"), plot.size.text
    lines: tuple[str, ...] = (f"Mål {target.year}", text) if plot.size.is_wide else (f"Mål {target.year}: {text}",)
    if plot.size.is_wide and (plot.series.categories or not target.holds_alone):
        lines = (lines[0], *wrapped(target.text, size, plot.size.width * 0.22))
    words = tuple(TextLine(each, size, is_bold=True) for each in lines)
    sides = _RIGHT if plot.size.is_wide else _ABOVE
    return Label("chart-target", words, plot.x(target.year), plot.y(value), 13, sides)


def line_end_label(plot: Plot, line: SeriesLine) -> Label:
    value = content.values_of(plot.series, line)[-1]
    x, y = plot.spots([value])[0]
    text = f"{line.label} {amount_of(plot.series, value)}"
    lines = wrapped(text, plot.size.text, plot.size.width * 0.2)
    words = tuple(TextLine(each, plot.size.text, is_bold=True) for each in lines)
    look = look_of(plot.series, line)
    return Label(look.role, words, x, y, 11, _RIGHT, look=look)


def break_labels(plot: Plot) -> list[list[Label]]:
    """Name each series break at the top of its line, or where there is room."""
    found = []
    for each in plot.series.breaks:
        if plot.first < each.year <= plot.last:
            words, x = (TextLine(f"ny metod {each.year}", plot.size.text),), plot.x(each.year - 0.5)
            heights = (plot.box.top - 4, plot.box.bottom - 14, (plot.box.top + plot.box.bottom) / 2)
            found.append(
                [
                    Label("chart-break", words, x, y, 5, ("e", "w"), is_optional=y != heights[-1], farthest=0)
                    for y in heights
                ]
            )
    return found


def reference_labels(plot: Plot) -> list[list[Label]]:
    """Name each reference on its line, from the left or from the middle, wherever there is room."""
    found = []
    for each in content.references_of(plot.series, plot.first):
        words = (TextLine(f"{each.name} {each.text}".replace(" ", "\u00a0"), plot.size.text),)
        y, end = plot.y(each.value), plot.x(each.year)
        places = (plot.box.left, (plot.box.left + end) / 2)
        found.append(
            [
                Label("chart-reference", words, x, y, 6, ("se", "ne"), is_optional=x != places[-1], farthest=24)
                for x in places
            ]
        )
    return found


def side_labels(plot: Plot) -> list[list[Label]]:
    """Name what may go without a name where there is no room: the list below the chart names it too."""
    series, size, found = plot.series, plot.size.text, []
    extension = content.extension_of(series)
    if extension is not None and extension[0] <= plot.last and extension[1] >= plot.first:
        words = (TextLine(f"förlängning {years(*extension)}", size),)
        x = (plot.x(max(extension[0], plot.first)) + plot.x(min(extension[1], plot.last))) / 2
        found.append(
            [
                _optional("chart-period", words, x, y, ("n", "nw", "ne"))
                for y in (plot.box.bottom - 3, plot.box.top + 12)
            ]
        )
    end = content.end_target(series)
    for target in series.targets:
        value = content.aim_of(series, target)
        if value is not None and target != end:
            words = (TextLine(f"{target.year}: {target.text}", size),)
            found.append([_optional("chart-target", words, plot.x(target.year), plot.y(value), _ABOVE)])
    baseline = series.rule.baseline
    if baseline is not None and baseline.value is not None and content.has_baseline(plot.series):
        words = (TextLine(f"utgångsvärde {series.scale.aim(baseline.value)}", size),)
        found.append(
            [_optional("chart-path", words, plot.x(baseline.year), plot.y(baseline.value), ("s", "n", "se", "ne"))]
        )
    return found + _gap_labels(plot)


def _gap_labels(plot: Plot) -> list[list[Label]]:
    spots = {each.year: each for each in content.values_of(plot.series, plot.series.home)}
    gaps = content.gaps_of(plot.series)
    if len(gaps) > 2 or plot.others:  # a survey of every other year: its dots say it, and the list below
        return []
    found = []
    for first, last, _ in gaps:
        sides = [spots[year] for year in (first - 1, last + 1) if year in spots]
        if sides:
            y = sum(y for _, y in plot.spots(sides)) / len(sides)
            words = tuple(TextLine(each, plot.size.text) for each in ("uppgift", "saknas"))
            found.append([_optional("chart-gap", words, plot.x((first + last) / 2), y, ("n", "s"))])
    return found


def _optional(role: str, words: tuple[TextLine, ...], x: float, y: float, sides: tuple[str, ...]) -> Label:
    return Label(role, words, x, y, 12, sides, is_optional=True, farthest=24)
