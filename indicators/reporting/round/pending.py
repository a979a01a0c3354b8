"""The values of a year that are on their way to the public."""

from dataclasses import dataclass

from indicators.formats import capital, counted, listed
from indicators.models import Entry, Round
from indicators.reporting.rules.moves import ON_THE_WAY
from indicators.vocabulary import EntryState


@dataclass(frozen=True, slots=True)
class PendingValues:
    """How many values of a year are on their way to the public, and whose turn it is."""

    submitted: int = 0  # the approver's
    approved: int = 0  # the coordinator's

    @property
    def total(self) -> int:
        return self.submitted + self.approved

    @property
    def sentence(self) -> str:
        """Return "Två värden väntar på godkännande och ett på att publiceras.", or "" when there are none."""
        kinds = ((self.submitted, "på godkännande"), (self.approved, "på att publiceras"))
        pending = [(count, what) for count, what in kinds if count]
        parts = [
            f"{counted(count) if place else f'{counted_values(count)} väntar'} {what}"
            for place, (count, what) in enumerate(pending)
        ]
        return f"{capital(listed(parts))}." if parts else ""


def counted_values(count: int) -> str:
    """Return "ett värde", "tre värden"."""
    return counted(count, "värde")


def pending_values(round_: Round) -> PendingValues:
    """Return what is on its way in a year now: one query."""
    states = list(Entry.objects.filter(round=round_, state__in=ON_THE_WAY).values_list("state", flat=True))
    return PendingValues(states.count(EntryState.SUBMITTED), states.count(EntryState.APPROVED))
