"""When people are reminded of a year: so many days before and after its last day. No query, no clock.

14 and 3 days before, then 1, 7 and every 14 days after, until the year is locked. A run does not have to come on the
day: what counts is the latest occasion that has come, so a day without a run is made up for by the next.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from indicators.formats import counted, long_date
from indicators.models import Round

BEFORE = (-14, -3)  # days from the last day
AFTER = (1, 7)
REPEATED = 14  # days between those that follow


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion, by the last day that it was counted from: a last day that is moved brings occasions of its own."""

    due_on: date
    offset: int  # days after the last day, below zero before it

    @property
    def day(self) -> date:
        return self.due_on + timedelta(days=self.offset)

    @property
    def code(self) -> str:
        """Return the occasion as the log of letters keeps it: "2025-02-15-3"."""
        return f"{self.due_on:%Y-%m-%d}{self.offset:+d}"

    @property
    def words(self) -> str:
        """Return "tre dagar före sista dagen 15 februari 2025"."""
        days = counted(abs(self.offset), "dag")
        return f"{days} {'före' if self.offset < 0 else 'efter'} sista dagen {long_date(self.due_on)}"


def read_occasion(code: str) -> Occasion:
    """Return the occasion that a code stands for; raises ValueError for what is none."""
    return Occasion(date.fromisoformat(code[:10]), int(code[10:]))


def occasion_of(round_: Round, today: date) -> Occasion | None:
    """Return the latest occasion of a year that has come by a day; None before the first, and when it is not open."""
    if not round_.takes_values(today):
        return None
    offset = latest_offset((today - round_.due_on).days)
    return None if offset is None else Occasion(round_.due_on, offset)


def latest_offset(days: int) -> int | None:
    """Return the latest offset that has come when so many days have gone since the last day."""
    # From the last fixed occasion on they come with even spaces, without end.
    last = AFTER[-1]
    if days >= last + REPEATED:
        return last + (days - last) // REPEATED * REPEATED
    return max((offset for offset in (*BEFORE, *AFTER) if offset <= days), default=None)
