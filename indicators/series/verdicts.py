"""From a published indicator to its verdicts: the one way that every list, page, file and year goes."""

from dataclasses import replace

from indicators.content.published import PublishedIndicator
from indicators.judgement.rule import Point, Rule
from indicators.judgement.status import deciding, judge_status
from indicators.judgement.trend import judge_trend
from indicators.judgement.verdict import Judged, JudgedPart
from indicators.series.rows import home_points, known_targets, rule_of
from indicators.vocabulary import TargetScope


def judged(indicator: PublishedIndicator, home_code: str, seen_from: int, shown_to: int | None = None) -> Judged:
    """Judge an indicator as seen from a year, in each scope that something is decided for.

    `shown_to` is the year that its latest value and its trend are told from, where that is a later one.
    """
    aimed = {each.scope for each in known_targets(indicator, seen_from)}
    scopes = [scope for scope in TargetScope if scope in aimed] or [TargetScope.TOTAL]
    points, rule = home_points(indicator, home_code), rule_of(indicator, seen_from, home_code)
    parts = [
        _part(points, rule, seen_from)
        if scope == TargetScope.TOTAL
        else _part(
            home_points(indicator, home_code, scope), rule_of(indicator, seen_from, home_code, scope), seen_from, scope
        )
        for scope in scopes
    ]
    if shown_to is None or shown_to == seen_from:
        return _judged(points, rule, seen_from, parts)
    verdict = deciding([each.verdict for each in parts])
    trend = judge_trend(points, rule_of(indicator, shown_to, home_code), shown_to)
    return Judged(points, rule, seen_from, shown_to, verdict, trend, tuple(parts))


def judge(points: tuple[Point, ...], rule: Rule, seen_from: int) -> Judged:
    """Judge totals alone."""
    return _judged(points, rule, seen_from, [_part(points, rule, seen_from)])


def _part(points: tuple[Point, ...], rule: Rule, seen_from: int, scope: TargetScope = TargetScope.TOTAL) -> JudgedPart:
    verdict = judge_status(points, rule, seen_from)
    earlier = replace(verdict.earlier, scope=scope) if verdict.earlier else None
    return JudgedPart(points, rule, replace(verdict, scope=scope, earlier=earlier))


def _judged(points: tuple[Point, ...], rule: Rule, seen_from: int, parts: list[JudgedPart]) -> Judged:
    verdict = deciding([each.verdict for each in parts])
    return Judged(points, rule, seen_from, seen_from, verdict, judge_trend(points, rule, seen_from), tuple(parts))
