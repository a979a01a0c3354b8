"""From a published indicator to its verdicts: the one way that every list, page, file and year goes."""

from indicators.content.published import PublishedIndicator
from indicators.judgement.rule import Point, Rule
from indicators.judgement.status import judge_status
from indicators.judgement.trend import judge_trend
from indicators.judgement.verdict import Judged
from indicators.series.rows import home_points, rule_of


def judged(indicator: PublishedIndicator, home_code: str, seen_from: int) -> Judged:
    """Judge an indicator as seen from a year."""
    return judge(home_points(indicator, home_code), rule_of(indicator, seen_from), seen_from)


def judge(points: tuple[Point, ...], rule: Rule, seen_from: int) -> Judged:
    return Judged(points, rule, seen_from, judge_status(points, rule, seen_from), judge_trend(points, rule, seen_from))
