"""A year's page, PDF, DOCX and XLSX say the same, number for number, and each file is a good one of its kind."""

import io
import pkgutil
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import docx
import html5lib
import openpyxl
import pikepdf
import pypdf
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

import goals.year.paper
from goals.content.load import current_content
from goals.models import AnnualSummary
from goals.year.brief.short import brief_of
from goals.year.file_views import RENDERERS
from goals.year.paper.document import paper_of
from goals.year.paper.docx import docx_of
from goals.year.paper.pdf import pdf_of
from goals.year.paper.xlsx import xlsx_of
from goals.year.words import goal_name
from goals.year.years import Years
from indicators.models import Correction, Outcome

pytestmark = pytest.mark.slow

YEARS = {"exempel": 2023, "olofstrom": 2024}  # an adopted year and an open one
DAY = date(2026, 11, 23)
SIGNS = "åäö ÅÄÖ − – ² ½ ≥ ’ … § é"


class Row(NamedTuple):
    """An indicator in its goal's table, as every face tells it."""

    name: str
    value: str
    year: str
    earlier: str
    target: str
    status: str
    reason: str
    compared: str
    trend: str


def squeezed(text):
    """Return a text without what a setter may do to it: breaks, blanks and hyphens."""
    return re.sub(r"[\s\u00ad-]", "", text)


def fetch(client, name, year):
    response = client.get(reverse(name, args=[year]))
    assert response.status_code == 200
    return response


def whole_page(client, year):
    """Return a year's page, with every part of it where it is so long that it is read in several."""
    parts = [fetch(client, "summary", year).content]
    while f"?sida={len(parts) + 1}".encode() in parts[-1]:
        parts.append(client.get(reverse("summary", args=[year]), {"sida": len(parts) + 1}).content)
    page = html5lib.parse(b"<html><body></body></html>", namespaceHTMLElements=False)
    page.find("body").extend(html5lib.parse(each, namespaceHTMLElements=False).find("body") for each in parts)
    return page


def content_of(year):
    years = Years(current_content(), DAY.year)
    found = years.content_of(year)
    return found.content if found.version else years.with_last_year(found.content)


def said(element):
    return " ".join("".join(element.itertext()).split())


def page_rows(page, year):
    """Return the rows of every table of indicators, in the page's order."""
    for table in page.iterfind(".//article//table"):
        for row in table.iterfind("tbody/tr"):
            name, value, target, status, *compared, trend = (said(each) for each in row)
            found = re.fullmatch(r"(.*?)(?: \((\d{4})\))?(?: preliminärt)?(?: (\d{4}: .*?))?(?: Rättat .*)?", value)
            words, earlier = found, found[3] or ""
            status, _, reason = status.partition(": ")
            shown = words[2] or ("" if words[1] == "Uppgift saknas" else str(year))
            yield Row(name, words[1], shown, earlier, target, status, reason, "".join(compared), trend)


def lines(cell):
    return [" ".join(each.split()) for each in cell.text.split("\n")]


def document_rows(document):
    """Return the rows of every table of indicators, and each as the text that a reader sees."""
    for table in document.tables:
        if table.rows[0].cells[0].text == "Indikator":
            for row in table.rows[1:]:
                (name, *_), (value, *year), target, (status, *reason), *compared, trend = (
                    lines(each) for each in row.cells
                )
                shown = next((each[:4] for each in year if re.fullmatch(r"\d{4}(, preliminärt)?", each)), "")
                earlier = next((each for each in year if re.fullmatch(r"\d{4}: .*", each) and is_value(each)), "")
                beside = compared[0][0] if compared else ""
                yield Row(name, value, shown, earlier, target[0], status, "".join(reason), beside, trend[0]), row


