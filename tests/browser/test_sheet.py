"""The sheet in a real browser: a year entered by keyboard, through lost connections, logouts and killed servers."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.axe import OF_COLOUR, violations
from tests.processes import asked, started

OVERFLOWS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > innerWidth + 1)
  .map(each => each.outerHTML.slice(0, 150))"""
PASSWORD = "korrekt häst batteri häftstift"
ROWS = 60
SHEET = "/admin/inmatning/2024/"
KILLS = 10
SETTING = f"""
from datetime import date
from django.contrib.auth.models import User
from indicators.models import *
home = Municipality.objects.create(code="9999", name="Exempelby")
Portal.objects.create(
    municipality=home, title="Exempelbys mål", full_name="Exempelby kommun", short_name="Exempelby", is_example=True
)
units = [Unit.objects.create(slug=slug, name=name) for slug, name in (("skolan", "Skolan"), ("lilla", "Lilla enheten"))]
for number in range({ROWS}):
    each = Indicator.objects.create(
        slug=f"rad-{{number:02}}", name=f"Indikator {{number:02}}", measure="share", unit_label="%", direction="higher",
        unit=units[number >= 57], by_sex=number % 10 == 9, position=number, definition="Andelen som mäts.",
    )
    for year, value in ((2020, 50), (2021, 51), (2022, 50), (2023, 52)):
        Outcome.objects.create(
            indicator=each, municipality=home, year=year, value=value, source="Enkäten", origin="own", state="published"
        )
Round.objects.create(year=2024, opens_on=date(2025, 1, 1), due_on=date(2199, 2, 15))
for name, first, role in (("eva", "Eva", "reporter"), ("bo", "Bo", "reporter"), ("karl", "Karl", "approver")):
    user = User.objects.create(username=name, first_name=first, last_name="Ek", is_staff=True)
    user.set_password("{PASSWORD}")
    user.save()
    for unit in units:
        Assignment.objects.create(user=user, role=role, unit=unit)
print(1)
"""
STORED = """SELECT i.slug || '__' || c.sex, coalesce(c.value, c.missing_reason) FROM indicators_cell c
JOIN indicators_entry e ON e.id = c.entry_id JOIN indicators_indicator i ON i.id = e.indicator_id"""
TOLD = """SELECT i.slug, e.comment FROM indicators_entry e
JOIN indicators_indicator i ON i.id = e.indicator_id WHERE e.comment <> ''"""
FEW = f"{SHEET}?enhet=lilla"  # the last three rows, for what is looked at in every state
FIRST = 57  # of them


@pytest.fixture(scope="module")
def address(tmp_path_factory, copied_tables):
    """Make a database of a year with sixty indicators, and two who enter and one who approves."""
    path = tmp_path_factory.mktemp("inmatning") / "portal.sqlite3"
    copied_tables(path)
    address = f"sqlite:///{path}"
    assert asked(started(address, SETTING)) == 1
    return address


@pytest.fixture(scope="module")
def portal(address, serve, tmp_path_factory):
    with serve(tmp_path_factory.mktemp("server"), DATABASE_URL=address) as portal:
        yield portal


@pytest.fixture(autouse=True)
def nothing_entered(address):
    with database(address) as rows:
        for table in ("step", "historicalcell", "cell", "entry"):
            rows.execute(f"DELETE FROM indicators_{table}")  # noqa: S608  names of our own


@pytest.fixture(scope="module")
def sessions():
    return {}


@pytest.fixture
def enter(new_context, portal, sessions):
    """Return a function that opens the sheet for a person, who has logged in once."""

    def open_page(name="eva", sheet=SHEET, **options):
        if name not in sessions:
            sessions[name] = logged_in(new_context, portal, name)
        context = new_context(base_url=portal.url, storage_state=sessions[name], reduced_motion="reduce", **options)
        page = context.new_page()
        page.goto(sheet)
        return page

    return open_page


