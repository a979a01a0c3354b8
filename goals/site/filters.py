"""The filter of the indicator list: as it stands in the address, and as its form shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.http import QueryDict

from goals.site.addresses import UnreadableChoice
from indicators.comparison_words import COUNTRY
from indicators.formats import capital
from indicators.shapes import Card
from indicators.vocabulary import Standing, Status, Trend

MAX_WORD_LENGTH = 200  # characters


class Option(NamedTuple):
    value: str
    label: str
    selected: bool


class Order(TextChoices):
    """What a list of indicators can be ordered by instead of the plan's areas and goals."""

    COMPARISON = "jamforelse", "Längst från riket först"
    CHANGE = "forandring", "Störst förändring först"


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The filter as its form shows it; the year is carried along."""

    word: str
    area: str
    status: str
    responsible: str
    year: int | None
    areas: tuple[Option, ...]
    statuses: tuple[Option, ...]
    units: tuple[Option, ...]
    standings: tuple[Option, ...]
    trends: tuple[Option, ...]
    orders: tuple[Option, ...]

    def titled(self, title: str) -> str:
        """Return a page's title with what its list is narrowed by: "Indikatorer: ”bredband”, Efter"."""
        chosen = [each.label for each in (*self.areas, *self.statuses, *self.units) if each.selected and each.value]
        chosen += [
            capital(f"{Standing(each.value).spoken} {COUNTRY}")
            for each in self.standings
            if each.selected and each.value
        ]
        chosen += [each.label for each in (*self.trends, *self.orders) if each.selected and each.value]
        parts = [f"”{self.word}”", *chosen] if self.word else chosen
        return f"{title}: {', '.join(parts)}" if parts else title


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """What the indicator list is narrowed by; every field is "" when it is not."""

    word: str = ""
    area: str = ""
    status: str = ""
    responsible: str = ""
    standing: str = ""
    trend: str = ""
    order: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "IndicatorFilter":
        """Read the choices of the address; raises UnreadableChoice for one that is in no list."""
        word = " ".join(query.get("q", "").split())[:MAX_WORD_LENGTH]
        return cls(
            word,
            query.get("inriktning", ""),
            _choice(query, "status", Status.values, "Statusen"),
            query.get("ansvarig", ""),
            _choice(query, "jamfort", Standing.values, "Jämförelsen"),
            _choice(query, "utveckling", Trend.values, "Utvecklingen"),
            _choice(query, "ordning", Order.values, "Ordningen"),
        )

    @property
    def is_narrowing(self) -> bool:
        """Tell whether anything may be left out: an order leaves nothing."""
        return any((self.word, self.area, self.status, self.responsible, self.standing, self.trend))

    def matches(self, card: Card, unit: str) -> bool:
        """Tell whether an indicator has the status and the responsible unit; its words are looked for elsewhere."""
        if self.status and card.status.code != self.status:
            return False
        beside = card.comparison.country if card.comparison else None
        if self.standing and (beside is None or beside.code != self.standing):
            return False
        if self.trend and card.trend.code != self.trend:
            return False
        return not self.responsible or unit == self.responsible


def filter_form(
    choice: IndicatorFilter,
    year: int | None,
    areas: Sequence[tuple[str, str]],
    units: Sequence[tuple[str, str]],
) -> FilterForm:
    return FilterForm(
        choice.word,
        choice.area,
        choice.status,
        choice.responsible,
        year,
        options([("", "Alla inriktningar"), *areas], choice.area),
        options([("", "Alla statusar"), *Status.choices], choice.status),
        options([("", "Alla ansvariga"), *units], choice.responsible),
        options([("", "Alla"), *Standing.choices], choice.standing),
        options([("", "Alla"), *Trend.choices], choice.trend),
        options([("", "Efter inriktning"), *Order.choices], choice.order),
    )


def _choice(query: QueryDict, name: str, allowed: Sequence[str], what: str) -> str:
    chosen = query.get(name, "")
    if chosen and chosen not in allowed:
        raise UnreadableChoice(f"{what} i adressen finns inte. Välj i listan.")
    return chosen


def options(pairs: Sequence[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, label, value == chosen) for value, label in pairs)
