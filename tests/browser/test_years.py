"""Another year is seen in place where scripts run; test_main_walk.py changes it without them."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_filter import ready


@pytest.mark.parametrize("path", ["/", "/mal/", "/inriktningar/nara-till-allt/", "/mal/helt-uppkopplat-2025/"])
def test_a_year_changes_the_page_in_place_and_is_said_aloud(reader, portal_server, path):
    citizen = reader(portal_server, viewport={"width": 1280, "height": 600})
    citizen.goto(path)
    citizen.evaluate("window.stayed = true")
    picker = citizen.get_by_role("navigation", name="Välj år")
    link = picker.get_by_role("link", name="2022")
    link.focus()
    ready(citizen)
    place = citizen.evaluate("scrollY")

    citizen.keyboard.press("Enter")

    expect(picker.locator("[aria-current]")).to_contain_text("2022")
    expect(citizen.locator("[data-announcer]:is([role=status], [aria-live=polite])")).to_contain_text("2022")
    expect(link).to_be_focused()
    assert urlsplit(citizen.url).query == "ar=2022"
    assert citizen.evaluate("[window.stayed, scrollY]") == [True, place]

    citizen.go_back()

    expect(picker.locator("[aria-current]")).not_to_contain_text("2022")
