"""Everything works from a keyboard, in an order that makes sense, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

MAX_STOPS = 150
# What has the focus, how it shows, and whether it is in the window.
FOCUSED = """() => {
  const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  return {
    name: each === document.body ? '' : each.tagName + ' ' + (each.textContent.trim() || each.id).slice(0, 60),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen,
    place: [...document.querySelectorAll('*')].indexOf(each),
  };
}"""


def stops(page):
    """Press Tab from the top of a page to its end, and return every stop."""
    found = []
    while len(found) < MAX_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if not stop["name"] or (found and stop["place"] == found[0]["place"]):
            return found
        found.append(stop)
    return found


@pytest.mark.parametrize("address", ["/", "/mal/eleverna-klarar-skolan/", "/indikatorer/?q=skola", "/om/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_stop_is_seen_and_in_the_order_of_the_page(reader, example_server, address, width):
    page = reader(example_server, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(address)

    found = stops(page)

    assert found[0]["name"] == "A Hoppa till innehållet"
    assert 10 < len(found) < MAX_STOPS
    assert [stop["name"] for stop in found if not stop["ring"]] == [], "no ring around what has the focus"
    assert [stop["name"] for stop in found if not stop["seen"]] == [], "the focus is out of sight"
    places = [stop["place"] for stop in found]
    assert places == sorted(places)


def test_the_first_stop_leads_past_the_menu(reader, example_server):
    page = reader(example_server)
    page.goto("/indikatorer/fardigstallda-bostader/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_opens_by_keys(reader, example_server):
    page = reader(example_server, viewport={"width": 320, "height": 800})
    page.goto("/")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    expect(menu).to_be_hidden()

    page.locator("summary", has_text="Meny").focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Mål")


def test_the_calculation_unfolds_by_keys(reader, example_server):
    page = reader(example_server)
    page.goto("/indikatorer/fardigstallda-bostader/")

    page.locator("summary", has_text="Så räknas det").focus()
    page.keyboard.press("Space")

    expect(page.locator(".calculation").first).to_be_visible()
