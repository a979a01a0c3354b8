"""The DOCX: headings, tables and pictures that can be pasted into the annual report, whatever the texts hold."""

import io
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from goals.year.content import OverallFact, Remark, RemarkItem
from goals.year.paper.document import paper_of
from goals.year.paper.docx import docx_of
from tests.goals.year.factories import DAY, area, assessment, goal, indicator, missing, source, summary


def document_of(*goals, name="Grönt", fault="", **changes):
    content = summary(*([area(*goals, name=name)] if goals else []), **changes)
    return docx.Document(io.BytesIO(docx_of(paper_of(content, made_on=DAY, fault=fault))))


def headings(document):
    return [(each.style.name[-1], each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]


def texts(document):
    return [each.text for each in document.paragraphs if each.text]


def cells(row):
    return [each.text for each in row.cells]


def test_headings_follow_the_order_of_the_page():
    overall = OverallFact("Ett gott år.", "Kommunstyrelsen", DAY)
    given = goal(indicator(), assessment=assessment(analysis="Fler dör."))

    assert headings(document_of(given, overall=overall)) == [
        ("2", "Det här föreslås"), ("1", "Målen"), ("2", "Samlad bedömning"),
        ("1", "Grönt"), ("2", "1. Mål fler-trad"), ("3", "Resultat"), ("3", "Analys"),
        ("1", "Det här vet vi inte"), ("1", "Det här skulle en revisor fråga om"),
        ("1", "Källor"), ("2", "Om dokumentet"),
    ]  # fmt: skip


def test_an_empty_year_says_what_there_is_none_of():
    found = texts(document_of())

    assert "Inga mål är inlagda." in found
    assert "Alla indikatorer har ett värde för året." in found
    assert "Inga värden har någon källa." in found


def test_the_table_of_goals_has_a_row_per_goal():
    table = document_of(goal(indicator(), slug="a", code="full"), goal(slug="b")).tables[0]

    assert [cells(each) for each in table.rows] == [
        ["Mål", "Bedömning", "Indikatorer"],
        ["1. Mål a", "Helt uppnått", "1 är efter."],
        ["1. Mål b", "Inte bedömt", "Målet har inga indikatorer."],
    ]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (indicator(), ["Indikator trad", "61,5\u00a0%\n2024", "90\u00a0% år 2024", "Efter", "Förbättras"]),
        (
            missing("a", unit_label="", kind="Föreslagen", kind_code="proposed", status_reason="uppgift saknas",
                    target_text=""),
            ["Indikator a\nFöreslagen", "Uppgift saknas\n2024: sekretess", "Saknas",
             "Kan inte bedömas\nuppgift saknas", "Förbättras"],
        ),
    ],
    ids=["known", "missing"],
)  # fmt: skip
def test_a_row_tells_all_that_is_known_of_an_indicator(fact, expected):
    head, row = document_of(goal(fact)).tables[1].rows

    assert cells(head) == ["Indikator", "Utfall", "Målvärde", "Status", "Utveckling"]
    assert cells(row) == expected


def test_a_goal_without_indicators_has_a_line_and_no_table():
    document = document_of(goal(code="full"))

    assert len(document.tables) == 1
    assert "Målet har inga indikatorer." in texts(document)


def test_only_a_tables_head_is_repeated_and_no_row_is_split():
    document = document_of(goal(*(indicator(str(each), source=source()) for each in range(60))))

    assert len(document.tables) == 2
    for table in document.tables:
        repeated = [each._tr.trPr.find(qn("w:tblHeader")) is not None for each in table.rows]
        assert repeated == [True] + [False] * (len(table.rows) - 1)
        assert all(each._tr.trPr.find(qn("w:cantSplit")) is not None for each in table.rows)


def test_every_area_begins_a_page_in_its_own_colour():
    document = document_of(goal(indicator()))
    heading = next(each for each in document.paragraphs if each.text == "Grönt")

    assert heading.paragraph_format.page_break_before
    assert str(heading.runs[0].font.color.rgb) == "2F5F2A"


