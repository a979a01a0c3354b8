"""An economy below nought and above a hundred: entered everywhere, published, and refused only with a way on."""

import csv
import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.models import Cell, Entry, Indicator, Outcome
from indicators.reporting.values.changes import Refused, RowChange, typed
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move
from tests.cast import TODAY, publish
from tests.indicators.reporting.pages import SHEET, fields, post, words

pytestmark = pytest.mark.django_db
ENTERED = {"resultat": "−1,2", "sjalvfin": "118", "befolkning": "-20", "resultatkr": "−3,4"}
STORED = {"resultat": Decimal("-1.2"), "sjalvfin": 118, "befolkning": -20, "resultatkr": Decimal("-3.4")}
WAY_ON = "Är gränsen fel? Samordnaren kan ändra den under Indikatorer."


@pytest.fixture
def economy(year, make_indicator):
    """Indicators of kinds that were not made for them, whose published values say so."""
    make_indicator("resultat", {2022: "-0.8", 2023: "1.1"}, name="Årets resultat, andel av skatter")
    make_indicator("sjalvfin", {2022: "140", 2023: "120"}, decimals=0)
    make_indicator("befolkning", {2022: "-35", 2023: "12"}, measure="count", unit_label="personer", decimals=0)
    make_indicator("resultatkr", {2023: "-7.6"}, measure="count", unit_label="mnkr")


@pytest.fixture
def sam_reads(client, sam):
    client.force_login(sam.user)
    return client


def stored():
    return {cell.entry.indicator.slug: cell.value for cell in Cell.objects.select_related("entry__indicator")}


def send(client, rows, kind):
    if kind == "csv":
        text = "\r\n".join(";".join(row) for row in [("indikator", "varde"), *rows])
        data = text.encode()
    else:
        book, out = openpyxl.Workbook(), io.BytesIO()
        for row in [("Indikator", "Värde"), *rows]:
            book.active.append(row)
        book.save(out)
        data = out.getvalue()
    return client.post(f"{SHEET}filer/", {"fil": SimpleUploadedFile(f"varden.{kind}", data)})


@pytest.mark.usefixtures("economy")
class TestEconomy:
    def test_the_sheet_takes_it_and_asks_nothing(self, eva_reads):
        assert post(eva_reads, **{f"{slug}__T": text for slug, text in ENTERED.items()}).status_code == 302

        assert stored() == STORED
        assert "Stämmer det?" not in words(eva_reads.get(SHEET))

    def test_the_cells_of_the_sheet_take_it(self, eva_reads):
        sent = {f"{slug}__T": text for slug, text in ENTERED.items()}

        assert eva_reads.post(f"{SHEET}rutor/", sent).status_code == 200
        assert stored() == STORED

    def test_a_page_of_one_indicator_takes_it(self, eva_reads):
        for slug, text in ENTERED.items():
            address = f"{SHEET}indikator/{slug}/"
            assert eva_reads.post(address, fields(eva_reads.get(address)) | {f"{slug}__T": text}).status_code == 302

        assert stored() == STORED

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_file_takes_it(self, eva_reads, kind):
        response = send(eva_reads, list(ENTERED.items()), kind)
        assert response.status_code == 302, words(response)
        page = eva_reads.get(response.url)
        assert "Värden i filen: 4 nya." in words(page)
        seen = re.search(r'name="sett" value="(\w+)"', page.text)[1]

        eva_reads.post(response.url, {"sett": seen, "gor": "spara"})

        assert stored() == STORED

    def test_it_is_published_and_given_back(self, client, eva, karl, year):
        for slug, text in ENTERED.items():
            indicator = Indicator.objects.get(slug=slug)
            save(eva, year, indicator, RowChange({"T": typed(indicator, text)}), today=TODAY)
            for who, step in ((eva, Move.SUBMIT), (karl, Move.APPROVE)):
                move(who, year, indicator, step, today=TODAY)

        assert {each.indicator.slug: each.value for each in Outcome.objects.published().filter(year=2024)} == STORED
        table = csv.DictReader(io.StringIO(client.get("/indikatorer/resultat.csv").text.lstrip("\ufeff")))
        assert [row["varde"] for row in table if row["ar"] == "2024"] == ["-1.2"]


