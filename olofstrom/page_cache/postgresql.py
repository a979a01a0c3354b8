"""The revision on PostgreSQL, which tells by itself when it is another one."""

import logging
import time
from threading import Event, Lock, Thread

import psycopg
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from indicators.models import Revision
from indicators.models.revision_triggers import CHANNEL
from olofstrom.page_cache.revisions import ASK, Numbered

LISTEN_AGAIN = 3  # seconds between looks at the revision, whatever has been told
MAX_SILENCE = 2 * LISTEN_AGAIN  # seconds since the last look, after which the revision is not known any more
DJANGOS_OWN = {"pool", "context", "cursor_factory"}
PATIENCE = {"connect_timeout": LISTEN_AGAIN, "tcp_user_timeout": LISTEN_AGAIN * 1000}  # a lost network says nothing
WAIT_FOR_DATABASE = 1  # second, before a lost database is looked for again

logger = logging.getLogger(__name__)


class PostgresqlRevisions(Numbered):
    """Listens for what the triggers tell, in a thread, and looks for itself every few seconds in case it missed it."""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        super().__init__()
        parameters = database.get_connection_params()
        # Without Django's own, for its pool and its cursors.
        self._parameters = {name: parameters[name] for name in parameters.keys() - DJANGOS_OWN} | PATIENCE
        self._latest: int | None = None
        self._looked = 0.0  # when
        self._start = Lock()
        self._listener: Thread | None = None
        self._has_looked = Event()

    def latest(self) -> int | None:
        if self._listener is None:
            self._listen()
        return self._latest if time.monotonic() - self._looked < MAX_SILENCE else None

    def exact(self) -> int | None:
        # The listener holds it while it asks; where that takes long the database does not answer.
        if not self._lock.acquire(timeout=LISTEN_AGAIN):
            return None
        try:
            return self._number_of(Revision.objects.current())
        except Error:
            return None
        finally:
            self._lock.release()
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
                self._looked = time.monotonic()
                self._has_looked.set()
                for _ in connection.notifies(timeout=LISTEN_AGAIN, stop_after=1):
                    pass
