"""The content that readers are given now: loaded anew when something has been published, and by one at a time."""

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from django.urls import get_script_prefix

from indicators.content.moment import one_moment
from indicators.models import Revision

# In a request's environment: what the revision is known by, from who has asked for it already.
REVISION = "malportalen.revision"


class Moment(NamedTuple):
    """The revision, and where in the site the portal stands: a content holds addresses."""

    token: tuple[tuple[int, int], ...]
    prefix: str

    @classmethod
    def now(cls) -> "Moment":
        return cls(Revision.objects.current(), get_script_prefix())


class Kept[Content](NamedTuple):
    content: Content
    moment: Moment
    name: object = None  # of the revision, where somebody has told one


class Current[Content]:
    """Keeps what `load` returns until the revision is another.

    Whoever asks after a change is committed gets what was changed: who loads it is waited for, since a page that is
    a moment late is better than one that is no longer so.
    """

    def __init__(self, load: Callable[[], Content]) -> None:
        self._load = load
        self._lock = Lock()
        self._kept: Kept[Content] | None = None

    def get(self, name: object = None) -> Content:
        """Return the content of this moment: one query, and those of `load` where something has been published.

        `name` is what the caller knows the revision by, and will never call another. Where it is met again nothing is
        asked: whoever tells it looks afterwards whether it still holds.
        """
        kept = self._kept  # once, as another thread may change it between two looks
        is_known = kept is not None and name is not None and kept.name == name
        if kept is not None and is_known and kept.moment.prefix == get_script_prefix():
            return kept.content
        if kept is None or kept.moment != Moment.now():
            kept = self._loaded()
        if name is not None and self._kept is kept:
            self._kept = kept._replace(name=name)
        return kept.content

    def _loaded(self) -> Kept[Content]:
        with self._lock, one_moment():
            # Asked for again: whoever waited for the lock waited for this, and more may have been published since.
            now = Moment.now()
            kept = self._kept
            if kept is None or kept.moment != now:
                kept = self._kept = Kept(self._load(), now)
            return kept
