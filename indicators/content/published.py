"""The published values themselves. Each is one thing, equal to nothing but itself, and so found again by identity."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from indicators.content.national import NationalValues
from indicators.content.outcome_table import OutcomeTable
from indicators.models.rows import OutcomeRow


class PublishedUnit(NamedTuple):
    slug: str
    name: str


class PublishedMunicipality(NamedTuple):
    code: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedDecision:
    body: str
    title: str
    decided_on: date | None
    paragraph: str
    diary_number: str
    url: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedTarget:
    """What was decided for a year, in the indicator's unit; `kind` says which numbers it has, see `TargetPoint`.

    `codes` are those of the group that a target relative to one is compared with.
    """

    year: int
    kind: str
    scope: str
    first_year: int | None
    start_year: int | None
    start_value: Decimal | None
    reference: str
    must_be_better: bool
    codes: frozenset[str]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    decision: PublishedDecision | None
    is_reading: bool
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedBreak:
    year: int
    note: str
    source_url: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedReference:
    """A level that somebody else has stated for a year, in the indicator's unit."""

    year: int
    value: Decimal
    name: str
    source: str
    source_url: str


@dataclass(frozen=True, slots=True, eq=False)
class PublishedIndicator:
    """An indicator with its targets, breaks and outcomes, oldest first.

    `outcomes` are the home municipality's and the country's, which nearly every page reads; `others` are those of the
    municipalities to compare with, of which there may be hundreds a year. `national` has every municipality's value of
    the years that are compared in the whole country.
    """

    slug: str
    url: str
    name: str
    official_title: str
    definition: str
    kolada_id: str
    measure: str
    unit_label: str
    decimals: int
    categories: tuple[str, ...]
    direction: str
    tolerance: Decimal | None
    trend_band: Decimal | None
    comparison_margin: Decimal | None
    longest_age: int
    interval: int
    repeats: bool
    baseline_year: int | None
    baseline_value: Decimal | None
    baseline_note: str
    unit: PublishedUnit | None
    note: str
    next_publication: date | None
    position: int
    targets: tuple[PublishedTarget, ...]
    breaks: tuple[PublishedBreak, ...]
    references: tuple[PublishedReference, ...]
    outcomes: tuple[OutcomeRow, ...]
    others: OutcomeTable
    national: NationalValues


@dataclass(frozen=True, slots=True, eq=False)
class PublishedGroup:
    """Municipalities to compare with, by code, as the group was made up in a year."""

    slug: str
    name: str
    short_name: str
    year: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class PublishedCorrection:
    """A published outcome that was changed; the names are those of the columns."""

    indicator: PublishedIndicator
    municipality: PublishedMunicipality
    year: int
    sex: str
    old_value: Decimal | None
    old_missing_reason: str
    new_value: Decimal | None
    new_missing_reason: str
    reason: str
    corrected_at: datetime


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PublishedPortal:
    """Whose portal it is, and what stands at the head and the foot of every page."""

    municipality: PublishedMunicipality
    title: str
    tagline: str
    full_name: str
    short_name: str
    organisation_number: str
    is_example: bool
    hue: str
    logo: str
    contact_unit: str
    contact_address: str
    contact_email: str
    contact_phone: str
    website: str
    notice: str
    about: str
    published_on: date | None
    updated_on: date | None
