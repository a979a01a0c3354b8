"""The workbook: typed cells that can be counted on, texts that are never run, and names of sheets that are allowed."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from goals.year.comparison import with_comparison
from goals.year.paper.document import paper_of
from goals.year.paper.xlsx import xlsx_of
from tests.goals.year.factories import DAY, area, assessment, goal, indicator, missing, source, summary


def book_of(*areas, content=None, **changes):
    content = content or summary(*areas, **changes)
    return openpyxl.load_workbook(io.BytesIO(xlsx_of(content, paper_of(content, made_on=DAY))))


def row_of(fact):
    """Return an indicator's cells by the names in the head."""
    head, row = book_of(area(goal(fact)))["Grönt"].iter_rows()
    return {name.value: cell for name, cell in zip(head, row, strict=True)}


def names_of(*names):
    """Return the names of the sheets of these focus areas."""
    return book_of(*(area(goal(), name=each) for each in names)).sheetnames[2:-3]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("61.5", 1, "#,##0.0"),
        ("61.25", 2, "#,##0.00"),
        ("14000", 0, "#,##0"),
        ("0", 1, "#,##0.0"),
        ("-1083.5", 1, "#,##0.0"),
    ],
)
def test_a_value_is_a_number_with_its_decimals(value, decimals, shown):
    cell = row_of(indicator(value=Decimal(value), decimals=decimals))["Utfall"]

    assert (cell.data_type, Decimal(str(cell.value)), cell.number_format) == ("n", Decimal(value), shown)


def test_a_missing_value_is_an_empty_cell_with_its_reason():
    row = row_of(missing("a"))

    assert (row["Utfall"].value, row["Utfallets år"].value, row["Saknas"].value) == (None, None, "Sekretess")


def test_a_range_has_its_ends_in_cells_of_their_own():
    row = row_of(indicator(target=None, target_low=Decimal(40), target_high=Decimal(60)))

    assert [row[each].value for each in ("Målvärde", "Lägst", "Högst")] == [None, 40, 60]


def test_a_day_is_a_date_that_sorts():
    row = row_of(indicator(source=source()))

    assert row["Hämtad"].value == datetime(2025, 2, 3)  # noqa: DTZ001 - a cell has no zone
    assert row["Hämtad"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(("is_preliminary", "word"), [(True, "ja"), (False, "nej")])
def test_a_preliminary_value_can_be_filtered_by(is_preliminary, word):
    assert row_of(indicator(is_preliminary=is_preliminary))["Preliminärt"].value == word


def test_a_goal_without_indicators_keeps_its_row():
    rows = list(book_of(area(goal(code="full")))["Grönt"].iter_rows(min_row=2, max_col=4, values_only=True))

    assert rows == [(1, "Mål fler-trad", "Helt uppnått", "Målet har inga indikatorer.")]


def test_the_goals_tell_both_years_and_who_assessed():
    now = summary(area(goal(indicator(), assessment=assessment("full"))))
    beside = with_comparison(now, summary(area(goal(code="not")), year=2022))
    row = next(book_of(content=beside)["Mål"].iter_rows(min_row=2, values_only=True))

    assert row[3:6] == ("Helt uppnått", "Ej uppnått", "Parknämnden")
    assert row[6].date() == date(2025, 2, 3)


def test_the_overview_counts_in_numbers():
    cells = book_of(area(goal(indicator(), missing("b"), code="full"), goal()))["Översikt"].iter_rows(values_only=True)
    counted = {word: number for word, number in cells if number is not None}

    assert counted == {
        "Antal mål": 2, "Helt uppnått": 1, "Inte bedömt": 1,
        "Antal indikatorer": 2, "Efter": 1, "Kan inte bedömas": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"), ("+46", "'+46"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"), ("\x00=1", "'=1"), ("＝1+1", "'＝1+1"), ("＠SUM(A1)", "'＠SUM(A1)"),
        ("−2 enheter", "−2 enheter"), ("a=1", "a=1"), ("'=1", "'=1"), ("Träd\x0b", "Träd"),
    ],
)  # fmt: skip
def test_a_text_is_never_run(text, shown):
    cell = row_of(indicator(name=text))["Indikator"]

    assert (cell.data_type, cell.value) == ("s", shown)


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (["Bygg/bo: [alla] *år*?"], ["Bygg bo   alla   år"]),
        (["Grönt", "grönt", "GRÖNT"], ["Grönt", "grönt 2", "GRÖNT 3"]),
        (["Mål", "översikt"], ["Mål 2", "översikt 2"]),
        (["'Grönt'"], ["Grönt"]),
        (["???"], ["Blad"]),
        (["a" * 40, "a" * 40], ["a" * 31, "a" * 29 + " 2"]),
        (["a" * 30 + "'s träd"], ["a" * 30]),
        (["Grönt\x0b\ufffe"], ["Grönt"]),
    ],
    ids=["forbidden", "same", "taken", "quoted", "nothing left", "long", "cut at a quote", "controls"],
)
def test_a_sheet_has_a_name_that_is_allowed(names, sheets):
    assert names_of(*names) == sheets


def test_every_table_keeps_its_head_on_screen_and_paper():
    for sheet in book_of(area(goal(indicator(source=source())))).worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert all(cell.font.bold for cell in sheet[1])


def test_a_year_without_anything_is_still_a_workbook():
    assert book_of().sheetnames == [
        "Översikt", "Mål", "Det här vet vi inte", "Det här skulle en revisor fråga", "Källor",
    ]  # fmt: skip


def test_the_workbook_is_named_even_with_an_odd_sign():
    found = book_of(municipality="Exempelby\x0b kommun").properties

    assert (found.title, found.creator) == ("Årsuppföljning 2024, Exempelby kommun", "Exempelby kommun")
