"""axe finds nothing on any kind of page, light or dark, on a phone or on a wide screen.

The script is given to the page by the browser's debugger, which the content security policy does not concern:
the pages are tested under the very policy that readers have.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
SCHEMES = ("light", "dark")
HEIGHT = 900
# What a scheme can change, whatever the width; the light one is asked for everything.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async rules => {
  const {violations} = await axe.run({runOnly: rules, resultTypes: ['violations'], elementRef: false});
  return violations.flatMap(({id, nodes}) => nodes.map(each => `${id}: ${each.target.join(' ')} – ${each.failureSummary}`));
}"""
UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"


def faults(page):
    """Return what axe finds on a page as it stands: narrow and wide, light and dark."""
    page.evaluate(AXE)
    page.evaluate(UNFOLD)
    found = {}
    for width, scheme in ((320, "light"), (1440, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        if complaints := page.evaluate(RUN, EVERYTHING if scheme == "light" else OF_COLOUR):
            found[f"{page.url} {width} {scheme}"] = complaints
    return found


@pytest.mark.parametrize("place", [0, 1], ids=["olofstrom", "exempel"])
def test_axe_finds_nothing_on_any_kind_of_page(reader, page_kinds, place):
    portal, addresses = page_kinds[place]
    page, found = reader(portal, reduced_motion="reduce"), {}
    for address in addresses:
        page.goto(address)
        found |= faults(page)

    assert found == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_an_open_menu(reader, example_server, scheme):
    page = reader(example_server, color_scheme=scheme, viewport={"width": 320, "height": HEIGHT})
    page.goto("/")
    page.get_by_text("Meny", exact=True).click()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()

    page.evaluate(AXE)

    assert page.evaluate(RUN, EVERYTHING) == []


def test_axe_finds_nothing_in_an_explored_chart(reader, example_server):
    page = reader(example_server, reduced_motion="reduce")
    page.goto("/indikatorer/behoriga-till-gymnasiet/")
    page.get_by_role("button", name="Utforska diagrammet").click()
    expect(page.locator("[data-chart-live]")).to_be_focused(timeout=20_000)
    page.keyboard.press("End")

    assert faults(page) == {}


def test_axe_finds_nothing_in_a_narrowed_list(reader, example_server):
    page = reader(example_server, reduced_motion="reduce")
    page.goto("/indikatorer/")
    page.get_by_role("main").get_by_role("searchbox").fill("skola")
    page.wait_for_url("**q=skola**")

    assert faults(page) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_more_contrast_is_asked_for(reader, example_server, views, scheme):
    page = reader(example_server, color_scheme=scheme, contrast="more", reduced_motion="reduce")
    for address in views.values():
        page.goto(address)
        page.evaluate(AXE)
        assert page.evaluate(RUN, OF_COLOUR) == [], address
