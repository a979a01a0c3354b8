"""A year's summary as a workbook: an overview, one sheet per focus area with typed numbers, remarks and sources."""

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from goals.year import words
from goals.year.content import AreaFact, GoalFact, IndicatorFact, Remark, YearSummary
from goals.year.paper.shapes import MAX_CACHED_FILES, Paper
from goals.year.paper.xlsx_sheets import Cell, add_sheet, clean, fill_table, make_bold, write_row

if TYPE_CHECKING:
    from openpyxl import Workbook

AREA_HEAD = (
    "Nr", words.GOAL, words.ASSESSMENT, words.INDICATOR, "Slag", words.OUTCOME, "Enhet", "Utfallets år", "Preliminärt",
    "Saknas", "Utfall i ord", words.TARGET, "Lägst", "Högst", "Målår", "Målvärde i ord", words.STATUS, "Skäl",
    words.COMPARED, words.TREND, words.SOURCE, "Länk", "Hämtad", "Förra värdet",
)  # fmt: skip
GOAL_HEAD = (
    "Nr", words.GOAL, "Inriktning", words.ASSESSMENT, "Förra årets bedömning", "Ansvarig", "Bedömt", words.INDICATORS,
)  # fmt: skip


@lru_cache(maxsize=MAX_CACHED_FILES)
def xlsx_of(content: YearSummary, paper: Paper) -> bytes:
    """Return the year as XLSX: values as numbers with their decimals, dates as dates, texts never as formulas.

    `paper` is the same year's document; its words about state, remarks and sources are used here too.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - a third of a second that only a workbook needs

    book = Workbook()
    # openpyxl begins with a sheet of its own.
    book.remove(book.worksheets[0])
    municipality = clean(paper.municipality)
    book.properties.title, book.properties.creator = f"{paper.title}, {municipality}", municipality
    book.properties.language = "sv"
    _overview(book, content, paper)
    for area in content.areas:
        rows = ((each, decimals) for goal in area.goals for each, decimals in _area_rows(goal))
        fill_table(add_sheet(book, area.name), AREA_HEAD, rows)
    for found in paper.remark_lists:
        rows = (((each.what, text), 0) for each in found.remarks for text in _texts(each))
        fill_table(add_sheet(book, found.heading), ("Vad", "Text"), rows)
    sources = (((one.name, each.text, one.url), 0) for each in paper.sources for one in each.indicators)
    fill_table(add_sheet(book, paper.headings.sources), (words.INDICATOR, words.SOURCE, "Länk"), sources)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _overview(book: "Workbook", content: YearSummary, paper: Paper) -> None:
    """Fill the first sheet: where the year stands in words, then one row per goal, then how many of each kind."""
    goals = add_sheet(book, "Mål")
    headings = tuple(dict.fromkeys(each.heading for goal in content.goals for each in goal.texts))
    rows = (((*_goal_cells(area, goal, headings),), 0) for area in content.areas for goal in area.goals)
    fill_table(goals, (*GOAL_HEAD, *headings), rows)
    sheet = add_sheet(book, "Översikt")
    book.move_sheet(sheet, -1)
    lines: list[Sequence[Cell]] = [
        (paper.title, None),
        (paper.municipality, None),
        *((line, None) for line in (paper.example, *paper.state, paper.warning) if line),
        *((line, None) for line in (paper.corrections, paper.sentence, *paper.sentences, paper.period_text) if line),
        *((line, None) for line in _brief(paper)),
        ("Antal mål", content.goal_count),
        *((each.word, each.count) for each in content.rulings),
        ("Antal indikatorer", content.indicator_count),
        *((each.word, each.count) for each in content.spread.counts),
        *((line, None) for line in (*paper.overall, paper.overall_signed) if line),
        (f"SHA-256: {paper.checksum}", None),
    ]
    for place, line in enumerate(lines, 1):
        write_row(sheet, place, line, 0)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 90, 12
    make_bold(sheet, 1)


def _texts(remark: Remark) -> Iterator[str]:
    if remark.text or not remark.items:
        yield remark.text
    yield from (each.text for each in remark.items)


def _brief(paper: Paper) -> Iterator[str]:
    """Yield the lists of the first page, a line each."""
    for found in paper.brief:
        yield f"{found.heading}:"
        yield from (": ".join(filter(None, (each.what, each.text))) for each in found.remarks)
        if not found.remarks:
            yield found.empty


def _goal_cells(area: AreaFact, goal: GoalFact, headings: Sequence[str]) -> Iterator[Cell]:
    given = goal.assessment
    yield from (goal.number, goal.title, area.name, words.ruling_text(goal.ruling))
    yield words.ruling_text(goal.before.ruling) if goal.before else None
    yield given.body if given else goal.unit
    yield given.assessed_on if given else None
    yield goal.spread.sentence
    texts = {each.heading: each.text for each in goal.texts}
    yield from (texts.get(heading) for heading in headings)


def _area_rows(goal: GoalFact) -> Iterator[tuple[Sequence[Cell], int]]:
    head: tuple[Cell, ...] = (goal.number, goal.title, words.ruling_text(goal.ruling))
    for each in goal.indicators:
        yield (*head, *_indicator_cells(each)), each.decimals
    if not goal.indicators:
        yield (*head, words.GOAL_WITHOUT_INDICATORS), 0


def _indicator_cells(fact: IndicatorFact) -> Iterator[Cell]:
    yield from (fact.name, fact.kind, fact.value, fact.unit_label, fact.value_year)
    yield "ja" if fact.is_preliminary else "nej"
    yield from (fact.missing, fact.value_text, fact.target, fact.target_low, fact.target_high, fact.target_year)
    yield from (fact.target_text, fact.status_word, fact.status_reason)
    yield from (words.compared_text(fact) if fact.compared else None, fact.trend_word)
    source = fact.source
    yield from (source.name, source.url, source.retrieved_on) if source else (None, None, None)
    yield words.earlier_text(fact)
