"""The style guide as it looks: without a fault that axe can find, and with words that can be read."""

import pytest

from goals.style_guide.views import CHAPTERS
from tests.browser.axe import EVERYTHING, HEIGHT, WIDTHS, faults

SMALLEST = """() => Math.min(...[...document.querySelectorAll('.chart text')]
  .filter(each => each.checkVisibility())
  .map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=CHAPTERS, ids=lambda chapter: chapter.slug)
def guide(request, reader, portal_server):
    """A chapter of the guide, in the development portal."""
    page = reader(portal_server, reduced_motion="reduce")
    page.goto(f"/stilguide/{request.param.slug}/")
    return page


def test_chapters_are_whole_in_both_schemes_narrow_and_wide(guide):
    for width in WIDTHS:
        guide.set_viewport_size({"width": width, "height": HEIGHT})
        assert guide.evaluate(WIDER) == 0, f"overflow at {width}"
    assert faults(guide, in_dark=EVERYTHING) == {}


@pytest.mark.parametrize("chapter", ["diagram", "fler-diagram"])
@pytest.mark.parametrize("width", [320, 599, 600, 1440])
def test_the_words_in_every_chart_can_be_read(reader, portal_server, chapter, width):
    page = reader(portal_server, viewport={"width": width, "height": 900})
    page.goto(f"/stilguide/{chapter}/")

    assert 12 <= page.evaluate(SMALLEST) < float("inf"), "inf: no chart has any words"
