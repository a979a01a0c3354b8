"""One row of the sheet: what helps the one who fills it in, and what stands in its fields after a save."""

from datetime import date

import pytest

from indicators.models import Indicator, Portal
from indicators.reporting.rules.moves import Actor
from indicators.reporting.sheet.rows import row_of
from indicators.reporting.values.changes import FieldResult
from indicators.reporting.values.loading import load_indicator_years
from tests.cast import TODAY

pytestmark = pytest.mark.django_db
WRITER, READER = Actor(1, reports=True), Actor(1, decides=True)
LAST, LATE = date(2025, 2, 15), date(2025, 2, 16)


@pytest.fixture
def row(year):
    """Return a function that makes the row of the only indicator as it is stored."""

    def make(results=None, actor=WRITER, today=TODAY, **more):
        (line,) = load_indicator_years(Portal.objects.with_municipality().get(), year, Indicator.objects.all())
        return row_of(line, actor, today, results, **more)

    return make


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"decimals": 1}, "procent, en decimal"),
        ({"decimals": 0}, "procent, inga decimaler"),
        ({"decimals": 2, "unit_label": "dagar", "measure": "index"}, "dagar, två decimaler"),
        ({"decimals": 3, "unit_label": "", "measure": "rate"}, "kvot, 3 decimaler"),
        ({"decimals": 0, "unit_label": "", "measure": "count"}, "antal, inga decimaler"),
        ({"decimals": 0, "unit_label": "", "measure": "rank"}, "placering, inga decimaler"),
        ({"unit_label": "", "measure": "category", "categories": ["inga", "några", "alla"]}, "steg: inga, några, alla"),
    ],
)
def test_a_row_says_what_is_to_be_written(row, make_indicator, changes, text):
    make_indicator("trygga", **changes)

    assert row().unit_text == text


@pytest.mark.parametrize(
    ("targets", "text"),
    [
        ({}, ""),
        ({2024: 90}, "90\u00a0% (2024)"),
        ({2022: 85, 2026: 95, 2030: 99}, "95\u00a0% (2026)"),
        ({2020: 80, 2023: 88}, "88\u00a0% (2023)"),
    ],
)
def test_the_target_ahead_is_shown_else_the_last_one(row, trygga, targets, text):
    for target_year, value in targets.items():
        trygga.targets.create(year=target_year, value=value)

    assert row().target_text == text


@pytest.mark.parametrize(
    ("outcomes", "women", "last"),
    [
        ({}, {}, ("", None)),
        ({2021: "80", 2023: "81.4"}, {}, ("81,4\u00a0%", 2023)),
        ({2021: "80", 2024: "70"}, {}, ("80,0\u00a0%", 2021)),
        ({2021: "80"}, {2023: "90"}, ("80,0\u00a0%", 2021)),
    ],
)
def test_the_last_value_is_the_totals_before_the_year(row, make_indicator, outcomes, women, last):
    make_indicator("trygga", outcomes, women, decimals=1, by_sex=True)

    assert (row().last_text, row().last_year) == last


def test_help_tells_what_is_measured_and_whence_the_last_came(row, make_indicator):
    told = {"definition": "Andel som svarar ja.", "note": "Ny enkät.", "next_publication": date(2025, 2, 24)}
    make_indicator("trygga", {2023: "81"}, **told)

    found = row().help

    assert (found.definition, found.note) == ("Andel som svarar ja.", "Ny enkät.")
    assert found.source == "Värdet för 2023 kommer från Skolenkäten."
    assert found.source_url == "https://enkat.example/"
    assert found.next_publication == "Nästa värde väntas 24 februari 2025."


def test_a_new_indicator_has_no_help_to_invent(row, make_indicator):
    make_indicator("ny")

    found = row().help

    assert (found.source, found.source_url, found.next_publication) == ("", "", "")


@pytest.mark.parametrize(
    ("by_sex", "others_have", "blanks_and_cells"), [(False, True, (2, 1)), (False, False, (0, 1)), (True, True, (0, 3))]
)
def test_columns_are_as_many_in_every_row_of_a_sheet(row, make_indicator, by_sex, others_have, blanks_and_cells):
    make_indicator("trygga", by_sex=by_sex)

    found = row(has_sexes=others_have)

    assert (found.blanks, len(found.cells)) == blanks_and_cells


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (None, ("82,5", "")),
        (FieldResult("saved"), ("82,5", "")),
        (FieldResult("fault", "Inget tal.", "hej"), ("hej", "fault")),
        (FieldResult("conflict", "Sam sparade 82,5.", "81", (), "82,5"), ("81", "conflict")),
        (FieldResult("unsent", typed="83"), ("83", "")),
    ],
)
def test_what_was_not_saved_stands_as_it_was_written(row, trygga, enter, result, shown):
    enter(trygga, "82.5", source="Egen")

    (cell,) = row({"T": result} if result else None).cells

    assert (cell.text, cell.kind) == shown
    assert cell.stored == "82,5"


@pytest.mark.parametrize(("seen", "token"), [(None, "82.5"), ("81", "81"), ("", "")])
def test_a_fault_hands_back_what_its_writer_had_seen(row, trygga, enter, seen, token):
    """Else the writer would seem to have seen what another saved meanwhile."""
    enter(trygga, "82.5")

    (cell,) = row({"T": FieldResult("fault", "Inget tal.", "hej", seen=seen)}).cells

    assert cell.seen == token


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (FieldResult("saved", typed="Nytt"), ("Sparat", "")),
        (FieldResult("conflict", "Någon annan.", "Mitt"), ("Mitt", "conflict")),
        (FieldResult("fault", "För lång.", "Mitt"), ("Mitt", "fault")),
    ],
)
def test_a_refused_comment_keeps_its_writers_words(row, trygga, enter, result, shown):
    enter(trygga, comment="Sparat")

    found = row({"comment": result})

    assert (found.comment, found.comment_kind) == shown
    assert found.comment_stored == "Sparat"


@pytest.mark.parametrize(
    ("state", "editable"), [("draft", True), ("returned", True), ("submitted", False), ("approved", False)]
)
def test_a_row_is_written_in_while_it_is_its_writers_turn(row, trygga, enter, state, editable):
    enter(trygga, state=state)

    assert row().is_editable is editable


def test_a_row_is_never_written_in_by_its_approver(row, trygga):
    assert row(actor=READER).is_editable is False


@pytest.mark.parametrize(("state", "is_late"), [("draft", True), ("returned", True), ("submitted", False)])
def test_an_unfinished_row_is_late_after_the_last_day(row, trygga, enter, state, is_late):
    enter(trygga, state=state)

    assert row(today=LATE).is_late is is_late
    assert row(today=LAST).is_late is False


def test_what_is_not_measured_this_year_is_never_late(row, make_indicator):
    make_indicator("trygga", {2023: "81"}, interval=2)

    assert row(today=LATE).is_late is False
