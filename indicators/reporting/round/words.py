"""A year's dates and progress in sentences, for its pages and for letters about it."""

from datetime import date

from indicators.formats import capital, counted, counted_common
from indicators.models import Round
from indicators.reporting.round.completeness import Completeness, Tally

DONE_MEANS = (
    "Ett värde är klart när det är inskickat, godkänt eller publicerat. "
    "En angiven orsak till att värdet saknas räknas också."
)


def summary_of(round_: Round, tally: Tally, today: date) -> str:
    """Return the conclusion: "Av 34 värden för 2025 är 21 klara. Tre är sena."."""
    if not tally.total:
        return f"Ingen indikator ska ha ett värde för {round_.year}."
    return f"{_done_sentence(round_.year, tally)} {_rest_sentence(round_.phase(today), tally)}".strip()


def _done_sentence(year: int, tally: Tally) -> str:
    total = counted(tally.total, "värde")
    if tally.total == 1:
        return f"Det enda värdet för {year} är {'klart' if tally.done else 'inte klart än'}."
    if not tally.left:
        return f"Alla {total} för {year} är klara."
    if not tally.done:
        return f"Inget av {total} för {year} är klart än."
    return f"Av {total} för {year} är {counted(tally.done)} {'klart' if tally.done == 1 else 'klara'}."


def _rest_sentence(phase: Round.Phase, tally: Tally) -> str:
    left = capital(counted(tally.left))
    if not tally.left or phase is Round.Phase.PLANNED:
        return ""
    if phase is Round.Phase.LATE:
        return f"{left} är {'sent' if tally.left == 1 else 'sena'}."
    return f"{left} blev inte {'klart' if tally.left == 1 else 'klara'}." if phase is Round.Phase.LOCKED else ""


def not_counted(year: int, found: Completeness) -> str:
    """Return which indicators are not counted and why, or ""."""
    resting, hidden = f"mäts inte {year}", "visas inte för alla"
    if found.resting and found.hidden:
        other = counted_common(found.hidden)
        return f"{capital(counted_indicators(found.resting))} {resting} och {other} {hidden}. De räknas inte."
    for count, why in ((found.resting, resting), (found.hidden, hidden)):
        if count:
            return f"{capital(counted_indicators(count))} {why} och räknas inte."
    return ""


def counted_indicators(count: int) -> str:
    """Return "en indikator", "tre indikatorer"."""
    return counted(count, "indikator")
