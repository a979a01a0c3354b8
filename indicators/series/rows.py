"""What is read from a published indicator: how it is written, what it is judged by, and its values as shown."""

from collections.abc import Sequence
from typing import Protocol

from indicators.content.published import PublishedBreak, PublishedIndicator, PublishedTarget
from indicators.formats import Scale, capital
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.models.rows import OutcomeRow
from indicators.series.facts import NOT_GIVEN, BreakFact, TargetFact, Value
from indicators.vocabulary import Direction, MissingReason, Origin, Sex


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


def rule_of(indicator: PublishedIndicator, seen_from: int) -> Rule:
    """Return how the indicator is judged as it was decided by the year `seen_from`.

    A target decided later is left out: the state of a year is judged by what was known to be aimed at then.
    """
    baseline = None
    if indicator.baseline_year is not None:
        baseline = Point(indicator.baseline_year, indicator.baseline_value)
    return Rule(
        direction=Direction(indicator.direction),
        decimals=indicator.decimals,
        targets=tuple(
            TargetPoint(each.year, each.value, each.low, each.high) for each in known_targets(indicator, seen_from)
        ),
        baseline=baseline,
        tolerance=indicator.tolerance,
        trend_band=indicator.trend_band,
        longest_age=indicator.longest_age,
        breaks=tuple(each.year for each in indicator.breaks),
    )


def known_targets(indicator: PublishedIndicator, seen_from: int) -> list[PublishedTarget]:
    """Return the targets decided by the end of a year; one without a dated decision counts as always known."""
    return [
        each
        for each in indicator.targets
        if each.decision is None or each.decision.decided_on is None or each.decision.decided_on.year <= seen_from
    ]


def home_points(indicator: PublishedIndicator, home_code: str) -> tuple[Point, ...]:
    """Return the home municipality's totals, oldest first."""
    return tuple(
        Point(each.year, each.value) for each in indicator.outcomes if each.sex == Sex.TOTAL and each.code == home_code
    )


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


def target_fact(target: PublishedTarget, scale: Scale) -> TargetFact:
    return TargetFact(
        year=target.year,
        value=target.value,
        low=target.low,
        high=target.high,
        text=scale.aim(target.value, target.low, target.high),
        is_reading=target.is_reading,
        note=target.note,
        decision=target.decision.title if target.decision else "",
        decision_url=target.decision.url if target.decision else "",
    )


def break_fact(found: PublishedBreak) -> BreakFact:
    return BreakFact(found.year, found.note, found.source_url)


def baseline_text(indicator: PublishedIndicator, scale: Scale) -> str:
    if indicator.baseline_value is None:
        return ""
    note = f". {indicator.baseline_note}" if indicator.baseline_note else ""
    return f"{capital(scale.amount(indicator.baseline_value))} år {indicator.baseline_year}{note}"
