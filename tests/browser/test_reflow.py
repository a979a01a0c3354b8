"""Nothing is wider than the window and nothing to press is small: on any screen, zoomed, with large or spaced text."""

import pytest

NARROW = {"width": 320, "height": 700}  # the same as 1280 pixels zoomed to 400 %
WIDER = (480, 800, 1024, 1280, 1920)
HEIGHT = 700

# WCAG 2.2, success criterion 1.4.12
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
TWICE = {"standard": 32, "fixed": 26}  # pixels; what the browser's own setting for text size says instead of 16 and 13

UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"

# What sticks out of the window, and what hides a part of its own text; a field scrolls what is written in it.
OVERFLOW = """() => {
  const described = each => each.tagName + '.' + each.getAttribute('class') + ': ' + each.textContent.trim().slice(0, 40);
  const scrolled = each => each.closest('[role=region][tabindex="0"], .visually-hidden, .sprite, .skip-link');
  const room = document.documentElement.clientWidth;
  const outside = document.documentElement.scrollWidth <= room ? [] :
    [...document.querySelectorAll('body *')].filter(each =>
      each.getBoundingClientRect().right > room + 1 && !scrolled(each) && !each.closest('svg')).map(described);
  const cut = [...document.querySelectorAll('body *')].filter(each => {
    const hides = ['hidden', 'clip'].includes(getComputedStyle(each).overflowX);
    return hides && !each.matches('input') && !scrolled(each) && !each.closest('svg') && each.scrollWidth > each.clientWidth + 1;
  }).map(each => 'cut: ' + described(each));
  const lost = document.documentElement.scrollWidth > room && !outside.length ? ['the page is wider than the window'] : [];
  return [...outside.slice(0, 3), ...cut, ...lost];
}"""
REGIONS = """() => [...document.querySelectorAll('table')].filter(each => {
  const region = each.closest('[role=region]');
  const name = region?.ariaLabel ?? document.getElementById(region?.getAttribute('aria-labelledby'))?.textContent;
  return !(name?.trim() && region.tabIndex === 0
    && ['auto', 'scroll'].includes(getComputedStyle(region).overflowX));
}).length"""
# Links inside running text are as high as their line; everything else is a target of its own.
SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')].filter(each => {
  const {width, height} = each.getBoundingClientRect();
  if (!width || !each.checkVisibility({visibilityProperty: true}) || each.closest('.visually-hidden, .skip-link')) return false;
  const label = each.closest('label')?.getBoundingClientRect();
  const inText = getComputedStyle(each).display === 'inline' && [...each.parentElement.childNodes].some(
    near => near !== each && near.textContent.trim().length > 1);
  return !inText && Math.min(label?.width ?? width, label?.height ?? height) < 23.5;
}).map(each => each.textContent.trim() + ' ' + each.getBoundingClientRect().height)"""


def told(found):
    """Keep the addresses where something was found."""
    return {address: faults for address, faults in found.items() if faults}


@pytest.mark.parametrize("place", [0, 1], ids=["olofstrom", "exempel"])
def test_every_page_fits_a_narrow_phone_also_with_wider_text(all_pages, reader, place):
    portal, addresses = all_pages[place]
    phone, found = reader(portal, viewport=NARROW, reduced_motion="reduce"), {}
    assert len(addresses) > 60
    for address in addresses:
        phone.goto(address, wait_until="domcontentloaded")
        phone.evaluate(UNFOLD)
        found[address] = phone.evaluate(OVERFLOW) + phone.evaluate(SMALL)
        assert phone.evaluate(REGIONS) == 0, f"a table on {address} scrolls in no named region that keys reach"
        phone.evaluate(SPACING)
        found[f"{address} with wider text"] = phone.evaluate(OVERFLOW)

    assert told(found) == {}


def test_every_kind_of_page_fits_wider_windows(reader, page_kinds):
    found = {}
    for portal, addresses in page_kinds:
        page = reader(portal, reduced_motion="reduce")
        for address in addresses:
            page.goto(address)
            for width in WIDER:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                found[f"{address} {width}"] = page.evaluate(OVERFLOW) + page.evaluate(SMALL)

    assert told(found) == {}


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_every_kind_of_page_fits_with_text_twice_as_large(reader, page_kinds, width):
    found = {}
    for portal, addresses in page_kinds:
        page = reader(portal, viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": TWICE})
        for address in addresses:
            page.goto(address)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            found[address] = page.evaluate(OVERFLOW)

    assert told(found) == {}


def test_a_wide_table_is_scrolled_by_keys(reader, example_server):
    page = reader(example_server, viewport=NARROW, reduced_motion="reduce")
    page.goto("/indikatorer/behoriga-till-gymnasiet/")
    region = page.get_by_role("region").filter(has=page.get_by_role("table")).last
    region.focus()

    page.keyboard.press("ArrowRight")

    page.wait_for_function("each => each.scrollLeft > 0", arg=region.element_handle())