@pytest.mark.parametrize(
    "case",
    [
        ({"measure": "share"}, {2023: "140"}, "118", True),
        ({"measure": "share"}, {2023: "140"}, "-5", True),  # what is no share may be negative too, and is asked about
        ({"measure": "share"}, {2023: "99"}, "101", False),
        ({"measure": "rate"}, {2023: "-3"}, "-4", True),
        ({"measure": "rate"}, {2023: "3"}, "-4", False),
        ({"measure": "index"}, {2023: "3"}, "-4", True),
        ({"measure": "share", "baseline_year": 2020, "baseline_value": -2}, {}, "-1", True),
        ({"measure": "share", "lowest": -20}, {2023: "140"}, "-21", False),
        ({"measure": "share", "highest": 150}, {2023: "140"}, "151", False),
        ({"measure": "rank", "unit_label": "plats", "decimals": 0}, {2023: "0"}, "0", False),
        ({"measure": "rank", "unit_label": "plats", "decimals": 0}, {2023: "3"}, "2,5", False),
        ({"measure": "category", "categories": ["inga", "alla"], "unit_label": ""}, {2023: "7"}, "7", False),
        ({"measure": "money", "unit_label": "mnkr"}, {2023: "5"}, "-3,4", True),
        ({"measure": "ratio"}, {}, "-412,5", True),
        ({"measure": "change", "unit_label": "personer"}, {}, "-20", True),
        ({"measure": "money", "unit_label": "mnkr"}, {}, "NaN", False),
        ({"measure": "money", "unit_label": "kr"}, {}, "9" * 15, False),
        ({"measure": "money", "unit_label": "kr"}, {}, "9" * 14, True),
    ],
    ids=str,
)
def test_a_limit_of_a_kind_gives_way_to_what_has_been(eva, year, make_indicator, case):
    facts, known, text, taken = case
    indicator = make_indicator("prov", known, **facts)

    saved = save(eva, year, indicator, RowChange({"T": typed(indicator, text)}), today=TODAY)

    assert saved.is_whole == taken
    assert Cell.objects.exists() == taken


def test_a_target_makes_a_limit_of_a_kind_give_way(eva, year, make_indicator):
    indicator = make_indicator("overskott", {2023: "98"})
    indicator.targets.create(year=2026, low=100, high=120)

    assert save(eva, year, indicator, RowChange({"T": typed(indicator, "104")}), today=TODAY).is_whole


def test_the_first_negative_value_is_asked_about_once(eva_reads, year, make_indicator, home):
    kassa = make_indicator("kassa", {2022: "4", 2023: "5"}, measure="money", unit_label="mnkr")
    asked = "Värdet är negativt, och det har inget tidigare värde varit. Stämmer det?"
    post(eva_reads, kassa__T="−1")
    assert asked in words(eva_reads.get(SHEET))

    publish(kassa, home, 2021, "-2")

    assert asked not in words(eva_reads.get(SHEET))


@pytest.mark.usefixtures("year", "trygga")
class TestWayOn:
    def test_whoever_enters_learns_who_may_move_a_limit(self, eva_reads):
        row = eva_reads.post(
            f"{SHEET}indikator/trygga/", fields(eva_reads.get(f"{SHEET}indikator/trygga/")) | {"trygga__T": "118"}
        )
        for response in (post(eva_reads, trygga__T="118"), row, send(eva_reads, [("trygga", "118")], "csv")):
            assert response.status_code == 422
            assert f"118 % är för högt. Det högsta möjliga är 100 %. {WAY_ON}" in words(response)
            assert "#id_highest" not in response.text

    def test_a_coordinator_is_led_to_the_limit(self, sam_reads, trygga):
        address = f"{reverse('admin:indicators_indicator_change', args=[trygga.pk])}#id_highest"
        for response in (post(sam_reads, trygga__T="118"), send(sam_reads, [("trygga", "118")], "csv")):
            assert "Är gränsen fel? Du kan ändra den under Indikatorer." in words(response)
            assert f'<a href="{address}">Ändra gränsen för Trygga elever</a>' in response.text

    def test_a_place_below_the_first_has_no_way_on(self, eva_reads, make_indicator):
        make_indicator("plats", measure="rank", unit_label="plats", decimals=0)

        response = post(eva_reads, plats__T="0")

        assert "0 är för lågt. Det lägsta möjliga är 1." in words(response)
        assert "Är gränsen fel?" not in words(response)


class TestLaterLimit:
    """A limit that is set after what it refuses."""

    def test_a_draft_outside_is_not_submitted(self, eva, year, trygga):
        save(eva, year, trygga, RowChange({"T": typed(trygga, "82,5")}), today=TODAY)
        Indicator.objects.update(highest=50)

        with pytest.raises(Refused, match=r"82,5.% är för högt"):
            move(eva, year, trygga, Move.SUBMIT, today=TODAY)

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_published_value_outside_comes_back_unchanged(self, eva_reads, year, trygga, home, kind):
        publish(trygga, home, 2024, "82.5")
        Indicator.objects.update(highest=50)

        response = send(eva_reads, [("trygga", "82,5")], kind)

        assert "Värden i filen: 1 oförändrat." in words(eva_reads.get(response.url))
        address = f"{SHEET}indikator/trygga/"
        assert eva_reads.post(address, fields(eva_reads.get(address))).status_code == 302
        assert not Entry.objects.exists()
