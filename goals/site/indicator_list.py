"""The list of every indicator: which of them a filter lets through, and the areas they stand under."""

from collections.abc import Callable, Iterable, Mapping

from goals.search.matching import Question, has_every_word
from goals.site.filters import IndicatorFilter, Order
from goals.site.shapes import AreaBlock, CardGroup
from goals.site.story import distance_of, movement_of
from indicators.content.published import PublishedIndicator
from indicators.shapes import Card


def grouped(
    areas: Iterable[AreaBlock], others: Iterable[Card], is_hit: Callable[[Card], bool]
) -> tuple[CardGroup, ...]:
    """Return the hits under their first area, and last those that belong to no area."""
    # An indicator of goals in two areas is one row of the list, under the area that comes first.
    seen: set[str] = set()
    groups = []
    for area in areas:
        cards = []
        for each in (found for goal in area.goals for found in goal.cards):
            if each.slug not in seen and is_hit(each):
                cards.append(each)
                seen.add(each.slug)
        groups.append(CardGroup(area.name, area.hue, tuple(cards)))
    rest = tuple(each for each in others if each.slug not in seen and is_hit(each))
    # Ended periods have indicators too, and the vision's own number may belong to no goal.
    groups.append(CardGroup("Visionen och övriga", "", rest))
    return tuple(group for group in groups if group.cards)


def ordered(groups: tuple[CardGroup, ...], order: str) -> tuple[CardGroup, ...]:
    """Return the hits as one group in an order of their own, those without a place in it last."""
    if not order or not groups:
        return groups
    weight = distance_of if order == Order.COMPARISON else movement_of
    weighed = [(weight(card), card) for group in groups for card in group.cards]
    known = sorted(
        ((found, card) for found, card in weighed if found is not None), key=lambda each: each[0], reverse=True
    )
    rest = tuple(card for found, card in weighed if found is None)
    return (CardGroup(Order(order).label, "", (*(card for _, card in known), *rest)),)


def card_test(
    by_slug: Mapping[str, PublishedIndicator], areas: Iterable[AreaBlock], choice: IndicatorFilter
) -> Callable[[Card], bool]:
    """Return what tells whether a card is a hit: words are looked for in names, definitions and goals."""
    goals: dict[str, list[str]] = {}
    for area in areas:
        for goal in area.goals:
            for card in goal.cards:
                goals.setdefault(card.slug, []).extend((goal.title, area.name))
    texts = [
        " ".join((each.name, each.official_title, each.definition, each.kolada_id, *goals.get(each.slug, ())))
        for each in by_slug.values()
    ]
    has_words = dict(zip(by_slug, has_every_word(Question.of(choice.word), texts), strict=True))

    def is_hit(card: Card) -> bool:
        unit = by_slug[card.slug].unit
        return has_words[card.slug] and choice.matches(card, unit.slug if unit else "")

    return is_hit