def logged_in(new_context, portal, name):
    context = new_context(base_url=portal.url)
    log_in(context.new_page(), name)
    return context.storage_state()


def log_in(page, name):
    if "/admin/inmatning" not in page.url:
        page.goto(SHEET)
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Värden för 2024")


def cell(page, number, sex="T"):
    return page.locator(f"#rad-{number:02}__{sex}")


def comment(page, number):
    return page.locator(f"#rad-{number:02}__kommentar")


def state(page, number):
    return page.locator(f"#lage-rad-{number:02}")


@contextmanager
def database(address):
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection, connection:
        yield connection


def stored(address):
    """Return what the cells hold: {"rad-00__T": "52.5"}."""
    with database(address) as rows:
        return {name: str(value).removesuffix(".0") for name, value in rows.execute(STORED)}


def comments(address):
    with database(address) as rows:
        return dict(rows.execute(TOLD))


def check(page):
    """Hold a page to axe in light and dark, and to no sideways scroll on a phone and at 200 per cent."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, OF_COLOUR) == []
    page.emulate_media(color_scheme="light")
    for width in (320, 640):  # 640 is a screen of 1280 at 200 per cent
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate(OVERFLOWS) == []
    assert violations(page) == [], "as blocks on a narrow screen"
    page.set_viewport_size({"width": 1280, "height": 800})


def test_sixty_indicators_are_entered_by_keyboard_in_one_go(enter, address):
    page = enter()
    keys = page.keyboard
    wrong = {7: ("1.083", "Menar du 1 083 eller 1,083?"), 21: ("152", "152 % är för högt"), 33: ("inte", "Menar du")}
    odd = {15: "71", 44: "22,5"}

    cell(page, 0).focus()
    for number in range(ROWS):
        expect(cell(page, number)).to_be_focused()
        if number in wrong:
            text, question = wrong[number]
            keys.type(text)
            keys.press("Enter")
            expect(state(page, number)).to_contain_text(question)
            expect(cell(page, number)).to_have_attribute("aria-invalid", "true")
            keys.press("ArrowUp")
            expect(cell(page, number)).to_be_focused()
        keys.type(odd.get(number, f"5{number % 10},5"))
        if number in odd:
            keys.press("Tab")
            keys.type("Fler svarade än väntat.")
            keys.press("ArrowLeft" if number == 15 else "Shift+Tab")
            cell(page, number).focus()
        keys.press("Enter")
    expect(page.locator(".waiting")).to_have_count(0)
    for number in odd:
        expect(state(page, number)).to_contain_text("Ovanligt stor förändring sedan 2023")
    expect(page.locator("#framsteg")).to_contain_text("0 av 60 värden är klara. 60 är utkast.")

    page.get_by_role("button", name="Skicka in det som är klart").focus()
    keys.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("60 indikatorer är inskickade för godkännande.")
    found = stored(address)
    assert len(found) == ROWS
    assert {found[f"rad-{number:02}__T"] for number in odd} == {"71", "22.5"}


def test_the_keys_move_between_cells_take_back_and_undo(enter, address):
    page = enter()
    keys = page.keyboard
    cell(page, 9).focus()
    keys.type("51")
    keys.press("ArrowRight")
    expect(cell(page, 9, "K")).to_be_focused()
    keys.press("ArrowRight")
    expect(cell(page, 9, "M")).to_be_focused()
    keys.press("Shift+Enter")
    expect(cell(page, 8)).to_be_focused()  # the row above has no men: its first field
    keys.press("ArrowDown")
    expect(cell(page, 9)).to_be_focused()
    expect(state(page, 9)).to_contain_text("Utkast")

    keys.type("99")
    keys.press("Escape")
    expect(cell(page, 9)).to_have_value("51")

    keys.type("53")
    keys.press("Enter")
    expect(page.locator(".waiting")).to_have_count(0)
    keys.press("Control+z")
    expect(cell(page, 9)).to_be_focused()
    expect(cell(page, 9)).to_have_value("51")
    expect(page.locator("[data-say]")).to_contain_text("Ångrade. Indikator 09, totalt, 2024 är åter 51.")
    expect(page.locator(".waiting")).to_have_count(0)
    assert stored(address) == {"rad-09__T": "51"}


def test_pasted_block_is_reported_cell_by_cell(enter, address):
    page = enter()
    block = "54,5\t\t\n1.083\t7\t8\nmäts inte i år\t\t\n\t\t\n"
    cell(page, 8).focus()

    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,
        cancelable: true})); }""",
        block,
    )

    report = page.locator("[data-pasted]")
    expect(report).to_contain_text("4 inklistrade rutor är sparade.")
    expect(report).to_contain_text("En kunde inte sparas:")
    expect(report.get_by_role("link", name="Indikator 09, totalt, 2024")).to_be_visible()
    expect(cell(page, 9)).to_have_value("1.083")
    expect(cell(page, 10)).to_have_value("Mäts inte i år")
    report.get_by_role("button", name="Stäng").press("Enter")
    expect(report).to_be_hidden()
    expect(cell(page, 8)).to_be_focused()
    assert stored(address) == {
        "rad-08__T": "54.5",
        "rad-09__K": "7",
        "rad-09__M": "8",
        "rad-10__T": "not_measured",
    }


