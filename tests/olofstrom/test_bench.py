"""The pages are measured: every view, as a table or as JSON, and a start page within its budget."""

import json

import pytest

from tests.pages import MAX_PAGE_BYTES

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def measured(bench):
    result = bench("pages", "--json", "--answers", "1")
    assert result.returncode == 0, result.stderr
    return {(row["indicators"], row["page"]): row for row in json.loads(result.stdout)}


def test_start_page_queries_do_not_grow_with_indicators(measured):
    few, many = measured[45, "/"], measured[450, "/"]

    assert 0 < few["queries"] == many["queries"]


def test_no_page_is_too_heavy(measured):
    assert {
        page: row["html"] for (size, page), row in measured.items() if size == 45 and row["html"] > MAX_PAGE_BYTES
    } == {}


def test_every_page_is_weighed_and_timed_beside_a_bare_file(measured):
    for row in measured.values():
        assert row["milliseconds"] > 0
        assert 0 < row["compressed"] < row["html"]
    assert min(row["times_static"] for row in measured.values()) == 1
