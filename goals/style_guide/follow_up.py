"""The years of the example plan as the style guide shows them: open, adopted, replaced and tampered with."""

from dataclasses import replace
from typing import Any

from goals.content.content import PublishedContent
from goals.content.published import PublishedVersion
from goals.year import words
from goals.year.content import AreaFact
from goals.year.pages import RemarkLine, RemarkSection, SummaryPage, page_of
from goals.year.slides import Slide, slides_of
from goals.year.snapshots import FoundYear, read_version
from indicators.corrections import CorrectionLine, correction_line

YEAR, REPLACED_YEAR = 2023, 2022  # the latest adopted, and the one that was adopted twice


def follow_up(plan: PublishedContent) -> dict[str, Any]:
    """Return a year's summary in every state, one area of it and the corrections."""
    found = read_version(_version(plan, YEAR, 1))
    content = replace(found.content, areas=(_area(found),))
    corrections = tuple(correction_line(each, plan.home_code) for each in plan.figures.corrections)
    page = page_of(found, content, [], ())
    return {
        "words": words,
        "states": _states(plan, corrections),
        "heads": page.heads,
        "area": page.areas[0],
        "slide": _slide(page),
        "remarks": RemarkSection("", _remarks(page), ""),
        "corrections": corrections,
    }


def _version(plan: PublishedContent, year: int, version: int) -> PublishedVersion:
    return next(each for each in plan.versions if (each.year, each.version) == (year, version))


def _remarks(page: SummaryPage) -> tuple[RemarkLine, ...]:
    """Return what got better, worse and neither, and a remark that leads nowhere."""
    (nowhere,) = (replace(each, url="") for each in page.criticism.remarks[:1])
    changes: tuple[RemarkLine, ...] = page.changes.remarks[:3] if page.changes else ()
    counted = RemarkLine("Två indikatorer saknar målvärde", "", "", "", (("Matsvinn", ""), ("Fossilfria bilar", "")))
    return (*changes, *page.unknowns.remarks[:1], counted, nowhere)


def _slide(page: SummaryPage) -> Slide:
    """Return a goal's slide that leads to itself, since it is alone here."""
    found = next(each for each in slides_of(page) if each.ruling)
    return replace(found, anchor="bild", previous="bild", following="bild")


def _area(found: FoundYear) -> AreaFact:
    """Return an area with what an assessed goal can have, and a goal that nobody has assessed or measured."""
    goals = found.content.goals
    assessed = [each for each in goals if each.assessment and each.assessment.departure_reason][-1]
    bare = next(each for each in goals if not each.indicators)
    area = next(each for each in found.content.areas if assessed in each.goals)
    first, *rest = assessed.indicators
    assessed = replace(assessed, indicators=(replace(first, is_preliminary=True), *rest))
    return replace(area, goals=(assessed, replace(bare, assessment=None, before=None)))


def _states(plan: PublishedContent, corrections: tuple[CorrectionLine, ...]) -> list[SummaryPage]:
    latest, first = _version(plan, REPLACED_YEAR, 2), _version(plan, REPLACED_YEAR, 1)
    changed = replace(latest, snapshot=latest.snapshot.replace("2022", "2021", 1))
    adopted = [
        page_of(each, each.content, [latest, first], (), corrections)
        for each in map(read_version, (first, latest, changed))
    ]
    content = read_version(latest).content
    opened = replace(content, adoption=None)
    return [page_of(FoundYear(opened, None), opened, [], ()), *adopted]
