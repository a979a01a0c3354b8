"""What the pages of the year's values are given: ready answers, nothing left to decide."""

import math
from dataclasses import dataclass

from indicators.vocabulary import Move

NARROWEST, LINE = 5, 24  # characters: a field for a value, and a line of a comment


@dataclass(frozen=True, slots=True)
class Choice:
    """A button that writes a text in a field: the field's name and what is written."""

    name: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where a person goes on, and what the link says."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class RowRemark:
    """Something said about a row: a fault, a conflict, a warning, a message from the approver or plain information.

    `field` is the name of the field that it is about, "" for the row.
    """

    kind: str  # "fault", "conflict", "warning", "message" or "info"
    text: str
    field: str = ""
    choices: tuple[Choice, ...] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One field for a value. `seen` are the tokens of what stood there, which the field hands back."""

    name: str  # of the field, unique on the page
    sex: str
    label: str  # "Totalt"
    text: str  # as it stands in the field
    seen: str
    kind: str = ""  # "fault", "conflict", "warning" or ""
    stored: str = ""  # as it is stored, to go back to

    @property
    def width(self) -> int:
        """Return how many characters wide the field is where nothing else decides it, as on paper."""
        return max(NARROWEST, len(self.text))


@dataclass(frozen=True, slots=True)
class SheetState:
    """Where a row stands, in a code for its mark and in words, and when it was saved last."""

    code: str  # "missing", "idle" (not measured this year) or an EntryState
    word: str
    detail: str = ""  # "Sparat 10.42", "Sparat av Eva Ek 2025-01-20 kl. 10.42"


@dataclass(frozen=True, slots=True)
class SheetHelp:
    """What the one who enters a value may need to know about the indicator."""

    definition: str
    note: str
    source: str  # "Källa för 2023: Skolenkäten"
    source_url: str
    next_publication: str  # "Nästa värde väntas 24 februari 2027."


@dataclass(frozen=True, slots=True)
class SheetRow:
    slug: str
    name: str
    unit_text: str  # "procent, en decimal"
    last_text: str
    last_year: int | None
    target_text: str
    cells: tuple[SheetCell, ...]
    blanks: int  # columns for women and men that the indicator does not have
    comment: str  # as it stands in the field
    comment_seen: str
    comment_kind: str  # "fault", "conflict" or ""
    comment_stored: str  # as it is stored, to go back to
    state: SheetState
    remarks: tuple[RowRemark, ...]
    help: SheetHelp
    is_editable: bool
    is_late: bool
    url: str

    @property
    def comment_lines(self) -> int:
        return sum(max(1, math.ceil(len(line) / LINE)) for line in self.comment.split("\n"))

    @property
    def faults(self) -> tuple[RowRemark, ...]:
        return tuple(each for each in self.remarks if each.kind in {"fault", "conflict"})


@dataclass(frozen=True, slots=True)
class Progress:
    sentence: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class UnitChoice:
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    year: int
    due: str  # "Sista dagen är 15 februari 2025."
    is_open: bool
    rows: tuple[SheetRow, ...]
    has_sexes: bool
    progress: Progress
    units: tuple[UnitChoice, ...]
    to_do: tuple[SheetRow, ...]  # what came back first, then what is begun, then what is missing
    more_to_do: int  # rows beside those
    to_decide: int  # rows that wait for the person's decision
    is_fillable: bool  # the year is open, and some of the rows are the person's to write in
    faults: tuple[tuple[str, str], ...] = ()  # of what was just sent: the field, and what is told


@dataclass(frozen=True, slots=True)
class CellChange:
    """What an approver compares: a value as it is, and as it would be."""

    label: str
    old: str
    new: str
    change: str  # "−18,1 procentenheter", "" where it cannot be told


@dataclass(frozen=True, slots=True)
class Fact:
    """Something told beside the values, and what the public reads there now where that is something else."""

    label: str
    text: str
    before: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PastStep:
    """One move that has been made, as it is read afterwards."""

    when: str
    who: str
    what: str
    message: str


@dataclass(frozen=True, slots=True)
class ApprovalItem:
    slug: str
    name: str
    unit: str
    url: str
    token: str
    state: SheetState
    writer: str
    changes: tuple[CellChange, ...]
    facts: tuple[Fact, ...]
    remarks: tuple[RowRemark, ...]
    moves: tuple[Move, ...]
    why_not: str  # why it cannot be approved by this person, "" when it can
    fault: str = ""  # why the last try was refused
    message: str = ""  # what was written in the last try
