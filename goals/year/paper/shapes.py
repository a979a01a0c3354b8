"""The parts of a year's document on paper, each a finished text or picture."""

from dataclasses import dataclass

from goals.year import words
from goals.year.content import Count, Ruling
from goals.year.words import RemarkList

MAX_CACHED_FILES = 16  # files of a kind that a process keeps in memory: some hundred kilobytes each


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, with what it shows in words; both "" where there is nothing to draw."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    name: str
    kind: str  # "" for a decided one
    value: str
    year: str  # "2024", "2024, preliminärt"
    missing: str
    earlier: str  # "2022: 58 %"
    target: str
    code: str
    status: str
    reason: str
    compared: str
    trend: str
    arrow: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class TextSection:
    """One of the texts that the responsible body has written."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperGoal:
    """A goal with its verdict, what is written about it and its indicators."""

    title: str  # "1. Alla elever når målen"
    ruling: Ruling
    before: str  # "Delvis uppnått" or "Målet fanns inte", "" without a year beside
    since: str  # "2022: delvis uppnått", "" where the goal has no year beside
    spread: str
    signed: str  # "Bedömt av Utbildningsnämnden, 3 februari 2025."
    gap: str
    passages: tuple[TextSection, ...]
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class PaperArea:
    name: str
    tagline: str
    colour: str
    spread: str
    picture: Picture
    goals: tuple[PaperGoal, ...]


@dataclass(frozen=True, slots=True)
class SourcedIndicator:
    """An indicator with the address where its values are found."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source: who, when it was fetched, and the indicators it stands behind."""

    text: str
    indicators: tuple[SourcedIndicator, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands over the parts and tables of the document."""

    summary: str = "Målen"
    overall: str = words.OVERALL
    sources: str = "Källor"
    about: str = "Om dokumentet"
    goals: tuple[str, ...] = ()  # of the table of goals
    indicators: tuple[str, ...] = ()  # of the tables of indicators


@dataclass(frozen=True, slots=True)
class Paper:
    headings: Headings

    title: str
    subtitle: str
    municipality: str
    vision_title: str
    vision: str
    period: str
    period_text: str
    state: tuple[str, ...]
    corrections: str  # where corrections stand, "" for an open year
    footer: str  # of every page: the start of the checksum, or that the year is open
    warning: str
    example: str
    sentence: str  # the year in one
    picture: Picture
    counts: tuple[Count, ...]  # what the picture shows
    sentences: tuple[str, ...]  # the three after it
    brief: tuple[RemarkList, ...]  # the lists of the first page
    has_compared: bool
    overall: tuple[str, ...]
    overall_signed: str
    before_year: str
    areas: tuple[PaperArea, ...]
    remark_lists: tuple[RemarkList, ...]
    sources: tuple[SourceLine, ...]
    no_sources: str  # said when there are none
    checksum: str
    checksum_text: str
