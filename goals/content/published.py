"""The published values of the plan and its years. Each is one thing, found again by identity."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from indicators.content.published import PublishedDecision, PublishedIndicator, PublishedUnit


@dataclass(frozen=True, slots=True, eq=False)
class PublishedDocument:
    title: str
    url: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedVision:
    """A vision; `headline` is the address of the indicator that is its number, "" for none."""

    title: str
    statement: str
    text: str
    state: str
    decision: PublishedDecision | None
    headline: str
    source_url: str
    note: str
    published_on: date | None
    updated_on: date | None


class GoalName(NamedTuple):
    """Another goal, for a goal that continues it."""

    slug: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedLink:
    """That an indicator lights up a goal: on whose word ("Beslutad", "decided"), and why."""

    indicator: PublishedIndicator
    kind: str
    kind_code: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedGoal:
    slug: str
    url: str
    number: int
    title: str
    text: str
    unit: PublishedUnit | None
    continues: GoalName | None
    gap_note: str
    other_texts: tuple[tuple[str, str], ...]
    links: tuple[PublishedLink, ...]
    documents: tuple[PublishedDocument, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PublishedArea:
    slug: str
    url: str
    name: str
    tagline: str
    text: str
    hue: str
    position: int
    goals: tuple[PublishedGoal, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PublishedExtension:
    old_last_year: int
    new_last_year: int
    reason: str
    decision: PublishedDecision | None


@dataclass(frozen=True, slots=True, eq=False)
class PublishedPeriod:
    """A period with everything in it; `last_year` is as first decided, `current_last_year` with extensions."""

    slug: str
    url: str
    name: str
    first_year: int
    last_year: int
    current_last_year: int
    text: str
    vision: PublishedVision | None
    extensions: tuple[PublishedExtension, ...]
    areas: tuple[PublishedArea, ...]
    documents: tuple[PublishedDocument, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PublishedAssessment:
    """An approved assessment of a goal; the names are those of the columns."""

    goal: str  # by its address
    year: int
    round: str
    verdict: str
    forecast: str
    result: str
    analysis: str
    next_steps: str
    departure_reason: str
    body: str
    assessed_on: date | None


@dataclass(frozen=True, slots=True, eq=False)
class PublishedOverall:
    """An approved assessment of the whole municipality's year."""

    year: int
    round: str
    text: str
    body: str
    assessed_on: date | None


@dataclass(frozen=True, slots=True, eq=False)
class PublishedVersion:
    """An adopted year as it is stored: its canonical text and the checksum of it."""

    year: int
    version: int
    round: str
    snapshot: str
    sha256: str
    frozen_at: datetime
    decision: PublishedDecision
    url: str
    name: str  # "Årsuppföljning 2024, version 1"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, eq=False)
class PublishedGap:
    """Content that somebody cannot use; the names are those of the columns."""

    slug: str
    need: str
    criterion: str
    description: str
    reason: str
    motivation: str
    fixed_by: date | None


@dataclass(frozen=True, slots=True, eq=False)
class PublishedStatement:
    conformity: str
    assessment: str
    assessed_on: date
    updated_on: date
    method: str
    answer_time: str
    note: str
    gaps: tuple[PublishedGap, ...]
