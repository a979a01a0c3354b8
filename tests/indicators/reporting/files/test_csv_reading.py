"""A CSV file is read as it was meant, whichever program saved it, or its sender is asked."""

from decimal import Decimal

import pytest

from indicators.reporting.files.limits import UnreadableFile
from indicators.reporting.files.reading import read_file
from tests.indicators.reporting.files.readings import content_of, reading_of


def read(text, encoding="utf-8", **options):
    return read_file("varden.csv", text.encode(encoding, **options))


def values(text, **more):
    found = read(text, **more)
    assert found.faults == ()
    return [content_of(row).value for row in found.rows]


def refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        read_file("varden.csv", data if isinstance(data, bytes) else data.encode())
    return str(caught.value)


SWEDISH = "Indikator;År;Kön;Värde;Källa\nprov;2025;kvinnor;12,5;Räddningstjänsten i Öst\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_swedish_file_is_read_in_every_encoding_and_delimiter(encoding, delimiter, ending):
    (row,) = read(SWEDISH.replace(";", delimiter).replace("\n", ending), encoding=encoding).rows

    assert (row.indicator, row.year, row.sex, row.source) == ("prov", 2025, "K", "Räddningstjänsten i Öst")
    assert content_of(row).value == Decimal("12.5")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders_of_utf_16_are_read(encoding):
    (row,) = read(f"\ufeff{SWEDISH}", encoding=encoding).rows

    assert row.source == "Räddningstjänsten i Öst"


def test_windows_1252_is_read_with_a_notice():
    assert "Windows-1252" in read(SWEDISH, encoding="cp1252").notices[0]
    assert read(SWEDISH).notices == ()


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "mac_roman"])
def test_dos_and_macintosh_encodings_are_refused(encoding):
    assert "MS-DOS eller Macintosh" in refusal("indikator;varde;kalla\nprov;1;Brå i Växjö\n".encode(encoding))


def test_file_that_mixes_encodings_is_refused():
    assert "blandar två teckenkodningar" in refusal(SWEDISH.encode() + "prov;2025;m;1;Å".encode("cp1252"))


def test_file_that_ends_within_a_letter_is_refused():
    assert "avbruten" in refusal("indikator;varde;kalla\nprov;1;åå".encode()[:-1])
    assert "avbruten" in refusal("indikator;varde\nprov;1".encode("utf-16")[:-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.083", "1.083"),
        ("12.5", "12.5"),
        ("-0.25", "-0.25"),
        ("−1.500", "-1.500"),
        ("1083", "1083"),
        ("12.125 %", "12.125"),
        ("1083.000", "1083"),
    ],
)
def test_point_in_a_comma_separated_file_is_a_decimal_point(text, expected):
    assert values(f"indikator,varde\na,{text}\nb,7.25\n") == [Decimal(expected), Decimal("7.25")]


