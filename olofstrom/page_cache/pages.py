"""One kept page: its headers, its bytes in each encoding, and how it answers."""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import brotli

type Headers = list[tuple[str, str]]
type StartResponse = Callable[..., Any]

NOT_MODIFIED = "304 Not Modified"
OK = "200 OK"
QUICK, THOROUGH = 5, 11  # of brotli: at once, and in the background for what is asked for
GZIP_LEVEL = 6
MIN_COMPRESSED = 200  # bytes; below it a packed page is no smaller
TEXTS = ("text/", "application/json", "image/svg+xml")
OF_THE_BODY = {"content-length", "content-type", "content-encoding", "content-disposition"}
OF_EACH_ANSWER = {"date", "server", "connection", "content-length", "etag", "vary"}


@dataclass(frozen=True, slots=True)
class Form:
    """A page in one encoding: the headers of a whole answer, and its bytes."""

    headers: Headers
    body: bytes


class Page:
    """A page as it is sent: whole, packed, or as the word that a reader already has it."""

    __slots__ = ("etag", "forms", "headers_unchanged", "hits")

    def __init__(self, headers: Headers, body: bytes) -> None:
        """Take an answer of status 200 from the application, not packed."""
        named = {name.lower(): value for name, value in headers}
        is_text = named.get("content-type", "").startswith(TEXTS) and len(body) >= MIN_COMPRESSED
        # Weak, as the same page is sent in several encodings.
        self.etag = named.get("etag") or f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        vary = [each.strip() for each in named.get("vary", "").split(",") if each.strip()]
        vary += ["Accept-Encoding"] if is_text and "Accept-Encoding" not in vary else []
        kept = [(name, value) for name, value in headers if name.lower() not in OF_EACH_ANSWER]
        kept += [("ETag", self.etag), *([("Vary", ", ".join(vary))] if vary else [])]
        self.headers_unchanged = [(name, value) for name, value in kept if name.lower() not in OF_THE_BODY]
        self.forms = {"identity": Form([*kept, ("Content-Length", str(len(body)))], body)}
        if is_text:
            self._add("gzip", gzip.compress(body, GZIP_LEVEL, mtime=0))
            self._add("br", brotli.compress(body, quality=QUICK))
        self.hits = 0

    def _add(self, encoding: str, body: bytes) -> None:
        plain = [each for each in self.forms["identity"].headers if each[0] != "Content-Length"]
        headers = [*plain, ("Content-Encoding", encoding), ("Content-Length", str(len(body)))]
        self.forms[encoding] = Form(headers, body)

    @property
    def size(self) -> int:
        """Bytes of every form together, with their headers."""
        headers = sum(len(name) + len(value) for name, value in self.forms["identity"].headers)
        return sum(len(form.body) + headers for form in self.forms.values())

    def pack_thoroughly(self) -> None:
        """Replace the brotli form by a smaller one; takes a tenth of a second for a large page."""
        if "br" in self.forms:
            self._add("br", brotli.compress(self.forms["identity"].body, quality=THOROUGH))

    def form_for(self, environ: dict[str, Any]) -> Form:
        """Return the form that takes least room of those that a reader takes."""
        return self.forms[encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""), tuple(self.forms))]

    def answer(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a GET or HEAD: 304 where the reader has the page, else the form that takes least room there."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and is_match(known, self.etag):
            start_response(NOT_MODIFIED, self.headers_unchanged)
            return ()
        form = self.form_for(environ)
        start_response(OK, form.headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (form.body,)


def is_match(asked: str, etag: str) -> bool:
    """Tell whether If-None-Match names a page; weakly, as RFC 9110 asks for."""
    if asked.strip() == "*":
        return True
    return any(each.strip().removeprefix("W/") == etag.removeprefix("W/") for each in asked.split(","))


@lru_cache(maxsize=512)
def encoding_for(accepted: str, forms: Sequence[str]) -> str:
    """Return which of a page's forms to send for an Accept-Encoding; as it is where nothing else is accepted."""
    weights = dict(map(_weight, accepted.lower().split(",")))
    others = weights.get("*", 0.0)
    for encoding in ("br", "gzip"):
        if encoding in forms and weights.get(encoding, others) > 0:
            return encoding
    return "identity"


def _weight(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    try:
        return name.strip(), float(parameter.strip().removeprefix("q=")) if parameter else 1.0
    except ValueError:
        return name.strip(), 0.0
