"""The dots of a comparison are walked and named by keys, pointer and finger; nothing is fetched for those who read."""

import pytest
from playwright.sync_api import expect

PAGE = "/indikatorer/bredband-1-gbit/?ar=2024"


@pytest.fixture
def citizen(reader, portal_server):
    page = reader(portal_server, viewport={"width": 1280, "height": 900})
    page.fetched = []
    page.on("request", lambda request: page.fetched.append(request.url))
    page.goto(PAGE, wait_until="networkidle")
    return page


def control(page):
    return page.get_by_label("Gå från kommun till kommun")


def told(page):
    return page.locator("[data-strip] output")


def test_who_only_reads_fetches_no_names(citizen):
    citizen.mouse.wheel(0, 800)

    assert [url for url in citizen.fetched if "/strip." in url] == []
    expect(told(citizen)).to_contain_text("Olofström 96,7")


def test_arrow_keys_go_from_municipality_to_municipality(citizen):
    control(citizen).focus()
    expect(citizen.locator(".strip-chosen")).to_be_attached()
    citizen.keyboard.press("Home")
    first = told(citizen).inner_text()
    citizen.keyboard.press("ArrowRight")

    expect(told(citizen)).not_to_have_text(first)
    expect(control(citizen)).to_have_attribute("aria-valuetext", told(citizen).inner_text())


def test_pointer_names_the_nearest_dot_and_nothing_moves(citizen):
    picture = citizen.locator("[data-strip] svg")
    picture.scroll_into_view_if_needed()
    before = picture.bounding_box()
    citizen.mouse.move(before["x"] + before["width"] / 3, before["y"] + 5)
    expect(citizen.locator(".strip-chosen")).to_be_attached()
    citizen.mouse.move(before["x"] + before["width"] - 1, before["y"] + 5)

    expect(told(citizen)).to_contain_text("100,0")
    assert picture.bounding_box() == before


def test_without_scripts_there_is_picture_and_words_alone(reader, portal_server):
    page = reader(portal_server, java_script_enabled=False, viewport={"width": 320, "height": 800})
    page.goto(PAGE)

    expect(page.locator("[data-strip] svg")).to_be_visible()
    expect(control(page)).to_be_hidden()
