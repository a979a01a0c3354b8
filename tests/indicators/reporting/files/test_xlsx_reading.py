"""A workbook is read as a person sees it, and what could be misread is refused with its place."""

import time
from datetime import date, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from indicators.reporting.files.limits import UnreadableFile
from indicators.reporting.files.reading import read_file
from tests.indicators.reporting.files.readings import content_of
from tests.indicators.reporting.files.workbooks import HEADER, ROW, filled, saved, sheet, workbook

NOON = datetime(2025, 5, 1, 12)  # noqa: DTZ001  a spreadsheet has no time zones


def read(book):
    return read_file("varden.xlsx", book if isinstance(book, bytes) else saved(book))


def refusal(book):
    with pytest.raises(UnreadableFile) as caught:
        read(book)
    return str(caught.value)


def faults(book):
    return [str(each) for each in read(book).faults]


def value_of(content, number_format="General"):
    book = filled(("prov", content))
    book.worksheets[0]["B2"].number_format = number_format
    (row,) = read(book).rows
    return content_of(row).value


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (1083, "1083"),
        (1.083, "1.083"),
        (-3.1, "-3.1"),
        (0, "0"),
        (1e-7, "0.0000001"),
        (1e-16, "0"),
        (1 / 3, "0.3333333333"),
        (123456789012.345, "123456789012.345"),
        (1e13, "10000000000000"),
    ],
)
def test_number_is_read_without_binary_noise(stored, expected):
    assert value_of(stored) == Decimal(expected)


@pytest.mark.parametrize("number_format", ["0%", "0.0%", "0.00 %", "#,##0.0%;[Red]-#,##0.0%"])
def test_cell_shown_in_per_cent_is_read_as_it_is_shown(number_format):
    assert value_of(0.125, number_format) == Decimal("12.5")
    assert value_of(0.07, number_format) == Decimal(7)
    assert value_of(1.1, number_format) == Decimal(110)


@pytest.mark.parametrize("number_format", ['0.0" %"', r"0.0\ \%", "0.0", "#,##0.00 kr", '0 "dagar"', "[Blue]0.0", "@"])
def test_number_whose_format_only_prints_a_word_is_the_number(number_format):
    assert value_of(12.5, number_format) == Decimal("12.5")


def test_too_large_number_is_left_to_the_reading_of_values():
    (row,) = read(workbook(sheet=sheet(HEADER + '<row r="2"><c t="str"><v>a</v></c><c><v>1E+300</v></c></row>'))).rows

    assert len(row.value) == 301


@pytest.mark.parametrize("stored", ["NaN", "INF", "1E+999", "1_0", "０", "1,5", "0x1"])
def test_number_that_is_none_is_told_with_its_cell(stored):
    cells = f'<row r="2"><c t="str"><v>a</v></c><c><v>{stored}</v></c></row>'

    assert faults(workbook(sheet=sheet(HEADER + cells))) == ["Rad 2: Cell B2 går inte att läsa. Skriv den på nytt."]


def test_endless_number_is_refused_at_once():
    cells = f'<row r="2"><c t="str"><v>a</v></c><c><v>{"1" * 90_000}x</v></c></row>'
    began = time.process_time()

    assert faults(workbook(sheet=sheet(HEADER + cells))) == ["Rad 2: Cell B2 går inte att läsa. Skriv den på nytt."]
    assert time.process_time() - began < 1


@pytest.mark.parametrize("escape", ["_xD800_", "_x0000_", "_x001B_"])
def test_heading_notice_leaves_out_unwritable_characters(escape):
    header = HEADER.replace("</row>", f'<c r="C1" t="str"><v>Extra{escape}ruta</v></c></row>')

    assert read(workbook(sheet=sheet(header + ROW))).notices == ("Kolumnen ”Extraruta” är okänd och läses inte.",)


def test_texts_that_are_numbers_words_or_rich_are_read():
    runs = '<r><t>ba</t></r><r><rPr><b/></rPr><t xml:space="preserve">ra </t></r><rPh sb="0" eb="1"><t>x</t></rPh>'
    cells = f'<row r="2"><c t="inlineStr"><is>{runs}</is></c><c t="inlineStr"><is><t>12,5</t></is></c></row>'
    (row,) = read(workbook(sheet=sheet(HEADER + cells))).rows

    assert (row.indicator, row.value) == ("bara", "12,5")


def test_text_that_excel_has_escaped_is_read_as_it_was():
    book = filled(("prov", 1, "En_x000D_\ntvå _x005F_x0041_"), header=("Indikator", "Värde", "Kommentar"))
    (row,) = read(book).rows

    assert row.comment == "En\ntvå _x0041_"


def test_shared_texts_are_read():
    strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>prov</t></si></sst>'
    cells = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1</v></c></row>'

    assert read(workbook(sheet=sheet(HEADER + cells), strings=strings)).rows[0].indicator == "prov"
    assert "skadad" in refusal(workbook(sheet=sheet(HEADER + cells.replace("<v>0</v>", "<v>1</v>")), strings=strings))


