"""A workbook as a table: which sheet, and each cell as the text that a person sees in it, or why that cannot be read.

The reading is a stream of our own rather than openpyxl's, which keeps every cell, also those that are only formatted,
as an object: a file of 3 MB took it ten seconds and hundreds of megabytes. It also refuses whole workbooks for faults
in styles and filters that no value depends on.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

from indicators.open_data.format import plain
from indicators.reporting.files.columns import Header, column_letters, first_of, lacking_header
from indicators.reporting.files.limits import UnreadableFile
from indicators.reporting.files.rows import RawRow, RawTable
from indicators.reporting.files.xlsx_book import Book, SheetName, book_of
from indicators.reporting.files.xlsx_package import Package
from indicators.reporting.files.xlsx_sheet import SheetReader, XlsxCell, XlsxRow, read_sheet
from indicators.reporting.files.xlsx_styles import CellKind

GUIDE = "Läs mig"  # the sheet that we write ourselves after the table
DIGITS = 15  # significant ones, as many as Excel shows: 0.1 + 0.2 is 0.3
DECIMALS = 10  # as many as are kept
MAX_NUMBER_LENGTH = 100  # characters; Excel writes 24 at most
MAX_SHEETS = 100
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_DAYS = range(1, 2_958_466)  # to the end of 9999, as Excel
# Day 60 is the 29th of February 1900, which Excel alone has, so later days are counted from two days before 1900.
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NUMBERS = {"varde": "värdet", "ar": "året"}  # the columns where a date is a mistake
_PASTE = "Kopiera cellen och klistra in den på samma plats som värde (Klistra in special, Värden)."


class _UnreadableCell(ValueError):
    """A cell that cannot be read; the message says why, after its address."""


def read_xlsx(data: bytes) -> RawTable:
    """Return the table of a workbook: of the first sheet in sight that has a header among its first rows.

    Raises UnreadableFile for a workbook that is damaged, dangerous or too large, or has no such sheet.
    """
    book = book_of(Package(data))
    if len(book.sheets) > MAX_SHEETS:
        raise UnreadableFile(f"Arbetsboken har fler än {MAX_SHEETS} blad. Kopiera tabellen till en ny arbetsbok.")
    sheet, reader, header = _chosen(book)
    rows = [_raw_row(row, header, book) for row in reader.rows]
    notices = (*_sheet_notices(book, sheet), *header.notices(reader.filled), *_hidden_notices(reader, header))
    return RawTable(header.columns, rows, notices)


def number_of(stored: str) -> Decimal:
    """Return a number as a person sees it: without the noise of binary fractions, and with ten decimals at most.

    Raises ValueError for what is no number.
    """
    if len(stored) > MAX_NUMBER_LENGTH or not _NUMBER.fullmatch(stored):
        raise ValueError(stored)
    # A spreadsheet stores the nearest binary fraction and shows fifteen digits of it.
    number = Decimal(f"{float(stored):.{DIGITS}g}")
    if not number.is_finite():
        raise ValueError(stored)
    return number if abs(number) >= 10**DIGITS else round(number, DECIMALS)


def _chosen(book: Book) -> tuple[SheetName, SheetReader, Header]:
    first_rows: list[tuple[int, list[str]]] = []
    for sheet in book.sheets:
        if sheet.is_hidden:
            continue
        reader = read_sheet(book, sheet)
        if reader.header:
            return sheet, reader, reader.header
        first_rows += [(row.number, row.texts) for row in reader.first]
    for sheet in book.sheets:
        if sheet.is_hidden and read_sheet(book, sheet, only_header=True).header:
            raise UnreadableFile(f"Bladet ”{sheet.name}” är dolt. Visa det i Excel (Ta fram) och spara arbetsboken.")
    raise UnreadableFile(lacking_header(first_rows))


def _sheet_notices(book: Book, chosen: SheetName) -> tuple[str, ...]:
    """Tell which sheet is read, where there are several, and which others look as if they should have been."""
    others = [each for each in book.sheets if each is not chosen and each.name != GUIDE]
    if not others:
        return ()
    notices = [f"Arbetsboken har flera blad. Bara ”{chosen.name}” läses."]
    seen = [each for each in others if not each.is_hidden]
    alike = [f"”{each.name}”" for each in seen if read_sheet(book, each, only_header=True).header]
    hidden = [f"”{each.name}”" for each in others if each.is_hidden]
    if alike:
        notices.append(f"Blad som också har en tabell, men inte läses: {first_of(alike)}.")
    if hidden:
        notices.append(f"Dolda blad som inte läses: {first_of(hidden)}.")
    return tuple(notices)


def _hidden_notices(reader: SheetReader, header: Header) -> tuple[str, ...]:
    """Tell that hidden rows and columns are read like the others: a filter hides rows without removing them."""
    rows = [str(row.number) for row in reader.rows if row.is_hidden]
    columns = [column_letters(place) for place in sorted(reader.hidden_places & header.places.keys())]
    notices = []
    if rows:
        notices.append(f"Rader som är dolda i Excel läses också: {first_of(rows)}.")
    if columns:
        notices.append(f"Kolumner som är dolda i Excel läses också: {first_of(columns)}.")
    return tuple(notices)


def _raw_row(row: XlsxRow, header: Header, book: Book) -> RawRow:
    texts: dict[str, str] = {}
    faults: list[str] = []
    for place, name in header.places.items():
        cell = row.cells.get(place)
        try:
            texts[name] = _text(cell, name, book) if cell else ""
        except _UnreadableCell as fault:
            faults.append(f"Cell {column_letters(place)}{row.number} {fault}")
    return RawRow(row.number, texts, tuple(faults))


def _text(cell: XlsxCell, column: str, book: Book) -> str:
    """Return what a cell says, with a decimal comma: the reading of values cannot take that for anything else."""
    # Before the formula: the fault is what a person sees in the cell, also of a formula that fails.
    if cell.kind is CellKind.ERROR:
        raise _UnreadableCell(f"visar felet {cell.text[:20]}. Rätta det, eller skriv varför värdet saknas.")
    # Its stored result may be old, or come from a program that never counted it.
    if cell.has_formula:
        raise _UnreadableCell(f"har en formel. {_PASTE}")
    if cell.kind is CellKind.TEXT:
        return cell.text
    if cell.kind is CellKind.BOOLEAN:
        return _boolean(cell.text, column)
    if cell.kind is CellKind.DATE:
        return _day(cell.text, column, book)
    try:
        number = number_of(cell.text)
    except ValueError as fault:
        raise _UnreadableCell("går inte att läsa. Skriv den på nytt.") from fault
    if cell.kind is CellKind.PERCENT:
        return f"{_swedish(number * 100)} %"
    return _swedish(number)


def _swedish(number: Decimal) -> str:
    return str(plain(number)).replace(".", ",")


def _boolean(stored: str, column: str) -> str:
    word = "SANT" if stored == "1" else "FALSKT"
    if column == "varde":
        raise _UnreadableCell(f"innehåller {word}. Skriv ett tal, eller varför värdet saknas.")
    return word


def _day(stored: str, column: str, book: Book) -> str:
    """Return a date as 2025-01-31. Raises _UnreadableCell where a number should be: Excel makes a date of 1.5."""
    if column in _NUMBERS:
        raise _UnreadableCell(
            f"innehåller ett datum eller ett klockslag. Välj talformatet Tal och skriv {_NUMBERS[column]} igen."
        )
    try:
        day = date.fromisoformat(stored[:10]) if "-" in stored else _counted(number_of(stored), book)
    except (ValueError, OverflowError) as fault:
        raise _UnreadableCell("innehåller ett datum som inte finns. Skriv det som 2025-01-31.") from fault
    return day.isoformat()


def _counted(days: Decimal, book: Book) -> date:
    """Return the date that a number of days means. Raises ValueError outside the calendar of Excel."""
    whole = int(days)
    if whole not in _DAYS:
        raise ValueError(str(days))
    return (_FIRST_DAY_1904 if book.starts_1904 else _FIRST_DAY) + timedelta(days=whole)
