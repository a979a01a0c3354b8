"""The shapes that a plan's pages are made of: ready answers, without a thought of their own."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goals.search.matching import Piece
from indicators.shapes import Calculation, Card, Distribution, StatusMark, TrendMark


@dataclass(frozen=True, slots=True)
class YearChoice:
    year: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class YearPicker:
    """Which year the page looks from, and the others to choose. `sentence` says it: "Läget sett från 2024"."""

    year: int
    is_chosen: bool  # by ?ar=, else it is today's year
    sentence: str
    choices: tuple[YearChoice, ...]  # newest first
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Crumb:
    text: str
    url: str  # "" for the page itself


@dataclass(frozen=True, slots=True)
class GoalRow:
    number: int
    title: str
    url: str
    unit: str
    text: str
    gap_note: str
    distribution: Distribution
    trends: Distribution
    cards: tuple[Card, ...]
    continues: tuple[str, str] | None  # title and address of the goal it continues


@dataclass(frozen=True, slots=True)
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
    """A goal that an indicator lights, and on whose word."""

    title: str
    url: str
    kind: str
    note: str
    hue: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The vision's number as a story."""

    name: str
    url: str
    value_text: str  # "12 844"
    value_year: int
    target_text: str  # "14 000"
    target_year: int | None
    sentence: str  # "Vid årsskiftet 2025 var vi 12 844. Det är 1 156 färre än visionen."
    story: tuple[str, ...]  # more sentences: the pace that would have been needed, the trend
    status: StatusMark
    trend: TrendMark
    calculation: Calculation
    chart_wide: str
    chart_narrow: str
    chart_text: str
    source: str
    source_url: str


class CardGroup(NamedTuple):
    """Indicators of one area in the list."""

    name: str
    hue: str
    cards: tuple[Card, ...]


class Option(NamedTuple):
    """A choice in a filter."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class PageTurner:
    """Where a reader is in a long list; an address is "" where there is nothing that way."""

    sentence: str  # "Sida 1 av 2, indikator 1–25"
    previous: str
    next: str


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
class Unknown:
    """Something we do not know, with the same dignity as what we do."""

    what: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that came lately, against the one before it."""

    name: str
    url: str
    sentence: str
    year: int


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
    title: tuple[Piece, ...]
    origin: str  # "Nära till Allt, 2020–2023", or ""
    excerpt: tuple[Piece, ...]
    reason: str  # "Träff på ”bostäder” i namnet."
    status: StatusMark | None = None
    trend: TrendMark | None = None
    distribution: Distribution | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to what a reader looked for."""

    text: str  # as asked, in the field
    sentence: str  # "Tolv träffar på ”bostad”." or "" when nothing was asked
    notes: tuple[str, ...]  # "Inget på ”brebdand”. Visar träffar på bredband."
    hits: tuple[SearchHit, ...]
    first: int  # the number of the first of them in the whole list
    turner: PageTurner | None
    examples: tuple[tuple[str, str], ...]  # words to try and their addresses
