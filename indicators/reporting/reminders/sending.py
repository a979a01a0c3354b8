"""Reminders by letter: who is to have one now, and sending each at most once.

A letter is claimed in the log before it is sent, and confirmed there afterwards. A process that dies in between leaves
a claim that is not confirmed: nobody knows whether the letter left, so no later run sends it unless a person says so.
A mail server that says no has sent nothing, so the next run tries again; where the connection breaks while the letter
is being handed over, that is as unsure as a death.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.models import Indicator, Portal, Reminder, Round
from indicators.reporting.reminders.delivery import REFUSED, SENT, hand_over
from indicators.reporting.reminders.digests import Digest, OpenYear, YearPart, digests_of
from indicators.reporting.reminders.letters import Letter, letter_of
from indicators.reporting.reminders.occasions import occasion_of
from indicators.reporting.round.items import addresses_of, item_of
from indicators.reporting.round.staff import load_staff
from indicators.reporting.values.loading import load_indicator_years

IN_PROGRESS_FOR = timedelta(minutes=2)  # for so long a claim may be a letter that another run is sending just now
TAKEN = "taken"  # by another run
MAX_FAULT_LENGTH, MAX_SUBJECT_LENGTH = 300, 200  # characters, of what the log keeps

Key = tuple[int, int | None, str]  # year, person (None: the portal's contact) and occasion


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of the log that a letter needs: new, or one whose letter is known not to have been sent."""

    key: Key
    row: Reminder | None = None


@dataclass(frozen=True, slots=True)
class Mailing:
    """A letter that is to be sent, and what is claimed for it."""

    name: str  # whom it is to
    letter: Letter
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    mailings: tuple[Mailing, ...] = ()
    unconfirmed: tuple[Reminder, ...] = ()  # begun by an earlier run, and nobody knows whether they were sent
    in_progress: tuple[Reminder, ...] = ()  # the same, but so lately that they may be on their way just now
    already: int = 0  # people who have had theirs
    without_recipient: tuple[YearPart, ...] = ()  # what there is nobody to tell


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of a letter: SENT, REFUSED or UNSURE with the fault, or TAKEN by another run."""

    mailing: Mailing
    kind: str
    fault: str = ""


def plan_of(portal: Portal, rounds: Iterable[Round], today: date, *, again: bool = False) -> ReminderPlan:
    """Return the letters that are due on a day, and write nothing. `again` takes those up that were not confirmed."""
    staff = load_staff()
    years = [_open_year(portal, each, today) for each in rounds]
    digests = digests_of(years, staff, portal.contact_email)
    log = {
        (row.round_id, row.user_id, row.occasion): row
        for row in Reminder.objects.filter(round__in=[year.round for year in years]).select_related("round", "user")
    }
    answers = [each.email for each in staff.coordinators if not each.unreached]
    sorter = _Sorter(log, again, timezone.now())
    mailings = []
    for digest in digests.to_send:
        claims = sorter.claims_of(digest)
        if claims:
            name = digest.member.name if digest.member else "Portalens kontaktadress"
            mailings.append(Mailing(name, letter_of(digest, portal, answers, today), tuple(claims)))
    return ReminderPlan(
        tuple(mailings), tuple(sorter.unconfirmed), tuple(sorter.in_progress), sorter.already, digests.without_recipient
    )


def send(mailings: Iterable[Mailing]) -> Iterator[DeliveryResult]:
    """Send letters one by one and yield what became of each; one that fails does not stop the others."""
    for mailing in mailings:
        rows = _claimed(mailing)
        if rows is None:
            yield DeliveryResult(mailing, TAKEN)
            continue
        kind, fault = hand_over(mailing.letter)
        mine = Reminder.objects.filter(pk__in=rows)
        if kind == SENT:
            mine.update(sent_at=timezone.now())
        elif kind == REFUSED:
            mine.update(fault=fault[:MAX_FAULT_LENGTH])
        # UNSURE is noted by nothing: the claim stays unconfirmed, and a person decides.
        yield DeliveryResult(mailing, kind, fault)


class _Sorter:
    """Tells which of a digest's occasions are still to be written about, by the log."""

    def __init__(self, log: Mapping[Key, Reminder], again: bool, now: datetime) -> None:
        self.log, self.again, self.now = log, again, now
        self.unconfirmed: list[Reminder] = []
        self.in_progress: list[Reminder] = []
        self.already = 0

    def claims_of(self, digest: Digest) -> list[Claim]:
        claims, had = [], False
        for part in digest.parts:
            # A letter is about every open year: one of them that is due brings all.
            if part.occasion is None:
                continue
            key = (part.round.pk, digest.member.key if digest.member else None, part.occasion.code)
            row = self.log.get(key)
            if row is None or self._is_free(row):
                claims.append(Claim(key, row))
            had = had or (row is not None and row.sent_at is not None)
        self.already += had and not claims
        return claims

    def _is_free(self, row: Reminder) -> bool:
        """Tell whether a row's letter can be sent now; notes those about which a person has to decide."""
        if row.sent_at is not None:
            return False
        if row.fault:
            return True
        if self.now - row.claimed_at < IN_PROGRESS_FOR:
            self.in_progress.append(row)
            return False
        if not self.again:
            self.unconfirmed.append(row)
        return self.again


def _open_year(portal: Portal, round_: Round, today: date) -> OpenYear:
    lines = load_indicator_years(portal, round_, Indicator.objects.all())
    items = tuple(item_of(line, settings.PORTAL_URL) for line in lines)
    addresses = addresses_of(round_.year, settings.PORTAL_URL)
    return OpenYear(round_, occasion_of(round_, today), items, addresses, portal.four_eyes)


class _AlreadyClaimed(Exception):
    """Another run has claimed the letter."""


def _claimed(mailing: Mailing) -> list[int] | None:
    """Claim a letter and return the rows of the log that say so, or None when another run was first."""
    now = timezone.now()
    try:
        # Durable: the claim has to be stored before the letter leaves, or a second run would send it again.
        with transaction.atomic(durable=True):
            return [_claim(claim, mailing.letter, now) for claim in mailing.claims]
    # Between two runs the constraint in the database decides.
    except (IntegrityError, _AlreadyClaimed):
        return None


def _claim(claim: Claim, letter: Letter, now: datetime) -> int:
    fields: dict[str, Any] = {
        "address": letter.address,
        "subject": letter.subject[:MAX_SUBJECT_LENGTH],
        "claimed_at": now,
        "fault": "",
    }
    if claim.row is None:
        round_id, user_id, occasion = claim.key
        return Reminder.objects.create(round_id=round_id, user_id=user_id, occasion=occasion, **fields).pk
    # Only as this run saw it: another may have taken it up since, which leaves no row to change.
    as_seen = Reminder.objects.filter(pk=claim.row.pk, sent_at=None, claimed_at=claim.row.claimed_at)
    if not as_seen.filter(fault=claim.row.fault).update(**fields):
        raise _AlreadyClaimed
    return claim.row.pk
