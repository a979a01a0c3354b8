"""Verdicts as marks, and marks counted."""

from collections.abc import Iterable

from indicators import sentences
from indicators.judgement.status import distribution
from indicators.judgement.verdict import StatusVerdict, TrendVerdict
from indicators.shapes import Distribution, Part, StatusMark, TrendMark
from indicators.vocabulary import Status, Trend


def status_mark(verdict: StatusVerdict, shown_to: int | None = None) -> StatusMark:
    """Return a status as a mark, with the year it was given from where values of later years stand beside it."""
    reason = verdict.reason.label if verdict.reason else ""
    is_earlier = shown_to is not None and verdict.seen_from != shown_to and verdict.status != Status.UNKNOWN
    year = verdict.seen_from if is_earlier else None
    return StatusMark(verdict.status.value, verdict.status.label, reason, sentences.status_detail(verdict), year)


def trend_mark(found: TrendVerdict) -> TrendMark:
    """Return the trend as word and the way the number itself moves."""
    if found.trend == Trend.TOO_FEW or found.change is None:
        arrow = "none"
    elif found.trend == Trend.UNCHANGED:
        arrow = "flat"
    elif found.trend == Trend.SWINGING:
        arrow = "swing"
    else:
        arrow = "up" if found.change > 0 else "down"
    return TrendMark(found.trend.value, found.trend.label, arrow, sentences.trend_detail(found))


def status_distribution(verdicts: Iterable[StatusVerdict]) -> Distribution:
    """Count statuses, those that cannot be judged included; never an average."""
    counts = distribution(list(verdicts))
    parts = tuple(Part(status.value, status.label, count) for status, count in counts.items() if count)
    return Distribution(parts, sum(counts.values()), sentences.distribution(counts))


def trend_distribution(found: Iterable[TrendVerdict]) -> Distribution:
    """Count trends, those with too few values included."""
    counts = dict.fromkeys(Trend, 0)
    for each in found:
        counts[each.trend] += 1
    parts = tuple(Part(trend.value, trend.label, count) for trend, count in counts.items() if count)
    return Distribution(parts, sum(counts.values()), sentences.trends(counts))
