"""A year's summary laid out for paper: the words and the order that PDF and DOCX share, made from its content alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goals.vocabulary import FollowUp
from goals.year.content import (
    AreaFact,
    Count,
    GoalFact,
    IndicatorFact,
    Remark,
    Ruling,
    SourceFact,
    YearSummary,
    checksum,
    to_canonical,
)
from goals.year.pages import decision_text
from goals.year.paper import charts
from goals.year.words import goal_deviation
from indicators.formats import capital, listed, long_date, years

MAX_CACHED_FILES = 16  # files of a kind that a process keeps in memory: some hundred kilobytes each
OPEN = "Öppen: uppgifterna kan ändras till dess att året fastställs."
UNEXPLAINED = "Bedömningen säger inte varför den avviker."
EXAMPLE = "Kommunen finns inte på riktigt. Alla mål, siffror och bedömningar är påhittade exempel."


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, with what it shows in words; both "" where there is nothing to draw."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in its goal's table."""

    name: str
    kind: str  # "" for a decided one
    value: str
    year: str  # "2024", "2024, preliminärt"
    missing: str
    target: str
    code: str
    status: str
    reason: str
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
    before: str  # "Delvis uppnått", "" without a year beside
    spread: str
    signed: str  # "Bedömt av Utbildningsnämnden, 3 februari 2025."
    gap: str
    passages: tuple[TextSection, ...]
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class PaperArea:
    """A focus area."""

    name: str
    tagline: str
    colour: str
    spread: str
    picture: Picture
    goals: tuple[PaperGoal, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of remarks under a heading; `empty` is said when there are none."""

    heading: str
    remarks: tuple[Remark, ...]
    empty: str


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
class Paper:
    """The whole document."""

    title: str
    subtitle: str
    municipality: str
    vision_title: str
    vision: str
    period: str
    period_text: str
    state: tuple[str, ...]
    is_frozen: bool
    warning: str
    example: str
    lead: str
    picture: Picture
    counts: tuple[Count, ...]  # what the picture shows
    measured: str
    spread: str
    overall: tuple[str, ...]
    overall_signed: str
    before_year: str
    areas: tuple[PaperArea, ...]
    listings: tuple[Listing, ...]
    sources: tuple[SourceLine, ...]
    checksum: str
    checksum_text: str


def paper_of(content: YearSummary, *, made_on: date, fault: str = "") -> Paper:
    """Return the document of a year; an open one tells the day it was made, and a changed snapshot what is wrong."""
    digest = checksum(to_canonical(content))
    overall = content.overall
    is_bare = not any(goal.ruling.is_given for goal in content.goals)
    shown = ("Indikatorer per status", content.spread.counts) if is_bare else ("Mål per bedömning", content.rulings)
    return Paper(
        title=title_of(content),
        subtitle=f"{content.round_word} {content.year}",
        municipality=content.municipality,
        vision_title=content.vision_title,
        vision=content.vision,
        period=f"Målperioden {content.period_name}",
        period_text=" ".join(filter(None, (content.period_sentence, content.extension_sentence))),
        state=tuple(state_of(content, made_on)),
        is_frozen=content.adoption is not None,
        warning=fault,
        example=EXAMPLE if content.is_example else "",
        lead=content.sentence,
        picture=_picture(*shown),
        counts=shown[1],
        measured=content.measured_sentence,
        spread="" if is_bare else _sentence(content.spread.sentence),
        overall=_paragraphs(overall.text) if overall else (),
        overall_signed=_signed("Lämnad av", overall.body, overall.assessed_on) if overall else "",
        before_year=str(content.before_year or ""),
        areas=tuple(_area(each, content.year) for each in content.areas),
        listings=tuple(listings_of(content)),
        sources=tuple(_sources(content)),
        checksum=digest,
        checksum_text=_checksum_text(content),
    )


def title_of(content: YearSummary) -> str:
    """Return "Årsuppföljning 2024", or "Delårsuppföljning 2024" when only part of the year is followed up."""
    return f"{'Delårsuppföljning' if content.round == FollowUp.PART else 'Årsuppföljning'} {content.year}"


def state_of(content: YearSummary, made_on: date) -> Iterator[str]:
    """Yield the lines about where the year stands: adopted by which decision and in which version, or open."""
    if content.adoption is None:
        yield f"{OPEN} Uttagen {long_date(made_on)}."
        return
    adoption = content.adoption
    yield f"Fastställd {long_date(adoption.frozen_on)}, version {adoption.version}."
    yield f"Beslut: {decision_text(adoption.decision)}."
    if adoption.reason:
        yield f"Skäl till den nya versionen: {adoption.reason}"


def listings_of(content: YearSummary) -> Iterator[Listing]:
    """Yield what has changed, what is not known and what an auditor would say, under the headings of all faces."""
    if content.before_year:
        yield Listing(
            f"Vad har ändrats sedan {content.before_year}?",
            content.changes,
            "Ingen bedömning och ingen status har ändrats.",
        )
    yield Listing("Det här vet vi inte", content.unknowns, "Alla indikatorer har ett värde för året.")
    yield Listing(
        "Det här skulle en revisor fråga om",
        content.criticism,
        "Alla mål har indikatorer och bedömningar, och alla indikatorer har målvärden och värden.",
    )


def source_line(source: SourceFact) -> str:
    """Return "SCB, hämtat 3 februari 2025 (nationell källa)"."""
    fetched = f", hämtat {long_date(source.retrieved_on)}" if source.retrieved_on else ""
    return f"{source.name.rstrip('.')}{fetched} ({source.origin.lower()})"


def _area(area: AreaFact, year: int) -> PaperArea:
    return PaperArea(
        name=area.name,
        tagline=area.tagline,
        colour=charts.hue_colour(area.hue),
        spread=_sentence(area.spread.sentence) or "Målen har inga indikatorer.",
        picture=_picture(f"Indikatorerna i {area.name} per status", area.spread.counts),
        goals=tuple(_goal(each, charts.hue_colour(area.hue), year) for each in area.goals),
    )


def _goal(goal: GoalFact, colour: str, year: int) -> PaperGoal:
    given = goal.assessment
    departure = goal_deviation(goal)
    told = f"{departure} {given.departure_reason or UNEXPLAINED}" if given and departure else ""
    texts = (
        ("Resultat", given.result),
        ("Analys", given.analysis),
        ("Nästa steg", given.next_steps),
        ("Bedömningen avviker från indikatorerna", told),
    ) if given else ()  # fmt: skip
    return PaperGoal(
        title=f"{goal.number}. {goal.title}",
        ruling=goal.ruling,
        before=goal.before.ruling.word if goal.before else "",
        spread=_sentence(goal.spread.sentence) or "Målet har inga indikatorer.",
        signed=_signed("Bedömt av", given.body, given.assessed_on) if given else _responsible(goal.unit),
        gap=goal.gap_note,
        passages=tuple(TextSection(heading, _paragraphs(text)) for heading, text in texts if text),
        rows=tuple(_row(each, colour, year) for each in goal.indicators),
    )


def _row(fact: IndicatorFact, colour: str, this_year: int) -> IndicatorRow:
    year = f"{fact.value_year}, preliminärt" if fact.is_preliminary else str(fact.value_year or "")
    return IndicatorRow(
        name=name_with_unit(fact),
        kind="" if fact.kind_code == "decided" else fact.kind,
        value=fact.value_text,
        year=year,
        missing=f"{this_year}: {fact.missing[:1].lower()}{fact.missing[1:]}" if fact.missing else "",
        target=fact.target_text or "Saknas",
        code=fact.status_code,
        status=fact.status_word,
        reason=fact.status_reason,
        trend=fact.trend_word,
        arrow=fact.trend_arrow,
        picture=_line(fact, colour),
    )


def name_with_unit(fact: IndicatorFact) -> str:
    """Return the name, with the unit where the value is written without it: "Företag (antal/1000 inv)"."""
    is_said = not fact.unit_label or fact.unit_label in fact.value_text or fact.unit_label in fact.name
    return fact.name if is_said else f"{fact.name} ({fact.unit_label})"


def _line(fact: IndicatorFact, colour: str) -> Picture:
    svg = charts.line(fact.points, fact.target, colour)
    if not svg:
        return Picture("", "")
    said = listed([f"{each.text} år {each.year}" for each in fact.points])
    aim = f" Målvärde: {fact.target_text}." if fact.target_text else ""
    return Picture(svg, f"{fact.name} {years(fact.points[0].year, fact.points[-1].year)}: {said}.{aim}")


def _picture(what: str, counts: tuple[Count, ...]) -> Picture:
    said = listed([f"{each.word.lower()} {each.count}" for each in counts])
    return Picture(charts.bar(counts), f"{what}: {said}." if said else "")


def _sources(content: YearSummary) -> Iterator[SourceLine]:
    found: dict[str, dict[SourcedIndicator, None]] = {}
    for goal in content.goals:
        for each in goal.indicators:
            if each.source:
                found.setdefault(source_line(each.source), {})[SourcedIndicator(each.name, each.source.url)] = None
    for text in sorted(found, key=str.casefold):
        yield SourceLine(text, tuple(found[text]))


def _checksum_text(content: YearSummary) -> str:
    if content.adoption is None:
        return "Året är öppet. Kontrollsumman visar vilket innehåll dokumentet gjordes av."
    return (
        "Kontrollsumman räknas med SHA-256 över årets ögonblicksbild. Den som vill kontrollera att inget har ändrats "
        f"räknar om den med: uv run manage.py verifiera {content.year}"
    )


def _signed(verb: str, body: str, day: date | None) -> str:
    when = f", {long_date(day)}" if day else ""
    return f"{verb} {body}{when}." if body else ""


def _responsible(unit: str) -> str:
    return f"Ansvarig: {unit}." if unit else ""


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(each.split("\n")).strip() for each in text.split("\n\n"))))


def _sentence(text: str) -> str:
    return f"{capital(text)}." if text else ""
