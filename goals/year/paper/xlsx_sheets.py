"""The sheets of the workbook: typed cells that are never run, heads that stay in sight, names that are allowed."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from indicators.formats import own_decimals
from indicators.open_data.format import RISKY_SIGNS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

type Cell = str | int | Decimal | date | None

# In characters, as a workbook counts them.
_WIDTHS = {"Mål": 42, "Indikator": 42, "Indikatorer": 60, "Källa": 36, "Länk": 36, "Vad": 48, "Text": 90}
_RISKY = tuple(RISKY_SIGNS)
_CONTROLS = re.compile(r"[^\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # a workbook has no room for them
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")  # in the name of a sheet
MAX_NAME_LENGTH = 31  # characters of a sheet's name that Excel takes


def add_sheet(book: "Workbook", name: str) -> "Worksheet":
    """Add a sheet whose name is allowed and not taken."""
    base = clean(_FORBIDDEN.sub(" ", name)).strip("' ") or "Blad"
    taken = {each.casefold() for each in book.sheetnames}
    chosen, turn = base[:MAX_NAME_LENGTH].rstrip("' "), 2  # Excel mends a file whose sheet's name ends with a quote
    while chosen.casefold() in taken:
        ending = f" {turn}"
        chosen, turn = base[: MAX_NAME_LENGTH - len(ending)] + ending, turn + 1
    return book.create_sheet(chosen)


def fill_table(sheet: "Worksheet", head: Sequence[str], rows: Iterable[tuple[Sequence[Cell], int]]) -> None:
    """Fill a sheet with a head that stays in sight and can be filtered by, and rows with so many decimals."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    write_row(sheet, 1, head, 0)
    make_bold(sheet, 1)
    for place, (row, decimals) in enumerate(rows, 2):
        write_row(sheet, place, row, decimals)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for place, name in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, max(10, len(name) + 2))


def write_row(sheet: "Worksheet", row: int, values: Sequence[Cell], decimals: int) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    for place, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell: Any = sheet.cell(row, place)
        if isinstance(value, str):
            # Typed as text, or openpyxl makes a formula of what begins as one.
            cell.value, cell.data_type = _escape_formula(value), "s"
        else:
            cell.value = value
        if isinstance(value, Decimal):
            # What was decided may be finer than what is published, and is never rounded.
            places = max(decimals, own_decimals(value))
            cell.number_format = f"#,##0.{'0' * places}" if places else "#,##0"
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))


def make_bold(sheet: "Worksheet", row: int) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    for cell in sheet[row]:
        cell.font = Font(bold=True)


def _escape_formula(text: str) -> str:
    """Return the text without what a spreadsheet would run, however the workbook is saved again."""
    cleaned = clean(text)
    return f"'{cleaned}" if cleaned.startswith(_RISKY) or text.startswith(_RISKY) else cleaned


def clean(text: str) -> str:
    return _CONTROLS.sub("", text)
