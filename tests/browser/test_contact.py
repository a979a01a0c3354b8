"""A reader writes to the municipality and is answered for: with scripts and without, on a phone and on a wide screen."""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

QUESTION = "Ska det inte vara några fler tomma lägenheter än så här det året?"
PAUSE = 60  # milliseconds between two keys: the form takes nothing that is written faster than a person writes


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def citizen(request, reader, example_server):
    return reader(example_server, java_script_enabled=request.param, viewport={"width": 1280, "height": 900})


@pytest.fixture
def official(new_context, example_server):
    page = new_context(base_url=example_server.url).new_page()
    page.goto("/admin/")
    page.get_by_label("Användarnamn").fill("administrator")
    page.get_by_label("Lösenord").fill(example_server.password)
    page.get_by_role("button", name="Logga in").click()
    return page


def press_send(page):
    page.get_by_role("button", name="Skicka", exact=True).click()


def test_question_about_a_figure_reaches_the_official(citizen, official):
    citizen.goto("/indikatorer/tomma-lagenheter/?ar=2022")
    citizen.get_by_role("link", name="Stämmer inte siffran? Fråga eller rapportera").click()
    expect(citizen.get_by_label("Vilken sida gäller det?")).to_have_value("/indikatorer/tomma-lagenheter/?ar=2022")
    expect(citizen.get_by_role("radio", name="Fel i en siffra")).to_be_checked()

    citizen.get_by_label("Vad vill du säga?").press_sequentially(QUESTION, delay=PAUSE)
    citizen.get_by_label("E-post").fill("medborgare@example.se")
    press_send(citizen)

    expect(citizen.get_by_role("heading", level=1)).to_have_text("Tack, vi har fått ditt meddelande")

    official.goto("/admin/goals/report/")
    official.get_by_role("link", name="Fel i en siffra (").click()
    expect(official.get_by_role("main")).to_contain_text(QUESTION)
    official.get_by_label("Läge").select_option(label="Besvarad")
    official.get_by_label("Anteckning om svaret").fill("Förklarat hur måttet räknas.")
    official.get_by_role("button", name="Spara", exact=True).click()
    answered = official.get_by_role("row").filter(has_text="Besvarad")
    expect(answered).to_have_count(1)

    answered.get_by_role("link", name="Fel i en siffra (").click()
    official.get_by_role("button", name=re.compile("^(Radera|Ta bort)$")).click()
    official.get_by_role("button", name="Ja, ta bort").click()
    expect(answered).to_have_count(0)


def test_what_is_missing_is_said_first_and_leads_to_the_question(citizen):
    citizen.goto("/kontakt/")
    citizen.get_by_label("Vad vill du säga?").fill(QUESTION)
    citizen.get_by_label("E-post").fill("medborgare")

    press_send(citizen)

    summary = citizen.get_by_role("region", name="Meddelandet är inte skickat än")
    expect(summary).to_be_focused()
    expect(citizen.get_by_label("Vad vill du säga?")).to_have_value(QUESTION)
    email = citizen.get_by_label("E-post")
    expect(email).to_have_accessible_description(re.compile("går inte att läsa"))
    expect(citizen.get_by_role("group", name="Vad gäller det?")).to_have_accessible_description(
        re.compile(r"Välj vad det gäller\.")
    )
    summary.get_by_role("link", name="Välj vad det gäller.").click()
    expect(citizen.get_by_role("radio", name="Fel i en siffra")).to_be_focused()
    summary.get_by_role("link", name="E-postadressen").click()
    expect(email).to_be_focused()


def test_the_form_can_be_filled_in_and_sent_with_keys_alone(reader, example_server):
    page = reader(example_server)
    page.goto("/kontakt/?arende=accessibility")
    expect(page.get_by_role("radio", name="Brist i tillgängligheten")).to_be_checked()
    page.get_by_role("radio", name="Brist i tillgängligheten").focus()

    reached = []
    for _ in range(5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))

    assert reached == ["page", "message", "name", "email", "Skicka"], "nobody meets the field that catches robots"


def test_a_gap_is_reported_from_the_statement(citizen):
    citizen.goto("/")
    citizen.get_by_role("contentinfo").get_by_role("link", name="Tillgänglighet").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Tillgänglighet för Exempelundas målportal")

    citizen.get_by_role("link", name="Rapportera en brist").click()

    expect(citizen.get_by_role("radio", name="Brist i tillgängligheten")).to_be_checked()
    expect(citizen.get_by_label("Vilken sida gäller det?")).to_have_value("/tillganglighet/")


@pytest.mark.parametrize(("width", "scheme"), list(product((320, 1440), ("light", "dark"))))
def test_axe_finds_nothing_in_a_form_with_faults(reader, example_server, width, scheme):
    size = {"width": width, "height": 900}
    page = reader(example_server, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page.goto("/kontakt/")
    page.get_by_label("E-post").fill("medborgare")
    press_send(page)
    expect(page.get_by_role("region", name="Meddelandet är inte skickat än")).to_be_visible()

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_statement_and_form_are_whole_on_paper(reader, example_server):
    page = reader(example_server)
    page.emulate_media(media="print")
    page.goto("/tillganglighet/")

    link = page.get_by_role("link", name="anmäla det till Digg")
    assert "digg.se/tdosanmalan" in link.evaluate("each => getComputedStyle(each, '::after').content")
    page.goto("/kontakt/")
    expect(page.get_by_label("Vad vill du säga?")).to_be_visible()
