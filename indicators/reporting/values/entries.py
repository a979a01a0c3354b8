"""What is done with a year's values: saved cell by cell, submitted, returned, approved, published; one row at a time.

Every verb locks what it changes, checks who asks, writes and records in one transaction: all of it or nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.eventlog import LogActor, record
from indicators.models import Cell, Entry, Indicator, Portal, Round, Step
from indicators.reporting.rules.checks import fault_of
from indicators.reporting.rules.contents import Content, UnreadableContent, read_content, tidy, written
from indicators.reporting.rules.moves import RULES, may_edit, refusal
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.values.lines import NOTE_FIELDS, IndicatorYear, load_indicator_years, mark_of
from indicators.reporting.values.publishing import publish_line
from indicators.reporting.words import field_text, moment_text, person_name
from indicators.vocabulary import EntryState, EventKind, Move

MAX_MESSAGE_LENGTH = 2000
EDITED_FIELDS = (*NOTE_FIELDS, "change_reason")


class Refused(Exception):
    """A move that the rules do not allow now; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that was typed, and the tokens of what its writer may have seen before; None does not ask."""

    text: str
    seen: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What became of one field: saved, unchanged, refused with a fault, or in conflict with what another has saved."""

    kind: str  # SAVED, UNCHANGED, FAULT, CONFLICT, or UNSENT when something else on the page stopped it
    message: str = ""
    typed: str = ""
    choices: tuple[str, ...] = ()  # texts that may be meant instead
    theirs: str = ""  # in a conflict: what is stored, as it is written
    seen: str | None = None  # the token of what the writer had seen, where it is still what the field hands back


SAVED, UNCHANGED, FAULT, CONFLICT, UNSENT = "saved", "unchanged", "fault", "conflict", "unsent"


