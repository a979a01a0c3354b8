"""How a year is adopted: one whole snapshot of one moment, or none."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from goals.content.load import load_as_committed
from goals.models import AnnualSummary, FrozenYear
from goals.vocabulary import FollowUp
from goals.year.build import decision_fact
from goals.year.canonical import checksum, to_canonical
from goals.year.content import Adoption, YearSummary
from goals.year.snapshots import UnreadableYear
from goals.year.years import Years
from indicators.content.load import published_decision
from indicators.models import Decision, Portal

ALREADY = "Årsuppföljningen {year} är redan fastställd i version {version}. Läs den innan du fastställer en ny."


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
    opens = not connection.in_atomic_block  # only the first statement of a transaction may set how it sees others
    try:
        with transaction.atomic():
            if opens and connection.vendor == "postgresql":
                with connection.cursor() as cursor:  # SQLite's IMMEDIATE sees one moment by itself
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            # The portal is one row: whoever locks it first adopts first.
            Portal.objects.select_for_update().get()
            _refuse(year, version, reason)
            now = timezone.now()
            adoption = Adoption(
                version, reason.strip(), timezone.localdate(now), decision_fact(published_decision(decision))
            )
            content = _adopted(Years(load_as_committed(), timezone.localdate(now).year), year, adoption, chosen)
            return _stored(content, decision, now, user)
    # PostgreSQL lets whoever waited for the lock read from before the wait: then the version is what stands once only.
    except IntegrityError as error:
        raise FrozenYear(ALREADY.format(year=year, version=version)) from error


def _refuse(year: int, version: int, reason: str) -> None:
    latest = AnnualSummary.objects.latest_of(year)
    stored = latest.version if latest else 0
    if version <= stored:
        raise FrozenYear(ALREADY.format(year=year, version=stored))
    if version != stored + 1:
        raise FrozenYear(f"Nästa version av årsuppföljningen {year} är {stored + 1}.")
    if version > 1 and not reason.strip():
        raise FrozenYear("Skriv varför årsuppföljningen fastställs i en ny version.")


def _adopted(years: Years, year: int, adoption: Adoption, chosen: FollowUp | None) -> YearSummary:
    content = years.live(year, chosen)
    if content is None:
        raise FrozenYear(f"Det finns inga mål att följa upp för {year}.")
    try:
        before = years.content_of(year - 1)
    except UnreadableYear as fault:
        # A page can do without last year for a day; what is adopted without it stays so.
        raise FrozenYear(f"{fault.version} går inte att läsa. Den behöver rättas innan {year} fastställs.") from fault
    return replace(years.beside(content, before), adoption=adoption)


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
