"""The shapes that pages are made of: ready answers, without a thought of their own."""

from dataclasses import dataclass
from datetime import date

from indicators.formats import capital
from indicators.judgement.comparison import Change, Comparison
from indicators.judgement.verdict import Judged

OLD_AFTER = 3  # years; an older figure is folded away in lists, and said to be old where it is counted


@dataclass(frozen=True, slots=True)
class StatusMark:
    """What the status component needs. `reason` is "" or e.g. "målvärde saknas"."""

    code: str
    word: str
    reason: str
    detail: str  # "" or e.g. "senaste utfallet är från 2019, då: Uppnått"
    year: int | None = None  # the year it is seen from, where the values beside it are newer


@dataclass(frozen=True, slots=True)
class TrendMark:
    """What the trend component needs. `arrow` is up, down, flat, swing or none: the way the number moves."""

    code: str
    word: str
    arrow: str
    detail: str  # "2018–2022, fem värden" or "två värden, minst tre behövs"


@dataclass(frozen=True, slots=True)
class Calculation:
    """Så räknas det: a heading and finished sentences with the real numbers."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    code: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many of what, those that cannot be judged included. `sentence` says it all in words."""

    parts: tuple[Part, ...]  # only those with count > 0, in the order of Status
    total: int
    sentence: str  # "2 är uppnådda, 1 är efter och 20 kan inte bedömas"


@dataclass(frozen=True, slots=True)
class StandingFact:
    """Where a value stands beside another number: a code and a word of `Standing`, never a status's."""

    code: str
    word: str  # "Bättre"
    words: str  # "bättre än riket"
    other_text: str  # "85,0 %"
    gap_text: str  # "1,1 procentenheter", without a sign


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A place among municipalities; without a rank where there are too few of them."""

    name: str  # "Liknande kommuner", "landets kommuner"
    rank: int | None
    count: int  # the own municipality included
    quartile: int | None
    words: str  # "femte plats bland åtta liknande kommuner", "bland den bästa fjärdedelen av landets 290 kommuner", ""
    quartile_words: str  # "i den näst sämsta fjärdedelen", or "" where it would say too much
    sentence: str
    mean_text: str
    median_text: str


@dataclass(frozen=True, slots=True)
class ComparisonFact:
    """What is said of an indicator beside others, all of the year `year`. Whole sentences stand in `sentences`."""

    year: int
    is_too_old: bool  # so old, seen from the year, that it is no news and counts in no sum
    value_text: str
    country: StandingFact | None
    group: PlaceFact | None
    nation: PlaceFact | None
    sentences: tuple[str, ...]
    strip: str  # safe SVG, without a name: it stands beside the words
    found: Comparison  # the numbers

    @property
    def sentence(self) -> str:
        return " ".join(self.sentences)

    @property
    def short(self) -> str:
        """Return the two that are asked for first, with the year: "Sämre än riket, femte plats bland … (2022)"."""
        parts = [each.words for each in (self.country, self.group) if each and each.words]
        return f"{capital(', '.join(parts))} ({self.year})" if parts else ""


@dataclass(frozen=True, slots=True)
class ComparisonSheet:
    """What an indicator's own page has of its comparison beside the words: the dot strip and how it was made."""

    calculation: Calculation
    strip: str  # safe SVG
    low: str  # the value at the left end
    high: str  # and at the right
    dots: str  # "412;Karlshamn;83,1 %|…", the lowest first: place in thousandths, name and value
    last: int  # the number of the last dot
    own: int  # and of the own one
    own_text: str
    key: str  # what each mark is, in a sentence
    caveat: str  # what keeps it apart from a status


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """The change since the measurement before: `code` is a `Standing` beside it ("better", "over" …)."""

    code: str
    text: str  # "+0,7 procentenheter sedan 2024"
    year: int
    since: int
    found: Change  # the numbers


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Card:
    slug: str
    url: str  # keeps ?ar= when a year is chosen
    name: str
    kind: str  # under a goal its koppling: "Föreslagen", "Närliggande", "Beslutad" or ""
    kind_code: str
    note: str  # the link's note
    value_text: str  # "96,7 %" or "Uppgift saknas"
    value_year: int | None
    is_preliminary: bool
    target_text: str  # "100 % år 2025" or ""
    status: StatusMark
    trend: TrendMark
    sentence: str
    sparkline: str  # safe SVG, "" when there are fewer than two values
    unit: str  # ansvarig enhet or ""
    unit_label: str  # where the unit does not follow the number: "antal/1000 inv"
    judged: Judged  # the verdicts, for counting
    retrieved_on: date | None = None  # the day that its latest value was fetched
    is_old: bool = False  # its latest figure is so old that it is no news
    comparison: ComparisonFact | None = None
    change: ChangeFact | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    text: str
    note: str = ""  # "preliminärt", the reason of a missing value
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One year of the open table, newest first; `cells` follow the table's `columns`."""

    year: int
    cells: tuple[TableCell, ...]
    comment: str
    break_note: str  # "" or what changed this year
    is_later: bool  # after the year we look from


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where the municipality's values of some years come from, said once for all of them."""

    years: str  # "2000–2022 och 2025", "" where it is every value's
    name: str
    url: str
    retrieved_on: date | None
    origin: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Table:
    caption: str
    columns: tuple[str, ...]  # "Olofström", "Väntat", "Kvinnor", "Män", "Riket", …
    rows: tuple[TableRow, ...]
    sources: tuple[TableSource, ...] = ()
    has_comments: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceNote:
    """A level that somebody else has stated, beside the chart that draws it."""

    name: str
    text: str  # "98 % år 2025"
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Toggle:
    """A comparison line the reader can switch on: a checkbox in a plain GET form."""

    key: str
    label: str
    note: str
    is_on: bool