def test_a_question_is_answered_by_its_button(enter, address):
    page = enter()
    cell(page, 3).fill("1.083")
    cell(page, 3).press("Enter")

    state(page, 3).get_by_role("button", name="1,083").click()

    expect(state(page, 3)).to_contain_text("Utkast")
    expect(cell(page, 3)).to_have_value("1,083")
    expect(cell(page, 3)).not_to_have_attribute("aria-invalid", "true")
    assert stored(address) == {"rad-03__T": "1.083"}


def test_fault_stays_shown_while_the_rest_of_its_row_is_saved(enter, address):
    page = enter(sheet=FEW)
    cell(page, FIRST).fill("1.083")
    cell(page, FIRST).press("Enter")
    expect(state(page, FIRST)).to_contain_text("Menar du 1 083 eller 1,083?")
    page.get_by_role("textbox", name="Kommentar till Indikator 57").fill("Fler svarade.")
    page.keyboard.press("Enter")

    expect(state(page, FIRST)).to_contain_text("Sparat kl.")
    expect(state(page, FIRST)).to_contain_text("Menar du 1 083 eller 1,083?")
    cell(page, FIRST).fill("51")
    cell(page, FIRST).press("Tab")
    expect(page.get_by_role("textbox", name="Kommentar till Indikator 57")).to_be_focused()
    expect(state(page, FIRST)).not_to_contain_text("Menar du")
    assert stored(address) == {"rad-57__T": "51"}


def test_value_refused_by_a_locked_year_is_not_called_saved(enter, address):
    page = enter(sheet=FEW)
    with database(address) as rows:
        rows.execute("UPDATE indicators_round SET locked_at = '2025-03-01 10:00:00'")
    try:
        cell(page, FIRST).fill("51")
        cell(page, FIRST).press("Enter")

        expect(page.locator("[data-say]")).to_have_text(
            "Indikator 57, totalt, 2024: Sparades inte. Året är låst. Samordnaren kan låsa upp det."
        )
        expect(cell(page, FIRST)).to_have_value("51")
    finally:
        with database(address) as rows:
            rows.execute("UPDATE indicators_round SET locked_at = NULL")


