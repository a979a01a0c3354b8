"""The kept pages of one process; where there is no more room, what was asked for longest ago goes."""

from collections import OrderedDict
from datetime import date
from threading import Lock

from olofstrom.page_cache.keys import PageKey
from olofstrom.page_cache.pages import Page

type Moment = tuple[int, date]  # revision and day: what pages hold for; a later moment is larger

OTHERS_SHARE = 4  # one part in so many of the room is for addresses that anybody can think of new ones of
OVERHEAD = 2000  # bytes of a page beside its content, in round figures
MAX_WARMED = 40  # pages that are made anew when something has been published


class _Shelf:
    """Pages up to so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.clear()

    def clear(self) -> None:
        self.pages: OrderedDict[PageKey, Page] = OrderedDict()
        self.sizes: dict[PageKey, int] = {}  # as they were when put here: a page packed again takes less
        self.taken = 0

    def put(self, key: PageKey, page: Page) -> None:
        self.remove(key)
        self.pages[key] = page
        self.sizes[key] = page.size + sum(map(len, (key.host, key.path, key.query))) + OVERHEAD
        self.taken += self.sizes[key]
        while self.taken > self.room:
            self.remove(next(iter(self.pages)))

    def remove(self, key: PageKey) -> None:
        if self.pages.pop(key, None):
            self.taken -= self.sizes.pop(key)


class PageStore:
    """Pages of one moment; those of an earlier one are forgotten as soon as somebody asks at a later."""

    def __init__(self, room: int) -> None:
        """Keep at most `room` bytes of pages."""
        self._lock = Lock()
        self._moment: Moment | None = None
        self._usual, self._others = _Shelf(room - room // OTHERS_SHARE), _Shelf(room // OTHERS_SHARE)
        self._forgotten: list[PageKey] = []

    def get(self, key: PageKey, moment: Moment) -> Page | None:
        """Return a page as it is at a moment or later, or None where there is none."""
        with self._lock:
            if moment != self._moment:
                self._go_to(moment)
            pages = self._shelf_of(key).pages
            page = pages.get(key)
            if page is not None:
                pages.move_to_end(key)
                page.hits += 1
            return page

    def put(self, key: PageKey, page: Page, moment: Moment) -> None:
        """Keep a page made at a moment, unless a later one has come."""
        with self._lock:
            self._go_to(moment)
            if moment == self._moment:
                self._shelf_of(key).put(key, page)

    def _shelf_of(self, key: PageKey) -> _Shelf:
        return self._usual if key.is_usual else self._others

    def _go_to(self, moment: Moment) -> None:
        if self._moment is not None and moment <= self._moment:
            return
        self._moment = moment
        pages = self._usual.pages
        popular = sorted(pages, key=lambda key: -pages[key].hits)
        # Those of a change just before, too: nobody may have had time to ask for them again.
        self._forgotten = list(dict.fromkeys([*popular, *self._forgotten]))[:MAX_WARMED]
        self._usual.clear()
        self._others.clear()

    def take_forgotten(self, moment: Moment) -> list[PageKey]:
        """Return, once, what was asked for most before the latest change and nobody has asked for since."""
        with self._lock:
            self._go_to(moment)
            forgotten, self._forgotten = self._forgotten, []
            return [key for key in forgotten if key not in self._usual.pages]
