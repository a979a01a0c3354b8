"""Rows and rules in, ready answers out. Templates neither count, choose nor round."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from indicators import calculations, sentences
from indicators.formats import Scale, capital, long_date
from indicators.judgement.comparison import compare
from indicators.judgement.status import StatusVerdict, distribution, judge_status
from indicators.judgement.trend import TrendVerdict, judge_trend, pace_of
from indicators.models import Indicator
from indicators.series import (
    COUNTRY_CODE,
    NOT_GIVEN,
    Series,
    SeriesContext,
    SeriesLine,
    TargetFact,
    Value,
    home_points,
    rule_of,
    scale_of,
)
from indicators.shapes import (
    Calculation,
    Card,
    Distribution,
    Drawing,
    IndicatorPage,
    Judged,
    LinkFact,
    Part,
    StatusMark,
    Table,
    TableCell,
    TableRow,
    Toggle,
    TrendMark,
)
from indicators.vocabulary import Direction, Sex, Trend

Sparkline = Callable[..., str]  # charts.sparkline: points and decimals in, safe SVG out


def judged(indicator: Indicator, home_code: str, seen_from: int) -> Judged:
    """Judge an indicator loaded by `with_series`, as seen from a year."""
    rule, points = rule_of(indicator, seen_from), home_points(indicator, home_code)
    return Judged(judge_status(points, rule, seen_from), judge_trend(points, rule, seen_from))


def status_mark(verdict: StatusVerdict) -> StatusMark:
    """Return the status as word and reason."""
    reason = verdict.reason.label if verdict.reason else ""
    return StatusMark(verdict.status.value, verdict.status.label, reason, sentences.status_detail(verdict))


def trend_mark(found: TrendVerdict) -> TrendMark:
    """Return the trend as word and the way the number itself moves."""
    if found.trend == Trend.TOO_FEW or found.change is None:
        arrow = "none"
    elif found.trend == Trend.UNCHANGED:
        arrow = "flat"
    else:
        arrow = "up" if found.change > 0 else "down"
    return TrendMark(found.trend.value, found.trend.label, arrow, sentences.trend_detail(found))


def status_distribution(verdicts: Iterable[StatusVerdict]) -> Distribution:
    """Count statuses, those that cannot be judged included; never an average."""
    counts = distribution(list(verdicts))
    parts = tuple(Part(status.value, status.label, count) for status, count in counts.items() if count)
    return Distribution(parts, sum(counts.values()), sentences.distribution(counts))


def trend_distribution(found: Iterable[TrendVerdict]) -> Distribution:
    """Count trends, those with too few values included."""
    counts = dict.fromkeys(Trend, 0)
    for each in found:
        counts[each.trend] += 1
    parts = tuple(Part(trend.value, trend.label, count) for trend, count in counts.items() if count)
    return Distribution(parts, sum(counts.values()), sentences.trends(counts))


def card(
    indicator: Indicator,
    home_code: str,
    seen_from: int,
    *,
    url: str,
    sparkline: Sparkline,
    link: LinkFact | None = None,
) -> Card:
    """Present an indicator loaded by `with_series` as one row, as seen from a year."""
    scale, found = scale_of(indicator), judged(indicator, home_code, seen_from)
    points = tuple(each for each in home_points(indicator, home_code) if each.year <= seen_from)
    outcome = found.verdict.outcome
    year = outcome.year if outcome else None
    country = _country_value(indicator, year) if year else ""
    return Card(
        slug=indicator.slug,
        url=url,
        name=indicator.name,
        kind=link.kind if link else "",
        kind_code=link.kind_code if link else "",
        note=link.note if link else "",
        value_text=capital(scale.short(outcome.value)) if outcome and outcome.value is not None else NOT_GIVEN,
        value_year=year,
        is_preliminary=year is not None and _is_preliminary(indicator, home_code, year),
        target_text=sentences.aim_with_year(found.verdict, scale) or _aim_text(indicator, seen_from, scale),
        country_text=country,
        country_year=year if country else None,
        status=status_mark(found.verdict),
        trend=trend_mark(found.trend),
        sentence=sentences.lead(found.verdict, found.trend, scale),
        sparkline=sparkline(points, decimals=indicator.decimals),
        unit=indicator.unit.name if indicator.unit else "",
        judged=found,
    )


def table(series: Series) -> Table:
    """Return the open table, newest first, every year between the first and the last row, gaps included."""
    lines = [line for line in (series.home, series.women, series.men, *series.comparisons) if line]
    scale = Scale(series.decimals, series.unit_label, series.categories)
    # One expected value is the target itself, which stands beside the table: a column takes a path.
    path = {point.year: point.value for point in series.path if len(series.path) > 1}
    years = [value.year for value in series.home.values]
    if not years:
        years = sorted({value.year for line in lines for value in line.values})
    span = range(max(years), min(years) - 1, -1) if years else ()
    columns = [series.home.label, *(["Väntat"] if path else []), *(line.label for line in lines[1:])]
    return Table(
        caption=f"{series.name}{f', {series.unit_label}' if series.unit_label else ''}",
        columns=tuple(columns),
        rows=tuple(_table_row(year, series, lines, path, scale) for year in span),
    )


def pace_calculation(series: Series) -> Calculation | None:
    """Return the pace needed beside the pace seen, where there is a target ahead."""
    found = pace_of(series.home.points, series.rule, series.seen_from)
    scale = Scale(series.decimals, series.unit_label, series.categories)
    return Calculation("Takt", calculations.of_pace(found, scale)) if found else None


def status_calculation(series: Series, found: Judged) -> Calculation:
    """Return the steps to the status."""
    scale = Scale(series.decimals, series.unit_label, series.categories)
    rule = series.rule
    return Calculation("Status", calculations.of_status(found.verdict, scale, rule.direction, rule.longest_age))


def trend_calculation(series: Series, found: Judged) -> Calculation:
    """Return the steps to the trend."""
    scale = Scale(series.decimals, series.unit_label, series.categories)
    return Calculation("Utveckling", calculations.of_trend(found.trend, scale, series.rule.direction))


def comparison_of(series: Series, found: Judged, setting: SeriesContext) -> tuple[str, Calculation | None]:
    """Return the comparison as a sentence and a calculation, with the first group that has values that year."""
    outcome = found.verdict.outcome
    if outcome is None or outcome.value is None or series.measure == Indicator.Measure.COUNT:
        return "", None
    scale = Scale(series.decimals, series.unit_label, series.categories)
    country_line = next((line for line in series.comparisons if line.kind == "country"), None)
    country = country_line.value_in(outcome.year) if country_line else None
    for group in setting.groups:
        codes = {each.code for each in group.municipalities.all()}
        others = {
            line.name: value.value
            for line in series.municipalities
            if line.code in codes and (value := line.value_in(outcome.year)) and value.value is not None
        }
        ranked = compare(outcome, others, series.rule, country.value if country else None)
        if ranked:
            sentence = sentences.comparison(ranked, group.short_name, group.year, scale, series.rule.direction)
            steps = calculations.of_comparison(ranked, tuple(sorted(others)), scale, series.rule.direction)
            return sentence, Calculation("Jämförelse", steps)
    if country and country.value is not None:
        return f"Riket {outcome.year}: {country.text}. {sentences.COMPARISON_CAVEAT}", None
    return "", None


def toggles(series: Series, shown: frozenset[str]) -> tuple[Toggle, ...]:
    """Return the lines that a reader can switch on beside the municipality's own."""
    lines = [line for line in (series.women, series.men, *series.comparisons) if line]
    return tuple(Toggle(line.key, line.label, line.note, line.key in shown) for line in lines)


