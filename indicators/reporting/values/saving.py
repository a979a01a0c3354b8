"""Saving what was entered for a year, cell by cell: nothing is overwritten that the writer has not seen.

Every verb locks what it changes, checks who asks, writes and records in one transaction: all of it or nothing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.eventlog import LogActor
from indicators.models import Cell, Indicator, Portal, Round
from indicators.reporting.rules.checks import check_content, told_fault
from indicators.reporting.rules.contents import Content, written
from indicators.reporting.rules.moves import may_edit
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.values.changes import (
    CONFLICT,
    FAULT,
    SAVED,
    UNCHANGED,
    CellInput,
    FieldResult,
    Refused,
    RowChange,
    Saved,
)
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.loading import lock_indicator_years
from indicators.reporting.values.notes import EDITED_FIELDS, note_token
from indicators.reporting.values.steps import entry_of, make_step
from indicators.reporting.words import field_text, moment_text, person_name
from indicators.vocabulary import EntryState, Move


def save(who: LogActor, round_: Round, indicator: Indicator, change: RowChange, *, today: date) -> Saved:
    """Save a change of one row, each field on its own, and return what became of each.

    Raises PermissionDenied for a person who has no right to the indicator, and Refused when the row cannot be written
    in now.
    """
    (saved,) = save_rows(who, round_, {indicator.pk: change}, today=today)
    if saved.refusal:
        raise Refused(saved.refusal)
    return saved


def save_rows(who: LogActor, round_: Round, changes: Mapping[int, RowChange], *, today: date) -> list[Saved]:
    """Save changes of some rows, by the indicators' keys, in one transaction that reads as often for any number.

    A row that cannot be written in now says so in its `refusal`, and the others are saved. Raises PermissionDenied, and
    saves nothing, when the person has no right to one of them.
    """
    rights = rights_of(who.user)
    with transaction.atomic():
        portal, lines = lock_indicator_years(round_, changes)
        if not all(rights.reports(line.indicator.unit_id) for line in lines):
            raise PermissionDenied
        return [_save_row(who, portal, line, changes[line.indicator.pk], today) for line in lines]


def _save_row(who: LogActor, portal: Portal, line: IndicatorYear, change: RowChange, today: date) -> Saved:
    actor = rights_of(who.user).actor(line.indicator.unit_id)
    why_not = may_edit(actor, line.standing(today, four_eyes=portal.four_eyes))
    if why_not:
        return Saved(line, refusal=why_not)
    # Field by field: one that is refused does not hold the others back.
    results = {sex: _save_cell(who, line, sex, each, today) for sex, each in change.cells.items() if sex in line.sexes}
    results |= {name: _save_field(who, line, name, *given) for name, given in change.note.items()}
    if any(each.kind == SAVED for each in results.values()):
        _update_state(who, line)
    return Saved(line, results)


def _save_cell(who: LogActor, line: IndicatorYear, sex: str, sent: CellInput, today: date) -> FieldResult:
    stored, content = line.content(sex), sent.reading.content
    # What was sent as it was shown is no wish to change, also where another has changed it meanwhile.
    if content is not None and (content == stored or sent.seen == (content.token,)):
        return FieldResult(UNCHANGED)
    reading = check_content(sent.reading, line.limits)
    if content is None or reading.fault:
        # A fault is told before a conflict, and must not make its writer seem to have seen what another has saved.
        before = sent.seen[0] if sent.seen and stored.token not in sent.seen else None
        fault = told_fault(reading, coordinates=rights_of(who.user).coordinates)
        return FieldResult(FAULT, fault, sent.text, reading.choices, seen=before, limit=reading.limit)
    if sent.seen is not None and stored.token not in sent.seen:
        return _conflict(line, sex, sent.text, today)
    _store_cell(who, line, sex, content)
    return FieldResult(SAVED)


def _conflict(line: IndicatorYear, sex: str, text: str, today: date) -> FieldResult:
    theirs, cell = written(line.content(sex), line.scale), line.cells.get(sex)
    opening = f"Här står nu {theirs or 'tomt'}."
    if cell is not None:
        opening = f"{person_name(cell.saved_by)} sparade {theirs or 'tomt'} {moment_text(cell.saved_at, today)}."
    return FieldResult(CONFLICT, f"{opening} Du har skrivit {text.strip() or 'ingenting'}.", text, (), theirs)


def _store_cell(who: LogActor, line: IndicatorYear, sex: str, content: Content) -> None:
    cell = line.cells.get(sex) or Cell(entry=entry_of(who, line), sex=sex)
    cell.value, cell.missing_reason = content.value, content.missing_reason
    cell.saved_by, cell.saved_at = who.user, timezone.now()
    cell.save()
    line.cells[sex] = cell


def _save_field(who: LogActor, line: IndicatorYear, name: str, value: Any, seen: tuple[str, ...] | None) -> FieldResult:
    if name not in EDITED_FIELDS:
        raise ValueError(f"{name} is not written here.")
    stored = getattr(line.entry or line.base_note, name, "")
    if stored == value or (seen is not None and seen == (note_token(value),)):
        return FieldResult(UNCHANGED)
    if seen is not None and note_token(stored) not in seen:
        theirs = field_text(name, stored)
        return FieldResult(
            CONFLICT, f"Någon annan har ändrat fältet. Där står nu: {theirs or 'tomt'}", str(value), (), theirs
        )
    entry = entry_of(who, line)
    before = getattr(entry, name)
    setattr(entry, name, value)
    try:
        entry.clean_fields(exclude=[each.name for each in entry._meta.fields if each.name != name])  # noqa: SLF001
    except ValidationError as error:
        # The other fields of the row are saved all the same.
        setattr(entry, name, before)
        return FieldResult(FAULT, " ".join(error.messages), str(value))
    entry.note_writers = {**entry.note_writers, name: who.user.pk}
    return FieldResult(SAVED)


def _update_state(who: LogActor, line: IndicatorYear) -> None:
    """Let a row that now differs from what is published be a draft of a change, and one that no longer does be none."""
    entry = entry_of(who, line)
    entry.saved_by, entry.saved_at = who.user, timezone.now()
    if line.is_published and not line.differs:
        if entry.state != EntryState.PUBLISHED:
            make_step(who, line, Move.DISCARD)
    elif entry.state == EntryState.PUBLISHED:
        make_step(who, line, Move.CHANGE)
    entry.save()