def book_rows(book, areas):
    rows = [each for area in areas for each in book[area.name].iter_rows(min_row=2, values_only=True)]
    nobody = "Saknas" if any(row[18] for row in rows) else ""
    for row in rows:
        if row[4]:
            words = [" ".join(str(each or "").split()) for each in row]
            target = words[15] or "Saknas"
            yield (
                Row(
                    words[3],
                    words[10],
                    words[7],
                    words[23],
                    target,
                    words[16],
                    words[17],
                    words[18] or nobody,
                    words[19],
                ),
                row[5],
            )


def is_value(line):
    """Tell a value of another year from why this year has none, which is written in small letters."""
    return not line[6:7].islower() or line[6:].startswith("plats")


def pdf_text(data):
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def running_text(data):
    """Return the text of a PDF without what stands at the head and foot of every page, squeezed."""
    first, *rest = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return squeezed(first + "".join(re.sub(r"\A.*\n|\n.*Sida \d+ av \d+\Z", "", each) for each in rest))


def test_the_four_faces_agree_number_for_number(plan, client):
    year = YEARS[plan]
    areas = content_of(year).areas
    page = whole_page(client, year)
    document = docx.Document(io.BytesIO(fetch(client, "summary_docx", year).content))
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "summary_xlsx", year).content))
    text = running_text(fetch(client, "summary_pdf", year).content)

    on_page, written = list(page_rows(page, year)), list(document_rows(document))
    counted = list(book_rows(book, areas))
    assert len(on_page) == sum(len(goal.indicators) for area in areas for goal in area.goals) > 40
    assert [row for row, _ in counted] == on_page
    assert [row[1:] for row, _ in written] == [row[1:] for row in on_page]
    # The name of an indicator has its unit on paper, where the value does not say it.
    assert all(row.name.startswith(other.name) for (row, _), other in zip(written, on_page, strict=True))
    assert [row.name for (row, cells) in written if squeezed("".join(c.text for c in cells.cells)) not in text] == []
    numbers = [(row.value, value) for row, value in counted if re.search(r"\d", row.value)]
    assert len(numbers) > 30
    assert [(words, value) for words, value in numbers if number_in(words) != Decimal(str(value))] == []


def number_in(words):
    return Decimal(re.search(r"−?\d[\d\s]*(,\d+)?", words)[0].replace("−", "-").replace(",", ".").replace(" ", ""))


def test_the_four_faces_agree_on_sentences_and_verdicts(plan, client):
    year = YEARS[plan]
    content = content_of(year)
    page = said(whole_page(client, year))
    document = docx.Document(io.BytesIO(fetch(client, "summary_docx", year).content))
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "summary_xlsx", year).content))
    text = running_text(fetch(client, "summary_pdf", year).content)
    paragraphs = squeezed("".join(each.text for each in document.paragraphs))
    overview = squeezed("".join(str(row[0]) for row in book["Översikt"].iter_rows(values_only=True)))

    slides = squeezed(said(html5lib.parse(fetch(client, "summary_slides", year).content, namespaceHTMLElements=False)))

    for sentence in filter(None, (content.sentence, content.extension_sentence)):
        assert all(squeezed(sentence) in face for face in (squeezed(page), text, paragraphs, overview))
    brief = brief_of(content)
    for sentence in brief.sentences:
        assert all(squeezed(sentence) in face for face in (squeezed(page), slides, text, paragraphs, overview))
    for remark in (*content.changes, *content.values, *content.unknowns, *content.criticism):
        remarked = squeezed(remark.what) + (f":{squeezed(remark.text)}" if remark.text else "")
        assert remarked in text
        assert remarked in paragraphs
        for told in (remark.what, remark.text[1:], *(each.text for each in remark.items)):
            assert all(squeezed(told) in face for face in (squeezed(page), text, paragraphs))
    for each in (each for found in brief.lists for each in found.remarks):
        assert all(squeezed(each.what) in face for face in (squeezed(page), text, paragraphs, overview))
        assert all(squeezed(each.text[1:]) in face for face in (squeezed(page), text, paragraphs, overview))
    for goal in content.goals:
        name = squeezed(goal_name(goal))
        assert all(name in face for face in (squeezed(page), slides, text, paragraphs))
    goals = [(row.cells[0].text.split(". ", 1)[1], row.cells[1].text) for row in document.tables[0].rows[1:]]
    assert goals == [(goal.title, goal.ruling.word) for goal in content.goals]
    assert goals == [(row[1], row[3]) for row in book["Mål"].iter_rows(min_row=2, values_only=True)]
    assert Counter(word for _, word in goals) == {each.word: each.count for each in content.rulings}
    assert all(squeezed("".join(each)) in text for each in goals)


