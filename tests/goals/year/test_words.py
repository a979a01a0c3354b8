"""A word of the year stands in one place: renamed there, it is renamed on every face and in every sentence."""

import io
from datetime import date

import docx
import openpyxl
import pypdf
import pytest

from goals.models import AnnualSummary, Assessment
from goals.vocabulary import Forecast, Verdict
from goals.year import words
from goals.year.content import Count, OverallFact
from goals.year.counts import ruling_sentence
from goals.year.deviation import deviation
from indicators.vocabulary import Status
from tests.goals.year.factories import adoption, assessment, decision, goal, indicator, source, summary

OPEN_YEAR = 2025


@pytest.fixture
def renamed(example_plan, monkeypatch):
    """The verdict Ej uppnått under another name, and a goal of the open year that has it."""
    Assessment.objects.filter(year=OPEN_YEAR, goal__slug="ekonomi-i-balans").update(verdict=Verdict.NOT)
    monkeypatch.setattr(Verdict.NOT, "_label_", "Långt ifrån")
    monkeypatch.setattr(Verdict.NOT, "several", "långt ifrån målet")


@pytest.mark.slow
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


# Words of every face


@pytest.mark.parametrize(("round_", "title"), [("whole", "Årsuppföljning 2024"), ("part", "Delårsuppföljning 2024")])
def test_a_year_is_titled_by_how_much_of_it_is_followed_up(round_, title):
    assert words.title(round_, 2024) == title


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Kommunfullmäktige, 28 april 2025, §\u00a041, dnr KS 2025/12: Årsredovisning 2024"),
        ({"decided_on": None}, "Kommunfullmäktige, §\u00a041, dnr KS 2025/12: Årsredovisning 2024"),
        ({"paragraph": ""}, "Kommunfullmäktige, 28 april 2025, dnr KS 2025/12: Årsredovisning 2024"),
        ({"diary_number": ""}, "Kommunfullmäktige, 28 april 2025, §\u00a041: Årsredovisning 2024"),
        ({"decided_on": None, "paragraph": "", "diary_number": ""}, "Kommunfullmäktige: Årsredovisning 2024"),
    ],
)
def test_a_decision_is_told_with_what_is_known_of_it(changes, text):
    assert words.decision_text(decision(**changes)) == text


@pytest.mark.parametrize(
    ("changes", "signed"),
    [
        ({}, "Bedömt av Parknämnden, 3 februari 2025."),
        ({"assessed_on": None}, "Bedömt av Parknämnden."),
        ({"body": ""}, ""),
    ],
)
def test_an_assessment_is_signed_by_its_body(changes, signed):
    assert words.assessed_by(assessment(**changes)) == signed


def test_the_overall_assessment_is_submitted_not_assessed():
    overall = OverallFact("Ett gott år.", "Kommunstyrelsen", date(2025, 3, 10))

    assert words.submitted_by(overall) == "Lämnad av Kommunstyrelsen, 10 mars 2025."


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (source(), "SCB, hämtat 3 februari 2025 (nationell källa)"),
        (source(retrieved_on=None), "SCB (nationell källa)"),
        (source("Parkförvaltningens räkning.", retrieved_on=None, origin="Egen uppgift"),
         "Parkförvaltningens räkning (egen uppgift)"),
    ],
)  # fmt: skip
def test_a_source_says_when_it_was_fetched_and_whose_it_is(found, line):
    assert words.source_line(found) == line


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (None, ""),
        (adoption(), ""),
        (adoption(2, "Ett värde var fel."), "Skäl till den nya versionen: Ett värde var fel."),
    ],
    ids=["open", "first", "second"],
)
def test_only_a_later_version_gives_a_reason(found, reason):
    assert words.new_version_reason(found) == reason


def test_what_is_written_about_a_goal_keeps_its_order():
    given = assessment(result="R", analysis="A", next_steps="N")

    assert list(words.passages(goal(indicator(), assessment=given))) == [
        ("Resultat", "R"), ("Analys", "A"), ("Nästa steg", "N"),
    ]  # fmt: skip


def test_an_empty_passage_has_no_heading():
    given = assessment(result="", analysis="Färre dör.")

    assert list(words.passages(goal(indicator(), assessment=given))) == [("Analys", "Färre dör.")]


@pytest.mark.parametrize(
    ("reason", "ending"),
    [("Stormen tog dem.", "Stormen tog dem."), ("", "Det står inte varför.")],
    ids=["explained", "unexplained"],
)
def test_a_departing_verdict_is_followed_by_why(reason, ending):
    given = assessment("full", departure_reason=reason)

    assert list(words.passages(goal(indicator(), assessment=given)))[-1] == (
        "Bedömningen avviker från indikatorerna", f"Minst en indikator är efter eller ej uppnådd. {ending}",
    )  # fmt: skip


def test_a_reason_is_left_unsaid_where_nothing_departs():
    given = assessment("partly", departure_reason="Skrevs innan värdet rättades.")

    assert [heading for heading, _ in words.passages(goal(indicator(), assessment=given))] == ["Resultat"]


def test_nothing_is_written_about_a_goal_that_is_not_assessed():
    assert list(words.passages(goal(indicator()))) == []


def test_changes_come_first_and_only_beside_another_year():
    alone = [each.heading for each in words.remark_lists(summary())]
    beside = [each.heading for each in words.remark_lists(summary(before_year=2022))]

    assert alone == ["Det här vet vi inte", "Det här skulle en revisor fråga om"]
    assert beside == ["Vad har ändrats sedan 2022?", *alone]
