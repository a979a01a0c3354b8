"""The frozen value itself. Nothing here knows of rows: whoever draws or writes a series needs no database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.formats import Scale
from indicators.judgement.rule import Point, Rule
from indicators.vocabulary import MissingReason, TargetKind, TargetScope

NOT_GIVEN = "Uppgift saknas"


@dataclass(frozen=True, slots=True)
class Value:
    """One outcome as every face shows it. `text` is ready to read ("96,7 %", "Uppgift saknas")."""

    year: int
    value: Decimal | None
    text: str
    missing_reason: str  # Swedish label, "" when there is a value
    is_preliminary: bool
    comment: str
    source: str
    source_url: str
    retrieved_on: date | None
    origin: str  # Swedish label
    origin_code: str
    next_expected: date | None


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One line of a series: whose it is and its values, oldest first; a year without a row has no value.

    `kind` is "home", "women", "men", "country", "group" (mean that we computed) or "municipality".
    `key` is short, ASCII and unique within the series: it names the line in addresses, CSS and charts.
    """

    key: str
    kind: str
    label: str
    code: str
    name: str
    sex: str
    values: tuple[Value, ...]
    note: str = ""  # for a computed line: how many municipalities, "egen bearbetning"

    def value_in(self, year: int) -> Value | None:
        """Return the line's value for a year, or None where there is no row."""
        return next((value for value in self.values if value.year == year), None)

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(Point(value.year, value.value) for value in self.values)


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A target as it is shown: "100 %", "40–60 %", "bättre än riket"; `dated` with its years and whose it is."""

    year: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    text: str
    is_reading: bool
    note: str
    decision: str
    decision_url: str
    dated: str
    scope: TargetScope = TargetScope.TOTAL
    kind: TargetKind = TargetKind.LEVEL
    first_year: int | None = None

    @property
    def holds_alone(self) -> bool:
        """Tell whether its number is a level of its own, and not a distance to something else."""
        return self.kind in {TargetKind.LEVEL, TargetKind.STANDARD}


@dataclass(frozen=True, slots=True)
class BreakFact:
    year: int
    note: str
    source_url: str


@dataclass(frozen=True, slots=True)
class ReferenceFact:
    """A level that somebody else has stated: "Nationellt mål", "98 %"."""

    year: int
    value: Decimal
    text: str
    name: str
    source: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator's figures, the same for table, CSV, JSON, server SVG and Plotly."""

    slug: str
    name: str
    official_title: str
    definition: str
    kolada_id: str
    unit_label: str  # "%", "antal/1000 inv", ""
    decimals: int
    measure: str  # Indicator.Measure value
    categories: tuple[str, ...]
    rule: Rule
    seen_from: int
    home: SeriesLine
    women: SeriesLine | None
    men: SeriesLine | None
    comparisons: tuple[SeriesLine, ...]  # country first, then group means; what a reader can switch on
    municipalities: tuple[SeriesLine, ...]  # the single ones, by name
    targets: tuple[TargetFact, ...]  # of the totals, which the chart shows
    scoped_targets: tuple[TargetFact, ...]  # of one sex, or of the difference between the two
    baseline_text: str
    breaks: tuple[BreakFact, ...]
    path: tuple[Point, ...]  # expected value a year, baseline to last target
    period: tuple[int, int, int] | None  # first year, original last year, last year with extensions
    retrieved_on: date | None
    note: str = ""  # what to keep in mind
    next_publication: date | None = None
    interval: int = 1  # years between measurements
    references: tuple[ReferenceFact, ...] = ()

    def is_between_measurements(self, year: int) -> bool:
        """Tell whether a year without a value was not to be measured, so that nothing is missing from it."""
        reason = next((each.missing_reason for each in self.home.values if each.year == year), "")
        if reason:
            return self.interval > 1 and reason == MissingReason.NOT_MEASURED.label
        known = [each.year for each in self.home.values if each.value is not None]
        before = max((each for each in known if each < year), default=None)
        after = min((each for each in known if each > year), default=None)
        return before is not None and after is not None and after - before <= self.interval

    @property
    def scale(self) -> Scale:
        return Scale(self.decimals, self.unit_label, self.categories)
