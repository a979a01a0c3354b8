"""The slide show in a hall: every slide fills its screen, and the keyboard goes through all of it in sight."""

import io

import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.test_keyboard import stops

ADDRESS = "/uppfoljning/2023/visa/"
SLIDES = """() => [...document.querySelectorAll('.slide')].map(each => ({
  name: each.id, height: each.getBoundingClientRect().height, isWide: each.scrollWidth > each.clientWidth,
  smallest: Math.min(...[...each.querySelectorAll('h1, h2, .slide-body p, .slide-body li')]
    .map(text => parseFloat(getComputedStyle(text).fontSize))),
}))"""
TOPS = """() => [...document.querySelectorAll('.slide')]
  .filter(each => Math.abs(each.getBoundingClientRect().top) < 2).map(each => each.id)"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_no_slide_is_larger_than_its_screen(reader, example_server, width, height):
    page = reader(example_server, viewport={"width": width, "height": height})
    page.goto(ADDRESS)

    slides = page.evaluate(SLIDES)

    assert len(slides) > 30
    assert [each for each in slides if each["height"] > height + 1 or each["isWide"]] == []
    assert min(each["height"] for each in slides[1:]) >= height - 1
    assert min(each["smallest"] for each in slides) >= height / 40


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_every_stop_of_the_show_is_in_sight(reader, example_server, motion):
    page = reader(example_server, viewport={"width": 1280, "height": 720}, reduced_motion=motion)
    page.goto(ADDRESS)

    found = stops(page)

    assert [each["name"] for each in found if not each["ring"]] == []
    assert [each["name"] for each in found if not each["seen"]] == []
    places = [each["place"] for each in found]
    assert places == sorted(places)


def test_the_show_is_walked_from_first_to_last_by_keys(reader, example_server):
    page = reader(example_server, viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(ADDRESS)
    names = [each["name"] for each in page.evaluate(SLIDES)]
    seen = []

    page.get_by_role("link", name="Börja").focus()
    for name in names[1:]:
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#{name}")
        expect(page.locator(f"#{name} h2")).to_be_in_viewport()
        seen += page.evaluate(TOPS)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")

    assert seen == names[1:]
    assert page.evaluate("document.activeElement.textContent") == "Till hela uppföljningen"


def test_the_show_is_printed_without_a_blank_first_sheet(reader, example_server):
    page = reader(example_server)
    page.goto(ADDRESS)

    sheets = [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]

    assert "Årsuppföljning 2023" in sheets[0]
    assert "Av 12 mål bedöms" in sheets[0]
    assert [number for number, text in enumerate(sheets) if len(text) < 80] == []


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_first_printed_sheet_of_a_year_stands_alone(reader, example_server, year):
    page = reader(example_server)
    page.goto(f"/uppfoljning/{year}/")

    first, second, *_ = (each.extract_text() for each in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)

    for heading in (f"Årsuppföljning {year}", f"Vad har ändrats sedan {year - 1}?", "Det här föreslås"):
        assert heading in first
    assert "3. Ekonomin är i balans" in first
    assert second.lstrip().startswith("Samlad bedömning")
