"""Values as files that `reading` reads back unchanged: the open format as CSV, and a workbook to fill in."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from indicators.open_data.format import RISKY, csv_text, neutralised, record, unmistakable
from indicators.reporting.files.columns import IN_CSV, KNOWN
from indicators.reporting.files.limits import MAX_ROWS
from indicators.reporting.files.rows import WrittenRow
from indicators.reporting.files.xlsx_book import escaped
from indicators.reporting.files.xlsx_reading import GUIDE, number_of
from indicators.reporting.rules.contents import Content, UnreadableContent, read_content, tidy, written
from indicators.vocabulary import MissingReason

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {"indikator": 28, "namn": 42, "varde": 14, "saknas_orsak": 22, "kalla": 36, "kalla_url": 36, "kommentar": 60}
_WIDTHS |= {"enhet": 18, "kommun": 16}
_GUIDE_WIDTHS = (24, 90)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a cell of the workbook holds, and the format its number is shown in."""

    value: str | int | Decimal | date | None
    number_format: str = "General"


def write_csv(rows: Iterable[WrittenRow]) -> bytes:
    """Return rows in the open format with their comments last: UTF-8, comma, CRLF and decimal point.

    What a spreadsheet could run gets an apostrophe first, which the reading takes away.
    """
    return csv_text(IN_CSV, ({key: tidy(text) for key, text in _record(row).items()} for row in rows)).encode()


def write_xlsx(rows: Iterable[WrittenRow], title: str, year: int) -> bytes:
    """Return rows as a workbook to fill in and send back: typed cells, no formula, and a sheet that explains it.

    A number is stored in full and shown with all its decimals, at least those that are published: what is saved as
    CSV from a spreadsheet is what is shown. `title` is the document's, and heads the explanation.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - a third of a second that only a workbook needs

    book = Workbook()
    book.properties.title, book.properties.language = tidy(title), "sv"
    sheet = book.worksheets[0]
    sheet.title = f"Värden {year}"
    _fill(sheet, rows)
    _explain(book, tidy(title), year)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _record(row: WrittenRow) -> dict[str, str]:
    texts = record(
        slug=row.indicator,
        kolada_id=row.kolada_id,
        code=row.municipality,
        municipality=row.municipality_name,
        year=row.year,
        sex=row.sex,
        value=row.content.value,
        unit_label=row.scale.unit_label,
        is_preliminary=row.is_preliminary,
        missing_reason=row.content.missing_reason,
        source=row.source,
        source_url=row.source_url,
        retrieved_on=row.retrieved_on,
    )
    if row.scale.categories and texts["varde"] and not _means(texts["varde"], row):
        # Steps called "1" to "5": the second one's number is the first one's name.
        name = written(row.content, row.scale)
        texts["varde"] = neutralised(name) if _means(name, row) else texts["varde"]
    return {**texts, "kommentar": row.comment}


def _fill(sheet: "Worksheet", rows: Iterable[WrittenRow]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    _write(sheet, 1, [_Shown(each.heading) for each in KNOWN])
    _make_bold(sheet, 1)
    for place, row in enumerate(rows, 2):
        shown = _shown(row)
        _write(sheet, place, [shown[each.name] for each in KNOWN])
    # The header stays in sight, and on every printed page.
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    for place, column in enumerate(KNOWN, 1):
        width = _WIDTHS.get(column.name, max(10, len(column.heading) + 2))
        sheet.column_dimensions[get_column_letter(place)].width = width


def _shown(row: WrittenRow) -> dict[str, _Shown]:
    texts = _record(row)
    cells = {name: _Shown(text) for name, text in texts.items()}
    reason, day = row.content.missing_reason, row.retrieved_on
    return cells | {
        "namn": _Shown(row.name),
        "kommun_kod": _Shown(row.municipality, "@"),  # text, also when somebody writes 0114 there
        "ar": _Shown(row.year),
        "varde": _value_shown(row),
        "saknas_orsak": _Shown(str(MissingReason(reason).label) if reason else ""),
        # The calendar of a spreadsheet has a day too many in 1900.
        "hamtad": _Shown(day, "yyyy-mm-dd") if day and day.year > 1900 else _Shown(texts["hamtad"]),
    }


def _value_shown(row: WrittenRow) -> _Shown:
    """Return a step by its name, a number as a number, and one with more digits than a spreadsheet has as text."""
    value = row.content.value
    if value is None:
        return _Shown(None)
    text = written(Content(value), row.scale)
    if row.scale.categories:
        return _Shown(text if _means(text, row) else value)
    # A spreadsheet keeps fifteen digits: as a number it would come back as another.
    if number_of(str(value)) != value:
        return _Shown(text.replace("\u00a0", ""))
    decimals = max(row.scale.decimals, len(text.partition(",")[2]))
    return _Shown(value, f"#,##0.{'0' * decimals}" if decimals else "#,##0")


def _means(text: str, row: WrittenRow) -> bool:
    """Tell whether a step's name or number is read back as the step: two may be alike, or a name look like a number."""
    try:
        return read_content(tidy(text), row.scale.categories) == row.content
    except UnreadableContent:
        return False


def _explain(book: "Workbook", title: str, year: int) -> None:
    """Add a sheet that says what the columns hold and how the workbook is sent back."""
    sheet = book.create_sheet(GUIDE)
    for place, line in enumerate(_guide(title, year), 1):
        _write(sheet, place, [_Shown(each) for each in line])
        if len(line) == 1 or place == 1:
            _make_bold(sheet, place)
    for letter, width in zip("AB", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width


def _guide(title: str, year: int) -> Iterator[Sequence[str]]:
    """Yield the lines of the explanation: a heading alone, or a word and what is said of it."""
    yield (title or f"Värden {year}",)
    yield (
        "Fyll i",
        f"Skriv på bladet ”Värden {year}”: värdet under Värde, eller orsaken under ”Saknas, orsak”.",
    )
    yield ("Spara", "Spara som Excel-arbetsbok (.xlsx). En CSV-fil går också bra.")
    yield ("Läs in", "Läs in filen i portalen. Du får se vad som ändras innan något sparas.")
    yield ("Tomt", "En tom ruta betyder att uppgiften är tom. Ta bort hela kolumnen om du vill lämna den som den är.")
    yield ("Tal", "Skriv tal, inte formler, och sammanfoga inga celler. Både 12,5 och 12,5 % går bra.")
    yield ("Rader", f"En rad per indikator, år och kön, högst {MAX_ROWS:,} rader.".replace(",000", "\u00a0000"))
    yield ("Kolumner",)
    yield from ((each.heading, each.guide) for each in KNOWN)
    yield ("Orsaker till att ett värde saknas",)
    yield from (("", str(each.label)) for each in MissingReason)


def _write(sheet: "Worksheet", row: int, cells: Sequence[_Shown]) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    for place, shown in enumerate(cells, 1):
        cell: Any = sheet.cell(row, place)
        cell.number_format = shown.number_format
        if isinstance(shown.value, str):
            _write_text(cell, tidy(shown.value))
        else:
            cell.value = shown.value
        cell.alignment = Alignment(vertical="top", wrap_text=isinstance(shown.value, str))


def _write_text(cell: Any, text: str) -> None:
    """Store a text as text, whatever it starts with, so that it stays text when somebody edits it."""
    if text:
        cell.value, cell.data_type = escaped(unmistakable(text)), "s"
        cell.quotePrefix = RISKY.match(text) is not None


def _make_bold(sheet: "Worksheet", row: int) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    for cell in sheet[row]:
        cell.font = Font(bold=True)
