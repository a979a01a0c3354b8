"""Pages kept in front of Django: one for everybody, until something is published, and never anybody's own."""

import gzip
import sqlite3
from contextlib import closing
from datetime import date
from threading import Event, Thread

import brotli
import pytest
from django.urls import get_resolver

from indicators.published import QUERY_PARAMETERS
from olofstrom.page_cache.keys import PageKey
from olofstrom.page_cache.pages import MIN_COMPRESSED, Page
from olofstrom.page_cache.revisions import SqliteRevisions
from olofstrom.page_cache.store import MAX_WARMED, OVERHEAD, PageStore
from tests.kept_pages import ROOM, TEXT
from tests.pages import public_views


def paths(site):
    return [environ["PATH_INFO"] for environ in site.asked]


class TestWhatIsKept:
    def test_a_page_is_made_once(self, ask, site):
        first, second = ask("/indikatorer/"), ask("/indikatorer/")

        assert (first.status, first.text) == (second.status, second.text)
        assert paths(site) == ["/indikatorer/"]

    def test_nobody_sees_a_page_from_before_a_publication(self, ask, publish):
        before = ask()
        publish()

        assert ask().text != before.text

    def test_where_the_revision_is_not_known_nothing_is_kept(self, ask, site, database):
        database.unlink()

        assert ask().status == ask().status == 200
        assert len(site.asked) == 2

    def test_a_page_is_kept_for_one_day(self):
        store, key, page = PageStore(10 * OVERHEAD), PageKey("h", True, "", "/", ""), Page([], b"x")
        store.put(key, page, (1, date(2026, 12, 31)))

        assert store.get(key, (1, date(2026, 12, 31))) is page
        assert store.get(key, (1, date(2027, 1, 1))) is None

    def test_a_page_of_an_earlier_moment_is_not_put_among_later_ones(self):
        store, key, day = PageStore(10 * OVERHEAD), PageKey("h", True, "", "/", ""), date(2026, 12, 31)
        store.get(key, (2, day))
        store.put(key, Page([], b"x"), (1, day))

        assert store.get(key, (2, day)) is None

    @pytest.mark.parametrize(
        "address", ["/admin/", "/konto/", "/kontakt/", "/healthz", "/finns-inte/", "/static/x.css"]
    )
    def test_what_is_not_published_is_always_asked_for(self, ask, site, address):
        ask(address)
        ask(address)

        assert paths(site) == [address, address]

    @pytest.mark.parametrize("status", ["404 Not Found", "500 Internal Server Error", "301 Moved Permanently"])
    def test_only_pages_that_are_found_are_kept(self, ask, site, status):
        site.status = status

        assert [ask().status, ask().status] == [int(status.split()[0])] * 2
        assert len(site.asked) == 2

    @pytest.mark.parametrize(
        "header",
        [
            ("Cache-Control", "private, no-cache"),
            ("Cache-Control", "no-store"),
            ("Cache-Control", "public, no-store"),
            ("Set-Cookie", "sessionid=1"),
        ],
    )
    def test_what_is_somebodys_own_is_not_kept(self, ask, site, header):
        site.headers = [each for each in site.headers if each[0] != header[0]] + [header]
        ask()
        ask()

        assert len(site.asked) == 2

    def test_a_form_that_is_sent_goes_past(self, ask, site):
        ask()
        ask(method="POST")

        assert [environ["REQUEST_METHOD"] for environ in site.asked] == ["GET", "POST"]

    def test_a_restored_database_is_another_one(self, database, publish):
        publish()
        revisions = SqliteRevisions(str(database), look_again=0)
        backup = database.with_name("kopia")
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(backup)) as copy:
            source.backup(copy)
        publish()
        before = revisions.latest()
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        backup.replace(database)

        assert revisions.latest() > before
        database.unlink()
        assert revisions.latest() is None
        revisions.close()


