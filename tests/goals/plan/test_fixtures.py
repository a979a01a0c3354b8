"""The two plans of the house load in few steps, and stand in git as they are written."""

from pathlib import Path

import pytest

from goals.plan.dump import plan_files
from goals.plan.load import load_folder
from indicators.models import Municipality, NationalYear, Outcome
from indicators.models.rows import unpack_values

pytestmark = pytest.mark.slow  # whole plans are read and written
FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
MAX_QUERIES = 150  # a load of 3 500 outcomes with their history; one query a row would be 7 000


def test_a_plan_of_the_house_is_exactly_what_dump_plan_writes(plan):
    folder = FIXTURES / plan
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    written = plan_files()

    assert written.keys() == committed.keys()
    differing = [file for file in written if written[file] != committed[file]]
    assert differing == [], f"kör: uv run manage.py dump_plan fixtures/{plan}"


def test_a_plan_of_the_house_is_not_changed_by_loading_it_again(plan):
    history = Outcome.history.count()

    summary = load_folder(FIXTURES / plan)

    assert summary.wrote == 0
    assert Outcome.history.count() == history == Outcome.objects.count()
    assert summary.is_example == (plan == "exempel")


def test_a_plan_of_the_house_is_stored_in_bulk(loaded):
    assert 0 < loaded.queries < MAX_QUERIES


def test_the_country_is_whole_and_agrees_with_the_outcomes(olofstrom_plan):
    municipalities = Municipality.objects.filter(kind=Municipality.Kind.MUNICIPALITY)
    outcomes = {
        (each.indicator_id, each.year, each.municipality.code): each.value
        for each in Outcome.objects.filter(sex="T", value__isnull=False).select_related("municipality")
    }
    compared = [
        (outcomes[key], value)
        for row in NationalYear.objects.all()
        for code, value in unpack_values(row.values).items()
        if (key := (row.indicator_id, row.year, code)) in outcomes
    ]

    assert municipalities.count() == 290
    assert len(compared) > 1000
    assert [pair for pair in compared if pair[0] != pair[1]] == []
