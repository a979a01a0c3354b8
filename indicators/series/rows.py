"""What is read from a published indicator: how it is written, what it is judged by, and its values as shown."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from indicators.content.published import PublishedBreak, PublishedIndicator, PublishedReference, PublishedTarget
from indicators.formats import Scale, capital
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.models.rows import OutcomeRow
from indicators.series.aims import aim, dated_aim
from indicators.series.facts import NOT_GIVEN, BreakFact, ReferenceFact, TargetFact, Value
from indicators.series.points import other_figures, points_of
from indicators.vocabulary import Direction, MissingReason, Origin, Reference, Sex, TargetKind, TargetScope


class Measured(Protocol):
    """What is written in a unit: a published indicator, or its row."""

    @property
    def decimals(self) -> int: ...
    @property
    def unit_label(self) -> str: ...
    @property
    def categories(self) -> Sequence[str]: ...


def scale_of(indicator: Measured) -> Scale:
    return Scale(indicator.decimals, indicator.unit_label, tuple(indicator.categories))


def rule_of(
    indicator: PublishedIndicator, seen_from: int, home_code: str, scope: TargetScope = TargetScope.TOTAL
) -> Rule:
    """Return how a scope of the indicator is judged as it was decided by the year `seen_from`.

    A target decided later is left out: the state of a year is judged by what was known to be aimed at then. The
    indicator's own tolerance and band are for its totals; a difference between women and men is to be small.
    """
    is_total = scope == TargetScope.TOTAL
    baseline = None
    if is_total and indicator.baseline_year is not None:
        baseline = Point(indicator.baseline_year, indicator.baseline_value)
    targets = [each for each in known_targets(indicator, seen_from) if each.scope == scope]
    points = tuple(target_point(each, baseline, other_figures(indicator, each, home_code)) for each in targets)
    return Rule(
        direction=Direction.LOWER if scope == TargetScope.GAP else Direction(indicator.direction),
        decimals=indicator.decimals,
        targets=points,
        # A path to a target with a start of its own begins there.
        baseline=next((each.start for each in points if each.start), baseline),
        tolerance=indicator.tolerance if is_total else None,
        trend_band=indicator.trend_band if is_total else None,
        longest_age=indicator.longest_age,
        breaks=tuple(each.year for each in indicator.breaks),
    )


class Decided(Protocol):
    """What was decided, without the figures of others: a published target, or its row."""

    @property
    def kind(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def first_year(self) -> int | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def start_year(self) -> int | None: ...
    @property
    def start_value(self) -> Decimal | None: ...
    @property
    def reference(self) -> str: ...
    @property
    def must_be_better(self) -> bool: ...


def target_point(target: Decided, baseline: Point | None = None, others: tuple[Point, ...] = ()) -> TargetPoint:
    start = baseline if target.kind == TargetKind.CHANGE else None
    if target.start_year is not None:
        start = Point(target.start_year, target.start_value)
    return TargetPoint(
        target.year,
        target.value,
        target.low,
        target.high,
        kind=TargetKind(target.kind),
        first_year=target.first_year,
        start=start,
        reference=Reference(target.reference) if target.reference else None,
        must_be_better=target.must_be_better,
        others=others,
    )


def decided_text(target: Any, indicator: Any) -> str:
    """Return what a row of a target says, without its year: rows know nothing of others' figures."""
    direction = Direction.LOWER if target.scope == TargetScope.GAP else Direction(indicator.direction)
    return aim(target_point(target), scale_of(indicator), direction, TargetScope(target.scope))


def known_targets(indicator: PublishedIndicator, seen_from: int) -> list[PublishedTarget]:
    """Return the targets decided by the end of a year; one without a dated decision counts as always known."""
    return [
        each
        for each in indicator.targets
        if each.decision is None or each.decision.decided_on is None or each.decision.decided_on.year <= seen_from
    ]


def home_points(
    indicator: PublishedIndicator, home_code: str, scope: TargetScope = TargetScope.TOTAL
) -> tuple[Point, ...]:
    """Return the home municipality's points of a scope, oldest first."""
    return points_of([each for each in indicator.outcomes if each.code == home_code], scope, indicator.decimals)


def total_in(indicator: PublishedIndicator, code: str, year: int | None) -> OutcomeRow | None:
    """Return a municipality's total of a year, or None where there is no row."""
    rows = (each for each in indicator.outcomes if each.code == code and each.sex == Sex.TOTAL)
    return next((each for each in rows if each.year == year), None)


def value_fact(outcome: OutcomeRow, scale: Scale) -> Value:
    reason = MissingReason(outcome.missing_reason).label if outcome.missing_reason else ""
    return Value(
        year=outcome.year,
        value=outcome.value,
        text=NOT_GIVEN if outcome.value is None else scale.short(outcome.value),
        missing_reason=reason,
        is_preliminary=outcome.is_preliminary,
        comment=outcome.comment,
        source=outcome.source,
        source_url=outcome.source_url,
        retrieved_on=outcome.retrieved_on,
        origin=Origin(outcome.origin).label,
        origin_code=outcome.origin,
        next_expected=outcome.next_expected,
    )


def target_fact(target: PublishedTarget, point: TargetPoint, scale: Scale, direction: Direction) -> TargetFact:
    """`point` is the target as it is judged, which knows where it starts and whom it follows."""
    scope = TargetScope(target.scope)
    return TargetFact(
        year=target.year,
        value=target.value,
        low=target.low,
        high=target.high,
        text=aim(point, scale, direction, scope, short=True),
        is_reading=target.is_reading,
        note=target.note,
        decision=target.decision.title if target.decision else "",
        decision_url=target.decision.url if target.decision else "",
        dated=dated_aim(point, scale, direction, scope),
        scope=scope,
        kind=point.kind,
        first_year=point.first_year,
    )


def break_fact(found: PublishedBreak) -> BreakFact:
    return BreakFact(found.year, found.note, found.source_url)


def reference_fact(found: PublishedReference, scale: Scale) -> ReferenceFact:
    return ReferenceFact(found.year, found.value, scale.aim(found.value), found.name, found.source, found.source_url)


def baseline_text(indicator: PublishedIndicator, scale: Scale) -> str:
    if indicator.baseline_value is None:
        return ""
    note = f". {indicator.baseline_note}" if indicator.baseline_note else ""
    return f"{capital(scale.dated(scale.aim(indicator.baseline_value), indicator.baseline_year or 0))}{note}"
