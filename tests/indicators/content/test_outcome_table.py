"""The columns of many municipalities' outcomes give back every row as it was."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.content.outcome_table import OutcomeTable
from indicators.models import OutcomeRow

TEXTS = st.sampled_from(["", "SCB", "Kolada", "Åmåls ”egen” mätning"])
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))
VALUES = st.none() | st.decimals(-(10**14), 10**14, places=10, allow_nan=False) | st.just(Decimal("NaN"))


def make_row(code="1060", year=2024, value=Decimal("81.4"), **changes):
    facts = {
        "indicator_id": 7,
        "code": code,
        "municipality": f"Kommun {code}",
        "year": year,
        "sex": "T",
        "value": value,
        "missing_reason": "",
        "is_preliminary": False,
        "comment": "",
        "source": "SCB",
        "source_url": "",
        "retrieved_on": None,
        "origin": "national",
        "next_expected": None,
    }
    return OutcomeRow(**facts | changes)


ROWS = st.builds(
    make_row,
    code=st.sampled_from(["1060", "1080", "0000"]),
    year=st.integers(1900, 2200),
    value=VALUES,
    sex=st.sampled_from("TKM"),
    is_preliminary=st.booleans(),
    comment=TEXTS,
    source=TEXTS,
    retrieved_on=DAYS,
    next_expected=DAYS,
)


@given(st.lists(ROWS, max_size=12))
def test_every_row_comes_back_as_it_was_in_the_same_order(rows):
    found = list(OutcomeTable(rows).rows())

    # As text: of two numbers that are equal one may have more zeros, and what is not a number equals nothing.
    assert repr(found) == repr(rows)


def test_rows_can_be_asked_for_by_municipality():
    rows = [make_row("1060"), make_row("1080"), make_row("1060", 2023)]

    assert list(OutcomeTable(rows).rows({"1060"})) == [rows[0], rows[2]]
    assert list(OutcomeTable(rows).rows(set())) == []


@pytest.mark.parametrize("value", ["9223372036.8547758", "-9223372036.8547758", "-9223372036.8547758080", "1E+30"])
def test_value_too_large_for_a_column_is_not_cut(value):
    rows = [make_row(value=Decimal(value)), make_row(year=2023)]

    assert repr([row.value for row in OutcomeTable(rows).rows()]) == repr([row.value for row in rows])


def test_values_are_counted_without_those_missing():
    table = OutcomeTable([make_row(), make_row(value=None, missing_reason="not_measured")])

    assert (len(table), table.count_of_values) == (2, 1)


def test_a_row_takes_some_tens_of_bytes():
    import tracemalloc  # noqa: PLC0415  it slows what runs while it looks

    tracemalloc.start()
    kept = ((code, year) for code in range(290) for year in range(2005, 2025))
    table = OutcomeTable(make_row(f"{code:04}", year, Decimal(code * year).scaleb(-10)) for code, year in kept)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(table) == 290 * 20
    assert size / len(table) < 60


def test_totals_are_found_by_code_and_year_without_the_rest():
    rows = [
        make_row("1060", 2023, Decimal(1)),
        make_row("1060", 2024, Decimal(2)),
        make_row("1060", 2024, Decimal(3), sex="K"),
        make_row("1080", 2024, None),
        make_row("1081", 2024, Decimal(4)),
    ]
    table = OutcomeTable(rows)

    assert table.totals({"1060", "1080"}, {2024}) == {"1060": {2024: Decimal(2)}}
    assert table.names == {"1060": "Kommun 1060", "1080": "Kommun 1080", "1081": "Kommun 1081"}
