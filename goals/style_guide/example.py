"""The example plan as published content that was never in a database: the pages' own presenters draw it."""

from operator import attrgetter, itemgetter
from typing import Any

from django.db.models import Model

from goals.content import load as plan_load
from goals.content.content import PublishedContent, assembled
from goals.models import AccessibilityStatement, AnnualSummary, Document, Period, Vision
from goals.plan.kinds import meta
from goals.plan.records import Plan, Record
from indicators.content import load
from indicators.content.figures import PublishedFigures, figures_of
from indicators.models import (
    ComparisonGroup,
    Correction,
    Indicator,
    Municipality,
    NationalRow,
    NationalYear,
    Outcome,
    OutcomeRow,
    Portal,
    Source,
    Unit,
)
from indicators.vocabulary import OutcomeState


def example_content(plan: Plan) -> PublishedContent:
    """Return the content that a portal with this plan would publish; drafts and assessments are left out."""
    rows = _Rows(plan)
    figures = _figures(plan, rows)
    visions = {each.pk: plan_load.published_vision(each, figures) for each in rows.all(Vision)}
    periods = sorted(rows.all(Period), key=lambda each: -each.first_year)
    statements = rows.all(AccessibilityStatement)
    return assembled(
        figures,
        visions=visions.values(),
        periods=[plan_load.published_period(each, visions.get(each.vision_id or 0), figures) for each in periods],
        documents=map(plan_load.published_document, rows.all(Document)),
        assessments=(),
        overall=(),
        versions=map(plan_load.published_version, rows.all(AnnualSummary)),
        statement=plan_load.published_statement(statements[0]) if statements else None,
    )


def _figures(plan: Plan, rows: "_Rows") -> PublishedFigures:
    (portal,) = map(load.published_portal, rows.all(Portal))
    outcomes = _outcomes(plan, rows)
    national = _national(rows)
    indicators = {
        each.pk: load.published_indicator(
            each, portal.municipality.code, outcomes.get(each.pk, ()), national.get(each.pk, ())
        )
        for each in rows.all(Indicator)
    }
    return figures_of(
        portal,
        indicators,
        groups=tuple(map(load.published_group, rows.all(ComparisonGroup))),
        municipalities={
            each.code: each.name for each in rows.all(Municipality) if each.kind == Municipality.Kind.MUNICIPALITY
        },
        units=tuple(load.PublishedUnit(each.slug, each.name) for each in rows.all(Unit)),
        sources={each.name: each.about for each in rows.all(Source)},
        corrections=tuple(
            load.published_correction(each, indicators[each.indicator_id]) for each in rows.all(Correction)
        ),
    )


def _national(rows: "_Rows") -> dict[int, list[NationalRow]]:
    found: dict[int, list[NationalRow]] = {}
    for each in sorted(rows.all(NationalYear), key=attrgetter("year")):
        row = NationalRow(*(getattr(each, name) for name in NationalRow._fields))
        found.setdefault(each.indicator_id, []).append(row)
    return found


def _outcomes(plan: Plan, rows: "_Rows") -> dict[int, list[OutcomeRow]]:
    """Return the plan's published outcomes by their indicator's key, oldest first."""
    found: dict[int, list[OutcomeRow]] = {}
    records = (each.values for kind, given in plan.records.items() if kind.model is Outcome for each in given)
    for values in sorted(records, key=itemgetter("year")):
        if values["state"] == OutcomeState.PUBLISHED:
            indicator, place = rows.get(Indicator, values["indicator"]), rows.get(Municipality, values["municipality"])
            own = {name: values[name] for name in OutcomeRow._fields if name in values}
            own |= {"indicator_id": indicator.pk, "code": place.code, "municipality": place.name}
            found.setdefault(indicator.pk, []).append(OutcomeRow(**own))
    return found


class _Rows:
    """The plan's rows, never saved, joined as a query would have joined them."""

    def __init__(self, plan: Plan) -> None:
        self._rows: dict[type[Model], dict[Any, Any]] = {}
        kept = {kind: records for kind, records in plan.records.items() if kind.model is not Outcome}
        for kind, records in kept.items():
            # A row without a key of its own has no related rows, says Django.
            self._rows[kind.model] = {_key(each): kind.model(pk=pk) for pk, each in enumerate(records, 1)}
        for model, rows in self._rows.items():
            for row in rows.values():
                # Where Django keeps what prefetch_related has loaded; otherwise each relation would ask the database.
                row._prefetched_objects_cache = {each.get_accessor_name(): [] for each in meta(model).related_objects}  # noqa: SLF001
        for records in kept.values():
            for each in records:
                self._fill(each)

    def all[Row: Model](self, model: type[Row]) -> list[Row]:
        """Return every row of a model, in the plan's order."""
        return list(self._rows.get(model, {}).values())

    def get[Row: Model](self, model: type[Row], *key: Any) -> Row:
        """Return the row with a natural key: a slug, or a year and a version."""
        return self._rows[model][key]

    def _fill(self, record: Record) -> None:
        row = self._rows[record.kind.model][_key(record)]
        for name, value in record.values.items():
            field = meta(record.kind.model).get_field(name)
            if field.many_to_many:
                row._prefetched_objects_cache[name] = [self.get(field.related_model, each) for each in value]  # noqa: SLF001
            elif field.related_model is None or value is None:
                setattr(row, name, value)
            else:
                other = self.get(field.related_model, value)
                setattr(row, name, other)
                # A relation that the other end has no name for ("+") is never asked for from there.
                other._prefetched_objects_cache.get(field.remote_field.get_accessor_name(), []).append(row)  # noqa: SLF001


def _key(record: Record) -> tuple[Any, ...]:
    return tuple(record.values[name] for name in record.kind.natural)
