"""Rows of one kind of a plan on their way into the database: new, changed or as they were."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from goals.models import Goal, Period, Vision
from goals.plan.format import GROUP, OUTCOME
from goals.plan.kinds import RecordKind, meta
from goals.plan.records import Record
from goals.plan.values import MAX_SMALL_INTEGER
from indicators.models import ComparisonGroup, Indicator
from indicators.vocabulary import OutcomeState

CHANGE_REASON = "Inläst från plan"
BATCH = 500  # rows a statement

type Keys = dict[type[models.Model], dict[Any, int]]  # per model: slug or code → primary key

# Two rows that swap a value that only one may have would meet half way; first they step aside to these.
ASIDE: dict[type[models.Model], tuple[str, Callable[[int], Any]]] = {
    Goal: ("number", lambda place: MAX_SMALL_INTEGER - place),
    Period: ("first_year", lambda place: place),
    Indicator: ("kolada_id", lambda _: ""),
    Vision: ("state", lambda _: Vision.State.REPLACED),
}


@dataclass(frozen=True, slots=True)
class RowCount:
    """What a load did with one kind of row; `left_alone` are rows of the database that the plan does not have."""

    kind: RecordKind
    new: int
    changed: int
    unchanged: int
    left_alone: int


class Store:
    def __init__(self, kind: RecordKind, records: list[Record], keys: Keys) -> None:
        self.kind, self.records, self.keys, self.model = kind, records, keys, kind.model
        fields = [f for f in meta(self.model).concrete_fields if not f.primary_key]
        self.fields = {f.name: f for f in fields}
        # References within the kind wait until every row has a primary key.
        self.own = {name for name, f in self.fields.items() if f.related_model is self.model}
        self.natural = [self.fields[name].attname for name in kind.natural]
        self.new: dict[tuple[Any, ...], models.Model] = {}
        self.changed: dict[tuple[Any, ...], models.Model] = {}
        self.touched: set[str] = set()
        self.now = timezone.now()

    def run(self) -> RowCount:
        """Store the records, add the kind's keys for those that lean on it, and return what was done."""
        there = {self.key_of(row): row for row in self.model.objects.all()}
        wanted = [self.wanted(record) for record in self.records]
        for values in wanted:
            self.compare(values, there)
        # First: a new row may take what only one may have and a changed row gives up.
        self.update()
        self.create()
        rows = there | self.new
        # Only what a single word names can be referred to.
        if len(self.kind.natural) == 1:
            self.keys[self.model] = {key[0]: row.pk for key, row in rows.items()}
        self.point_at_own(rows)
        if self.kind is GROUP:
            self.store_members(rows)
        found, new, changed = len(wanted), len(self.new), len(self.changed)
        return RowCount(self.kind, new, changed, found - new - changed, len(there) - (found - new))

    def key_of(self, row: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.natural)

    def wanted(self, record: Record) -> dict[str, Any]:
        """Return attribute → value for a record, references resolved, those to its own kind left for later."""
        values = {}
        for name, value in record.values.items():
            # A list of others is no column, and a row of the same kind may not have its key yet.
            if name not in self.fields or name in self.own:
                continue
            target = self.fields[name].related_model
            values[self.fields[name].attname] = value if target is None or value is None else self.keys[target][value]
        return values

    def compare(self, values: dict[str, Any], there: dict[tuple[Any, ...], Any]) -> None:
        """Put a row among the new or the changed, or leave it when nothing differs."""
        key = tuple(values[name] for name in self.natural)
        row = there.get(key)
        # The moment of the first publication stays, whatever is published later.
        if self.kind is OUTCOME and values["state"] == OutcomeState.PUBLISHED:
            values["published_at"] = (row and row.published_at) or self.now
        if row is None:
            self.new[key] = self.model(**values)
            return
        differing = [name for name, value in values.items() if getattr(row, name) != value]
        if differing:
            for name in differing:
                setattr(row, name, values[name])
            self.touched.update(differing)
            self.changed[key] = row

    def update(self) -> None:
        if not self.changed:
            return
        rows, fields = list(self.changed.values()), sorted(self.touched)
        name, aside = ASIDE.get(self.model, ("", None))
        if aside and name in self.touched:
            for place, row in enumerate(rows, 1):
                self.model.objects.filter(pk=row.pk).update(**{name: aside(place)})
        # Django's own bulk statements leave the history without a line.
        if self.has_history:
            bulk_update_with_history(rows, self.model, fields, BATCH, default_change_reason=CHANGE_REASON)
        else:
            self.model.objects.bulk_update(rows, fields, BATCH)

    def create(self) -> None:
        rows = list(self.new.values())
        if self.has_history:
            bulk_create_with_history(rows, self.model, BATCH, default_change_reason=CHANGE_REASON)
        else:
            self.model.objects.bulk_create(rows, BATCH)

    @property
    def has_history(self) -> bool:
        return hasattr(self.model, "history")

    def point_at_own(self, rows: dict[tuple[Any, ...], Any]) -> None:
        """Store references within the kind, once every row has a primary key."""
        for name in self.own:
            attname, moved = self.fields[name].attname, []
            for record in self.records:
                row, to = rows[record.key], record.values[name]
                pk = None if to is None else self.keys[self.model][to]
                if getattr(row, attname) != pk:
                    setattr(row, attname, pk)
                    moved.append(row)
                    if record.key not in self.new:
                        self.changed[record.key] = row
            self.model.objects.bulk_update(moved, [name], BATCH)

    def store_members(self, rows: dict[tuple[Any, ...], Any]) -> None:
        """Give each comparison group the plan's municipalities, no more and no fewer."""
        codes = {pk: code for code, pk in self.keys[ComparisonGroup.municipalities.field.related_model].items()}
        groups = ComparisonGroup.objects.prefetch_related("municipalities")
        there = {group.slug: {codes[m.pk] for m in group.municipalities.all()} for group in groups}
        for record in self.records:
            wanted = record.values["municipalities"]
            if there[record.key[0]] != set(wanted):
                row = rows[record.key]
                row.municipalities.set(
                    [self.keys[ComparisonGroup.municipalities.field.related_model][c] for c in wanted]
                )
                if record.key not in self.new:
                    self.changed[record.key] = row
