"""Which page a request asks for: what a kept page is found by, and all that it may be made from."""

import io
import sys
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve

from indicators.published import QUERY_PARAMETERS

type Environ = dict[str, Any]

MAX_PATHS = 4096  # whose views are remembered
MAX_PATH_LENGTH = 200  # characters; no page of ours has a longer one, and each is remembered
MAX_HOST_LENGTH = 255


class PageKey(NamedTuple):
    host: str
    is_secure: bool
    script_name: str
    path: str  # as WSGI has it: bytes dressed as Latin-1
    query: str  # what the view reads of it, in one order

    @property
    def is_usual(self) -> bool:
        """Tell whether it is an address that the portal itself leads to: there are only so many of those."""
        return not self.query and _is_usual_host(self.host)


def key_of(environ: Environ) -> PageKey | None:
    """Return the page that a request asks for, or None where the answer is not to be kept.

    Not kept is what is asked with a cookie of ours, which may say who asks, and whatever is not marked as published.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return None
    cookies = environ.get("HTTP_COOKIE")
    if cookies and any(name in cookies for name in _our_cookies()):
        return None
    path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
    if len(path) > MAX_PATH_LENGTH or len(host) > MAX_HOST_LENGTH:
        return None
    parameters = _parameters_of(path)
    if parameters is None:
        return None
    raw = environ.get("QUERY_STRING", "")
    query = canonical_query(raw, parameters) if raw else ""
    if query is None:
        return None
    return PageKey(host, _is_secure(environ), environ.get("SCRIPT_NAME", ""), path, query)


@lru_cache(maxsize=256)
def _is_usual_host(host: str) -> bool:
    """Tell whether a host is one of the portal's by its very name; any port will do on one's own machine only."""
    name = host.rpartition(":")[0] if settings.DEVELOPMENT and ":" in host else host
    return name in settings.ALLOWED_HOSTS


@lru_cache(maxsize=1)
def _our_cookies() -> tuple[str, ...]:
    return settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name


@lru_cache(maxsize=MAX_PATHS)
def _parameters_of(path: str) -> tuple[str, ...] | None:
    """Return the parameters that the view of a path reads, or None where there is no such view or it is not marked."""
    try:
        view = resolve(get_path_info({"PATH_INFO": path})).func
    except Resolver404:
        return None
    return getattr(view, QUERY_PARAMETERS, None)


def canonical_query(raw: str, parameters: tuple[str, ...]) -> str | None:
    """Return of a query only what the view reads, in one order and spelling; None for one that cannot be read.

    `parameters` are those that `indicators.published` marks the view with.
    """
    if len(raw) > settings.MAX_QUERY_LENGTH:
        return None
    try:
        # WSGI hands over the query's bytes dressed as Latin-1.
        pairs = parse_qsl(raw.encode("latin-1").decode(), keep_blank_values=True, errors="strict")
    except UnicodeError:
        return None
    found: list[tuple[str, str]] = []
    for name in parameters:
        values = [value for key, value in pairs if key == name.removesuffix("*")]
        if name.endswith("*"):
            found += [(name.removesuffix("*"), value) for value in sorted(set(values))]
        elif values:
            found.append((name, values[-1]))
    query = urlencode(found)
    return query if len(query) <= settings.MAX_QUERY_LENGTH else None


def _is_secure(environ: Environ) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        if header in environ:
            return bool(environ[header].partition(",")[0].strip() == secure)
    return bool(environ["wsgi.url_scheme"] == "https")


def environ_of(key: PageKey) -> Environ:
    """Return a request for a page that has nothing but the page's key in it.

    What one reader's browser sends beside it, in headers or cookies, can then not end up in what others are given.
    """
    name, _, port = key.host.rpartition(":") if key.host.rpartition(":")[2].isdecimal() else (key.host, "", "")
    scheme = "https" if key.is_secure else "http"
    environ: Environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": key.script_name,
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "HTTP_HOST": key.host,
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if key.is_secure else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        environ[header] = secure if key.is_secure else "http"
    return environ
