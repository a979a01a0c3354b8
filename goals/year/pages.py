"""How a year's summary is laid out on pages: marks, addresses and finished lines around its frozen content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from goals.content.published import PublishedVersion
from goals.site.addresses import with_query
from goals.site.filters import Option
from goals.vocabulary import FORESEES, Forecast, Verdict
from goals.year import words
from goals.year.content import NOT_ASSESSED, AreaFact, Count, GoalFact, IndicatorFact, Remark, Ruling, YearSummary
from goals.year.snapshots import FoundYear
from indicators.shapes import Distribution, Part, StatusMark

# A verdict has the shape and colour of the status that it is closest to; the word is always its own.
_MARKS = {
    Verdict.FULL: "reached",
    Verdict.PARTLY: "near",
    Verdict.NOT: "missed",
    Verdict.UNKNOWN: "unknown",
    NOT_ASSESSED.code: "unknown",
}

MAX_ROWS = 60  # indicators on a page of a year: keeps it below 60 kB

FILES = (
    ("PDF", "pdf", "att skriva ut och arkivera"),
    ("Word", "docx", "att klippa ur"),
    ("Excel", "xlsx", "att räkna vidare på"),
)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    fact: IndicatorFact
    url: str


@dataclass(frozen=True, slots=True)
class GoalSection:
    """A goal with what is written about it; `anchor` is its place on the page."""

    fact: GoalFact
    anchor: str
    url: str
    ruling: StatusMark
    before: StatusMark | None
    passages: tuple[tuple[str, str], ...]  # what is written about it, as heading and text
    signed: str  # "Bedömt av …", "" while nobody has
    lines: tuple[IndicatorLine, ...]
    previous: str  # anchors beside it in the presentation, "" at the ends
    following: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class AreaSection:
    fact: AreaFact
    goals: tuple[GoalSection, ...]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark with the address of what it is about, "" for none."""

    what: str
    text: str
    url: str
    arrow: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class RemarkSection:
    """Remarks under a heading; `empty` is said when there are none."""

    heading: str
    remarks: tuple[RemarkLine, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class SummaryPage:
    content: YearSummary
    title: str
    url: str
    slides_url: str
    files: tuple[tuple[str, str, str], ...]  # word, address and what it is
    rulings: Distribution | None  # None while no goal is assessed
    areas: tuple[AreaSection, ...]
    overall_signed: str
    changes: RemarkSection | None  # None without another year beside
    unknowns: RemarkSection
    criticism: RemarkSection
    state: str  # "Öppen" or "Fastställd …"
    decision: str
    decision_url: str
    reason: str  # why there is another version, "" for the first
    checksum: str
    version: int | None
    fault: str
    newer: str  # address of the latest version, on an older one
    older: tuple[tuple[int, str], ...]  # version and address
    others: tuple[Option, ...]  # years to compare with


@dataclass(frozen=True, slots=True)
class YearLine:
    year: int
    url: str
    state: str
    sentence: str
    versions: tuple[tuple[str, str], ...]  # words and address, the newest first


def ruling_mark(ruling: Ruling) -> StatusMark:
    return StatusMark(_mark(ruling.code), ruling.word, "", "")


def _mark(code: str) -> str:
    verdict = FORESEES[Forecast(code)] if code in Forecast.values else code
    return _MARKS[verdict]


def distribution_of(counts: Sequence[Count], sentence: str) -> Distribution | None:
    """Return the goals' verdicts as a bar, or None while nobody has assessed."""
    # A bar of one colour would look like a verdict where there is none.
    if all(each.code == NOT_ASSESSED.code for each in counts):
        return None
    parts = tuple(Part(_mark(each.code), each.word, each.count) for each in counts)
    return Distribution(parts, sum(each.count for each in counts), sentence)


def page_of(
    found: FoundYear, content: YearSummary, versions: Sequence[PublishedVersion], others: Iterable[int]
) -> SummaryPage:
    """Lay out a year. `content` is the found one, perhaps with another year beside it; `versions` are the year's."""
    year, version = content.year, found.version
    latest, shown = versions[0].version if versions else None, version.version if version else None
    adoption, changes = content.adoption, words.changes(content)
    return SummaryPage(
        content=content,
        title=words.title(content.round, year),
        url=reverse("summary", args=[year]),
        slides_url=reverse("summary_slides", args=[year]),
        files=_files(year, shown if latest and shown and shown < latest else None),
        rulings=distribution_of(content.rulings, content.sentence),
        areas=_areas(content),
        overall_signed=words.submitted_by(content.overall) if content.overall else "",
        changes=_remarks(changes, year) if changes else None,
        unknowns=_remarks(words.unknowns(content), year),
        criticism=_remarks(words.criticism(content), year),
        state=state_of(version),
        decision=words.decision_text(adoption.decision) if adoption else "",
        decision_url=adoption.decision.url if adoption else "",
        reason=words.new_version_reason(adoption),
        checksum=version.sha256 if version else "",
        version=shown,
        fault=found.fault,
        newer=reverse("summary", args=[year]) if shown and latest and shown < latest else "",
        older=tuple((each.version, each.url) for each in versions if shown and each.version < shown),
        others=tuple(Option(str(each), str(each), each == content.before_year) for each in others if each != year),
    )


def _files(year: int, version: int | None) -> tuple[tuple[str, str, str], ...]:
    """Return the year's files; those of a version stand at its own address."""
    name, keys = ("summary", [year]) if version is None else ("summary_version", [year, version])
    return tuple((word, reverse(f"{name}_{kind}", args=keys), what) for word, kind, what in FILES)


def _areas(content: YearSummary) -> tuple[AreaSection, ...]:
    # By place: goals of different areas have the same numbers.
    anchors = [f"mal-{place}" for place, _ in enumerate(content.goals, 1)]
    around = ["", *anchors, ""]
    parts = iter(
        _goal(goal, content.year, (around[place], around[place + 1], around[place + 2]))
        for place, goal in enumerate(content.goals)
    )
    return tuple(AreaSection(area, tuple(next(parts) for _ in area.goals)) for area in content.areas)


def _goal(goal: GoalFact, year: int, anchors: tuple[str, str, str]) -> GoalSection:
    previous, anchor, following = anchors
    return GoalSection(
        fact=goal,
        anchor=anchor,
        url=with_query(reverse("goal", args=[goal.slug]), None, ar=year),
        ruling=ruling_mark(goal.ruling),
        before=ruling_mark(goal.before.ruling) if goal.before else None,
        passages=tuple(words.passages(goal)),
        signed=words.assessed_by(goal.assessment) if goal.assessment else "",
        lines=tuple(_line(each, year) for each in goal.indicators),
        previous=previous,
        following=following,
    )


def divided(areas: Sequence[AreaSection]) -> tuple[tuple[AreaSection, ...], ...]:
    """Return the areas as pages of whole goals, each with at most MAX_ROWS indicators where its goals let it."""
    pages: list[list[AreaSection]] = [[]]
    rows = 0
    for area in areas:
        goals: list[GoalSection] = []
        for goal in area.goals:
            if rows and rows + len(goal.lines) > MAX_ROWS:
                pages[-1] += [replace(area, goals=tuple(goals))] if goals else []
                pages.append([])
                goals, rows = [], 0
            goals.append(goal)
            rows += len(goal.lines)
        # What is whole stays the same object, so that what is drawn of it is kept.
        pages[-1].append(area if len(goals) == len(area.goals) else replace(area, goals=tuple(goals)))
    return tuple(map(tuple, pages))


def _line(fact: IndicatorFact, year: int) -> IndicatorLine:
    return IndicatorLine(fact, with_query(reverse("indicator", args=[fact.slug]), None, ar=year))


def _remarks(found: words.RemarkList, year: int) -> RemarkSection:
    lines = (RemarkLine(each.what, each.text, _address(each, year), each.arrow) for each in found.remarks)
    return RemarkSection(found.heading, tuple(lines), found.empty)


def _address(remark: Remark, year: int) -> str:
    if remark.goal:
        return with_query(reverse("goal", args=[remark.goal]), None, ar=year)
    return with_query(reverse("indicator", args=[remark.indicator]), None, ar=year) if remark.indicator else ""


def state_of(version: PublishedVersion | None) -> str:
    """Return "Öppen: …" or "Fastställd 25 april 2023, version 1."."""
    return words.adopted(timezone.localdate(version.frozen_at), version.version) if version else words.OPEN


def year_line(year: int, versions: Sequence[PublishedVersion], *, is_over: bool, is_assessed: bool) -> YearLine:
    """Lay out a year in the overview; `versions` are the year's, the newest first."""
    if versions:
        state = state_of(versions[0])
    elif not is_over:
        state = words.ONGOING
    else:
        state = words.OPEN_ASSESSED if is_assessed else words.OPEN_NOT_ASSESSED
    older = tuple((f"Version {each.version}", each.url) for each in versions[1:])
    decision = f"{versions[0].decision.body}, {versions[0].decision.title}" if versions else ""
    return YearLine(year, reverse("summary", args=[year]), state, decision, older)
