"""A save in the sheet is quick while citizens read, and what measures it measures real saves."""

import json

import pytest

pytestmark = pytest.mark.engine

SLOWEST_MEDIAN = 50  # milliseconds


@pytest.fixture(scope="module")
def measured(bench):
    result = bench("entry", "--json", "--saves", "80")
    assert result.returncode == 0, result.stderr
    return {row["readers"]: row for row in json.loads(result.stdout)}


def test_a_save_answers_at_once_while_twenty_citizens_read(measured):
    assert measured[20]["median"] < SLOWEST_MEDIAN
    assert measured[20]["pages_read"] > 0


def test_saves_are_measured_with_and_without_readers(measured):
    assert {readers: row["saves"] for readers, row in measured.items()} == {0: 80, 20: 80}
    assert all(0 < row["median"] <= row["p95"] <= row["slowest"] for row in measured.values())
