"""The sheet: lines in, rows with ready answers out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from indicators.formats import capital, counted, listed, long_date
from indicators.models import Round, Unit
from indicators.reporting.rules.checks import rounding_text
from indicators.reporting.rules.contents import written
from indicators.reporting.rules.moves import Actor, may_edit
from indicators.reporting.rules.rights import Rights
from indicators.reporting.shapes import (
    Choice,
    Progress,
    RowRemark,
    Sheet,
    SheetCell,
    SheetHelp,
    SheetRow,
    SheetState,
    UnitChoice,
)
from indicators.reporting.values.entries import CONFLICT, FAULT, UNSENT, FieldResult, note_token
from indicators.reporting.values.lines import IndicatorYear, closed_text
from indicators.reporting.words import moment_text, person_name
from indicators.vocabulary import EntryState, Sex

DONE = frozenset({EntryState.SUBMITTED, EntryState.APPROVED, EntryState.PUBLISHED})
TO_DO = (EntryState.RETURNED, EntryState.DRAFT, "missing")  # in the order they are told
MAX_TO_DO = 8
COMMENT = "kommentar"  # the field's name in a form, after the indicator's slug
SEEN = "sett"
WORDS = {
    "share": "procent",
    "count": "antal",
    "rate": "kvot",
    "index": "index",
    "rank": "placering",
    "category": "steg",
}
DECIMALS = ("inga decimaler", "en decimal", "två decimaler")


def field_name(slug: str, sex: str) -> str:
    """Return the name of a field of a row."""
    return f"{slug}__{sex}"


def sheet_of(
    round_: Round,
    lines: Sequence[IndicatorYear],
    rights: Rights,
    today: date,
    *,
    results: Mapping[str, Mapping[str, FieldResult]] | None = None,
    units: tuple[UnitChoice, ...] = (),
) -> Sheet:
    """Return a person's sheet of a year. `results` are what became of what was just sent, by slug and field."""
    has_sexes = any(line.indicator.by_sex for line in lines)
    rows = tuple(
        row_of(line, rights.actor(line.indicator.unit_id), today, (results or {}).get(line.indicator.slug), has_sexes)
        for line in lines
    )
    left = (row for row in rows if row.is_editable and row.state.code in TO_DO)
    to_do = sorted(left, key=lambda row: TO_DO.index(row.state.code))
    return Sheet(
        year=round_.year,
        due=due_text(round_, today),
        is_open=round_.takes_values(today),
        rows=rows,
        has_sexes=has_sexes,
        progress=progress_of(lines),
        units=units,
        to_do=tuple(to_do[:MAX_TO_DO]),
        more_to_do=max(0, len(to_do) - MAX_TO_DO),
        waiting=sum(line.state == EntryState.SUBMITTED and rights.decides(line.indicator.unit_id) for line in lines),
        is_fillable=round_.takes_values(today) and any(rights.reports(line.indicator.unit_id) for line in lines),
        faults=tuple(
            (remark.field or f"rad-{row.slug}", f"{row.name}: {remark.text}") for row in rows for remark in row.faults
        ),
    )


def row_of(
    line: IndicatorYear,
    actor: Actor,
    today: date,
    results: Mapping[str, FieldResult] | None = None,
    has_sexes: bool = False,
) -> SheetRow:
    """Return one row, with what became of what was just sent in it."""
    results = results or {}
    indicator = line.indicator
    warnings = line.warnings()
    editable = not may_edit(actor, line.standing(today, four_eyes=True))
    comment = results.get("comment")
    is_kept = comment is not None and comment.kind in {FAULT, CONFLICT}
    last = max((row for row in indicator.loaded_outcomes if _is_last(row, line.year)), key=_year, default=None)
    return SheetRow(
        slug=indicator.slug,
        name=indicator.name,
        unit_text=_unit_text(line),
        last_text=capital(line.scale.short(last.value)) if last and last.value is not None else "",
        last_year=last.year if last else None,
        target_text=_target_text(line),
        cells=tuple(_cell(line, sex, results.get(sex), warnings.get(sex, ())) for sex in line.sexes),
        blanks=2 if has_sexes and not indicator.by_sex else 0,
        comment=comment.typed if comment and is_kept else line.note.comment,
        comment_seen=note_token(line.note.comment),
        comment_kind=comment.kind if comment and is_kept else "",
        comment_stored=line.note.comment,
        state=state_of(line, today),
        remarks=tuple(_remarks(line, results, warnings)),
        help=_help(line, last),
        is_editable=editable,
        is_late=line.round.phase(today) == Round.Phase.LATE and line.is_due and line.state not in DONE,
        url=reverse("reporting_entry", args=[line.year, indicator.slug]),
    )


