"""The look of the DOCX: its styles, and paragraphs, pictures and tables that every reader of it can use."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from goals.year.paper.pictures import png_of
from goals.year.paper.shapes import Paper, Picture

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Calibri"
PICTURE_POINTS = 470  # the width that the margins leave of A4, 166 mm
_HEADINGS = {"Title": 30, "Heading 1": 20, "Heading 2": 14, "Heading 3": 11}
_SPACE_AFTER = {"Normal": 5, "List Bullet": 1, "List Bullet 2": 1}  # points
_CONTROLS = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML has no room for them


def set_styles(document: "Document", paper: Paper) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    _set_facts(document, paper)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    # The template of python-docx is in American English, and a screen reader would read Swedish so.
    for each in document.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), "sv-SE")
    # The elements of the settings have an order: this one follows the tab stop.
    document.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    _set_font(document.styles["Normal"], 10)
    for name, points in _SPACE_AFTER.items():
        document.styles[name].paragraph_format.space_after = Pt(points)
    for name, size in _HEADINGS.items():
        style: Any = document.styles[name]
        _set_font(style, size)
        style.font.color.rgb = RGBColor(0x16, 0x21, 0x1F)
        style.font.bold = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(size / 3)
        # The template's title has a line under it.
        for border in list(style.element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)
    _number(section.footer.paragraphs[0])


def _set_facts(document: "Document", paper: Paper) -> None:
    facts = document.core_properties
    facts.title, facts.author = clean(f"{paper.title}, {paper.municipality}"), clean(paper.municipality)
    facts.language = "sv"
    # The template tells here which library made it.
    facts.comments = ""


def _set_font(style: Any, size: float) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for kind in list(fonts.attrib):  # those of the theme go before the name
        if "heme" in kind:
            del fonts.attrib[kind]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)


def _number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph.add_run("Sida ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields of its own


def add_paragraphs(document: "Document", texts: Iterable[str]) -> None:
    for text in filter(None, texts):
        document.add_paragraph(clean(text))


def add_picture(document: "Document", picture: Picture, width: float, height: float) -> None:
    """Add a chart with its words for those who cannot see it."""
    from docx.shared import Pt  # noqa: PLC0415

    if not picture.svg:
        return
    size = {"width": PICTURE_POINTS, "height": PICTURE_POINTS * height / width}
    shape = document.add_picture(io.BytesIO(png_of(picture.svg, **size)), width=Pt(PICTURE_POINTS))
    shape._inline.docPr.set("descr", clean(picture.alt))  # noqa: SLF001 - python-docx has no words for pictures


def add_table(document: "Document", head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add a table whose head is repeated on every page and whose rows are never split."""
    table = document.add_table(rows=0, cols=len(head), style="Light Shading")
    for place, texts in enumerate((head, *rows)):
        row = table.add_row()
        _keep_row_together(row, is_head=place == 0)
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = clean(text)
    document.add_paragraph()


def _keep_row_together(row: Any, *, is_head: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such rows
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def clean(text: str) -> str:
    return _CONTROLS.sub("", text)