def test_lone_value_in_a_comma_file_has_a_decimal_point():
    assert values("indikator,varde\na,1.083\n") == [Decimal("1.083")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_point_before_three_digits_is_asked_about_in_swedish(delimiter):
    row, other = read(f"indikator{delimiter}varde\na{delimiter}1.083\nb{delimiter}12.5\n").rows

    assert "Menar du 1 083 eller 1,083" in reading_of(row).fault
    assert content_of(other).value == Decimal("12.5")


@pytest.mark.parametrize("witness", ['"12,5"', '"2.345,25"', "1.234.567"])
def test_point_is_asked_about_outside_the_open_format(witness):
    row = read(f"indikator,varde\na,1.083\nb,{witness}\n").rows[0]

    assert "Menar du 1 083 eller 1,083" in reading_of(row).fault


def test_comma_before_three_digits_is_asked_about():
    found = read('indikator,varde\na,"1,083"\nb,7\n')

    assert [str(each) for each in found.faults] == [
        "Rad 2: Menar du 1 083 eller 1,083? Skriv alla tal i filen med decimalpunkt."
    ]
    assert [row.indicator for row in found.rows] == ["b"]


def test_commas_are_decimal_where_all_numbers_have_them():
    assert values('indikator,varde\na,"1,083"\nb,"12,5"\nc,"0,125"\n') == [
        Decimal("1.083"),
        Decimal("12.5"),
        Decimal("0.125"),
    ]


def test_mixed_commas_and_points_ask_only_about_the_ambiguous():
    found = read('indikator,varde\na,"12,5"\nb,7.5\nc,"1,083"\n')

    assert [content_of(row).value for row in found.rows] == [Decimal("12.5"), Decimal("7.5")]
    assert [each.row for each in found.faults] == [4]


def test_thousands_as_a_spreadsheet_shows_them_are_read():
    assert values("indikator;varde\na;1 083,25\nb;1\u00a0083\nc;−3,1\n") == [
        Decimal("1083.25"),
        Decimal(1083),
        Decimal("-3.1"),
    ]


def test_quoted_line_breaks_keep_the_spreadsheets_row_numbers():
    found = read('indikator;varde;kommentar\r\na;1;"Två\r\nrader; ""så"""\r\n\r\nb;2;\r\n;3;\r\n')

    assert [(row.row, row.comment) for row in found.rows] == [(2, 'Två\nrader; "så"'), (4, "")]
    assert [str(each) for each in found.faults] == ["Rad 5: Indikatorn saknas."]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_line_that_tells_excel_the_delimiter_is_no_row(first):
    (row,) = read(f"{first}\r\nindikator;varde\r\na;1,5\r\n").rows

    assert (row.row, row.value) == (2, "1,5")


def test_delimiter_that_the_first_line_tells_may_be_a_bar():
    assert values("sep=|\nindikator|varde\na|1,5\n") == [Decimal("1.5")]


def test_titles_above_the_header_are_passed_by():
    (row,) = read("Värden för 2025, alla enheter\n\nindikator;varde\na;1\n").rows

    assert row.row == 4


def test_empty_lines_and_rows_of_delimiters_are_passed_by():
    found = read("indikator;varde\n\n;\n  ;  \na;1\n\n\x1a")

    assert [row.row for row in found.rows] == [5]
    assert found.faults == ()


@pytest.mark.parametrize("row", ['a;"1', 'a;"1;"x"', '"a;1\nb;2\n"c";3'])
def test_quotation_mark_that_is_not_closed_is_refused_at_its_row(row):
    assert refusal(f"indikator;varde\nfore;1\n{row}\n").startswith("Rad 3: ")


def test_quotation_mark_within_a_text_is_a_quotation_mark():
    (row,) = read('indikator;varde;kommentar\na;1;19" skärmar\n').rows

    assert row.comment == '19" skärmar'


def test_row_with_too_many_cells_does_not_stop_the_others():
    found = read("indikator,varde,kommentar\na,1,Bra\nb,12,5,Sämre\nc,3,\n")

    assert [row.indicator for row in found.rows] == ["a", "c"]
    assert [each.row for each in found.faults] == [3]
    assert found.faults[0].message.startswith("Raden har 4 rutor, men rubrikraden har 3.")


def test_short_row_is_read_as_empty_with_a_notice():
    found = read("indikator;varde;kommentar\na;1\nb;2;Ja\n")

    assert [(row.indicator, row.comment) for row in found.rows] == [("a", ""), ("b", "Ja")]
    assert found.notices == ("Rader som slutar före rubrikraden: 2. Det som saknas sist läses som tomt.",)


def test_short_last_row_without_line_break_may_be_cut_off():
    found = read("indikator;varde;kommentar\na;1;Ja\nb;2")

    assert [str(each) for each in found.faults] == ["Rad 3: Raden är inte hel. Filen kan vara avbruten."]
    assert found.notices == ()


def test_apostrophe_against_formulas_is_removed():
    found = read("indikator,varde,kommentar,kalla\na,'-3.5,'=SUM(A1),''=x\nb,1,'70-talet,'\n")

    assert [(row.value, row.comment, row.source) for row in found.rows] == [
        ("-3,5", "=SUM(A1)", "'=x"),
        ("1", "'70-talet", "'"),
    ]


def test_nul_is_refused():
    assert "tecken som inte är text" in refusal("indikator;varde\na;1\0\n")


def test_missing_column_is_named_with_the_header_row():
    assert refusal("Titel\nindikator;år\na;2025\n") == "Rubrikraden (rad 2) saknar kolumnen ”Värde”."
    assert refusal("värde;år\n1;2025\n") == "Rubrikraden (rad 1) saknar kolumnen ”Indikator”."


def test_file_without_a_header_says_which_headings_it_needs():
    assert "”Indikator” och ”Värde”" in refusal("a;b\n1;2\n")
    assert "”Indikator” och ”Värde”" in refusal("x\n" * 20 + "indikator;varde\na;1\n")


def test_double_column_is_refused_and_unknown_one_is_noticed():
    assert refusal("indikator;Värde;varde\na;1;2\n").startswith("Rubriken ”Värde” finns 2 gånger.")
    assert read("indikator;varde;Ansvarig\na;1;Anna\n").notices == ("Kolumnen ”Ansvarig” är okänd och läses inte.",)


def test_filled_column_without_heading_gives_a_notice():
    assert read("indikator;;varde;\na;x;1;\n").notices == ("Utan rubrik, och läses därför inte: kolumn B.",)


def test_header_without_rows_is_refused():
    assert "inga värden" in refusal("indikator;varde\n;\n")


def test_five_thousand_rows_are_read_and_one_more_is_refused():
    rows = "".join(f"a{each},{each}.5\n" for each in range(5000))

    assert len(read(f"indikator,varde\n{rows}").rows) == 5000
    assert "5\u00a0000 rader" in refusal(f"indikator,varde\n{rows}b,1\n")


def test_very_wide_file_is_refused():
    assert "200 kolumner" in refusal("indikator,varde," + ",".join(f"k{each}" for each in range(300)) + "\na,1\n")
    assert len(read("indikator,varde" + "," * 300 + "\na,1\n").rows) == 1