def test_the_second_of_two_sees_both_values_and_chooses(enter, address):
    eva, bo = enter("eva", FEW), enter("bo", FEW)
    cell(eva, FIRST).fill("51")
    cell(eva, FIRST).press("Enter")
    expect(state(eva, FIRST)).to_contain_text("Utkast")

    cell(bo, FIRST).fill("49")
    cell(bo, FIRST).press("Enter")
    expect(state(bo, FIRST)).to_contain_text("Eva Ek sparade 51")
    expect(state(bo, FIRST)).to_contain_text("Du har skrivit 49.")
    check(bo)
    assert stored(address) == {"rad-57__T": "51"}

    state(bo, FIRST).get_by_role("button", name="Använd 49").click()
    expect(state(bo, FIRST)).not_to_contain_text("Eva Ek sparade")
    assert stored(address) == {"rad-57__T": "49"}

    cell(eva, FIRST).fill("50")
    cell(eva, FIRST).press("Enter")
    state(eva, FIRST).get_by_role("button", name="Behåll 49").click()
    expect(cell(eva, FIRST)).to_have_value("49")
    expect(state(eva, FIRST)).not_to_contain_text("Bo Ek sparade")
    assert stored(address) == {"rad-57__T": "49"}


def test_anothers_save_in_the_row_is_shown_not_overwritten(enter, address):
    eva, bo = enter("eva", FEW), enter("bo", FEW)
    cell(bo, 59, "K").fill("40")
    cell(bo, 59, "K").press("Enter")
    comment(bo, 59).fill("Fler svarade.")
    cell(bo, 58).click()
    expect(state(bo, 59)).not_to_contain_text("Väntar")

    cell(eva, 59).fill("50")
    cell(eva, 59).press("Tab")
    expect(cell(eva, 59, "K")).to_have_value("40")
    expect(comment(eva, 59)).to_have_value("Fler svarade.")
    for _ in range(3):
        eva.keyboard.press("Tab")  # through what was shown before, which is old by now
    expect(state(eva, 59)).to_contain_text("Utkast")
    assert stored(address) == {"rad-59__T": "50", "rad-59__K": "40"}
    assert comments(address) == {"rad-59": "Fler svarade."}


def test_what_another_has_saved_is_not_undone(enter, address):
    eva = enter("eva", FEW)
    cell(eva, 59, "K").fill("39")
    cell(eva, 59, "K").press("Enter")
    expect(state(eva, 59)).to_contain_text("Utkast")
    bo = enter("bo", FEW)
    cell(bo, 59, "K").fill("40")
    cell(bo, 59, "K").press("Enter")
    expect(state(bo, 59)).to_contain_text("av Bo Ek")
    cell(eva, 59).fill("50")
    cell(eva, 59).press("Enter")
    expect(cell(eva, 59, "K")).to_have_value("40")

    eva.keyboard.press("Control+z")
    expect(cell(eva, 59)).to_have_value("")
    expect(eva.locator("[data-say]")).to_contain_text("Ångrade.")
    eva.keyboard.press("Control+z")
    expect(eva.locator(".waiting")).to_have_count(0)

    assert stored(address)["rad-59__K"] == "40"


def test_typing_during_a_save_accepts_no_conflict(enter, address):
    eva, bo = enter("eva", FEW), enter("bo", FEW)
    cell(bo, FIRST).fill("49")
    cell(bo, FIRST).press("Enter")
    expect(state(bo, FIRST)).to_contain_text("Utkast")
    held = []
    eva.route("**/rutor/", lambda route: held.append(route), times=1)  # noqa: PLW0108  Playwright marks what it calls
    cell(eva, FIRST).fill("51")
    cell(eva, FIRST).press("Enter")
    cell(eva, FIRST).fill("52")
    cell(eva, FIRST).press("Enter")

    held[0].continue_()

    expect(state(eva, FIRST)).to_contain_text("Du har skrivit 52.")
    assert stored(address) == {"rad-57__T": "49"}


