"""The years of the example plan as the style guide shows them: open, adopted, replaced and tampered with."""

from copy import copy
from dataclasses import replace
from typing import Any

from goals.models import AnnualSummary
from goals.style_guide.example import ExamplePlan
from goals.year import words
from goals.year.content import AreaFact
from goals.year.pages import RemarkLine, SummaryPage, page_of
from goals.year.snapshots import FoundYear, read_version
from indicators.corrections import CorrectionLine, correction_line
from indicators.models import Correction

YEAR, REPLACED_YEAR = 2023, 2022  # the latest adopted, and the one that was adopted twice


def follow_up(plan: ExamplePlan) -> dict[str, Any]:
    """Return a year's summary in every state, one area of it and the corrections."""
    found = read_version(plan.get(AnnualSummary, YEAR, 1))
    content = replace(found.content, areas=(_area(found),))
    corrections = tuple(correction_line(each, plan.portal.municipality.code) for each in plan.all(Correction))
    page = page_of(found, content, [], ())
    return {
        "words": words,
        "states": _states(plan, corrections),
        "content": content,
        "area": page.areas[0],
        "remarks": _remarks(page),
        "corrections": corrections,
    }


def _remarks(page: SummaryPage) -> tuple[RemarkLine, ...]:
    """Return what got better, worse and neither, and a remark that leads nowhere."""
    (nowhere,) = (replace(each, url="") for each in page.criticism.remarks[:1])
    changes: tuple[RemarkLine, ...] = page.changes.remarks[:3] if page.changes else ()
    return (*changes, *page.unknowns.remarks[:1], nowhere)


def _area(found: FoundYear) -> AreaFact:
    """Return an area with what an assessed goal can have, and a goal that nobody has assessed or measured."""
    goals = found.content.goals
    assessed = [each for each in goals if each.assessment and each.assessment.departure_reason][-1]
    bare = next(each for each in goals if not each.indicators)
    area = next(each for each in found.content.areas if assessed in each.goals)
    first, *rest = assessed.indicators
    assessed = replace(assessed, indicators=(replace(first, is_preliminary=True), *rest))
    return replace(area, goals=(assessed, replace(bare, assessment=None, before=None)))


def _states(
    plan: ExamplePlan, corrections: tuple[CorrectionLine, ...]
) -> list[tuple[SummaryPage, tuple[CorrectionLine, ...]]]:
    latest, first = plan.get(AnnualSummary, REPLACED_YEAR, 2), plan.get(AnnualSummary, REPLACED_YEAR, 1)
    changed = copy(latest)
    changed.snapshot = changed.snapshot.replace("2022", "2021", 1)
    adopted = [page_of(each, each.content, [latest, first], ()) for each in map(read_version, (first, latest, changed))]
    content = read_version(latest).content
    opened = replace(content, adoption=None)
    return [(page_of(FoundYear(opened, None), opened, [], ()), ()), *((each, corrections) for each in adopted)]
