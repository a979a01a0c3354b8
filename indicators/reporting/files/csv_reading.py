"""A CSV file as a table: its encoding, its delimiter and its decimal sign told from the file, and never guessed.

The decimal sign follows the delimiter.

- Semicolon or tab: the file is Swedish. "12,5" is read; so is "12.5", which can mean nothing else; "1.083" could be
  one thousand and eighty-three or one and a bit, and is asked about where it is read.
- Comma: the file is in the open format, whose numbers have a decimal point, and "1.083" is one and a bit. That holds
  unless some number in the file has a comma or groups of points: then the file is not in the open format, and what
  could be two numbers is asked about. Where every number has a decimal comma (so a Swedish LibreOffice saves) and at
  least one can mean nothing else ("12,5"), "1,083" is one and a bit as well.

Rows are numbered as a spreadsheet numbers them: a quoted line break is within a row, and `sep=;` is none.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from indicators.formats import MINUS, in_digits
from indicators.open_data.format import restored
from indicators.reporting.files.columns import HEADER_WITHIN, Header, first_of, header_of, lacking_header
from indicators.reporting.files.limits import MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, UnreadableFile
from indicators.reporting.files.rows import RawRow, RawTable
from indicators.reporting.rules.contents import tidy

DELIMITERS = ";,\t"
MAX_LINES = 100_000  # empty ones too
_SEPARATOR = re.compile(r"\ufeff?\"?sep=([;,\t|])\"?(?:\r\n|\r|\n)", re.IGNORECASE)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_VOWEL = re.compile(rb"\xc3[\xa4\xa5\xb6\x84\x85\x96]")  # å, ä or ö
_OTHER_CODEPAGE = re.compile("[A-Za-z][†„”ŠŒ][a-z]")  # å, ä and ö of MS-DOS and old Macintosh, in Windows-1252
_SIGN = f"[-+{MINUS}\u2013]?"
_POINTED = re.compile(rf"({_SIGN}[0-9]+)\.([0-9]+)(\s*%)?")
_COMMA = re.compile(rf"{_SIGN}[0-9][0-9 \u00a0\u202f]*,[0-9]+(?:\s*%)?")
_POINT_GROUPS = re.compile(rf"{_SIGN}[0-9]{{1,3}}(?:\.[0-9]{{3}})+(?:,[0-9]+|\.[0-9]{{3}})(?:\s*%)?")
_COMMA_GROUPS = re.compile(rf"{_SIGN}[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\s*%)?")
_LEADING_ZERO = re.compile(rf"{_SIGN}0,")
_SAVE = "Spara den som ”CSV UTF-8 (kommaavgränsad)” eller som Excel-arbetsbok (.xlsx)."

type Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str
    header_number: int
    header: Header


def read_csv(data: bytes) -> RawTable:
    """Return the table of a CSV file. Raises UnreadableFile when it cannot be told what the file says."""
    text, notices = _decoded(data)
    dialect, text = _dialect(text)
    header = dialect.header
    body = _Body(header)
    for number, cells in _records(text, dialect.delimiter):
        if number > dialect.header_number:
            body.add(number, cells)
    rows = body.whole_rows(ends=text.endswith(("\n", "\r")))
    if dialect.delimiter == ",":
        rows = _in_swedish(rows)
    return RawTable(header.columns, rows, (*notices, *header.notices(body.filled), *body.short_row_notice()))


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text: UTF-8 or UTF-16 by its mark, else UTF-8 when it is that, else Windows-1252."""
    notices: tuple[str, ...] = ()
    try:
        # UTF-16 has its mark or is not read: without one any bytes would be some text.
        text = data.decode("utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        text = _windows_text(data)
        notices = ("Filen är inte i UTF-8. Den läses som Windows-1252: se efter att å, ä och ö har blivit rätt.",)
    if "\0" in text:
        raise UnreadableFile(f"Filen innehåller tecken som inte är text. {_SAVE}")
    return text, notices


def _windows_text(data: bytes) -> str:
    if _UTF8_VOWEL.search(data) or data.startswith((*_UTF16_MARKS, b"\xef\xbb\xbf")):
        raise UnreadableFile(f"Filen är avbruten eller blandar två teckenkodningar. {_SAVE}")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise UnreadableFile(f"Filens tecken går inte att läsa. {_SAVE}") from fault
    # Windows-1252 can read nearly any bytes, so what it makes of a Swedish word has to be looked at.
    if _OTHER_CODEPAGE.search(text):
        raise UnreadableFile(f"Filen är sparad för MS-DOS eller Macintosh, så att å, ä och ö blir fel. {_SAVE}")
    return text


def _dialect(text: str) -> tuple[_Dialect, str]:
    """Return the delimiter that makes one of the first rows a header, and the text without Excel's `sep=;`."""
    delimiters = DELIMITERS
    if found := _SEPARATOR.match(text):
        delimiters, text = found[1], text[found.end() :]
    seen: list[Record] = []
    for delimiter in delimiters:
        first = _first_records(text, delimiter)
        for number, cells in first:
            if header := header_of(cells):
                return _Dialect(delimiter, number, header), text
        seen += [(number, cells[:MAX_COLUMNS]) for number, cells in first]
    raise UnreadableFile(lacking_header(seen))


def _first_records(text: str, delimiter: str) -> list[Record]:
    """Return the rows among which the header is, read leniently: with the wrong delimiter quotes stand anywhere."""
    found: list[Record] = []
    with suppress(csv.Error):  # a cell without end: the header may stand above it
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        found.extend(enumerate(islice(reader, HEADER_WITHIN), 1))
    return found


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Yield every row with its number. Raises UnreadableFile at a quotation mark that is never closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        if number > MAX_LINES:
            raise UnreadableFile(TOO_MANY_ROWS)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise UnreadableFile(
                f'Rad {number}: en ruta är orimligt lång, eller har ett citattecken (") som inte stängs på rätt plats. '
                "Ta bort citattecknet, eller skriv det dubbelt."
            ) from fault
        yield number, cells


class _Body:
    """The rows below the header, gathered one by one."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.rows: list[RawRow] = []
        self.short: list[int] = []  # numbers of the rows that end too soon
        self.filled: set[int] = set()  # places within the header's width

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Take a row, if it holds something. Where it ends too soon it is empty: Excel leaves delimiters out."""
        header = self.header
        texts = {name: cells[place] if place < len(cells) else "" for place, name in header.places.items()}
        self.filled.update(place for place, cell in enumerate(cells[: header.width]) if cell.strip())
        if not any(map(tidy, texts.values())):
            return
        if len(self.rows) == MAX_ROWS:
            raise UnreadableFile(TOO_MANY_ROWS)
        fault = ""
        if any(each.strip() for each in cells[header.width :]):
            fault = (
                f"Raden har {in_digits(len(cells), 'ruta')}, men rubrikraden har {header.width}. "
                "En text som innehåller avgränsningstecknet ska stå inom citattecken."
            )
        if len(cells) <= max(header.places):
            self.short.append(number)
        self.rows.append(RawRow(number, texts, (fault,) if fault else ()))

    def whole_rows(self, *, ends: bool) -> list[RawRow]:
        """Return the rows. The last one is at fault when it ends too soon and the file has no last line break."""
        rows = self.rows
        if self.short and self.short[-1] == rows[-1].number and not ends:
            self.short.pop()
            return [*rows[:-1], replace(rows[-1], faults=("Raden är inte hel. Filen kan vara avbruten.",))]
        return rows

    def short_row_notice(self) -> tuple[str, ...]:
        if not self.short:
            return ()
        numbers = first_of([str(each) for each in self.short])
        return (f"Rader som slutar före rubrikraden: {numbers}. Det som saknas sist läses som tomt.",)


def _in_swedish(rows: Sequence[RawRow]) -> list[RawRow]:
    """Return the rows of a comma-separated file with a decimal comma in each number whose meaning is certain."""
    values = [restored(tidy(row.cells["varde"])) for row in rows]
    sign = _decimal_sign(values)
    return [_with_value(row, value, sign) for row, value in zip(rows, values, strict=True)]


def _decimal_sign(values: Iterable[str]) -> str:
    """Return the decimal sign of a comma-separated file's numbers, or "" when they contradict each other."""
    texts = list(values)
    pointed = any(map(_POINTED.fullmatch, texts))
    commas = [each for each in texts if _COMMA.fullmatch(each) or _COMMA_GROUPS.fullmatch(each)]
    # Groups of points, or both signs as decimal signs: then the file is not in the open format.
    if any(map(_POINT_GROUPS.fullmatch, texts)) or (commas and pointed):
        return ""
    if not commas:
        return "."
    # One comma that can only be a decimal sign tells what the others are.
    return "," if any(not _could_be_thousands(each) for each in commas) else ""


def _could_be_thousands(text: str) -> bool:
    return _COMMA_GROUPS.fullmatch(text) is not None and not _LEADING_ZERO.match(text)


def _with_value(row: RawRow, value: str, sign: str) -> RawRow:
    if sign == "." and (pointed := _POINTED.fullmatch(value)):
        return replace(row, cells={**row.cells, "varde": f"{pointed[1]},{pointed[2]}{pointed[3] or ''}"})
    if sign == "" and _could_be_thousands(value):
        asked = f"Menar du {value.replace(',', ' ')} eller {value}? Skriv alla tal i filen med decimalpunkt."
        return replace(row, faults=(*row.faults, asked))
    return row
