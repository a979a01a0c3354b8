"""Areas, goals and periods with their indicators' verdicts: rows in, ready answers out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from goals.models import FocusArea, Goal, GoalIndicator, Period, Vision
from goals.site.shapes import AreaBlock, AreaHeading, Crumb, ExtensionFact, GoalLink, GoalRow, PeriodFact
from indicators.models import ComparisonGroup, Indicator, Portal
from indicators.presenters.cards import Sparkline, card
from indicators.presenters.marks import status_distribution, trend_distribution
from indicators.series.build import SeriesContext
from indicators.series.facts import COUNTRY_CODE
from indicators.shapes import Card, LinkFact

FIRST_CRUMB = Crumb("Start", "/")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What every presenter of a page needs to know."""

    home_code: str
    year: int  # that the page looks from
    today: int  # this year, for what a period is now
    address: Callable[[str], str]  # adds ?ar= to an address when a year is chosen
    sparkline: Sparkline


def areas_of(period: Period | None) -> list[FocusArea]:
    """Return a period's areas with goals and links, in order: three queries."""
    if period is None:
        return []
    return list(period.focus_areas.with_goals())


def indicators_of(areas: Iterable[FocusArea], vision: Vision | None, options: PageOptions) -> dict[int, Indicator]:
    """Load every indicator that the areas and the vision refer to, by id: an indicator of two goals once."""
    ids = {link.indicator_id for area in areas for goal in area.goals.all() for link in goal.links.all()}
    wanted = Q(pk__in=ids)
    if vision and vision.headline_indicator_id:
        wanted |= Q(pk=vision.headline_indicator_id)
    found = Indicator.objects.published().filter(wanted)
    codes = [options.home_code, COUNTRY_CODE]
    return {each.pk: each for each in found.with_series(codes, totals_only=True)}


def card_of(indicator: Indicator, options: PageOptions, link: GoalIndicator | None = None) -> Card:
    """Present an indicator as a row, with the link's word and note when it stands under a goal."""
    fact = LinkFact(link.get_kind_display(), link.kind, link.note) if link else None
    url = options.address(indicator.get_absolute_url())
    return card(indicator, options.home_code, options.year, url=url, sparkline=options.sparkline, link=fact)


def area_block(area: FocusArea, indicators: Mapping[int, Indicator], options: PageOptions) -> AreaBlock:
    """Present an area with its goals; an indicator of two goals counts once in the area."""
    goals = tuple(goal_row(goal, indicators, options) for goal in area.goals.all())
    cards = {each.slug: each for goal in goals for each in goal.cards}.values()
    return AreaBlock(
        slug=area.slug,
        name=area.name,
        url=options.address(area.get_absolute_url()),
        tagline=area.tagline,
        text=area.text,
        hue=area.hue,
        goal_count=len(goals),
        indicator_count=len(cards),
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        goals=goals,
    )


def goal_row(goal: Goal, indicators: Mapping[int, Indicator], options: PageOptions) -> GoalRow:
    """Present a goal with the distribution of its indicators: never an average, never a verdict of its own."""
    cards = tuple(
        card_of(indicators[link.indicator_id], options, link)
        for link in goal.links.all()
        if link.indicator_id in indicators
    )
    before = goal.continues
    return GoalRow(
        number=goal.number,
        title=goal.title,
        url=options.address(goal.get_absolute_url()),
        unit=goal.unit.name if goal.unit else "",
        text=goal.text,
        gap_note=goal.gap_note,
        other_texts=goal.other_texts,
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        cards=cards,
        # Without the chosen year: a goal of an ended period is seen from that period's last year.
        continues=(before.title, before.get_absolute_url()) if before else None,
    )


def period_fact(period: Period, options: PageOptions) -> PeriodFact:
    """Present a period with its extensions as recorded decisions."""
    extensions = tuple(
        ExtensionFact(
            old_last_year=each.old_last_year,
            new_last_year=each.new_last_year,
            reason=each.reason,
            decision=each.decision.title if each.decision else "",
            decision_url=each.decision.url if each.decision else "",
            decided_on=each.decision.decided_on if each.decision else None,
        )
        for each in period.extensions.all()
    )
    last = period.current_last_year
    longer = f" och förlängdes till {last}" if last != period.last_year else ""
    return PeriodFact(
        slug=period.slug,
        name=period.name,
        url=options.address(period.get_absolute_url()),
        sentence=f"Målen beslutades för {period.first_year}–{period.last_year}{longer}.",
        is_over=last < options.today,
        is_current=period.first_year <= options.today <= last,
        first_year=period.first_year,
        last_year=period.last_year,
        current_last_year=last,
        extensions=extensions,
        text=period.text,
    )


def period_in(periods: Iterable[Period], year: int) -> Period | None:
    """Return the period whose goals a year is followed up by: the latest that had begun, else the first."""
    by_start = sorted(periods, key=lambda each: each.first_year)
    begun = [each for each in by_start if each.first_year <= year]
    return begun[-1] if begun else next(iter(by_start), None)


def indicators_of_goal(goal: Goal, options: PageOptions) -> dict[int, Indicator]:
    """Load the goal's published indicators by id, with the totals of home and country."""
    found = Indicator.objects.published().filter(pk__in=[link.indicator_id for link in goal.links.all()])
    return {each.pk: each for each in found.with_series([options.home_code, COUNTRY_CODE], totals_only=True)}


def all_indicators(options: PageOptions) -> dict[int, Indicator]:
    """Load every published indicator by id, with the totals of home and country."""
    found = Indicator.objects.published().with_series([options.home_code, COUNTRY_CODE], totals_only=True)
    return {each.pk: each for each in found}


def area_heading(area: FocusArea, options: PageOptions) -> AreaHeading:
    return AreaHeading(area.slug, area.name, options.address(area.get_absolute_url()), area.tagline, area.hue)


def links_of(indicator: Indicator, options: PageOptions) -> tuple[GoalLink, ...]:
    """Present the goals that an indicator is linked to, the newest period first."""
    return tuple(
        GoalLink(
            title=link.goal.title,
            url=options.address(link.goal.get_absolute_url()),
            kind=link.get_kind_display(),
            note=link.note,
            hue=link.goal.focus_area.hue,
        )
        for link in GoalIndicator.objects.of_indicator(indicator)
    )


def series_context(portal: Portal, period: Period | None, groups: Iterable[ComparisonGroup] = ()) -> SeriesContext:
    span = (period.first_year, period.last_year, period.current_last_year) if period else None
    return SeriesContext(portal.municipality.code, portal.short_name, tuple(groups), span)
