"""A plan as it was read: records that know where in the folder they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from goals.plan.faults import FileFault
from goals.plan.kinds import RecordKind


@dataclass(slots=True)
class Record:
    """One row to be: its fields' values, with references as the text they were written as, and their lines.

    A field that could not be read is missing from `values`.
    """

    kind: RecordKind
    file: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[Any, ...]:
        """Return what names the row, None in place of what could not be read."""
        return tuple(self.values.get(name) for name in self.kind.natural)

    def line_of(self, name: str) -> int:
        """Return the line where a field stands, or the record's own."""
        return self.lines.get(name, self.line)

    def fault(self, name: str, reason: str) -> FileFault:
        """Return a fault at a field of the record; a field without a key stands for the whole record."""
        return FileFault(self.file, self.line_of(name), self.kind.word(name), reason)


@dataclass(slots=True)
class Plan:
    """The records of a folder, each kind in the order it was read."""

    records: dict[RecordKind, list[Record]] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        self.records.setdefault(record.kind, []).append(record)

    def of(self, kind: RecordKind) -> Iterable[Record]:
        """Return the records of a kind; none is an empty list."""
        return self.records.get(kind, [])
