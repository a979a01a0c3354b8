"""The years of the portal: which there are, and each as it can be read, frozen or open."""

from collections.abc import Iterable

from django.http import Http404

from goals.content.content import PublishedContent
from goals.content.published import PublishedPeriod, PublishedVersion
from goals.site.addresses import NothingThere
from goals.vocabulary import FollowUp
from goals.year.brief.corrected import notes_since
from goals.year.build import build
from goals.year.comparison import with_comparison, without_comparison
from goals.year.content import YearSummary
from goals.year.snapshots import FoundYear, UnreadableYear, read_version
from indicators.content.memo import once_per_content

MAX_YEARS = 40  # summaries remembered of one content


def years_of(periods: Iterable[PublishedPeriod], today: int) -> tuple[tuple[int, PublishedPeriod], ...]:
    """Return each year that a period's goals hold or have held, with the period, the newest first.

    A year in two periods belongs to the one that began last.
    """
    found: dict[int, PublishedPeriod] = {}
    for each in sorted(periods, key=lambda period: period.first_year):
        found |= dict.fromkeys(range(each.first_year, min(each.current_last_year, today) + 1), each)
    return tuple(sorted(found.items(), reverse=True))


@once_per_content(MAX_YEARS)
def _live(content: PublishedContent, period: PublishedPeriod, year: int, chosen: FollowUp | None) -> YearSummary:
    return build(content, period, year, chosen)


@once_per_content(MAX_YEARS)
def _read(content: PublishedContent, version: PublishedVersion) -> FoundYear:
    return read_version(version)


class Years:
    """The years of one content: frozen ones from their snapshots, open ones as what is published tells them."""

    def __init__(self, content: PublishedContent, today: int) -> None:
        self.content = content
        followed = [each for each in content.periods if any(area.goals for area in each.areas)]
        self.periods = dict(years_of(followed, today))

    def versions_of(self, year: int) -> list[PublishedVersion]:
        """Return the year's versions, the newest first; none while it is open."""
        return [each for each in self.content.versions if each.year == year]

    def content_of(self, year: int) -> FoundYear | None:
        """Return a year as it is read, without another beside it where it is open; None for a year without goals.

        Raises UnreadableYear when it is frozen and its snapshot cannot be read.
        """
        versions = self.versions_of(year)
        if versions:
            return _read(self.content, versions[0])
        live = self.live(year)
        return FoundYear(live, None) if live else None

    def get_or_404(self, year: int, version: int | None = None) -> FoundYear:
        """Return the year that an address asks for: the version in it, else the latest, else as the year stands.

        Raises Http404 for a year or version that is none, and UnreadableYear.
        """
        if version is not None:
            stored = next((each for each in self.versions_of(year) if each.version == version), None)
            if stored is None:
                raise Http404
            return _read(self.content, stored)
        found = self.content_of(year)
        if found is None:
            raise NothingThere(f"Det finns ingen uppföljning för {year}.")
        return found

    def live(self, year: int, chosen: FollowUp | None = None) -> YearSummary | None:
        """Return a year as what is published tells it now, frozen or not; None for a year without goals."""
        period = self.periods.get(year)
        return _live(self.content, period, year, chosen) if period else None

    def compared(self, found: FoundYear, other: int | None = None) -> YearSummary:
        """Return what is shown of a year: beside `other`, else as it was adopted, else with the year before.

        Raises Http404 when `other` is no year of the portal. One that cannot be read is told of and takes nothing with
        it: a fault in an old year must not close the page of another.
        """
        if other is None:
            return found.content if found.version else self.with_last_year(found.content)
        try:
            return self.beside(found.content, self.get_or_404(other))
        except UnreadableYear:
            return without_comparison(found.content, other)

    def with_last_year(self, content: YearSummary) -> YearSummary:
        """Put the year before beside an open year, or what is not known when it cannot be read."""
        try:
            before = self.content_of(content.year - 1)
        except UnreadableYear:
            return without_comparison(content, content.year - 1)
        return self.beside(content, before)

    def beside(self, content: YearSummary, before: FoundYear | None) -> YearSummary:
        """Put another year beside, with why its values have been corrected where they have."""
        if before is None:
            return content
        return with_comparison(content, before.content, notes_since(self.content, before.version, before.content))
