"""How a year's summary is laid out on pages: marks, addresses and finished lines around its frozen content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from goals.content.published import PublishedVersion
from goals.site.addresses import with_query
from goals.site.filters import Option
from goals.vocabulary import FORESEES, Forecast, Verdict
from goals.year import words
from goals.year.brief.short import brief_of
from goals.year.content import (
    NOT_ASSESSED,
    AreaFact,
    Count,
    GoalFact,
    IndicatorFact,
    Remark,
    RemarkItem,
    Ruling,
    YearSummary,
)
from goals.year.snapshots import FoundYear
from indicators.corrections import CorrectionLine
from indicators.formats import long_date
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
    compared: str  # "Riket 85,0 %: sämre"
    corrections: tuple[tuple[str, str], ...]  # words and address of each, made since the year was adopted


@dataclass(frozen=True, slots=True)
class GoalSection:
    """A goal with what is written about it; `anchor` is its place on the page."""

    fact: GoalFact
    name: str  # with its number
    anchor: str
    url: str
    ruling: StatusMark
    before: StatusMark | None
    since: str  # "2022: delvis uppnått"
    passages: tuple[tuple[str, str], ...]  # what is written about it, as heading and text
    signed: str  # "Bedömt av …", "" while nobody has
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class AreaSection:
    fact: AreaFact
    goals: tuple[GoalSection, ...]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark with the address of what it is about, "" for none; `items` are words and addresses."""

    what: str
    text: str
    url: str
    arrow: str
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class RemarkSection:
    """Remarks under a heading; `empty` is said when there are none."""

    heading: str
    remarks: tuple[RemarkLine, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands over the tables of a year, and which columns they have."""

    year: int
    before_year: int | None
    ruling: str
    indicators: tuple[str, ...]
    has_compared: bool


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
    sentences: tuple[str, ...]  # after the one that counts the verdicts
    brief: tuple[RemarkSection, ...]  # the lists of the first page
    heads: Heads
    corrected: str  # how much has been corrected since the year was adopted
    changes: RemarkSection | None  # None where the first page has them all
    values: RemarkSection | None
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
    return StatusMark(_mark(ruling.code), words.ruling_text(ruling), "", "")


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
    found: FoundYear,
    content: YearSummary,
    versions: Sequence[PublishedVersion],
    others: Iterable[int],
    corrections: Sequence[CorrectionLine] = (),
) -> SummaryPage:
    """Lay out a year. `content` is the found one, perhaps with another year beside it; `versions` are the year's.

    `corrections` are those made since it was adopted.
    """
    year, version = content.year, found.version
    latest, shown = versions[0].version if versions else None, version.version if version else None
    return SummaryPage(
        content=content,
        **_standing(found, content),
        **_read_through(content, corrections),
        title=words.title(content.round, year),
        url=reverse("summary", args=[year]),
        slides_url=reverse("summary_slides", args=[year]),
        files=_files(year, shown if latest and shown and shown < latest else None),
        version=shown,
        newer=reverse("summary", args=[year]) if shown and latest and shown < latest else "",
        older=tuple((each.version, each.url) for each in versions if shown and each.version < shown),
        others=tuple(Option(str(each), str(each), each == content.before_year) for each in others if each != year),
    )


def _standing(found: FoundYear, content: YearSummary) -> dict[str, Any]:
    """Return where a year stands: open, or adopted by which decision."""
    adoption, version = content.adoption, found.version
    return {
        "state": state_of(version),
        "decision": words.decision_text(adoption.decision) if adoption else "",
        "decision_url": adoption.decision.url if adoption else "",
        "reason": words.new_version_reason(adoption),
        "checksum": version.sha256 if version else "",
        "fault": found.fault,
    }


def _read_through(content: YearSummary, corrections: Sequence[CorrectionLine]) -> dict[str, Any]:
    """Return what is read from the first page to the last."""
    year, brief, values = content.year, brief_of(content), words.values(content)
    areas = _areas(content, corrections)
    # On the first page a goal leads to its own place further down, where the year is one page.
    places = {each.fact.slug: each.anchor for area in areas for each in area.goals} if len(divided(areas)) == 1 else {}
    return {
        "rulings": distribution_of(content.rulings, content.sentence),
        "sentences": brief.sentences,
        "brief": tuple(_remarks(each, year, places) for each in brief.lists),
        "areas": areas,
        "overall_signed": words.submitted_by(content.overall) if content.overall else "",
        "heads": Heads(
            year,
            content.before_year,
            words.ruling_head(content.round),
            words.indicator_head(content),
            words.has_compared(content),
        ),
        "corrected": words.corrected(len(corrections)),
        "changes": _remarks(brief.more_changes, year) if brief.more_changes else None,
        "values": _remarks(values, year) if values else None,
        "unknowns": _remarks(words.unknowns(content), year),
        "criticism": _remarks(words.criticism(content), year),
    }


def _files(year: int, version: int | None) -> tuple[tuple[str, str, str], ...]:
    """Return the year's files; those of a version stand at its own address."""
    name, keys = ("summary", [year]) if version is None else ("summary_version", [year, version])
    return tuple((word, reverse(f"{name}_{kind}", args=keys), what) for word, kind, what in FILES)


def _areas(content: YearSummary, corrections: Sequence[CorrectionLine]) -> tuple[AreaSection, ...]:
    marks: dict[str, list[tuple[str, str]]] = {}
    for each in corrections:
        mark = (f"Rättat {long_date(each.day)}", f"{reverse('correction_list')}#{each.anchor}")
        marks.setdefault(each.slug, []).append(mark)
    # By place: goals of different areas have the same numbers.
    parts = iter(_goal(goal, f"mal-{place}", content.year, marks) for place, goal in enumerate(content.goals, 1))
    return tuple(AreaSection(area, tuple(next(parts) for _ in area.goals)) for area in content.areas)


def _goal(goal: GoalFact, anchor: str, year: int, marks: Mapping[str, Sequence[tuple[str, str]]]) -> GoalSection:
    return GoalSection(
        fact=goal,
        name=words.goal_name(goal),
        anchor=anchor,
        url=with_query(reverse("goal", args=[goal.slug]), None, ar=year),
        ruling=ruling_mark(goal.ruling),
        before=ruling_mark(goal.before.ruling) if goal.before else None,
        since=words.since(goal.before),
        passages=tuple(words.passages(goal)),
        signed=words.assessed_by(goal.assessment) if goal.assessment else "",
        lines=tuple(_line(each, year, marks.get(each.slug, ())) for each in goal.indicators),
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


def _line(fact: IndicatorFact, year: int, corrections: Sequence[tuple[str, str]]) -> IndicatorLine:
    return IndicatorLine(fact, _indicator_address(fact.slug, year), words.compared_text(fact), tuple(corrections))


def _indicator_address(slug: str, year: int) -> str:
    return with_query(reverse("indicator", args=[slug]), None, ar=year)


def _remarks(found: words.RemarkList, year: int, places: Mapping[str, str] | None = None) -> RemarkSection:
    """Lay out remarks; a goal that has a place on the page, by its address, is linked to there."""
    places = places or {}

    def address(each: Remark) -> str:
        return f"#{places[each.goal]}" if each.goal in places else _address(each, year)

    lines = (RemarkLine(each.what, each.text, address(each), each.arrow, _items(each, year)) for each in found.remarks)
    return RemarkSection(found.heading, tuple(lines), found.empty)


def _items(remark: Remark, year: int) -> tuple[tuple[str, str], ...]:
    return tuple((each.text, _address(each, year)) for each in remark.items)


def _address(about: Remark | RemarkItem, year: int) -> str:
    if about.goal:
        return with_query(reverse("goal", args=[about.goal]), None, ar=year)
    return _indicator_address(about.indicator, year) if about.indicator else ""


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
