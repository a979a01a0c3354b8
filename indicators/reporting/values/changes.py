"""What is asked to be changed in a row, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.models import Indicator
from indicators.reporting.rules.checks import Reading, read_cell
from indicators.reporting.rules.contents import Content, written
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.series.rows import scale_of

SAVED, UNCHANGED, FAULT, CONFLICT = "saved", "unchanged", "fault", "conflict"
UNSENT = "unsent"  # something else on the page stopped it


class Refused(Exception):
    """A move that the rules do not allow now; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class CellInput:
    """What is to stand in a cell: as it was typed, as it was read, and the tokens of what its writer may have seen.

    It is read once, where it comes in; whoever saves it takes it as read, and holds it against what the indicator's
    values can be. Tokens of None do not ask whether another has changed the cell.
    """

    text: str
    reading: Reading
    seen: tuple[str, ...] | None = None


def typed(indicator: Indicator, text: str, seen: tuple[str, ...] | None = None) -> CellInput:
    """Return a text that was typed in a cell of an indicator, read."""
    return CellInput(text, read_cell(text, scale_of(indicator)), seen)


def given(indicator: Indicator, content: Content, seen: tuple[str, ...] | None = None) -> CellInput:
    """Return a content that was not typed in a cell of an indicator."""
    return CellInput(written(content, scale_of(indicator)), Reading(content), seen)


@dataclass(frozen=True, slots=True)
class RowChange:
    """What is to stand in one row: cells by sex, and by field beside them (value, tokens of what was seen before).

    The values of fields are of the fields' types.
    """

    cells: Mapping[str, CellInput] = field(default_factory=dict)
    note: Mapping[str, tuple[Any, tuple[str, ...] | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What became of one field: saved, unchanged, refused with a fault, or in conflict with what another has saved."""

    kind: str  # SAVED, UNCHANGED, FAULT, CONFLICT or UNSENT
    message: str = ""
    typed: str = ""
    choices: tuple[str, ...] = ()  # texts that may be meant instead
    theirs: str = ""  # in a conflict: what is stored, as it is written
    seen: str | None = None  # the token of what the writer had seen, where it is still what the field hands back
    limit: str = ""  # the field of the indicator whose limit refused it, where a coordinator may move that limit

    @property
    def is_refused(self) -> bool:
        return self.kind in {FAULT, CONFLICT}


@dataclass(frozen=True, slots=True)
class Saved:
    """A row after a save, and what became of each field that was sent; `refusal` says why nothing could be saved."""

    line: IndicatorYear
    results: Mapping[str, FieldResult] = field(default_factory=dict)
    refusal: str = ""

    @property
    def refused(self) -> dict[str, FieldResult]:
        """Return the fields that were not saved, by name; a refused row stands under ""."""
        if self.refusal:
            return {"": FieldResult(FAULT, self.refusal)}
        return {name: each for name, each in self.results.items() if each.is_refused}

    @property
    def is_whole(self) -> bool:
        return not self.refused

    @property
    def count(self) -> int:
        return sum(each.kind == SAVED for each in self.results.values())


@dataclass(frozen=True, slots=True)
class Moved:
    """A row after a move; `refusal` says why it was not made."""

    line: IndicatorYear
    refusal: str = ""
