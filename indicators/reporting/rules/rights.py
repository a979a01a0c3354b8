"""What a person may do with an indicator: by role and unit, asked of the database at every request."""

from dataclasses import dataclass
from typing import Any

from indicators.models import Assignment
from indicators.reporting.rules.moves import Actor
from indicators.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Rights:
    """A person's roles. A coordinator reports and decides for every unit, and for indicators that have none."""

    user_id: int
    reports_for: frozenset[int] = frozenset()  # units
    decides_for: frozenset[int] = frozenset()  # units
    coordinates: bool = False
    administers: bool = False

    @property
    def units(self) -> frozenset[int]:
        return self.reports_for | self.decides_for

    @property
    def has_reporting_role(self) -> bool:
        """Tell whether the person has anything to do with the year's values."""
        return bool(self.units) or self.coordinates

    def reports(self, unit_id: int | None) -> bool:
        return self.coordinates or unit_id in self.reports_for

    def decides(self, unit_id: int | None) -> bool:
        return self.coordinates or unit_id in self.decides_for

    def sees(self, unit_id: int | None) -> bool:
        return self.reports(unit_id) or self.decides(unit_id)

    def actor(self, unit_id: int | None) -> Actor:
        """Return the person as the rules of the moves see them, for an indicator of a unit."""
        return Actor(self.user_id, self.reports(unit_id), self.decides(unit_id), self.coordinates)


NOBODY = Rights(0)


def rights_of(user: Any) -> Rights:
    """Return the rights of a person, fetched once per request: one query. An inactive person has none.

    An administrator coordinates too. So does a superuser, whom `createsuperuser` makes and who has no assignments.
    """
    if not user.is_active or not user.pk:
        return NOBODY
    # A page asks for every row. Not kept longer than the request: a role that is taken away is gone at once.
    known = getattr(user, "_rights", None)
    if known is None:
        known = _fetched(user)
        user._rights = known  # noqa: SLF001  the request's user is thrown away with the request
    return known


def _fetched(user: Any) -> Rights:
    # Without the default order, which reads the units' table too.
    given = list(Assignment.objects.filter(user=user).order_by().values_list("role", "unit_id"))
    roles = {role for role, _ in given}
    administers = user.is_superuser or Role.ADMINISTRATOR in roles
    return Rights(
        user.pk,
        frozenset(unit for role, unit in given if role == Role.REPORTER),
        frozenset(unit for role, unit in given if role == Role.APPROVER),
        administers or Role.COORDINATOR in roles,
        administers,
    )
