"""A chart can be explored by pointer and by keys; nothing is fetched for those who only read."""

import re

import pytest
from playwright.sync_api import expect

SHIFTS = """
  const shifts = [];
  const seen = (list) => {
    for (const shift of list) shifts.push(...shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 99) ?? "?"));
  };
  const observer = new PerformanceObserver((list) => seen(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.shiftsSeen = () => { seen(observer.takeRecords()); return shifts; };
"""
OPENED = 20_000  # milliseconds for a busy machine to fetch and draw


@pytest.fixture
def citizen(reader, portal_server):
    page = reader(portal_server, viewport={"width": 1280, "height": 900})
    page.fetched = []
    page.on("request", lambda request: page.fetched.append(request.url))
    page.goto("/indikatorer/bredband-1-gbit/?ar=2024", wait_until="networkidle")
    return page


def heavy(page):
    return [url for url in page.fetched if "plotly" in url or "diagram.json" in url]


def live(page):
    return page.locator("[data-chart-live]")


def place(locator):
    """Return left, top, width and height on the page, however far it is scrolled."""
    return locator.evaluate(
        "each => { const {x, y, width, height} = each.getBoundingClientRect(); return [x, y + scrollY, width, height] }"
    )


def explored_by_keys(page):
    """Reach for the chart as someone does who has no pointer, and end inside it."""
    page.get_by_role("button", name="Utforska diagrammet").focus()
    page.keyboard.press("Enter")
    expect(live(page)).to_be_focused(timeout=OPENED)


def button(page):
    return page.get_by_role("button", name="Utforska diagrammet")


def test_only_a_press_fetches_the_code_of_the_chart(citizen):
    citizen.mouse.wheel(0, 400)
    citizen.get_by_role("link", name="CSV").hover()
    citizen.locator("[data-chart-static]").hover()
    citizen.locator("[data-chart-static]").click()
    button(citizen).hover()
    button(citizen).focus()
    citizen.keyboard.press("Tab")
    citizen.wait_for_load_state("networkidle")

    assert heavy(citizen) == []


@pytest.mark.parametrize("key", ["Enter", "Space", ""])
def test_a_press_opens_the_chart_in_its_place(citizen, key):
    drawn = citizen.locator("[data-chart-static]")
    before = place(drawn)
    if key:
        button(citizen).focus()
        citizen.keyboard.press(key)
    else:
        button(citizen).click()

    expect(live(citizen)).to_be_focused(timeout=OPENED)
    expect(live(citizen)).to_have_accessible_name(re.compile("piltangent"))
    expect(drawn).to_be_hidden()
    expect(button(citizen)).to_be_hidden()
    assert any("plotly-basic" in url for url in heavy(citizen))
    expect(citizen.locator("[data-chart-live] .main-svg").first).to_be_visible()
    assert place(live(citizen)) == pytest.approx(before, abs=1), "the page jumped"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves_when_the_chart_is_opened_and_read(reader, portal_server, width):
    page = reader(portal_server, viewport={"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    page.goto("/indikatorer/bredband-1-gbit/", wait_until="networkidle")
    explored_by_keys(page)
    for key in ("End", "ArrowLeft", "Home"):
        page.keyboard.press(key)
    expect(page.locator("[data-chart-status]")).to_contain_text("2017")

    assert page.evaluate("shiftsSeen()") == []


def test_who_has_gone_on_keeps_the_focus_when_the_chart_comes(citizen):
    def go_on(route):
        citizen.get_by_role("link", name="CSV").focus()
        route.continue_()

    citizen.route(re.compile("diagram.json"), go_on, times=1)
    button(citizen).click()

    expect(live(citizen)).to_be_visible(timeout=OPENED)
    expect(citizen.get_by_role("link", name="CSV")).to_be_focused()


def test_keys_go_through_the_values_and_say_them(citizen):
    explored_by_keys(citizen)
    said = citizen.locator("[data-chart-status]")
    row = citizen.get_by_role("row").filter(has=citizen.get_by_role("rowheader", name="2022", exact=True))
    value = row.get_by_role("cell").first.inner_text()

    citizen.keyboard.press("End")
    expect(said).to_contain_text("2022")
    expect(said).to_contain_text(value)
    citizen.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("2021")
    citizen.keyboard.press("Home")
    expect(said).to_contain_text("2017")
    citizen.keyboard.press("Tab")
    expect(live(citizen)).not_to_be_focused()


def test_a_line_to_compare_with_comes_into_the_open_chart(citizen):
    explored_by_keys(citizen)

    with citizen.expect_response(re.compile(r"diagram\.json\?.*jamfor=riket")):
        citizen.get_by_role("checkbox", name="Riket").check()

    expect(live(citizen)).to_contain_text("Riket")
    expect(citizen.locator(".chart-figure figcaption")).to_contain_text("Riket: senast")


def test_a_line_chosen_while_the_chart_is_fetched_is_in_it(citizen):
    def choose(route):
        citizen.get_by_role("checkbox", name="Riket").check()
        route.continue_()

    citizen.route(re.compile("diagram.json"), choose, times=1)
    citizen.get_by_role("button", name="Utforska diagrammet").click()

    expect(live(citizen)).to_contain_text("Riket", timeout=OPENED)


def test_scrolling_past_does_not_open_the_chart(reader, portal_server):
    page = reader(portal_server, viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page.goto("/indikatorer/bredband-1-gbit/")
    drawn = page.locator("[data-chart-static]")

    drawn.tap()
    expect(drawn).to_be_visible()
    assert page.evaluate("window.Plotly") is None
    page.get_by_role("button", name="Utforska diagrammet").tap()

    expect(live(page)).to_be_visible(timeout=OPENED)


def test_an_open_chart_follows_the_colours_of_the_screen(citizen):
    explored_by_keys(citizen)
    line = citizen.locator("[data-chart-live] .scatterlayer .js-line").last
    light = line.evaluate("each => getComputedStyle(each).stroke")

    citizen.emulate_media(color_scheme="dark")

    expect(line).not_to_have_css("stroke", light)


@pytest.mark.parametrize(("kind", "opening"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_an_explored_chart_can_be_taken_away_as_a_picture(citizen, kind, opening):
    explored_by_keys(citizen)

    with citizen.expect_download() as download:
        citizen.get_by_role("button", name=f"Spara {kind}").click()

    assert download.value.suggested_filename == f"bredband-1-gbit.{kind.lower()}"
    assert opening in download.value.path().read_bytes()[:200]


def test_the_drawing_stays_where_the_chart_cannot_be_fetched(reader, portal_server):
    page = reader(portal_server)
    page.route(re.compile("diagram.json"), lambda route: route.fulfill(status=204))
    page.goto("/indikatorer/bredband-1-gbit/")

    page.get_by_role("button", name="Utforska diagrammet").click()

    expect(page.locator("[data-chart-status]")).to_contain_text("Det gick inte att hämta", timeout=OPENED)
    expect(page.locator("[data-chart-static] svg:visible")).to_have_count(1)


def test_without_scripts_nothing_is_offered_that_needs_them(reader, portal_server):
    page = reader(portal_server, java_script_enabled=False)
    page.goto("/indikatorer/bredband-1-gbit/")

    expect(page.get_by_role("button", name="Utforska diagrammet")).to_have_count(0)
    expect(page.locator("[data-chart-static] svg:visible")).to_have_count(1)
