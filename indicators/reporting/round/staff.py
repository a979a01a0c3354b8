"""The people behind a year's values: who enters and approves for which unit, and whom a letter reaches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from indicators.formats import alphabetical, listed
from indicators.models import Assignment
from indicators.reporting.words import person_name
from indicators.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Member:
    """A person with something to do in the portal."""

    key: int
    name: str
    email: str = ""
    closed: str = ""  # why the person cannot log in, "" for those who can
    duties: tuple[tuple[Role, str], ...] = ()  # roles, and the names of the units they are for
    reports_for: frozenset[int] = frozenset()  # units
    decides_for: frozenset[int] = frozenset()  # units
    coordinates: bool = False

    @property
    def unreached(self) -> str:
        """Return why no letter reaches the person, "" for those whom one reaches."""
        return self.closed or address_fault(self.email)

    @property
    def duties_text(self) -> tuple[str, ...]:
        """Return "Inmatare för Skolförvaltningen och Gatukontoret", "Samordnare"."""
        units: dict[Role, list[str]] = defaultdict(list)
        for role, unit in self.duties:
            units[role].append(unit)
        return tuple(
            f"{role.label} för {listed(sorted(units[role], key=alphabetical))}" if any(units[role]) else str(role.label)
            for role in Role
            if role in units
        )


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody with something to do, in the order of their names."""

    members: tuple[Member, ...] = ()

    def reporters(self, unit_id: int | None) -> tuple[Member, ...]:
        return tuple(each for each in self.members if unit_id in each.reports_for)

    def approvers(self, unit_id: int | None) -> tuple[Member, ...]:
        return tuple(each for each in self.members if unit_id in each.decides_for)

    @property
    def coordinators(self) -> tuple[Member, ...]:
        return tuple(each for each in self.members if each.coordinates)


def load_staff() -> Staff:
    """Return everybody who has an assignment, also those whose accounts are closed: one query."""
    # Closed accounts too: a unit whose only reporter has left is what the coordinator must see.
    found: dict[Any, list[Assignment]] = defaultdict(list)
    for assignment in Assignment.objects.select_related("user", "unit").order_by("pk"):
        found[assignment.user].append(assignment)
    members = [member_of(user, assignments) for user, assignments in found.items()]
    return Staff(tuple(sorted(members, key=lambda each: (alphabetical(each.name), each.key))))


def member_of(user: Any, assignments: Iterable[Assignment]) -> Member:
    """Return a person with their assignments, whose units are loaded."""
    given = [(Role(each.role), each.unit_id, each.unit.name if each.unit else "") for each in assignments]
    return Member(
        key=user.pk,
        name=person_name(user),
        email=user.email.strip(),
        closed=_closed(user),
        duties=tuple((role, name) for role, _, name in given),
        reports_for=frozenset(unit for role, unit, _ in given if role is Role.REPORTER and unit is not None),
        decides_for=frozenset(unit for role, unit, _ in given if role is Role.APPROVER and unit is not None),
        coordinates=any(role is Role.COORDINATOR for role, _, _ in given),
    )


def address_fault(address: str) -> str:
    """Return what is wrong with an e-mail address, "" for one that a letter can be sent to."""
    if not address:
        return "e-postadress saknas"
    try:
        validate_email(address)
    except ValidationError:
        return "e-postadressen är fel skriven"
    return ""


def _closed(user: Any) -> str:
    if not user.is_active:
        return "kontot är avstängt"
    return "" if user.is_staff else "kontot får inte logga in i administrationen"
