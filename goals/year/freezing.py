"""How a year is adopted and found again: one whole snapshot or none, and never a changed one without a word."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from goals.models import AnnualSummary, FrozenYear, Period
from goals.site.presenters import period_in
from goals.vocabulary import FollowUp
from goals.year import words
from goals.year.build import PeriodData, build, load_period_data
from goals.year.content import (
    Adoption,
    DecisionFact,
    SnapshotFault,
    YearSummary,
    checksum,
    from_snapshot,
    read_canonical,
    to_canonical,
)
from indicators.models import Decision, Portal

ALREADY = "Årsuppföljningen {year} är redan fastställd i version {version}. Läs den innan du fastställer en ny."


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year as it can be read: its content, the version it comes from and what is wrong with it, if anything."""

    content: YearSummary
    version: AnnualSummary | None  # None while the year is open
    fault: str = ""  # in Swedish: the stored snapshot is not what was adopted


def fault_of(version: AnnualSummary) -> str:
    """Return what is wrong with a stored snapshot, in Swedish, or "" when it is what was adopted."""
    found = checksum(version.snapshot.encode())
    if found != version.sha256:
        return f"Ögonblicksbilden har ändrats sedan den fastställdes: kontrollsumman är {found}."
    try:
        content = read_canonical(version.snapshot)
    except SnapshotFault as fault:
        return f"Ögonblicksbilden går inte att läsa: {fault}."
    if (content.year, content.round) != (version.year, version.round):
        return f"Ögonblicksbilden gäller {content.round_word.lower()} {content.year}."
    return ""


def read_version(version: AnnualSummary) -> FoundYear:
    """Return a frozen year from its snapshot alone; a changed one is shown as it is, with what is wrong.

    Raises FrozenYear when the snapshot is no longer a year's summary at all.
    """
    fault = fault_of(version)
    try:
        return FoundYear(from_snapshot(json.loads(version.snapshot)), version, fault)
    except (json.JSONDecodeError, SnapshotFault) as error:
        raise FrozenYear(fault) from error


def years_of(periods: Iterable[Period], today: int) -> tuple[tuple[int, Period], ...]:
    """Return each year that a period's goals hold or have held, with the period, the newest first.

    `periods` are loaded with their extensions; a year in two periods belongs to the one that began last.
    """
    periods = list(periods)
    found = {year for each in periods for year in range(each.first_year, min(each.current_last_year, today) + 1)}
    chosen = ((year, period_in(periods, year)) for year in sorted(found, reverse=True))
    return tuple((year, period) for year, period in chosen if period)


class Years:
    """The years of one portal, each loaded at most once: frozen ones from their snapshots, open ones from the rows."""

    def __init__(self, portal: Portal, today: int) -> None:
        """Load the periods that have goals: two queries."""
        self.portal = portal
        followed = Period.objects.with_extensions().filter(focus_areas__goals__isnull=False).distinct()
        self.periods = dict(years_of(followed, today))
        self._grounds: dict[int, PeriodData] = {}

    def content_of(self, year: int) -> FoundYear | None:
        """Return a year as it is read, without another beside it where it is open; None for a year without goals."""
        version = AnnualSummary.objects.latest_of(year)
        if version:
            return read_version(version)
        live = self.live(year)
        return FoundYear(live, None) if live else None

    def live(self, year: int, chosen: FollowUp | None = None) -> YearSummary | None:
        """Return a year as the rows tell it now, frozen or not; None for a year without goals."""
        period = self.periods.get(year)
        if period is None:
            return None
        if period.pk not in self._grounds:
            self._grounds[period.pk] = load_period_data(self.portal, period)
        return build(self._grounds[period.pk], year, chosen)

    def with_last_year(self, content: YearSummary) -> YearSummary:
        """Put the year before beside an open year."""
        before = self.content_of(content.year - 1)
        return words.with_comparison(content, before.content if before else None)


def freeze(
    year: int,
    decision: Decision,
    *,
    version: int = 1,
    reason: str = "",
    chosen: FollowUp | None = None,
    user: Any = None,
) -> AnnualSummary:
    """Store a year's content as it stands, whole, and return it. `version` is the one that the caller has seen is next.

    Everything is read in one transaction that sees one moment, so that what others save meanwhile is either in it or
    not at all; two who freeze at once queue, and the second is refused. Raises FrozenYear with the reason in Swedish.
    """
    opens = not connection.in_atomic_block
    try:
        with transaction.atomic():
            if opens and connection.vendor == "postgresql":
                with connection.cursor() as cursor:  # SQLite's IMMEDIATE sees one moment by itself
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            portal = Portal.objects.with_municipality().select_for_update(of=("self",)).get()
            _refuse(year, version, reason)
            now = timezone.now()
            adoption = Adoption(version, reason.strip(), timezone.localdate(now), decision_fact(decision))
            content = _adopted(Years(portal, timezone.localdate(now).year), year, adoption, chosen)
            return _stored(content, decision, now, user)
    except IntegrityError as error:
        raise FrozenYear(ALREADY.format(year=year, version=version)) from error


def _refuse(year: int, version: int, reason: str) -> None:
    latest = AnnualSummary.objects.latest_of(year)
    there = latest.version if latest else 0
    if version <= there:
        raise FrozenYear(ALREADY.format(year=year, version=there))
    if version != there + 1:
        raise FrozenYear(f"Nästa version av årsuppföljningen {year} är {there + 1}.")
    if version > 1 and not reason.strip():
        raise FrozenYear("Skriv varför årsuppföljningen fastställs i en ny version.")


def _adopted(years: Years, year: int, adoption: Adoption, chosen: FollowUp | None) -> YearSummary:
    content = years.live(year, chosen)
    if content is None:
        raise FrozenYear(f"Det finns inga mål att följa upp för {year}.")
    return replace(years.with_last_year(content), adoption=adoption)


def _stored(content: YearSummary, decision: Decision, now: datetime, user: Any) -> AnnualSummary:
    canonical = to_canonical(content)
    return AnnualSummary.objects.create(
        year=content.year,
        version=content.adoption.version if content.adoption else 1,
        round=content.round,
        snapshot=canonical.decode(),
        sha256=checksum(canonical),
        frozen_at=now,
        frozen_by=user,
        decision=decision,
        reason=content.adoption.reason if content.adoption else "",
    )


def decision_fact(decision: Decision) -> DecisionFact:
    """Return a decision in full."""
    return DecisionFact(
        decision.body, decision.title, decision.decided_on, decision.paragraph, decision.diary_number, decision.url
    )
