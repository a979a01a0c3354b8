"""The example plan as rows that are never saved: the pages' own presenters draw them, and no database is asked."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from django.db.models import Model

from goals.models import Period
from goals.plan.kinds import meta
from goals.plan.records import Plan, Record
from indicators.models import Indicator, Municipality, Outcome, OutcomeRow, Portal
from indicators.vocabulary import OutcomeState


class ExamplePlan:
    """The plan's rows, joined as a query would have joined them."""

    def __init__(self, plan: Plan) -> None:
        self._rows: dict[type[Model], dict[Any, Any]] = {}
        for kind, records in plan.records.items():
            if kind.model is not Outcome:
                # A row without a key of its own has no related rows, says Django.
                self._rows[kind.model] = {_key(each): kind.model(pk=pk) for pk, each in enumerate(records, 1)}
        for model, rows in self._rows.items():
            for row in rows.values():
                # Where Django keeps what prefetch_related has loaded; otherwise each relation would ask the database.
                row._prefetched_objects_cache = {each.get_accessor_name(): [] for each in meta(model).related_objects}  # noqa: SLF001
        for kind, records in plan.records.items():
            if kind.model is Outcome:
                self._add_outcomes(records)
            else:
                for each in records:
                    self._fill(each)
        self.portal = self.all(Portal)[0]
        self.period = max(self.all(Period), key=lambda each: each.first_year)

    def all[Row: Model](self, model: type[Row]) -> list[Row]:
        """Return every row of a model, in the plan's order."""
        return list(self._rows[model].values())

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

    def _add_outcomes(self, records: Iterable[Record]) -> None:
        for indicator in self.all(Indicator):
            indicator.loaded_outcomes = []
        for values in sorted((each.values for each in records), key=itemgetter("year")):
            if values["state"] != OutcomeState.PUBLISHED:
                continue
            indicator = self.get(Indicator, values["indicator"])
            place = self.get(Municipality, values["municipality"])
            own = {name: values[name] for name in OutcomeRow._fields if name in values}
            own |= {"indicator_id": indicator.pk, "code": place.code, "municipality": place.name}
            indicator.loaded_outcomes.append(OutcomeRow(**own))


def _key(record: Record) -> tuple[Any, ...]:
    return tuple(record.values[name] for name in record.kind.natural)
