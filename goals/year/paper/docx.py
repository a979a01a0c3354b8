"""A year's summary as DOCX: real headings and tables, so that it can be pasted into the annual report."""

import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from goals.year.paper import charts
from goals.year.paper.document import MAX_CACHED_FILES, IndicatorRow, Listing, Paper, PaperArea, PaperGoal, Picture
from goals.year.paper.pdf import png_of

if TYPE_CHECKING:
    from docx.document import Document

LETTER = "Calibri"
PICTURE_POINTS = 470
_HEADINGS = {"Title": 30, "Heading 1": 20, "Heading 2": 14, "Heading 3": 11}
_CONTROLS = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML has no room for them
_INDICATOR_HEAD = ("Indikator", "Utfall", "Målvärde", "Status", "Utveckling")


@lru_cache(maxsize=MAX_CACHED_FILES)
def docx_of(paper: Paper) -> bytes:
    """Return the document as DOCX."""
    from docx import Document  # noqa: PLC0415 - half a second that only a document needs

    document = Document()
    _set_styles(document, paper)
    _title(document, paper)
    _overview(document, paper)
    for area in paper.areas:
        _area(document, area, paper.before_year)
    for listing in paper.listings:
        _listing(document, listing)
    _sources(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_styles(document: "Document", paper: Paper) -> None:
    """Set language, title, paper and letters."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    facts = document.core_properties
    facts.title, facts.author, facts.language = _clean(f"{paper.title}, {paper.municipality}"), paper.municipality, "sv"
    facts.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    for each in document.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), "sv-SE")
    document.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    _letter(document.styles["Normal"], 10)
    for name, size in _HEADINGS.items():
        style: Any = document.styles[name]
        _letter(style, size)
        style.font.color.rgb = RGBColor(0x16, 0x21, 0x1F)
        style.font.bold = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(size / 3)
        for border in list(style.element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)
    _number(section.footer.paragraphs[0])


def _letter(style: Any, size: float) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    style.font.name, style.font.size = LETTER, Pt(size)
    letters = style.element.rPr.rFonts
    for kind in list(letters.attrib):  # those of the theme go before the name
        if "heme" in kind:
            del letters.attrib[kind]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        letters.set(qn(kind), LETTER)


def _number(paragraph: Any) -> None:
    """Put the number of the page in a foot."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph.add_run("Sida ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields of its own


def _title(document: "Document", paper: Paper) -> None:
    document.add_paragraph(_clean(paper.municipality)).runs[0].bold = True
    document.add_paragraph(_clean(paper.title), style="Title")
    document.add_paragraph(_clean(f"{paper.subtitle}. {paper.period}."))
    _paragraphs(document, [paper.example, *paper.state, paper.warning])
    if paper.vision:
        document.add_paragraph(_clean(paper.vision_title)).paragraph_format.keep_with_next = True
        document.add_paragraph(_clean(paper.vision)).runs[0].bold = True


def _overview(document: "Document", paper: Paper) -> None:
    document.add_heading("Året i korthet", 1)
    _paragraphs(document, [paper.lead])
    _picture(document, paper.picture, charts.WIDTH, charts.HEIGHT)
    _paragraphs(document, [f"{each.word}: {each.count}" for each in paper.counts])
    _paragraphs(document, [paper.measured, paper.spread, paper.period_text])
    before = [paper.before_year] if paper.before_year else []
    rows = [
        [goal.title, goal.ruling.word, *([goal.before or "Målet fanns inte"] if before else []), goal.spread]
        for area in paper.areas
        for goal in area.goals
    ]
    _table(document, ["Mål", "Bedömning", *before, "Indikatorer"], rows)
    if paper.overall:
        document.add_heading("Samlad bedömning", 2)
        _paragraphs(document, [*paper.overall, paper.overall_signed])


def _area(document: "Document", area: PaperArea, before_year: str) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415

    heading = document.add_heading(_clean(area.name), 1)
    heading.paragraph_format.page_break_before = True
    heading.runs[0].font.color.rgb = RGBColor.from_string(area.colour.lstrip("#").upper())
    _paragraphs(document, [area.tagline])
    _picture(document, area.picture, charts.WIDTH, charts.HEIGHT)
    _paragraphs(document, [area.spread])
    for goal in area.goals:
        _goal(document, goal, before_year)


def _goal(document: "Document", goal: PaperGoal, before_year: str) -> None:
    document.add_heading(_clean(goal.title), 2)
    verdict = document.add_paragraph()
    verdict.add_run(_clean(goal.ruling.word)).bold = True
    if goal.before:
        verdict.add_run(_clean(f" · {before_year}: {goal.before.lower()}"))
    for passage in goal.passages:
        document.add_heading(passage.heading, 3)
        _paragraphs(document, passage.paragraphs)
    _paragraphs(document, [goal.gap, goal.signed])
    if goal.rows:
        _table(document, _INDICATOR_HEAD, [_cells(row) for row in goal.rows])
    else:
        _paragraphs(document, [goal.spread])


def _cells(row: IndicatorRow) -> list[str]:
    return [
        "\n".join(filter(None, (row.name, row.kind))),
        "\n".join(filter(None, (row.value, row.year, row.missing))),
        row.target,
        "\n".join(filter(None, (row.status, row.reason))),
        row.trend,
    ]


def _listing(document: "Document", listing: Listing) -> None:
    document.add_heading(_clean(listing.heading), 1)
    if not listing.remarks:
        _paragraphs(document, [listing.empty])
    for each in listing.remarks:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(_clean(each.what)).bold = True
        paragraph.add_run(_clean(f": {each.text}" if each.text else ""))


def _sources(document: "Document", paper: Paper) -> None:
    document.add_heading("Källor", 1)
    rows = [[each.text, "; ".join(one.name for one in each.indicators)] for each in paper.sources]
    if rows:
        _table(document, ["Källa", "Indikatorer"], rows)
    document.add_heading("Om dokumentet", 2)
    _paragraphs(document, [*paper.state, paper.warning, paper.checksum_text, f"SHA-256: {paper.checksum}"])


def _paragraphs(document: "Document", texts: Iterable[str]) -> None:
    for text in filter(None, texts):
        document.add_paragraph(_clean(text))


def _picture(document: "Document", picture: Picture, width: float, height: float) -> None:
    """Add a chart with its words for those who cannot see it."""
    from docx.shared import Pt  # noqa: PLC0415

    if not picture.svg:
        return
    size = {"width": PICTURE_POINTS, "height": PICTURE_POINTS * height / width}
    shape = document.add_picture(io.BytesIO(png_of(picture.svg, **size)), width=Pt(PICTURE_POINTS))
    shape._inline.docPr.set("descr", _clean(picture.alt))  # noqa: SLF001 - python-docx has no words for pictures


def _table(document: "Document", head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add a table whose head is repeated on every page and whose rows are never split."""
    table = document.add_table(rows=0, cols=len(head), style="Light Shading")
    for place, texts in enumerate((head, *rows)):
        row = table.add_row()
        _keep_row_together(row, is_head=place == 0)
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = _clean(text)
    document.add_paragraph()


def _keep_row_together(row: Any, *, is_head: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such rows
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)
