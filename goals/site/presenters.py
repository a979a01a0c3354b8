"""Vision, areas and goals with their indicators' verdicts: rows in, ready answers out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from goals.models import FocusArea, Goal, GoalIndicator, Period, Vision
from goals.search.matching import Question, has_every_word
from goals.site.choices import IndicatorFilter
from goals.site.shapes import (
    AreaBlock,
    AreaHeading,
    CardGroup,
    Crumb,
    ExtensionFact,
    GoalLink,
    GoalRow,
    PeriodFact,
    Unknown,
    ValueChange,
)
from indicators.formats import counted
from indicators.judgement.rule import Point
from indicators.models import Indicator, Municipality, Outcome
from indicators.presenters.cards import Sparkline, card
from indicators.presenters.marks import status_distribution, trend_distribution
from indicators.series.facts import COUNTRY_CODE
from indicators.series.rows import home_points, scale_of
from indicators.shapes import Card, LinkFact
from indicators.vocabulary import Reason, Status

FIRST_CRUMB = Crumb("Start", "/")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How a page looks at the plan: whose it is, from which year, and how rows are drawn and linked."""

    home_code: str
    year: int
    today: int  # this year, for what a period is now
    address: Callable[[str], str]  # adds ?ar= to an address when a year is chosen
    sparkline: Sparkline


def areas_of(period: Period | None) -> list[FocusArea]:
    """Return a period's areas with goals and links, in order: three queries."""
    if period is None:
        return []
    return list(period.focus_areas.with_goals())


def indicators_of(areas: Iterable[FocusArea], vision: Vision | None, options: PageOptions) -> dict[int, Indicator]:
    """Load once every indicator that the areas and the vision lean on, by id."""
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
    """Present an area with its goals; an indicator that lights two goals counts once in the area."""
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
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        cards=cards,
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


def grouped(areas: Iterable[AreaBlock], loose: Iterable[Card], keep: Callable[[Card], bool]) -> tuple[CardGroup, ...]:
    """Return the kept cards under their first area, and last those that belong to no area."""
    seen: set[str] = set()
    groups = []
    for area in areas:
        cards = []
        for each in (found for goal in area.goals for found in goal.cards):
            if each.slug not in seen and keep(each):
                cards.append(each)
                seen.add(each.slug)
        groups.append(CardGroup(area.name, area.hue, tuple(cards)))
    rest = tuple(each for each in loose if each.slug not in seen and keep(each))
    groups.append(CardGroup("Visionen och övriga", "", rest))
    return tuple(group for group in groups if group.cards)


def unknowns(areas: Iterable[AreaBlock], options: PageOptions) -> tuple[Unknown, ...]:
    """List what is not known: goals that lack something, indicators without target and outcomes too old."""
    areas = tuple(areas)
    goals = [goal for area in areas for goal in area.goals]
    found = [Unknown(goal.title, goal.gap_note, goal.url) for goal in goals if goal.gap_note]
    found += [
        Unknown(goal.title, "Målet har ingen indikator.", goal.url)
        for goal in goals
        if not goal.cards and not goal.gap_note
    ]
    cards = {card.slug: card for goal in goals for card in goal.cards}.values()
    reasons = (
        (Reason.NO_TARGET, "saknar målvärde", "Utan målvärde går det att visa utveckling men inte om målet nås."),
        (Reason.STALE, "har ett för gammalt utfall", f"Det går inte att säga hur det står till {options.year}."),
        (Reason.NO_OUTCOME, "saknar utfall", "Det finns ingen uppgift att visa."),
    )
    for reason, what, why in reasons:
        count = sum(card.judged.verdict.reason == reason for card in cards)
        if count:
            url = options.address(f"{reverse('indicator_list')}?status={Status.UNKNOWN.value}")
            words = f"{counted(count)} {'indikator' if count == 1 else 'indikatorer'}"
            found.append(Unknown(f"{words[:1].upper()}{words[1:]} {what}", why, url))
    return tuple(found)


