"""How it goes where few targets are decided: counted sentences, and what stands out.

Counts of indicators, each a way to the list of those that are counted, with what is not known last. Never a score.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from goals.site.shapes import CountedSentence, CountPart, PageOptions
from indicators import sentences
from indicators.comparison_words import COUNTRY
from indicators.content.published import PublishedIndicator
from indicators.formats import capital, counted, listed, years
from indicators.judgement.comparison import Place
from indicators.judgement.rule import MIN_RANKED
from indicators.series.rows import scale_of
from indicators.shapes import OLD_AFTER, Card
from indicators.vocabulary import Standing, Status, Trend

WITH_BETTER_END = (Standing.BETTER, Standing.SIMILAR, Standing.WORSE)
WITHOUT_BETTER_END = (Standing.OVER, Standing.UNDER)
MOVING = (Trend.IMPROVING, Trend.WORSENING, Trend.RISING, Trend.FALLING)
COUNT_WORDS = {
    Standing.BETTER: "bättre",
    Standing.SIMILAR: "ungefär lika",
    Standing.WORSE: "sämre",
}
FURTHEST, MOST_CHANGED, NEWEST = f"Längst från {COUNTRY}", "Störst förändring", "Nyaste siffran"
STANDOUT_RULE = (
    f"Så väljs de: den indikator som ligger längst från {COUNTRY}, den som har förändrats mest utöver sina "
    "svängningar, båda mätt i hur mycket de jämförda kommunerna skiljer sig åt, och den som har den nyaste siffran. "
    f"Siffror äldre än {counted(OLD_AFTER)} år är inte med, och ingen indikator väljs två gånger."
)


@dataclass(frozen=True, slots=True)
class Standout:
    """An indicator that stands out. `why` is what in: "Längst från riket"."""

    why: str
    name: str
    url: str
    sentence: str
    card: Card


def story_of(cards: Sequence[Card], options: PageOptions) -> tuple[CountedSentence, ...]:
    """Return the lines that have anything to tell: beside the country, the development, and towards targets."""
    made = (beside_country(cards, options), development(cards, options), towards_targets(cards, options))
    return tuple(each for each in made if each.parts)


def beside_country(cards: Iterable[Card], options: PageOptions) -> CountedSentence:
    """Count those that have a better end by how they stand beside the country, each in the year of its figure."""
    cards = list(cards)
    counts = _counted(cards, standing_of, WITH_BETTER_END)
    parts = tuple(
        CountPart(f"{count} {COUNT_WORDS[each]}", _list_url(options, jamfort=each.value)) for each, count in counts
    )
    # What is compared without a better end is told as such, and never as what cannot be compared.
    unsided = sum(standing_of(card) in WITHOUT_BETTER_END for card in cards)
    told = sum(count for _, count in counts) + unsided
    rest = [f"{unsided} ligger över eller under utan att något är bättre"] if unsided else []
    rest += [f"{len(cards) - told} går inte att jämföra"] if told < len(cards) else []
    old = sum(standing_of(card) in WITH_BETTER_END and card.is_old for card in cards)
    rest += [f"{old} av jämförelserna bygger på siffror äldre än {counted(OLD_AFTER)} år"] if old else []
    return CountedSentence(f"Jämfört med {COUNTRY}", parts, _rest(rest))


def development(cards: Iterable[Card], options: PageOptions) -> CountedSentence:
    """Count those that have values enough by where they are heading."""
    cards = list(cards)
    known: list[Trend] = [each for each in Trend if each != Trend.TOO_FEW]
    counts = _counted(cards, trend_of, known)
    parts = tuple(
        CountPart(f"{count} {sentences.trend_verb(each, count)}", _list_url(options, utveckling=each.value))
        for each, count in counts
    )
    few = len(cards) - sum(count for _, count in counts)
    rest = [f"{few} {sentences.trend_verb(Trend.TOO_FEW, few)}"] if few else []
    return CountedSentence("De senaste åren", parts, _rest(rest))


def towards_targets(cards: Iterable[Card], options: PageOptions) -> CountedSentence:
    """Count the verdicts; what has no target in numbers comes last, as one clause."""
    cards = list(cards)
    known: list[Status] = [each for each in Status if each != Status.UNKNOWN]
    counts = _counted(cards, status_of, known)
    parts = tuple(
        CountPart(f"{count} {each.one if count == 1 else each.several}", _list_url(options, status=each.value))
        for each, count in counts
    )
    aimless = sum(not card.judged.is_aimed for card in cards)
    others = len(cards) - aimless - sum(count for _, count in counts)
    rest = [f"{aimless} har inget mål i siffror"] if aimless else []
    if others:
        rest.append(f"{others} {Status.UNKNOWN.one if others == 1 else Status.UNKNOWN.several}")
    return CountedSentence("Mot mål i siffror", parts, _rest(rest))


def in_short(cards: Iterable[Card]) -> str:
    """Return the comparison of an area or a goal, "3 av 8 bättre än riket och 2 ungefär lika"; "" without any."""
    cards = list(cards)
    counts = dict(_counted(cards, standing_of, WITH_BETTER_END))
    if not counts:
        return ""
    first, *others = counts.items()
    words = [f"{count} {COUNT_WORDS[standing]}" for standing, count in others]
    of_all = f"{first[1]} av {len(cards)} {first[0].spoken} {COUNTRY}"
    return listed([of_all, *words])


def ranks_of(cards: Iterable[Card]) -> list[Place]:
    """Return the places in the group of those that have a better end."""
    found = [card.comparison.found for card in cards if card.comparison and card.comparison.found.has_better_end]
    return [each.group for each in found if each.group and each.group.rank is not None]


def rank_words(ranked: Sequence[Place]) -> str:
    """Return what the row of places shows: "3 av 5 i den bättre halvan av liknande kommuner"; "" without any."""
    if not ranked:
        return ""
    better = sum(each.rank is not None and 2 * each.rank <= each.count + 1 for each in ranked)
    return f"{better} av {len(ranked)} i den bättre halvan bland jämförda kommuner"


def aimless_note(cards: Iterable[Card]) -> str:
    """Return that there is no target in numbers, said once for a goal; "" where every indicator has one."""
    found = [not card.judged.is_aimed for card in cards]
    if not any(found):
        return ""
    if all(found):
        return "Inget mål i siffror"
    return f"{sum(found)} av {len(found)} har inget mål i siffror"


def newest_year(cards: Iterable[Card]) -> int | None:
    return max((card.value_year for card in cards if card.value_year), default=None)


def fetched_on(cards: Iterable[Card]) -> date | None:
    """Return the latest day that any of the values was fetched."""
    return max((card.retrieved_on for card in cards if card.retrieved_on), default=None)


def standing_of(card: Card) -> Standing | None:
    """Return how a card's indicator stands beside the country; None where it cannot be said."""
    beside = card.comparison.found.country if card.comparison else None
    return beside.standing if beside else None