def is_ready(line: IndicatorYear) -> bool:
    """Tell whether a row has something to submit, a draft of a plan too, and lacks nothing."""
    return is_begun(line) and not line.faults()


def is_begun(line: IndicatorYear) -> bool:
    """Tell whether a row has something that is not on its way yet."""
    return line.has_begun and line.state in {EntryState.DRAFT, EntryState.RETURNED}


def state_of(line: IndicatorYear, today: date) -> SheetState:
    """Return where a line stands, in words."""
    told = _saved_text(line.entry.saved_by, line.entry.saved_at, today) if line.entry and line.entry.saved_at else ""
    state = line.state
    if state == EntryState.DRAFT and not line.has_begun:
        if not line.is_due:
            return SheetState("idle", "Mäts inte i år", _interval_text(line))
        return SheetState("missing", "Saknas", told)
    if state == EntryState.DRAFT and line.is_published:
        return SheetState("draft", "Ändring påbörjad", told)
    return SheetState(state.value, str(state.label), told if state != EntryState.PUBLISHED else "")


def progress_of(lines: Iterable[IndicatorYear]) -> Progress:
    """Return how many of the indicators that are measured in the year are done, and what the others are."""
    due = [line for line in lines if line.is_due]
    done = sum(line.state in DONE for line in due)
    returned = sum(line.state == EntryState.RETURNED for line in due)
    drafts = sum(line.state == EntryState.DRAFT and line.has_begun for line in due)
    missing = len(due) - done - returned - drafts
    if not due:
        return Progress("Ingen indikator ska ha ett värde för året.", 0, 0)
    parts = [
        text
        for count, text in (
            (returned, f"{counted(returned)} {'är återsänt' if returned == 1 else 'är återsända'}"),
            (drafts, f"{counted(drafts)} är utkast"),
            (missing, f"{counted(missing)} saknas"),
        )
        if count
    ]
    rest = f" {capital(listed(parts))}." if parts else ""
    values = "värde" if len(due) == 1 else "värden"
    ready = "klart" if 1 in {done, len(due)} else "klara"
    return Progress(f"{done} av {len(due)} {values} är {ready}.{rest}", done, len(due))


def due_text(round_: Round, today: date) -> str:
    """Return what the year's days mean today."""
    due = long_date(round_.due_on)
    return {
        Round.Phase.PLANNED: closed_text(round_),
        Round.Phase.OPEN: f"Sista dagen är {due}.",
        Round.Phase.LATE: f"Sista dagen var {due}. Det går fortfarande att skriva in värden.",
        Round.Phase.LOCKED: closed_text(round_),
    }[round_.phase(today)]


def unit_choices(units: Iterable[Unit], address: str, chosen: str) -> tuple[UnitChoice, ...]:
    """Return the units that a sheet can be narrowed to; none where there is one at most."""
    found = list(units)
    if len(found) < 2:
        return ()
    return (
        UnitChoice("Alla enheter", address, not chosen),
        *(UnitChoice(unit.name, f"{address}?enhet={unit.slug}", unit.slug == chosen) for unit in found),
    )


def _saved_text(user: Any, moment: datetime, today: date) -> str:
    return f"Sparat {moment_text(moment, today)}" + (f" av {person_name(user)}" if user else "")


def _interval_text(line: IndicatorYear) -> str:
    interval = line.indicator.interval
    return "Mäts vartannat år" if interval == 2 else f"Mäts vart {interval}:e år" if interval > 2 else ""


def _year(row: Any) -> int:
    return row.year


def _is_last(row: Any, year: int) -> bool:
    return row.sex == Sex.TOTAL and row.year < year and row.value is not None


