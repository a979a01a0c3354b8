"""What an address can ask for: its query, and why it cannot be answered."""

from urllib.parse import urlsplit

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict


class UnreadableChoice(BadRequest):
    """An address that asks for something that cannot be understood; the message is shown to the reader."""


class NothingThere(Http404):
    """An address that asks for something that does not exist; the message is shown to the reader."""


def with_query(address: str, query: QueryDict | None, **changes: object) -> str:
    """Return an address with its query changed: a value of None or "" takes the key away.

    `query`, where there is one, takes the place of the query that the address has.
    """
    parts = urlsplit(address)
    changed = QueryDict(parts.query, mutable=True)
    if query is not None:
        changed = query.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value not in (None, ""):
            changed[key] = str(value)
    text = changed.urlencode()
    return f"{parts.path}?{text}" if text else parts.path
