"""The revision that pages are kept for: read for each request on SQLite, told by the database on PostgreSQL."""

import logging
import sqlite3
import time
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Protocol

import psycopg
from django.db import DatabaseError, connections

from indicators.models import Revision
from indicators.models.revision_triggers import CHANNEL, REVISION

LISTEN_AGAIN = 3  # seconds between looks at the revision, whatever has been told
ASK = f"SELECT id, token FROM {REVISION} ORDER BY id"  # noqa: S608  the name of our own table
WAIT_FOR_DATABASE = 1  # second, before a lost database is looked for again
LOOK_FOR_FILE = 1  # second between looks at which file a database is
INDEX_HEADER = 48  # bytes
BUSY = 2  # seconds that a read may wait for a locked file

logger = logging.getLogger(__name__)

type Token = tuple[tuple[int, int], ...]


class RevisionSource(Protocol):
    """Where revisions come from, as numbers that grow: what was read later is never smaller."""

    def latest(self) -> int | None:
        """Return the revision that pages may be answered from, or None while it is not known."""

    def exact(self) -> int | None:
        """Return the revision as the database has it at this moment, or None when it does not answer."""


class _Numbered:
    """Gives each new token a number, in the order that they were read: tokens themselves are random."""

    def __init__(self) -> None:
        # Held while the database is asked, so that of two readers the later has the later token.
        self._lock = Lock()
        self._token: Token | None = None
        self._number = 0

    def _number_of(self, token: Token) -> int:
        if token != self._token:
            self._token = token
            self._number += 1
        return self._number


class SqliteRevisions(_Numbered):
    """Looks for each request whether anything has been committed, and asks the database only when something has.

    Nobody sees a page that is older than the last commit. The look costs less than a microsecond: every commit changes
    the first bytes of the index that SQLite shares between processes beside a database in WAL mode
    (https://sqlite.org/walformat.html#the_wal_index_header). Where there is no such index the database is asked.
    """

    def __init__(self, path: str, look_again: float = LOOK_FOR_FILE) -> None:
        """Follow the database in a file; `look_again` is how many seconds it is taken to be the same file."""
        super().__init__()
        self._path = Path(path)
        self._look_again = look_again
        self._connection: sqlite3.Connection | None = None
        self._file = (0, 0)  # device and number of the file that the connection reads
        self._looked = 0.0  # when it was last seen to be that file
        self._index: mmap | None = None
        self._known = (b"", 0)  # the index's header and the number that it stands for

    def latest(self) -> int | None:
        header, number = self._known
        index = self._index
        if index is not None and index[:INDEX_HEADER] == header and time.monotonic() - self._looked < self._look_again:
            return number
        return self.exact()

    def exact(self) -> int | None:
        try:
            with self._lock:
                connection = self._opened()
                # Before the database is asked: what is committed between the two is seen the next time.
                header = self._index[:INDEX_HEADER] if self._index else b""
                number = self._number_of(tuple(connection.execute(ASK)))
                self._known = (header, number)
                return number
        except (sqlite3.Error, OSError):
            # Not known; Django says to the reader what is wrong with the database.
            self._index = None
            return None

    def _opened(self) -> sqlite3.Connection:
        """Open the file, unless it is open: another one takes its place when a backup is restored."""
        found = self._path.stat()
        if self._connection is None or self._file != (found.st_dev, found.st_ino):
            self.close()
            self._connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=BUSY,
                isolation_level=None,
                check_same_thread=False,  # one thread at a time comes here
            )
            self._connection.execute(ASK).fetchall()  # makes the index, where there is to be one
            self._file = (found.st_dev, found.st_ino)
            self._index = _mapped(self._path.with_name(f"{self._path.name}-shm"))
        self._looked = time.monotonic()
        return self._connection

    def close(self) -> None:
        self._index = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _mapped(path: Path) -> mmap | None:
    try:
        with path.open("rb") as file:
            return mmap(file.fileno(), INDEX_HEADER, access=ACCESS_READ)
    except (OSError, ValueError):
        return None


class PostgresqlRevisions(_Numbered):
    """Listens for what the triggers tell, in a thread, and looks for itself every few seconds in case it missed it."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        super().__init__()
        self._parameters = parameters
        self._latest: int | None = None
        self._start = Lock()
        self._listener: Thread | None = None
        self._has_looked = Event()

    def latest(self) -> int | None:
        if self._listener is None:
            self._listen()
        return self._latest

    def exact(self) -> int | None:
        try:
            with self._lock:
                return self._number_of(Revision.objects.current())
        except DatabaseError:
            return None
        finally:
            # No request is going on that would give the connection back to the pool.
            connections["default"].close()

    def _listen(self) -> None:
        # Begun by the first request and not when loaded: threads do not follow into the server's workers.
        with self._start:
            if self._listener is None:
                self._listener = Thread(target=self._follow, name="revisions", daemon=True)
                self._listener.start()
        self._has_looked.wait(WAIT_FOR_DATABASE)

    def _follow(self) -> None:
        pause = Event()
        while True:
            try:
                self._follow_until_lost()
            except psycopg.Error as error:
                logger.warning("Revisionen kan inte följas, så sidor byggs om för varje besök: %s", error)
            # Until it is found again nothing is answered from memory: nobody would tell of a change.
            self._latest = None
            pause.wait(WAIT_FOR_DATABASE)

    def _follow_until_lost(self) -> None:
        with psycopg.connect(**self._parameters, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while True:
                with self._lock:
                    self._latest = self._number_of(tuple(connection.execute(ASK).fetchall()))
                self._has_looked.set()
                for _ in connection.notifies(timeout=LISTEN_AGAIN, stop_after=1):
                    pass


def revisions() -> RevisionSource:
    """Return where the revision of the portal's database comes from."""
    database = connections["default"]
    if database.vendor == "sqlite":
        return SqliteRevisions(str(database.settings_dict["NAME"]))
    parameters = database.get_connection_params()
    for each in ("pool", "context", "cursor_factory"):
        with suppress(KeyError):
            del parameters[each]
    return PostgresqlRevisions(parameters)