class TestWhoAsks:
    @pytest.mark.parametrize("cookie", ["sessionid=1", "a=b; csrftoken=2", "messages=3"])
    def test_somebody_with_our_cookie_goes_past_what_is_kept(self, ask, site, cookie):
        ask()

        ask(cookie=cookie)

        assert site.asked[-1]["HTTP_COOKIE"] == cookie

    def test_cookies_of_other_sites_are_nothing_to_us(self, ask, site):
        ask(cookie="_statistik=1")
        ask()

        assert len(site.asked) == 1
        assert "HTTP_COOKIE" not in site.asked[0]

    def test_what_a_reader_sends_beside_the_address_reaches_no_page(self, ask, site):
        sent = {
            "hx_request": "true",
            "x_forwarded_host": "ond.example",
            "referer": "https://ond.example/",
            "accept_language": "en",
            "accept_encoding": "br",
            "range": "bytes=0-1",
            "if_none_match": '"x"',
            "origin": "https://ond.example",
        }
        ask(**sent)

        assert not {f"HTTP_{name.upper()}" for name in sent} & set(site.asked[0])

    def test_hosts_and_schemes_have_pages_of_their_own(self, ask, site):
        answers = {ask().text, ask(host="annan.exempel.se").text, ask(host="localhost:8000").text}

        assert len(answers) == 3
        assert [environ["SERVER_PORT"] for environ in site.asked] == ["443", "443", "8000"]

    def test_a_proxy_that_speaks_for_the_reader_decides_the_scheme(self, ask, site, settings):
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ask(x_forwarded_proto="http")
        ask(x_forwarded_proto="https")
        ask(x_forwarded_proto="https")

        assert [environ["HTTP_X_FORWARDED_PROTO"] for environ in site.asked] == ["http", "https"]


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "/?utm_source=brev",
            "/?q=vad",  # read by other pages
            "/?AR=2023",
            "/?",
            "/?=&&",
        ],
    )
    def test_an_unknown_parameter_makes_no_page(self, ask, site, address):
        ask("/")
        ask(address)

        assert [environ["QUERY_STRING"] for environ in site.asked] == [""]

    @pytest.mark.parametrize(
        "address",
        [
            "/indikatorer/?q=sk%C3%B6n&ar=2023",
            "/indikatorer/?ar=2023&q=sk%c3%b6n&fbclid=1",
            "/indikatorer/?ar=2020&ar=2023&q=sk%C3%B6n",
        ],
    )
    def test_one_question_has_one_page_however_it_is_spelt(self, ask, site, address):
        ask("/indikatorer/?ar=2023&q=sk%C3%B6n")
        ask(address)

        assert [environ["QUERY_STRING"] for environ in site.asked] == ["ar=2023&q=sk%C3%B6n"]

    @pytest.mark.parametrize(
        ("query", "read"), [("ar=2023&ar=", "ar="), ("ar=&ar=2023", "ar=2023"), ("sida=", "sida="), ("q=a+b", "q=a+b")]
    )
    def test_a_parameter_is_read_as_django_reads_it(self, ask, site, query, read):
        ask(f"/indikatorer/?{query}")

        assert site.asked[0]["QUERY_STRING"] == read

    def test_lines_to_compare_with_are_a_set(self, ask, site):
        ask("/indikatorer/x/?jamfor=riket&jamfor=kvinnor&jamfor=riket")
        ask("/indikatorer/x/?jamfor=kvinnor&jamfor=riket")

        assert [environ["QUERY_STRING"] for environ in site.asked] == ["jamfor=kvinnor&jamfor=riket"]

    @pytest.mark.parametrize("query", ["ar=%FF", "ar=" + "1" * 5000, "ar=" + "/" * 1400])
    def test_a_query_that_cannot_be_read_is_left_as_it_is(self, ask, site, query):
        ask(f"/?{query}")

        assert site.asked[0]["QUERY_STRING"] == query

    @pytest.mark.parametrize("endless", ["/sok/?q={}", "/mal/?utm={}"])
    def test_many_questions_do_not_push_out_the_pages_themselves(self, ask, site, endless):
        ask("/")
        for number in range(400):
            ask(endless.format(number), host=f"mal.exempel.se:{number}")
        asked = len(site.asked)

        ask("/")
        ask(endless.format(1), host="mal.exempel.se:1")

        assert len(site.asked) == asked + 1

    def test_small_pages_take_the_room_that_they_take(self, ask, site):
        site.body = "x"
        for number in range(ROOM // OVERHEAD):
            ask("/robots.txt", host=f"mal.exempel.se:{number}")
        ask("/robots.txt", host="mal.exempel.se:0")

        assert len(site.asked) == ROOM // OVERHEAD + 1

    @pytest.mark.parametrize(
        "address", ["/mal/" + "a" * 300 + "/", "/uppfoljning/02022/", "/uppfoljning/2022/version/01/"]
    )
    def test_an_address_that_is_none_of_ours_is_left_as_it_is(self, ask, site, address):
        ask(address)
        ask(address)

        assert len(site.asked) == 2


class TestAnswers:
    def test_a_reader_who_has_the_page_is_told_so(self, ask, site):
        site.headers.append(("Content-Security-Policy", "default-src 'none'"))
        page = ask()

        again = ask(if_none_match=page.headers["ETag"])

        assert (again.status, again.body) == (304, b"")
        assert again.headers["Content-Security-Policy"] == "default-src 'none'"
        assert {"Content-Type", "Content-Length", "Content-Encoding"}.isdisjoint(again.headers)

    @pytest.mark.parametrize("asked", ["*", '"x", {etag}', "{strong}"])
    def test_a_page_is_known_by_its_mark_however_it_is_asked(self, ask, asked):
        etag = ask().headers["ETag"]

        assert ask(if_none_match=asked.format(etag=etag, strong=etag.removeprefix("W/"))).status == 304

    def test_a_page_that_has_changed_is_sent_whole(self, ask, publish):
        etag = ask().headers["ETag"]
        publish()

        assert ask(if_none_match=etag).status == 200

    @pytest.mark.parametrize(
        ("accepted", "encoding"),
        [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("*", "br"),
            ("*;q=0", None),
            ("identity", None),
            ("gzip;q=x", None),
            ("", None),
        ],
    )
    def test_a_page_comes_in_a_form_that_the_reader_takes(self, ask, accepted, encoding):
        whole, page = ask(), ask(accept_encoding=accepted)
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]

        assert page.headers.get("Content-Encoding") == encoding
        assert unpack(page.body) == whole.body
        assert page.headers["Content-Length"] == str(len(page.body))
        assert page.headers["Vary"] == "Accept-Encoding"

    @pytest.mark.parametrize("kind", ["application/pdf", "image/png"])
    def test_what_is_packed_already_is_not_packed_again(self, ask, site, kind):
        site.headers[0] = ("Content-Type", kind)

        assert "Content-Encoding" not in ask(accept_encoding="br").headers

    def test_a_short_answer_is_sent_as_it_is(self, ask, site):
        site.body = "x" * (MIN_COMPRESSED - 1)

        assert "Content-Encoding" not in ask(accept_encoding="br").headers

    def test_a_page_that_is_not_there_is_packed_too(self, ask, site):
        site.status = "404 Not Found"
        page = ask(accept_encoding="gzip")

        assert (page.status, page.headers["Content-Encoding"]) == (404, "gzip")
        assert gzip.decompress(page.body).decode().endswith(TEXT)
        assert page.headers["Content-Length"] == str(len(page.body))

    def test_head_tells_how_long_the_page_is_and_sends_nothing(self, ask):
        head, page = ask(method="HEAD"), ask()

        assert (head.body, head.headers) == (b"", page.headers)

    def test_a_mark_of_the_page_itself_is_kept(self, ask, site):
        site.headers.append(("ETag", 'W/"årets"'))

        assert ask().headers["ETag"] == 'W/"årets"'

    def test_a_page_packed_thoroughly_is_the_same_page_and_smaller(self):
        body = "".join(f"<li>Rad {number} av {number * 7919 % 1000}</li>" for number in range(2000)).encode()
        page = Page([("Content-Type", "text/html")], body)
        quick = len(page.forms["br"].body)

        page.pack_thoroughly()

        assert len(page.forms["br"].body) < quick
        assert brotli.decompress(page.forms["br"].body) == body


