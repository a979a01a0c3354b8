"""The rows of a file become values, with everything that is wrong told at once and by row."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.reporting.files.columns import IN_CSV
from indicators.reporting.files.reading import read_file
from indicators.reporting.files.rows import FileRow
from indicators.reporting.rules.contents import Content
from indicators.vocabulary import MissingReason, Sex
from tests.indicators.reporting.files.readings import content_of, reading_of


def read(*lines, header="indikator;varde"):
    return read_file("varden.csv", "\n".join((header, *lines, "")).encode())


def one(text, column):
    """Return the only row of a file with one more column, or what is wrong with it."""
    found = read(f"prov;;{text}", header=f"indikator;varde;{column}")
    return found.rows[0] if found.rows else found.faults[0].message


def test_row_with_every_column_is_read_whole():
    header = "indikator;kommun_kod;ar;kon;varde;preliminar;saknas_orsak;kalla;kalla_url;hamtad;kommentar"
    found = read("prov;1060;2025;K;12,5;ja;;SCB;https://scb.se/a?b=1;2025-01-31;Bra", header=header)

    assert found.rows == (
        FileRow(
            row=2,
            indicator="prov",
            value="12,5",
            sex=Sex.WOMEN,
            municipality="1060",
            year=2025,
            is_preliminary=True,
            comment="Bra",
            source="SCB",
            source_url="https://scb.se/a?b=1",
            retrieved_on=date(2025, 1, 31),
        ),
    )
    assert content_of(found.rows[0]) == Content(Decimal("12.5"))


def test_columns_tell_what_the_file_says_nothing_about():
    found = read("prov;1;", header="indikator;varde;kommentar")

    assert found.columns == {"indikator", "varde", "kommentar"}
    assert (found.rows[0].comment, found.rows[0].source) == ("", "")


@pytest.mark.parametrize(
    "heading",
    [
        ("År", "Kön", "Värde", "Saknas, orsak", "Källa", "Länk till källan", "Hämtad"),
        ("ÅR", "kön ", "VÄRDE", "saknas orsak", "källa", "källa_url", "hämtad"),
        ("a\u030ar", "ko\u0308n", "va\u0308rde", "Saknas_Orsak", "Ka\u0308lla", "Kalla URL", "Ha\u0308mtad"),
    ],
)
def test_headings_are_read_in_any_case_accents_and_blanks(heading):
    found = read(";2025;K;1;;x;;2025-01-31", header=f"Indikator;{';'.join(heading)}")

    assert found.columns == {"indikator", "ar", "kon", "varde", "saknas_orsak", "kalla", "kalla_url", "hamtad"}
    assert found.notices == ()


def test_unread_columns_of_the_open_format_give_no_notice():
    found = read_file("a.csv", f"{','.join(IN_CSV)}\nprov,N1,1060,Olofström,2025,T,1,%,nej,,,,,\n".encode())

    assert (found.notices, found.faults, len(found.rows)) == ((), (), 1)


@pytest.mark.parametrize(
    ("text", "sex"),
    [("", "T"), ("t", "T"), ("Totalt", "T"), ("K", "K"), ("KVINNOR", "K"), ("Kvinna", "K"), ("män", "M"), ("m", "M")],
)
def test_sex_is_read_as_code_or_word(text, sex):
    assert one(text, "kon").sex == sex


@pytest.mark.parametrize(("text", "code"), [("1060", "1060"), ("114", "0114"), ("0", "0000"), ("", "")])
def test_municipality_code_gets_its_dropped_zeros_back(text, code):
    assert one(text, "kommun_kod").municipality == code


@pytest.mark.parametrize("text", ["ja", "JA", "sant", "x", "1", "true"])
def test_preliminary_is_said_in_many_ways(text):
    assert one(text, "preliminar").is_preliminary


@pytest.mark.parametrize("text", ["", "nej", "Nej", "FALSKT", "0"])
def test_not_preliminary_too(text):
    assert not one(text, "preliminar").is_preliminary


@pytest.mark.parametrize("reason", MissingReason)
def test_reason_is_read_by_its_words(reason):
    row = one(str(reason.label).upper(), "saknas_orsak")

    assert content_of(row) == Content(missing_reason=reason)


def test_value_column_takes_a_reason_or_a_steps_name():
    (row, other) = read("a;Mäts inte i år", "b;Några").rows

    assert content_of(row) == Content(missing_reason=MissingReason.NOT_MEASURED)
    assert content_of(other, ("inga", "några")) == Content(Decimal(1))
    assert reading_of(other).content is None


def test_empty_value_and_no_reason_is_empty():
    assert content_of(one("", "saknas_orsak")) == Content()


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        ("ar", "25", "Året ska skrivas med fyra siffror, mellan 1900 och 2200."),
        ("ar", "1899", "Året ska skrivas med fyra siffror, mellan 1900 och 2200."),
        ("ar", "２０２５", "Året ska skrivas med fyra siffror, mellan 1900 och 2200."),
        ("ar", "2025-01-01", "Året ska skrivas med fyra siffror, mellan 1900 och 2200."),
        ("kon", "flickor", "Kön ska vara T (totalt), K (kvinnor) eller M (män)."),
        ("kommun_kod", "Olofström", "Kommunkoden ska vara fyra siffror."),
        ("kommun_kod", "11111", "Kommunkoden ska vara fyra siffror."),
        ("preliminar", "kanske", "Preliminärt ska vara ja eller nej."),
        (
            "saknas_orsak",
            "vet inte",
            "Orsaken till att värdet saknas ska vara en av dessa: mäts inte i år, för få svar",
        ),
        ("saknas_orsak", "12", "Orsaken till att värdet saknas ska vara en av dessa: "),
        ("saknas_orsak", "inte", "Orsaken till att värdet saknas ska vara en av dessa: "),
        ("hamtad", "31/1 2025", "Dagen då värdet hämtades ska skrivas som 2025-01-31."),
        ("hamtad", "2025-02-30", "Dagen då värdet hämtades ska skrivas som 2025-01-31."),
        ("hamtad", "45688", "Dagen då värdet hämtades ska skrivas som 2025-01-31."),
        ("hamtad", "0001-01-01", "Dagen då värdet hämtades ska skrivas som 2025-01-31."),
        ("kalla", "x" * 301, "Källan är för lång: högst 300 tecken."),
        ("kommentar", "x" * 4001, "Kommentaren är för lång: högst 4\u00a0000 tecken."),
        ("kalla_url", "scb.se", "Länken till källan ska vara en adress som börjar med https://"),
        ("kalla_url", "javascript:alert(1)", "Länken till källan ska vara en adress som börjar med https://"),
        ("kalla_url", "https://scb.se/" + "x" * 500, "Länken till källan ska vara en adress som börjar med https://"),
    ],
)
def test_text_that_a_column_cannot_hold_is_told(column, text, told):
    assert one(text, column).startswith(told)


def test_time_of_midnight_after_a_date_does_no_harm():
    assert one("2025-01-31 00:00:00", "hamtad").retrieved_on == date(2025, 1, 31)


def test_value_and_reason_in_one_row_is_told():
    assert [str(each) for each in read("a;12;Sekretess", header="indikator;varde;saknas_orsak").faults] == [
        "Rad 2: Raden har både ett värde och en orsak till att det saknas. Ta bort det ena."
    ]


def test_all_faults_of_a_row_are_reported_at_once():
    found = read("a;1;2025;K", ";2;25;Q", "b;3;2025;", header="indikator;varde;ar;kon")

    assert [row.indicator for row in found.rows] == ["a", "b"]
    assert [str(each) for each in found.faults] == [
        "Rad 3: Indikatorn saknas.",
        "Rad 3: Året ska skrivas med fyra siffror, mellan 1900 och 2200.",
        "Rad 3: Kön ska vara T (totalt), K (kvinnor) eller M (män).",
    ]


def test_repeated_row_is_reported_with_both_numbers():
    found = read("a;1;T", "a;2;K", "a;3;totalt", "b;4;T", header="indikator;varde;kon")

    assert [(row.indicator, row.sex) for row in found.rows] == [("a", "T"), ("a", "K"), ("b", "T")]
    assert [str(each) for each in found.faults] == ["Rad 4: Samma indikator, kommun, år och kön står redan på rad 2."]


def test_fifty_faults_are_shown_and_all_are_counted():
    found = read(*[";1"] * 70)

    assert (len(found.faults), found.fault_count, found.rows) == (50, 70, ())


def test_characters_that_no_database_holds_are_taken_away():
    (row,) = read("prov;1;\ufffea\x07b\x1bc\uffff", header="indikator;varde;kommentar").rows

    assert row.comment == "abc"
