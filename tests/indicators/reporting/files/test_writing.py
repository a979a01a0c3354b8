"""What is written is read back unchanged, also when a spreadsheet has had the file in between."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from indicators.formats import Scale, number
from indicators.reporting.files.columns import HEADINGS, IN_CSV
from indicators.reporting.files.reading import read_file
from indicators.reporting.files.rows import WrittenRow
from indicators.reporting.files.writing import write_csv, write_xlsx
from indicators.reporting.rules.contents import Content, tidy
from indicators.vocabulary import MissingReason, Sex
from tests.indicators.reporting.files.readings import content_of

UNHURRIED = settings(deadline=None, max_examples=100)  # a busy machine is no fault of a file
STEPS = ("Inga", "Några", "Alla")
PLAIN = WrittenRow("prov", "Provet", "1060", "Olofström", 2025, Content(Decimal("12.5")), Scale(1, "%"))
NASTY = (
    "=SUM(A1)",
    "+1",
    "-1",
    "@a",
    "'=a",
    "''=a",
    "'",
    "’a",
    "\uff1da",
    "a;\"b\",'c'",
    "rad ett\nrad två",
    "a\tb",
    "åäö ÅÄÖ é 😀 漢字",
    "_x000D_ _x005F_",
    "1,5;2.5",
    "2025-01-31",
    "=cmd|' /C calc'!A0",
    "rad;=cmd|' /C calc'!A0",
    "rad\n=1+1;'=2\n\n''-3",
    "&lt;b&gt;<b>",
    "]]>",
    "#N/A",
    "SANT",
    "00123",
    "1E5",
    "\u2028a\u200b",
)


def texts(longest=300):
    return (st.text(max_size=80) | st.sampled_from(NASTY) | st.lists(st.sampled_from(NASTY)).map(" ".join)).filter(
        lambda text: len(tidy(text)) <= longest
    )


def values():
    """Draw the values that the database holds: fourteen digits before the decimal sign and ten after it."""
    return st.builds(
        lambda digits, decimals: Decimal(digits).scaleb(-decimals),
        st.integers(-(10**14) + 1, 10**14 - 1),
        st.integers(0, 10),
    ) | st.decimals(min_value=-(10**14) + 1, max_value=10**14 - 1, places=10)


def contents():
    reasons = st.sampled_from(MissingReason).map(lambda reason: Content(missing_reason=str(reason)))
    return st.just(Content()) | reasons | values().map(Content)


@st.composite
def rows(draw):
    """Draw a row as the database would hold it."""
    stepped = draw(st.booleans())
    return WrittenRow(
        indicator=draw(st.from_regex(r"[a-zA-Z0-9_-]{1,80}", fullmatch=True)),
        name=draw(texts()),
        municipality=draw(st.from_regex("[0-9]{4}", fullmatch=True)),
        municipality_name=draw(texts()),
        year=draw(st.integers(1900, 2200)),
        content=draw(st.integers(0, 2).map(lambda step: Content(Decimal(step))) if stepped else contents()),
        scale=Scale(draw(st.integers(0, 6)), draw(texts()), STEPS if stepped else ()),
        sex=draw(st.sampled_from(Sex)),
        kolada_id=draw(texts()),
        is_preliminary=draw(st.booleans()),
        source=draw(texts()),
        source_url=draw(st.sampled_from(("", "https://exempel.se/a?b=1&c=%C3%A5", "http://exempel.se/'x"))),
        retrieved_on=draw(st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31))),
        comment=draw(texts(4000)),
    )


def said(row, steps=STEPS):
    """Return what a row that has been read says."""
    content = content_of(row, steps)
    facts = (row.indicator, row.municipality, row.year, row.sex, content, row.is_preliminary)
    return (*facts, row.comment, row.source, row.source_url, row.retrieved_on)


def meant(row):
    """Return what a row that was written should say."""
    facts = (row.indicator, row.municipality, row.year, row.sex, row.content, row.is_preliminary)
    return (*facts, tidy(row.comment), tidy(row.source), row.source_url, row.retrieved_on)


def back(data, steps=STEPS):
    found = read_file("varden", data)
    assert (found.faults, found.notices) == ((), ())
    assert found.columns == set(IN_CSV) - {"kolada_id", "kommun", "enhet"}
    return [said(row, steps) for row in found.rows]


def sheet_of(data, sheet="Värden 2025"):
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = book[sheet]
    book.close()
    return found


def shown_by_excel(cell):
    """Return what a Swedish Excel shows in a cell, and hence writes in a CSV file."""
    if isinstance(cell.value, int | float) and cell.number_format != "General":
        decimals = len(cell.number_format.partition(".")[2])
        return number(Decimal(repr(cell.value)), decimals).replace("−", "-")
    return cell.value.date().isoformat() if cell.is_date else unescape(str(cell.value or ""))


def saved_as_csv(data, *, encoding="utf-8-sig", delimiter=";"):
    """Return a workbook as a Swedish Excel saves it as CSV: what is shown, with semicolon and decimal comma."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([shown_by_excel(cell) for cell in row] for row in sheet_of(data).iter_rows())
    return out.getvalue().encode(encoding)