class TestAtOnce:
    def test_many_who_ask_at_once_have_one_page_made(self, ask, site):
        begun, may_go_on = Event(), Event()

        def wait():
            begun.set()
            assert may_go_on.wait(10)

        site.on_the_way = wait
        texts = []
        readers = [Thread(target=lambda: texts.append(ask().text)) for _ in range(8)]
        for reader in readers:
            reader.start()
        assert begun.wait(10)
        may_go_on.set()
        for reader in readers:
            reader.join()

        assert len(texts) == 8
        assert len(set(texts)) == len(site.asked) == 1

    def test_a_page_made_while_something_was_published_is_made_again(self, ask, site, publish):
        def publish_once():
            site.on_the_way = None
            publish()

        site.on_the_way = publish_once

        assert ask().text.split()[1] == "2"
        assert ask().text.split()[1] == "2"

    def test_a_page_comes_also_where_somebody_always_publishes(self, ask, site, publish):
        site.on_the_way = publish

        assert ask().status == 200

    def test_a_fault_while_a_page_is_made_stops_nobody_after(self, ask, site):
        def fail():
            raise ZeroDivisionError

        site.on_the_way = fail
        with pytest.raises(ZeroDivisionError):
            ask()
        site.on_the_way = None

        assert ask().status == 200


class TestWarming:
    def test_what_is_read_most_is_made_before_anybody_asks(self, ask, site, cache, publish):
        for address in ("/mal/", "/", "/", "/sok/?q=x"):
            ask(address)
        publish()
        cache.warm()
        made = paths(site)[3:]

        assert made == ["/", "/mal/"]
        ask("/")
        assert paths(site)[3:] == made

    def test_two_publications_close_on_each_other_forget_nothing(self, ask, site, cache, publish):
        ask("/")
        publish()
        ask("/mal/")
        publish()
        cache.warm()

        assert paths(site)[2:] == ["/mal/", "/"]

    def test_no_more_is_made_than_is_read_much(self, ask, site, cache, publish):
        for number in range(MAX_WARMED + 10):
            ask(f"/mal/m-{number}/")
        asked = len(site.asked)
        publish()
        cache.warm()

        assert len(site.asked) - asked == MAX_WARMED


def test_every_page_for_everybody_is_kept():
    views = {each.name: each.callback for _, each in public_views(get_resolver())}

    # A form has a key of its own each time, health is of the moment, and the style guide is for those who log in.
    assert {name for name, view in views.items() if not hasattr(view, QUERY_PARAMETERS)} == {
        "contact",
        "healthz",
        "readyz",
        "style_guide",
    }
