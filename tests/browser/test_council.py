"""What a councillor does before and at the meeting: reads an adopted year, its corrections and files; with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

GOAL = "Det finns bostäder för livets alla skeden"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def councillor(request, reader, example_server):
    return reader(example_server, java_script_enabled=request.param, viewport={"width": 1280, "height": 900})


def test_councillor_reads_an_adopted_year_and_corrections(councillor):
    councillor.goto("/")
    councillor.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Uppföljning").click()
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Uppföljning")

    councillor.get_by_role("main").get_by_role("link", name="2023", exact=True).click()
    main = councillor.get_by_role("main")
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Årsuppföljning 2023")
    expect(main).to_contain_text("Fastställd 23 april 2024, version 1.")

    main.get_by_role("table").get_by_role("link", name=GOAL).click()
    goal = councillor.locator(":target")
    expect(goal.get_by_role("heading", name=GOAL)).to_be_in_viewport()
    expect(goal.get_by_role("heading", name="Analys")).to_be_visible()
    expect(goal).to_contain_text("Tomterna finns, men flera byggen har skjutits upp.")

    main.get_by_role("link", name="Läs rättelserna").click()
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Rättelser")
    expect(councillor.get_by_role("main")).to_contain_text("Tre bilar som går på naturgas hade räknats som fossilfria.")


def test_a_councillor_takes_the_year_home_as_a_document(councillor):
    councillor.goto("/uppfoljning/2023/")

    with councillor.expect_download() as download:
        councillor.get_by_role("link", name="PDF").click()

    assert download.value.suggested_filename.endswith(".pdf")
    document = download.value.path().read_bytes()
    assert document.startswith(b"%PDF-")
    assert document.rstrip().endswith(b"%%EOF")
    assert len(document) > 20_000


def test_the_meeting_goes_forwards_and_backwards_by_keys(councillor):
    def press(link):
        """Go by Tab from where one is to the nearest link of that name, and follow it."""
        for _ in range(4):
            councillor.keyboard.press("Tab")
            if councillor.locator(":focus").inner_text() == link:
                break
        expect(councillor.locator(":focus")).to_have_text(link)
        councillor.keyboard.press("Enter")

    councillor.goto("/uppfoljning/2023/")
    councillor.get_by_role("link", name="Visa som bildspel").press("Enter")
    expect(councillor).to_have_url(re.compile("/uppfoljning/2023/visa/$"))

    councillor.get_by_role("link", name="Börja").press("Enter")
    first, second = (councillor.get_by_role("heading", name=each) for each in ("Året i korthet", "Samlad bedömning"))
    expect(first).to_be_in_viewport()
    press("Nästa")
    expect(second).to_be_in_viewport()
    expect(first).not_to_be_in_viewport()
    press("Föregående")

    expect(first).to_be_in_viewport()
    expect(second).not_to_be_in_viewport()
    expect(councillor).to_have_url(re.compile("#i-korthet$"))