@dataclass(frozen=True, slots=True)
class RowChange:
    """What was typed in one row: texts by sex, and by field beside them (value, tokens of what was seen before).

    The values of fields are of the fields' types. Tokens of None do not ask whether another has changed the field.
    """

    cells: Mapping[str, Typed] = field(default_factory=dict)
    note: Mapping[str, tuple[Any, tuple[str, ...] | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """A row after a save, and what became of each field that was sent; `refusal` says why nothing could be saved."""

    line: IndicatorYear
    results: Mapping[str, FieldResult] = field(default_factory=dict)
    refusal: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.refusal and not any(each.kind in {FAULT, CONFLICT} for each in self.results.values())

    @property
    def count(self) -> int:
        """Return how many fields were written."""
        return sum(each.kind == SAVED for each in self.results.values())


@dataclass(frozen=True, slots=True)
class Moved:
    """A row after a move; `refusal` says why it was not made."""

    line: IndicatorYear
    refusal: str = ""


def note_token(value: Any) -> str:
    """Return the token of a field beside the values: a page hands it back to tell what its reader saw."""
    return mark_of(value if isinstance(value, bool) else str(value or ""))


def save(who: LogActor, round_: Round, indicator: Indicator, change: RowChange, *, today: date) -> Saved:
    """Save what was typed in one row, each field on its own, and return what became of each.

    Raises PermissionDenied for a person who has no right to the indicator, and Refused when the row cannot be written
    in now. Nothing is overwritten that the writer has not seen.
    """
    (saved,) = save_rows(who, round_, {indicator.pk: change}, today=today)
    if saved.refusal:
        raise Refused(saved.refusal)
    return saved


def save_rows(who: LogActor, round_: Round, changes: Mapping[int, RowChange], *, today: date) -> list[Saved]:
    """Save what was typed in some rows, by the indicators' keys, in one transaction that reads as often for any number.

    A row that cannot be written in now says so in its `refusal`, and the others are saved. Raises PermissionDenied, and
    saves nothing, when the person has no right to one of them.
    """
    rights = rights_of(who.user)
    with transaction.atomic():
        portal, lines = _locked(round_, changes)
        if not all(rights.reports(line.indicator.unit_id) for line in lines):
            raise PermissionDenied
        return [_save_row(who, portal, line, changes[line.indicator.pk], today) for line in lines]


def move(
    who: LogActor, round_: Round, indicator: Indicator, chosen: Move, *, today: date, message: str = "", seen: str = ""
) -> IndicatorYear:
    """Make a move and return the row after it. `seen` is the token of the row that the person decides on.

    Raises PermissionDenied for a person who has no right to the indicator, and Refused when the move cannot be made.
    """
    seen_by_key = {indicator.pk: seen}
    (moved,) = move_rows(who, round_, chosen, seen_by_key, today=today, message=message)
    if moved.refusal:
        raise Refused(moved.refusal)
    return moved.line


def move_rows(
    who: LogActor, round_: Round, chosen: Move, seen: Mapping[int, str], *, today: date, message: str = ""
) -> list[Moved]:
    """Make the same move with some rows in one transaction. `seen` holds, by the indicators' keys, the token of each.

    A row that cannot be moved says so in its `refusal`, and the others are moved. Raises PermissionDenied, and moves
    nothing, when the person has no right to one of them. An empty token does not ask what the person saw.
    """
    rights, message = rights_of(who.user), tidy(message)[:MAX_MESSAGE_LENGTH]
    with transaction.atomic():
        lock_round(round_)
        portal, lines = _locked(round_, seen)
        if not all(rights.sees(line.indicator.unit_id) for line in lines):
            raise PermissionDenied
        return [_move_row(who, portal, line, chosen, seen[line.indicator.pk], message, today) for line in lines]


def _save_row(who: LogActor, portal: Portal, line: IndicatorYear, change: RowChange, today: date) -> Saved:
    actor = rights_of(who.user).actor(line.indicator.unit_id)
    why_not = may_edit(actor, line.standing(today, four_eyes=portal.four_eyes))
    if why_not:
        return Saved(line, refusal=why_not)
    results = {sex: _save_cell(who, line, sex, each, today) for sex, each in change.cells.items() if sex in line.sexes}
    results |= {name: _save_field(who, line, name, *given) for name, given in change.note.items()}
    if any(each.kind == SAVED for each in results.values()):
        _settle(who, line)
    return Saved(line, results)


def _move_row(  # noqa: PLR0917  all of it decides
    who: LogActor, portal: Portal, line: IndicatorYear, chosen: Move, seen: str, message: str, today: date
) -> Moved:
    if seen and seen != line.token:
        return Moved(line, "Någon har ändrat uppgifterna sedan du öppnade sidan. Läs dem igen.")
    actor = rights_of(who.user).actor(line.indicator.unit_id)
    why_not = refusal(chosen, actor, line.standing(today, four_eyes=portal.four_eyes), message)
    if why_not:
        return Moved(line, why_not)
    _make(who, line, chosen, message)
    if chosen is Move.APPROVE and line.round.publishing == Round.Publishing.AT_ONCE:
        _make(who, line, Move.PUBLISH, "")
        _publish(portal, line)
    elif chosen is Move.PUBLISH:
        _publish(portal, line)
    return Moved(line)


def _publish(portal: Portal, line: IndicatorYear) -> None:
    publish_line(line, portal.municipality)
    _keep(line, change_reason="", message="", note_writers={})


def lock_round(round_: Round) -> Round:
    """Return a year as it is stored now, so that locking it and moves of its values wait for each other."""
    return Round.objects.select_for_update(no_key=True).get(pk=round_.pk)


def _locked(round_: Round, indicators: Iterable[int]) -> tuple[Portal, list[IndicatorYear]]:
    """Return rows as they are stored now. Nobody else writes in them until the transaction ends.

    It is the indicators that are locked, in the order of their keys: an entry may not be there yet. (On SQLite the
    whole database is.)
    """
    chosen = Indicator.objects.filter(pk__in=list(indicators))
    list(chosen.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    # Only now: who locks the year holds every indicator first, so a year read here as open stays open for this row.
    portal = Portal.objects.with_municipality().get()
    fresh = Round.objects.get(pk=round_.pk)
    return portal, load_indicator_years(portal, fresh, chosen)


def _save_cell(who: LogActor, line: IndicatorYear, sex: str, typed: Typed, today: date) -> FieldResult:
    stored = line.content(sex)
    # A fault is told before a conflict, and must not make its writer seem to have seen what another has saved.
    before = typed.seen[0] if typed.seen and stored.token not in typed.seen else None
    try:
        content = read_content(typed.text, line.scale.categories, line.scale.unit_label)
        fault = fault_of(content.value, line.limits) if content.value is not None else ""
    except UnreadableContent as unreadable:
        return FieldResult(FAULT, str(unreadable), typed.text, unreadable.choices, seen=before)
    if fault:
        return FieldResult(FAULT, fault, typed.text, seen=before)
    if content == stored or typed.seen == (content.token,):
        return FieldResult(UNCHANGED)
    if typed.seen is not None and stored.token not in typed.seen:
        return _conflict(line, sex, typed.text, today)
    _store_cell(who, line, sex, content)
    return FieldResult(SAVED)


def _conflict(line: IndicatorYear, sex: str, text: str, today: date) -> FieldResult:
    theirs, cell = written(line.content(sex), line.scale), line.cells.get(sex)
    said = f"Här står nu {theirs or 'tomt'}."
    if cell is not None:
        said = f"{person_name(cell.saved_by)} sparade {theirs or 'tomt'} {moment_text(cell.saved_at, today)}."
    return FieldResult(CONFLICT, f"{said} Du har skrivit {text.strip() or 'ingenting'}.", text, (), theirs)


def _store_cell(who: LogActor, line: IndicatorYear, sex: str, content: Content) -> None:
    cell = line.cells.get(sex) or Cell(entry=_entry_of(who, line), sex=sex)
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
    entry = _entry_of(who, line)
    before = getattr(entry, name)
    setattr(entry, name, value)
    try:
        entry.clean_fields(exclude=[each.name for each in entry._meta.fields if each.name != name])  # noqa: SLF001
    except ValidationError as error:
        setattr(entry, name, before)
        return FieldResult(FAULT, " ".join(error.messages), str(value))
    entry.note_writers = {**entry.note_writers, name: who.user.pk}
    return FieldResult(SAVED)


def _entry_of(who: LogActor, line: IndicatorYear) -> Entry:
    """Return the row's entry, made from what stands there already when nothing has been entered."""
    if line.entry is None:
        seed = {name: getattr(line.base_note, name) for name in NOTE_FIELDS}
        line.entry = Entry.objects.create(
            round=line.round,
            indicator=line.indicator,
            state=line.state,
            saved_by=who.user,
            saved_at=timezone.now(),
            **seed,
        )
    return line.entry


def _settle(who: LogActor, line: IndicatorYear) -> None:
    """Let a row that now differs from what is published be a draft of a change, and one that no longer does be none."""
    entry = _entry_of(who, line)
    entry.saved_by, entry.saved_at = who.user, timezone.now()
    if line.is_published and not line.differs:
        if entry.state != EntryState.PUBLISHED:
            _make(who, line, Move.DISCARD, "")
    elif entry.state == EntryState.PUBLISHED:
        _make(who, line, Move.CHANGE, "")
    entry.save()


def _make(who: LogActor, line: IndicatorYear, chosen: Move, message: str) -> None:
    """Put an entry where a move ends, and record the move; the rules have been asked before."""
    entry = _entry_of(who, line)
    now = timezone.now()
    Step.objects.create(entry=entry, move=chosen, by=who.user, at=now, message=message, content=line.snapshot)
    _keep(line, state=RULES[chosen].end, **_traces(chosen, who, now, message))
    if chosen is Move.DISCARD:
        entry.cells.all().delete()
        line.cells.clear()
        note = {name: getattr(line.base_note, name) for name in NOTE_FIELDS}
        _keep(line, change_reason="", message="", note_writers={}, **note)
    told = f"{chosen.label}: {message}" if message else str(chosen.label)
    record(EventKind.MOVE, who, subject=f"{line.indicator}, {line.round}", detail=told)


def _traces(chosen: Move, who: LogActor, now: Any, message: str) -> dict[str, Any]:
    """Return what a move leaves on the entry beside its state."""
    if chosen is Move.SUBMIT:
        return {"submitted_by": who.user, "submitted_at": now, "message": ""}
    if chosen in {Move.APPROVE, Move.RETURN}:
        return {"decided_by": who.user, "decided_at": now, "message": message}
    if chosen is Move.CHANGE:
        return {"submitted_by": None, "submitted_at": None, "decided_by": None, "decided_at": None}
    return {}


def _keep(line: IndicatorYear, **changes: Any) -> None:
    entry = line.entry
    if entry is None:
        raise ValueError("The row has no entry.")
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save()
