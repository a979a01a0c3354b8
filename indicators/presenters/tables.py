"""The open table, which is the content that the chart illustrates."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.formats import Scale, long_date, year_spans
from indicators.series.facts import NOT_GIVEN, Series, SeriesLine, Value
from indicators.shapes import Table, TableCell, TableRow, TableSource

NOT_MEASURED = "Mäts inte det året"


def table(series: Series) -> Table:
    """Return the open table, newest first, every year between the first and the last row, gaps included."""
    lines = [line for line in (series.home, series.women, series.men, *series.comparisons) if line]
    scale = series.scale
    # One expected value is the target itself, which stands beside the table: a column takes a path.
    path = {point.year: point.value for point in series.path if len(series.path) > 1}
    years = [value.year for value in series.home.values]
    if not years:
        years = sorted({value.year for line in lines for value in line.values})
    # Every year between, so that a year without a row is seen to be missing; but nothing is missing from one that was
    # not to be measured, and that nobody else has a value for.
    span = [
        year
        for year in (range(max(years), min(years) - 1, -1) if years else ())
        if not series.is_between_measurements(year) or any(_has_value(line, year) for line in lines)
    ]
    columns = [series.home.label, *(["Väntat"] if path else []), *(line.label for line in lines[1:])]
    rows = tuple(_table_row(year, series, lines, path, scale) for year in span)
    return Table(
        caption=f"{series.name}{f', {series.unit_label}' if series.unit_label else ''}",
        columns=tuple(columns),
        rows=rows,
        sources=sources_of(series, span),
        has_comments=any(row.comment or row.break_note for row in rows),
    )


def sources_of(series: Series, years: Sequence[int]) -> tuple[TableSource, ...]:
    """Return where the municipality's values come from, the newest first and each once, with its years."""
    found: dict[TableSource, list[int]] = {}
    for year in years:
        own = series.home.value_in(year)
        if own is not None and own.source:
            source = TableSource("", own.source, own.source_url, own.retrieved_on, own.origin)
            found.setdefault(source, []).append(year)
    if len(found) == 1:
        return tuple(found)
    return tuple(replace(source, years=year_spans(given)) for source, given in found.items())


def _table_row(
    year: int, series: Series, lines: Sequence[SeriesLine], path: dict[int, Decimal | None], scale: Scale
) -> TableRow:
    own = series.home.value_in(year)
    cells = [TableCell(NOT_MEASURED) if series.is_between_measurements(year) else _cell(own)]
    if path:
        expected = path.get(year)
        cells.append(TableCell("Inget") if expected is None else TableCell(scale.short_expected(expected)))
    cells += [_cell(line.value_in(year)) for line in lines[1:]]
    change = next((each.note for each in series.breaks if each.year == year), "")
    return TableRow(
        year=year,
        cells=tuple(cells),
        comment=own.comment if own else "",
        break_note=change,
        is_later=year > series.seen_from,
    )


def _has_value(line: SeriesLine, year: int) -> bool:
    found = line.value_in(year)
    return found is not None and found.value is not None


def _cell(value: Value | None) -> TableCell:
    if value is None:
        return TableCell(NOT_GIVEN, is_missing=True)
    if value.value is None:
        expected = f", väntas {long_date(value.next_expected)}" if value.next_expected else ""
        return TableCell(value.text, f"{value.missing_reason.lower()}{expected}", is_missing=True)
    notes = [note for note in ("preliminärt" if value.is_preliminary else "", _group_note(value)) if note]
    return TableCell(value.text, ", ".join(notes))


def _group_note(value: Value) -> str:
    # A mean that we computed says here on how many it rests; other comments have a column of their own.
    return value.comment if value.origin_code == "computed" and not value.source_url else ""