def test_strict_workbook_is_read_like_any_other():
    space = "http://purl.oclc.org/ooxml/spreadsheetml/main"

    assert read(workbook({"xl/worksheets/sheet1.xml": sheet(space=space)})).rows[0].value == "12,5"


def test_rows_and_cells_without_places_follow_each_other():
    bare = "<row><c t='str'><v>indikator</v></c><c t='str'><v>varde</v></c></row><row/>"
    bare += "<row><c t='str'><v>a</v></c><c/></row>"
    (row,) = read(workbook(sheet=sheet(bare))).rows

    assert (row.row, row.indicator, row.value) == (3, "a", "")


def test_date_is_read_where_a_date_belongs():
    header = ("Indikator", "Värde", "Hämtad", "Kommentar")
    book = filled(("prov", 1, date(2025, 1, 31), NOON), header=header)
    (row,) = read(book).rows

    assert (row.retrieved_on, row.comment) == (date(2025, 1, 31), "2025-05-01")


def test_dates_from_1904_and_dates_as_text_are_read():
    book = filled(("a", 1, date(2025, 1, 31)), header=("Indikator", "Värde", "Hämtad"))
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    written = filled(("a", 1, date(2025, 1, 31)), header=("Indikator", "Värde", "Hämtad"))
    written.iso_dates = True

    assert read(book).rows[0].retrieved_on == read(written).rows[0].retrieved_on == date(2025, 1, 31)


@pytest.mark.parametrize("content", [date(2025, 5, 1), NOON])
def test_value_that_excel_made_a_date_of_is_refused(content):
    assert faults(filled(("prov", content))) == [
        "Rad 2: Cell B2 innehåller ett datum eller ett klockslag. Välj talformatet Tal och skriv värdet igen."
    ]


@pytest.mark.parametrize("number_format", ["h:mm", "[h]:mm", "yyyy", '"den" d mmmm', "mm:ss.0"])
def test_number_in_a_format_of_dates_or_times_is_no_value(number_format):
    book = filled(("prov", 12.5))
    book.worksheets[0]["B2"].number_format = number_format

    assert "innehåller ett datum eller ett klockslag" in faults(book)[0]


def test_length_of_time_is_no_value():
    assert "innehåller ett datum" in faults(filled(("prov", timedelta(hours=25))))[0]


def test_date_outside_the_calendar_is_told():
    header = ("Indikator", "Värde", "Hämtad")
    book = filled(("a", 1, 1e9), ("b", 1, -5), header=header)
    for address in ("C2", "C3"):
        book.worksheets[0][address].number_format = "yyyy-mm-dd"

    assert [each.split(" Skriv")[0] for each in faults(book)] == [
        f"Rad {row}: Cell C{row} innehåller ett datum som inte finns." for row in (2, 3)
    ]


def test_truth_is_yes_for_preliminary_and_no_value():
    header = ("Indikator", "Värde", "Preliminärt")
    found = read(filled(("a", 1, True), ("b", 2, False), ("c", True, None), header=header))

    assert [row.is_preliminary for row in found.rows] == [True, False]
    assert str(found.faults[0]).startswith("Rad 4: Cell B4 innehåller SANT.")


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_error_is_told_with_its_cell(error):
    assert faults(filled(("prov", error))) == [
        f"Rad 2: Cell B2 visar felet {error}. Rätta det, eller skriv varför värdet saknas."
    ]


def test_formula_is_refused_with_its_cell_and_advice():
    cells = '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    (told,) = faults(workbook(sheet=sheet(HEADER + cells)))

    assert told.startswith("Rad 2: Cell B2 har en formel. Kopiera cellen och klistra in den på samma plats som värde")


def test_formula_is_refused_only_in_columns_that_are_read():
    book = filled(("a", "=1+1", "x"), ("b", 1, '=HYPERLINK("http://x")'), header=("Indikator", "Värde", "Eget"))
    found = read(book)

    assert [each.row for each in found.faults] == [2]
    assert [row.indicator for row in found.rows] == ["b"]


def test_unreadable_cell_is_reported_once():
    assert [each.split(".")[0] for each in faults(filled(("=A1", "=B1")))] == [
        "Rad 2: Cell A2 har en formel",
        "Rad 2: Cell B2 har en formel",
    ]


def test_formula_that_fails_is_told_as_the_error_a_person_sees():
    cells = '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'

    assert "visar felet #DIV/0!" in faults(workbook(sheet=sheet(HEADER + cells)))[0]


def test_merged_cells_in_the_table_are_refused_by_their_range():
    book = filled(("a", 1), ("b", 2), ("c", 3))
    book.worksheets[0].merge_cells("B2:B4")

    assert refusal(book).startswith("Cellerna B2:B4 är sammanfogade till en.")