def test_a_picture_is_as_broad_as_the_text_and_has_words():
    document = document_of(goal(indicator(), code="full"))
    section = document.sections[0]

    for shape in document.inline_shapes:
        assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert [each.get("descr") for each in document.element.iter(qn("wp:docPr"))] == [
        "Mål per bedömning: helt uppnått 1.", "Indikatorerna i Grönt per status: efter 1.",
    ]  # fmt: skip


def test_no_picture_stands_for_what_is_not_counted():
    assert len(document_of(goal(code="full")).inline_shapes) == 1  # the goals' verdicts, and no indicators


def test_a_remark_is_a_bullet_with_its_subject_in_bold():
    unknowns = (Remark("Träd", "Sekretess."), Remark("Två mål har inte bedömts", ""))
    bullets = [each for each in document_of(unknowns=unknowns).paragraphs if each.style.name == "List Bullet"]

    assert [each.text for each in bullets] == ["Träd: Sekretess.", "Två mål har inte bedömts"]
    assert [each.runs[0].text for each in bullets if each.runs[0].bold] == ["Träd", "Två mål har inte bedömts"]


def test_indicators_of_a_source_are_a_list_under_it():
    document = document_of(goal(indicator("a", source=source()), indicator("b", source=source())))
    listed = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("List")]

    assert listed[-3:] == [
        ("List Bullet", "SCB, hämtat 3 februari 2025 (nationell källa)"),
        ("List Bullet 2", "Indikator a"), ("List Bullet 2", "Indikator b"),
    ]  # fmt: skip


def test_those_that_a_remark_counts_are_a_list_under_it():
    remark = Remark("Två mål har inte bedömts", "", items=(RemarkItem("1. Träd"), RemarkItem("2. Gräs")))
    listed = [each for each in document_of(unknowns=(remark,)).paragraphs if each.style.name == "List Bullet 2"]

    assert [each.text for each in listed] == ["1. Träd", "2. Gräs"]


def test_the_first_page_ends_before_the_table_of_goals():
    document = document_of(goal(indicator(), code="full"))
    heading = next(each for each in document.paragraphs if each.text == "Målen")

    assert heading.paragraph_format.page_break_before


def test_a_warning_is_told_on_the_cover_and_among_the_facts():
    assert texts(document_of(fault="Ögonblicksbilden har ändrats.")).count("Ögonblicksbilden har ändrats.") == 2


def test_a_vision_stands_with_its_title_or_not_at_all():
    with_vision = document_of(vision_title="Vision 2030", vision="En grön kommun.")

    assert [each for each in texts(with_vision) if each in {"Vision 2030", "En grön kommun."}] == [
        "Vision 2030", "En grön kommun.",
    ]  # fmt: skip
    assert "Vision 2030" not in texts(document_of(vision_title="Vision 2030"))


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ufffe"], ids=ascii)
def test_a_sign_that_a_document_cannot_hold_is_left_out(sign):
    text = f"Fler{sign}träd"
    given = goal(indicator(name=text, source=source(text)), title=text, gap_note=text, assessment=assessment(body=text))
    remark = (Remark(text, text),)
    document = document_of(given, name=text, municipality=text, vision=text, vision_title=text, unknowns=remark)

    assert document.core_properties.author == "Flerträd"
    assert ("1", "Flerträd") in headings(document)
    assert "Flerträd: Flerträd" in texts(document)


@pytest.mark.parametrize("field", ["name", "vision", "municipality"])
def test_a_text_of_nothing_but_such_signs_breaks_nothing(field):
    assert ("1", "Källor") in headings(document_of(goal(indicator()), **{field: "\x0b"}))


def test_the_page_is_a4_in_swedish_with_numbered_pages():
    document = document_of()
    section = document.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    assert [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))] == ["PAGE"]


def test_a_document_carries_no_trace_of_the_librarys_template():
    content = summary(area(goal(indicator())))
    with ZipFile(io.BytesIO(docx_of(paper_of(content, made_on=DAY)))) as archive:
        core = archive.read("docProps/core.xml").decode()

    assert "python-docx" not in core
    assert "Årsuppföljning 2024, Exempelby kommun" in core
