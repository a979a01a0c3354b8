"""The list of indicators is narrowed in place where scripts run, and by plain addresses where they do not."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from indicators.vocabulary import Status


def asked(page):
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def hits(page):
    """Return the line that tells how many were found, which screen readers say when it changes."""
    return page.locator("#antal[role=status]")


def word(page):
    return page.get_by_role("search", name="Sök bland indikatorerna").get_by_role("searchbox")


def ready(page):
    """Wait until the page can change in place, after somebody has reached for what changes it."""
    expect(page.locator("[data-htmx-powered]").first).to_be_attached()


def names(page):
    return page.locator("#traffar h3").all_inner_texts()


@pytest.fixture
def citizen(reader, portal_server):
    page = reader(portal_server)
    page.goto("/indikatorer/")
    return page


def test_the_list_answers_while_a_citizen_writes(citizen):
    status, field = hits(citizen), word(citizen)
    expect(status).to_have_text("65 av 65 indikatorer")
    everything = names(citizen)
    citizen.evaluate("window.stayed = true")

    field.press_sequentially("bredband", delay=20)

    expect(status).to_have_text("4 av 65 indikatorer")
    expect(citizen.locator("#traffar h3")).to_have_count(4)
    assert "Hushåll som kan ansluta till bredband på minst 1 Gbit/s" in names(citizen)
    expect(field).to_be_focused()
    expect(field).to_have_value("bredband")
    assert asked(citizen)["q"] == "bredband"
    assert citizen.evaluate("window.stayed"), "the page was loaded anew"

    citizen.go_back()

    expect(status).to_have_text("65 av 65 indikatorer")
    expect(field).to_have_value("")
    assert "q" not in asked(citizen)
    assert names(citizen) == everything


def test_a_choice_keeps_the_focus_and_the_place_on_the_page(citizen):
    area = citizen.get_by_label("Inriktning")
    area.focus()

    area.select_option(label="Jobb till 1000")

    expect(hits(citizen)).to_have_text("4 av 65 indikatorer")
    expect(citizen.locator("[data-announcer]")).to_have_text("")  # the hits are said, and nothing else
    expect(area).to_be_focused()
    assert citizen.evaluate("scrollY") == 0
    expect(citizen.locator("#traffar h2")).to_have_text(["Jobb till 1000"])


def test_the_address_gives_another_reader_the_same_list(citizen, reader, portal_server):
    citizen.get_by_label("Status").select_option(label=Status.MISSED.label)
    expect(hits(citizen)).not_to_have_text("65 av 65 indikatorer")
    found = names(citizen)

    other = reader(portal_server, java_script_enabled=False)
    other.goto(citizen.url)

    assert names(other) == found != []
    expect(other.get_by_label("Status").locator("option:checked")).to_have_text(Status.MISSED.label)


def test_no_hits_is_told_in_words(citizen):
    word(citizen).fill("zzzz")

    expect(hits(citizen)).to_have_text("0 av 65 indikatorer")
    expect(citizen.get_by_text("Ingen indikator stämmer med det du valde.")).to_be_visible()
    citizen.get_by_role("link", name="Visa alla indikatorer").click()
    expect(hits(citizen)).to_have_text("65 av 65 indikatorer")


def test_the_list_is_narrowed_without_scripts(reader, portal_server):
    page = reader(portal_server, java_script_enabled=False)
    page.goto("/indikatorer/")

    word(page).fill("bredband")
    page.get_by_role("button", name="Visa").click()

    expect(hits(page)).to_have_text("4 av 65 indikatorer")
    assert asked(page)["q"] == "bredband"
    assert len(names(page)) == 4
    page.get_by_role("navigation", name="Välj år").get_by_role("link", name="2022").click()
    assert (asked(page)["q"], asked(page)["ar"]) == ("bredband", "2022")
    expect(word(page)).to_have_value("bredband")
