"""One value of a plan: what is written comes back the same, and nothing is guessed."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from goals.models import Goal, Period, Vision
from goals.plan.values import ValueFault, clean, forbidden, nearest, read_value, shown, write_value
from indicators.models import Decision, Indicator, Outcome
from indicators.vocabulary import Direction, MissingReason


def field(model, name):
    return model._meta.get_field(name)


VALUES = [
    (field(Indicator, "tolerance"), Decimal("0.5"), "0.5"),
    (field(Indicator, "tolerance"), Decimal(1000), "1000"),
    (field(Indicator, "tolerance"), Decimal("2.500000"), "2.5"),
    (field(Outcome, "value"), Decimal("-1.25"), "-1.25"),
    (field(Outcome, "value"), Decimal("1E+3"), "1000"),
    (field(Indicator, "baseline_year"), 2019, "2019"),
    (field(Decision, "decided_on"), date(2024, 2, 29), "2024-02-29"),
    (field(Indicator, "by_sex"), True, "ja"),
    (field(Indicator, "by_sex"), False, "nej"),
    (field(Indicator, "direction"), Direction.RANGE, "intervall"),
    (field(Outcome, "sex"), "K", "K"),
    (field(Outcome, "missing_reason"), MissingReason.TOO_FEW_ANSWERS, "för få svar"),
    (field(Vision, "state"), Vision.State.PROPOSED, "förslag"),
    (field(Goal, "slug"), "fler-bostader", "fler-bostader"),
    (field(Period, "source_url"), "https://provinge.example/mål?år=2020", "https://provinge.example/mål?år=2020"),
    (field(Goal, "text"), "Första: raden\n\n- # andra", "Första: raden\n\n- # andra"),
]


@pytest.mark.parametrize(("model_field", "value", "text"), VALUES)
def test_value_is_written_as_the_plan_says_and_read_back(model_field, value, text):
    assert write_value(model_field, value) == text
    assert read_value(model_field, text) == value


@pytest.mark.parametrize("name", ["tolerance", "kolada_id", "next_publication"])
def test_value_that_is_not_set_is_written_as_nothing(name):
    assert write_value(field(Indicator, name), field(Indicator, name).get_default()) == ""


@pytest.mark.parametrize("written", ["2024-05-27T09:30:00+02:00", "2024-05-27T07:30:00Z", "2024-05-27T07:30:00+00:00"])
def test_moment_is_the_same_in_every_time_zone(written):
    model_field = field(Outcome, "published_at")

    assert read_value(model_field, written) == datetime(2024, 5, 27, 7, 30, tzinfo=UTC)
    assert write_value(model_field, datetime(2024, 5, 27, 9, 30, tzinfo=timezone(timedelta(hours=2)))) == (
        "2024-05-27T07:30:00+00:00"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("01.5", "utan inledande nollor"),
        (".5", "skriv ett tal"),
        ("5.", "skriv ett tal"),
        ("+5", "skriv ett tal"),
        ("5 %", "skriv ett tal"),
        ("−5", "vanligt bindestreck"),
        ("1 000", "utan mellanslag"),
        ("1,5", "decimalpunkt i stället för decimalkomma"),
    ],
)
def test_number_in_another_form_is_asked_for_anew(text, reason):
    with pytest.raises(ValueFault, match=reason):
        read_value(field(Outcome, "value"), text)


@pytest.mark.parametrize(
    ("text", "value"), [("-0", "0"), ("0.5000000000", "0.5"), ("99999999999999", "99999999999999")]
)
def test_number_is_read_to_its_last_digit(text, value):
    assert write_value(field(Outcome, "value"), read_value(field(Outcome, "value"), text)) == value


@pytest.mark.parametrize("text", ["123456789012345", "1234567890.123456"])
def test_number_that_the_database_would_round_is_refused(text):
    with pytest.raises(ValueFault, match="för många siffror, högst 14 före decimalpunkten och 15 i allt"):
        read_value(field(Outcome, "value"), text)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tollerans", "tolerans"),
        ("malvarden", "målvärden"),
        ("MÅLVÄRDEN", "målvärden"),
        ("utgangsvarde", "utgångsvärde"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_word_that_was_meant_is_found_without_its_dots(word, meant):
    assert nearest(word, ["tolerans", "målvärden", "utgångsvärde"]) == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("å\r\nä\rö", "å\nä\nö"),
        ("rad  \nrad\t\n\n", "rad\nrad"),
        ("a\u030a", "å"),
        ("  indrag\n  kvar", "indrag\n  kvar"),
        ("", ""),
    ],
)
def test_text_has_one_form_whoever_typed_it(text, found):
    assert clean(text) == found


@pytest.mark.parametrize(
    ("text", "name"), [("a\x00b", "U+0000"), ("a\x85b", "U+0085"), ("a\ud800", "U+D800"), ("a\tb\nåäö 😀", "")]
)
def test_character_that_no_text_may_have_is_named(text, name):
    assert forbidden(text) == name


def test_what_was_typed_is_shown_short_and_on_one_line():
    assert shown("två\nrader") == "”två rader”"
    assert shown("x" * 100) == f"”{'x' * 40}…”"
