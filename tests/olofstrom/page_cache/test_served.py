"""Kept pages as they are served: two nodes on one database, and readers who never see what is no longer so."""

import sqlite3
import time
import urllib.request
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest

from olofstrom.page_cache.postgresql import LISTEN_AGAIN
from tests.pages import TYPED, get_from, public_routes, view_of, walk
from tests.processes import copy_to_file

pytestmark = [pytest.mark.engine, pytest.mark.slow]

SHOWN_AT_ONCE = timedelta(seconds=LISTEN_AGAIN / 3)  # well before a node would have looked for itself
# The second an answer was made is told in Date, and in Expires by those that nobody may keep.
OF_EACH_ANSWER = {"date", "expires", "etag", "content-length", "server", "vary"}
PACKED = (".docx", ".xlsx")


def text_of(portal, address="/", **headers):
    # The same host, so that addresses that pages tell of themselves are the same.
    request = urllib.request.Request(portal.url + address, headers={"Host": "127.0.0.1"} | headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.headers, response.read()


def of_page(answer):
    return {name: value for name, value in answer[0].items() if name.lower() not in OF_EACH_ANSWER}


@pytest.fixture
def folder(tmp_path, example_database, django_db_blocker):
    with django_db_blocker.unblock():
        copy_to_file(example_database.connection, tmp_path / "portal.sqlite3")
    return tmp_path


def test_the_next_reader_of_every_node_sees_what_was_published(serve, folder):
    with serve(folder) as one, serve(folder) as other:
        seen = [text_of(one)[1], text_of(other)[1], text_of(one)[1]]
        for number in range(20):
            with closing(sqlite3.connect(folder / "portal.sqlite3")) as database, database:
                database.execute(
                    "UPDATE goals_goal SET title = ? WHERE id = (SELECT min(id) FROM goals_goal)", [f"Mål nr {number}"]
                )
            for node in (one, other, one):
                assert f"Mål nr {number}".encode() in text_of(node)[1]

    assert len(set(seen)) == 1


def test_a_kept_page_is_what_would_have_been_made(serve, folder):
    met = set()

    def chosen(link):
        is_new = view_of(link) not in met
        met.add(view_of(link))
        return is_new

    with serve(folder, PORTAL_PAGE_CACHE_MB="0") as fresh, serve(folder) as kept:
        pages = walk(get_from(fresh.url), chosen, (*public_routes(), *TYPED))
        assert len(pages) > 30, sorted(pages)
        # Not kept: the form has a key of its own each time.
        for address in pages.keys() - {"/kontakt/"}:
            made, first, again = (text_of(portal, address) for portal in (fresh, kept, kept))
            assert of_page(again) == of_page(first) == of_page(made), address
            # A packed file holds the moment of its packing; the one that is kept is sent as it was.
            assert again[1] == first[1] == (first[1] if address.endswith(PACKED) else made[1]), address


def test_publications_on_postgresql_reach_every_node_at_once(serve, postgresql_server, tmp_path):
    address = postgresql_server.get_uri()
    with serve(tmp_path, DATABASE_URL=address) as one, serve(tmp_path, DATABASE_URL=address) as other:
        for number in range(10):
            pages = [text_of(node)[1] for node in (one, other)]
            with psycopg.connect(address) as database:
                database.execute(
                    "UPDATE goals_vision SET statement = %s WHERE state = 'adopted'", [f"Vision nr {number}"]
                )
            committed = time.monotonic()
            for node, before in zip((one, other), pages, strict=True):
                while (page := text_of(node)[1]) == before:
                    assert time.monotonic() - committed < SHOWN_AT_ONCE.total_seconds(), number
                assert f"Vision nr {number}".encode() in page


def test_those_who_publish_at_once_on_postgresql_do_not_wait(serve, postgresql_server, tmp_path):
    address = postgresql_server.get_uri()
    tokens = "SELECT id, token FROM indicators_revision ORDER BY id"
    with serve(tmp_path, DATABASE_URL=address):
        pass
    with (
        psycopg.connect(address) as one,
        psycopg.connect(address) as other,
        psycopg.connect(address, autocommit=True) as third,
    ):
        other.execute("SET lock_timeout = '5s'")
        seen = [third.execute(tokens).fetchall()]
        one.execute("UPDATE goals_vision SET note = note")
        other.execute("UPDATE goals_period SET text = text")
        other.execute("UPDATE goals_document SET note = note")
        for each in (other, one):
            each.commit()
            seen.append(third.execute(tokens).fetchall())

    assert len({str(each) for each in seen}) == 3


def test_one_who_sees_one_moment_may_publish_beside_others(serve, postgresql_server, tmp_path):
    address = postgresql_server.get_uri()
    with serve(tmp_path, DATABASE_URL=address):
        pass
    with psycopg.connect(address) as freezing, psycopg.connect(address, autocommit=True) as other:
        freezing.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        freezing.execute("SELECT count(*) FROM goals_goal")
        other.execute("UPDATE goals_period SET text = text")
        seen = other.execute("SELECT token FROM indicators_revision").fetchall()
        freezing.execute("UPDATE goals_vision SET note = note")
        freezing.commit()

        assert other.execute("SELECT token FROM indicators_revision").fetchall() != seen
