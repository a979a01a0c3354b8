"""The statement of accessibility as its page shows it: rows in, ready answers out.

The sentences follow the authority's model for a statement (Digg, "Skapa en tillgänglighetsredogörelse").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goals.content.published import PublishedGap, PublishedStatement
from goals.models import AccessibilityGap, AccessibilityStatement

HOW_ACCESSIBLE = {
    AccessibilityStatement.Conformity.FULL: "Vi känner inte till några brister i tillgängligheten.",
    AccessibilityStatement.Conformity.PARTIAL: "Vi vet att delar av webbplatsen inte är helt tillgängliga.",
    AccessibilityStatement.Conformity.NONE: "Vi vet att webbplatsen har stora brister i tillgängligheten.",
}
CONFORMITY = {
    AccessibilityStatement.Conformity.FULL: (
        "Den här webbplatsen är helt förenlig med lagen om tillgänglighet till digital offentlig service."
    ),
    AccessibilityStatement.Conformity.PARTIAL: (
        "Den här webbplatsen är delvis förenlig med lagen om tillgänglighet till digital offentlig service."
    ),
    AccessibilityStatement.Conformity.NONE: (
        "Den här webbplatsen är inte förenlig med lagen om tillgänglighet till digital offentlig service."
    ),
}
# A site that nobody has looked through is partly at most, without anybody knowing of a lack. That is said, since
# "delvis förenlig" beside "inga brister" would be two answers to one question.
NOT_LOOKED_THROUGH = "Vi har inte granskat hela webbplatsen, så den kan ha brister som vi inte har hittat."
NONE_LISTED = "Här står inget än, eftersom hela webbplatsen inte är granskad. Hittar du en brist tar vi upp den här."
ALL_ARE_BURDENS = "De brister som vi känner till står under nästa rubrik."
NONE_AT_ALL = "Det finns inga kända brister."
LACKING = {AccessibilityGap.Reason.LACK, AccessibilityGap.Reason.BURDEN}  # what the law does not cover lacks nothing
ASSESSMENT = {
    AccessibilityStatement.Assessment.OWN: "Vi har gjort en självskattning (intern testning) av webbplatsen.",
    AccessibilityStatement.Assessment.INDEPENDENT: "Någon utifrån har gjort en oberoende granskning av webbplatsen.",
}


@dataclass(frozen=True, slots=True)
class Gap:
    slug: str
    criterion: str
    description: str
    motivation: str
    fixed_by: date | None  # None: no day is set


class GapGroup(NamedTuple):
    """The gaps that shut out the same readers."""

    heading: str  # "Problem vid användning utan synförmåga"
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Each sentence ready; the law names three kinds of content that cannot be used, and they are kept apart."""

    note: str
    how_accessible: str
    conformity: str
    none_listed: str  # shown where no lack is listed
    lacks: tuple[GapGroup, ...]
    burdens: tuple[GapGroup, ...]
    outside: tuple[GapGroup, ...]
    assessment: str
    method: str
    assessed_on: date
    updated_on: date
    answer_time: str


def statement_page(statement: PublishedStatement) -> StatementPage:
    gaps = statement.gaps
    reasons = {gap.reason for gap in gaps}
    conformity = _conformity(statement, reasons)
    is_empty = conformity != AccessibilityStatement.Conformity.FULL and not reasons & LACKING
    return StatementPage(
        note=statement.note,
        how_accessible=NOT_LOOKED_THROUGH if is_empty else HOW_ACCESSIBLE[conformity],
        conformity=CONFORMITY[conformity],
        none_listed=_none_listed(conformity, reasons),
        lacks=_grouped(gaps, AccessibilityGap.Reason.LACK),
        burdens=_grouped(gaps, AccessibilityGap.Reason.BURDEN),
        outside=_grouped(gaps, AccessibilityGap.Reason.OUTSIDE),
        assessment=ASSESSMENT[AccessibilityStatement.Assessment(statement.assessment)],
        method=statement.method,
        assessed_on=statement.assessed_on,
        updated_on=statement.updated_on,
        answer_time=statement.answer_time,
    )


def _conformity(statement: PublishedStatement, reasons: set[str]) -> AccessibilityStatement.Conformity:
    """Return how far the law is met: never in full where something lacks, whatever is stored."""
    stored = AccessibilityStatement.Conformity(statement.conformity)
    full = AccessibilityStatement.Conformity.FULL
    return AccessibilityStatement.Conformity.PARTIAL if stored == full and reasons & LACKING else stored


def _none_listed(conformity: AccessibilityStatement.Conformity, reasons: set[str]) -> str:
    """Return what stands in the place of lacks where none is listed."""
    if AccessibilityGap.Reason.BURDEN in reasons:
        return ALL_ARE_BURDENS
    return NONE_AT_ALL if conformity == AccessibilityStatement.Conformity.FULL else NONE_LISTED


def _grouped(gaps: Iterable[PublishedGap], reason: str) -> tuple[GapGroup, ...]:
    """Return the gaps of one kind by whom they shut out, in the model's order; nobody's group is left out."""
    chosen = [gap for gap in gaps if gap.reason == reason]
    groups = (
        GapGroup(
            f"Problem vid användning {need.label.lower()}",
            tuple(
                Gap(gap.slug, gap.criterion, gap.description, gap.motivation, gap.fixed_by)
                for gap in chosen
                if gap.need == need
            ),
        )
        for need in AccessibilityGap.Need
    )
    return tuple(group for group in groups if group.gaps)
