"""How far a year has come, per unit and per person: lines and people in, counts and names out. No query, no clock.

An indicator's year is done when it is submitted, approved or published, and a stated reason for no value is as good as
a value. Indicators that are not measured in the year, or not shown to anybody, are not counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.formats import listed
from indicators.reporting.round.items import Addresses, Item, addresses_of, by_unit, may_decide
from indicators.reporting.round.staff import Member, Staff
from indicators.reporting.rules.stages import DONE, STAGE_WORDS, STAGES
from indicators.shapes import Part
from indicators.vocabulary import EntryState


@dataclass(frozen=True, slots=True)
class Tally:
    parts: tuple[Part, ...]  # every stage, also those without any

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def done(self) -> int:
        return sum(part.count for part in self.parts if part.code in DONE)

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def percent(self) -> int:
        """Return how much is done in whole per cent, rounded down: only what is whole is a hundred."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def bar(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.count)


@dataclass(frozen=True, slots=True)
class UnitRow:
    name: str
    url: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class ToDo:
    what: str  # "att skicka in" or "att godkänna"
    count: int
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    name: str
    duties: tuple[str, ...]
    left: tuple[ToDo, ...]
    last_saved: datetime | None
    remark: str  # why the person does nothing or hears nothing: "e-postadress saknas"


@dataclass(frozen=True, slots=True)
class LateRow:
    name: str
    unit: str
    url: str
    people: str  # "Eva Ek och Omar Ås"
    stage: str  # the word
    is_late: bool
    message: str  # from who returned it


@dataclass(frozen=True, slots=True)
class Completeness:
    tally: Tally
    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]
    late: tuple[LateRow, ...]
    gaps: tuple[str, ...]  # units that nobody enters or approves for, in sentences
    resting: int  # indicators that are measured in other years
    hidden: int  # indicators that are not shown to anybody


def completeness_of(items: Sequence[Item], staff: Staff, *, year: int, is_late: bool, four_eyes: bool) -> Completeness:
    """Return how far a year has come; `is_late` says that its last day has passed."""
    addresses = addresses_of(year)
    due = [item for item in items if item.is_due]
    return Completeness(
        tally=tally_of(due),
        units=tuple(UnitRow(unit.name, addresses.sheet_of(unit), tally_of(unit.items)) for unit in by_unit(due)),
        people=tuple(person_row(member, items, staff, addresses, four_eyes=four_eyes) for member in staff.members),
        late=tuple(_late_rows(items, staff, is_late=is_late)),
        gaps=tuple(_gaps(due, staff)),
        resting=sum(item.is_shown and not item.is_due for item in items),
        hidden=sum(not item.is_shown for item in items),
    )


def tally_of(items: Iterable[Item]) -> Tally:
    stages = [item.stage for item in items]
    return Tally(tuple(Part(code, word, stages.count(code)) for code, word in STAGES))


def person_row(
    member: Member, items: Sequence[Item], staff: Staff, addresses: Addresses, *, four_eyes: bool
) -> PersonRow:
    """Return what a person has left to submit and to approve, and when they saved something last.

    What nobody of the unit can do is the coordinators' turn.
    """
    mine = [item for item in items if item.is_left and _enters(member, item, staff)]
    waiting = [
        item
        for item in items
        if item.stage == EntryState.SUBMITTED and _decides(member, item, staff, four_eyes=four_eyes)
    ]
    left = [
        *(ToDo("att skicka in", len(unit.items), unit.name, addresses.sheet_of(unit)) for unit in by_unit(mine)),
        *(ToDo("att godkänna", len(unit.items), unit.name, addresses.approval) for unit in by_unit(waiting)),
    ]
    # Who cannot log in has no turn: it is the coordinators', and is counted there.
    left = [] if member.closed else left
    moments = [moment for item in items for key, moment in item.saved if key == member.key]
    return PersonRow(member.name, member.duties_text, tuple(left), max(moments, default=None), member.unreached)


def _enters(member: Member, item: Item, staff: Staff) -> bool:
    if item.unit_id in member.reports_for:
        return True
    return member.coordinates and all(each.closed for each in staff.reporters(item.unit_id))


def _decides(member: Member, item: Item, staff: Staff, *, four_eyes: bool) -> bool:
    if may_decide(member, item, four_eyes=four_eyes):
        return True
    able = [each for each in staff.approvers(item.unit_id) if not each.closed]
    stuck = not any(may_decide(each, item, four_eyes=four_eyes) for each in able)
    return member.coordinates and stuck and not (four_eyes and member.key in item.writers)


def lacking_text(role: str, candidates: Sequence[Member]) -> str:
    """Return "ingen inmatare" where none of a unit's people in a role can log in, and why; else ""."""
    if any(not each.closed for each in candidates):
        return ""
    people = listed([f"{each.name}: {each.closed}" for each in candidates])
    return f"ingen {role} som kan logga in ({people})" if people else f"ingen {role}"


def _late_rows(items: Iterable[Item], staff: Staff, *, is_late: bool) -> Iterable[LateRow]:
    pressing = [
        item for item in items if (is_late and item.is_due and item.is_left) or item.stage == EntryState.RETURNED
    ]
    for unit in by_unit(pressing):
        # Those who can log in, also without an e-mail address: it is their turn though no letter reaches them.
        people = listed([each.name for each in staff.reporters(unit.key) if not each.closed])
        for item in unit.items:
            yield LateRow(
                name=item.name,
                unit=unit.name,
                url=item.url,
                people=people or "Samordnaren",
                stage=STAGE_WORDS[item.stage],
                is_late=is_late and item.is_due,
                message=f"{item.decided_by}: {item.message}" if item.decided_by and item.message else item.message,
            )


def _gaps(due: Iterable[Item], staff: Staff) -> Iterable[str]:
    for unit in by_unit(due):
        if unit.key is None:
            continue  # what has no unit is the coordinator's own
        lacking = [
            text
            for role, candidates in (("inmatare", staff.reporters(unit.key)), ("godkännare", staff.approvers(unit.key)))
            if (text := lacking_text(role, candidates))
        ]
        if lacking:
            yield f"{unit.name} har {listed(lacking)}."
