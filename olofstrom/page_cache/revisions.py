"""The revision that pages are kept for: read for each request on SQLite, told by the database on PostgreSQL."""

import sqlite3
import time
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Protocol

from django.db import connections

from indicators.models.revision_triggers import REVISION

ASK = f"SELECT id, token FROM {REVISION} ORDER BY id"  # noqa: S608  the name of our own table
LOOK_FOR_FILE = 1  # second between looks at which file a database is
BUSY = 2  # seconds that a read may wait for a locked file

type Token = tuple[tuple[int, int], ...]


class RevisionSource(Protocol):
    """Where revisions come from, as numbers that grow: what was read later is never smaller."""

    def latest(self) -> int | None:
        """Return the revision that pages may be answered from, or None while it is not known."""

    def exact(self) -> int | None:
        """Return the revision as the database has it at this moment, or None when it does not answer."""

    def token_of(self, number: int) -> Token | None:
        """Return what the database has for a revision, while that is the latest that was read; else None."""


class Numbered:
    """Gives each new token a number, in the order that they were read: tokens themselves are random."""

    def __init__(self) -> None:
        # Held while the database is asked, so that of two readers the later has the later token.
        self._lock = Lock()
        self._last: tuple[int, Token | None] = (0, None)

    def _number_of(self, token: Token) -> int:
        number, last = self._last
        if token != last:
            number += 1
            self._last = (number, token)
        return number

    def token_of(self, number: int) -> Token | None:
        last, token = self._last
        return token if last == number else None


class SqliteRevisions(Numbered):
    """Asks the file for each request: some microseconds, and nobody sees a page that is older than the last commit.

    Nothing here opens the files themselves, however much faster a look at the index beside the database would be: to
    close any of them takes away the locks that SQLite holds in this process (https://sqlite.org/howtocorrupt.html).
    """

    def __init__(self, path: str, look_again: float = LOOK_FOR_FILE) -> None:
        """Follow the database in a file; `look_again` is how many seconds it is taken to be the same file."""
        super().__init__()
        self._path = Path(path)
        self._look_again = look_again
        self._connection: sqlite3.Connection | None = None
        self._file = (0, 0)  # device and number of the file that the connection reads
        self._looked = 0.0  # when it was last seen to be that file

    def latest(self) -> int | None:
        try:
            with self._lock:
                return self._number_of(tuple(self._opened().execute(ASK)))
        except (sqlite3.Error, OSError):
            # Not known; Django says to the reader what is wrong with the database.
            self._looked = 0.0
            return None

    exact = latest

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and time.monotonic() - self._looked < self._look_again:
            return self._connection
        found = self._path.stat()
        # Another file takes its place when a backup is restored.
        if self._connection is None or self._file != (found.st_dev, found.st_ino):
            self.close()
            self._connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=BUSY,
                isolation_level=None,
                check_same_thread=False,  # one thread at a time comes here
            )
            self._file = (found.st_dev, found.st_ino)
        self._looked = time.monotonic()
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def revisions() -> RevisionSource:
    """Return where the revision of the portal's database comes from."""
    database = connections["default"]
    if database.vendor == "sqlite":
        return SqliteRevisions(str(database.settings_dict["NAME"]))
    # Asked for by name: psycopg is a tenth of the memory of a portal that has no use for it.
    found: RevisionSource = import_module("olofstrom.page_cache.postgresql").PostgresqlRevisions(database)
    return found
