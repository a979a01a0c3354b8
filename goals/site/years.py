"""The year a page looks from: chosen by ?ar= in the address, or the page's own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from goals.site.addresses import NothingThere, UnreadableChoice, with_query


@dataclass(frozen=True, slots=True)
class YearChoice:
    year: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class YearPicker:
    """Which year the page looks from, and the others to choose. `sentence` says it: "Läget sett från 2024"."""

    year: int
    is_chosen: bool  # by ?ar=, else it is today's year
    sentence: str
    choices: tuple[YearChoice, ...]  # newest first
    first: int
    last: int


def year_of(query: QueryDict, first: int, last: int) -> int | None:
    """Return the year chosen by ?ar=, or None when none is.

    Raises UnreadableChoice when it is not a year, and NothingThere when there are no data to look at that year.
    """
    text = query.get("ar", "").strip()
    if not text:
        return None
    # isdigit alone also takes ² and ४, which int() reads otherwise or not at all.
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise UnreadableChoice("Skriv året i adressen med fyra siffror, till exempel ?ar=2022.")
    year = int(text)
    if not first <= year <= last:
        raise NothingThere(f"Det finns inga uppgifter att visa för år {year}. Välj ett år mellan {first} och {last}.")
    return year


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

    @property
    def sentence(self) -> str:
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
            # The default year has no ?ar=, so that each page has one address; a list starts over on its first page.
            url=with_query(path, query, ar=None if year == view_year.default else year, sida=None),
            is_current=year == view_year.year,
        )
        for year in offered
    )
    return YearPicker(view_year.year, view_year.is_chosen, view_year.sentence, choices, offered[-1], offered[0])
