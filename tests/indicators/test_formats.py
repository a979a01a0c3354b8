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


@pytest.mark.parametrize(
    ("found", "text"),
    [((), ""), ((2020,), "2020"), ((2022, 2020, 2021), "2020–2022"), ((2017, 2019, 2020), "2017 och 2019–2020")],
)
def test_years_that_follow_each_other_are_one_span(found, text):
    assert formats.year_spans(found) == text


def test_difference_of_shares_is_in_percentage_points():
    assert Scale(1, "%").difference(Decimal("-7.6")) == f"7,6{NBSP}procentenheter"
    assert Scale(0, "%").difference(Decimal(1)) == f"1{NBSP}procentenhet"
    assert Scale(0, "dagar").difference(Decimal(1)) == f"1{NBSP}dag"


@pytest.mark.parametrize(
    ("count", "noun", "words", "digits"),
    [
        (1, "indikator", "en indikator", "1 indikator"),
        (1, "mål", "ett mål", "1 mål"),
        (1, "år", "ett år", "1 år"),
        (1, "träff", "en träff", "1 träff"),
        (0, "värde", "noll värden", "0 värden"),
        (2, "indikator", "två indikatorer", "2 indikatorer"),
        (13, "inriktning", "13 inriktningar", "13 inriktningar"),
        (1083, "värde", "1 083 värden", "1 083 värden"),
    ],
)
def test_what_is_counted_has_its_gender_and_number(count, noun, words, digits):
    assert (spaced(formats.counted(count, noun)), spaced(formats.in_digits(count, noun))) == (words, digits)


@pytest.mark.parametrize(
    ("written", "tied"),
    [
        ("2 840 ton mot 0", "2~840~ton mot 0"),
        ("14 000 invånare 2025", "14~000~invånare 2025"),
        ("minst 1 Gbit/s och 12,5 % av 1 083 250 kr.", "minst 1~Gbit/s och 12,5~% av 1~083~250~kr."),
        ("Beslut § 12 år 2024", "Beslut §~12~år 2024"),
        ("från 2023 till 2024, åk 5 och 8", "från 2023 till 2024, åk 5 och 8"),
        ("KS 2020/1, tel. 0454-931 96", "KS 2020/1, tel. 0454-931 96"),
        ("3 tonarter", "3 tonarter"),
        ("", ""),
    ],
)
def test_a_number_in_a_written_text_is_kept_on_one_line(written, tied):
    assert formats.tied(written).replace("\u00a0", "~") == tied


@pytest.mark.parametrize("noun", formats.NOUNS.values(), ids=formats.NOUNS)
def test_a_noun_that_is_counted_has_a_gender(noun):
    assert noun.article in {"en", "ett"}


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


def spaced(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.500000", "0,5"), ("12", "12"), ("1000", "1 000"), ("1E+3", "1 000"), ("0.123456", "0,1235"), ("0", "0")],
)
def test_exact_number_has_only_the_decimals_it_needs(value, text):
    assert spaced(formats.exact(Decimal(value))) == text


def test_exact_number_can_be_given_decimals_it_lacks():
    assert formats.exact(Decimal(5), least=1) == "5,0"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0.5", "hälften"),
        ("0.10", "en tiondel"),
        ("0.02", "två procent"),
        ("0.15", "15 procent"),
        ("0.025", "2,5 procent"),
        ("1", "100 procent"),
    ],
)
def test_share_is_said_in_words_where_it_has_any(share, text):
    assert formats.fraction(Decimal(share)) == text


def test_names_are_ordered_as_swedes_do():
    names = ["Öster", "Ängen", "Åby", "Zon", "alm", "Berg"]

    assert sorted(names, key=formats.alphabetical) == ["alm", "Berg", "Zon", "Åby", "Ängen", "Öster"]


@pytest.mark.parametrize(("count", "text"), [(0, "noll"), (1, "en"), (2, "två"), (13, "13"), (2737, "2 737")])
def test_count_of_what_is_en_is_not_ett(count, text):
    assert spaced(formats.counted_common(count)) == text


@pytest.mark.parametrize(
    ("scale", "value", "text"),
    [
        (Scale(1, "%"), "7.6", "+7,6 procentenheter"),
        (Scale(1, "%"), "-7.6", "−7,6 procentenheter"),
        (Scale(1, "%"), "0.04", "0,0 procentenheter"),
        (Scale(0, "dagar"), "-1", "−1 dag"),
        (Scale(1, "antal/inv"), "2", "+2,0"),
    ],
)
def test_change_has_its_sign_and_the_unit_of_differences(scale, value, text):
    assert spaced(scale.change(Decimal(value))) == text


@pytest.mark.parametrize(
    ("scale", "value", "text"),
    [
        (Scale(1, "%"), "96.7", "96,7 %"),
        (Scale(0, "invånare"), "12844", "12 844"),
        (Scale(0, "", ("inget", "alla")), "1", "alla"),
    ],
)
def test_only_per_cent_is_repeated_in_a_table(scale, value, text):
    assert spaced(scale.short(Decimal(value))) == text


@pytest.mark.parametrize(
    ("scale", "aim", "text"),
    [
        (Scale(1, "%"), ("100",), "100 %"),
        (Scale(1, "%"), ("99.5",), "99,5 %"),
        (Scale(1, "%"), (None, "2", "4.5"), "2,0–4,5 %"),
        (Scale(0, "", ("inget", "alla")), ("1",), "alla"),
        (Scale(0, "plats"), ("50",), "plats 50"),
        (Scale(1, "%"), (None, "2", None), ""),
    ],
)
def test_target_has_no_decimals_that_say_nothing(scale, aim, text):
    assert spaced(scale.aim(*(None if each is None else Decimal(each) for each in aim))) == text


@pytest.mark.parametrize("value", ["1.5", "-1", "3"])
def test_number_between_or_beside_the_steps_has_no_name(value):
    assert formats.amount(Decimal(value), 1, "", ("inget", "några", "alla")) == formats.number(Decimal(value), 1)


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("%", "0,2 % år 2022"),
        ("antal/1000 inv", "0,2 per 1 000 invånare år 2022"),
        ("antal/1000 inv 16–64 år", "0,2 per 1 000 invånare 16–64 år (2022)"),
        ("antal/inv 7–20 år", "0,2 per invånare 7–20 år (2022)"),
        ("betyg 1–6", "0,2 för år 2022"),
        ("", "0,2 för år 2022"),
    ],
)
def test_value_in_a_sentence_has_its_unit(unit, told):
    assert Scale(1, unit).told_with_year(Decimal("0.2"), 2022).replace("\u00a0", " ") == told


def test_an_age_has_the_year_of_the_calendar_in_brackets():
    scale = Scale(1, "år")

    assert scale.told_with_year(Decimal("83.1"), 2024) == f"83,1{NBSP}år (2024)"
    assert scale.dated(scale.aim(Decimal(84)), 2028) == f"84{NBSP}år (2028)"


@pytest.mark.parametrize("unit", ["personer", "elever", "kronor", "minuter", "lägenheter"])
def test_one_of_what_is_counted_is_not_told_as_several(unit):
    assert formats.amount(Decimal(1), 0, unit) in {f"1{NBSP}{unit[:-2]}", f"1{NBSP}krona"}
    assert formats.amount(Decimal(2), 0, unit) == f"2{NBSP}{unit}"


@pytest.mark.parametrize(("value", "text"), [(-20, f"−20{NBSP}platser"), (1, f"+1{NBSP}plats")])
def test_places_in_an_order_are_counted_when_they_differ(value, text):
    assert Scale(0, "plats").change(Decimal(value)) == text
