"""The portal in the ways people set up their screens, and on paper."""

import pytest
from playwright.sync_api import expect

STATUSES = 6
INDICATOR = "/indikatorer/behoriga-till-gymnasiet/"
MOVING = """() => document.getAnimations().length + [...document.querySelectorAll('*')].filter(each => {
  const {transitionDuration, animationDuration, scrollBehavior} = getComputedStyle(each);
  const seconds = [...transitionDuration.split(','), ...animationDuration.split(',')].map(parseFloat);
  return Math.max(...seconds) > 0.01 || scrollBehavior === 'smooth';
}).length"""


def marks(page):
    """Return a picture of each mark in the legend of statuses, by its code."""
    page.goto("/sa-bedomer-vi/")
    found = {}
    for mark in page.locator("main dt .status svg.mark").all():
        code = mark.locator("use").get_attribute("href")
        found.setdefault(code, mark.screenshot(animations="disabled"))
    return found


@pytest.mark.parametrize(
    "mode",
    [{"forced_colors": "active"}, {"forced_colors": "active", "color_scheme": "dark"}, {"color_scheme": "dark"}, {}],
    ids=["forced colours", "forced colours, dark", "dark", "light"],
)
def test_every_status_has_a_mark_that_is_seen_and_told_apart(reader, example_server, ink, mode):
    page = reader(example_server, device_scale_factor=2, **mode)

    pixels = {code: ink(picture) for code, picture in marks(page).items()}

    assert len(pixels) == STATUSES
    for code, own in pixels.items():
        assert 0.1 < sum(own) / len(own) < 0.9, f"{code} is not seen"
        for other, others in pixels.items():
            if other > code:
                assert len(own) == len(others)
                differing = sum(a != b for a, b in zip(own, others, strict=True)) / len(own)
                assert differing > 0.08, f"{code} and {other} look alike"


def test_forced_colours_keep_the_bar_and_the_chart(reader, example_server, ink):
    page = reader(example_server, forced_colors="active")
    for address, shape in (("/uppfoljning/2024/", ".distribution-bar"), ("/", ".chart:visible")):
        page.goto(address)
        pixels = ink(page.locator(shape).first.screenshot())
        assert sum(pixels) / len(pixels) > 0.01, shape


def test_nothing_moves_for_who_wants_it_still(reader, example_server, views):
    page = reader(example_server, reduced_motion="reduce")
    for address in views.values():
        page.goto(address)
        assert page.evaluate(MOVING) == 0, address


def test_an_explored_chart_does_not_move_for_who_wants_it_still(reader, example_server):
    page = reader(example_server, reduced_motion="reduce")
    page.goto(INDICATOR)
    page.get_by_role("button", name="Utforska diagrammet").click()
    expect(page.locator("[data-chart-live]")).to_be_focused(timeout=20_000)

    page.keyboard.press("ArrowLeft")

    assert page.evaluate("document.getAnimations().length") == 0


def test_paper_gets_the_content_and_not_the_navigation(reader, example_server):
    page = reader(example_server)
    page.emulate_media(media="print")
    page.goto(INDICATOR)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".chart:visible")).to_have_count(1)
    expect(page.get_by_role("table")).to_be_visible()
    for hidden in (
        page.get_by_role("navigation", name="Huvudmeny"),
        page.locator(".skip-link"),
        page.locator(".filter"),
        page.get_by_role("button", name="Utforska diagrammet"),
    ):
        expect(hidden).to_be_hidden()


def test_paper_gets_the_whole_follow_up(reader, portal_server):
    page = reader(portal_server)
    page.emulate_media(media="print")
    page.goto("/uppfoljning/2024/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    for hidden in (
        page.get_by_role("navigation", name="Huvudmeny"),
        page.locator(".filter"),
        page.locator(".downloads"),
    ):
        expect(hidden).to_be_hidden()
