"""A file that has been read, as plain data: kept until its sender has seen what it would change and says yes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from indicators.reporting.files.rows import FileRow, ReadFile
from indicators.vocabulary import Sex


def as_data(read: ReadFile) -> dict[str, Any]:
    """Return a file that has been read as plain data, to be kept until its sender says yes."""
    # JSON has no dates.
    rows = [asdict(each) | {"retrieved_on": each.retrieved_on and each.retrieved_on.isoformat()} for each in read.rows]
    return {"columns": sorted(read.columns), "rows": rows, "notices": list(read.notices)}


def from_data(data: Mapping[str, Any]) -> ReadFile:
    """Return the file that `as_data` made plain data of."""
    # Without faults: a file that has any is not kept.
    return ReadFile(columns=frozenset(data["columns"]), rows=tuple(_rows(data["rows"])), notices=tuple(data["notices"]))


def _rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[FileRow]:
    for each in rows:
        day = each["retrieved_on"]
        yield FileRow(**{**each, "sex": Sex(each["sex"]), "retrieved_on": date.fromisoformat(day) if day else None})
