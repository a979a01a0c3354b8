"""Headings as people write them: which row is the header, and what of it is not read."""

import pytest

from indicators.reporting.files.columns import column_letters, first_of, folded, header_of, lacking_header
from indicators.reporting.files.limits import MAX_COLUMNS, UnreadableFile


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")])
def test_a_column_is_called_what_the_spreadsheet_calls_it(place, letters):
    assert column_letters(place) == letters


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("Kön", "kon"),
        ("VÄRDE", "varde"),
        ("saknas_orsak", "saknasorsak"),
        ("Saknas, orsak", "saknasorsak"),
        (" Länk till källan ", "lanktillkallan"),
        ("Va\u0308rde", "varde"),
        ("År:", "ar"),
        ("", ""),
    ],
)
def test_headings_are_alike_without_accents_blanks_and_signs(heading, plain):
    assert folded(heading) == plain


@pytest.mark.parametrize(
    ("count", "text"), [(0, ""), (1, "0"), (3, "0, 1 och 2"), (4, "0, 1, 2 och 1 till"), (9, "0, 1, 2 och 6 till")]
)
def test_a_long_list_names_the_first_and_counts_the_rest(count, text):
    assert first_of([str(each) for each in range(count)], most=3) == text


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (["Indikator", "Värde"], {0: "indikator", 1: "varde"}),
        (["", "värde", "", "INDIKATOR"], {1: "varde", 3: "indikator"}),
        (["Indikator", "Namn", "Värde"], {0: "indikator", 2: "varde"}),
        (["Indikator", "Värde", "x" * 101], {0: "indikator", 1: "varde"}),
    ],
)
def test_a_header_says_where_the_columns_that_are_read_stand(cells, places):
    assert header_of(cells).places == places


@pytest.mark.parametrize("cells", [[], ["Indikator"], ["Värde", "År"], ["Indikatorns värde"], ["indikator värde"]])
def test_a_row_without_the_required_headings_is_no_header(cells):
    assert header_of(cells) is None


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["Indikator", "Värde", "värde"], "Rubriken ”Värde” finns 2 gånger. Behåll den på en av kolumnerna."),
        (["Indikator", "Värde", "Namn", "namn", "NAMN"], "Rubriken ”Namn” finns 3 gånger."),
        (["Indikator", "Värde", *[""] * MAX_COLUMNS, "x"], "kolumner"),
    ],
)
def test_a_header_that_cannot_be_told_is_refused(cells, why):
    with pytest.raises(UnreadableFile, match=why):
        header_of(cells)


@pytest.mark.parametrize(
    ("cells", "filled", "notices"),
    [
        (["Indikator", "Värde"], {0, 1}, ()),
        (["Indikator", "Värde", "Färg"], {0, 1, 2}, ("Kolumnen ”Färg” är okänd och läses inte.",)),
        (
            ["Indikator", "Färg", "Värde", "Ton  \n grå"],
            set(),
            ("Kolumnerna ”Färg” och ”Ton grå” är okända och läses inte.",),
        ),
        (["Indikator", "", "Värde"], {1, 27}, ("Utan rubrik, och läses därför inte: kolumn B och AB.",)),
        (["Indikator", "Värde", "y" * 99], {0}, (f"Kolumnen ”{'y' * 60}” är okänd och läses inte.",)),
    ],
)
def test_what_is_not_read_of_a_table_is_told(cells, filled, notices):
    assert header_of(cells).notices(filled) == notices


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([(3, ["Indikator", "År"])], "Rubrikraden (rad 3) saknar kolumnen ”Värde”."),
        ([(1, ["Värde"])], "Rubrikraden (rad 1) saknar kolumnen ”Indikator”."),
        ([(1, ["Värde"]), (4, ["Värde", "År", "Kön"])], "Rubrikraden (rad 4) saknar kolumnen ”Indikator”."),
        ([(1, ["Indikator", "År"]), (2, ["Värde"])], "Rubrikraden (rad 1) saknar kolumnen ”Värde”."),
    ],
)
def test_the_likeliest_header_is_told_what_it_lacks(rows, why):
    assert lacking_header(rows) == why


@pytest.mark.parametrize("rows", [[], [(1, ["Rapport 2024"])], [(1, ["År", "Kön"]), (2, ["2024", "T"])]])
def test_a_file_without_any_header_is_shown_the_template(rows):
    assert lacking_header(rows).endswith("Hämta en mall från portalen och fyll i den.")
