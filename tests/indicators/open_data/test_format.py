"""The open format: a text is never run by a spreadsheet, and comes back as it was."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.open_data.format import RISKY, csv_text, neutralised, plain, restored, unmistakable

# What matters to the format, more often than chance would give it.
TEXTS = st.text(st.sampled_from("'=+-@;\t\r\n\0＝a ä,\""), max_size=12)


@given(TEXTS)
def test_neutralised_text_comes_back_as_it_was(text):
    assert restored(neutralised(text)) == text


@given(TEXTS)
def test_text_that_only_looks_neutralised_is_told_apart(text):
    assert restored(unmistakable(text)) == text


@given(TEXTS)
def test_no_cell_of_a_neutralised_text_can_be_run(text):
    for cell in neutralised(text).replace("\r", "\n").replace("\t", "\n").replace(";", "\n").split("\n"):
        assert not cell.startswith(("=", "+", "-", "@", "＝"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("Källa; =1+1", "Källa; =1+1"),
        ("Källa;=1+1", "Källa;'=1+1"),
        ("’=ofarlig", "’=ofarlig"),
        ("12 - 5", "12 - 5"),
        ("", ""),
    ],
)
def test_only_a_start_that_can_be_run_gets_an_apostrophe(text, written):
    assert neutralised(text) == written


def test_text_in_a_file_that_runs_nothing_keeps_its_minus():
    assert (unmistakable("-5"), unmistakable("'-5")) == ("-5", "''-5")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.50"), "12.5"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal(100), "100"),
        (None, None),
    ],
)
def test_number_is_written_for_programs(value, text):
    assert plain(value) == text


def test_negative_value_is_a_number_and_negative_source_a_text():
    lines = csv_text(("varde", "kalla"), [{"varde": "-5", "kalla": "-5"}]).split("\r\n")

    assert lines == ["varde,kalla", "-5,'-5", ""]
    assert RISKY.match("-5")
