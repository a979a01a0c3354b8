"""What a file of values holds, read or to be written: rows, faults and what its reader should know. Plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.formats import Scale
from indicators.reporting.rules.contents import Content, read_content
from indicators.vocabulary import Sex

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 200
TOO_MANY_ROWS = "Tabellen har fler än 5\u00a0000 rader. Dela upp den på flera filer."
TOO_MANY_COLUMNS = "Tabellen har fler än 200 kolumner. Ta bort dem som inte hör till värdena."


class UnreadableFile(ValueError):
    """A file that is not read at all; the message says why and what to do, in Swedish."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row."""

    row: int  # as the spreadsheet numbers it
    message: str

    def __str__(self) -> str:
        return f"Rad {self.row}: {self.message}"


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as its format gives it: the texts that can be read, by column, and what is wrong with the others."""

    number: int
    cells: Mapping[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's table as its format gives it."""

    columns: frozenset[str]
    lines: Sequence[RawRow]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row that has been read. What its file has no column for is empty here: ask `ReadFile.columns` which it has."""

    row: int  # as the spreadsheet numbers it
    indicator: str  # slug
    value: str  # "12,5", a step's name, a reason in words, or ""; for `content`
    missing_reason: str = ""  # code
    sex: Sex = Sex.TOTAL
    municipality: str = ""  # code; "" is the portal's own
    year: int | None = None  # None is the year that is entered
    is_preliminary: bool = False
    comment: str = ""
    source: str = ""
    source_url: str = ""
    retrieved_on: date | None = None

    def content(self, categories: Sequence[str] = (), unit: str = "") -> Content:
        """Return the row's value, its reason or neither. Raises UnreadableContent for what is no value of those."""
        if self.missing_reason:
            return Content(missing_reason=self.missing_reason)
        return read_content(self.value, categories, unit)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that has been read: its rows without fault, and the faults of the others."""

    columns: frozenset[str]  # those the file has, by their names in the open format
    rows: tuple[FileRow, ...]
    faults: tuple[RowFault, ...] = ()  # the first of them
    fault_count: int = 0  # all of them
    notices: tuple[str, ...] = ()  # what its sender should know, though nothing is wrong


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row to be written."""

    indicator: str  # slug
    name: str
    municipality: str  # code
    municipality_name: str
    year: int
    content: Content
    scale: Scale
    sex: str = Sex.TOTAL
    kolada_id: str = ""
    is_preliminary: bool = False
    source: str = ""
    source_url: str = ""
    retrieved_on: date | None = None
    comment: str = ""
