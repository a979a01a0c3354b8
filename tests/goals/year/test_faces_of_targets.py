"""What was decided is said alike on every face, whatever its kind, and never rounded: page, chart, year and files."""

import csv
import io
import json
import re
from decimal import Decimal
from html import unescape

import docx
import openpyxl
import pypdf
import pytest

from goals.plan.load import load_folder

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COLUMNS = "indikator,kommun_kod,ar,kon,varde,preliminar,saknas_orsak,kommentar,kalla,kalla_url,hamtad,ursprung"
INDICATORS = """\
- adress: resultat
  namn: Årets resultat, andel av skatter
  mått: andel
  enhet_text: '%'
  riktning: högre
  lägsta_möjliga: -100
  målvärden:
    - {år: 2023, värde: 2, beslut: kf}
    - {år: 2024, värde: 2, beslut: kf}
    - {år: 2026, värde: 1, beslut: kf}
- adress: sjukfranvaro
  namn: Sjukfrånvaro
  mått: andel
  enhet_text: '%'
  decimaler: 0
  riktning: lägre
  målvärden:
    - {år: 2024, värde: 5.5, beslut: kf}
- adress: nojda
  namn: Nöjda brukare
  mått: andel
  enhet_text: '%'
  decimaler: 0
  riktning: högre
  målvärden:
    - {år: 2024, värde: 97.5, beslut: kf}
- adress: hallas
  namn: Behöriga lärare
  mått: andel
  enhet_text: '%'
  riktning: högre
  målvärden:
    - {slag: varje år, från_år: 2023, år: 2026, värde: 95, beslut: kf}
- adress: okar
  namn: Trygga elever
  mått: andel
  enhet_text: '%'
  riktning: högre
  målvärden:
    - {slag: förbättring, år: 2026, utgångsvärde: {år: 2022, värde: 71.3}, beslut: kf}
- adress: riket
  namn: Elever med examen
  mått: andel
  enhet_text: '%'
  riktning: högre
  målvärden:
    - {slag: jämförelse, år: 2024, jämfört_med: riket, ska_vara_bättre: ja, beslut: kf}
- adress: skillnad
  namn: Motiverade elever
  mått: andel
  enhet_text: '%'
  riktning: högre
  per_kön: ja
  målvärden:
    - {gäller: skillnad, år: 2024, värde: 2.5, beslut: kf}
"""
VALUES = """\
resultat,9999,2023,T,1.2
resultat,9999,2024,T,1.2
sjukfranvaro,9999,2022,T,6.4
sjukfranvaro,9999,2023,T,5.9
sjukfranvaro,9999,2024,T,5.7
nojda,9999,2024,T,97.5
hallas,9999,2024,T,94.2
okar,9999,2024,T,71.9
riket,9999,2024,T,84.5
riket,0000,2024,T,85
skillnad,9999,2024,T,80
skillnad,9999,2024,K,82
skillnad,9999,2024,M,78
"""
# By address: the target in words, the status, and a piece of the sentence that compares the two.
TOLD = {
    "resultat": ("2 % år 2024, sedan 1 % år 2026", "Efter", "2,0 % väntades 2024 och det skiljer 0,8 procentenheter"),
    "sjukfranvaro": ("5,5 % år 2024", "Ej uppnått", "Målvärdet 5,5 % år 2024 är ej uppnått. Det skiljer 0,5"),
    "nojda": ("97,5 % år 2024", "Uppnått", "Målvärdet 97,5 % år 2024 är uppnått"),
    "hallas": ("minst 95 % varje år 2023–2026", "Efter", "Det skiljer 0,8 procentenheter"),
    "okar": ("högre än 71,3 % (2022) år 2026", "I fas", "Målet är högre än 71,3 % (2022) år 2026. Utfallet är i fas."),
    "riket": ("bättre än riket år 2024", "Ej uppnått", "riket har 85,0 % år 2024. Det skiljer 0,5 procentenheter"),
    "skillnad": (
        "högst 2,5 procentenheter i skillnad mellan kvinnor och män år 2024",
        "Ej uppnått",
        "är 4,0 procentenheter år 2024",
    ),
}
LINKS = "".join(f"            - {{indikator: {slug}, slag: beslutad}}\n" for slug in TOLD)
PORTAL = """\
format: 1

portal:
  kommun: '9999'
  namn: Målportalen
  fullständigt_namn: Provby kommun
  kort_namn: Provby
"""
PERIOD = """\
- adress: mal-2023
  första_år: 2023
  sista_år: 2026
  inriktningar:
    - adress: skola
      namn: Skola
      färgton: sjö
      mål:
        - adress: trygg
          nummer: 1
          mål: Trygga barn
          indikatorer:
"""


@pytest.fixture
def folder(tmp_path):
    """Return a function that loads a small plan; without more, one whose every indicator has another kind of target."""

    def write(indicators=INDICATORS, values=VALUES, links=LINKS):
        rows = "".join(f"{row},nej,,,Egen mätning,,,egen uppgift,,publicerat\n" for row in values.splitlines())
        files = {
            "plan.yaml": PORTAL,
            "beslut.yaml": "- adress: kf\n  beslutande: Kommunfullmäktige\n  rubrik: Mål\n",
            "visioner.yaml": "[]\n",
            "perioder.yaml": f"{PERIOD}{links}",
            "indikatorer.yaml": indicators,
            "kommuner.csv": "kod,namn,slag,lan\n0000,Riket,riket,\n9999,Provby,kommun,Provlän\n",
            "utfall.csv": f"{COLUMNS},nasta_varde,lage\n{rows}",
        }
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        load_folder(tmp_path)

    return write


@pytest.fixture
def loaded(folder):
    folder()


