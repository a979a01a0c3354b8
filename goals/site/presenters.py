"""Areas, goals and periods with their indicators' verdicts: published values in, ready answers out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any

from goals.content.content import PublishedContent
from goals.content.published import PublishedArea, PublishedGoal, PublishedLink, PublishedPeriod
from goals.site import story
from goals.site.shapes import AreaBlock, AreaHeading, Crumb, ExtensionFact, GoalLink, GoalRow, PageOptions, PeriodFact
from indicators.charts.dot_strip import rank_strip
from indicators.content.memo import once_per_content
from indicators.content.published import PublishedIndicator
from indicators.presenters.cards import card
from indicators.presenters.comparisons import change_fact, comparison_fact
from indicators.presenters.marks import status_distribution, trend_distribution
from indicators.series.build import SeriesContext, series_of
from indicators.series.facts import Series
from indicators.shapes import Card, ComparisonFact

FIRST_CRUMB = Crumb("Start", "/")

# What is remembered of one content: rows (some kilobytes an indicator) as seen from so many years, and whole pages.
MAX_VIEWS = 8
MAX_PAGES = 100


@once_per_content(MAX_VIEWS)
def _rows(_: PublishedContent, __: PageOptions) -> dict[Any, Any]:
    return {}


def once_per_view[Thing, Answer](
    make: Callable[[PublishedContent, Thing, PageOptions], Answer],
) -> Callable[[PublishedContent, Thing, PageOptions], Answer]:
    """Let what is presented of a thing in the content be worked out once for each year that it is seen from.

    A year is forgotten whole: a goal holds its rows, so that to forget rows alone would free nothing.
    """

    @wraps(make)
    def answer(content: PublishedContent, thing: Thing, options: PageOptions) -> Answer:
        rows: dict[Any, Answer] = _rows(content, options)
        key = (make, thing)
        if key not in rows:
            # Of two threads that work it out at once, both go on with what the first remembered.
            return rows.setdefault(key, make(content, thing, options))
        return rows[key]

    return answer


@once_per_view
def card_of(content: PublishedContent, indicator: PublishedIndicator, options: PageOptions) -> Card:
    """Present an indicator as a row."""
    return card(
        indicator,
        content.home_code,
        options.year,
        shown_to=options.shown_to,
        url=options.address(indicator.url),
        comparison=comparison_of(content, indicator, options),
        change=change_fact(indicator, content.home_code, options.shown_to),
    )


@once_per_view
def linked_card(content: PublishedContent, link: PublishedLink, options: PageOptions) -> Card:
    """Present an indicator as a row under a goal, with the link's word and note."""
    row = card_of(content, link.indicator, options)
    return replace(row, kind=link.kind, kind_code=link.kind_code, note=link.note)


@once_per_view
def comparison_of(
    content: PublishedContent, indicator: PublishedIndicator, options: PageOptions
) -> ComparisonFact | None:
    """Present an indicator beside others, as seen from a year; None without anything to compare with."""
    return comparison_fact(indicator, content.figures, options.shown_to)


@once_per_view
def area_block(content: PublishedContent, area: PublishedArea, options: PageOptions) -> AreaBlock:
    """Present an area with its goals; an indicator of two goals counts once in the area."""
    goals = tuple(goal_row(content, goal, options) for goal in area.goals)
    cards = {each.slug: each for goal in goals for each in goal.cards}.values()
    return AreaBlock(
        slug=area.slug,
        name=area.name,
        url=options.address(area.url),
        tagline=area.tagline,
        text=area.text,
        hue=area.hue,
        goal_count=len(goals),
        indicator_count=len(cards),
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        goals=goals,
        beside_country=story.in_short(cards),
        fetched_on=story.fetched_on(cards),
        newest_year=story.newest_year(cards),
        judged=status_distribution(each.judged.verdict for each in cards if story.is_judged(each)),
    )


def area_blocks(
    content: PublishedContent, period: PublishedPeriod | None, options: PageOptions
) -> tuple[AreaBlock, ...]:
    return tuple(area_block(content, area, options) for area in period.areas) if period else ()


@once_per_view
def goal_row(content: PublishedContent, goal: PublishedGoal, options: PageOptions) -> GoalRow:
    """Present a goal with the distribution of its indicators: never an average, never a verdict of its own."""
    cards = tuple(linked_card(content, link, options) for link in goal.links)
    ranks = story.ranks_of(cards)
    return GoalRow(
        number=goal.number,
        title=goal.title,
        url=options.address(goal.url),
        unit=goal.unit.name if goal.unit else "",
        text=goal.text,
        gap_note=goal.gap_note,
        other_texts=goal.other_texts,
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        cards=cards,
        # Without the chosen year: a goal of an ended period is seen from that period's last year.
        continues=(goal.continues.title, goal.continues.url) if goal.continues else None,
        beside_country=story.in_short(cards),
        fetched_on=story.fetched_on(cards),
        newest_year=story.newest_year(cards),
        judged=status_distribution(each.judged.verdict for each in cards if story.is_judged(each)),
        aimless_note=story.aimless_note(cards),
        strip=rank_strip(ranks),
        strip_words=story.rank_words(ranks),
    )


def period_fact(period: PublishedPeriod, options: PageOptions) -> PeriodFact:
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
        for each in period.extensions
    )
    last = period.current_last_year
    longer = f" och förlängdes till {last}" if last != period.last_year else ""
    return PeriodFact(
        slug=period.slug,
        name=period.name,
        url=options.address(period.url),
        sentence=f"Målen beslutades för {period.first_year}–{period.last_year}{longer}.",
        is_over=last < options.today,
        is_current=period.first_year <= options.today <= last,
        first_year=period.first_year,
        last_year=period.last_year,
        current_last_year=last,
        extensions=extensions,
        text=period.text,
    )


def period_in(periods: Iterable[PublishedPeriod], year: int) -> PublishedPeriod | None:
    """Return the period whose goals a year is followed up by: the latest that had begun, else the first."""
    by_start = sorted(periods, key=lambda each: each.first_year)
    begun = [each for each in by_start if each.first_year <= year]
    return begun[-1] if begun else next(iter(by_start), None)


def area_heading(area: PublishedArea, options: PageOptions) -> AreaHeading:
    return AreaHeading(area.slug, area.name, options.address(area.url), area.tagline, area.hue)


def links_of(content: PublishedContent, indicator: PublishedIndicator, options: PageOptions) -> tuple[GoalLink, ...]:
    """Present the goals that an indicator is linked to, the newest period first."""
    return tuple(
        GoalLink(
            title=place.goal.title,
            url=options.address(place.goal.url),
            kind=link.kind,
            note=link.note,
            hue=place.area.hue,
        )
        for link, place in content.links.get(indicator.slug, ())
    )


def series_context(content: PublishedContent, period: PublishedPeriod | None) -> SeriesContext:
    portal = content.portal
    span = (period.first_year, period.last_year, period.current_last_year) if period else None
    name = portal.short_name if portal else ""
    return SeriesContext(content.home_code, name, content.figures.groups, span)


@once_per_content(MAX_PAGES)
def series_in(
    content: PublishedContent, indicator: PublishedIndicator, period: PublishedPeriod | None, year: int
) -> Series:
    """Return an indicator's figures as seen from a year, on the background of a period."""
    return series_of(indicator, series_context(content, period), year)
