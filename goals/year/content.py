"""A year as the council reads it: one frozen value that page, PDF, DOCX and XLSX are all made from.

It holds finished words beside the numbers they were made from, so that a year reads the same in ten years, whatever
has happened to the portal's sentences, rules and figures meanwhile. No query, no clock, no float.

A field that is added gets a default that says "not known": years that were adopted before it are read with that.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MAX_POINTS = 10  # years of an indicator that a year remembers


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind: of a status ("behind", "Efter", 3) or a verdict ("full", "Helt uppnått", 2)."""

    code: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution, those that cannot be judged included: `counts` has only those with any, in order."""

    counts: tuple[Count, ...]
    total: int
    sentence: str  # "2 är uppnådda och 1 är efter", "" when nothing is counted

    @property
    def parts(self) -> tuple[Count, ...]:
        """Return the counts under the name that the distribution component reads."""
        return self.counts


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict or a forecast by code and word; "not_assessed", "Inte bedömt" where nobody has assessed."""

    code: str
    word: str

    @property
    def is_given(self) -> bool:
        return self.code != "not_assessed"


NOT_ASSESSED = Ruling("not_assessed", "Inte bedömt")


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """A decision in full, so that it can be found without the portal."""

    body: str
    title: str
    decided_on: date | None
    paragraph: str
    diary_number: str
    url: str


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    """What the responsible body has written about a goal; texts may have several paragraphs."""

    ruling: Ruling
    result: str
    analysis: str
    next_steps: str
    body: str
    assessed_on: date | None
    departure_reason: str  # why the verdict tells another story than the indicators, "" when it does not
    departs: str | None = None  # how it does so, "" when it does not; None in a year adopted before this was kept


@dataclass(frozen=True, slots=True)
class PointFact:
    """One year of an indicator's series for the home municipality; a year without a value is left out."""

    year: int
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class SourceFact:
    name: str
    url: str
    retrieved_on: date | None
    origin: str  # "Nationell källa"


@dataclass(frozen=True, slots=True)
class ComparedWith:
    """Another's value of the same year, beside an indicator's own."""

    name: str  # "riket"
    code: str  # "better", "worse", "similar", "over" or "under"
    word: str  # "bättre"
    value_text: str
    year: int


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """An indicator's value as it stood in the year beside."""

    year: int
    text: str


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """One indicator as it stood, seen from the year: what was published, aimed at and judged."""

    slug: str
    name: str
    unit_label: str  # "%", "antal/1000 inv", ""
    decimals: int
    kind: str  # "Beslutad", "Föreslagen", "Närliggande"
    kind_code: str
    value: Decimal | None  # as published; None = no value at or before the year
    value_text: str  # "96,7 %" or "Uppgift saknas"
    value_year: int | None
    is_preliminary: bool
    missing: str  # why the year itself has no value, in words, "" when it has one
    target: Decimal | None  # of the end target; None for a range and where there is none
    target_low: Decimal | None
    target_high: Decimal | None
    target_text: str  # "100 % år 2025" or ""
    target_year: int | None
    status_code: str
    status_word: str
    status_reason: str  # "" or "målvärde saknas"
    trend_code: str
    trend_word: str
    trend_arrow: str  # "up", "down", "flat", "none": the way the number moves
    trend_detail: str
    sentence: str  # the conclusion in words
    source: SourceFact | None
    points: tuple[PointFact, ...]  # for a small chart, oldest first, the last MAX_POINTS
    status_detail: str = ""  # "senaste utfallet är från 2019, då: Uppnått"
    interval: int = 1  # years between measurements
    compared: ComparedWith | None = None
    earlier: EarlierValue | None = None  # None without a year beside, and where the value is still the same year's


@dataclass(frozen=True, slots=True)
class TextFact:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """The same goal in the year it is compared with."""

    year: int
    ruling: Ruling
    spread: Spread


@dataclass(frozen=True, slots=True)
class GoalFact:
    """A goal in the year: its distribution, and the written assessment beside it."""

    slug: str
    continues: str  # slug of the goal it continues, "" for none
    number: int
    title: str
    unit: str
    gap_note: str
    assessment: AssessmentFact | None
    spread: Spread
    indicators: tuple[IndicatorFact, ...]
    before: ComparedYear | None = None
    texts: tuple[TextFact, ...] = ()  # what else is said of the goal

    @property
    def ruling(self) -> Ruling:
        """Return the verdict, or that nobody has given one."""
        return self.assessment.ruling if self.assessment else NOT_ASSESSED


@dataclass(frozen=True, slots=True)
class AreaFact:
    slug: str
    name: str
    tagline: str
    hue: str
    spread: Spread
    goals: tuple[GoalFact, ...]


@dataclass(frozen=True, slots=True)
class RemarkItem:
    """One of those that a remark counts."""

    text: str
    indicator: str = ""  # slug, where it is an indicator
    goal: str = ""  # slug, where it is a goal


@dataclass(frozen=True, slots=True)
class Remark:
    """One line about one thing: what changed, what is not known, what an auditor would say."""

    what: str
    text: str
    goal: str = ""  # slug, where it is about one goal
    indicator: str = ""  # slug, where it is about one indicator
    arrow: str = ""  # "up" or "down" where a verdict or status got better or worse
    items: tuple[RemarkItem, ...] = ()  # a list is a list, never names in a sentence


@dataclass(frozen=True, slots=True)
class OverallFact:
    """Samlad bedömning for the whole municipality."""

    text: str
    body: str
    assessed_on: date | None


@dataclass(frozen=True, slots=True)
class Adoption:
    """How the year was adopted: the version, why there is another one, and the decision."""

    version: int
    reason: str  # "" for the first version
    frozen_on: date
    decision: DecisionFact


@dataclass(frozen=True, slots=True)
class YearSummary:
    """Årsuppföljning: everything that is said about a year."""

    format: int
    year: int
    round: str  # "whole" or "part"
    round_word: str  # "Helår" or "Delår"
    municipality: str  # full name
    short_name: str
    portal: str  # the portal's title
    is_example: bool
    vision_title: str
    vision: str
    period_name: str  # "2020–2023, förlängd till 2024"
    period_slug: str
    period_sentence: str
    extension_sentence: str  # "2024 bedöms mot målvärden för 2023 …", "" within the original period
    sentence: str  # "Av 11 mål bedöms 3 vara uppnådda …": its numbers add up to the number of goals
    rulings: tuple[Count, ...]  # goals per verdict, those not assessed included, only those with any
    goal_count: int
    indicator_count: int
    measured_count: int  # indicators that could be judged
    measured_sentence: str
    spread: Spread  # of all indicators, each counted once
    overall: OverallFact | None
    areas: tuple[AreaFact, ...]
    unknowns: tuple[Remark, ...]
    criticism: tuple[Remark, ...]
    before_year: int | None = None
    changes: tuple[Remark, ...] = ()
    adoption: Adoption | None = None
    compared_sentence: str = ""  # "Jämfört med riket är 12 av 49 indikatorer bättre …"
    since_sentence: str = ""  # "Sedan 2022 har 30 av 49 indikatorer fått nya värden …"
    values: tuple[Remark, ...] = ()  # values that the year beside told otherwise
    stands_out: tuple[Remark, ...] = ()

    @property
    def goals(self) -> tuple[GoalFact, ...]:
        return tuple(goal for area in self.areas for goal in area.goals)
