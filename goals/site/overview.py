"""What the start page says of the whole plan: what is not known, and what has come lately."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goals.content.content import PublishedContent
from goals.content.published import PublishedPeriod
from goals.site.shapes import AreaBlock, PageOptions
from goals.site.story import distance_of, movement_of
from indicators.comparison_words import COUNTRY
from indicators.content.published import PublishedIndicator
from indicators.formats import capital, counted
from indicators.judgement.rule import Point
from indicators.series.rows import home_points, scale_of
from indicators.shapes import OLD_AFTER, Card
from indicators.vocabulary import Reason, Status

FURTHEST, MOST_CHANGED, NEWEST = f"Längst från {COUNTRY}", "Störst förändring", "Nyaste siffran"
STANDOUT_RULE = (
    f"Så väljs de: den indikator som ligger längst från {COUNTRY}, den som har förändrats mest utöver sina "
    "svängningar, båda mätt i hur mycket de jämförda kommunerna skiljer sig åt, och den som har den nyaste siffran. "
    f"Siffror äldre än {counted(OLD_AFTER)} år är inte med, och ingen indikator väljs två gånger."
)


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


@dataclass(frozen=True, slots=True)
class Standout:
    """An indicator that stands out. `why` is what in: "Längst från riket"."""

    why: str
    name: str
    url: str
    sentence: str
    card: Card


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


def standouts(cards: Iterable[Card], by_slug: Mapping[str, PublishedIndicator]) -> tuple[Standout, ...]:
    """Return at most one indicator for each of the three reasons; of equals the first, in the order given."""
    fresh = [each for each in cards if each.value_year is not None and not each.is_old]
    chosen: dict[str, Standout] = {}
    for why, weight, tell in (
        (FURTHEST, lambda card, _: distance_of(card), _beside_country),
        (MOST_CHANGED, lambda card, _: movement_of(card), _since),
        (NEWEST, _age_of, _newest),
    ):
        left = [card for card in fresh if card.slug not in chosen]
        weighed = [(found, card) for card in left if (found := weight(card, by_slug[card.slug])) is not None]
        if weighed:
            _, card = max(weighed, key=lambda each: each[0])
            chosen[card.slug] = Standout(why, card.name, card.url, tell(card, by_slug[card.slug]), card)
    return tuple(chosen.values())


def _age_of(card: Card, _: PublishedIndicator) -> tuple[int, date]:
    return card.value_year or 0, card.retrieved_on or date.min


def _beside_country(card: Card, _: PublishedIndicator) -> str:
    return card.comparison.sentences[0] if card.comparison else ""


def _since(card: Card, indicator: PublishedIndicator) -> str:
    scale, trend = scale_of(indicator), card.judged.trend
    ends = (trend.window[0], trend.window[-1])
    first, last = (scale.told_with_year(each.value, each.year) for each in ends if each.value is not None)
    return f"{trend.trend.label} från {first} till {last}."


def _newest(card: Card, indicator: PublishedIndicator) -> str:
    scale, outcome = scale_of(indicator), card.judged.outcome
    if outcome is None or outcome.value is None:
        return ""
    since = f", {card.change.text}" if card.change else ""
    return f"{capital(scale.told_with_year(outcome.value, outcome.year))}{since}."
