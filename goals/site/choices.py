"""What a reader has chosen in the address: the year to look from and the filter of the list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from goals.site.shapes import CardGroup, FilterForm, Option, PageTurner, YearChoice, YearPicker
from indicators.shapes import Card
from indicators.vocabulary import Status

MAX_WORD_LENGTH = 200
MAX_NUMBER_LENGTH = 6  # digits
PAGE_SIZE = 25  # indicators: keeps a page of the list below 60 kB


class UnreadableChoice(BadRequest):
    """An address that asks for something that cannot be understood; the message is shown to the reader."""


class NothingThere(Http404):
    """An address that asks for something that does not exist; the message is shown to the reader."""


def year_of(query: QueryDict, first: int, last: int) -> int | None:
    """Return the year chosen by ?ar=, or None when none is.

    Raises UnreadableChoice when it is not a year, and NothingThere when there are no data to look at that year.
    """
    text = query.get("ar", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise UnreadableChoice("Året i adressen ska skrivas med fyra siffror, till exempel ?ar=2022.")
    year = int(text)
    if not first <= year <= last:
        raise NothingThere(f"Det finns inga uppgifter att visa för år {year}. Välj ett år mellan {first} och {last}.")
    return year


def with_query(address: str, query: QueryDict | None, **changes: object) -> str:
    """Return an address with its query changed: a value of None or "" takes the key away."""
    parts = urlsplit(address)
    changed = QueryDict(parts.query, mutable=True)
    if query is not None:
        changed = query.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value not in (None, ""):
            changed[key] = str(value)
    text = changed.urlencode()
    return f"{parts.path}?{text}" if text else parts.path


@dataclass(frozen=True, slots=True)
class ViewYear:
    """The year a page looks from: the one chosen by ?ar=, else the page's own default."""

    year: int
    default: int
    today: int
    is_chosen: bool

    @classmethod
    def of(cls, chosen: int | None, default: int, today: int) -> "ViewYear":
        return cls(chosen or default, default, today, chosen is not None)

    def address(self, url: str) -> str:
        """Return an address that keeps the year, where another page would have looked from another."""
        return with_query(url, None, ar=self.year) if self.is_chosen or self.year != self.today else url

    @property
    def sentence(self) -> str:
        """Say from when the page looks."""
        if self.year == self.today:
            return f"Läget i dag, {self.year}"
        if self.year == self.default:
            return f"Läget {self.year}, målperiodens sista år"
        return f"Läget sett från {self.year}"


def year_picker(path: str, query: QueryDict, years: Iterable[int], view_year: ViewYear) -> YearPicker:
    """Present the years a page can be looked at from, newest first; the choice is in the address."""
    offered = sorted({*years, view_year.today, view_year.default, view_year.year}, reverse=True)
    choices = tuple(
        YearChoice(
            year=year,
            url=with_query(path, query, ar=None if year == view_year.default else year, sida=None),
            is_current=year == view_year.year,
        )
        for year in offered
    )
    return YearPicker(view_year.year, view_year.is_chosen, view_year.sentence, choices, offered[-1], offered[0])


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """What the indicator list is narrowed by; every field is "" when it is not."""

    word: str = ""
    area: str = ""
    status: str = ""
    responsible: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "IndicatorFilter":
        """Read ?q=, ?inriktning=, ?status= and ?ansvarig=; raises UnreadableChoice for an unknown status."""
        status = query.get("status", "")
        if status and status not in Status.values:
            raise UnreadableChoice("Statusen i adressen finns inte. Välj en av statusarna i listan.")
        word = " ".join(query.get("q", "").split())[:MAX_WORD_LENGTH]
        return cls(word, query.get("inriktning", ""), status, query.get("ansvarig", ""))

    def keeps(self, card: Card, unit: str) -> bool:
        """Tell whether an indicator has the status and the responsible unit; its words are looked for elsewhere."""
        if self.status and card.status.code != self.status:
            return False
        return not self.responsible or unit == self.responsible


def filter_form(
    choice: "IndicatorFilter",
    year: int | None,
    areas: Sequence[tuple[str, str]],
    units: Sequence[tuple[str, str]],
) -> FilterForm:
    """Present the filter with every choice there is."""
    return FilterForm(
        choice.word,
        choice.area,
        choice.status,
        choice.responsible,
        year,
        options([("", "Alla inriktningar"), *areas], choice.area),
        options([("", "Alla statusar"), *Status.choices], choice.status),
        options([("", "Alla ansvariga"), *units], choice.responsible),
    )


def page_of(
    groups: Sequence[CardGroup], path: str, query: QueryDict
) -> tuple[tuple[CardGroup, ...], PageTurner | None]:
    """Return the groups on the page chosen by ?sida=, and how to turn pages; None where one page holds them all.

    Raises UnreadableChoice when the page is not a number, and NothingThere when the list has no such page.
    """
    first, turner = turned("indikator", sum(len(group.cards) for group in groups), path, query)
    return tuple(_cut(groups, first, first + PAGE_SIZE)), turner


def turned(what: str, total: int, path: str, query: QueryDict) -> tuple[int, PageTurner | None]:
    """Return how many rows come before the page chosen by ?sida=, and how to turn pages; raises like `page_of`."""
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
        previous=with_query(path, query, sida=None if number == 2 else number - 1) if number > 1 else "",
        next=with_query(path, query, sida=number + 1) if number < last else "",
    )
    return first, turner


def _cut(groups: Iterable[CardGroup], first: int, last: int) -> Iterator[CardGroup]:
    """Yield the groups with only the cards from `first` up to `last`, counted through them all."""
    passed = 0
    for group in groups:
        cards = group.cards[max(0, first - passed) : max(0, last - passed)]
        passed += len(group.cards)
        if cards:
            yield group._replace(cards=cards)


def options(pairs: Sequence[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    """Present choices with the one that is made."""
    return tuple(Option(value, label, value == chosen) for value, label in pairs)