@pytest.mark.slow
@given(row=rows())
@UNHURRIED
def test_what_is_written_as_csv_is_read_back_the_same(row):
    assert back(write_csv([row, replace(row, indicator="annan")])) == [
        meant(row),
        meant(replace(row, indicator="annan")),
    ]


@pytest.mark.slow
@given(row=rows())
@UNHURRIED
def test_what_is_written_as_a_workbook_is_read_back_the_same(row):
    assert back(write_xlsx([row, replace(row, indicator="annan")], "Värden", 2025)) == [
        meant(row),
        meant(replace(row, indicator="annan")),
    ]


@pytest.mark.slow
@given(row=rows())
@example(row=replace(PLAIN, content=Content(Decimal("1083.25")), comment="Å"))
@example(row=replace(PLAIN, content=Content(Decimal("-0.083"))))
@UNHURRIED
def test_workbook_saved_as_csv_in_swedish_excel_reads_the_same(row):
    data = write_xlsx([row], "Värden", 2025)

    assert back(saved_as_csv(data)) == [meant(row)]
    assert back(saved_as_csv(data, encoding="utf-16", delimiter="\t")) == [meant(row)]


def test_workbook_saved_as_windows_1252_csv_reads_the_same():
    row = replace(PLAIN, content=Content(Decimal("-1083.125")), comment="Färre än väntat – ”så”\nÅ, ä; ö", source="=x")
    found = read_file("varden.csv", saved_as_csv(write_xlsx([row], "Värden", 2025), encoding="cp1252"))

    assert [said(each) for each in found.rows] == [meant(row)]
    assert "Windows-1252" in found.notices[0]


@given(text=texts())
@UNHURRIED
def test_tidying_a_text_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


def test_tidying_takes_away_only_what_no_file_can_hold():
    assert tidy(" a\r\nb\rc\td\u00a0\0\x1b\ud800\uffff ") == "a\nb\nc\td"
    assert [tidy(text) for text in NASTY if text == text.strip()] == [text for text in NASTY if text == text.strip()]


@pytest.mark.parametrize("text", ["a;=1+1", "a\n=1+1;x", "a\n+1", "a;;-1", "=a;=b\n@c", "a;'=1"])
def test_no_cell_is_a_formula_when_excel_splits_at_semicolons(text):
    row = replace(PLAIN, source=text, comment=text)
    cells = [cell for line in write_csv([row]).decode().splitlines() for cell in line.replace('"', ";").split(";")]

    assert [cell for cell in cells if cell.startswith(tuple("=+-@"))] == []
    assert back(write_csv([row]))[0][6:8] == (text, text)


def test_csv_is_in_the_open_format_with_the_comment_last():
    row = replace(PLAIN, source="=1+1", content=Content(Decimal("-3.10")), retrieved_on=date(2025, 1, 31), comment="Å")

    assert write_csv([row]).decode() == (
        "indikator,kolada_id,kommun_kod,kommun,ar,kon,varde,enhet,preliminar,saknas_orsak,kalla,kalla_url,hamtad,"
        "kommentar\r\n"
        "prov,,1060,Olofström,2025,T,-3.1,%,nej,,'=1+1,,2025-01-31,Å\r\n"
    )


