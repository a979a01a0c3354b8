"""A year's summary from what is published now: one frozen value of the same kind as an adopted year's."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from goals.content.content import PublishedContent
from goals.content.published import (
    PublishedArea,
    PublishedAssessment,
    PublishedGoal,
    PublishedLink,
    PublishedOverall,
    PublishedPeriod,
)
from goals.site.story import standouts
from goals.vocabulary import FollowUp
from goals.year import counts
from goals.year.brief import country, remarks
from goals.year.canonical import FORMAT
from goals.year.content import (
    MAX_POINTS,
    AreaFact,
    AssessmentFact,
    DecisionFact,
    GoalFact,
    IndicatorFact,
    OverallFact,
    PointFact,
    Remark,
    SourceFact,
    Spread,
    TextFact,
    YearSummary,
)
from goals.year.deviation import deviation_of
from indicators.content.published import PublishedDecision, PublishedIndicator
from indicators.formats import Scale, capital, long_date
from indicators.judgement.rule import TargetPoint, published
from indicators.judgement.verdict import Judged
from indicators.models import OutcomeRow
from indicators.presenters.cards import card
from indicators.presenters.comparisons import change_fact, comparison_fact
from indicators.presenters.marks import status_mark, trend_mark
from indicators.sentences import aims_with_years, conclusion, end_aim
from indicators.series.facts import NOT_GIVEN
from indicators.series.rows import home_points, scale_of, total_in
from indicators.series.verdicts import judged
from indicators.vocabulary import MissingReason, Origin, Status, TargetScope


class Judging(NamedTuple):
    """What every goal of a year is built from; verdicts are by the indicator's address, assessments by the goal's."""

    content: PublishedContent
    period: PublishedPeriod
    year: int
    round: FollowUp
    verdicts: Mapping[str, Judged]
    assessments: Mapping[str, PublishedAssessment]


def build(content: PublishedContent, period: PublishedPeriod, year: int, chosen: FollowUp | None = None) -> YearSummary:
    """Return a year of a period as it stands, compared with no other.

    The whole year's assessments count when anything of it is approved, else those of the part of it, unless `chosen`
    says which.
    """
    approved = [each for each in content.assessments if each.year == year]
    # From autumn until the whole year is assessed the part of it is all there is to read, be it a text alone.
    rounds = {each.round for each in approved} | {each.round for each in content.overall if each.year == year}
    round_ = chosen or (FollowUp.PART if rounds == {FollowUp.PART} else FollowUp.WHOLE)
    overall = next((each for each in content.overall if (each.year, each.round) == (year, round_)), None)
    indicators = {link.indicator for area in period.areas for goal in area.goals for link in goal.links}
    verdicts = {each.slug: judged(each, content.home_code, year) for each in indicators}
    assessments = {each.goal: each for each in approved if each.round == round_}
    judging = Judging(content, period, year, round_, verdicts, assessments)
    areas = tuple(_area(area, judging) for area in period.areas)
    return _whole(judging, areas, overall)


def _whole(judging: Judging, areas: tuple[AreaFact, ...], overall: PublishedOverall | None) -> YearSummary:
    year = judging.year
    goals = tuple(goal for area in areas for goal in area.goals)
    # An indicator may stand under several goals; the year counts it once.
    facts = {each.slug: each for goal in goals for each in goal.indicators}.values()
    judged_count = sum(each.status_code != Status.UNKNOWN for each in facts)
    measured = sum(not each.missing for each in facts)
    spread = counts.spread(each.status_code for each in facts)
    rulings = counts.rulings(goals)
    rest = f"Så står det till med indikatorerna: {spread.sentence}." if spread.total else ""
    return YearSummary(
        format=FORMAT,
        year=year,
        round=judging.round.value,
        round_word=str(judging.round.label),
        **_frame(judging.content, judging.period),
        extension_sentence=_extension_sentence(judging.period, year, facts),
        sentence=counts.ruling_sentence(rulings, rest),
        rulings=rulings,
        goal_count=len(goals),
        indicator_count=len(facts),
        measured_count=judged_count,
        measured_sentence=counts.measured_sentence(judged_count, measured, len(facts), year),
        spread=spread,
        overall=OverallFact(overall.text, overall.body, overall.assessed_on) if overall else None,
        areas=areas,
        unknowns=tuple(remarks.unknowns(goals)),
        criticism=tuple(remarks.criticism(goals, year)),
        compared_sentence=country.compared_sentence(facts),
        stands_out=_stands_out(judging),
    )


def _stands_out(judging: Judging) -> tuple[Remark, ...]:
    """Choose by the start page's rule among the indicators that the year follows, as they were known then."""
    figures, home, year = judging.content.figures, judging.content.home_code, judging.year
    by_slug = {each.slug: each for each in figures.indicators.values() if each.slug in judging.verdicts}
    cards = [
        card(
            each,
            home,
            year,
            url=each.url,
            comparison=comparison_fact(each, figures, year),
            change=change_fact(each, home, year),
        )
        for each in by_slug.values()
    ]
    found = standouts(cards, by_slug)
    return tuple(Remark(f"{each.why}: {each.name}", each.sentence, indicator=each.card.slug) for each in found)


def _frame(content: PublishedContent, period: PublishedPeriod) -> dict[str, Any]:
    """Return the fields of a summary that are the same for every year of the period."""
    portal, vision = content.portal, period.vision
    return {
        "municipality": portal.full_name if portal else "",
        "short_name": portal.short_name if portal else "",
        "portal": portal.title if portal else "",
        "is_example": portal.is_example if portal else False,
        "vision_title": vision.title if vision else "",
        "vision": vision.statement if vision else "",
        "period_name": period.name,
        "period_slug": period.slug,
        "period_sentence": _period_sentence(period),
    }


