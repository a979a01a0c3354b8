"""A plan with one of everything: no page says "Ett indikator", "1 värden" or "deras mål" of one."""

import html
import re

import pytest

from goals.plan.load import load_folder
from indicators.formats import NOUNS
from tests.pages import every_page_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OTHER = {"en": "ett", "ett": "en"}
WRONG = re.compile(
    "|".join(
        rf"\b{wrong}\b"
        for noun in NOUNS.values()
        for wrong in (
            rf"{OTHER[noun.article]} {noun.one}",
            *((rf"{noun.article} {noun.many}", rf"1[ \u00a0]{noun.many}") if noun.one != noun.many else ()),
        )
    )
    + r"|\ben inriktning och deras\b",
    re.IGNORECASE,
)
PLAN = {
    "plan.yaml": """\
format: 1
portal:
  kommun: '9999'
  namn: Provbys mål
  fullständigt_namn: Provby kommun
  kort_namn: Provby
  exempeldata: ja
enheter:
- adress: skolan
  namn: Skolnämnden
""",
    "perioder.yaml": """\
- adress: 2021-2026
  första_år: 2021
  sista_år: 2026
  inriktningar:
  - adress: a
    namn: Lära
    färgton: skog
    mål:
    - adress: m1
      nummer: 1
      mål: Alla lyckas
      indikatorer:
      - indikator: trygga
        slag: beslutad
""",
    "indikatorer.yaml": """\
- adress: trygga
  namn: Trygga elever
  mått: andel
  enhet_text: '%'
  decimaler: 0
  riktning: högre
""",
    "beslut.yaml": "- adress: kf\n  beslutande: Kommunfullmäktige\n  rubrik: Mål\n",
    "visioner.yaml": "- adress: v\n  rubrik: Provby växer\n  vision: Provby växer tillsammans.\n  läge: antagen\n",
    "kommuner.csv": "kod,namn,slag,lan\n9999,Provby,kommun,Provlän\n",
}
HEAD = (
    "indikator,kommun_kod,ar,kon,varde,preliminar,saknas_orsak,kommentar,kalla,kalla_url,hamtad,ursprung,nasta_varde,"
    "lage\n"
)
VALUE = "trygga,9999,{year},T,{value},nej,,,Egen mätning,,,egen uppgift,,publicerat\n"
TARGET = "  målvärden:\n  - år: 2026\n    värde: {value}\n"


def text_of(page):
    body = re.sub(r"(?s)<(script|style|svg).*?</\1>|<title>.*?</title>", " ", page)
    said = re.findall(r'(?:content|aria-label)="([^"]*)"', body)
    inline = re.sub(r"</?(?:a|abbr|b|i|mark|span|time)\b[^>]*>", "", " | ".join([body, *said]))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " | ", inline)).split())


@pytest.fixture
def pages(request, tmp_path, client):
    values, target = request.param
    files = PLAN | {"utfall.csv": HEAD + "".join(VALUE.format(year=year, value=value) for year, value in values)}
    if target:
        files["indikatorer.yaml"] += TARGET.format(value=target)
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    load_folder(tmp_path)
    return every_page_of(client.get)


ONE_OF_EACH = {
    "no value": ((), None),
    "one value": (((2024, 80),), None),
    "a year old": (((2025, 80),), 90),
    "reached": (((2022, 80), (2024, 90)), 90),
    "too old": (((2021, 80),), 90),
}


@pytest.mark.parametrize("pages", ONE_OF_EACH.values(), ids=ONE_OF_EACH, indirect=True)
def test_one_of_each_is_told_of_as_one(pages):
    assert len(pages) > 12
    for address, page in pages.items():
        found = WRONG.search(text_of(page.text))
        assert not found, f"{found.group()} on {address}"


@pytest.mark.parametrize("pages", [ONE_OF_EACH["one value"]], indirect=True)
def test_a_plan_of_one_says_so_on_its_first_page(pages):
    words = text_of(pages["/"].text)

    assert "En inriktning och dess mål" in words
    assert "En indikator saknar målvärde" in words
    assert "1 mål · 1 indikator" in words


@pytest.mark.parametrize(
    "words", ["Ett indikator", "ett inriktning", "Ett träff", "En mål", "1 indikatorer", "En träffar"]
)
def test_a_wrong_form_is_seen(words):
    assert WRONG.search(words)
