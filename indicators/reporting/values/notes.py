"""What stands beside a year's values, in an outcome and in an entry alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from indicators.reporting.rules.tokens import short_hash
from indicators.vocabulary import Origin


@dataclass(frozen=True, slots=True)
class Note:
    """The fields beside the values; their names are those of the models."""

    comment: str = ""
    source: str = ""
    source_url: str = ""
    origin: str = Origin.OWN.value
    retrieved_on: date | None = None
    next_expected: date | None = None
    is_preliminary: bool = False


NOTE_FIELDS = tuple(Note.__dataclass_fields__)
EDITED_FIELDS = (*NOTE_FIELDS, "change_reason")  # an outcome has no reason: it goes with the correction


def note_of(row: Any) -> Note:
    return Note(**{name: getattr(row, name) for name in NOTE_FIELDS})


def note_token(value: Any) -> str:
    """Return the token of one field beside the values; None and "" have the same."""
    return short_hash(value if isinstance(value, bool) else str(value or ""))
