"""What a file of values holds, read or to be written: rows, faults and what its reader should know. Plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.formats import Scale
from indicators.reporting.rules.checks import Limits, Reading, check_content, read_cell
from indicators.reporting.rules.contents import Content
from indicators.vocabulary import Sex


@dataclass(frozen=True, slots=True)
class RowFault:
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
    rows: Sequence[RawRow]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row that has been read. What its file has no column for is empty here: ask `ReadFile.columns` which it has."""

    row: int  # as the spreadsheet numbers it
    indicator: str  # slug
    value: str  # "12,5", a step's name, a reason in words, or ""; for `reading`
    missing_reason: str = ""  # code
    sex: Sex = Sex.TOTAL
    municipality: str = ""  # code; "" is the portal's own
    year: int | None = None  # None is the year that is entered
    is_preliminary: bool = False
    comment: str = ""
    source: str = ""
    source_url: str = ""
    retrieved_on: date | None = None

    def reading(self, limits: Limits) -> Reading:
        """Return what the row says of a value that has these limits: the value, why there is none, or nothing."""
        if self.missing_reason:
            return Reading(Content(missing_reason=self.missing_reason))
        return check_content(read_cell(self.value, limits.scale), limits)


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
