"""Writing in the log: who, what, when and from where, in the database and as one line of JSON for the operator."""

import ipaddress
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from indicators.models.events import MAX_DETAIL_LENGTH, MAX_SUBJECT_LENGTH, Event
from indicators.vocabulary import EventKind

log = logging.getLogger("malportalen.events")


@dataclass(frozen=True, slots=True)
class LogActor:
    """A person and the address that the person's request came from ("" for a command)."""

    user: Any
    address: str = ""


def who_asks(request: Any) -> LogActor:
    user = request.user if request.user.is_authenticated else None
    return LogActor(user, address_of(request.META, is_behind_proxy=settings.BEHIND_TLS_PROXY))


def address_of(meta: Mapping[str, str], *, is_behind_proxy: bool) -> str:
    """Return the address that a request came from, as the nearest proxy tells it."""
    address = meta.get("REMOTE_ADDR", "")
    if is_behind_proxy:
        # Each proxy adds whom it heard from last in the list; what stands before that anybody may have written.
        address = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    return address


def record(kind: EventKind, who: LogActor, subject: str = "", detail: str = "", *, account: str = "") -> Event:
    """Add an event to the log. `account` is a name somebody typed at the login: only its keyed hash is kept."""
    event = Event.objects.create(
        at=timezone.now(),
        kind=kind,
        actor=who.user,
        address=_known_address(who.address),
        account_key=account_key(account) if account else "",
        subject=_one_line(subject, MAX_SUBJECT_LENGTH),
        detail=_one_line(detail, MAX_DETAIL_LENGTH),
    )
    # JSON keeps what somebody typed on one line and inside its quotes.
    line = {
        "at": event.at.isoformat(),
        "kind": kind.value,
        "actor": who.user.get_username() if who.user else None,
        "address": event.address,
        "subject": event.subject,
        "detail": event.detail,
    }
    log.info(json.dumps(line, ensure_ascii=False))
    return event


def account_key(name: str) -> str:
    """Return the code that stands for a typed account name, the same for "Eva" and " eva "."""
    return salted_hmac("indicators.eventlog", name.strip().casefold(), algorithm="sha256").hexdigest()[:32]


def _known_address(address: str) -> str | None:
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def _one_line(text: str, longest: int) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:longest]