def test_button_stays_under_the_finger_during_a_save(enter, address):
    page = enter(sheet=FEW)
    button = page.get_by_role("button", name="Skicka in det som är klart")
    cell(page, FIRST).fill("1.083")
    button.hover()
    before = button.bounding_box()

    with page.expect_response("**/rutor/") as answer:
        page.mouse.down()
    answer.value.finished()
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))")
    assert button.bounding_box() == before
    page.mouse.up()

    expect(page.get_by_role("alert")).to_contain_text("Menar du 1 083 eller 1,083?")


def test_a_row_read_anew_never_covers_what_was_saved_after_it(enter, address):
    page = enter(sheet=FEW)
    cell(page, FIRST).fill("1.083")
    cell(page, FIRST).press("Enter")
    expect(state(page, FIRST)).to_contain_text("Menar du 1 083 eller 1,083?")
    order = []

    def save_meanwhile(route):
        if "framsteg" in route.request.headers["hx-source"]:
            route.continue_()
            return
        answer = route.fetch()
        cell(page, FIRST).fill("51")
        cell(page, FIRST).press("Enter")
        expect(state(page, FIRST)).to_contain_text("Väntar på att sparas")
        order.append("row")
        route.fulfill(response=answer)

    page.route(f"**{FEW}", save_meanwhile)
    page.on("request", lambda request: order.append("save") if request.method == "POST" else None)
    cell(page, FIRST).press("Escape")

    expect(state(page, FIRST)).to_contain_text("Utkast")
    expect(page.locator(".waiting")).to_have_count(0)
    assert order == ["row", "save"]
    assert stored(address) == {"rad-57__T": "51"}


def test_typing_offline_is_saved_when_the_connection_is_back(enter, address):
    page = enter(sheet=FEW)
    page.context.set_offline(True)
    for number in range(57, 60):
        cell(page, number).fill(f"{number}")
        cell(page, number).press("Enter")
    expect(state(page, 58)).to_contain_text("Väntar på kontakt")
    check(page)
    assert stored(address) == {}

    page.context.set_offline(False)

    expect(page.locator(".waiting")).to_have_count(0)
    assert stored(address) == {"rad-57__T": "57", "rad-58__T": "58", "rad-59__T": "59"}


def test_typing_after_logout_is_saved_after_a_new_login(enter, address):
    page = enter()
    page.context.clear_cookies(name="sessionid")
    cell(page, 45).fill("55")
    cell(page, 45).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Du är utloggad. Det du har skrivit finns kvar här")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(state(page, 45)).to_contain_text("Sparas när du har loggat in igen")

    held = []

    def hold(save):  # until what is said before it has been read
        held.append(save)

    page.route("**/rutor/", hold)
    page.get_by_role("link", name="Logga in igen").click()
    with page.expect_request("**/rutor/"):
        log_in(page, "eva")

    expect(page.locator("[data-say]")).to_contain_text("som inte hann sparas finns kvar och sparas nu")
    held.pop().continue_()
    expect(state(page, 45)).to_contain_text("Utkast")
    assert stored(address) == {"rad-45__T": "55"}


def test_anothers_save_before_a_new_login_is_a_conflict(enter, address):
    page, bo = enter(), enter("bo")
    page.context.clear_cookies(name="sessionid")
    cell(page, 5).fill("55")
    cell(page, 5).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Du är utloggad.")
    cell(bo, 5).fill("49")
    cell(bo, 5).press("Enter")
    expect(state(bo, 5)).to_contain_text("Utkast")

    page.get_by_role("link", name="Logga in igen").click()
    log_in(page, "eva")

    expect(state(page, 5)).to_contain_text("Du har skrivit 55.")
    assert stored(address) == {"rad-05__T": "49"}


def test_sheet_is_saved_whole_without_javascript(enter, address):
    page = enter(java_script_enabled=False)
    cell(page, 0).fill("52,5")
    cell(page, 1).fill("1.083")
    page.get_by_role("button", name="Spara allt").click()

    expect(page.locator(".messagelist")).to_contain_text("En uppgift är sparad.")
    expect(cell(page, 1)).to_have_value("1.083")
    expect(state(page, 1)).to_contain_text("Sparades inte. Menar du 1 083 eller 1,083?")
    state(page, 1).get_by_role("button", name="1,083").click()

    expect(page.locator(".messagelist")).to_contain_text("En uppgift är sparad.")
    assert stored(address) == {"rad-00__T": "52.5", "rad-01__T": "1.083"}


