"""Form fields that speak Swedish."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.fields import DayInput, LinesField, NumberInput, SwedishDecimalField


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12,5", "12.5"), ("1 083,25", "1083.25"), (" −3,1 ", "-3.1"), ("0", "0"), ("12,5 %", "12.5")],
)
def test_number_is_read_as_a_swede_writes_it(typed, value):
    assert SwedishDecimalField().clean(typed) == Decimal(value)


def test_number_that_may_be_left_out_is_none():
    assert SwedishDecimalField(required=False).clean("   ") is None


@pytest.mark.parametrize(("typed", "question"), [("1.083", "Menar du 1 083 eller 1,083"), ("många", "Skriv ett tal")])
def test_number_that_could_be_two_is_asked_about(typed, question):
    with pytest.raises(ValidationError, match=question):
        SwedishDecimalField().clean(typed)


def test_number_with_too_many_decimals_is_still_refused():
    with pytest.raises(ValidationError, match="2 decimaler"):
        SwedishDecimalField(max_digits=6, decimal_places=2).clean("1,234")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("12.500000"), "12,5"),
        (Decimal("1083.25"), "1\u00a0083,25"),
        (Decimal("0.1234567891"), "0,1234567891"),
        (Decimal(-3), "−3"),
        ("1.083", "1.083"),
        (None, None),
    ],
)
def test_number_is_shown_with_every_decimal_it_has(value, shown):
    assert NumberInput().format_value(value) == shown


def test_number_that_is_shown_is_read_back_unchanged():
    for value in (Decimal("1083.25"), Decimal("-0.000001"), Decimal(12844), Decimal("1234567.8")):
        assert SwedishDecimalField().clean(NumberInput().format_value(value)) == value


def test_field_that_only_shows_a_number_anew_has_not_changed():
    assert not SwedishDecimalField().has_changed(Decimal("12.500000"), "12,5")
    assert SwedishDecimalField().has_changed(Decimal("12.500000"), "12,6")


class TestLines:
    def test_each_line_that_says_something_is_kept(self):
        assert LinesField().clean(" inget \r\n\r\nnågra\nalla\n") == ["inget", "några", "alla"]

    def test_list_is_shown_with_a_line_for_each(self):
        assert LinesField().prepare_value(["inget", "alla"]) == "inget\nalla"

    def test_what_could_not_be_saved_is_shown_as_it_was_typed(self):
        assert LinesField().prepare_value("inget\n\nalla") == "inget\n\nalla"

    @pytest.mark.parametrize(
        ("initial", "typed", "has_changed"),
        [
            (["inget", "alla"], "inget\r\nalla\r\n", False),
            (None, "", False),
            (["inget", "alla"], "alla\ninget", True),
            (["inget"], "", True),
        ],
    )
    def test_only_other_lines_or_another_order_is_a_change(self, initial, typed, has_changed):
        assert LinesField(required=False).has_changed(initial, typed) is has_changed

    def test_character_that_no_database_holds_is_refused(self):
        with pytest.raises(ValidationError, match="Null"):
            LinesField().clean("inget\x00")


def test_day_is_written_as_the_browsers_field_wants_it():
    assert 'type="date"' in DayInput().render("dag", "2024-05-27")
