"""An application of the same kind as Django behind kept pages, and a database of its own to publish in."""

import random
import sqlite3
from contextlib import closing
from io import BytesIO

import pytest

from olofstrom.page_cache.application import PageCache
from olofstrom.page_cache.revisions import SqliteRevisions

ROOM = 1_000_000
TEXT = "Målportalen. " * 100


class Site:
    """An application whose page tells what was asked of it; `asked` are the requests that reached it."""

    def __init__(self):
        self.asked = []
        self.status, self.body = "200 OK", None
        self.headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, no-cache")]
        self.on_the_way = None  # called while a page is made

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        if self.on_the_way:
            self.on_the_way()
        start_response(self.status, list(self.headers))
        address = (
            f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        )
        return [(self.body or f"{address} {len(self.asked)} {TEXT}").encode()]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.body = int(status.split()[0]), body
        self.headers = dict(headers)
        assert len(self.headers) == len(headers), f"a header twice: {headers}"

    @property
    def text(self):
        return self.body.decode()


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "portal.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE indicators_revision (id INTEGER PRIMARY KEY, token INTEGER)")
    return path


@pytest.fixture
def publish(database):
    def publish():
        with closing(sqlite3.connect(database)) as open_database, open_database:
            open_database.execute("INSERT OR REPLACE INTO indicators_revision VALUES (1, ?)", [random.getrandbits(62)])

    return publish


@pytest.fixture
def revisions(database):
    found = SqliteRevisions(str(database))
    yield found
    found.close()


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def cache(site, revisions):
    made = PageCache(site, revisions, ROOM)
    yield made
    made.stop()


@pytest.fixture
def ask(cache):
    """Return a function that asks for an address as a browser does."""

    def ask(address="/", method="GET", **headers):
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(),
        } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        said = []
        body = b"".join(cache(environ, lambda *start: said.append(start)))
        [(status, headers)] = said
        return Answer(status, headers, body)

    return ask
