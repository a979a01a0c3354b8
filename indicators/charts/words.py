"""What a chart shows, in words: for those who do not see it, and for what a line cannot say."""

from collections.abc import Iterable

from indicators.charts.content import end_target, extension_of, gaps_of, latest_of, lines_of, values_of
from indicators.charts.scales import RANK
from indicators.formats import interval_words, listed, years
from indicators.judgement.rule import published
from indicators.series.facts import Series, SeriesLine
from indicators.vocabulary import TargetKind

NOT_SUBTRACTED = ("category", RANK)  # measures whose numbers stand for an order
COUNT = "count"  # one of parts: held against its other part, not against the whole or a larger place


def describe(series: Series, shown: frozenset[str] = frozenset()) -> str:
    """Return what the chart shows: kind, span, lowest and highest, latest, path, target and each line switched on."""
    return " ".join([*_home_words(series), *_other_words(series, shown)])


def _home_words(series: Series) -> Iterable[str]:
    values = values_of(series, series.home)
    if not values:
        return [f"Det finns inga värden att visa till och med {series.seen_from}."]
    latest = values[-1]
    if len(values) == 1:
        parts = [f"Diagram med ett enda värde: {latest.text} år {latest.year}."]
    else:
        # Of several as low, or as high, the latest.
        lowest = min(values, key=lambda each: (each.value, -each.year))
        highest = max(values, key=lambda each: (each.value, each.year))
        ends = f"Lägst {lowest.text} ({lowest.year}), högst {highest.text} ({highest.year})"
        parts = [
            f"Linjediagram över {series.home.label}, {years(values[0].year, latest.year)}.",
            f"{ends}, senast {latest.text} ({latest.year}).",
        ]
    return [*parts, *_aim_words(series), *_reference_words(series)]


def _other_words(series: Series, shown: frozenset[str]) -> Iterable[str]:
    """Say of each line beside the home line its latest value, and how far that is from what it is best held against."""
    drawn = lines_of(series, shown)
    women = next((each for each in drawn if each.kind == "women" and values_of(series, each)), None)
    for line in drawn[1:]:
        latest = latest_of(series, line)
        if latest is not None:
            beside = women if line.kind == "men" and women else series.home
            preliminary = ", preliminärt" if latest.is_preliminary else ""
            yield f"{line.label}: senast {latest.text} ({latest.year}){preliminary}{_difference(series, line, beside)}."


def _difference(series: Series, line: SeriesLine, beside: SeriesLine) -> str:
    """Return how far the latest value is from another line's of the same year; "" where that says nothing."""
    latest = latest_of(series, line)
    other = beside.value_in(latest.year) if latest else None
    is_said = series.measure not in NOT_SUBTRACTED and (series.measure != COUNT or beside.kind == "women")
    if latest is None or other is None or latest.value is None or other.value is None or not is_said:
        return ""
    name = beside.label.lower() if beside.kind == "women" else beside.label
    apart = published(latest.value, series.decimals) - published(other.value, series.decimals)
    if not apart:
        return f", lika mycket som {name}"
    more, less = ("fler", "färre") if series.measure == COUNT else ("högre", "lägre")
    return f", {series.scale.difference(apart)} {more if apart > 0 else less} än {name}"


def _aim_words(series: Series) -> Iterable[str]:
    target = end_target(series)
    if target is None:
        return
    if target.kind != TargetKind.LEVEL:
        yield f"Målet är {target.dated}."
        if len(series.path) > 1:
            yield "En prickad linje visar vad som väntas varje år."
    elif len(series.path) > 1:
        start = series.path[0]
        begin = "" if start.value is None else f"från {series.scale.dated(series.scale.aim(start.value), start.year)} "
        yield f"En prickad linje visar den väntade vägen {begin}till målet {target.dated}."
    else:
        yield f"Målet är {target.dated}."


def _reference_words(series: Series) -> Iterable[str]:
    for each in series.references:
        yield f"En streckad linje med prickar visar {each.name.lower()}, {series.scale.dated(each.text, each.year)}."


def notes(series: Series) -> tuple[str, ...]:
    """Return what marks in the chart mean: gaps with reasons, breaks, preliminary values, the longer period."""
    return (
        *_interval_notes(series),
        *_gap_notes(series),
        *_break_notes(series),
        *_preliminary_notes(series),
        *_period_notes(series),
    )


def _interval_notes(series: Series) -> Iterable[str]:
    if series.interval > 1:
        yield f"{interval_words(series.interval)}."


def _gap_notes(series: Series) -> Iterable[str]:
    by_reason: dict[str, list[str]] = {}
    for first, last, reason in gaps_of(series):
        by_reason.setdefault(reason, []).append(years(first, last))
    for reason, spans in by_reason.items():
        because = f" ({reason[:1].lower()}{reason[1:]})" if reason else ""
        yield f"Uppgift saknas för {listed(spans)}{because}. Linjen är bruten där."


def _break_notes(series: Series) -> Iterable[str]:
    latest = latest_of(series, series.home)
    for each in series.breaks:
        if latest is not None and each.year <= latest.year:
            what = f": {each.note.rstrip('.')}" if each.note else ""
            yield f"Ny metod {each.year}{what}. Värden före och efter går inte att jämföra."


def _preliminary_notes(series: Series) -> Iterable[str]:
    preliminary = [str(each.year) for each in values_of(series, series.home) if each.is_preliminary]
    if preliminary:
        verb = "Värdet för {} är preliminärt" if len(preliminary) == 1 else "Värdena för {} är preliminära"
        yield f"{verb.format(listed(preliminary))} och ritas som en ring."


def _period_notes(series: Series) -> Iterable[str]:
    if series.period is not None and extension_of(series) is not None:
        first, original, last = series.period
        yield f"Målperioden {years(first, original)} är förlängd till {last}."