def test_every_state_of_the_sheet_passes_axe_and_is_announced(enter, address):
    page = enter(sheet=FEW)
    check(page)
    field = page.get_by_role("textbox", name="Indikator 59, totalt, 2024")
    expect(field).to_have_accessible_description("Saknas")
    header = page.get_by_role("columnheader", name="Totalt 2024")
    expect(header).to_be_visible()
    expect(page.get_by_role("rowheader").filter(has_text="Indikator 59")).to_be_visible()

    cell(page, FIRST).fill("hej")
    cell(page, FIRST).press("Enter")
    expect(page.locator("[data-say]")).to_contain_text("Indikator 57, totalt, 2024: Sparades inte. Skriv ett tal")
    cell(page, FIRST + 1).fill("90")
    cell(page, FIRST + 1).press("Enter")
    expect(page.locator("[data-say]")).to_contain_text("Sparat. Att kontrollera: Ovanligt stor förändring")
    field.fill("51")
    field.press("Enter")
    expect(page.locator("[data-say]")).to_have_text("Sparat: Indikator 59, totalt, 2024.")
    expect(page.locator("[data-say]")).to_have_attribute("aria-live", "polite")
    check(page)

    page.goto(f"{SHEET}indikator/rad-58/")
    check(page)
    page.get_by_role("button", name="Spara och skicka in").click()
    expect(page.locator(".messagelist")).to_contain_text("Inskickat för godkännande.")
    check(page)
    page.goto("/admin/inmatning/")
    check(page)
    page.goto(FEW)
    check(page)


