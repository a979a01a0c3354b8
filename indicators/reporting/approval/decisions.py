"""What an approver reads before saying yes or no: what would change, by whom, and what is odd with it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from indicators.formats import capital
from indicators.models import Cell, Entry, Step
from indicators.reporting.rules.contents import Content, written
from indicators.reporting.rules.moves import open_moves, refusal
from indicators.reporting.rules.rights import Rights
from indicators.reporting.shapes import ApprovalItem, CellChange, Fact, PastStep
from indicators.reporting.sheet.remarks import remarks_of
from indicators.reporting.sheet.states import state_of
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import NOTE_FIELDS
from indicators.reporting.words import field_text, moment_text, person_name
from indicators.vocabulary import Move, Sex

NOTHING = "Uppgift saknas"


def approval_item(
    line: IndicatorYear, rights: Rights, today: date, *, four_eyes: bool, fault: str = "", message: str = ""
) -> ApprovalItem:
    """Return a line as its approver reads it. `fault` and `message` are what a refused try said and had written."""
    indicator = line.indicator
    actor = rights.actor(indicator.unit_id)
    standing = line.standing(today, four_eyes=four_eyes)
    return ApprovalItem(
        slug=indicator.slug,
        name=indicator.name,
        unit=indicator.unit.name if indicator.unit else "Utan ansvarig enhet",
        url=reverse("reporting_entry", args=[line.year, indicator.slug]),
        token=line.token,
        state=state_of(line, today),
        writer=_writer(line, today),
        changes=tuple(_changes(line)),
        facts=tuple(_facts(line)),
        remarks=tuple(remarks_of(line, line.warnings())),
        moves=tuple(open_moves(actor, standing)),
        why_not=refusal(Move.APPROVE, actor, standing),
        fault=fault,
        message=message,
    )


def past_steps(line: IndicatorYear, today: date) -> tuple[PastStep, ...]:
    """Return what has been done with an entry, the newest first: one query."""
    if line.entry is None:
        return ()
    found = Step.objects.filter(entry=line.entry).select_related("by")
    return tuple(
        PastStep(moment_text(each.at, today), person_name(each.by), str(each.get_move_display()), each.message)
        for each in found
    )


def past_cells(line: IndicatorYear, today: date) -> tuple[PastStep, ...]:
    """Return what has been written in an entry's cells, the newest first, the published ones too: one query."""
    if line.entry is None:
        return ()
    records = Cell.history.filter(entry_id=line.entry.pk).select_related("saved_by").order_by("history_id")
    found: list[PastStep] = []
    before = {sex.value: line.published(sex) or Content() for sex in line.sexes}
    for each in records:
        # Cells are removed when they are published; the record of the step tells of that.
        if each.history_type == "-" or each.sex not in before:
            continue
        new = Content(each.value, each.missing_reason)
        old, before[each.sex] = before[each.sex], new
        label = f"{Sex(each.sex).label}: " if len(line.sexes) > 1 else ""
        was = f"från {written(old, line.scale) or 'tomt'} " if found or not old.is_empty else ""
        what = f"{label}{was}till {written(new, line.scale) or 'tomt'}"
        found.append(PastStep(moment_text(each.saved_at, today), person_name(each.saved_by), what, ""))
    return tuple(reversed(found))


def _writer(line: IndicatorYear, today: date) -> str:
    entry = line.entry
    if entry is None or entry.submitted_by is None or entry.submitted_at is None:
        return ""
    return f"{person_name(entry.submitted_by)}, {moment_text(entry.submitted_at, today)}"


def _facts(line: IndicatorYear) -> Iterator[Fact]:
    """Yield what is told beside the values, and of a published year what would be told otherwise than now."""
    if line.entry and line.entry.change_reason:
        yield Fact("Varför det publicerade ändras", line.entry.change_reason)
    note, public = line.note, line.base_note if line.is_published else line.note
    for name in NOTE_FIELDS:
        new, old = getattr(note, name), getattr(public, name)
        if new == old and (not new or name == "source_url"):
            continue  # a link is part of its source, unless it is what changes
        field: Any = Entry._meta.get_field(name)  # noqa: SLF001  Django documents _meta
        url = note.source_url if name == "source" and new else ""
        text, before = (field_text(name, each) or "Tomt" for each in (new, old))
        yield Fact(capital(field.verbose_name), text, "" if new == old else before, url)


def _changes(line: IndicatorYear) -> list[CellChange]:
    """Return each value with what it is compared with: the published one, else the one of the year before."""
    changes = []
    for sex in line.sexes:
        new, (old, since) = line.content(sex), _compared(line, sex)
        before = f"{capital(_content_text(line, old))} ({since})" if old else ""
        changes.append(
            CellChange(str(sex.label), before, capital(_content_text(line, new)), _change_text(line, old, new))
        )
    return changes


def _change_text(line: IndicatorYear, old: Content | None, new: Content) -> str:
    """Return how much a value would change, in the unit that differences have."""
    if old is None or old.value is None or new.value is None or line.scale.categories:
        return ""
    return line.scale.change(new.value - old.value) if new.value != old.value else "Oförändrat"


def _compared(line: IndicatorYear, sex: str) -> tuple[Content | None, str]:
    published, past = line.published(sex), line.past(sex)
    if published is not None:
        return published, "publicerat"
    return (Content(past[-1].value), str(past[-1].year)) if past else (None, "")


def _content_text(line: IndicatorYear, content: Content | None) -> str:
    if content is None or content.is_empty:
        return NOTHING
    if content.value is None:
        return f"saknas: {written(content, line.scale).lower()}"
    return line.scale.short(content.value)
