"""An indicator's year as far as its completeness goes: what the pages about a whole year and the letters count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from indicators.formats import alphabetical
from indicators.reporting.round.staff import Member
from indicators.reporting.rules.stages import LEFT, MISSING
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.words import person_name
from indicators.vocabulary import EntryState

WITHOUT_UNIT = "Utan ansvarig enhet"


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator's year, as far as its completeness goes."""

    name: str
    unit_id: int | None
    unit: str
    unit_slug: str
    stage: str
    url: str = ""  # of the page of its year
    is_due: bool = True
    is_shown: bool = True
    is_public: bool = False  # the public sees a value already, so a draft is a change of it
    message: str = ""  # why it was returned
    decided_by: str = ""
    submitted_by: str = ""
    submitted_at: datetime | None = None
    writers: frozenset[int] = frozenset()
    saved: tuple[tuple[int, datetime], ...] = ()  # who has saved something in it, and when

    @property
    def is_left(self) -> bool:
        """Tell whether somebody has to do something before it is submitted: also with what was begun unasked."""
        return self.stage in LEFT and (self.is_due or self.stage != MISSING)


@dataclass(frozen=True, slots=True)
class UnitItems:
    key: int | None
    name: str
    slug: str
    items: tuple[Item, ...]


def by_unit(items: Iterable[Item]) -> list[UnitItems]:
    """Return items unit by unit in the order of the units' names, those that have no unit last."""
    ordered = sorted(items, key=_unit_order)
    return [
        UnitItems(key, name, slug, tuple(group))
        for (key, name, slug), group in groupby(ordered, lambda item: (item.unit_id, item.unit, item.unit_slug))
    ]


@dataclass(frozen=True, slots=True)
class Addresses:
    sheet: str
    approval: str

    def sheet_of(self, unit: UnitItems) -> str:
        return f"{self.sheet}?enhet={unit.slug}" if unit.slug else self.sheet


def addresses_of(year: int, before: str = "") -> Addresses:
    """Return a year's addresses; a letter needs the portal's own `before` them."""
    return Addresses(*(before + reverse(name, args=[year]) for name in ("reporting_sheet", "reporting_approval")))


def item_of(line: IndicatorYear, before: str = "") -> Item:
    """Return what a line tells of completeness; a letter needs the portal's own address `before` that of the page."""
    indicator, entry = line.indicator, line.entry
    # Cells and note: who last did something in the row may have written only its source.
    saved = [(cell.saved_by_id, cell.saved_at) for cell in line.cells.values()]
    if entry and entry.saved_by_id and entry.saved_at:
        saved.append((entry.saved_by_id, entry.saved_at))
    return Item(
        name=indicator.name,
        unit_id=indicator.unit_id,
        unit=indicator.unit.name if indicator.unit else WITHOUT_UNIT,
        unit_slug=indicator.unit.slug if indicator.unit else "",
        stage=line.stage,
        url=before + reverse("reporting_entry", args=[line.year, indicator.slug]),
        is_due=line.is_due,
        is_shown=indicator.is_published,
        is_public=line.is_published,
        message=entry.message if entry and line.state == EntryState.RETURNED else "",
        decided_by=person_name(entry.decided_by) if entry and entry.decided_by else "",
        submitted_by=person_name(entry.submitted_by) if entry and entry.submitted_by else "",
        submitted_at=entry.submitted_at if entry else None,
        writers=line.writers,
        saved=tuple(saved),
    )


def may_decide(member: Member, item: Item, *, four_eyes: bool) -> bool:
    """Tell whether one of a unit's approvers may approve what somebody has submitted."""
    return item.unit_id in member.decides_for and not (four_eyes and member.key in item.writers)


def _unit_order(item: Item) -> tuple[bool, str, int]:
    # The key last, or the items of two units with one name would be mixed.
    return item.unit_id is None, alphabetical(item.unit), item.unit_id or 0
