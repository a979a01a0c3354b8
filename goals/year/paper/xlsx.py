"""A year's summary as a workbook: an overview, one sheet per focus area with typed numbers, remarks and sources."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from goals.year.content import AreaFact, GoalFact, IndicatorFact, YearSummary
from goals.year.paper.document import MAX_CACHED_FILES, Paper

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

type Cell = str | int | Decimal | date | None

AREA_HEAD = (
    "Nr", "Mål", "Bedömning", "Indikator", "Slag", "Utfall", "Enhet", "Utfallets år", "Preliminärt", "Saknas",
    "Utfall i ord", "Målvärde", "Lägst", "Högst", "Målår", "Målvärde i ord", "Status", "Skäl", "Utveckling",
    "Källa", "Länk", "Hämtad",
)  # fmt: skip
GOAL_HEAD = ("Nr", "Mål", "Inriktning", "Bedömning", "Förra årets bedömning", "Ansvarig", "Bedömt", "Indikatorer")
_WIDTHS = {"Mål": 42, "Indikator": 42, "Indikatorer": 60, "Källa": 36, "Länk": 36, "Vad": 48, "Text": 90}
# A spreadsheet runs a cell that starts like this (OWASP, CSV injection).
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_CONTROLS = re.compile(r"[^\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # a workbook has no room for them
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")  # in the name of a sheet
MAX_NAME_LENGTH = 31


@lru_cache(maxsize=MAX_CACHED_FILES)
def xlsx_of(content: YearSummary, paper: Paper) -> bytes:
    """Return the year as XLSX: values as numbers with their decimals, dates as dates, texts never as formulas.

    `paper` is the same year's document; its words about state, remarks and sources are used here too.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - a third of a second that only a workbook needs

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = f"{paper.title}, {paper.municipality}", paper.municipality
    book.properties.language = "sv"
    _overview(book, content, paper)
    for area in content.areas:
        rows = ((each, decimals) for goal in area.goals for each, decimals in _area_rows(goal))
        _table(_sheet(book, area.name), AREA_HEAD, rows)
    for listing in paper.listings:
        rows = (((each.what, each.text), 0) for each in listing.remarks)
        _table(_sheet(book, listing.heading), ("Vad", "Text"), rows)
    sources = (((one.name, each.text, one.url), 0) for each in paper.sources for one in each.indicators)
    _table(_sheet(book, "Källor"), ("Indikator", "Källa", "Länk"), sources)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _overview(book: "Workbook", content: YearSummary, paper: Paper) -> None:
    """Fill the first sheet: where the year stands in words, then one row per goal, then how many of each kind."""
    goals = _sheet(book, "Mål")
    _table(goals, GOAL_HEAD, (((*_goal_cells(area, goal),), 0) for area in content.areas for goal in area.goals))
    sheet = _sheet(book, "Översikt")
    book.move_sheet(sheet, -1)
    lines: list[Sequence[Cell]] = [
        (paper.title, None),
        (paper.municipality, None),
        *((line, None) for line in (paper.example, *paper.state, paper.warning) if line),
        *((line, None) for line in (paper.lead, paper.measured, paper.spread, paper.period_text) if line),
        ("Antal mål", content.goal_count),
        *((each.word, each.count) for each in content.rulings),
        ("Antal indikatorer", content.indicator_count),
        *((each.word, each.count) for each in content.spread.counts),
        *((line, None) for line in (*paper.overall, paper.overall_signed) if line),
        (f"SHA-256: {paper.checksum}", None),
    ]
    for place, line in enumerate(lines, 1):
        _write(sheet, place, line, 0)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 90, 12
    _make_bold(sheet, 1)


def _goal_cells(area: AreaFact, goal: GoalFact) -> Iterator[Cell]:
    given = goal.assessment
    yield from (goal.number, goal.title, area.name, goal.ruling.word)
    yield goal.before.ruling.word if goal.before else None
    yield given.body if given else goal.unit
    yield given.assessed_on if given else None
    yield goal.spread.sentence


def _area_rows(goal: GoalFact) -> Iterator[tuple[Sequence[Cell], int]]:
    head: tuple[Cell, ...] = (goal.number, goal.title, goal.ruling.word)
    for each in goal.indicators:
        yield (*head, *_indicator_cells(each)), each.decimals
    if not goal.indicators:
        yield (*head, "Målet har inga indikatorer."), 0


def _indicator_cells(fact: IndicatorFact) -> Iterator[Cell]:
    yield from (fact.name, fact.kind, fact.value, fact.unit_label, fact.value_year)
    yield "ja" if fact.is_preliminary else "nej"
    yield from (fact.missing, fact.value_text, fact.target, fact.target_low, fact.target_high, fact.target_year)
    yield from (fact.target_text, fact.status_word, fact.status_reason, fact.trend_word)
    source = fact.source
    yield from (source.name, source.url, source.retrieved_on) if source else (None, None, None)


def _sheet(book: "Workbook", name: str) -> "Worksheet":
    """Add a sheet whose name is allowed and not taken."""
    base = _FORBIDDEN.sub(" ", name).strip("' ") or "Blad"
    taken = {each.casefold() for each in book.sheetnames}
    chosen, turn = base[:MAX_NAME_LENGTH], 2
    while chosen.casefold() in taken:
        ending = f" {turn}"
        chosen, turn = base[: MAX_NAME_LENGTH - len(ending)] + ending, turn + 1
    return book.create_sheet(chosen)


def _table(sheet: "Worksheet", head: Sequence[str], rows: Iterable[tuple[Sequence[Cell], int]]) -> None:
    """Fill a sheet with a head that stays in sight and can be filtered by, and rows with so many decimals."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    _write(sheet, 1, head, 0)
    _make_bold(sheet, 1)
    for place, (row, decimals) in enumerate(rows, 2):
        _write(sheet, place, row, decimals)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for place, name in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, max(10, len(name) + 2))


def _write(sheet: "Worksheet", row: int, values: Sequence[Cell], decimals: int) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    for place, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell: Any = sheet.cell(row, place)
        if isinstance(value, str):
            cell.value, cell.data_type = _escape_formula(value), "s"
        else:
            cell.value = value
        if isinstance(value, Decimal):
            cell.number_format = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))


def _make_bold(sheet: "Worksheet", row: int) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    for cell in sheet[row]:
        cell.font = Font(bold=True)


def _escape_formula(text: str) -> str:
    """Return the text without what a spreadsheet would run, however the workbook is saved again."""
    cleaned = _CONTROLS.sub("", text)
    return f"'{cleaned}" if cleaned.startswith(_RISKY) or text.startswith(_RISKY) else cleaned
