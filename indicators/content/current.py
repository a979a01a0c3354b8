"""The content that readers are given now: loaded anew when something has been published, and by one at a time."""

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from django.urls import get_script_prefix

from indicators.content.moment import one_moment
from indicators.models import Revision

# In a request's environment: the revision, where whoever handed the request on has asked for it already.
REVISION = "malportalen.revision"

type Token = tuple[tuple[int, int], ...]


class Kept[Content](NamedTuple):
    content: Content
    token: Token
    prefix: str  # where in the site the portal stands: a content holds addresses

    def is_of(self, token: Token | None) -> bool:
        return self.token == token and self.prefix == get_script_prefix()


class Current[Content]:
    """Keeps what `load` returns until the revision is another.

    Whoever asks after a change is committed gets what was changed: who loads it is waited for, since a page that is
    a moment late is better than one that is no longer so. It is for readers, and not for use within a transaction that
    has changed something: others would then load again what that one has not committed.
    """

    def __init__(self, load: Callable[[], Content]) -> None:
        self._load = load
        self._lock = Lock()
        self._kept: Kept[Content] | None = None

    def get(self, known: Token | None = None) -> Content:
        """Return the content of this moment: one query, and those of `load` where something has been published.

        `known` is the revision as the caller has just read it; where it is that of the content nothing is asked.
        """
        kept = self._kept  # once, as another thread may change it between two looks
        if kept is not None and (kept.is_of(known) or kept.is_of(Revision.objects.current())):
            return kept.content
        with self._lock, one_moment():
            # Asked for again: whoever waited for the lock waited for this, and more may have been published since.
            token = Revision.objects.current()
            kept = self._kept
            if kept is None or not kept.is_of(token):
                kept = self._kept = Kept(self._load(), token, get_script_prefix())
            return kept.content
