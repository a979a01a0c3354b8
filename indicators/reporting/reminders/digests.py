"""What each person is told about the open years: one digest a person, and to the coordinators what reaches nobody else.

Facts in, lists out. No query, no clock.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from indicators.formats import listed
from indicators.models import Round
from indicators.reporting.reminders.occasions import Occasion
from indicators.reporting.round.items import Addresses, Item, UnitItems, by_unit, may_decide
from indicators.reporting.round.staff import Member, Staff, address_fault
from indicators.vocabulary import EntryState

WROTE_IT = "Den som ska godkänna har själv skrivit in värdet."
NO_UNIT = "Ingen enhet svarar för indikatorerna."


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do in one unit, and for a coordinator why nobody else is told of it."""

    unit: str
    url: str
    items: tuple[Item, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class YearPart:
    round: Round
    occasion: Occasion | None = None
    enter: tuple[Work, ...] = ()
    decide: tuple[Work, ...] = ()
    nobody_enters: tuple[Work, ...] = ()
    nobody_decides: tuple[Work, ...] = ()
    approved: int = 0  # wait for the coordinator to publish them
    remarks: tuple[str, ...] = ()  # who hears nothing, where others in the unit do

    @property
    def is_empty(self) -> bool:
        lists = (self.enter, self.decide, self.nobody_enters, self.nobody_decides, self.remarks)
        return not (any(lists) or self.approved)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told. Without a person it is for the portal's contact, where no coordinator can be reached."""

    member: Member | None
    address: str
    parts: tuple[YearPart, ...]


@dataclass(frozen=True, slots=True)
class OpenYear:
    round: Round
    occasion: Occasion | None
    items: tuple[Item, ...]
    addresses: Addresses  # whole
    four_eyes: bool


@dataclass(frozen=True, slots=True)
class Digests:
    """All that is to be sent, and what there is nobody to send to, as a coordinator would have read it."""

    to_send: tuple[Digest, ...] = ()
    without_recipient: tuple[YearPart, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """The work of one year, by whom it is for."""

    enter: dict[int, list[Work]] = field(default_factory=lambda: defaultdict(list))
    decide: dict[int, list[Work]] = field(default_factory=lambda: defaultdict(list))
    nobody_enters: list[Work] = field(default_factory=list)
    nobody_decides: list[Work] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def digests_of(years: Iterable[OpenYear], staff: Staff, contact: str) -> Digests:
    """Return what each person is told, in the order of their names; nobody with nothing to do is told anything.

    `contact` is the portal's own address, which is told what no coordinator can be.
    """
    coordinators = {each.key for each in staff.coordinators if not each.unreached}
    mine: dict[int, list[YearPart]] = defaultdict(list)
    without_reader: list[YearPart] = []
    for year in years:
        work = _sorted(year, staff)
        common = _common_part(year, work)
        for member in staff.members:
            # A coordinator may also report for a unit: one letter holds both.
            part = common if member.key in coordinators else YearPart(year.round, year.occasion)
            part = replace(part, enter=tuple(work.enter[member.key]), decide=tuple(work.decide[member.key]))
            if not part.is_empty:
                mine[member.key].append(part)
        # No coordinator can be reached, so it goes to the portal's own address.
        if not coordinators and not common.is_empty:
            without_reader.append(common)
    digests = [Digest(each, each.email, tuple(mine[each.key])) for each in staff.members if mine[each.key]]
    if without_reader and not address_fault(contact):
        return Digests((*digests, Digest(None, contact, tuple(without_reader))))
    return Digests(tuple(digests), tuple(without_reader))


def _common_part(year: OpenYear, work: _Sorted) -> YearPart:
    return YearPart(
        year.round,
        year.occasion,
        nobody_enters=tuple(work.nobody_enters),
        nobody_decides=tuple(work.nobody_decides),
        approved=sum(item.stage == EntryState.APPROVED for item in year.items),
        remarks=tuple(work.remarks),
    )


def _sorted(year: OpenYear, staff: Staff) -> _Sorted:
    work = _Sorted()
    for unit in by_unit(item for item in year.items if item.is_left):
        _sort_entering(work, unit, staff.reporters(unit.key), year.addresses.sheet_of(unit))
    for unit in by_unit(item for item in year.items if item.stage == EntryState.SUBMITTED):
        _sort_deciding(work, unit, staff.approvers(unit.key), year.addresses.approval, four_eyes=year.four_eyes)
    return work


def _sort_entering(work: _Sorted, unit: UnitItems, reporters: Sequence[Member], url: str) -> None:
    reached = [each for each in reporters if not each.unreached]
    for member in reached:
        work.enter[member.key].append(Work(unit.name, url, unit.items))
    if reached:
        work.remarks += _unreached_remarks(unit, reporters)
    else:
        work.nobody_enters.append(Work(unit.name, url, unit.items, _why_unreached(unit, "inmatare", reporters)))


def _sort_deciding(work: _Sorted, unit: UnitItems, approvers: Sequence[Member], url: str, *, four_eyes: bool) -> None:
    reached = [each for each in approvers if not each.unreached]
    for member in reached:
        # Nobody is asked to approve what they have written themselves.
        items = tuple(item for item in unit.items if may_decide(member, item, four_eyes=four_eyes))
        if items:
            work.decide[member.key].append(Work(unit.name, url, items))
    stuck = tuple(
        item for item in unit.items if not any(may_decide(each, item, four_eyes=four_eyes) for each in reached)
    )
    if stuck:
        why = WROTE_IT if reached else _why_unreached(unit, "godkännare", approvers)
        work.nobody_decides.append(Work(unit.name, url, stuck, why))


def _why_unreached(unit: UnitItems, role: str, candidates: Sequence[Member]) -> str:
    if unit.key is None:
        return NO_UNIT
    if not candidates:
        return f"Enheten har ingen {role}."
    people = listed([f"{each.name} ({each.unreached})" for each in candidates])
    return f"Enheten har ingen {role} som ett mejl når: {people}."


def _unreached_remarks(unit: UnitItems, reporters: Sequence[Member]) -> list[str]:
    """Return who of those that may enter hears nothing; a closed account is nobody's to remind."""
    return [
        f"{each.name}, inmatare för {unit.name}, får ingen påminnelse: {each.unreached}."
        for each in reporters
        if each.unreached and not each.closed
    ]
