"""When a written verdict departs from its indicators: a pure rule, from the house's own judgement of honesty.

The portal never turns a distribution into a verdict. It only says when the two tell different stories, so that the
one who assesses has to say why, and every reader gets to see it.
"""

from collections.abc import Iterable, Mapping

from goals.vocabulary import FORESEES, Forecast, Verdict
from goals.year.content import GoalFact
from indicators.vocabulary import Status

# Near is neither: it is not there, and not so far off that a full verdict needs a word of why.
_MET = (Status.REACHED, Status.ON_TRACK)
_SHORT = (Status.BEHIND, Status.MISSED)


def deviation(verdict: Verdict, counts: Mapping[Status, int], *, needs_reached: bool = True) -> str:
    """Return how a verdict departs from the number of indicators per status, in Swedish, or "" when it does not.

    - Helt uppnått departs when no indicator can be judged, when any is behind or missed, and (where `needs_reached`)
      when none is reached.
    - Delvis uppnått departs when no indicator can be judged, when all that are judged are reached, and when all are
      missed.
    - Ej uppnått departs when no indicator can be judged, and when all that are judged are reached or on track.
    - Kan inte bedömas departs when at least half of the indicators can be judged.

    A status that is missing from `counts` counts as none. Nothing raises.
    """
    total, judged = sum(counts.values()), sum(counts.values()) - counts.get(Status.UNKNOWN, 0)
    if verdict == Verdict.UNKNOWN:
        return "Minst hälften av indikatorerna kan bedömas." if judged and judged * 2 >= total else ""
    if not judged:
        return "Ingen indikator kan bedömas."
    if verdict == Verdict.FULL:
        return _full(counts, needs_reached=needs_reached)
    return (_partly if verdict == Verdict.PARTLY else _not)(counts, judged)


def _full(counts: Mapping[Status, int], *, needs_reached: bool) -> str:
    if sum(counts.get(each, 0) for each in _SHORT):
        return f"Minst en indikator {_either(each.one for each in _SHORT)}."
    if needs_reached and not counts.get(Status.REACHED, 0):
        return f"Ingen indikator som kan bedömas {Status.REACHED.one}."
    return ""


def _partly(counts: Mapping[Status, int], judged: int) -> str:
    for status in (Status.REACHED, Status.MISSED):
        if counts.get(status, 0) == judged:
            return f"Alla indikatorer som kan bedömas {status.several}."
    return ""


def _not(counts: Mapping[Status, int], judged: int) -> str:
    met = sum(counts.get(each, 0) for each in _MET)
    return f"Alla indikatorer som kan bedömas {_either(each.several for each in _MET)}." if met == judged else ""


def _either(words: Iterable[str]) -> str:
    """Return "är efter eller ej uppnådd": the verb is said once."""
    first, *others = words
    return " eller ".join([first, *(each.removeprefix("är ") for each in others)])


def goal_deviation(goal: GoalFact) -> str:
    """Return how a goal's verdict departs from its indicators, or "" when it does not or there is none."""
    if goal.assessment and goal.assessment.departs is not None:
        return goal.assessment.departs
    # Adopted before the sentence was kept: then nothing was asked of a full verdict with nothing reached.
    counts = {Status(each.code): each.count for each in goal.spread.counts}
    return deviation_of(goal.ruling.code, counts, needs_reached=False)


def deviation_of(code: str, counts: Mapping[Status, int], *, needs_reached: bool = True) -> str:
    """Return how a verdict or forecast, by its code, departs from the indicators; "" without one."""
    if code in Forecast.values:
        # What is on its way is not there yet.
        return deviation(FORESEES[Forecast(code)], counts, needs_reached=False)
    return deviation(Verdict(code), counts, needs_reached=needs_reached) if code in Verdict.values else ""
