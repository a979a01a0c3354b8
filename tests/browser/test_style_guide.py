"""The style guide as it looks: kept as pictures for whoever reviews a change, and without a fault that axe can find."""

from itertools import product
from pathlib import Path

import pytest

from goals.style_guide.views import CHAPTERS

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const {violations} = await axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'], elementRef: false,
  });
  return violations.flatMap(({id, nodes}) => nodes.map(each => `${id}: ${each.target.join(' ')}`));
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.chart text')]
  .filter(each => each.checkVisibility())
  .map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = (320, 1440)
SCHEMES = ("light", "dark")


@pytest.fixture(params=CHAPTERS, ids=lambda chapter: chapter.slug)
def guide(request, reader, portal_server):
    """A chapter of the guide, in the development portal."""
    page = reader(portal_server, reduced_motion="reduce")
    page.goto(f"/stilguide/{request.param.slug}/")
    page.chapter = request.param.slug
    return page


def test_chapters_are_whole_in_both_schemes_narrow_and_wide(guide, artifacts):
    guide.evaluate(AXE)
    found = {}
    for width, scheme in product(WIDTHS, SCHEMES):
        guide.set_viewport_size({"width": width, "height": 900})
        guide.emulate_media(color_scheme=scheme)
        guide.screenshot(path=artifacts / f"stilguide-{guide.chapter}-{width}-{scheme}.png", full_page=True)
        assert guide.evaluate(WIDER) == 0, f"overflow at {width}"
        if faults := guide.evaluate(RUN):
            found[width, scheme] = faults

    assert found == {}


@pytest.mark.parametrize("chapter", ["diagram", "fler-diagram"])
@pytest.mark.parametrize("width", [320, 599, 600, 1440])
def test_the_words_in_every_chart_can_be_read(reader, portal_server, chapter, width):
    page = reader(portal_server, viewport={"width": width, "height": 900})
    page.goto(f"/stilguide/{chapter}/")

    assert 12 <= page.evaluate(SMALLEST) < float("inf"), "inf: no chart has any words"
