"""A year's days in words, as its pages and the letters about it write them."""

from datetime import date

from indicators.formats import MONTHS, counted, long_date
from indicators.models import Round

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def days_of(round_: Round, today: date) -> str:
    """Return what the year's days mean on a day, in one sentence or two."""
    due = f"{weekday_of(round_.due_on)} {long_date(round_.due_on)}"
    return {
        Round.Phase.PLANNED: f"Inmatningen öppnar {long_date(round_.opens_on)}. Sista dagen blir {due}.",
        Round.Phase.OPEN: f"Sista dagen är {due}, {distance(round_.due_on, today)}.",
        Round.Phase.LATE: f"Sista dagen var {due}, {distance(round_.due_on, today)}.",
        Round.Phase.LOCKED: f"Året är låst. Sista dagen var {due}.",
    }[round_.phase(today)]


def distance(day: date, today: date) -> str:
    """Return how far off a day is: "i dag", "i morgon", "om tolv dagar", "i går", "för 14 dagar sedan"."""
    days = (day - today).days
    near = {0: "i dag", 1: "i morgon", -1: "i går"}
    return near.get(days) or (f"om {counted(days, 'dag')}" if days > 0 else f"för {counted(-days, 'dag')} sedan")


def weekday_of(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def short_date(day: date) -> str:
    """Return "15 februari", for where the year is plain."""
    return f"{day.day} {MONTHS[day.month - 1]}"
