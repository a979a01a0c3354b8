"""A person's sheets: a year's rows, how far they have come and what is left."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from indicators.models import Indicator, Portal, Round, Unit
from indicators.models.measures import IndicatorQuerySet
from indicators.reporting.rules.rights import Rights
from indicators.reporting.rules.stages import LEFT
from indicators.reporting.shapes import Sheet, UnitChoice
from indicators.reporting.sheet.rows import row_of
from indicators.reporting.sheet.states import due_text, progress_of
from indicators.reporting.values.changes import FieldResult
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.loading import load_indicator_years
from indicators.vocabulary import EntryState

MAX_TO_DO = 8


def seen_by(rights: Rights) -> IndicatorQuerySet:
    """Return the indicators of a person's sheet, in files too: those that they only approve are among them."""
    shown = Indicator.objects.published()
    return shown if rights.coordinates else shown.of_units(rights.units)


def sheets_of(rights: Rights, rounds: Iterable[Round], today: date) -> list[Sheet]:
    """Return a sheet for each year; none before a plan is read in."""
    portal = Portal.objects.with_municipality().first()
    if portal is None:
        return []
    return [sheet_of(each, load_indicator_years(portal, each, seen_by(rights)), rights, today) for each in rounds]


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
    left = (row for row in rows if row.is_editable and row.state.code in LEFT)
    # What came back is somebody's question, so it stands first; then what is begun, then what is missing.
    to_do = sorted(left, key=lambda row: LEFT.index(row.state.code))
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
        to_decide=sum(line.state == EntryState.SUBMITTED and rights.decides(line.indicator.unit_id) for line in lines),
        is_fillable=round_.takes_values(today) and any(rights.reports(line.indicator.unit_id) for line in lines),
        faults=tuple(
            (remark.field or f"rad-{row.slug}", f"{row.name}: {remark.text}") for row in rows for remark in row.faults
        ),
    )


def unit_choices(units: Iterable[Unit], address: str, chosen: str) -> tuple[UnitChoice, ...]:
    """Return the units that a sheet can be narrowed to; none where there is one at most."""
    found = list(units)
    if len(found) < 2:
        return ()
    return (
        UnitChoice("Alla enheter", address, not chosen),
        *(UnitChoice(unit.name, f"{address}?enhet={unit.slug}", unit.slug == chosen) for unit in found),
    )
