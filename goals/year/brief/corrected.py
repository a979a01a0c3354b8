"""What has been corrected since a year was adopted; the adopted year itself stays as it was."""

from django.utils import timezone

from goals.content.content import PublishedContent
from goals.content.published import PublishedVersion
from goals.year.content import YearSummary
from indicators.content.published import PublishedCorrection
from indicators.formats import long_date
from indicators.vocabulary import Sex

type Notes = dict[tuple[str, int], str]  # by the indicator's address and the value's year


def corrected_since(
    content: PublishedContent, version: PublishedVersion | None, summary: YearSummary
) -> tuple[PublishedCorrection, ...]:
    """Return the corrections of what a frozen year rests on, made after it was adopted."""
    if version is None:
        return ()  # an open year holds today's values, corrections included
    slugs = {each.slug for goal in summary.goals for each in goal.indicators}
    return tuple(
        each
        for each in content.figures.corrections
        if each.corrected_at > version.frozen_at
        and each.municipality.code == content.home_code
        and each.year <= summary.year
        and each.indicator.slug in slugs
    )


def notes_since(content: PublishedContent, version: PublishedVersion | None, summary: YearSummary) -> Notes:
    """Return when and why each total of a frozen year was corrected; of several corrections the last."""
    found = (each for each in corrected_since(content, version, summary) if each.sex == Sex.TOTAL)
    return {
        (each.indicator.slug, each.year): f"Rättat {long_date(timezone.localdate(each.corrected_at))}: {each.reason}"
        for each in sorted(found, key=lambda each: each.corrected_at)
    }
