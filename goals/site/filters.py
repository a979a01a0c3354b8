"""The filter of the indicator list: as it stands in the address, and as its form shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict

from goals.site.addresses import UnreadableChoice
from indicators.shapes import Card
from indicators.vocabulary import Status

MAX_WORD_LENGTH = 200  # characters


class Option(NamedTuple):
    value: str
    label: str
    selected: bool


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

    def matches(self, card: Card, unit: str) -> bool:
        """Tell whether an indicator has the status and the responsible unit; its words are looked for elsewhere."""
        if self.status and card.status.code != self.status:
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
    )


def options(pairs: Sequence[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, label, value == chosen) for value, label in pairs)
