"""What changes a page in place comes when somebody reaches for it, and nothing is lost meanwhile."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_filter import asked, hits, ready, word
from tests.browser.test_races import year

REACH = re.compile(r"/js/reach_site\.")
SITE = re.compile(r"/js/site\.")
ON_ITS_WAY = re.compile(r"/vendor/htmx|/js/site\.|/js/asked\.")


class Held:
    """Holds a script until it is let through."""

    def __init__(self, page, address):
        self.routes = []
        self.is_open = False
        page.route(address, self._hold)

    def _hold(self, route):
        if self.is_open:  # the browser may hand it over after it was asked for
            route.continue_()
        else:
            self.routes.append(route)

    def let_through(self):
        self.is_open = True
        for route in self.routes:
            route.continue_()


def is_same_page(page):
    return page.evaluate("window.stayed === true")


@pytest.fixture
def citizen(reader, portal_server):
    page = reader(portal_server)
    page.fetched = []
    page.on("request", lambda request: page.fetched.append(request.url))
    return page


@pytest.fixture
def waiting(citizen):
    """Return the list of indicators, with what changes it in place still on its way."""
    citizen.held = Held(citizen, SITE)
    citizen.goto("/indikatorer/")
    citizen.evaluate("window.stayed = true")
    return citizen


def test_who_only_reads_fetches_nothing_that_changes_pages(citizen):
    citizen.goto("/", wait_until="networkidle")
    citizen.mouse.wheel(0, 900)
    citizen.get_by_role("link", name="Så räknas det").hover()
    assert not [url for url in citizen.fetched if ON_ITS_WAY.search(url)]

    year(citizen, 2022).hover()

    ready(citizen)


def test_word_written_before_the_scripts_is_asked_for_with_them(waiting):
    with waiting.expect_request(SITE):
        word(waiting).press_sequentially("bredband")
    waiting.held.let_through()

    expect(hits(waiting)).to_have_text("4 av 65 indikatorer")
    expect(word(waiting)).to_be_focused()
    expect(word(waiting)).to_have_value("bredband")
    assert is_same_page(waiting)


def test_choice_made_before_the_scripts_is_asked_for_with_them(waiting):
    with waiting.expect_request(SITE):
        waiting.get_by_label("Inriktning").select_option(label="Jobb till 1000")
    waiting.held.let_through()

    expect(hits(waiting)).to_have_text("4 av 65 indikatorer")
    assert is_same_page(waiting)


def test_word_written_before_any_script_is_asked_for_too(citizen):
    held = Held(citizen, REACH)
    citizen.goto("/indikatorer/", wait_until="commit")
    word(citizen).press_sequentially("bredband")
    assert hits(citizen).inner_text() == "65 av 65 indikatorer"
    held.let_through()

    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    assert asked(citizen)["q"] == "bredband"


def test_year_pressed_before_the_scripts_is_a_plain_link(waiting):
    year(waiting, 2022).click()

    expect(year(waiting, 2022)).to_have_attribute("aria-current", "true")
    assert asked(waiting) == {"ar": "2022"}
    assert not is_same_page(waiting)


def test_year_pressed_early_keeps_the_word_that_was_written(waiting):
    word(waiting).fill("bredband")
    year(waiting, 2021).click()
    year(waiting, 2022).click()
    waiting.held.let_through()

    expect(year(waiting, 2022)).to_have_attribute("aria-current", "true")
    expect(word(waiting)).to_have_value("bredband")
    expect(hits(waiting)).to_have_text("4 av 65 indikatorer")
    assert asked(waiting) == {"q": "bredband", "ar": "2022"}
    assert is_same_page(waiting)


def test_form_sent_before_the_scripts_is_a_plain_form(waiting):
    word(waiting).fill("bredband")
    word(waiting).press("Enter")

    expect(hits(waiting)).to_have_text("4 av 65 indikatorer")
    assert not is_same_page(waiting)


def test_links_and_forms_are_plain_when_no_script_can_be_fetched(new_context, portal_server):
    page = new_context(base_url=portal_server.url).new_page()
    page.route(SITE, lambda route: route.abort())
    page.goto("/indikatorer/")

    word(page).fill("bredband")
    year(page, 2022).click()
    expect(year(page, 2022)).to_have_attribute("aria-current", "true")
    word(page).fill("bredband")
    page.get_by_role("button", name="Visa").click()

    expect(hits(page)).to_have_text("4 av 65 indikatorer")
    assert asked(page)["ar"] == "2022"


def test_back_goes_past_a_page_that_was_changed_and_left(citizen):
    citizen.goto("/indikatorer/")
    citizen.get_by_label("Inriktning").select_option(label="Jobb till 1000")
    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    citizen.locator("#traffar h3 a").first.click()
    citizen.wait_for_url(re.compile(r"/indikatorer/[\w-]+/"))

    citizen.go_back()
    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    citizen.go_back()

    expect(hits(citizen)).to_have_text("65 av 65 indikatorer")
    expect(citizen.get_by_label("Inriktning")).to_have_value("")
    assert urlsplit(citizen.url).query == ""
    citizen.go_forward()
    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")


def test_chart_that_cannot_be_explored_says_so(new_context, portal_server):
    page = new_context(base_url=portal_server.url).new_page()
    page.route(re.compile(r"/js/explore\."), lambda route: route.abort())
    page.goto("/indikatorer/bredband-1-gbit/")

    page.get_by_role("button", name="Utforska diagrammet").click()

    expect(page.locator("[data-chart-status]")).to_contain_text("Det gick inte att hämta")
    expect(page.locator("[data-chart-static] svg:visible")).to_have_count(1)
