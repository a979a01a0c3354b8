"""The open format: what a spreadsheet and a program get."""

import csv
import io
import json
from decimal import Decimal

import pytest

from indicators.models import ComparisonGroup, Indicator, Municipality, Outcome, Portal
from indicators.vocabulary import Direction, MissingReason, Origin, OutcomeState

pytestmark = pytest.mark.django_db
HEADER = (
    "indikator,kolada_id,kommun_kod,kommun,ar,kon,varde,enhet,preliminar,saknas_orsak,kalla,kalla_url,hamtad,"
    "riket_skillnad,riket_lage,grupp,grupp_plats,grupp_antal,grupp_fjardedel,landet_plats,landet_antal,landet_fjardedel"
)


@pytest.fixture
def indicator():
    return Indicator.objects.create(
        slug="prov", name="Prov", measure="share", unit_label="%", direction=Direction.HIGHER
    )


@pytest.fixture
def town():
    return Municipality.objects.create(code="9997", name="Åmåla, östra")


def outcome(indicator, town, year, value=None, **more):
    fields = {"source": "Källan", "origin": Origin.OWN, "state": OutcomeState.PUBLISHED, "value": value} | more
    return Outcome.objects.create(indicator=indicator, municipality=town, year=year, **fields)


def rows(client):
    return list(csv.DictReader(io.StringIO(client.get("/indikatorer/prov.csv").content.decode("utf-8"), newline="")))


def test_csv_is_utf8_with_comma_crlf_and_the_agreed_header(client, indicator, town):
    outcome(indicator, town, 2024, Decimal("12.50"))
    response = client.get("/indikatorer/prov.csv")
    lines = response.content.decode("utf-8").split("\r\n")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0] == HEADER
    assert lines[1] == 'prov,,9997,"Åmåla, östra",2024,T,12.5,%,nej,,Källan,,,,,,,,,,,'
    assert lines[2:] == [""]


def test_negative_number_stays_while_risky_text_is_changed(client, indicator, town):
    outcome(indicator, town, 2023, Decimal("-3.1"), source='=HYPERLINK("http://x")')
    outcome(indicator, town, 2024, Decimal(5), source="@SUM(A1)")
    found = rows(client)

    assert [row["varde"] for row in found] == ["-3.1", "5"]
    assert [row["kalla"] for row in found] == ['\'=HYPERLINK("http://x")', "'@SUM(A1)"]


@pytest.mark.parametrize("start", [*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_text_that_a_spreadsheet_could_run_gets_an_apostrophe(client, indicator, town, start):
    outcome(indicator, town, 2024, Decimal(5), source=f"{start}1+1")

    assert rows(client)[0]["kalla"] == f"'{start}1+1"


def test_missing_value_carries_its_reason_and_zero_is_a_value(client, indicator, town):
    outcome(indicator, town, 2023, missing_reason=MissingReason.SECRECY)
    outcome(indicator, town, 2024, Decimal(0))

    assert [(row["varde"], row["saknas_orsak"]) for row in rows(client)] == [("", "sekretess"), ("0", "")]


def test_draft_is_in_no_file(client, indicator, town):
    outcome(indicator, town, 2024, Decimal("77.7"), state=OutcomeState.DRAFT)

    assert rows(client) == []
    assert "77.7" not in client.get("/indikatorer/prov.json").text


def test_json_says_the_same_as_the_csv(client, indicator, town):
    outcome(indicator, town, 2024, Decimal("12.5"), is_preliminary=True)
    outcome(indicator, town, 2025, missing_reason=MissingReason.NOT_PUBLISHED)
    found = json.loads(client.get("/indikatorer/prov.json").content)

    assert [(row["ar"], row["varde"], row["preliminar"]) for row in found["utfall"]] == [
        (2024, "12.5", True),
        (2025, None, False),
    ]
    assert [row["varde"] or None for row in rows(client)] == [row["varde"] for row in found["utfall"]]


class TestComparison:
    @pytest.fixture
    def places(self, indicator, town):
        Portal.objects.create(municipality=town, title="Portalen", full_name="Åmåla kommun", short_name="Åmåla")
        country = Municipality.objects.create(code="0000", name="Riket", kind="country")
        others = [Municipality.objects.create(code=f"999{i}", name=f"Kommun {i}") for i in range(1, 5)]
        group = ComparisonGroup.objects.create(slug="grannar", name="Våra grannar", short_name="Grannar", year=2024)
        group.municipalities.set(others)
        for place, value in zip((town, country, *others), ("80.5", "82", "70", "90", "75", "60"), strict=True):
            outcome(indicator, place, 2024, Decimal(value))
        outcome(indicator, town, 2023, Decimal(1))

    def test_own_total_says_where_it_stands_and_no_other_row_does(self, client, places):
        told = [row for row in rows(client) if row["grupp"] or row["riket_lage"]]

        assert [(row["kommun_kod"], row["ar"]) for row in told] == [("9997", "2024")]
        assert [told[0][key] for key in HEADER.split(",")[13:]] == [
            "-1.5",
            "sämre",
            "Våra grannar",
            "2",
            "5",
            "1",
            "",
            "",
            "",
        ]

    def test_json_has_each_year_that_was_compared(self, client, places):
        assert json.loads(client.get("/indikatorer/prov.json").content)["jamforelser"] == [
            {
                "ar": 2024,
                "varde": "80.5",
                "ungefar_lika_inom": "0.1",
                "riket": {"varde": "82", "skillnad": "-1.5", "lage": "sämre"},
                "grupp": {
                    "namn": "Våra grannar",
                    "plats": 2,
                    "antal": 5,
                    "fjardedel": 1,
                    "medelvarde": "73.75",
                    "median": "72.5",
                },
                "landet": None,
            }
        ]


def test_reference_line_has_a_name_and_no_municipality(client, indicator, town):
    outcome(indicator, town, 2024, Decimal(97))
    indicator.reference_lines.create(
        year=2025, value=Decimal("98.50"), name="Nationellt mål", source="Regeringen", source_url="https://r.example/"
    )

    last = rows(client)[-1]
    found = client.get("/indikatorer/prov.json").json()

    columns = ("kommun_kod", "kommun", "ar", "kon", "varde")
    assert [last[key] for key in columns] == ["", "Nationellt mål", "2025", "", "98.5"]
    assert [each["kommun_kod"] for each in found["utfall"]] == ["9997"]
    assert found["referenslinjer"] == [
        {
            "ar": 2025,
            "varde": "98.5",
            "namn": "Nationellt mål",
            "kalla": "Regeringen",
            "kalla_url": "https://r.example/",
        }
    ]
