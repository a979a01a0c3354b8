"""Promises that hold on every page, checked by walking every address from the start page on."""

import re
from urllib.parse import parse_qsl, urlsplit

import html5lib
import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goals.content.load import current_content, load_content
from indicators.content.figures import load_figures
from indicators.models.revision_triggers import published_tables
from tests.pages import ERROR_PAGES, MAX_PAGE_BYTES, TYPED, Page, is_ours, is_walked, walk

pytestmark = pytest.mark.slow  # hundreds of pages and files are made for each plan

TITLE = re.compile(r"<title>([^<]+)</title>")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
NARROWED_BY = {"ansvarig", "inriktning", "q", "status"}
EMPTY_LIST = re.compile(r"<(ul|ol|dl)\b[^>]*>\s*</\1>")
UNNAMED = re.compile(
    r"<table\b[^>]*>\s*+(?!<caption[^>]*>\s*[^<\s])|<article\b(?![^>]*\saria-label(ledby)?=\"[^\"]+\")[^>]*>"
)
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@pytest.fixture(scope="module")
def walked():
    """Return what was found per plan: the walk is long and its answers do not change between tests."""
    return {}


@pytest.fixture
def found(plan, client, walked):
    """Every page and file that can be reached from the start page by links, and what each asked of the database."""
    asked = {}

    def get(address):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        asked[address] = [each["sql"] for each in queries]
        return response

    if plan not in walked:
        current_content()  # what is loaded once for all pages is not what a page asks for
        walked[plan] = walk(get), asked
    return walked[plan]


@pytest.fixture
def pages(found):
    return found[0]


def html_of(pages):
    return [page for page in pages.values() if page.is_html]


def test_every_address_answers_and_every_page_is_whole(pages, plan):
    assert {address: page.response.status_code for address, page in pages.items()} == dict.fromkeys(pages, 200)
    assert len(pages) > 150, "the walk found too little"
    for page in html_of(pages):
        where = page.address
        assert page.text.count("<h1") == 1, where
        assert '<html lang="sv">' in page.text, where
        assert re.search(r"<title>[^<]{5,}</title>", page.text), where
        assert sorted(page.ids) == sorted(set(page.ids)), f"an id twice on {where}"
        assert len(page.response.content) <= MAX_PAGE_BYTES, f"{len(page.response.content)} bytes on {where}"
        assert ("Exempeldata" in page.text) == (plan == "exempel"), where
        for unrendered in ("{{", "{%", "None", "Decimal("):
            assert unrendered not in page.text, f"{unrendered} on {where}"


def test_every_table_that_pages_are_read_from_tells_of_changes(plan):
    # Content and pages are kept until it does.
    with CaptureQueriesContext(connection) as queries:
        load_content(load_figures())
    tables = {table for each in queries for table in TABLE.findall(each["sql"])}
    telling = {table for app in ("indicators", "goals") for table in published_tables(apps.get_app_config(app))}

    assert len(tables) > 10
    assert tables <= telling


def test_no_page_asks_for_more_than_which_revision_it_is(found):
    _, asked = found

    assert len(asked) > 150
    for address, queries in asked.items():
        assert len(queries) <= 1, address
        assert [TABLE.findall(each) for each in queries] in ([], [["indicators_revision"]]), address


def test_no_link_inside_the_portal_is_dead(pages):
    paths = {urlsplit(address).path for address in pages}
    for page in html_of(pages):
        for link in filter(is_ours, page.links()):
            parts = urlsplit(link)
            assert parts.path in paths, f"{link} on {page.address}"
            if parts.fragment and is_walked(link):
                target = pages[link.partition("#")[0]]
                assert parts.fragment in target.ids, f"{link} on {page.address}"


def test_every_page_is_valid_html(pages):
    parser = html5lib.HTMLParser(strict=True)
    for page in html_of(pages):
        if page.address.endswith("?ar=2022"):
            continue  # the same templates as without the year
        try:
            parser.parse(page.text)
        except html5lib.html5parser.ParseError as error:
            line, column = parser.errors[-1][0]
            raise AssertionError(f"{page.address}:{line}:{column}: {error}") from error


def place_of(page):
    """Return the page's one address for search engines, or its own, and what it was narrowed by."""
    chosen = [pair for pair in parse_qsl(urlsplit(page.address).query) if pair[0] in NARROWED_BY]
    canonical = CANONICAL.search(page.text)
    return canonical[1] if canonical else page.address, tuple(chosen)


def test_titles_tell_pages_apart(pages, client):
    titles = {}
    typed = (Page(address, client.get(address)) for address in (*TYPED, *ERROR_PAGES))
    for page in (*html_of(pages), *typed):
        titles.setdefault(TITLE.search(page.text)[1], set()).add(place_of(page))
    assert {title: places for title, places in titles.items() if len(places) > 1} == {}


def test_a_later_page_of_a_list_says_so_in_its_title(pages):
    later = [page for page in html_of(pages) if re.search(r"[?&]sida=\d", page.address)]

    assert later
    for page in later:
        number = dict(parse_qsl(urlsplit(page.address).query))["sida"]
        assert re.search(rf", sida {number} av \d+ – ", TITLE.search(page.text)[1]), page.address


def test_no_list_is_without_items(pages):
    for page in html_of(pages):
        assert not EMPTY_LIST.search(page.text), f"{EMPTY_LIST.search(page.text)[0]} on {page.address}"


def test_every_table_has_a_caption_and_every_article_a_name(pages):
    for page in html_of(pages):
        assert not UNNAMED.search(page.text), f"{UNNAMED.search(page.text)[0]} on {page.address}"


def test_no_page_has_cookie_third_party_or_inline_code(pages):
    for page in pages.values():
        where = page.address
        assert not page.response.cookies, where
        policy = page.response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, where
        assert "unsafe" not in policy, where
    for page in html_of(pages):
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page.text), page.address
        for source in re.findall(r'<(?:script|link|img|iframe|source)[^>]+?(?:src|href)="([^"]+)"', page.text):
            assert source.startswith(("/", "http://testserver/")), f"{source} on {page.address}"
        assert not re.search(r"<script(?![^>]*\ssrc=)", page.text), page.address


def test_swedish_numbers_have_comma_hard_space_and_true_minus(pages):
    for page in html_of(pages):
        body = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2].partition("</main>")[0])
        assert not re.search(r"(?<![\d./-])\d+\.\d+ ?%", body), f"decimal point on {page.address}"
        assert not re.search(r"\b(19|20)\u00a0\d\d\b(?! (invånare|färre|fler|kr))", body.replace("14\u00a0000", "")), (
            page.address
        )