def test_the_first_page_of_the_pdf_stands_alone(plan, client):
    year = YEARS[plan]
    content = content_of(year)
    data = fetch(client, "summary_pdf", year).content
    first, second, *_ = (squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    brief = brief_of(content)

    assert "Innehåll" in second[:90]
    for told in (content.sentence, *brief.sentences, *(each.heading for each in brief.lists)):
        assert squeezed(told) in first
    for remark in (each for found in brief.lists for each in found.remarks):
        assert squeezed(remark.what + (f": {remark.text}" if remark.text else "")) in first


@pytest.mark.usefixtures("example_plan")
def test_a_file_says_first_where_corrections_stand(client):
    told = squeezed(
        "Efter beslutet har två värden rättats. Rättelser står på http://testserver/rattelser/ "
        "och vid sina rader på http://testserver/uppfoljning/2023/"
    )
    first = pypdf.PdfReader(io.BytesIO(fetch(client, "summary_pdf", 2023).content)).pages[0].extract_text()
    document = docx.Document(io.BytesIO(fetch(client, "summary_docx", 2023).content))
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "summary_xlsx", 2023).content))
    paragraphs = [each.text for each in document.paragraphs]

    assert told in squeezed(first)
    assert told in squeezed("".join(paragraphs[: paragraphs.index("Målen")]))
    assert told in squeezed("".join(str(row[0]) for row in book["Översikt"].iter_rows(values_only=True)))
    assert "Rättelser står" not in pdf_text(fetch(client, "summary_pdf", 2024).content)


@pytest.mark.usefixtures("example_plan")
def test_a_new_correction_renews_a_readers_copy_of_a_file(client):
    version = AnnualSummary.objects.get(year=2023)
    before = fetch(client, "summary_pdf", 2023)["ETag"]
    Correction.objects.filter(indicator__slug="fossilfria-bilar").delete()

    assert fetch(client, "summary_pdf", 2023)["ETag"] != before
    assert AnnualSummary.objects.get(year=2023).snapshot == version.snapshot


@pytest.mark.usefixtures("example_plan")
def test_files_of_an_adopted_year_stay_when_figures_change(client):
    before = {name: fetch(client, name, 2023) for name in ("summary_pdf", "summary_docx", "summary_xlsx")}
    Outcome.objects.filter(value__isnull=False).update(value=1)

    assert {name: fetch(client, name, 2023)["ETag"] for name in before} == {
        name: response["ETag"] for name, response in before.items()
    }
    assert fetch(client, "summary_pdf", 2023).content == before["summary_pdf"].content


def test_a_change_of_any_renderer_renews_a_readers_copy():
    drawing = {each.name for each in pkgutil.iter_modules(goals.year.paper.__path__)} - {"document", "shapes"}

    # What document and shapes say is in the paper itself, whose words a copy is also known by.
    assert {each.__name__.rpartition(".")[2] for each in RENDERERS} == drawing


