"""A sheet of a workbook, streamed: the rows below its header that hold something, and what is hidden.

What is only formatted is passed by, so that a sheet whose every row has a colour costs time but no memory.
Element names are those of ECMA-376, part 1 (18.3.1.73 row, 18.3.1.4 c, 18.3.1.55 mergeCell, 18.3.1.13 col).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from indicators.reporting.files.columns import HEADER_WITHIN, Header, header_of
from indicators.reporting.files.limits import MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, UnreadableFile
from indicators.reporting.files.xlsx_book import Book, SheetName, TextReader, unescaped
from indicators.reporting.files.xlsx_package import DAMAGED, StopReading, is_true, whole_number
from indicators.reporting.files.xlsx_styles import CellKind

LAST_ROW = 1_048_576
_RANGE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}(?::[A-Z]{1,3}([0-9]{1,7}))")
_KINDS = {"s": CellKind.TEXT, "str": CellKind.TEXT, "inlineStr": CellKind.TEXT, "b": CellKind.BOOLEAN}
_KINDS |= {"e": CellKind.ERROR, "d": CellKind.DATE}


@dataclass(frozen=True, slots=True)
class XlsxCell:
    """A cell that is not empty."""

    kind: CellKind
    text: str  # as it is stored
    has_formula: bool = False


@dataclass(frozen=True, slots=True)
class XlsxRow:
    """A row that is not empty: its cells by place, from 0."""

    number: int
    cells: dict[int, XlsxCell]
    is_hidden: bool

    @property
    def texts(self) -> list[str]:
        last = max(self.cells, default=-1)
        return [self.cells[place].text if place in self.cells else "" for place in range(last + 1)]


class SheetReader(TextReader):
    """Reads a sheet. Without a header among the first rows it stops there, and `header` is None."""

    wanted: ClassVar = ("row", "c", "v", "f", "t", "rPh", "mergeCell", "col", "sheetData")
    text_elements: ClassVar = frozenset({"v", "t"})

    def __init__(self, book: Book, *, only_header: bool = False) -> None:
        super().__init__()
        self.book, self.only_header = book, only_header
        self.header: Header | None = None
        self.header_number = self.last_headed = 0
        self.first: list[XlsxRow] = []  # the rows among which the header is
        self.rows: list[XlsxRow] = []  # those below it
        self.filled: set[int] = set()  # places that hold something below the header
        self.hidden_places: set[int] = set()
        self._row, self._row_text, self._place = 0, "", -1
        self._row_hidden = self._formula = False
        self._cells: dict[int, XlsxCell] = {}
        self._type, self._style = "n", 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "mergeCell":
            self._refuse_merged(attributes.get("ref", ""))
        elif name == "col" and is_true(attributes.get("hidden")):
            first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
            self.hidden_places.update(range(first - 1, min(last, MAX_COLUMNS)))
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "sheetData":
            self._look_for_header()
        else:
            super().end(name)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = whole_number(attributes.get("r"), self._row + 1)
        if not self._row < number <= LAST_ROW:
            raise UnreadableFile(DAMAGED)
        # A sheet may leave rows out: the first row past the limit ends the search, whichever it is.
        if self._row <= HEADER_WITHIN < number:
            self._look_for_header()
        self._row, self._place, self._cells = number, -1, {}
        self._row_text = str(number)
        self._row_hidden = is_true(attributes.get("hidden"))

    def _end_row(self) -> None:
        if not self._cells:
            return
        row = XlsxRow(self._row, self._cells, self._row_hidden)
        if self._row <= HEADER_WITHIN:
            self.first.append(row)
        elif self.header:
            self._add(row, self.header)

    def _look_for_header(self) -> None:
        """Tell the header from the first rows, once they have all been seen."""
        if self.header:
            return
        found = next(((row.number, header) for row in self.first if (header := header_of(row.texts))), None)
        if found:
            self.header_number, self.header = found
            self.last_headed = max(self.header.headed)
        if self.only_header or not self.header:
            raise StopReading
        for row in self.first:
            if row.number > self.header_number:
                self._add(row, self.header)

    def _add(self, row: XlsxRow, header: Header) -> None:
        """Keep what is in the columns that are read, of a row that has something there."""
        kept = {place: cell for place, cell in row.cells.items() if place in header.places}
        # Also of rows that are not kept: what has no heading is worth a notice wherever it stands.
        self.filled.update(row.cells)
        if not kept:
            return
        if len(self.rows) == MAX_ROWS:
            raise UnreadableFile(TOO_MANY_ROWS)
        self.rows.append(XlsxRow(row.number, kept, row.is_hidden))

    def _refuse_merged(self, address: str) -> None:
        """Refuse a merged range in the table, since whose its value is cannot be told. Titles above may be merged."""
        found = _RANGE.fullmatch(address)
        if not found:
            raise UnreadableFile(DAMAGED)
        # Merged ranges are listed after the rows, so the header is known by now.
        left, bottom = place_of(found[1]), int(found[2])
        if self.header and bottom >= self.header_number and left <= self.last_headed:
            raise UnreadableFile(
                f"Cellerna {address} är sammanfogade till en. Dela upp dem igen i Excel och fyll i varje rad."
            )

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._place += 1
        if address := attributes.get("r"):
            self._place = place_of(address.removesuffix(self._row_text))
        self._type, self._style = attributes.get("t", "n"), whole_number(attributes.get("s"))
        self._formula = False
        self.begin()

    def _end_cell(self) -> None:
        # Only formatted, or far to the right. One column past the limit is kept: a table as wide is refused, not cut.
        if not (self.parts or self._formula) or self._place > MAX_COLUMNS:
            return
        kind, text = self._content(self.gathered)
        if text.strip() or self._formula:
            self._cells[self._place] = XlsxCell(kind, text, self._formula)

    def _content(self, text: str) -> tuple[CellKind, str]:
        kinds, texts = self.book.kinds, self.book.texts
        if self._type == "s":
            place = whole_number(text.strip())
            if place >= len(texts):
                raise UnreadableFile(DAMAGED)
            return CellKind.TEXT, texts[place]
        kind = _KINDS.get(self._type)
        if kind is CellKind.TEXT:
            return kind, unescaped(text)
        if kind is None:
            kind = kinds[self._style] if self._style < len(kinds) else CellKind.NUMBER
        return kind, text.strip()


def read_sheet(book: Book, sheet: SheetName, *, only_header: bool = False) -> SheetReader:
    """Return what a sheet holds. Raises UnreadableFile when it is damaged or holds more than is read."""
    reader = SheetReader(book, only_header=only_header)
    book.package.stream(sheet.part, reader)
    return reader


@lru_cache(maxsize=2 * MAX_COLUMNS)
def place_of(letters: str) -> int:
    """Return the place, from 0, of a column such as "AB". Raises UnreadableFile for what is none."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise UnreadableFile(DAMAGED)
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
