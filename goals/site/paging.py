"""Long lists in pages, chosen by ?sida=."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from goals.site.addresses import NothingThere, UnreadableChoice, with_query
from goals.site.shapes import CardGroup, GoalRow
from indicators.formats import capital
from indicators.shapes import Card

MAX_NUMBER_LENGTH = 6  # digits; a page's number has fewer
PAGE_SIZE = 25  # indicators: keeps a page of the list below 60 kB
MAX_UNDIVIDED = 35  # indicators that the goals of a page may have before they are divided


@dataclass(frozen=True, slots=True)
class PageTurner:
    """Where a reader is in a long list; an address is "" where there is nothing that way."""

    number: int
    place: str  # "sida 1 av 2"
    sentence: str  # "Sida 1 av 2, indikator 1–25"
    previous: str
    next: str


def page_number(query: QueryDict, last: int) -> int:
    """Return the page chosen by ?sida=, from 1 up to `last`.

    Raises UnreadableChoice when it is not a number, and NothingThere when the list has no such page.
    """
    text = query.get("sida", "1")
    if not (text.isascii() and text.isdigit() and len(text) < MAX_NUMBER_LENGTH):
        raise UnreadableChoice("Sidan i adressen ska vara ett tal, till exempel ?sida=2.")
    number = int(text)
    if not 1 <= number <= last:
        raise NothingThere(f"Listan har ingen sida {number}. Den sista sidan är {last}.")
    return number


def turner_of(number: int, last: int, what: str, path: str, query: QueryDict) -> PageTurner | None:
    """Return how to turn from a page; None where one page holds all. `what` is what the page shows."""
    if last == 1:
        return None
    place = f"sida {number} av {last}"
    return PageTurner(
        number=number,
        place=place,
        sentence=f"{capital(place)}, {what}",
        # The first page has no ?sida=, so that it has one address.
        previous=with_query(path, query, sida=None if number == 2 else number - 1) if number > 1 else "",
        next=with_query(path, query, sida=number + 1) if number < last else "",
    )


def paginate(what: str, total: int, path: str, query: QueryDict) -> tuple[int, PageTurner | None]:
    """Return how many rows come before the page chosen by ?sida=, and how to turn pages; None where one holds all.

    Raises like `page_number`.
    """
    last = max(1, -(-total // PAGE_SIZE))
    number = page_number(query, last)
    first = (number - 1) * PAGE_SIZE
    rows = part_of(what, first + 1, min(first + PAGE_SIZE, total), total)
    return first, turner_of(number, last, rows, path, query)


def part_of(what: str, first: int, last: int, total: int) -> str:
    """Return "indikator 26–50 av 60", or "indikator 51 av 51"."""
    return f"{what} {first if first == last else f'{first}–{last}'} av {total}"


def paginate_groups(
    groups: Sequence[CardGroup], path: str, query: QueryDict
) -> tuple[tuple[CardGroup, ...], PageTurner | None]:
    """Return the groups on the chosen page, and how to turn pages; raises like `paginate`."""
    first, turner = paginate("indikator", sum(len(group.cards) for group in groups), path, query)
    return tuple(_sliced(groups, first)), turner


def _sliced(groups: Iterable[CardGroup], first: int) -> Iterator[CardGroup]:
    """Yield the groups with only the cards of the page that begins at `first`, counted through them all."""
    passed = 0
    for group in groups:
        cards = _on_page(group.cards, passed, first)
        passed += len(group.cards)
        if cards:
            yield group._replace(cards=cards)


def _on_page(cards: tuple[Card, ...], passed: int, first: int) -> tuple[Card, ...]:
    """Return those of the cards, before which `passed` others stand, that are on the page beginning at `first`."""
    return cards[max(0, first - passed) : max(0, first + PAGE_SIZE - passed)]


def paginate_goals(
    goals: Sequence[GoalRow], path: str, query: QueryDict
) -> tuple[tuple[GoalRow, ...], PageTurner | None]:
    """Return the goals on the chosen page with the indicators that stand there; raises like `paginate`.

    A goal without indicators stands where the ones before it end. What is hardly longer than a page is not divided.
    """
    total = sum(len(goal.cards) for goal in goals)
    if total <= MAX_UNDIVIDED:
        page_number(query, 1)
        return tuple(goals), None
    first, turner = paginate("indikator", total, path, query)
    shown, passed, last = [], 0, first + PAGE_SIZE
    for goal in goals:
        cards = _on_page(goal.cards, passed, first)
        if cards or (not goal.cards and first <= min(passed, total - 1) < last):
            shown.append(goal if len(cards) == len(goal.cards) else replace(goal, cards=cards))
        passed += len(goal.cards)
    return tuple(shown), turner