@pytest.mark.usefixtures("example_plan")
def test_a_changed_snapshot_is_told_of_in_every_file(client):
    stored = AnnualSummary.objects.latest_of(2023)
    AnnualSummary.objects.filter(pk=stored.pk).update(snapshot=stored.snapshot.replace("Helt uppnått", "Helt klart"))
    warning = squeezed("Ögonblicksbilden har ändrats sedan den fastställdes")
    document = docx.Document(io.BytesIO(fetch(client, "summary_docx", 2023).content))
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "summary_xlsx", 2023).content))

    assert warning in squeezed(pdf_text(fetch(client, "summary_pdf", 2023).content))
    assert warning in squeezed("".join(each.text for each in document.paragraphs))
    assert warning in squeezed("".join(str(row[0]) for row in book["Översikt"].iter_rows(values_only=True)))


@pytest.mark.usefixtures("olofstrom_plan")
def test_a_file_has_a_good_name_and_is_sent_once(client):
    address = reverse("summary_pdf", args=[2024])
    response = client.get(address)

    assert address == "/uppfoljning/2024.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="arsuppfoljning-olofstrom-2024.pdf"'
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert not response.cookies


@pytest.mark.usefixtures("example_plan")
def test_every_version_has_its_own_files(client):
    latest = AnnualSummary.objects.filter(version__gt=1).latest("version")
    first, second = (client.get(reverse("summary_version_pdf", args=[latest.year, number])) for number in (1, 2))

    assert first["Content-Disposition"].endswith(f'-{latest.year}.pdf"')
    assert second["Content-Disposition"].endswith(f'-{latest.year}-version-2.pdf"')
    assert squeezed(latest.reason) in squeezed(pdf_text(second.content))
    assert latest.sha256[:32] in pdf_text(second.content)
    assert client.get(reverse("summary_version_pdf", args=[latest.year, 99])).status_code == 404
    assert client.get(reverse("summary_xlsx", args=[1999])).status_code == 404


def tagged(node):
    """Yield every element of the tree of tags, the parent first."""
    for each in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            yield from tagged(each)


def test_the_pdf_is_accessible_and_archivable(plan):
    year = YEARS[plan]
    pdf = pikepdf.open(io.BytesIO(pdf_of(paper_of(content_of(year), made_on=DAY), DAY)))
    elements = list(tagged(pdf.Root.StructTreeRoot))
    kinds = Counter(str(each.S) for each in elements)

    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("sv")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"].startswith(f"Årsuppföljning {year}, ")
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
    heads = [each for each in elements if each.S == "/THead"]
    assert len(heads) == kinds["/Table"] > 5
    assert all({str(cell.S) for row in tagged(head) for cell in tagged(row)} == {"/TH"} for head in heads)
    figures = [each for each in elements if each.S == "/Figure"]
    assert len(figures) > 15
    assert all(len(str(each.Alt)) > 10 for each in figures)
    assert kinds["/H1"] >= 6
    assert kinds["/TOC"]
    assert "/Outlines" in pdf.Root


