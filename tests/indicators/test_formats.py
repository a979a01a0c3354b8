"""Numbers, amounts and dates as a Swede writes them."""

from datetime import date
from decimal import Decimal

import pytest

from indicators import formats
from indicators.formats import Scale

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("12844", 0, f"12{NBSP}844"),
        ("1083.25", 1, f"1{NBSP}083,3"),
        ("-3.1", 1, "−3,1"),
        ("-0.04", 1, "0,0"),
        ("0.25", 1, "0,3"),
        ("89.96", 1, "90,0"),
        ("1234567890123456789.5", 0, f"1{NBSP}234{NBSP}567{NBSP}890{NBSP}123{NBSP}456{NBSP}790"),
    ],
)
def test_number_has_comma_hard_space_minus_and_rounds_half_up(value, decimals, text):
    assert formats.number(Decimal(value), decimals) == text


@pytest.mark.parametrize(("value", "text"), [("7.6", "+7,6"), ("-2", "−2,0"), ("0.04", "0,0"), ("0", "0,0")])
def test_sign_is_written_out_except_for_zero(value, text):
    assert formats.signed(Decimal(value), 1) == text


@pytest.mark.parametrize(
    ("value", "unit", "categories", "text"),
    [
        ("96.72", "%", (), f"96,7{NBSP}%"),
        ("1", "dagar", (), f"1,0{NBSP}dagar"),
        ("187", "plats 1-290", (), f"plats{NBSP}187,0"),
        ("2", "steg", ("inget", "några", "alla"), "alla"),
        ("7.12", "antal/1000 inv", (), "7,1"),
        ("5", "antal", (), "5,0"),
    ],
)
def test_amount_says_its_unit_where_a_unit_is_said(value, unit, categories, text):
    assert formats.amount(Decimal(value), 1, unit, categories) == text


def test_difference_of_shares_is_in_percentage_points():
    assert Scale(1, "%").difference(Decimal("-7.6")) == f"7,6{NBSP}procentenheter"
    assert Scale(0, "%").difference(Decimal(1)) == f"1{NBSP}procentenhet"
    assert Scale(0, "dagar").difference(Decimal(1)) == f"1{NBSP}dag"


def test_difference_of_steps_on_a_scale_is_counted_in_steps():
    assert Scale(0, "steg", ("a", "b", "c")).difference(Decimal(2)) == "2 steg"


def test_range_with_a_negative_end_is_not_written_with_a_dash():
    assert Scale(0, "%").aim(None, Decimal(-2), Decimal(2)) == f"−2 till 2{NBSP}%"
    assert Scale(0, "%").aim(None, Decimal(40), Decimal(60)) == f"40–60{NBSP}%"


def test_year_beside_a_bare_number_cannot_be_read_as_an_age():
    assert Scale(1, "antal/inv").dated("5,8", 2025) == "5,8 för år 2025"
    assert Scale(1, "%").dated("5,8 %", 2025) == "5,8 % år 2025"


def test_dates_and_lists_read_as_swedish():
    assert formats.long_date(date(2020, 1, 7)) == "7 januari 2020"
    assert [formats.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a och b",
        "a, b och c",
    ]
    assert [formats.counted(count) for count in (0, 3, 12, 13)] == ["noll", "tre", "tolv", "13"]
    assert formats.years(2020, 2024) == "2020–2024"
