"""What the start page says of the whole plan: what is not known, and what has come lately."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from goals.content.content import PublishedContent
from goals.content.published import PublishedPeriod
from goals.site.shapes import AreaBlock, PageOptions
from indicators.content.published import PublishedIndicator
from indicators.formats import capital, counted
from indicators.judgement.rule import Point
from indicators.series.rows import home_points, scale_of
from indicators.shapes import Card
from indicators.vocabulary import Reason, Status


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something we do not know, shown as openly as what we do."""

    what: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that came lately, against the one before it."""

    name: str
    url: str
    sentence: str
    year: int


def _cards(areas: Iterable[AreaBlock]) -> list[Card]:
    """Return the areas' indicators; one of several goals is counted once."""
    return list({card.slug: card for area in areas for goal in area.goals for card in goal.cards}.values())


def unknowns(areas: Sequence[AreaBlock], options: PageOptions) -> tuple[Unknown, ...]:
    """List what is not known: goals that lack something, indicators without target and outcomes too old."""
    goals = [goal for area in areas for goal in area.goals]
    found = [Unknown(goal.title, goal.gap_note, goal.url) for goal in goals if goal.gap_note]
    found += [
        Unknown(goal.title, "Målet har ingen indikator.", goal.url)
        for goal in goals
        if not goal.cards and not goal.gap_note
    ]
    cards = _cards(areas)
    reasons = (
        (Reason.NO_TARGET, "saknar målvärde", "Vi kan visa utvecklingen, men inte om målet nås."),
        (Reason.STALE, "har bara gamla siffror", f"De säger inget om hur det står till {options.year}."),
        (Reason.NO_OUTCOME, "saknar siffror", "Här finns ännu inget att visa."),
    )
    for reason, what, why in reasons:
        count = sum(card.judged.verdict.reason == reason for card in cards)
        if count:
            url = options.address(f"{reverse('indicator_list')}?status={Status.UNKNOWN.value}")
            found.append(Unknown(f"{capital(counted(count, 'indikator'))} {what}", why, url))
    return tuple(found)


def followed(content: PublishedContent, period: PublishedPeriod | None) -> list[PublishedIndicator]:
    """Return the indicators of the period's goals and of the vision, in their own order."""
    goals = [goal for area in (period.areas if period else ()) for goal in area.goals]
    slugs = {link.indicator.slug for goal in goals for link in goal.links}
    slugs |= {content.vision.headline} if content.vision else set()
    return [each for each in content.figures.indicators.values() if each.slug in slugs]


def changes(
    indicators: Iterable[PublishedIndicator], home_code: str, options: PageOptions, most: int = 5
) -> tuple[ValueChange, ...]:
    """List the latest values with the ones before them, newest year first."""
    found = []
    for indicator in indicators:
        points = [each for each in home_points(indicator, home_code) if each.value is not None]
        points = [each for each in points if each.year <= options.shown_to][-2:]
        if len(points) == 2:
            found.append(_change(indicator, points[0], points[1], options))
    # Sorting keeps the indicators' own order within a year.
    return tuple(sorted(found, key=lambda each: -each.year)[:most])


def _change(indicator: PublishedIndicator, before: Point, now: Point, options: PageOptions):
    scale = scale_of(indicator)
    sentence = ", ".join(
        scale.told_with_year(each.value, each.year) for each in (now, before) if each.value is not None
    )
    return ValueChange(indicator.name, options.address(indicator.url), sentence, now.year)
