"""What the templates of the plan's pages are given: ready answers, nothing left to count or choose."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goals.search.matching import Fragment
from indicators.formats import listed
from indicators.shapes import Card, Distribution, StatusMark, TrendMark


class PageOptions(NamedTuple):
    """How a page looks at the plan.

    A reader who has chosen a year sees everything as it was then. Else an ended period is judged as it ended, and the
    newest figures stand beside the verdicts.
    """

    year: int  # that verdicts are given from
    today: int  # this year
    is_chosen: bool = False  # by the reader: links then lead to pages that look from the same year

    @property
    def shown_to(self) -> int:
        """Return the last year that values are shown of."""
        return self.year if self.is_chosen else self.today

    def address(self, url: str) -> str:
        """Return an address on this site, with the year where it is kept."""
        return f"{url}{'&' if '?' in url else '?'}ar={self.year}" if self.is_chosen else url


@dataclass(frozen=True, slots=True)
class CountPart:
    """So many of something; `url` leads to the list of them."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class CountedSentence:
    """One line of the story. `rest` is what cannot be counted in, or is to be known of what is; "" where nothing is."""

    title: str
    parts: tuple[CountPart, ...]
    rest: str

    @property
    def text(self) -> str:
        """Return the counts without their links."""
        return listed([each.text for each in self.parts])


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
    beside_country: str = ""  # "3 av 8 bättre än riket, 2 ungefär lika"
    newest_year: int | None = None
    fetched_on: date | None = None  # the latest day that a value was fetched
    judged: Distribution | None = None  # those that could be judged
    aimless_note: str = ""  # "Inget mål i siffror"
    strip: str = ""  # safe SVG: a dot for each indicator's place among others
    strip_words: str = ""

    @property
    def fresh_cards(self) -> tuple[Card, ...]:
        """Return those that have newer figures, or none."""
        return tuple(each for each in self.cards if not each.is_old)

    @property
    def old_cards(self) -> tuple[Card, ...]:
        return tuple(each for each in self.cards if each.is_old)


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
    beside_country: str = ""
    fetched_on: date | None = None
    newest_year: int | None = None
    judged: Distribution | None = None  # those that could be judged


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
