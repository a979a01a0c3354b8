"""axe finds nothing on any kind of page, light or dark, on a phone or on a wide screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import EVERYTHING, HEIGHT, OF_COLOUR, SCHEMES, faults, violations


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

    assert violations(page, EVERYTHING) == []


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


def test_axe_finds_nothing_where_more_contrast_is_asked_for(reader, example_server, views):
    page = reader(example_server, contrast="more", reduced_motion="reduce")
    for address in views.values():
        page.goto(address)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, OF_COLOUR) == [], f"{address} {scheme}"