def _period_sentence(period: PublishedPeriod) -> str:
    last = period.current_last_year
    longer = f" och förlängdes till {last}" if last != period.last_year else ""
    return f"Målen beslutades för {period.first_year}–{period.last_year}{longer}."


def _extension_sentence(period: PublishedPeriod, year: int, facts: Iterable[IndicatorFact]) -> str:
    """Return, for a year that was reached through an extension, what that means for how it is judged."""
    if year <= period.last_year:
        return ""
    against = counts.judged_against(facts, year)
    first = f"År {year} hör till förlängningen: målen beslutades först för {period.first_year}–{period.last_year}."
    return f"{first} {against}".strip()


def _area(area: PublishedArea, judging: Judging) -> AreaFact:
    goals = tuple(_goal(goal, judging) for goal in area.goals)
    facts = {each.slug: each for goal in goals for each in goal.indicators}.values()
    return AreaFact(
        area.slug, area.name, area.tagline, area.hue, counts.spread(each.status_code for each in facts), goals
    )


def _goal(goal: PublishedGoal, judging: Judging) -> GoalFact:
    facts = tuple(_indicator(link, judging) for link in goal.links)
    spread = counts.spread(each.status_code for each in facts)
    assessment = judging.assessments.get(goal.slug)
    return GoalFact(
        slug=goal.slug,
        continues=goal.continues.slug if goal.continues else "",
        number=goal.number,
        title=goal.title,
        unit=goal.unit.name if goal.unit else "",
        gap_note=goal.gap_note,
        assessment=_assessment(assessment, spread) if assessment else None,
        spread=spread,
        indicators=facts,
        texts=tuple(TextFact(heading, text) for heading, text in goal.other_texts),
    )


def _assessment(found: PublishedAssessment, spread: Spread) -> AssessmentFact:
    ruling = counts.ruling_of(found.verdict, found.forecast)
    return AssessmentFact(
        ruling=ruling,
        result=found.result,
        analysis=found.analysis,
        next_steps=found.next_steps,
        body=found.body,
        assessed_on=found.assessed_on,
        departure_reason=found.departure_reason,
        departs=deviation_of(ruling.code, {Status(each.code): each.count for each in spread.counts}),
    )


def _indicator(link: PublishedLink, judging: Judging) -> IndicatorFact:
    indicator, home, year = link.indicator, judging.content.home_code, judging.year
    found = judging.verdicts[indicator.slug]
    scale, verdict = scale_of(indicator), found.verdict
    outcome, target = found.outcome, verdict.end_target
    level = target if target and target.holds_alone and verdict.scope == TargetScope.TOTAL else None
    row = total_in(indicator, home, outcome.year) if outcome else None
    return IndicatorFact(
        slug=indicator.slug,
        name=indicator.name,
        unit_label=indicator.unit_label,
        decimals=indicator.decimals,
        kind=link.kind,
        kind_code=link.kind_code,
        value=outcome.value if outcome else None,
        value_text=capital(scale.amount(outcome.value)) if outcome and outcome.value is not None else NOT_GIVEN,
        value_year=outcome.year if outcome else None,
        is_preliminary=bool(row and row.is_preliminary),
        missing=_missing(total_in(indicator, home, year)),
        # A distance to others, or what only one sex is to reach, is no level to draw or to count with.
        **_level(level),
        target_text=aims_with_years(verdict, scale) or end_aim(found.rule, scale),
        target_year=target.year if target else None,
        **_marks(found),
        sentence=conclusion(found, scale),
        source=_source(row) if row else None,
        points=_points(indicator, home, year, scale),
        interval=indicator.interval,
        compared=country.beside_country(indicator, home, year),
    )


def _level(found: TargetPoint | None) -> dict[str, Any]:
    return {
        "target": found.value if found else None,
        "target_low": found.low if found else None,
        "target_high": found.high if found else None,
    }


def _marks(found: Judged) -> dict[str, Any]:
    """Return the fields of an indicator's status and trend."""
    status, trend = status_mark(found.verdict), trend_mark(found.trend)
    return {
        "status_code": status.code,
        "status_word": str(status.word),
        "status_reason": str(status.reason),
        "status_detail": str(status.detail),
        "trend_code": trend.code,
        "trend_word": str(trend.word),
        "trend_arrow": trend.arrow,
        "trend_detail": trend.detail,
    }


def _missing(row: OutcomeRow | None) -> str:
    """Return why a year has no value, in words; "" when it has one."""
    if row is None:
        return NOT_GIVEN
    if row.value is not None:
        return ""
    expected = f", väntas {long_date(row.next_expected)}" if row.next_expected else ""
    return f"{MissingReason(row.missing_reason).label}{expected}"


def _source(row: OutcomeRow) -> SourceFact:
    return SourceFact(row.source, row.source_url, row.retrieved_on, str(Origin(row.origin).label))


def _points(indicator: PublishedIndicator, home: str, year: int, scale: Scale) -> tuple[PointFact, ...]:
    # A later value is not known that year, however long it has been published when the year is read.
    known = [each for each in home_points(indicator, home) if each.year <= year and each.value is not None]
    return tuple(
        PointFact(each.year, published(each.value, indicator.decimals), scale.amount(each.value))
        for each in known[-MAX_POINTS:]
        if each.value is not None
    )


def decision_fact(decision: PublishedDecision) -> DecisionFact:
    """Return a decision in full, since a summary must be read without the portal's rows."""
    return DecisionFact(
        decision.body, decision.title, decision.decided_on, decision.paragraph, decision.diary_number, decision.url
    )