def test_the_approver_decides_by_keyboard_on_an_accessible_page(enter, address):
    eva = enter(sheet=FEW)
    for number, text in ((57, "51"), (58, "90")):
        cell(eva, number).fill(text)
        cell(eva, number).press("Enter")
    expect(eva.locator(".waiting")).to_have_count(0)
    eva.get_by_role("button", name="Skicka in det som är klart").click()

    karl = enter("karl")
    karl.goto(f"{SHEET}godkann/")
    check(karl)
    karl.get_by_role("button", name="Godkänn Indikator 57").press("Enter")
    expect(karl.locator(".messagelist")).to_contain_text("Indikator 57 är godkänd.")
    karl.get_by_text("Återsänd med ett meddelande").press("Enter")
    karl.get_by_role("button", name="Återsänd Indikator 58").press("Enter")
    expect(karl.get_by_role("alert")).to_contain_text("Skriv vad som behöver ändras.")
    check(karl)
    karl.get_by_label("Vad behöver ändras?").fill("Är det kommatecknet?")
    karl.get_by_role("button", name="Återsänd Indikator 58").press("Enter")
    expect(karl.locator(".messagelist")).to_contain_text("Indikator 58 är återsänd.")

    eva.goto(FEW)
    expect(state(eva, 57)).to_contain_text("Publicerat")
    expect(state(eva, 58)).to_contain_text("Från godkännaren. Karl Ek: Är det kommatecknet?")


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class TestOneIndicatorsYear:
    """Its page is saved whole, so what is written on it is kept in the tab until the server has it."""

    @pytest.fixture
    def page(self, enter):
        page = enter(sheet=f"{SHEET}indikator/rad-05/")
        cell(page, 5).fill("55")
        page.get_by_label("Kommentar", exact=True).fill("Räknat på nytt sätt.")
        return page

    def save(self, page):
        page.get_by_role("button", name="Spara", exact=True).click()

    def test_typing_after_logout_is_kept_for_the_new_login(self, page, address):
        page.context.clear_cookies(name="sessionid")
        self.save(page)
        expect(page.get_by_role("alert")).to_contain_text("Du är utloggad. Det du har skrivit finns kvar här")
        page.get_by_role("link", name="Logga in igen").click()
        page.get_by_label("Användarnamn").fill("eva")
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in", exact=True).click()

        expect(page.get_by_role("alert")).to_contain_text("Det du skrev här finns kvar, men är inte sparat än.")
        expect(page.get_by_label("Kommentar", exact=True)).to_have_value("Räknat på nytt sätt.")
        self.save(page)

        expect(page.locator(".messagelist")).to_contain_text("Sparat.")
        expect(page.get_by_role("alert")).to_be_hidden()
        assert stored(address) == {"rad-05__T": "55"}
        assert comments(address) == {"rad-05": "Räknat på nytt sätt."}

    def test_what_another_has_saved_meanwhile_is_asked_about(self, page, enter, address):
        bo = enter("bo")
        cell(bo, 5).fill("49")
        cell(bo, 5).press("Enter")
        expect(state(bo, 5)).to_contain_text("Utkast")
        page.reload()
        expect(cell(page, 5)).to_have_value("55")
        self.save(page)

        expect(state(page, 5)).to_contain_text("Du har skrivit 55.")
        assert stored(address) == {"rad-05__T": "49"}

    def test_without_contact_nothing_is_sent_and_nothing_is_lost(self, page, address):
        page.context.set_offline(True)
        self.save(page)
        expect(page.get_by_role("alert")).to_contain_text("Det gick inte att nå portalen.")
        expect(cell(page, 5)).to_have_value("55")

        page.context.set_offline(False)
        page.get_by_role("button", name="Spara och skicka in").click()

        expect(page.locator(".messagelist")).to_contain_text("Inskickat för godkännande.")
        assert stored(address) == {"rad-05__T": "55"}

    def test_what_is_saved_as_it_was_is_not_called_unsaved(self, page):
        self.save(page)
        expect(page.locator(".messagelist")).to_contain_text("Sparat.")
        cell(page, 5).fill("55,0")
        self.save(page)

        expect(page.locator(".messagelist")).to_contain_text("Inget var ändrat.")
        expect(cell(page, 5)).to_have_value("55")
        expect(page.get_by_role("alert")).to_be_hidden()


def test_no_save_is_lost_when_the_server_is_killed_ten_times(new_context, address, serve, tmp_path):
    port, chance = str(free_port()), random.Random(1)  # noqa: S311  when, not a secret
    settings = {"DATABASE_URL": address, "PORTAL_SECRET_KEY": "k" * 60}
    typed = {f"rad-{number:02}__T": f"5{number % 10},{chance.randrange(1, 9)}" for number in range(ROWS)}
    page = None
    names = iter(typed)
    for round_ in range(KILLS + 1):
        with serve(tmp_path, "--port", port, **settings) as portal:
            if page is None:
                page = new_context(base_url=portal.url).new_page()
                log_in(page, "eva")
            last = round_ == KILLS
            killer = Thread(target=kill_soon, args=(portal.process, chance.uniform(0, 0.4)))
            for place, name in enumerate(list(names) if last else [next(names) for _ in range(5)]):
                page.locator(f"#{name}").fill(typed[name])
                if place == 1 and not last:
                    killer.start()
                page.locator(f"#{name}").press("Enter")
            if not last:
                killer.join()
                portal.process.wait()
            else:
                expect(page.locator(".waiting")).to_have_count(0, timeout=30_000)

    assert stored(address) == {name: text.replace(",", ".") for name, text in typed.items()}


def kill_soon(process, delay):
    """Kill a server and its workers without a warning, after a moment that nobody can foresee."""
    process.poll()
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:  # it lives, as it should until now
        os.killpg(process.pid, signal.SIGKILL)
