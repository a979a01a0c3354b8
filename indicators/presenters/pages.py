"""Everything that an indicator's page shows, put together from its series and its verdicts."""

from dataclasses import dataclass

from indicators.calculations.status import STATUS_TITLES, of_several, of_status
from indicators.calculations.trend import of_pace, of_trend
from indicators.charts.page_chart import PageChart
from indicators.formats import capital, interval_words, long_date
from indicators.judgement.trend import pace_of
from indicators.judgement.verdict import Judged
from indicators.presenters.tables import table
from indicators.series.facts import Series, TargetFact
from indicators.shapes import Calculation, Card, ComparisonSheet, ReferenceNote, Table, Toggle
from indicators.vocabulary import Direction


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class IndicatorPage:
    card: Card
    series: Series
    lead: str  # the conclusion: one or two sentences
    facts: tuple[tuple[str, str], ...]  # term and ready text for the side column
    references: tuple[ReferenceNote, ...]
    calculations: tuple[Calculation, ...]  # status, development and, where they exist, pace and comparison
    comparison: ComparisonSheet | None
    chart_wide: str  # safe SVG
    chart_narrow: str  # safe SVG
    chart_text: str  # what the chart shows, in words
    chart_notes: tuple[str, ...]  # breaks, gaps, preliminary, extension, in words
    toggles: tuple[Toggle, ...]
    table: Table
    newer: str  # "" or "Det finns nyare värden än 2022: …"


def pace_calculation(series: Series, found: Judged) -> Calculation | None:
    """Return the pace needed and the pace seen, where there is a target ahead."""
    pace = pace_of(found.points, found.rule, found.seen_from)
    return Calculation("Takt", of_pace(pace, series.scale)) if pace else None


def status_calculations(series: Series, found: Judged) -> tuple[Calculation, ...]:
    """Return the steps to each scope's verdict; the last says which of them decides where there are several."""
    scale, age = series.scale, found.rule.longest_age
    made = [
        Calculation(STATUS_TITLES[each.verdict.scope], of_status(each.verdict, scale, each.rule.direction, age))
        for each in found.parts
    ]
    if len(made) > 1:
        made.append(Calculation("Status för hela indikatorn", of_several(found.verdict)))
    return tuple(made)


def trend_calculation(series: Series, found: Judged) -> Calculation:
    return Calculation("Utveckling", of_trend(found.trend, series.scale, found.rule.direction))


def toggles(series: Series, shown: frozenset[str]) -> tuple[Toggle, ...]:
    lines = [line for line in (series.women, series.men, *series.comparisons) if line]
    return tuple(Toggle(line.key, line.label, line.note, line.key in shown) for line in lines)


def newer(series: Series) -> str:
    later = [value for value in series.home.values if value.year > series.seen_from and value.value is not None]
    if not later:
        return ""
    latest = later[-1]
    return f"Det finns nyare värden än {series.seen_from}. Det senaste är {latest.text} år {latest.year}."


def indicator_page(
    card: Card, series: Series, comparison: ComparisonSheet | None, drawing: PageChart, shown: frozenset[str]
) -> IndicatorPage:
    found = card.judged
    calculated = (
        *status_calculations(series, found),
        trend_calculation(series, found),
        pace_calculation(series, found),
        comparison.calculation if comparison else None,
    )
    return IndicatorPage(
        card=card,
        series=series,
        lead=card.sentence,
        facts=facts(series, card),
        references=references(series),
        calculations=tuple(each for each in calculated if each),
        comparison=comparison,
        chart_wide=drawing.wide,
        chart_narrow=drawing.narrow,
        chart_text=drawing.text,
        chart_notes=drawing.notes,
        toggles=toggles(series, shown),
        table=table(series),
        newer=newer(series),
    )


def facts(series: Series, card: Card) -> tuple[tuple[str, str], ...]:
    """Return the terms of the side column with ready texts, those that are known."""
    targets = "\n".join(_target_text(each) for each in (*series.targets, *series.scoped_targets))
    pairs = (
        ("Att tänka på", series.note),
        ("Önskad riktning", Direction(series.rule.direction).label),
        ("Målvärde", targets or "Inget mål i siffror"),
        ("Utgångsvärde", series.baseline_text),
        ("Mätning", interval_words(series.interval)),
        ("Ansvarig", card.unit),
        ("Vad som mäts", series.definition),
        ("Officiell rubrik", series.official_title),
        ("Nyckeltal i Kolada", series.kolada_id),
        ("Nästa publicering", long_date(series.next_publication) if series.next_publication else ""),
        ("Senast hämtad", long_date(series.retrieved_on) if series.retrieved_on else ""),
    )
    return tuple((term, text) for term, text in pairs if text)


def references(series: Series) -> tuple[ReferenceNote, ...]:
    return tuple(
        ReferenceNote(each.name, series.scale.dated(each.text, each.year), each.source.rstrip("."), each.source_url)
        for each in series.references
    )


def _target_text(target: TargetFact) -> str:
    reading = " (vår läsning)" if target.is_reading else ""
    parts = [f"{capital(target.dated)}{reading}"]
    parts += [part for part in (target.note, target.decision and f"Beslut: {target.decision}") if part]
    ended = [part if part.endswith((".", ".”")) else f"{part}." for part in parts]
    return " ".join(ended) if len(ended) > 1 else parts[0]