def test_merged_cells_outside_the_table_do_no_harm():
    book = openpyxl.Workbook()
    for row in (("Värden för 2025",), ("Alla enheter",), ("Indikator", "Värde"), ("a", 1), ("b", 2)):
        book.worksheets[0].append(row)
    for cells in ("A1:H1", "A2:B2", "E4:F5"):
        book.worksheets[0].merge_cells(cells)

    assert [(row.row, row.indicator) for row in read(book).rows] == [(4, "a"), (5, "b")]


def test_header_is_found_within_twenty_rows():
    book = openpyxl.Workbook()
    for place, text in ((20, ("Indikator", "Värde")), (21, ("a", 1))):
        for column, content in enumerate(text, 1):
            book.worksheets[0].cell(place, column, content)

    assert read(book).rows[0].row == 21
    book.worksheets[0].insert_rows(1)
    assert "av de första 20 raderna" in refusal(book)


def test_first_sheet_with_a_header_is_read_and_told():
    book = filled(("a", 1))
    book.worksheets[0].title = "Värden"
    book.create_sheet("Om filen", 0)["A1"] = "Läs detta"

    found = read(book)

    assert [row.indicator for row in found.rows] == ["a"]
    assert found.notices == ("Arbetsboken har flera blad. Bara ”Värden” läses.",)


def test_unread_second_table_and_hidden_sheet_are_noticed():
    book = filled(("a", 1))
    book.worksheets[0].title = "Skolan"
    for name in ("Omsorgen", "Gammalt"):
        book.create_sheet(name).append(("Indikator", "Värde"))
    book["Gammalt"].sheet_state = "hidden"

    assert read(book).notices == (
        "Arbetsboken har flera blad. Bara ”Skolan” läses.",
        "Blad som också har en tabell, men inte läses: ”Omsorgen”.",
        "Dolda blad som inte läses: ”Gammalt”.",
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_table_on_a_hidden_sheet_only_is_refused(state):
    book = filled(("a", 1))
    book.worksheets[0].title = "Värden"
    book.create_sheet("Tomt")
    book["Värden"].sheet_state = state

    assert refusal(book).startswith("Bladet ”Värden” är dolt.")


def test_hidden_rows_and_columns_are_read_and_told():
    book = filled(("a", 1, "x"), ("b", 2, "y"), header=("Indikator", "Värde", "Kommentar"))
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["C"].hidden = True
    found = read(book)

    assert [row.comment for row in found.rows] == ["x", "y"]
    assert found.notices == (
        "Rader som är dolda i Excel läses också: 3.",
        "Kolumner som är dolda i Excel läses också: C.",
    )


@pytest.mark.slow
def test_more_rows_than_are_read_are_refused_with_the_limit():
    assert len(read(filled(*((f"a{each}", each) for each in range(5000)))).rows) == 5000
    assert "5\u00a0000 rader" in refusal(filled(*((f"a{each}", each) for each in range(5001))))


def test_fifty_thousand_rows_are_refused_with_the_limit():
    rows = "".join(f"<row><c t='str'><v>a{each}</v></c><c><v>{each}</v></c></row>" for each in range(50_000))

    assert "5\u00a0000 rader" in refusal(workbook(sheet=sheet(HEADER + rows)))


def test_very_wide_table_is_refused_but_not_a_stray_mark():
    wide = filled(("a", 1), header=("Indikator", "Värde", *(f"k{each}" for each in range(300))))
    marked = filled(("a", 1))
    marked.worksheets[0]["XFD2"] = "x"

    assert "200 kolumner" in refusal(wide)
    assert len(read(marked).rows) == 1


@pytest.mark.slow
def test_sheet_that_is_only_formatted_to_its_last_cell_is_read():
    book = filled(("a", 1))
    painted = PatternFill("solid", fgColor="FFFF00")
    for row in range(1, 5000):
        for column in range(1, 15):
            book.worksheets[0].cell(row, column).fill = painted
    book.worksheets[0].cell(1_048_576, 16_384).fill = painted

    assert book.worksheets[0].dimensions == "A1:XFD1048576"
    assert [(row.row, row.indicator) for row in read(book).rows] == [(2, "a")]


def test_notes_beside_the_table_are_no_rows():
    book = filled(("a", 1))
    book.worksheets[0]["H9"] = "Ring Anna"
    found = read(book)

    assert [row.row for row in found.rows] == [2]
    assert found.notices == ("Utan rubrik, och läses därför inte: kolumn H.",)


def test_damaged_references_are_refused_and_not_guessed():
    for broken in (
        '<row r="0"/>',
        '<row r="3"/><row r="2"/>',
        '<row r="9999999"/>',
        '<row r="x"/>',
        '<row r="2"><c r="A3"><v>1</v></c></row>',
        '<row r="2"><c r="2"><v>1</v></c></row>',
        '<row r="2"><c r="A2" s="x"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>x</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>7</v></c></row>',
    ):
        assert "skadad" in refusal(workbook(sheet=sheet(HEADER + broken))), broken
