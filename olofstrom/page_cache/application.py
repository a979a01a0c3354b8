"""What stands in front of Django: answers from memory what it can, and lets Django make the rest."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

from django.conf import settings
from django.utils import timezone

from indicators.content.current import REVISION
from olofstrom.page_cache.keys import Environ, PageKey, environ_of, key_of
from olofstrom.page_cache.pages import OK, Headers, Page, StartResponse
from olofstrom.page_cache.revisions import RevisionSource, revisions
from olofstrom.page_cache.store import Moment, PageStore

type Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MAX_PAGE = 4 * 1024 * 1024  # bytes of an answer that is kept
TRIES = 3  # to make a page while nothing is published
WAIT_FOR_ANOTHER = 30  # seconds for the request that makes the same page
POLL = 1  # second between looks for what has been published while nobody asks
MIN_HITS = 2  # before a page is worth packing thoroughly

logger = logging.getLogger(__name__)


class Answer:
    """What the application answered, whole."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self.status = ""
        self.headers: Headers = []
        parts = application(environ, self._start)
        try:
            self.body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def _start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    @property
    def may_be_kept(self) -> bool:
        named = {name.lower(): value for name, value in self.headers}
        lifetime = named.get("cache-control", "")
        is_public = "public" in lifetime and "private" not in lifetime and "no-store" not in lifetime
        return self.status == OK and is_public and "set-cookie" not in named and len(self.body) <= MAX_PAGE

    def send(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send what is not kept, such as the page that says that there is none."""
        form = Page(self.headers, self.body).form_for(environ)
        start_response(self.status, form.headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (form.body,)


class _Flight:
    """A page on its way: who asks for it meanwhile waits for it."""

    def __init__(self) -> None:
        self.landed = Event()
        self.page: Page | None = None


class PageCache:
    """A WSGI application that keeps another's published pages until something is published or the day ends."""

    def __init__(self, application: Application, revisions: RevisionSource, room: int) -> None:
        """Keep at most `room` bytes of the pages of `application`."""
        self.application = application
        self.revisions = revisions
        self.store = PageStore(room)
        self._lock = Lock()
        self._flights: dict[tuple[PageKey, Moment], _Flight] = {}
        self._to_pack: SimpleQueue[Page | None] = SimpleQueue()  # None when there will be no more
        self._worker: Thread | None = None

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory what is kept there."""
        key = key_of(environ)
        revision = self.revisions.latest() if key else None
        if key is None or revision is None:
            return self.application(environ, start_response)
        moment = (revision, today())
        page = self.store.get(key, moment)
        if page is None:
            made = self._make_once(key, moment)
            if made is None:
                return self.application(environ, start_response)
            if isinstance(made, Answer):
                return made.send(environ, start_response)
            page = made
        elif page.hits == MIN_HITS:
            self._to_pack.put(page)
        return page.answer(environ, start_response)

    def _make_once(self, key: PageKey, moment: Moment) -> Page | Answer | None:
        """Make a page, or wait for the request that is making it; None where it could not be had so."""
        with self._lock:
            if self._worker is None:
                # Begun by a request, as threads do not follow into the server's workers.
                self._worker = Thread(target=self._work, name="page-cache", daemon=True)
                self._worker.start()
            flight = self._flights.get((key, moment))
            is_first = flight is None
            if flight is None:
                flight = self._flights[key, moment] = _Flight()
        if not is_first:
            flight.landed.wait(WAIT_FOR_ANOTHER)
            return flight.page
        try:
            made = self.make(key)
            flight.page = made if isinstance(made, Page) else None
            return made
        finally:
            with self._lock:
                del self._flights[key, moment]
            flight.landed.set()

    def make(self, key: PageKey) -> Page | Answer:
        """Let the application make a page in one revision, and keep it; the answer itself where it is not to be kept.

        Raises what the application raises.
        """
        before = self._exact_moment()
        for _ in range(TRIES):
            answer = Answer(self.application, environ_of(key) | self._told(before))
            if before is None or not answer.may_be_kept:
                break
            after = self._exact_moment()
            if after == before:
                page = Page(answer.headers, answer.body)
                self.store.put(key, page, before)
                return page
            # Something was published meanwhile: the page may hold some of both.
            before = after
        return answer

    def _told(self, moment: Moment | None) -> Environ:
        """Return what tells the application which revision it is, so that it need not ask for each page."""
        return {} if moment is None else {REVISION: self.revisions.token_of(moment[0])}

    def _exact_moment(self) -> Moment | None:
        revision = self.revisions.exact()
        return None if revision is None else (revision, today())

    def _work(self) -> None:
        """Notice what is published while nobody asks, make its pages, and pack those that are asked for."""
        while True:
            try:
                page = self._to_pack.get(timeout=POLL)
            except Empty:
                self._warm_or_log()
                continue
            if page is None:
                return
            page.pack_thoroughly()

    def _warm_or_log(self) -> None:
        try:
            self.warm()
        except Exception:
            # The thread goes on: a page that cannot be made now is made for whoever asks for it.
            logger.exception("Sidor kunde inte göras i förväg")

    def stop(self) -> None:
        """End the work in the background; pages are answered as before."""
        self._to_pack.put(None)
        if self._worker is not None:
            self._worker.join()

    def warm(self) -> None:
        """Make what was asked for most before the latest change, so that no reader waits for it."""
        revision = self.revisions.latest()
        if revision is None:
            return
        for key in self.store.take_forgotten((revision, today())):
            self.make(key)


class _Day:
    """Today's date where the portal is, worked out once a day: it is asked for by every request."""

    def __init__(self) -> None:
        self._ends, self._date = 0.0, date.min

    def __call__(self) -> date:
        if time.time() >= self._ends:
            self._date = timezone.localdate()
            midnight = datetime.combine(self._date + timedelta(days=1), datetime.min.time())
            self._ends = timezone.make_aware(midnight).timestamp()
        return self._date


today = _Day()


def in_front_of(application: Application, room: int) -> Application:
    """Return an application that keeps at most `room` bytes of pages; the one given where none can be kept."""
    if not room or settings.DEBUG:
        return application
    return PageCache(application, revisions(), room)
