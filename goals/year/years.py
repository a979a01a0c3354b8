"""The years of the portal: which there are, and each as it can be read, frozen or open."""

from collections.abc import Iterable

from django.shortcuts import get_object_or_404

from goals.models.plan import Period
from goals.models.summary import AnnualSummary
from goals.site.addresses import NothingThere
from goals.vocabulary import FollowUp
from goals.year.build import PeriodData, build, load_period_data
from goals.year.comparison import with_comparison, without_comparison
from goals.year.content import YearSummary
from goals.year.snapshots import FoundYear, UnreadableYear, read_version
from indicators.models import Portal


def years_of(periods: Iterable[Period], today: int) -> tuple[tuple[int, Period], ...]:
    """Return each year that a period's goals hold or have held, with the period, the newest first.

    `periods` are loaded with their extensions; a year in two periods belongs to the one that began last.
    """
    found: dict[int, Period] = {}
    for each in sorted(periods, key=lambda period: period.first_year):
        found |= dict.fromkeys(range(each.first_year, min(each.current_last_year, today) + 1), each)
    return tuple(sorted(found.items(), reverse=True))


class Years:
    """The years of one portal, each loaded at most once: frozen ones from their snapshots, open ones from the rows."""

    def __init__(self, portal: Portal, today: int) -> None:
        """Load the periods that have goals: two queries."""
        self.portal = portal
        followed = Period.objects.with_extensions().filter(focus_areas__goals__isnull=False).distinct()
        self.periods = dict(years_of(followed, today))
        self._data: dict[int, PeriodData] = {}

    def content_of(self, year: int) -> FoundYear | None:
        """Return a year as it is read, without another beside it where it is open; None for a year without goals.

        Raises UnreadableYear when it is frozen and its snapshot cannot be read.
        """
        version = AnnualSummary.objects.latest_of(year)
        if version:
            return read_version(version)
        live = self.live(year)
        return FoundYear(live, None) if live else None

    def get_or_404(self, year: int, version: int | None = None) -> FoundYear:
        """Return the year that an address asks for: the version in it, else the latest, else as the year stands.

        Raises Http404 for a year or version that is none, and UnreadableYear.
        """
        if version is not None:
            stored = AnnualSummary.objects.select_related("decision")
            return read_version(get_object_or_404(stored, year=year, version=version))
        found = self.content_of(year)
        if found is None:
            raise NothingThere(f"Det finns ingen uppföljning för {year}.")
        return found

    def live(self, year: int, chosen: FollowUp | None = None) -> YearSummary | None:
        """Return a year as the rows tell it now, frozen or not; None for a year without goals."""
        period = self.periods.get(year)
        if period is None:
            return None
        if period.pk not in self._data:
            self._data[period.pk] = load_period_data(self.portal, period)
        return build(self._data[period.pk], year, chosen)

    def compared(self, found: FoundYear, other: int | None = None) -> YearSummary:
        """Return what is shown of a year: beside `other`, else as it was adopted, else with the year before.

        Raises Http404 when `other` is no year of the portal. One that cannot be read is told of and takes nothing with
        it: a fault in an old year must not close the page of another.
        """
        if other is None:
            return found.content if found.version else self.with_last_year(found.content)
        try:
            return with_comparison(found.content, self.get_or_404(other).content)
        except UnreadableYear:
            return without_comparison(found.content, other)

    def with_last_year(self, content: YearSummary) -> YearSummary:
        """Put the year before beside an open year, or what is not known when it cannot be read."""
        try:
            before = self.content_of(content.year - 1)
        except UnreadableYear:
            return without_comparison(content, content.year - 1)
        return with_comparison(content, before.content if before else None)