def plain(text):
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def words(response):
    page = re.sub(r"(?s)<(script|style).*?</\1>", " ", response.text)
    return plain(unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("slug", TOLD)
def test_a_page_its_chart_and_its_steps_say_what_was_decided(client, loaded, slug):
    aim, status, piece = TOLD[slug]
    page = words(client.get(f"/indikatorer/{slug}/?ar=2024"))

    # The page lists each target that is decided by itself.
    assert [part.casefold() in page.casefold() for part in aim.split(", sedan ")].count(False) == 0
    assert piece in page
    assert f"alltså {status}" in page
    assert "6 % år 2024 är" not in page
    assert "98 % år 2024 är upp" not in page


@pytest.mark.parametrize(("slug", "text"), [("sjukfranvaro", "5,5 %"), ("nojda", "97,5 %")])
def test_the_labels_of_a_chart_have_the_decimals_decided(client, loaded, slug, text):
    page = client.get(f"/indikatorer/{slug}/").text.replace("\N{NO-BREAK SPACE}", " ")
    figure = plain(str(json.loads(client.get(f"/indikatorer/{slug}/diagram.json").text)).replace("\\xa0", " "))
    file = plain(client.get(f"/indikatorer/{slug}.svg").text)

    assert [text in each for each in (page, figure, file)] == [True] * 3


def test_the_year_and_its_files_say_the_same(client, loaded):
    page = words(client.get("/uppfoljning/2024/"))
    document = docx.Document(io.BytesIO(client.get("/uppfoljning/2024.docx").content))
    text = plain(" ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells))
    reader = pypdf.PdfReader(io.BytesIO(client.get("/uppfoljning/2024.pdf").content))
    printed = re.sub(r"[\s\u00ad-]", "", "".join(each.extract_text() for each in reader.pages))

    for aim, status, _ in TOLD.values():
        assert aim in page
        assert aim in text
        assert re.sub(r"[\s-]", "", aim) in printed
        assert status in page


def test_a_workbook_shows_a_target_with_the_decimals_decided(client, loaded):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/uppfoljning/2024.xlsx").content))
    head, *rows = book["Skola"].rows
    names = [cell.value for cell in head]
    found = {row[names.index("Indikator")].value: row[names.index("Målvärde")] for row in rows}
    in_words = [plain(row[names.index("Målvärde i ord")].value) for row in rows]

    assert (found["Sjukfrånvaro"].value, found["Sjukfrånvaro"].number_format) == (5.5, "#,##0.0")
    assert (found["Nöjda brukare"].value, found["Nöjda brukare"].number_format) == (97.5, "#,##0.0")
    # What is no level of its own is told in words alone.
    assert [found[name].value for name in ("Elever med examen", "Trygga elever", "Motiverade elever")] == [None] * 3
    assert in_words == [aim for aim, _, _ in TOLD.values()]


def test_the_open_files_have_what_was_decided(client, loaded):
    decided = {slug: json.loads(client.get(f"/indikatorer/{slug}.json").text)["malvarden"][-1] for slug in TOLD}
    rows = list(csv.DictReader(io.StringIO(client.get("/indikatorer/sjukfranvaro.csv").text)))

    assert decided["sjukfranvaro"]["varde"] == "5.5"
    assert [Decimal(row["varde"]) for row in rows][-1] == Decimal("5.7")
    assert (decided["hallas"]["slag"], decided["hallas"]["fran_ar"]) == ("standard", 2023)
    assert decided["okar"]["utgangsvarde"] == {"ar": 2022, "varde": "71.3"}
    assert (decided["riket"]["jamfort_med"], decided["riket"]["ska_vara_battre"]) == ("country", True)
    assert decided["skillnad"]["galler"] == "gap"


def test_lines_of_women_and_men_are_on_where_they_are_aimed_at(client, loaded):
    at_first = client.get("/indikatorer/skillnad/").text
    none_asked_for = client.get("/indikatorer/skillnad/?jamfor=").text

    assert at_first.count(" checked>") == 2
    assert none_asked_for.count(" checked>") == 0
    assert client.get("/indikatorer/riket/").text.count(" checked>") == 0


SELDOM = """\
- adress: lust
  namn: Unga som idrottar
  mått: andel
  enhet_text: '%'
  decimaler: 0
  riktning: högre
  intervall: {interval}
"""


def seldom(interval, *years):
    links = "            - {indikator: lust, slag: beslutad}\n"
    return (
        SELDOM.format(interval=interval),
        "".join(f"lust,9999,{year},T,{60 + i}\n" for i, year in enumerate(years)),
        links,
    )


@pytest.mark.parametrize(
    ("interval", "years", "words_said"),
    [(2, (2016, 2018, 2020, 2022, 2024), "Mäts vartannat år"), (3, (2015, 2018, 2021, 2024), "Mäts vart 3:e år")],
)
def test_what_is_measured_seldom_lacks_nothing_between(client, folder, interval, years, words_said):
    folder(*seldom(interval, *years))
    page = client.get("/indikatorer/lust/")

    assert words_said in words(page)
    assert "Uppgift saknas" not in words(page)
    assert len(re.findall(r"<tr[^>]*>\s*<th[^>]*>\s*(?:<[^>]*>)*20\d\d", page.text)) == len(years)
    line = json.loads(client.get("/indikatorer/lust/diagram.json").text)["data"][-1]
    assert [each for each in line["y"] if each is None] == []


def test_a_measurement_that_failed_breaks_the_line(client, folder):
    indicators, values, links = seldom(2, 2016, 2018, 2022, 2024)
    folder(indicators, values, links)
    page = words(client.get("/indikatorer/lust/"))

    assert "Uppgift saknas för 2019–2021. Linjen är bruten där." in page