def _cell(line: IndicatorYear, sex: Sex, result: FieldResult | None, warnings: Sequence[str]) -> SheetCell:
    content = line.content(sex)
    stored = written(content, line.scale)
    name = field_name(line.indicator.slug, sex)
    if result and result.kind in {FAULT, CONFLICT, UNSENT}:
        seen = content.token if result.seen is None else result.seen
        kind = "" if result.kind == UNSENT else result.kind
        return SheetCell(name, sex, str(sex.label), result.typed, seen, kind, stored)
    return SheetCell(name, sex, str(sex.label), stored, content.token, "warning" if warnings else "", stored)


def remarks_of(line: IndicatorYear) -> Iterable[RowRemark]:
    """Return what is said about a row that nothing was just sent for."""
    return _remarks(line, {}, line.warnings())


def _remarks(
    line: IndicatorYear, results: Mapping[str, FieldResult], warnings: Mapping[str, Sequence[str]]
) -> Iterable[RowRemark]:
    """Yield what is said about a row, the most pressing first."""
    for field, result in results.items():
        if result.kind in {FAULT, CONFLICT}:
            yield _result_remark(line, field, result)
    entry = line.entry
    if entry and entry.state == EntryState.RETURNED and entry.message:
        sender = f"{person_name(entry.decided_by)}: " if entry.decided_by else ""
        yield RowRemark("message", f"{sender}{entry.message}")
    for sex, told in warnings.items():
        for text in told:
            field = field_name(line.indicator.slug, sex) if sex else ""
            yield RowRemark("warning", f"{_label(line, sex)}{text}", field)
    for sex in line.sexes:
        value = line.content(sex).value
        if sex in line.cells and value is not None and (shown := rounding_text(value, line.limits)):
            yield RowRemark("info", f"{_label(line, sex)}{shown}", field_name(line.indicator.slug, sex))
    if line.corrected and entry and not entry.change_reason.strip():
        yield RowRemark(
            "info", "Värdet är publicerat. Ändringen kan skickas in när du har skrivit varför, på radens egen sida."
        )
    if is_begun(line) and not line.note.source.strip():
        yield RowRemark("info", "Kan skickas in när du har skrivit varifrån värdet kommer, på radens egen sida.")


def _result_remark(line: IndicatorYear, field: str, result: FieldResult) -> RowRemark:
    slug = line.indicator.slug
    name = field_name(slug, COMMENT if field == "comment" else field) if field else ""
    opening = "Sparades inte. " if result.kind == FAULT else ""
    choices = [Choice(name, text, text) for text in result.choices]
    if result.kind == CONFLICT and field in line.sexes:
        choices = [
            Choice(name, result.typed, f"Använd {result.typed.strip() or 'tomt'}"),
            Choice(name, result.theirs, f"Behåll {result.theirs or 'tomt'}"),
        ]
    elif result.kind == CONFLICT and field == "comment":
        choices = [
            Choice(name, result.typed, "Använd det du har skrivit"),
            Choice(name, line.note.comment, "Behåll det som står"),
        ]
    return RowRemark(result.kind, f"{_label(line, field)}{opening}{result.message}", name, tuple(choices))


def _label(line: IndicatorYear, field: str) -> str:
    if field in line.sexes and len(line.sexes) > 1:
        return f"{Sex(field).label}: "
    return "Kommentaren: " if field == "comment" else ""


def _unit_text(line: IndicatorYear) -> str:
    indicator = line.indicator
    if indicator.categories:
        return "steg: " + ", ".join(indicator.categories)
    unit = "procent" if indicator.unit_label == "%" else indicator.unit_label or WORDS.get(indicator.measure, "")
    places = indicator.decimals
    return f"{unit}, {DECIMALS[places] if places < len(DECIMALS) else f'{places} decimaler'}"


def _target_text(line: IndicatorYear) -> str:
    targets = list(line.indicator.targets.all())
    ahead = [each for each in targets if each.year >= line.year] or targets[-1:]
    if not ahead:
        return ""
    nearest = ahead[0]
    return f"{line.scale.aim(nearest.value, nearest.low, nearest.high)} ({nearest.year})"


def _help(line: IndicatorYear, last: Any) -> SheetHelp:
    indicator = line.indicator
    coming = indicator.next_publication
    return SheetHelp(
        definition=indicator.definition,
        note=indicator.note,
        source=f"Värdet för {last.year} kommer från {last.source}." if last and last.source else "",
        source_url=last.source_url if last else "",
        next_publication=f"Nästa värde väntas {long_date(coming)}." if coming else "",
    )
