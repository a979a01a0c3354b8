"""What a citizen does: from the vision to one figure, and away with it; with and without scripts."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

COLUMNS = (
    "indikator,kolada_id,kommun_kod,kommun,ar,kon,varde,enhet,preliminar,saknas_orsak,kalla,kalla_url,hamtad,"
    "riket_skillnad,riket_lage,grupp,grupp_plats,grupp_antal,grupp_fjardedel,landet_plats,landet_antal,landet_fjardedel"
).split(",")
HOME = "1060"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def citizen(request, reader, portal_server):
    return reader(portal_server, java_script_enabled=request.param, viewport={"width": 1280, "height": 900})


def text_of(locator):
    return locator.inner_text().replace("\u00a0", " ")


def test_a_citizen_walks_from_the_vision_to_a_figure(citizen):
    citizen.goto("/")
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Heja Olofström!")
    assert "12 844 invånare" in text_of(citizen.get_by_role("main"))
    assert "1 156 färre än visionens 14 000" in text_of(citizen.get_by_role("main"))

    citizen.get_by_role("main").get_by_role("link", name="Nära till Allt").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Nära till Allt")

    citizen.get_by_role("link", name="Olofströms kommun ska vara helt uppkopplat 2025").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Olofströms kommun ska vara helt uppkopplat 2025")

    citizen.get_by_text("Äldre siffror").click()
    citizen.get_by_role("link", name="Hushåll som kan ansluta till bredband på minst 1 Gbit/s").click()
    expect(citizen).to_have_url(re.compile(r"/indikatorer/bredband-1-gbit/$"))
    lead = citizen.locator(".figure-sentence")
    assert text_of(lead).startswith("96,7 % år 2022. Uppgiften är för gammal för att säga hur det går")


def test_a_citizen_unfolds_the_calculation_with_the_real_numbers(citizen):
    citizen.goto("/indikatorer/invanare/")
    calculation = citizen.locator(".calculation").first
    expect(calculation).to_be_hidden()

    citizen.get_by_text("Så räknas det", exact=True).click()

    expect(calculation).to_be_visible()
    for number in ("12 844", "14 000", "1 156"):
        assert number in text_of(calculation)


def test_a_citizen_sees_the_chart_and_every_value_behind_it(citizen):
    citizen.goto("/indikatorer/invanare/")

    chart = citizen.get_by_role("img", name="Invånare i kommunen")
    expect(chart).to_be_visible()
    assert chart.bounding_box()["height"] > 150
    row = citizen.get_by_role("row").filter(has=citizen.get_by_role("rowheader", name="2025", exact=True))
    expect(row).to_be_visible()
    assert "12 844" in text_of(row)
    source = citizen.get_by_role("list", name="Källor till värdena").get_by_role("link").first
    expect(source).to_have_attribute("href", re.compile("^https://"))
    expect(citizen.get_by_role("rowheader")).to_have_count(2025 - 1971 + 1)


def test_a_citizen_downloads_the_series(citizen):
    citizen.goto("/indikatorer/invanare/")

    with citizen.expect_download() as download:
        citizen.get_by_role("link", name="CSV").click()

    assert download.value.suggested_filename == "invanare.csv"
    text = download.value.path().read_bytes().decode("utf-8", errors="strict")
    assert text.count("\n") == text.count("\r\n") == len(text.splitlines())
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == COLUMNS
    latest = [row for row in rows if (row["kommun_kod"], row["ar"], row["kon"]) == (HOME, "2025", "T")]
    assert [(row["kommun"], row["varde"]) for row in latest] == [("Olofström", "12844")]


def test_a_citizen_looks_from_another_year(citizen):
    citizen.goto("/indikatorer/invanare/")

    citizen.get_by_role("navigation", name="Välj år").get_by_role("link", name="2022").click()

    expect(citizen).to_have_url(re.compile(r"/indikatorer/invanare/\?ar=2022$"))
    expect(citizen.get_by_role("navigation", name="Välj år").locator("[aria-current]")).to_contain_text("2022")
    expect(citizen.locator(".figure-sentence")).to_contain_text("år 2022")
    expect(citizen.locator(".notice")).to_contain_text("Det finns nyare värden än 2022")


def test_a_citizen_adds_a_line_to_compare_with(citizen):
    citizen.goto("/indikatorer/bredband-1-gbit/?ar=2024")

    citizen.get_by_role("checkbox", name="Riket").check()
    citizen.get_by_role("button", name="Visa").click()

    expect(citizen).to_have_url(re.compile(r"\?jamfor=riket&ar=2024$"))
    expect(citizen.get_by_role("checkbox", name="Riket")).to_be_checked()
    expect(citizen.locator("[data-chart-static] svg:visible")).to_contain_text("Riket")
