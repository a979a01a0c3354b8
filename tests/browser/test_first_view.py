"""A page is there at once: few requests and bytes, nothing that moves, and no script before somebody reaches for it."""

from collections import Counter

import pytest

from tests.browser.test_reach import Held

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
MAX_BYTES = 52_000  # transferred, headers and all
MAX_REQUESTS = 5
MAX_EARLY_SCRIPT_BYTES = 2000  # unpacked, on any page for everybody
FOR_STAFF = "/stilguide/"

PAINTED = "() => new Promise(seen => new PerformanceObserver(seen).observe({type: 'paint', buffered: true}))"
# What has moved by itself, from the first paint until the page has had all that it asks for.
SHIFTS = """async () => {
  await document.fonts.ready;
  await new Promise(seen => requestAnimationFrame(() => setTimeout(seen)));
  const found = [];
  const observer = new PerformanceObserver(() => {});
  observer.observe({type: 'layout-shift', buffered: true});
  for (const each of observer.takeRecords()) {
    found.push(`${each.value}: ${each.sources.map(({node}) => node?.className || node?.nodeName).join(', ')}`);
  }
  return found;
}"""
# A browser without windows shows no icon, so it does not ask for it.
ICON = "async () => (await fetch(document.querySelector('link[rel=icon]').href)).text()"


@pytest.fixture
def phone(reader, portal_server):
    """Return the start page's first view on a phone that has been here never before, with what was fetched for it."""
    page = reader(portal_server, **PHONE)
    page.sizes = Counter()  # bytes by address
    addresses = {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda told: addresses.update({told["requestId"]: told["request"]["url"]}))
    wire.on(
        "Network.loadingFinished",
        lambda told: page.sizes.update({addresses[told["requestId"]]: told["encodedDataLength"]}),
    )
    page.goto("/", wait_until="networkidle")
    return page


def test_first_view_of_the_start_page_is_light(phone):
    phone.evaluate(ICON)
    phone.wait_for_load_state("networkidle")

    assert 1 < len(phone.sizes) <= MAX_REQUESTS, phone.sizes
    assert phone.sizes.total() <= MAX_BYTES, phone.sizes


def test_nothing_moves_on_the_start_page_as_it_comes(phone):
    assert phone.evaluate(SHIFTS) == []


@pytest.mark.parametrize("path", ["/", "/indikatorer/"])
def test_nothing_moves_when_the_font_comes_after_the_words(reader, portal_server, path):
    page = reader(portal_server, **PHONE)
    font = Held(page, "**/*.woff2")
    page.goto(path, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    font.let_through()
    page.wait_for_load_state("networkidle")

    assert page.evaluate(SHIFTS) == []


def test_no_page_waits_for_scripts_or_a_second_stylesheet(reader, page_kinds):
    faults = {}
    for portal, addresses in page_kinds:
        page, came = reader(portal), []
        page.on("response", lambda response, came=came: came.append(response))
        for address in addresses:
            came.clear()
            page.goto(address)
            scripts = sum(len(each.body()) for each in came if each.request.resource_type == "script")
            sheets = page.locator("link[rel=stylesheet]").count()
            if scripts > MAX_EARLY_SCRIPT_BYTES or (sheets != 1 and not address.startswith(FOR_STAFF)):
                faults[address] = (sheets, scripts)

    assert faults == {}
