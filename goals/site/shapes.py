"""What the templates of the plan's pages are given: ready answers, nothing left to count or choose."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goals.search.matching import Fragment
from indicators.shapes import Card, Distribution, StatusMark, TrendMark


@dataclass(frozen=True, slots=True)
class Crumb:
    text: str
    url: str  # "" for the page itself


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class GoalRow:
    number: int
    title: str
    url: str
    unit: str
    text: str
    gap_note: str
    other_texts: tuple[tuple[str, str], ...]  # heading and text
    distribution: Distribution
    trends: Distribution
    cards: tuple[Card, ...]
    continues: tuple[str, str] | None  # title and address of the goal it continues


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class AreaBlock:
    slug: str
    name: str
    url: str
    tagline: str
    text: str
    hue: str
    goal_count: int
    indicator_count: int
    distribution: Distribution
    trends: Distribution
    goals: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class AreaHeading:
    """An area by name and hue, for a page about something in it."""

    slug: str
    name: str
    url: str
    tagline: str
    hue: str


class GoalLink(NamedTuple):
    title: str
    url: str
    kind: str  # "Beslutad", "Föreslagen", "Närliggande"
    note: str
    hue: str


class CardGroup(NamedTuple):
    """Indicators of one area in the list."""

    name: str
    hue: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PeriodFact:
    slug: str
    name: str  # "2020–2023, förlängd till 2024"
    url: str
    sentence: str  # "Målen beslutades för 2020–2023 och förlängdes till 2024."
    is_over: bool
    is_current: bool
    first_year: int
    last_year: int  # as first decided
    current_last_year: int
    extensions: tuple["ExtensionFact", ...]
    text: str


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    old_last_year: int
    new_last_year: int
    reason: str
    decision: str
    decision_url: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something that was found, and why. A verdict is None where there is none to give."""

    kind: str  # "Mål"
    url: str
    hue: str
    title: tuple[Fragment, ...]
    origin: str  # "Nära till Allt, 2020–2023", or ""
    excerpt: tuple[Fragment, ...]
    reason: str  # "Träff på ”bostäder” i namnet."
    status: StatusMark | None = None
    trend: TrendMark | None = None
    distribution: Distribution | None = None
