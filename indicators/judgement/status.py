"""Where the latest outcome stands against the target path: plain numbers in, a verdict out. No query, no clock.

The rules are the portal's own and linear, so that a reader can redo them by hand: no ratio to a target (it breaks on
zero, on negative numbers and where lower is better), no average of statuses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.judgement.rule import (
    JUDGED_DIRECTIONS,
    MAX_DECIMALS,
    MAX_DIGITS,
    Point,
    Rule,
    TargetPoint,
    UsableTarget,
    decimals_of,
    gap_of,
    is_usable,
    latest_break,
    published,
    tolerance_of,
    usable_baseline,
    usable_outcomes,
    usable_targets,
)
from indicators.judgement.verdict import Expected, StatusVerdict
from indicators.vocabulary import Direction, Reason, Status, TargetKind

_FIRST_TO_TELL = (Status.MISSED, Status.BEHIND, Status.UNKNOWN, Status.NEAR, Status.ON_TRACK, Status.REACHED)


def judge_status(series: tuple[Point, ...], rule: Rule, seen_from: int) -> StatusVerdict:
    """Judge the latest outcome at or before the year `seen_from` against the target path; all in the indicator's unit.

    The first that holds gives the status. UNKNOWN with the reason: no outcome; one older than `rule.longest_age` years;
    no direction; no target; the year is past that of the end target (the latest), which was not measured; nothing
    comparable to expect anything from. At or past both the end target and what is expected: REACHED, before its year
    too where the end target is a single number of its own. Gap ≥ 0, or what is asked beyond it: ON_TRACK. Gap ≥
    -tolerance, where there is any: NEAR. Else BEHIND, or MISSED from the end target's year on.

    Gap = outcome - expected where higher is better, the reverse where lower is. Expected is the year's target, else on
    the straight line between the nearest points (baseline, targets) on either side, unless a break came after it began,
    else the end target; a line from the baseline never asks for more than the target that it leads to. Better than
    something is by a published decimal at least. A range where higher is better targets at its low end, where lower is
    at its high end.
    Range rule: gap = 0 inside, else minus the distance, to the range of the next target year, else the last; no line is
    needed, and inside is REACHED only from the end target's year on. A single number is a range with equal ends.
    """
    outcomes = usable_outcomes(series, seen_from)
    if not outcomes:
        return StatusVerdict(Status.UNKNOWN, seen_from, Reason.NO_OUTCOME, direction=rule.direction)
    year, value = outcomes[-1][0], published(outcomes[-1][1], rule.decimals)
    targets = usable_targets(rule)
    if seen_from - year > rule.longest_age:
        reason = Reason.STALE
    elif rule.direction in JUDGED_DIRECTIONS and targets and year < targets[-1].year < seen_from:
        reason = Reason.END_UNMEASURED
    else:
        return _judge(year, value, rule, seen_from)
    # As it was judged in its own year: a reader is told what the last verdict was, never left with silence.
    then = _judge(year, value, rule, year)
    return replace(
        StatusVerdict(Status.UNKNOWN, seen_from, reason, then.outcome, then.end_target, direction=rule.direction),
        earlier=then,
        reference=then.reference,
    )


def expected_path(rule: Rule, first: int, last: int) -> tuple[Point, ...]:
    """Return the expected value per year that the path can be drawn for, within the years given (1-9999).

    The numbers that `judge_status` judges by, rounded as published. Years without are left out: before the first known
    point, and from a break to the next target. Empty for a range rule, which has no line.
    """
    targets = usable_targets(rule)
    found = ((year, _expected(rule, targets, year)) for year in range(max(first, 1), min(last, 9999) + 1))
    return tuple(
        Point(year, at.expected.value) for year, at in found if at is not None and at.expected.value is not None
    )


def deciding(verdicts: Sequence[StatusVerdict]) -> StatusVerdict:
    """Return the verdict that decides the status where several things are aimed at: all are to be met, so the worst.

    What cannot be judged is no better than that, and no worse than what is known to be late.
    """
    return min(verdicts, key=lambda each: _FIRST_TO_TELL.index(each.status))


def distribution(verdicts: list[StatusVerdict]) -> dict[Status, int]:
    """Count verdicts per status, every status present, in the order of `Status`."""
    counts = Counter(verdict.status for verdict in verdicts)
    return {each: counts[each] for each in Status}


def _judge(year: int, value: Decimal, rule: Rule, seen_from: int) -> StatusVerdict:
    targets = usable_targets(rule)
    tolerance, is_default = tolerance_of(rule, targets)
    at = _expected(rule, targets, year)
    facts = StatusVerdict(
        Status.UNKNOWN,
        seen_from,
        outcome=Point(year, value),
        end_target=targets[-1].target if targets else None,
        own_target=_own_target(targets, year),
        expected=at.expected if at else None,
        gap=gap_of(value, at.low, at.high, rule) if at else None,
        tolerance=tolerance,
        tolerance_is_default=is_default,
        direction=rule.direction,
        reference=_governing(targets, year).target.reference if targets else None,
    )
    if rule.direction not in JUDGED_DIRECTIONS:
        return replace(facts, reason=Reason.NO_DIRECTION)
    if not targets:
        return replace(facts, reason=Reason.NO_TARGET)
    if _is_past_the_end(year, value, rule, targets) and (at is None or at.ahead(value, rule) >= 0):
        return replace(facts, status=Status.REACHED)
    if at is None:
        reason = _why_nothing_is_expected(rule, targets, year)
        broke = latest_break(rule, year) if reason == Reason.METHOD_CHANGED else None
        return replace(facts, reason=reason, break_year=broke)
    return replace(facts, status=_status(at, value, rule, tolerance, is_over=year >= targets[-1].year))


def _is_past_the_end(year: int, value: Decimal, rule: Rule, targets: list[UsableTarget]) -> bool:
    """Tell whether the outcome is where the end target wants it, as far as that can be known in its year."""
    end = targets[-1]
    if end.low is None or end.high is None:
        return False  # its level is that of the year, which the path tells
    # A range is to be kept until its year, so that being inside before it settles nothing.
    return (rule.direction != Direction.RANGE or year >= end.year) and gap_of(value, end.low, end.high, rule) >= 0


def _status(at: "_At", value: Decimal, rule: Rule, tolerance: Decimal, *, is_over: bool) -> Status:
    if at.ahead(value, rule) >= 0:
        return Status.REACHED if is_over else Status.ON_TRACK
    # What is printed is the gap, so it is the gap that a tolerance allows; without any, to be alike is not enough.
    if tolerance > 0 and -gap_of(value, at.low, at.high, rule) <= tolerance:
        return Status.NEAR
    return Status.MISSED if is_over else Status.BEHIND


def _why_nothing_is_expected(rule: Rule, targets: list[UsableTarget], year: int) -> Reason:
    target = _governing(targets, year).target
    if target.kind == TargetKind.RELATIVE:
        return Reason.NO_REFERENCE
    # Had there been a line without the breaks, it is the new method that took it away, not a missing baseline.
    if _expected(replace(rule, breaks=()), targets, year) is not None:
        return Reason.METHOD_CHANGED
    starts = [_start_of(target, rule)] if target.kind == TargetKind.CHANGE else [rule.baseline]
    has_start = any(each and is_usable(each.value) and year <= each.year < targets[-1].year for each in starts)
    return Reason.NOT_BEGUN if has_start else Reason.NO_BASELINE


@dataclass(frozen=True, slots=True)
class _At:
    """What is expected of a year, with its low and high end."""

    expected: Expected
    low: Decimal
    high: Decimal

    def ahead(self, value: Decimal, rule: Rule) -> Decimal:
        return gap_of(value, self.low, self.high, rule) - self.expected.margin


def _governing(targets: list[UsableTarget], year: int) -> UsableTarget:
    """Return the target of the year itself, else a standard that holds then, else the next, else the last."""
    own = [aim for aim in targets if aim.year == year]
    holding = [aim for aim in targets if aim.target.first_year is not None and aim.target.first_year <= year < aim.year]
    return next((aim for aim in (*own, *holding, *targets) if aim.year >= year), targets[-1])


def _own_target(targets: list[UsableTarget], year: int) -> TargetPoint | None:
    """Return what is decided for a year itself, where it is not what the path ends in."""
    if not targets or (aim := _governing(targets, year)) == targets[-1]:
        return None
    first = aim.year if aim.target.first_year is None else aim.target.first_year
    return aim.target if first <= year <= aim.year else None


def _expected(rule: Rule, targets: list[UsableTarget], year: int) -> _At | None:
    """Return what is expected of the year; None where there is no comparable point to expect it from."""
    if not targets or rule.direction not in JUDGED_DIRECTIONS:
        return None
    aim = _governing(targets, year)
    if aim.target.kind == TargetKind.RELATIVE:
        return _expected_of_others(aim.target, rule, year)
    if aim.low is None or aim.high is None:
        return _expected_change(aim.target, rule, year)
    if rule.direction == Direction.RANGE:
        return _At(Expected("range", low=aim.low, high=aim.high), aim.low, aim.high)
    if year >= (aim.year if aim.target.first_year is None else aim.target.first_year):
        return _At(Expected("target" if year <= aim.year else "end", aim.low), aim.low, aim.low)
    return _on_the_line(rule, targets, year)


def _expected_of_others(target: TargetPoint, rule: Rule, year: int) -> _At | None:
    """The other figure of the same year, as published, with the offset as it was decided."""
    other = next((each for each in reversed(target.others) if each.year == year), None)
    if other is None or not is_usable(other.value):
        return None
    figure = published(other.value, rule.decimals)
    # A share of the best is a place among the others, and no distance to them.
    is_apart = is_usable(target.value) and not (target.reference and target.reference.is_share)
    offset = target.value if is_apart and target.value is not None else Decimal(0)
    level = figure + (offset if rule.direction == Direction.HIGHER else -offset)
    margin = _step(rule) if target.must_be_better else Decimal(0)
    return _At(Expected("relative", level, start=Point(year, figure), margin=margin), level, level)


def _expected_change(target: TargetPoint, rule: Rule, year: int) -> _At | None:
    start = _start_of(target, rule)
    if start is None or not is_usable(start.value) or year <= start.year:
        return None
    if start.year < (latest_break(rule, year) or start.year):
        return None
    return _At(Expected("change", start.value, start=start, margin=_step(rule)), start.value, start.value)


def _start_of(target: TargetPoint, rule: Rule) -> Point | None:
    return target.start or rule.baseline


def _step(rule: Rule) -> Decimal:
    """Return the smallest difference that is seen when an outcome is published."""
    return Decimal(1).scaleb(-min(max(rule.decimals, -MAX_DIGITS), MAX_DECIMALS))


def _on_the_line(rule: Rule, targets: list[UsableTarget], year: int) -> _At | None:
    baseline = usable_baseline(rule, targets)
    points = baseline | _levels(targets)
    start = max((known for known in points if known <= year), default=None)
    # A line that begins before a change of method would compare two different things.
    if start is None or start < (latest_break(rule, year) or start):
        return None
    end = min((known for known in points if known > year), default=None)
    if end is None:
        return None
    first, last = points[start], points[end]
    # Multiplied before it is divided: whole steps must come out whole. Never coarser than what it runs between.
    places = max(rule.decimals, decimals_of(first), decimals_of(last))
    value = published(first + (last - first) * (year - start) / (end - start), places)
    if start in baseline:
        # Whoever starts beyond the target is not asked to stay there.
        value = min(value, last) if rule.direction == Direction.HIGHER else max(value, last)
    return _At(Expected("line", value, start=Point(start, first), end=Point(end, last)), value, value)


def _levels(targets: list[UsableTarget]) -> dict[int, Decimal]:
    """Return the single numbers that lines run between, by year: those of a standard in its first year and its last."""
    levels: dict[int, Decimal] = {}
    for aim in targets:
        if aim.low is not None:
            levels[aim.year] = aim.low
            if aim.target.first_year is not None:
                levels.setdefault(aim.target.first_year, aim.low)
    return levels
