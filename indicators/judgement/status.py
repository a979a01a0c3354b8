"""Where the latest outcome stands against the target path: plain numbers in, a verdict out. No query, no clock.

The rules are the portal's own and linear, so that a reader can redo them by hand: no ratio to a target (it breaks on
zero, on negative numbers and where lower is better), no average of statuses.
"""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from indicators.judgement.rule import (
    JUDGED_DIRECTIONS,
    Point,
    Rule,
    UsableTarget,
    gap_of,
    latest_break,
    published,
    tolerance_of,
    usable_baseline,
    usable_outcomes,
    usable_targets,
)
from indicators.judgement.verdict import Expected, StatusVerdict
from indicators.vocabulary import Direction, Reason, Status


def judge_status(series: tuple[Point, ...], rule: Rule, seen_from: int) -> StatusVerdict:
    """Judge the latest outcome at or before the year `seen_from` against the target path; all in the indicator's unit.

    The first that holds gives the status. No outcome, older than `rule.longest_age` years, no direction, no target:
    UNKNOWN with the reason. At or past the end target (the one with the latest year), whatever the year: REACHED.
    Nothing comparable to start a line from: UNKNOWN (METHOD_CHANGED after a break, else NO_BASELINE).
    Gap ≥ 0: ON_TRACK. Gap ≥ -tolerance: NEAR. Else BEHIND, or MISSED from the end target's year on.

    Gap = outcome - expected where higher is better, the reverse where lower is. Expected is the year's target, else on
    the straight line between the nearest points (baseline, targets) on either side, unless a break came after it began,
    else the end target. A range where higher is better targets at its low end, where lower is at its high end.
    Range rule: gap = 0 inside, else minus the distance, to the range of the next target year, else the last; no line is
    needed, and inside is REACHED only from the end target's year on. A single number is a range with equal ends.
    """
    outcomes = usable_outcomes(series, rule, seen_from)
    if not outcomes:
        return StatusVerdict(Status.UNKNOWN, seen_from, reason=Reason.NO_OUTCOME)
    year, value = outcomes[-1]
    if seen_from - year <= rule.longest_age:
        return _judge(year, value, rule, seen_from)
    # As it was judged in its own year: a reader is told what the last verdict was, never left with silence.
    then = _judge(year, value, rule, year)
    return StatusVerdict(Status.UNKNOWN, seen_from, Reason.STALE, then.outcome, then.end_target, earlier=then)


def expected_path(rule: Rule, first: int, last: int) -> tuple[Point, ...]:
    """Return the expected value per year that the path can be drawn for, within the years given (1-9999).

    The numbers that `judge_status` judges by, rounded as published. Years without are left out: before the first known
    point, and from a break to the next target. Empty for a range rule, which has no line.
    """
    targets = usable_targets(rule)
    found = ((year, _expected(rule, targets, year)) for year in range(max(first, 1), min(last, 9999) + 1))
    return tuple(Point(year, at[0].value) for year, at in found if at is not None and at[0].value is not None)


def distribution(verdicts: list[StatusVerdict]) -> dict[Status, int]:
    """Count verdicts per status, every status present, in the order of `Status`."""
    counts = Counter(verdict.status for verdict in verdicts)
    return {each: counts[each] for each in Status}


def _judge(year: int, value: Decimal, rule: Rule, seen_from: int) -> StatusVerdict:
    targets = usable_targets(rule)
    tolerance, is_default = tolerance_of(rule, targets)
    at = _expected(rule, targets, year)
    expected, gap = (None, None) if at is None else (at[0], gap_of(value, at[1], at[2], rule))
    found, reason, break_year = Status.UNKNOWN, None, None
    # A range is to be kept until its year, so that being inside before it settles nothing.
    can_be_met = bool(targets) and (rule.direction != Direction.RANGE or year >= targets[-1].year)
    if rule.direction not in JUDGED_DIRECTIONS:
        reason = Reason.NO_DIRECTION
    elif not targets:
        reason = Reason.NO_TARGET
    elif can_be_met and gap_of(value, targets[-1].low, targets[-1].high, rule) >= 0:
        found = Status.REACHED
    elif gap is None:
        # Had there been a line without the breaks, it is the new method that took it away, not a missing baseline.
        was_cut = _expected(replace(rule, breaks=()), targets, year) is not None
        reason = Reason.METHOD_CHANGED if was_cut else Reason.NO_BASELINE
        break_year = latest_break(rule, year) if was_cut else None
    elif gap >= 0:
        found = Status.ON_TRACK
    elif -gap <= tolerance:
        found = Status.NEAR
    else:
        found = Status.BEHIND if year < targets[-1].year else Status.MISSED
    end, outcome = targets[-1].target if targets else None, Point(year, value)
    return StatusVerdict(found, seen_from, reason, outcome, end, expected, gap, tolerance, is_default, break_year)


def _expected(rule: Rule, targets: list[UsableTarget], year: int) -> tuple[Expected, Decimal, Decimal] | None:
    """Return what is expected of the year, with its low and high end; None where no comparable point starts a line."""
    if not targets or rule.direction not in JUDGED_DIRECTIONS:
        return None
    ahead = next((aim for aim in targets if aim.year >= year), targets[-1])
    if rule.direction == Direction.RANGE:
        return Expected("range", low=ahead.low, high=ahead.high), ahead.low, ahead.high
    if year >= ahead.year:
        return Expected("target" if year == ahead.year else "end", ahead.low), ahead.low, ahead.high
    points = usable_baseline(rule, targets) | {aim.year: aim.low for aim in targets}
    start = max((known for known in points if known <= year), default=None)
    # A line that begins before a change of method would compare two different things.
    if start is None or start < (latest_break(rule, year) or start):
        return None
    end = min(known for known in points if known > year)
    # Multiplied before it is divided: whole steps must come out whole.
    value = published(points[start] + (points[end] - points[start]) * (year - start) / (end - start), rule.decimals)
    return Expected("line", value, start=Point(start, points[start]), end=Point(end, points[end])), value, value
