"""Another year is seen in place where scripts run; test_main_walk.py changes it without them."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("path", ["/", "/mal/helt-uppkopplat-2025/", "/indikatorer/invanare/"])
def test_a_year_changes_the_page_in_place_and_is_said_aloud(reader, portal_server, path):
    citizen = reader(portal_server, viewport={"width": 1280, "height": 600})
    citizen.goto(path)
    citizen.evaluate("window.stayed = true")
    picker = citizen.get_by_role("navigation", name="Välj år")
    link = picker.get_by_role("link", name="2022")
    link.focus()
    place = citizen.evaluate("scrollY")

    citizen.keyboard.press("Enter")

    expect(picker.locator("[aria-current]")).to_contain_text("2022")
    expect(citizen.locator("[data-announcer][role=status]")).to_contain_text("2022")
    expect(link).to_be_focused()
    assert urlsplit(citizen.url).query == "ar=2022"
    assert citizen.evaluate("[window.stayed, scrollY]") == [True, place]

    citizen.go_back()

    expect(picker.locator("[aria-current]")).not_to_contain_text("2022")


def test_a_chart_can_still_be_explored_after_another_year(reader, portal_server):
    citizen = reader(portal_server)
    citizen.goto("/indikatorer/invanare/")
    citizen.get_by_role("navigation", name="Välj år").get_by_role("link", name="2022").click()
    expect(citizen.locator(".notice")).to_contain_text("2022")

    with citizen.expect_response(lambda response: response.url.endswith("/diagram.json?ar=2022")):
        citizen.get_by_role("button", name="Utforska diagrammet").click()

    expect(citizen.locator("[data-chart-live]")).to_be_focused(timeout=20_000)
