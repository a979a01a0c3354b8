"""Long lists in pages, chosen by ?sida=."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from goals.site.addresses import NothingThere, UnreadableChoice, with_query
from goals.site.shapes import CardGroup

MAX_NUMBER_LENGTH = 6  # digits; a page's number has fewer
PAGE_SIZE = 25  # indicators: keeps a page of the list below 60 kB


@dataclass(frozen=True, slots=True)
class PageTurner:
    """Where a reader is in a long list; an address is "" where there is nothing that way."""

    sentence: str  # "Sida 1 av 2, indikator 1–25"
    previous: str
    next: str


def paginate(what: str, total: int, path: str, query: QueryDict) -> tuple[int, PageTurner | None]:
    """Return how many rows come before the page chosen by ?sida=, and how to turn pages; None where one holds all.

    Raises UnreadableChoice when the page is not a number, and NothingThere when the list has no such page.
    """
    text = query.get("sida", "1")
    if not (text.isascii() and text.isdigit() and len(text) < MAX_NUMBER_LENGTH):
        raise UnreadableChoice("Sidan i adressen ska vara ett tal, till exempel ?sida=2.")
    number, last = int(text), max(1, -(-total // PAGE_SIZE))
    if not 1 <= number <= last:
        raise NothingThere(f"Listan har ingen sida {number}. Den sista sidan är {last}.")
    first = (number - 1) * PAGE_SIZE
    if last == 1:
        return first, None
    turner = PageTurner(
        sentence=f"Sida {number} av {last}, {what} {first + 1}–{min(first + PAGE_SIZE, total)} av {total}",
        # The first page has no ?sida=, so that it has one address.
        previous=with_query(path, query, sida=None if number == 2 else number - 1) if number > 1 else "",
        next=with_query(path, query, sida=number + 1) if number < last else "",
    )
    return first, turner


def paginate_groups(
    groups: Sequence[CardGroup], path: str, query: QueryDict
) -> tuple[tuple[CardGroup, ...], PageTurner | None]:
    """Return the groups on the chosen page, and how to turn pages; raises like `paginate`."""
    first, turner = paginate("indikator", sum(len(group.cards) for group in groups), path, query)
    return tuple(_sliced(groups, first, first + PAGE_SIZE)), turner


def _sliced(groups: Iterable[CardGroup], first: int, last: int) -> Iterator[CardGroup]:
    """Yield the groups with only the cards from `first` up to `last`, counted through them all."""
    passed = 0
    for group in groups:
        cards = group.cards[max(0, first - passed) : max(0, last - passed)]
        passed += len(group.cards)
        if cards:
            yield group._replace(cards=cards)