def test_numbers_dates_and_years_of_a_workbook_are_typed():
    row = replace(PLAIN, content=Content(Decimal("1083.25")), retrieved_on=date(2025, 1, 31))
    sheet = sheet_of(write_xlsx([row], "Värden", 2025))
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}

    assert list(cells) == list(HEADINGS.values())
    assert (cells["Värde"].value, cells["Värde"].number_format) == (1083.25, "#,##0.00")
    assert (cells["År"].value, cells["År"].data_type) == (2025, "n")
    assert (cells["Hämtad"].is_date, cells["Hämtad"].number_format) == (True, "yyyy-mm-dd")
    assert (cells["Kommunkod"].value, cells["Kommunkod"].number_format) == ("1060", "@")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("12.5", 1, "#,##0.0"),
        ("12", 1, "#,##0.0"),
        ("12.567", 1, "#,##0.000"),
        ("12", 0, "#,##0"),
        ("0.5", 0, "#,##0.0"),
    ],
)
def test_number_is_shown_with_at_least_published_decimals(value, decimals, shown):
    row = replace(PLAIN, content=Content(Decimal(value)), scale=Scale(decimals))
    cell = sheet_of(write_xlsx([row], "Värden", 2025))["H2"]

    assert (Decimal(repr(cell.value)), cell.number_format) == (Decimal(value), shown)


def test_number_with_too_many_digits_is_written_as_text():
    value = Decimal("12345678901234.0123456789")
    data = write_xlsx([replace(PLAIN, content=Content(value))], "Värden", 2025)

    assert sheet_of(data)["H2"].value == "12345678901234,0123456789"
    assert back(data)[0][4] == Content(value)


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        (("Inga", "Alla"), "Alla"),
        (("0–10", "11–20"), "11–20"),
        (("Lika", "lika"), 1),
        (("Bra", "Sekretess"), "Sekretess"),
        (("1", "2"), "2"),
        (("1", "-2"), "-2"),
    ],
)
def test_step_is_written_by_its_unmistakable_name(steps, shown):
    row = replace(PLAIN, content=Content(Decimal(1)), scale=Scale(0, "", steps))
    data = write_xlsx([row], "Värden", 2025)

    assert sheet_of(data)["H2"].value == shown
    assert back(data, steps)[0][4] == Content(Decimal(1))
    assert back(write_csv([row]), steps)[0][4] == Content(Decimal(1))


@pytest.mark.parametrize("text", NASTY)
def test_workbook_text_is_never_a_formula(text):
    row = replace(PLAIN, name=text, source=text, comment=text, municipality_name=text, kolada_id=text)
    sheet = sheet_of(write_xlsx([row], text, 2025))
    kinds = {cell.coordinate: cell.data_type for line in sheet.iter_rows() for cell in line}

    assert set(kinds.values()) == {"s", "n"}
    if text[0] in "=+-@\uff1d":
        assert (sheet["L2"].value, sheet["L2"].quotePrefix) == (text, True)


def test_workbook_has_a_header_in_sight_and_says_whose_it_is():
    data = write_xlsx([PLAIN], "Värden att fylla i, 2025", 2025)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet, guide = book.worksheets

    assert (book.properties.title, book.properties.language) == ("Värden att fylla i, 2025", "sv")
    assert (sheet.title, guide.title) == ("Värden 2025", "Läs mig")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:O2")
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.column_dimensions["B"].width == 42


def test_guide_explains_every_column_and_reason():
    guide = sheet_of(write_xlsx([PLAIN], "Värden", 2025), "Läs mig")
    words = {cell.value for row in guide.iter_rows() for cell in row}

    assert set(HEADINGS.values()) | {str(reason.label) for reason in MissingReason} <= words
    assert "En rad per indikator, år och kön, högst 5\u00a0000 rader." in words


def test_workbook_without_rows_can_be_written():
    assert [cell.value for cell in sheet_of(write_xlsx([], "Värden", 2025))[1]] == list(HEADINGS.values())


@pytest.mark.slow
def test_longest_workbook_that_is_written_can_be_read():
    comment = "Å" * 4000
    full = replace(PLAIN, kolada_id="N00001", source="x" * 300, retrieved_on=date(2025, 1, 31), comment="=" + "x" * 99)
    long = [replace(full, indicator=f"i{each}", source_url=f"https://exempel.se/{each}") for each in range(5000)]

    assert len(back(write_xlsx(long, "Värden", 2025))) == 5000
    assert back(write_xlsx([replace(full, comment=comment)], "Värden", 2025))[0][6] == comment