def changes(indicators: Iterable[Indicator], options: PageOptions, most: int = 5) -> tuple[ValueChange, ...]:
    """List the latest values beside the ones before them, newest year first."""
    found = []
    for indicator in indicators:
        points = [each for each in home_points(indicator, options.home_code) if each.value is not None]
        points = [each for each in points if each.year <= options.year][-2:]
        if len(points) == 2:
            found.append(_change(indicator, points[0], points[1], options))
    return tuple(sorted(found, key=lambda each: -each.year)[:most])


def _change(indicator: Indicator, before: Point, now: Point, options: PageOptions):
    scale = scale_of(indicator)
    sentence = ", ".join(
        scale.dated(scale.amount(each.value), each.year) for each in (now, before) if each.value is not None
    )
    return ValueChange(indicator.name, options.address(indicator.get_absolute_url()), sentence, now.year)


def period_in(periods: Iterable[Period], year: int) -> Period | None:
    """Return the period whose goals a year is followed up by: the latest that had begun, else the first."""
    by_start = sorted(periods, key=lambda each: each.first_year)
    begun = [each for each in by_start if each.first_year <= year]
    return begun[-1] if begun else next(iter(by_start), None)


def indicators_of_goal(goal: Goal, options: PageOptions) -> dict[int, Indicator]:
    """Load the indicators of one goal, by id."""
    found = Indicator.objects.published().filter(pk__in=[link.indicator_id for link in goal.links.all()])
    return {each.pk: each for each in found.with_series([options.home_code, COUNTRY_CODE], totals_only=True)}


def all_indicators(options: PageOptions) -> dict[int, Indicator]:
    """Load every published indicator, by id."""
    found = Indicator.objects.published().with_series([options.home_code, COUNTRY_CODE], totals_only=True)
    return {each.pk: each for each in found}


def area_heading(area: FocusArea, options: PageOptions) -> AreaHeading:
    """Present an area by name and hue, for a page about something in it."""
    return AreaHeading(area.slug, area.name, options.address(area.get_absolute_url()), area.tagline, area.hue)


def links_of(indicator: Indicator, options: PageOptions) -> tuple[GoalLink, ...]:
    """Present the goals that an indicator lights, the newest period first."""
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


def search_in(
    indicators: Mapping[int, Indicator], areas: Iterable[AreaBlock], choice: IndicatorFilter
) -> Callable[[Card], bool]:
    """Return what tells whether a card is a hit: forms and parts of words are looked for in names and goals."""
    by_slug = {each.slug: each for each in indicators.values()}
    goals: dict[str, list[str]] = {}
    for area in areas:
        for goal in area.goals:
            for each in goal.cards:
                goals.setdefault(each.slug, []).extend((goal.title, area.name))
    texts = [
        " ".join((each.name, each.official_title, each.definition, each.kolada_id, *goals.get(each.slug, ())))
        for each in by_slug.values()
    ]
    has_words = dict(zip(by_slug, has_every_word(Question.of(choice.word), texts), strict=True))

    def keeps(card: Card) -> bool:
        unit = by_slug[card.slug].unit
        return has_words[card.slug] and choice.keeps(card, unit.slug if unit else "")

    return keeps


def sources_of(municipality: Municipality) -> tuple[tuple[str, int, str], ...]:
    """Return each source of a municipality's values with how many it has given and a link to one of them."""
    found = Outcome.objects.shown().sources(municipality)
    return tuple((each["source"], each["count"], each["url"]) for each in found)


def counts_of(municipality: Municipality) -> tuple[tuple[str, int], ...]:
    """Return how much the portal holds, as terms and counts."""
    outcomes = Outcome.objects.shown().exclude(value=None)
    return (
        ("Målperioder", Period.objects.count()),
        ("Mål", Goal.objects.count()),
        ("Indikatorer", Indicator.objects.published().count()),
        ("Värden för kommunen", outcomes.filter(municipality=municipality).count()),
        ("Värden för andra kommuner och riket", outcomes.exclude(municipality=municipality).count()),
    )
