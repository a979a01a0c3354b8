"""Answers that come late, in another order or in the middle of a press change nothing for the one who asked last."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_filter import asked, hits, ready, word

MOST_TURNS = 1000
LIST = re.compile(r"/indikatorer/(\?|$)")
# A promise that is kept when htmx has an answer in its hands and has had its turn to put it in the page.
ANSWERED = """() => { window.answered = new Promise(kept => document.addEventListener(
  'htmx:before:response', () => setTimeout(() => requestAnimationFrame(() => setTimeout(kept))), {once: true})); }"""


class Air:
    """Holds what a page asks for in place until it is let through."""

    def __init__(self, page):
        self.page = page
        self.held = []
        self.is_open = False
        page.route(LIST, self._hold)

    def _hold(self, route):
        if route.request.resource_type == "fetch" and not self.is_open:
            self.held.append(route)
        else:
            route.continue_()

    def asked_after(self, act):
        """Do something that asks, and wait until the question is in the air."""
        before = len(self.held)
        with self.page.expect_request(LIST):
            act()
        for _ in range(MOST_TURNS):  # the browser tells of a request before it hands it over
            if len(self.held) > before:
                return
            self.page.evaluate("0")
        pytest.fail("Frågan kom aldrig till den som håller den.")

    def let_through(self):
        """Let through all that is held, in the order it was asked, and from now on everything."""
        self.is_open = True
        for route in self.held:
            route.continue_()


def year(page, number):
    return page.get_by_role("navigation", name="Välj år").get_by_role("link", name=str(number))


@pytest.fixture
def citizen(reader, portal_server):
    page = reader(portal_server)
    page.goto("/indikatorer/")
    word(page).hover()
    ready(page)
    return page


def press(page, element):
    element.hover()
    page.mouse.down()


def test_pressed_element_stays_until_its_click(citizen):
    word(citizen).fill("zzzz")
    link = citizen.get_by_role("link", name="Visa alla indikatorer")
    expect(link).to_be_visible()
    air = Air(citizen)
    air.asked_after(lambda: word(citizen).fill("bredband"))
    citizen.evaluate(ANSWERED)

    press(citizen, link)
    air.let_through()
    citizen.evaluate("() => window.answered")
    expect(link).to_be_visible()
    citizen.mouse.up()

    expect(hits(citizen)).to_have_text("65 av 65 indikatorer")
    assert asked(citizen) == {}


def test_answer_that_waited_for_a_press_is_shown_after_it(citizen):
    air = Air(citizen)
    air.asked_after(lambda: word(citizen).fill("bredband"))
    citizen.evaluate(ANSWERED)
    press(citizen, citizen.get_by_role("link", name="Så bedömer vi").first)
    air.let_through()
    citizen.evaluate("() => window.answered")
    expect(hits(citizen)).to_have_text("65 av 65 indikatorer")

    citizen.mouse.move(0, 0)
    citizen.mouse.up()

    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")


def test_what_a_key_holds_down_stays_until_it_is_lifted(citizen):
    toggle = citizen.locator("summary", has_text="Äldre år")
    air = Air(citizen)
    air.asked_after(lambda: word(citizen).fill("bredband"))
    citizen.evaluate(ANSWERED)
    citizen.get_by_role("button", name="Visa").focus()
    citizen.keyboard.down("Space")
    air.let_through()
    citizen.evaluate("() => window.answered")
    expect(hits(citizen)).to_have_text("65 av 65 indikatorer")
    citizen.keyboard.up("Space")

    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    expect(toggle).to_have_count(0)


def test_leaving_the_field_asks_nothing_that_is_asked_already(citizen):
    questions = []
    citizen.on("request", lambda request: questions.append(request.url) if LIST.search(request.url) else None)
    word(citizen).fill("bredband")
    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    citizen.keyboard.press("Tab")
    citizen.get_by_label("Inriktning").select_option(label="Jobb till 1000")

    expect(hits(citizen)).to_have_text("0 av 65 indikatorer")
    assert len(questions) == 2


def test_the_last_word_wins_and_waits_for_no_older_one(citizen):
    air = Air(citizen)
    air.asked_after(lambda: word(citizen).fill("zzzz"))
    air.asked_after(lambda: word(citizen).fill("bredband"))
    first, second = air.held
    second.continue_()
    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    first.continue_()

    assert first.request.failure == "net::ERR_ABORTED"
    assert asked(citizen)["q"] == "bredband"


def test_the_last_year_wins(citizen):
    air = Air(citizen)
    air.asked_after(year(citizen, 2022).click)
    air.asked_after(year(citizen, 2021).click)
    air.let_through()

    expect(year(citizen, 2021)).to_have_attribute("aria-current", "true")
    assert asked(citizen)["ar"] == "2021"


def test_a_year_keeps_the_word_that_was_just_written(citizen):
    word(citizen).fill("bredband")
    year(citizen, 2022).click()

    expect(year(citizen, 2022)).to_have_attribute("aria-current", "true")
    expect(word(citizen)).to_have_value("bredband")
    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    assert asked(citizen) == {"q": "bredband", "ar": "2022"}


def test_word_typed_while_a_year_is_fetched_is_kept(citizen):
    air = Air(citizen)
    air.asked_after(year(citizen, 2022).click)
    word(citizen).fill("bredband")
    air.let_through()

    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    expect(word(citizen)).to_have_value("bredband")
    expect(word(citizen)).to_be_focused()
    expect(year(citizen, 2022)).to_have_attribute("aria-current", "true")
    assert asked(citizen) == {"q": "bredband", "ar": "2022"}


def test_back_gives_up_what_was_asked_before_it(citizen):
    word(citizen).fill("bredband")
    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    air = Air(citizen)
    air.asked_after(lambda: word(citizen).fill("zzzz"))
    air.asked_after(lambda: citizen.evaluate("history.back()"))
    air.let_through()

    expect(hits(citizen)).to_have_text("65 av 65 indikatorer")
    expect(word(citizen)).to_have_value("")
    assert "q" not in asked(citizen)


def test_list_that_cannot_be_fetched_shows_an_error_page(new_context, portal_server):
    page = new_context(base_url=portal_server.url).new_page()
    page.goto("/indikatorer/")
    broken = {"status": 500, "content_type": "text/html; charset=utf-8", "body": "<h1>Något gick fel</h1>"}
    page.route("**/indikatorer/?*", lambda route: route.fulfill(**broken))

    word(page).fill("bredband")

    expect(page.get_by_role("heading", name="Något gick fel")).to_be_visible()
