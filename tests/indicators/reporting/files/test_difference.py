"""A file held against what is stored: new, changed, unchanged or refused, and the changes that would do it."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Indicator, Portal
from indicators.reporting.files.difference import ImportContext, plan_of, sentence_of
from indicators.reporting.files.rows import FileRow, ReadFile
from indicators.reporting.files.uploads import as_data, from_data
from indicators.reporting.rules.contents import Content
from indicators.reporting.rules.moves import Actor
from indicators.reporting.values.changes import RowChange, given
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.saving import save
from tests.cast import TODAY, publish

pytestmark = pytest.mark.django_db

COLUMNS = frozenset({"indikator", "varde"})


@pytest.fixture
def plan(year, home):
    """Return a function that holds rows of a file against the year as it is stored."""

    def make(*rows, columns=COLUMNS, may_write=True):
        lines = load_indicator_years(Portal.objects.with_municipality().get(), year, Indicator.objects.all())
        by_slug = {line.indicator.slug: line for line in lines}
        actors = dict.fromkeys(by_slug, Actor(1, reports=may_write, decides=True))
        return plan_of(ReadFile(columns, rows), ImportContext(2024, home.code, by_slug, actors), TODAY)

    return make


def kinds(found):
    return [each.kind for each in found.differences]


def test_a_new_value_carries_its_content_to_the_saving(plan, trygga):
    found = plan(FileRow(2, "trygga", "82,5"))

    (change,) = found.changes.values()
    assert kinds(found) == ["new"]
    assert change.cells["T"].reading.content == Content(Decimal("82.5"))
    assert change.cells["T"].seen == ("",), "what was compared is what may be overwritten"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (FileRow(2, "okand", "1"), "finns inte bland dem som du fyller i"),
        (FileRow(2, "trygga", "1", municipality="0180"), "gäller kommunen 0180"),
        (FileRow(2, "trygga", "1", year=2023), "Raden gäller 2023, men här läser du in 2024"),
        (FileRow(2, "trygga", "1", sex="K"), "redovisas inte för kvinnor och män"),
        (FileRow(2, "trygga", "101"), "för högt"),
        (FileRow(2, "trygga", "1.083"), "Menar du"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(plan, trygga, row, why):
    found = plan(row)

    (difference,) = found.differences
    assert (difference.kind, difference.row) == ("refused", 2)
    assert why in difference.message
    assert not found.changes


def test_the_second_of_two_rows_for_one_cell_is_refused(plan, trygga):
    found = plan(FileRow(2, "trygga", "82"), FileRow(5, "trygga", "83"))

    assert kinds(found) == ["new", "refused"]
    assert "står också på rad 2" in found.differences[1].message


def test_a_published_value_is_not_emptied_by_a_file(plan, trygga, home):
    publish(trygga, home, 2024, "80")

    found = plan(FileRow(2, "trygga", ""))

    assert kinds(found) == ["refused"]
    assert "kan inte tömmas" in found.differences[0].message


def test_a_draft_is_emptied_by_an_empty_cell(plan, eva, year, trygga):
    save(eva, year, trygga, RowChange({"T": given(trygga, Content(Decimal(80)))}), today=TODAY)

    found = plan(FileRow(2, "trygga", ""))

    assert kinds(found) == ["changed"]
    assert (found.differences[0].old, found.differences[0].new) == ("80", "")


def test_a_file_without_reasons_leaves_a_stored_reason_alone(plan, eva, year, trygga):
    change = RowChange({"T": given(trygga, Content(missing_reason="secrecy"))})
    save(eva, year, trygga, change, today=TODAY)

    assert kinds(plan(FileRow(2, "trygga", ""))) == ["unchanged"]
    assert kinds(plan(FileRow(2, "trygga", ""), columns=COLUMNS | {"saknas_orsak"})) == ["changed"]


def test_only_changed_rows_need_the_right_to_write(plan, trygga, make_indicator):
    make_indicator("lugna")

    found = plan(FileRow(2, "trygga", ""), FileRow(3, "lugna", "4"), may_write=False)

    assert kinds(found) == ["unchanged", "refused"]
    assert "behörighet" in found.differences[1].message


def test_a_step_whose_name_is_a_number_keeps_its_place(plan, make_indicator):
    make_indicator("steg", measure="category", categories=["1", "2", "3"], unit_label="", decimals=0)

    (change,) = plan(FileRow(2, "steg", "2")).changes.values()

    assert change.cells["T"].reading.content == Content(Decimal(1)), "the step named 2 is the second, which is number 1"


def test_a_column_that_is_not_there_changes_no_note(plan, trygga):
    row = FileRow(2, "trygga", "82", source="SCB", comment="Ny källa.")

    (without,) = plan(row).changes.values()
    (with_source,) = plan(row, columns=COLUMNS | {"kalla"}).changes.values()

    assert without.note == {}
    assert [(name, value) for name, (value, _) in with_source.note.items()] == [("source", "SCB")]


def test_the_token_is_of_what_would_be_done(plan, eva, year, trygga):
    row = FileRow(2, "trygga", "82")
    before = plan(row).token
    assert plan(row).token == before

    save(eva, year, trygga, RowChange({"T": given(trygga, Content(Decimal(80)))}), today=TODAY)

    assert plan(row).token != before


def test_the_sentence_counts_each_kind(plan, trygga, make_indicator, home):
    publish(make_indicator("lugna"), home, 2024, "4")

    found = plan(FileRow(2, "trygga", "82"), FileRow(3, "lugna", "5"))

    assert sentence_of(found) == "Värden i filen: 1 nytt, 1 ändrat."
    assert sentence_of(plan()) == "Filen har inga värden."


def test_a_file_kept_as_data_is_the_same_file():
    row = FileRow(2, "trygga", "82", sex="K", year=2024, retrieved_on=date(2025, 1, 31), comment="Å, ä och ö")
    read = ReadFile(COLUMNS, (row, FileRow(3, "lugna", "")), notices=("Rad 9 läses inte.",))

    assert from_data(as_data(read)) == read


@pytest.mark.parametrize(
    ("column", "field", "one", "other", "word"),
    [
        ("kommentar", "comment", "Fler svarade.", "Färre svarade.", "kommentaren"),
        ("kalla", "source", "Enkäten", "", "källan"),
        ("kalla_url", "source_url", "https://a.example/", "https://b.example/", "länken till källan"),
        ("hamtad", "retrieved_on", date(2025, 1, 1), date(2025, 1, 2), "dagen då värdet hämtades"),
        ("preliminar", "is_preliminary", True, False, "om värdet är preliminärt"),
    ],
)
def test_rows_at_odds_about_a_note_are_refused(plan, make_indicator, column, field, one, other, word):  # noqa: PLR0917
    make_indicator("trygga", by_sex=True)
    total = FileRow(2, "trygga", "82", **{field: one})
    women = FileRow(3, "trygga", "83", sex="K", **{field: other})

    found = plan(total, women, columns=COLUMNS | {"kon", column})

    assert kinds(found) == ["new", "refused"]
    assert found.differences[1].message == (
        f"Rad 2 säger något annat om {word}. Skriv samma på indikatorns alla rader."
    )
    assert kinds(plan(total, women)) == ["new", "new"], "a column that is not there is at odds with nothing"


def test_a_changed_note_alone_is_a_change_told_in_words(plan, eva, year, trygga):
    save(
        eva,
        year,
        trygga,
        RowChange({"T": given(trygga, Content(Decimal(82)))}, {"source": ("Egen", None)}),
        today=TODAY,
    )
    row = FileRow(2, "trygga", "82", source="Enkäten", comment="Fler svarade.\r\n")

    found = plan(row, columns=COLUMNS | {"kalla", "kommentar"})

    assert kinds(found) == ["changed"]
    assert found.differences[0].notes == ("kommentaren", "källan")
    assert set(found.changes[trygga.pk].note) == {"comment", "source"}
    assert found.changes[trygga.pk].cells == {}