def newer(series: Series) -> str:
    """Say that there are values later than the year we look from, or nothing."""
    later = [value for value in series.home.values if value.year > series.seen_from and value.value is not None]
    if not later:
        return ""
    latest = later[-1]
    return f"Det finns nyare värden än {series.seen_from}. Det senaste är {latest.text} år {latest.year}."


def _is_preliminary(indicator: Indicator, home_code: str, year: int) -> bool:
    return any(
        each.is_preliminary
        for each in indicator.loaded_outcomes
        if each.year == year and each.sex == Sex.TOTAL and each.code == home_code
    )


def _country_value(indicator: Indicator, year: int) -> str:
    if indicator.measure == Indicator.Measure.COUNT:
        return ""
    scale = scale_of(indicator)
    return next(
        (
            scale.amount(each.value)
            for each in indicator.loaded_outcomes
            if each.code == COUNTRY_CODE and each.year == year and each.sex == Sex.TOTAL and each.value is not None
        ),
        "",
    )


def _aim_text(indicator: Indicator, seen_from: int, scale: Scale) -> str:
    targets = rule_of(indicator, seen_from).targets
    if not targets:
        return ""
    end = max(targets, key=lambda each: each.year)
    return f"{scale.aim(end.value, end.low, end.high)} år {end.year}"


