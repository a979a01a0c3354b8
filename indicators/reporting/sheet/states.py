"""Where a row and a whole sheet stand, and what the year's days mean, in words."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from indicators.formats import capital, counted, in_digits, interval_words, listed, long_date
from indicators.models import Round
from indicators.reporting.rules.stages import DONE, LEFT, MISSING, STAGE_WORDS
from indicators.reporting.shapes import Progress, SheetState
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.words import closed_text, moment_text, person_name
from indicators.vocabulary import EntryState

IDLE = "idle"  # not measured this year, and nothing is entered all the same


def state_of(line: IndicatorYear, today: date) -> SheetState:
    saved = _saved_text(line.entry.saved_by, line.entry.saved_at, today) if line.entry and line.entry.saved_at else ""
    stage = line.stage
    if stage == MISSING and not line.is_due:
        return SheetState(IDLE, "Mäts inte i år", interval_words(line.indicator.interval))
    if stage == EntryState.DRAFT and line.is_published:
        return SheetState(stage, "Ändring påbörjad", saved)
    return SheetState(stage, STAGE_WORDS[stage], saved if stage != EntryState.PUBLISHED else "")


def progress_of(lines: Iterable[IndicatorYear]) -> Progress:
    """Return how many of the indicators that are measured in the year are done, and what the others are."""
    due = [line.stage for line in lines if line.is_due]
    if not due:
        return Progress("Ingen indikator ska ha ett värde för året.", 0, 0)
    done = sum(stage in DONE for stage in due)
    returned, drafts, missing = map(due.count, LEFT)
    parts = [
        text
        for count, text in (
            (returned, f"{counted(returned)} {'är återsänt' if returned == 1 else 'är återsända'}"),
            (drafts, f"{counted(drafts)} är utkast"),
            (missing, f"{counted(missing)} saknas"),
        )
        if count
    ]
    rest = f" {capital(listed(parts))}." if parts else ""
    ready = "klart" if 1 in {done, len(due)} else "klara"
    return Progress(f"{done} av {in_digits(len(due), 'värde')} är {ready}.{rest}", done, len(due))


def due_text(round_: Round, today: date) -> str:
    due = long_date(round_.due_on)
    return {
        Round.Phase.PLANNED: closed_text(round_),
        Round.Phase.OPEN: f"Sista dagen är {due}.",
        Round.Phase.LATE: f"Sista dagen var {due}. Det går fortfarande att skriva in värden.",
        Round.Phase.LOCKED: closed_text(round_),
    }[round_.phase(today)]


def _saved_text(user: Any, moment: datetime, today: date) -> str:
    return f"Sparat {moment_text(moment, today)}" + (f" av {person_name(user)}" if user else "")
