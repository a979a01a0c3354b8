"""One row of the sheet, with ready answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from indicators.formats import capital, in_digits, long_date
from indicators.models import Round
from indicators.reporting.rules.contents import written
from indicators.reporting.rules.moves import Actor, may_edit
from indicators.reporting.rules.stages import DONE
from indicators.reporting.shapes import SheetCell, SheetHelp, SheetRow
from indicators.reporting.sheet.fields import field_name
from indicators.reporting.sheet.remarks import remarks_of
from indicators.reporting.sheet.states import state_of
from indicators.reporting.values.changes import UNSENT, FieldResult
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import note_token
from indicators.series.rows import decided_text
from indicators.vocabulary import Sex, TargetScope

MEASURE_WORDS = {  # where an indicator has no unit of its own
    "share": "procent",
    "count": "antal",
    "rate": "kvot",
    "index": "index",
    "money": "kronor",
    "ratio": "procent",
    "change": "förändring",
    "rank": "placering",
    "category": "steg",
}
DECIMALS = ("inga decimaler", "en decimal", "två decimaler")


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
    # Whether four eyes are asked for does not matter to who may write.
    editable = not may_edit(actor, line.standing(today, four_eyes=True))
    comment = results.get("comment")
    if comment is not None and not comment.is_refused:
        comment = None  # it was saved, so what stands in the field is what is stored
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
        comment=comment.typed if comment else line.note.comment,
        comment_seen=note_token(line.note.comment),
        comment_kind=comment.kind if comment else "",
        comment_stored=line.note.comment,
        state=state_of(line, today),
        remarks=tuple(remarks_of(line, warnings, results, coordinates=actor.coordinates)),
        help=_help(line, last),
        is_editable=editable,
        is_late=line.round.phase(today) == Round.Phase.LATE and line.is_due and line.stage not in DONE,
        url=reverse("reporting_entry", args=[line.year, indicator.slug]),
    )


def _cell(line: IndicatorYear, sex: Sex, result: FieldResult | None, warnings: Sequence[str]) -> SheetCell:
    content = line.content(sex)
    stored = written(content, line.scale)
    name = field_name(line.indicator.slug, sex)
    if result and (result.is_refused or result.kind == UNSENT):
        # A conflict has been shown, so what is stored is now what its writer has seen.
        seen = content.token if result.seen is None else result.seen
        kind = "" if result.kind == UNSENT else result.kind
        return SheetCell(name, sex, str(sex.label), result.typed, seen, kind, stored)
    return SheetCell(name, sex, str(sex.label), stored, content.token, "warning" if warnings else "", stored)


def _year(row: Any) -> int:
    return row.year


def _is_last(row: Any, year: int) -> bool:
    return row.sex == Sex.TOTAL and row.year < year and row.value is not None


def _unit_text(line: IndicatorYear) -> str:
    indicator = line.indicator
    if indicator.categories:
        return "steg: " + ", ".join(indicator.categories)
    own = "procent" if indicator.unit_label == "%" else indicator.unit_label
    unit = own or MEASURE_WORDS.get(indicator.measure, "")
    places = indicator.decimals
    return f"{unit}, {DECIMALS[places] if places < len(DECIMALS) else in_digits(places, 'decimal')}"


def _target_text(line: IndicatorYear) -> str:
    targets = [each for each in line.indicator.targets.all() if each.scope == TargetScope.TOTAL]
    ahead = [each for each in targets if each.year >= line.year] or targets[-1:]
    if not ahead:
        return ""
    nearest = ahead[0]
    return f"{decided_text(nearest, line.indicator)} ({nearest.year})"


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
