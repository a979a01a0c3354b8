"""The administration in a real browser: accessible, quiet under the content policy, on a phone and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import OF_COLOUR, violations

# What sticks out on the narrowest screen; a wide table scrolls inside its own region.
OVERFLOWS = """() => document.documentElement.scrollWidth <= 320 ? [] :
  [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > 321)
  .map(each => each.outerHTML.slice(0, 150))"""
STILL = {"reduced_motion": "reduce"}  # a colour that fades is neither the old nor the new when axe looks
MODELS = (
    "indicators/indicator",
    "indicators/outcome",
    "indicators/target",
    "indicators/portal",
    "indicators/municipality",
    "indicators/comparisongroup",
    "indicators/unit",
    "indicators/decision",
    "indicators/round",
    "indicators/reminder",
    "goals/vision",
    "goals/period",
    "goals/focusarea",
    "goals/goal",
    "goals/document",
    "goals/accessibilitystatement",
    "goals/report",
    "auth/user",
)
ONLY_CHANGED = ("indicators/portal", "indicators/reminder", "goals/report", "goals/accessibilitystatement")
INVALID_FORM = "the server responded with a status of 422"  # noted by the browser: a form that has to be mended


def log_in(page, portal):
    page.goto("/admin/")
    page.get_by_label("Användarnamn").fill("administrator")
    page.get_by_label("Lösenord").fill(portal.password)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vad vill du göra?")


@pytest.fixture(scope="module")
def session(browser, browser_context_args, example_server):
    """Log in once for the module."""
    context = browser.new_context(**browser_context_args, base_url=example_server.url)
    log_in(context.new_page(), example_server)
    return context.storage_state()


@pytest.fixture
def official(new_context, example_server, session):
    """Return a function that opens a page for somebody logged in; no page may have complained when the test is over."""
    complaints = []

    def note(said):
        if said.type in {"error", "warning"} and INVALID_FORM not in said.text:
            complaints.append(f"{said.text} {said.location}")

    def open_page(**options):
        page = new_context(base_url=example_server.url, storage_state=session, **STILL, **options).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", note)
        return page

    yield open_page
    assert complaints == []


def check(page):
    """Hold a page to axe in light and dark, and to the narrowest screen."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(page) == [], page.url
    page.emulate_media(color_scheme="dark")
    assert violations(page, OF_COLOUR) == [], page.url
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(OVERFLOWS) == [], page.url
    page.set_viewport_size({"width": 1280, "height": 800})


def test_the_login_and_its_refusal_are_accessible(new_context, example_server):
    page = new_context(base_url=example_server.url, **STILL).new_page()
    page.goto("/admin/")
    check(page)

    page.get_by_label("Användarnamn").fill("administrator")
    page.get_by_label("Lösenord").fill("fel")
    page.get_by_role("button", name="Logga in").click()

    expect(page.get_by_role("alert")).to_be_visible()
    check(page)


@pytest.mark.parametrize("path", ["", "indicators/", "goals/", "auth/"])
def test_the_frame_is_accessible(official, path):
    page = official()
    page.goto(f"/admin/{path}")

    check(page)


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_forms_are_accessible(official, model):
    page = official()
    page.goto(f"/admin/{model}/")
    check(page)

    first = page.locator("#result_list tbody th a").first
    if first.count():
        first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Ändra|Visa"))
        check(page)
        page.get_by_role("link", name="Historik", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("historik")
        check(page)


@pytest.mark.parametrize("model", [model for model in MODELS if model not in ONLY_CHANGED])
def test_forms_that_are_refused_are_accessible(official, model):
    page = official()
    page.goto(f"/admin/{model}/add/")
    check(page)

    page.get_by_role("button", name="Spara", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Inget är sparat.")
    expect(page.get_by_role("alert")).to_be_focused()
    check(page)


def test_asking_before_removal_is_accessible(official):
    page = official()
    for path, words in (
        ("goals/document/1", "Vill du ta bort"),
        ("indicators/indicator/1", "kan inte tas bort, eftersom annat bygger på det"),
    ):
        page.goto(f"/admin/{path}/delete/")
        expect(page.get_by_role("main")).to_contain_text(words)
        check(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_official_adds_and_corrects_a_neighbours_value(official, scripts):
    page = official(java_script_enabled=scripts)
    page.goto("/admin/indicators/outcome/add/")
    page.get_by_label("Indikator").select_option(label="Invånare")
    page.get_by_label("Kommun").select_option(index=1)
    page.locator("#id_year").fill("1990")
    page.locator("#id_source").fill("Påhittade statistikbyrån")
    page.get_by_label("Ursprung").select_option(label="Nationell källa")
    page.get_by_label("Värde:").fill("1.083")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("link", name="Menar du 1 083 eller 1,083?")).to_be_visible()

    page.get_by_label("Värde:").fill("1 083")
    page.get_by_role("button", name="Spara och fortsätt redigera").click()
    expect(page.get_by_label("Värde:")).to_have_value("1\u00a0083")

    page.get_by_label("Värde:").fill("1 084")
    page.get_by_label("Varför ändras värdet?").fill("Skrev fel")
    page.get_by_role("button", name="Spara och fortsätt redigera").click()
    page.get_by_role("link", name="Historik", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Skrev fel")).to_contain_text("från 1\u00a0083 till 1\u00a0084")

    page.go_back()
    page.locator("a.deletelink").click()
    page.get_by_role("button", name="Ja, ta bort").click()
    expect(page.locator(".messagelist")).to_contain_text("Tog bort utfall")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_coordinator_opens_follows_locks_and_unlocks_a_year(official, scripts):
    page = official(java_script_enabled=scripts)
    held_to = check if scripts else lambda _page: None  # axe is a script
    page.goto("/admin/indicators/round/add/")
    page.get_by_label("År", exact=False).first.fill("2031")
    page.get_by_label("Öppnar").fill("2026-01-01")
    page.get_by_label("Sista dag").fill("2026-02-15")
    page.get_by_role("button", name="Spara", exact=True).click()

    page.get_by_role("link", name="Läget för 2031").click()
    expect(page.get_by_role("main")).to_contain_text("värden för 2031 är klart än.")
    held_to(page)

    page.get_by_role("link", name="Publicera eller lås året").click()
    page.get_by_role("button", name="Lås året").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lås upp 2031")
    held_to(page)
    page.get_by_role("button", name="Lås upp året").click()
    expect(page.get_by_role("main")).to_contain_text("Skriv varför året låses upp.")
    held_to(page)
    page.get_by_label("Varför låses året upp?").fill("Prov")
    page.get_by_role("button", name="Lås upp året").click()
    expect(page.locator(".messagelist")).to_contain_text("Inmatningen för 2031 är öppen igen.")

    page.goto("/admin/indicators/round/")
    page.get_by_role("link", name="2031", exact=True).click()
    held_to(page)
    page.locator("a.deletelink").click()
    page.get_by_role("button", name="Ja, ta bort").click()
    expect(page.locator(".messagelist")).to_contain_text("Tog bort inmatningsår")
