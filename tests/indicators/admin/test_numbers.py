"""Numbers as officials write them."""

from decimal import Decimal

import pytest

from indicators.numerals import UnreadableNumber, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", "12.5"),
        ("1 083,25", "1083.25"),
        ("1\u00a0083,25", "1083.25"),
        ("1\u202f083\u202f250", "1083250"),
        ("1\u2007083", "1083"),
        ("−3,1", "-3.1"),
        ("-3,1", "-3.1"),
        ("+4", "4"),
        ("12,5 %", "12.5"),
        ("12,5\u00a0%", "12.5"),
        (" 0 ", "0"),
        ("12.5", "12.5"),
        ("0.083", "0.083"),
        ("12345.678", "12345.678"),
        ("1,083", "1.083"),
    ],
)
def test_numbers_are_read_as_swedes_write_them(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("1.083", "Menar du 1 083 eller 1,083?"),
        ("−12.500", "Menar du -12 500 eller -12,500?"),
        ("1.083.250", "Menar du 1 083 250?"),
        ("1.083,25", "Menar du 1 083,25?"),
        ("abc", "Skriv ett tal"),
        ("NaN", "Skriv ett tal"),
        ("Infinity", "Skriv ett tal"),
        ("1e5", "Skriv ett tal"),
        ("1 2", "Skriv ett tal"),
        ("10 83", "Skriv ett tal"),
        ("1,5,5", "Skriv ett tal"),
        ("%", "Skriv ett tal"),
        ("٣", "Skriv ett tal"),
        ("9" * 5000, "Talet är för långt"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_asked_about(text, question):
    with pytest.raises(UnreadableNumber, match=question.replace("?", r"\?")):
        parse_number(text)
