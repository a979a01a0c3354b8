"""How many wrong guesses are let through, counted in the log so that restarts and several processes change nothing.

The limits, and why (ASVS 6.1.1, 6.3.1). A guess is a wrong password, code or passkey; after that many, the right one
is refused too, with the same words, until the oldest guess has left the window. Nobody has to unlock anything.

- One account from one address: 5 in 15 minutes. A person who mistypes has room, and waits a coffee break at most.
  The pair, and not the account alone: whoever guesses at somebody's account from elsewhere does not lock them out.
- One account from anywhere: 50 in an hour, against guessing that is spread over many addresses. Some 1 200 a day are
  nothing against a password of twelve characters, and a person's own day of mistyping never comes near.
- One address: 100 in an hour, against one guess each at many accounts. A town hall shares one address, so this limit
  leaves room for a whole house on the morning after the holidays.

Guesses are judged one at a time, so that a hundred in parallel get no more through than a hundred in a row.
"""

import ipaddress
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from indicators.eventlog import LogActor, account_key, record
from indicators.models import Event
from indicators.vocabulary import EventKind
from olofstrom.login.accounts import account_named

LOCK = 0x6C6F67696E  # names the queue among PostgreSQL's advisory locks; any number will do
NEWS = timedelta(minutes=1)  # between two rows of the log that say the same of a flood


@dataclass(frozen=True, slots=True)
class Limit:
    """So many guesses within a time, at one account, from one address, or both."""

    guesses: int
    within: timedelta
    of_account: bool
    of_address: bool


PAIR = Limit(5, timedelta(minutes=15), of_account=True, of_address=True)
ACCOUNT = Limit(50, timedelta(hours=1), of_account=True, of_address=False)
ADDRESS = Limit(100, timedelta(hours=1), of_account=False, of_address=True)
WAIT = "Efter fem misslyckade försök behöver du vänta en kvart."


@dataclass(frozen=True, slots=True)
class Guess:
    """An attempt to be somebody: which account, from where, and what was tried."""

    account: str  # as the account spells it, or as it was typed where there is none
    is_known: bool
    address: str | None
    means: str  # "lösenord", "kod" …

    @classmethod
    def at(cls, name: str, address: str, means: str) -> "Guess":
        """Return a guess at the account that a typed name means, so that no way of spelling it counts apart."""
        account = account_named(name)
        return cls(account.get_username() if account else name, account is not None, source_of(address), means)

    @property
    def subject(self) -> str:
        """Return the name of an account that exists; what else somebody types may be a password."""
        return self.account if self.is_known else ""

    @property
    def sender(self) -> LogActor:
        return LogActor(None, self.address or "")


def check_guess(guess: Guess, check: Callable[[], Any], now: datetime) -> Any:
    """Return what `check` returns, or None where that is nothing or the limits are reached; the log is told which.

    `check` runs while every other guess waits, so it has to be quick: a password is hashed before.
    """
    with _one_at_a_time():
        if any(_is_reached(limit, guess, now) for limit in (PAIR, ACCOUNT, ADDRESS)):
            _log_throttling(guess, now)
            return None
        found = check()
        if not found:
            detail = f"Fel {guess.means}"
            record(EventKind.LOGIN_FAILED, guess.sender, guess.subject, detail, account=guess.account)
    return found or None


def is_flooded(guess: Guess, now: datetime) -> bool:
    """Tell whether an address has used up its guesses; that says nothing of the account, so no hashing is needed."""
    if not _is_reached(ADDRESS, guess, now):
        return False
    if not is_logged_recently(EventKind.LOGIN_THROTTLED, now, address=guess.address):  # whatever names are tried
        record(EventKind.LOGIN_THROTTLED, guess.sender, guess.subject, account=guess.account)
    return True


def is_logged_recently(kind: EventKind, now: datetime, **about: Any) -> bool:
    """Tell whether the log already has such a row from the last minute, so that a flood does not fill it."""
    return Event.objects.filter(kind=kind, at__gt=now - NEWS, **about).exists()


def _is_reached(limit: Limit, guess: Guess, now: datetime) -> bool:
    # What names no account is a key that did not fit or the directory's: nobody guesses at those.
    found = Event.objects.filter(kind=EventKind.LOGIN_FAILED, at__gt=now - limit.within).exclude(account_key="")
    if limit.of_account:
        found = found.filter(account_key=account_key(guess.account))
    if limit.of_address:
        found = found.filter(address=guess.address)
    return found.count() >= limit.guesses


def _log_throttling(guess: Guess, now: datetime) -> None:
    about = {"address": guess.address, "account_key": account_key(guess.account)}
    if not is_logged_recently(EventKind.LOGIN_THROTTLED, now, **about):
        record(EventKind.LOGIN_THROTTLED, guess.sender, guess.subject, account=guess.account)


def source_of(address: str) -> str | None:
    """Return the address that guesses are counted by, or None for what is none.

    Of IPv6 that is the network of 64 bits, since one computer may use every address in its own.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network(f"{found}/64", strict=False).network_address)


@contextmanager
def _one_at_a_time():
    """Let nobody else count or add guesses meanwhile; on SQLite a transaction has the database to itself."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
