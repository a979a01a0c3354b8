"""What is done with a whole year: opened, its days changed, its approved values published, locked and unlocked.

Every verb locks the year, checks who asks, writes and records in one transaction. Only a coordinator does any of it.
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from indicators.eventlog import LogActor, record
from indicators.formats import capital, long_date
from indicators.models import Entry, Indicator, Round, RoundStep
from indicators.reporting.round.pending import counted_values, pending_values
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.values.changes import Refused
from indicators.reporting.values.loading import lock_round
from indicators.reporting.values.moving import move_rows
from indicators.vocabulary import EntryState, EventKind, Move, RoundMove

MAX_REASON_LENGTH = 400  # characters, of what the database keeps
IS_LOCKED = "Året är låst. Lås upp det först."


def open_round(
    who: LogActor, year: int, opens_on: date, due_on: date, publishing: str = Round.Publishing.AT_ONCE
) -> Round:
    """Make a year that values can be entered for from a day on, and return it.

    Raises PermissionDenied for who is no coordinator, and Refused when the year is there already or its days are wrong.
    """
    _require_coordinator(who)
    round_ = Round(year=year, opens_on=opens_on, due_on=due_on, publishing=publishing)
    try:
        with transaction.atomic():
            round_.full_clean()
            round_.save()
            _record(who, round_, RoundMove.OPEN, detail=days_text(round_))
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from fault
    # Between the check and the save another coordinator opened the same year.
    except IntegrityError as fault:
        raise Refused(f"Någon annan har just lagt upp inmatningsåret {year}.") from fault
    return round_


def revise(who: LogActor, round_: Round, *, opens_on: date, due_on: date, publishing: str) -> Round:
    """Change the days of a year, or when its values become public, and return it as it is stored.

    Raises PermissionDenied for who is no coordinator, and Refused for a locked year and for days that are wrong.
    """
    _require_coordinator(who)
    with transaction.atomic():
        stored = lock_round(round_)
        if stored.locked_at is not None:
            raise Refused(IS_LOCKED)
        before = days_text(stored)
        stored.opens_on, stored.due_on, stored.publishing = opens_on, due_on, publishing
        try:
            stored.full_clean()
        except ValidationError as fault:
            raise Refused(" ".join(fault.messages)) from fault
        stored.save()
        record(EventKind.ROUND, who, str(stored), f"Ändrade året. Förut: {before} Nu: {days_text(stored)}")
    return stored


def remove(who: LogActor, round_: Round) -> None:
    """Take away a year that was made by mistake and that nothing has been entered for; the log still tells of it.

    Raises PermissionDenied for who is no coordinator, and Refused when anything hangs on the year.
    """
    _require_coordinator(who)
    try:
        with transaction.atomic():
            stored = lock_round(round_)
            # Its own steps alone: whatever else hangs on the year refuses. The event log still has them.
            stored.steps.all().delete()
            stored.delete()
            record(EventKind.ROUND, who, str(round_), "Tog bort inmatningsåret.")
    except ProtectedError as fault:
        raise Refused("Året kan inte tas bort, för det finns inmatningar eller påminnelser för det.") from fault


def publish_approved(who: LogActor, round_: Round, *, today: date, seen: int | None = None) -> int:
    """Publish every approved value of a year, all or none, and return how many they were.

    `seen` is how many the coordinator was shown; where there are others by now they are to be looked at first. Raises
    PermissionDenied for who is no coordinator, and Refused when there is nothing to publish or something cannot be.
    """
    _require_coordinator(who)
    with transaction.atomic():
        stored = lock_round(round_)
        approved = Entry.objects.filter(round=stored, state=EntryState.APPROVED).values_list("indicator", flat=True)
        keys = list(approved.order_by("indicator"))
        if not keys:
            raise Refused(f"Det finns inget godkänt att publicera för {stored}.")
        if seen is not None and seen != len(keys):
            now = counted_values(len(keys))
            raise Refused(f"Sedan du öppnade sidan har antalet ändrats: nu är {now} godkända. Läs igen.")
        # Without tokens: the coordinator has seen how many they are, and not read each of them.
        for moved in move_rows(who, stored, Move.PUBLISH, dict.fromkeys(keys, ""), today=today):
            if moved.refusal:
                raise Refused(f"Inget är publicerat. {moved.line.indicator}: {moved.refusal}")
        _record(who, stored, RoundMove.PUBLISH, detail=f"{capital(counted_values(len(keys)))}.")
    return len(keys)


def lock(who: LogActor, round_: Round, reason: str = "", *, leaving: int = 0) -> Round:
    """Lock a year, so that nothing more is entered, submitted, approved or published, and return it.

    Values on their way may be left where they stand, but not by mistake: `leaving` is how many the coordinator has
    seen and leaves. They wait until the year is unlocked. Raises PermissionDenied for who is no coordinator, and
    Refused when the year is locked or more than that would be left.
    """
    _require_coordinator(who)
    with transaction.atomic():
        stored = lock_round(round_)
        # Who saves a value holds its indicator and not the year: wait for them, and let those who come later see this.
        list(Indicator.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        if stored.locked_at is not None:
            raise Refused("Året är redan låst.")
        pending = pending_values(stored)
        if pending.total > leaving:
            raise Refused(f"{pending.sentence} Vill du låsa året ändå? De blir kvar där de är tills året låses upp.")
        stored.locked_at = timezone.now()
        stored.save(update_fields=["locked_at"])
        _record(who, stored, RoundMove.LOCK, _cleaned_reason(reason), pending.sentence)
    return stored


def unlock(who: LogActor, round_: Round, reason: str) -> Round:
    """Unlock a year and return it; everything in it stands where it stood.

    Raises PermissionDenied for who is no coordinator, and Refused without a reason or when the year is not locked.
    """
    _require_coordinator(who)
    reason = _cleaned_reason(reason)
    if not reason:
        raise Refused("Skriv varför året låses upp.")
    with transaction.atomic():
        stored = lock_round(round_)
        if stored.locked_at is None:
            raise Refused("Året är inte låst.")
        stored.locked_at = None
        stored.save(update_fields=["locked_at"])
        _record(who, stored, RoundMove.UNLOCK, reason)
    return stored


def days_text(round_: Round) -> str:
    """Return a year's days and its way of publishing in words."""
    days = f"Öppnar {long_date(round_.opens_on)}, sista dag {long_date(round_.due_on)}."
    return f"{days} Ett värde blir offentligt: {round_.get_publishing_display().lower()}."


def _require_coordinator(who: LogActor) -> None:
    if not rights_of(who.user).coordinates:
        raise PermissionDenied


def _cleaned_reason(reason: str) -> str:
    text = " ".join(reason.split())
    if len(text) > MAX_REASON_LENGTH:
        raise Refused(f"Skälet är {len(text)} tecken. Skriv högst {MAX_REASON_LENGTH}.")
    return text


def _record(who: LogActor, round_: Round, chosen: RoundMove, reason: str = "", detail: str = "") -> None:
    RoundStep.objects.create(round=round_, move=chosen, by=who.user, at=timezone.now(), reason=reason)
    what = f"{chosen.label}: {reason}" if reason else f"{chosen.label}."
    record(EventKind.ROUND, who, str(round_), f"{what} {detail}".strip())