def trend_of(card: Card) -> Trend | None:
    return card.judged.trend.trend


def status_of(card: Card) -> Status | None:
    return card.judged.verdict.status


def is_judged(card: Card) -> bool:
    return card.judged.verdict.status != Status.UNKNOWN


def distance_of(card: Card) -> Decimal | None:
    """Return how far a value is from the country, in spreads of the group; None where it cannot be said."""
    beside, spread = card.comparison.found.country if card.comparison else None, spread_of(card)
    return None if beside is None or not spread or not beside.gap else abs(beside.gap) / spread


def movement_of(card: Card) -> Decimal | None:
    """Return how much more a series has moved than its values swing, in spreads of the group."""
    trend, spread = card.judged.trend, spread_of(card)
    if trend.trend not in MOVING or trend.change is None or trend.spread is None or not spread:
        return None
    return (abs(trend.change) - trend.spread) / spread


def spread_of(card: Card) -> Decimal | None:
    """Return the distance from the lowest to the highest of the group, the own value included; None for a small one."""
    group = card.comparison.found.group if card.comparison else None
    if group is None or card.comparison is None or group.count < MIN_RANKED:
        return None
    values = [card.comparison.found.value, *group.values.values()]
    return max(values) - min(values)


def _counted[Kind](
    cards: Iterable[Card], kind_of: Callable[[Card], Kind | None], kinds: Iterable[Kind]
) -> list[tuple[Kind, int]]:
    found = [kind_of(card) for card in cards]
    return [(kind, count) for kind in kinds if (count := found.count(kind))]


def _rest(clauses: Sequence[str]) -> str:
    text = listed(list(clauses))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _list_url(options: PageOptions, **query: str) -> str:
    ((key, value),) = query.items()
    return options.address(f"{reverse('indicator_list')}?{key}={value}")


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
    if trend.change is not None and not sentences.has_moved_between_ends(trend):
        span = years(ends[0].year, ends[1].year)
        return f"{trend.trend.label} sett till alla värden {span}: {scale.change(trend.change)} enligt trenden."
    first, last = (scale.told_with_year(each.value, each.year) for each in ends if each.value is not None)
    return f"{trend.trend.label} från {first} till {last}."


def _newest(card: Card, indicator: PublishedIndicator) -> str:
    scale, outcome = scale_of(indicator), card.judged.outcome
    if outcome is None or outcome.value is None:
        return ""
    since = f", {card.change.text}" if card.change else ""
    return f"{capital(scale.told_with_year(outcome.value, outcome.year))}{since}."
