"""A year's summary as DOCX: real headings and tables, so that it can be pasted into the annual report."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from goals.year.paper import charts
from goals.year.paper.docx_styles import add_paragraphs, add_picture, add_table, clean, set_styles
from goals.year.paper.shapes import MAX_CACHED_FILES, IndicatorRow, Paper, PaperArea, PaperGoal
from goals.year.words import RemarkList

if TYPE_CHECKING:
    from docx.document import Document


@lru_cache(maxsize=MAX_CACHED_FILES)
def docx_of(paper: Paper) -> bytes:
    from docx import Document  # noqa: PLC0415 - half a second that only a document needs

    document = Document()
    set_styles(document, paper)
    _title(document, paper)
    _overview(document, paper)
    for area in paper.areas:
        _area(document, area, paper)
    for found in paper.remark_lists:
        _remarks(document, found)
    _sources(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _title(document: "Document", paper: Paper) -> None:
    document.add_paragraph().add_run(clean(paper.municipality)).bold = True
    document.add_paragraph(clean(paper.title), style="Title")
    document.add_paragraph(clean(f"{paper.subtitle}. {paper.period}."))
    add_paragraphs(document, [paper.example, paper.warning])
    document.add_paragraph().add_run(clean(paper.sentence)).bold = True
    add_picture(document, paper.picture, charts.WIDTH, charts.HEIGHT)
    add_paragraphs(document, [" · ".join(f"{each.word}: {each.count}" for each in paper.counts)])
    add_paragraphs(document, paper.sentences)
    for found in paper.brief:
        document.add_heading(clean(found.heading), 2)
        _remark_lines(document, found)
    add_paragraphs(document, [" ".join(paper.state), paper.corrections])


def _overview(document: "Document", paper: Paper) -> None:
    document.add_heading(paper.headings.summary, 1).paragraph_format.page_break_before = True
    if paper.vision:
        document.add_paragraph(clean(paper.vision_title)).paragraph_format.keep_with_next = True
        document.add_paragraph().add_run(clean(paper.vision)).bold = True
    add_paragraphs(document, [paper.period_text])
    rows = [
        [goal.title, goal.ruling.word, *([goal.before] if paper.before_year else []), goal.spread]
        for area in paper.areas
        for goal in area.goals
    ]
    add_table(document, paper.headings.goals, rows)
    if paper.overall:
        document.add_heading(paper.headings.overall, 2)
        add_paragraphs(document, [*paper.overall, paper.overall_signed])


def _area(document: "Document", area: PaperArea, paper: Paper) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415

    heading = document.add_heading(level=1)
    heading.paragraph_format.page_break_before = True
    heading.add_run(clean(area.name)).font.color.rgb = RGBColor.from_string(area.colour.lstrip("#").upper())
    add_paragraphs(document, [area.tagline])
    add_picture(document, area.picture, charts.WIDTH, charts.HEIGHT)
    add_paragraphs(document, [area.spread])
    for goal in area.goals:
        _goal(document, goal, paper)


def _goal(document: "Document", goal: PaperGoal, paper: Paper) -> None:
    document.add_heading(clean(goal.title), 2)
    verdict = document.add_paragraph()
    verdict.add_run(clean(goal.ruling.word)).bold = True
    verdict.add_run(clean(f" · {goal.since}" if goal.since else ""))
    for passage in goal.passages:
        document.add_heading(passage.heading, 3)
        add_paragraphs(document, passage.paragraphs)
    add_paragraphs(document, [goal.gap, goal.signed])
    if goal.rows:
        add_table(document, paper.headings.indicators, [_cells(row, paper) for row in goal.rows])
    else:
        add_paragraphs(document, [goal.spread])


def _cells(row: IndicatorRow, paper: Paper) -> list[str]:
    return [
        "\n".join(filter(None, (row.name, row.kind))),
        "\n".join(filter(None, (row.value, row.year, row.missing, row.earlier))),
        row.target,
        "\n".join(filter(None, (row.status, row.reason))),
        *([row.compared] if paper.has_compared else []),
        row.trend,
    ]


def _remarks(document: "Document", found: RemarkList) -> None:
    document.add_heading(clean(found.heading), 1)
    _remark_lines(document, found)


def _remark_lines(document: "Document", found: RemarkList) -> None:
    if not found.remarks:
        add_paragraphs(document, [found.empty])
    for each in found.remarks:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(clean(each.what)).bold = True
        paragraph.add_run(clean(f": {each.text}" if each.text else ""))
        for item in each.items:
            document.add_paragraph(clean(item.text), style="List Bullet 2")


def _sources(document: "Document", paper: Paper) -> None:
    document.add_heading(paper.headings.sources, 1)
    for each in paper.sources:
        document.add_paragraph(style="List Bullet").add_run(clean(each.text)).bold = True
        for one in each.indicators:
            document.add_paragraph(clean(one.name), style="List Bullet 2")
    add_paragraphs(document, [] if paper.sources else [paper.no_sources])
    document.add_heading(paper.headings.about, 2)
    add_paragraphs(document, [*paper.state, paper.warning, paper.checksum_text, f"SHA-256: {paper.checksum}"])
