"""From the plan's rows to its published content. The rows are loaded with what they lead to: nothing asks for more."""

from collections.abc import Iterable

from goals.content.content import PublishedContent, assembled
from goals.content.published import (
    GoalName,
    PublishedArea,
    PublishedAssessment,
    PublishedDocument,
    PublishedExtension,
    PublishedGap,
    PublishedGoal,
    PublishedLink,
    PublishedOverall,
    PublishedPeriod,
    PublishedStatement,
    PublishedVersion,
    PublishedVision,
)
from goals.models import (
    AccessibilityStatement,
    AnnualSummary,
    Assessment,
    Document,
    FocusArea,
    Goal,
    GoalIndicator,
    OverallAssessment,
    Period,
    Vision,
)
from indicators.content.current import Current
from indicators.content.figures import PublishedFigures, current_figures, load_figures
from indicators.content.load import decision_or_none, published_decision, published_from
from indicators.content.published import PublishedUnit


def load_content(figures: PublishedFigures) -> PublishedContent:
    """Load what belongs with the figures: fourteen queries, however much there is."""
    visions = {each.pk: published_vision(each, figures) for each in Vision.objects.select_related("decision")}
    statement = AccessibilityStatement.objects.with_gaps().first()
    return assembled(
        figures,
        visions=visions.values(),
        periods=[published_period(each, visions.get(each.vision_id), figures) for each in Period.objects.whole()],
        documents=map(published_document, Document.objects.all()),
        assessments=map(published_assessment, Assessment.objects.approved().select_related("goal")),
        overall=(published_from(PublishedOverall, each) for each in OverallAssessment.objects.approved()),
        versions=map(published_version, AnnualSummary.objects.whole()),
        statement=published_statement(statement) if statement else None,
    )


def load_as_committed() -> PublishedContent:
    """Load everything as this transaction sees it; for who adopts a year of it."""
    return load_content(load_figures())


current_content = Current(lambda: load_content(current_figures())).get


def published_vision(row: Vision, figures: PublishedFigures) -> PublishedVision:
    headline = figures.by_key.get(row.headline_indicator_id or 0)
    return published_from(
        PublishedVision,
        row,
        decision=decision_or_none(row.decision),
        headline=headline.slug if headline else "",
    )


def published_period(row: Period, vision: PublishedVision | None, figures: PublishedFigures) -> PublishedPeriod:
    return published_from(
        PublishedPeriod,
        row,
        url=row.get_absolute_url(),
        vision=vision,
        extensions=tuple(
            published_from(PublishedExtension, each, decision=decision_or_none(each.decision))
            for each in row.extensions.all()
        ),
        areas=tuple(published_area(each, figures) for each in row.focus_areas.all()),
        documents=tuple(map(published_document, row.documents.all())),
    )


def published_area(row: FocusArea, figures: PublishedFigures) -> PublishedArea:
    goals = tuple(published_goal(each, figures) for each in row.goals.all())
    return published_from(PublishedArea, row, url=row.get_absolute_url(), goals=goals)


def published_goal(row: Goal, figures: PublishedFigures) -> PublishedGoal:
    before = row.continues
    return published_from(
        PublishedGoal,
        row,
        url=row.get_absolute_url(),
        unit=PublishedUnit(row.unit.slug, row.unit.name) if row.unit else None,
        continues=GoalName(before.slug, before.title, before.get_absolute_url()) if before else None,
        links=tuple(_published_links(row.links.all(), figures)),
        documents=tuple(map(published_document, row.documents.all())),
    )


def _published_links(rows: Iterable[GoalIndicator], figures: PublishedFigures) -> Iterable[PublishedLink]:
    for row in rows:
        indicator = figures.by_key.get(row.indicator_id)
        if indicator is not None:  # else it is hidden
            yield PublishedLink(indicator, str(row.get_kind_display()), row.kind, row.note)


def published_document(row: Document) -> PublishedDocument:
    return published_from(PublishedDocument, row)


def published_assessment(row: Assessment) -> PublishedAssessment:
    return published_from(PublishedAssessment, row, goal=row.goal.slug)


def published_version(row: AnnualSummary) -> PublishedVersion:
    decision = published_decision(row.decision)
    return published_from(PublishedVersion, row, decision=decision, url=row.get_absolute_url(), name=str(row))


def published_statement(row: AccessibilityStatement) -> PublishedStatement:
    gaps = tuple(published_from(PublishedGap, each) for each in row.gaps.all())
    return published_from(PublishedStatement, row, gaps=gaps)
