"""A word of the year stands in one place: renamed there, it is renamed on every face and in every sentence."""

import io

import docx
import openpyxl
import pypdf
import pytest

from goals.models import AnnualSummary, Assessment
from goals.vocabulary import Forecast, Verdict
from goals.year.content import Count
from goals.year.counts import ruling_sentence
from goals.year.deviation import deviation
from indicators.vocabulary import Status

OPEN_YEAR = 2025


@pytest.fixture
def renamed(example_plan, monkeypatch):
    """The verdict Ej uppnått under another name, and a goal of the open year that has it."""
    Assessment.objects.filter(year=OPEN_YEAR, goal__slug="ekonomi-i-balans").update(verdict=Verdict.NOT)
    monkeypatch.setattr(Verdict.NOT, "_label_", "Långt ifrån")
    monkeypatch.setattr(Verdict.NOT, "several", "långt ifrån målet")


@pytest.mark.usefixtures("renamed")
def test_a_renamed_verdict_is_renamed_on_every_face(client):
    page = client.get(f"/uppfoljning/{OPEN_YEAR}/").text
    slides = client.get(f"/uppfoljning/{OPEN_YEAR}/visa/").text
    pdf = pypdf.PdfReader(io.BytesIO(client.get(f"/uppfoljning/{OPEN_YEAR}.pdf").content))
    document = docx.Document(io.BytesIO(client.get(f"/uppfoljning/{OPEN_YEAR}.docx").content))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/uppfoljning/{OPEN_YEAR}.xlsx").content))

    assert "Långt ifrån" in page
    assert "Långt ifrån" in slides
    assert "Långt ifrån" in "".join(each.extract_text() for each in pdf.pages)
    assert "Långt ifrån" in {row.cells[1].text for row in document.tables[0].rows}
    assert "Långt ifrån" in {row[3] for row in book["Mål"].iter_rows(values_only=True)}


@pytest.mark.usefixtures("renamed")
def test_a_renamed_verdict_is_renamed_in_the_sentence():
    assert ruling_sentence([Count("not", "", 2)]) == "Av 2 mål bedöms 2 vara långt ifrån målet."
    assert ruling_sentence([Count("not", "", 1)]) == "Av 1 mål bedöms 1 vara långt ifrån."


def test_what_was_adopted_keeps_its_words(renamed, client):
    version = AnnualSummary.objects.get(year=2023)

    assert "Ej uppnått" in version.snapshot
    assert "Långt ifrån" not in client.get("/uppfoljning/2023/").text


def test_several_goals_are_told_of_with_the_root_of_the_label():
    for each in (*Verdict, *Forecast):
        assert each.several[:7] == str(each.label).lower()[:7]


def test_a_deviation_says_the_words_of_the_statuses(monkeypatch):
    assert deviation(Verdict.FULL, {Status.MISSED: 1}) == "Minst en indikator är efter eller ej uppnådd."
    monkeypatch.setattr(Status.MISSED, "one", "är långt ifrån")
    monkeypatch.setattr(Status.MISSED, "several", "är långt ifrån")

    assert deviation(Verdict.FULL, {Status.MISSED: 1}) == "Minst en indikator är efter eller långt ifrån."
    assert deviation(Verdict.PARTLY, {Status.MISSED: 1}) == "Alla indikatorer som kan bedömas är långt ifrån."
