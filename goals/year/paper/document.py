"""A year's summary laid out for paper: the words and the order that PDF and DOCX share, made from its content alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from goals.year import words
from goals.year.brief.short import brief_of
from goals.year.canonical import checksum, to_canonical
from goals.year.content import AreaFact, Count, GoalFact, IndicatorFact, YearSummary
from goals.year.paper import charts
from goals.year.paper.shapes import (
    Headings,
    IndicatorRow,
    Paper,
    PaperArea,
    PaperGoal,
    Picture,
    SourcedIndicator,
    SourceLine,
    TextSection,
)
from indicators.formats import listed, long_date, years

EXAMPLE = "Kommunen finns inte på riktigt. Alla mål, siffror och bedömningar är påhittade exempel."


def paper_of(
    content: YearSummary, *, made_on: date, fault: str = "", adopted_checksum: str = "", corrections: str = ""
) -> Paper:
    """Return the document of a year; an open one tells the day it was made, and a changed snapshot what is wrong.

    `adopted_checksum` is that of a frozen year's stored bytes: counted anew it would be of today's format.
    `corrections` says where an adopted year's corrections stand.
    """
    digest = adopted_checksum or checksum(to_canonical(content))
    return Paper(
        headings=Headings(goals=_goal_head(content), indicators=words.indicator_head(content)),
        **_cover(content),
        **_year_in_short(content),
        state=tuple(_state(content, made_on)),
        corrections=corrections,
        footer=f"Kontrollsumma {digest[:16]} …" if content.adoption else words.OPEN_FOOTER,
        warning=fault,
        areas=tuple(_area(each, content) for each in content.areas),
        remark_lists=tuple(words.remark_lists(content)),
        sources=tuple(_sources(content)),
        no_sources="Inga värden har någon källa.",
        checksum=digest,
        checksum_text=_checksum_text(content),
    )


def _cover(content: YearSummary) -> dict[str, Any]:
    return {
        "title": words.title(content.round, content.year),
        "subtitle": f"{content.round_word} {content.year}",
        "municipality": content.municipality,
        "vision_title": content.vision_title,
        "vision": content.vision,
        "period": f"Målperioden {content.period_name}",
        "example": EXAMPLE if content.is_example else "",
    }


def _year_in_short(content: YearSummary) -> dict[str, Any]:
    """Return the year on one page: verdicts while somebody has assessed, else the statuses of the indicators."""
    overall, brief = content.overall, brief_of(content)
    is_bare = not any(goal.ruling.is_given for goal in content.goals)
    shown = ("Indikatorer per status", content.spread.counts) if is_bare else ("Mål per bedömning", content.rulings)
    return {
        "period_text": " ".join(filter(None, (content.period_sentence, content.extension_sentence))),
        "sentence": content.sentence,
        "picture": _picture(*shown),
        "counts": shown[1],
        "sentences": brief.sentences,
        "brief": brief.lists,
        "has_compared": words.has_compared(content),
        "overall": _paragraphs(overall.text) if overall else (),
        "overall_signed": words.submitted_by(overall) if overall else "",
        "before_year": str(content.before_year or ""),
    }


def _goal_head(content: YearSummary) -> tuple[str, ...]:
    before = (str(content.before_year),) if content.before_year else ()
    return (words.GOAL, words.ruling_head(content.round), *before, words.INDICATORS)


def _state(content: YearSummary, made_on: date) -> Iterator[str]:
    """Yield the lines about where the year stands: adopted by which decision and in which version, or open."""
    if content.adoption is None:
        yield f"{words.OPEN} Uttagen {long_date(made_on)}."
        return
    adoption = content.adoption
    yield words.adopted(adoption.frozen_on, adoption.version)
    yield f"Beslut: {words.decision_text(adoption.decision)}."
    yield from filter(None, [words.new_version_reason(adoption)])


def _area(area: AreaFact, content: YearSummary) -> PaperArea:
    return PaperArea(
        name=area.name,
        tagline=area.tagline,
        colour=charts.hue_colour(area.hue),
        spread=words.as_sentence(area.spread.sentence) or words.AREA_WITHOUT_INDICATORS,
        picture=_picture(f"Indikatorerna i {area.name} per status", area.spread.counts),
        goals=tuple(_goal(each, charts.hue_colour(area.hue), content) for each in area.goals),
    )


def _goal(goal: GoalFact, colour: str, content: YearSummary) -> PaperGoal:
    given, before = goal.assessment, goal.before
    return PaperGoal(
        title=words.goal_name(goal),
        ruling=replace(goal.ruling, word=words.ruling_text(goal.ruling)),
        before=(words.ruling_text(before.ruling) if before else words.NO_GOAL_BEFORE) if content.before_year else "",
        since=words.since(before),
        spread=words.as_sentence(goal.spread.sentence) or words.GOAL_WITHOUT_INDICATORS,
        signed=words.assessed_by(given) if given else _responsible(goal.unit),
        gap=goal.gap_note,
        passages=tuple(TextSection(heading, _paragraphs(text)) for heading, text in words.passages(goal)),
        rows=tuple(_row(each, colour, content.year) for each in goal.indicators),
    )


def _row(fact: IndicatorFact, colour: str, this_year: int) -> IndicatorRow:
    year = f"{fact.value_year}, {words.PRELIMINARY}" if fact.is_preliminary else str(fact.value_year or "")
    return IndicatorRow(
        name=_name_with_unit(fact),
        kind="" if fact.kind_code == "decided" else fact.kind,
        value=fact.value_text,
        year=year,
        missing=f"{this_year}: {fact.missing[:1].lower()}{fact.missing[1:]}" if fact.missing else "",
        earlier=words.earlier_text(fact),
        target=fact.target_text or words.NO_TARGET,
        code=fact.status_code,
        status=fact.status_word,
        reason=fact.status_reason,
        compared=words.compared_text(fact),
        trend=fact.trend_word,
        arrow=fact.trend_arrow,
        picture=_line(fact, colour),
    )


def _name_with_unit(fact: IndicatorFact) -> str:
    """Return the name, with the unit where the value is written without it: "Företag (antal/1000 inv)"."""
    is_written = not fact.unit_label or fact.unit_label in fact.value_text or fact.unit_label in fact.name
    return fact.name if is_written else f"{fact.name} ({fact.unit_label})"


def _line(fact: IndicatorFact, colour: str) -> Picture:
    svg = charts.line(fact.points, fact.target, colour, fact.interval)
    if not svg:
        return Picture("", "")
    values = listed([f"{each.text} år {each.year}" for each in fact.points])
    aim = f" Målvärde: {fact.target_text}." if fact.target_text else ""
    return Picture(svg, f"{fact.name} {years(fact.points[0].year, fact.points[-1].year)}: {values}.{aim}")


def _picture(what: str, counts: tuple[Count, ...]) -> Picture:
    numbers = listed([f"{each.word.lower()} {each.count}" for each in counts])
    return Picture(charts.bar(counts), f"{what}: {numbers}." if numbers else "")


def _sources(content: YearSummary) -> Iterator[SourceLine]:
    # Keys keep their order and stand once each: an indicator may belong to several goals.
    found: dict[str, dict[SourcedIndicator, None]] = {}
    for goal in content.goals:
        for each in goal.indicators:
            if each.source:
                found.setdefault(words.source_line(each.source), {})[SourcedIndicator(each.name, each.source.url)] = (
                    None
                )
    for text in sorted(found, key=str.casefold):
        yield SourceLine(text, tuple(found[text]))


def _checksum_text(content: YearSummary) -> str:
    if content.adoption is None:
        return "Året är öppet. Kontrollsumman visar vilket innehåll dokumentet gjordes av."
    return (
        "Kontrollsumman räknas med SHA-256 över årets ögonblicksbild. Den som vill kontrollera att inget har ändrats "
        f"räknar om den med: uv run manage.py verifiera {content.year}"
    )


def _responsible(unit: str) -> str:
    return f"Ansvarig: {unit}." if unit else ""


def _paragraphs(text: str) -> tuple[str, ...]:
    lines = text.replace("\r\n", "\n")  # a browser ends every line of a form's field so
    return tuple(filter(None, (" ".join(each.split("\n")).strip() for each in lines.split("\n\n"))))