def test_the_pdf_carries_its_letters_and_lacks_none(plan):
    content = content_of(YEARS[plan])
    odd = replace(content, sentence=f"{SIGNS} 😀 中")
    data = pdf_of(paper_of(odd, made_on=DAY), DAY)
    pdf = pikepdf.open(io.BytesIO(data))

    assert squeezed(SIGNS + "□□") in squeezed(pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text())
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            assert {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
    assert not [glyph for page in pdf.pages for glyph in glyphs_of(page) if glyph == 0]
    assert sum(1 for page in pdf.pages for _ in glyphs_of(page)) > 5000


def glyphs_of(page):
    """Yield the number of every glyph that is drawn; 0 is the box that stands for a missing one."""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in {"Tj", "TJ"}:
            texts = operands[0] if str(operator) == "TJ" else operands
            for drawn in (bytes(each) for each in texts if isinstance(each, pikepdf.String)):
                yield from (int.from_bytes(drawn[i : i + 2]) for i in range(0, len(drawn), 2))


@pytest.mark.usefixtures("example_plan")
def test_a_large_pdf_is_made_in_two_seconds_and_then_kept():
    content = content_of(2023)
    goal = content.goals[0]
    grown = replace(
        content.areas[0], goals=(replace(goal, indicators=goal.indicators * 3), *content.areas[0].goals[1:])
    )
    paper = paper_of(replace(content, areas=(grown, *content.areas[1:])), made_on=DAY)
    started = time.process_time()
    made = pdf_of(paper, DAY)

    assert sum(len(each.rows) for area in paper.areas for each in area.goals) >= 60
    assert time.process_time() - started < 2
    assert pdf_of(paper, DAY) is made


@pytest.mark.usefixtures("example_plan")
def test_the_docx_has_headings_table_heads_and_alt_texts():
    content = content_of(2023)
    document = docx.Document(io.BytesIO(docx_of(paper_of(content, made_on=DAY))))
    headings = {name: [each.text for each in document.paragraphs if each.style.name == name] for name in LEVELS}

    assert [each.name for each in content.areas] == headings["Heading 1"][1:5]
    assert [f"{each.number}. {each.title}" for each in content.goals] == headings["Heading 2"][3:-1]
    assert set(headings["Heading 3"]) >= {"Resultat", "Analys", "Nästa steg"}
    assert all(each.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for each in document.tables)
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    assert document.core_properties.language == "sv"
    assert document.core_properties.title == "Årsuppföljning 2023, Exempelunda kommun"
    pictures = list(document.element.iter(qn("wp:docPr")))
    assert len(pictures) == 1 + len(content.areas)
    assert all(each.get("descr") for each in pictures)


LEVELS = ("Heading 1", "Heading 2", "Heading 3")


@pytest.mark.usefixtures("example_plan")
def test_the_workbook_has_typed_values_and_heads_that_stay():
    content = content_of(2023)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(content, paper_of(content, made_on=DAY))))
    sheet = book[content.areas[0].name]
    fact = content.areas[0].goals[0].indicators[2]
    row = next(each for each in sheet.iter_rows(min_row=2) if each[3].value == fact.name)

    assert book.sheetnames[0] == "Översikt"
    assert all(each.freeze_panes == "A2" for each in book.worksheets[1:])
    assert (row[5].data_type, row[5].number_format) == ("n", "#,##0.0")
    assert (row[7].value, row[11].data_type) == (fact.value_year, "n")
    assert isinstance(row[22].value, datetime)
    assert row[21].value == fact.source.url


HOSTILE = ('=HYPERLINK("http://x.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\x00=1", "\x0b=1")


@pytest.mark.usefixtures("example_plan")
def test_hostile_text_is_never_run_and_breaks_no_file():
    content = content_of(2023)
    area = content.areas[0]
    goals = tuple(replace(area.goals[0], title=text, gap_note=text) for text in HOSTILE)
    names = (
        "Bygg/bo: [alla] *år*?",
        "Ett mycket långt namn på en inriktning, ett",
        "Ett mycket långt namn på en inriktning, två",
    )
    odd = replace(content, areas=tuple(replace(area, name=each, goals=goals) for each in names))
    paper = paper_of(odd, made_on=DAY)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(odd, paper)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]

    assert len({each.casefold() for each in book.sheetnames}) == 3 + len(names) + len(paper.remark_lists)
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.value.startswith(("=", "+", "-", "@"))]
    assert "'-2+3" in {cell.value for cell in cells}
    assert docx_of(paper).startswith(b"PK")
    assert pdf_of(paper, DAY).startswith(b"%PDF")


@pytest.mark.usefixtures("olofstrom_plan")
def test_an_open_year_says_so_on_paper_with_the_day():
    text = pdf_text(pdf_of(paper_of(content_of(2024), made_on=DAY), DAY))

    assert "Öppen: uppgifterna kan ändras till dess att året fastställs. Uttagen 23 november 2026." in text
    assert "Öppen, inte fastställd" in text
    assert "Fastställd" not in text