def _table_row(
    year: int, series: Series, lines: Sequence[SeriesLine], path: dict[int, Decimal | None], scale: Scale
) -> TableRow:
    own = series.home.value_in(year)
    cells = [_cell(own)]
    if path:
        expected = path.get(year)
        cells.append(TableCell("Inget") if expected is None else TableCell(scale.short(expected)))
    cells += [_cell(line.value_in(year)) for line in lines[1:]]
    change = next((each.note for each in series.breaks if each.year == year), "")
    return TableRow(
        year=year,
        cells=tuple(cells),
        source=own.source if own else "",
        source_url=own.source_url if own else "",
        retrieved_on=own.retrieved_on if own else None,
        origin=own.origin if own else "",
        comment=own.comment if own else "",
        break_note=change,
        is_later=year > series.seen_from,
    )


def _cell(value: Value | None) -> TableCell:
    if value is None:
        return TableCell(NOT_GIVEN, is_missing=True)
    if value.value is None:
        expected = f", väntas {long_date(value.next_expected)}" if value.next_expected else ""
        return TableCell(value.text, f"{value.missing_reason.lower()}{expected}", is_missing=True)
    notes = [note for note in ("preliminärt" if value.is_preliminary else "", _group_note(value)) if note]
    return TableCell(value.text, ", ".join(notes))


def _group_note(value: Value) -> str:
    return value.comment if value.origin_code == "computed" and not value.source_url else ""


def indicator_page(
    shown_card: Card, series: Series, setting: SeriesContext, drawing: Drawing, shown: frozenset[str]
) -> IndicatorPage:
    """Put together what the indicator page shows."""
    found = shown_card.judged
    comparison_sentence, comparison_calculation = comparison_of(series, found, setting)
    calculated = (
        status_calculation(series, found),
        trend_calculation(series, found),
        pace_calculation(series),
        comparison_calculation,
    )
    return IndicatorPage(
        card=shown_card,
        series=series,
        lead=shown_card.sentence,
        facts=facts(series, shown_card),
        calculations=tuple(each for each in calculated if each),
        comparison_sentence=comparison_sentence,
        chart_wide=drawing.wide,
        chart_narrow=drawing.narrow,
        chart_text=drawing.text,
        chart_notes=drawing.notes,
        toggles=toggles(series, shown),
        table=table(series),
        newer=newer(series),
    )


def facts(series: Series, shown_card: Card) -> tuple[tuple[str, str], ...]:
    """Return the terms of the side column with ready texts, those that are known."""
    targets = "\n".join(_target_text(each) for each in series.targets)
    pairs = (
        ("Att tänka på", series.note),
        ("Önskad riktning", Direction(series.rule.direction).label),
        ("Målvärde", targets or "Målvärde saknas"),
        ("Utgångsvärde", series.baseline_text),
        ("Ansvarig", shown_card.unit),
        ("Vad som mäts", series.definition),
        ("Officiell rubrik", series.official_title),
        ("Nyckeltal i Kolada", series.kolada_id),
        ("Nästa publicering", long_date(series.next_publication) if series.next_publication else ""),
        ("Senast hämtad", long_date(series.retrieved_on) if series.retrieved_on else ""),
    )
    return tuple((term, text) for term, text in pairs if text)


def _target_text(target: TargetFact) -> str:
    reading = " (vår läsning)" if target.is_reading else ""
    parts = [f"{capital(target.text)} år {target.year}{reading}"]
    parts += [part for part in (target.note, target.decision and f"Beslut: {target.decision}") if part]
    ended = [part if part.endswith((".", ".”")) else f"{part}." for part in parts]
    return " ".join(ended) if len(ended) > 1 else parts[0]
