"""One step of an entry, made and recorded; the rules have been asked before."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from indicators.eventlog import LogActor, record
from indicators.models import Entry, Step
from indicators.reporting.rules.moves import RULES
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import NOTE_FIELDS
from indicators.vocabulary import EventKind, Move


def entry_of(who: LogActor, line: IndicatorYear) -> Entry:
    """Return the row's entry, made from what stands there already when nothing has been entered."""
    if line.entry is None:
        seed = {name: getattr(line.base_note, name) for name in NOTE_FIELDS}
        line.entry = Entry.objects.create(
            round=line.round,
            indicator=line.indicator,
            # A published row begins as published; the save that follows makes the move that opens it.
            state=line.state,
            saved_by=who.user,
            saved_at=timezone.now(),
            **seed,
        )
    return line.entry


def make_step(who: LogActor, line: IndicatorYear, chosen: Move, message: str = "") -> None:
    """Put an entry where a move ends, and record the move."""
    entry = entry_of(who, line)
    now = timezone.now()
    # Before the entry is changed: the record holds what was moved, also when the move throws it away.
    Step.objects.create(entry=entry, move=chosen, by=who.user, at=now, message=message, content=line.snapshot)
    update_entry(line, state=RULES[chosen].end, **_side_effects(chosen, who, now, message))
    if chosen is Move.DISCARD:
        entry.cells.all().delete()
        line.cells.clear()
        note = {name: getattr(line.base_note, name) for name in NOTE_FIELDS}
        update_entry(line, change_reason="", message="", note_writers={}, **note)
    detail = f"{chosen.label}: {message}" if message else str(chosen.label)
    record(EventKind.MOVE, who, subject=f"{line.indicator}, {line.round}", detail=detail)


def update_entry(line: IndicatorYear, **changes: Any) -> None:
    """Store some fields of a row's entry; raises ValueError when it has none."""
    entry = line.entry
    if entry is None:
        raise ValueError("The row has no entry.")
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save()


def _side_effects(chosen: Move, who: LogActor, now: datetime, message: str) -> dict[str, Any]:
    """Return what a move leaves on the entry beside its state."""
    if chosen is Move.SUBMIT:
        return {"submitted_by": who.user, "submitted_at": now, "message": ""}
    if chosen in {Move.APPROVE, Move.RETURN}:
        return {"decided_by": who.user, "decided_at": now, "message": message}
    if chosen is Move.CHANGE:  # who submitted and approved what is published says nothing of the new draft
        return {"submitted_by": None, "submitted_at": None, "decided_by": None, "decided_at": None}
    return {}
