"""When a written verdict departs from its indicators: a pure rule, from the house's own judgement of honesty.

The portal never turns a distribution into a verdict. It only says when the two tell different stories, so that the
one who assesses has to say why, and every reader gets to see it.
"""

from collections.abc import Mapping

from goals.vocabulary import Verdict
from indicators.vocabulary import Status

_MET = (Status.REACHED, Status.ON_TRACK)
_SHORT = (Status.BEHIND, Status.MISSED)


def deviation(verdict: Verdict, counts: Mapping[Status, int]) -> str:
    """Return how a verdict departs from the number of indicators per status, in Swedish, or "" when it does not.

    - Helt uppnått departs when no indicator can be judged, or when any is behind or missed.
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
    return {
        Verdict.FULL: _full,
        Verdict.PARTLY: _partly,
        Verdict.NOT: _not,
    }[verdict](counts, judged)


def _full(counts: Mapping[Status, int], _: int) -> str:
    short = sum(counts.get(each, 0) for each in _SHORT)
    return "Minst en indikator är efter eller ej uppnådd." if short else ""


def _partly(counts: Mapping[Status, int], judged: int) -> str:
    if counts.get(Status.REACHED, 0) == judged:
        return "Alla indikatorer som kan bedömas är uppnådda."
    return "Alla indikatorer som kan bedömas är ej uppnådda." if counts.get(Status.MISSED, 0) == judged else ""


def _not(counts: Mapping[Status, int], judged: int) -> str:
    met = sum(counts.get(each, 0) for each in _MET)
    return "Alla indikatorer som kan bedömas är uppnådda eller i fas." if met == judged else ""
