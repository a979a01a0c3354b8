"""The history in words: what was changed, by whom and when, and the mark that tells one state of a row from another."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.admin.changes import FieldChange, differences, fingerprint, history_rows, moment, value_text
from indicators.models import Indicator, Outcome
from tests.indicators.admin.pages import outcome_of


def field_of(model, name):
    return model._meta.get_field(name)


@pytest.mark.parametrize(
    ("model", "name", "value", "text"),
    [
        (Outcome, "value", Decimal("12.500000"), "12,5"),
        (Outcome, "value", Decimal("-1083.25"), "−1\u00a0083,25"),
        (Outcome, "value", Decimal(0), "0"),
        (Outcome, "value", None, "tomt"),
        (Outcome, "missing_reason", "too_few_answers", "För få svar"),
        (Outcome, "missing_reason", "", "tomt"),
        (Outcome, "missing_reason", "avskaffad", "avskaffad"),
        (Outcome, "state", "published", "Publicerat"),
        (Outcome, "year", 2024, "2024"),
        (Outcome, "is_preliminary", True, "ja"),
        (Outcome, "is_preliminary", False, "nej"),
        (Outcome, "retrieved_on", date(2025, 1, 31), "2025-01-31"),
        (Outcome, "published_at", datetime(2025, 7, 1, 22, 30, tzinfo=UTC), "2025-07-02 kl. 00.30"),
        (Indicator, "categories", ["inga", "några"], "inga, några"),
        (Indicator, "categories", [], "tomt"),
    ],
)
def test_a_stored_value_is_written_as_a_person_reads_it(model, name, value, text):
    assert value_text(field_of(model, name), value) == text


@pytest.mark.parametrize(
    ("utc", "text"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-29 kl. 01.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29 kl. 03.00"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "2027-01-01 kl. 00.00"),
    ],
)
def test_a_moment_is_told_by_swedish_clocks(utc, text):
    assert moment(utc) == text


def test_only_what_differs_is_told_by_its_swedish_name():
    old = Outcome(year=2024, value=Decimal("81.40"), source="Enkäten", is_preliminary=True)
    new = Outcome(year=2024, value=Decimal("81.4"), source="", is_preliminary=False)

    assert list(differences(old, new)) == [
        FieldChange("Preliminärt", "ja", "nej"),
        FieldChange("Källa", "Enkäten", "tomt"),
    ]


def test_the_moment_of_publication_is_no_change_of_its_own():
    old, new = Outcome(state="draft"), Outcome(state="published", published_at=datetime(2025, 3, 1, tzinfo=UTC))

    assert [change.new for change in differences(old, new)] == ["Publicerat"]


@pytest.mark.parametrize(
    ("changes", "but", "is_same"),
    [
        ({}, (), True),
        ({"value": Decimal("81.40")}, (), False),
        ({"source": "Annan"}, (), False),
        ({"source": "Annan"}, ("source",), True),
        ({"comment": " "}, (), False),
    ],
)
def test_the_mark_of_a_row_follows_what_is_stored(changes, but, is_same):
    row = Outcome(year=2024, value=Decimal("81.5"), source="Enkäten")
    other = Outcome(**{"year": 2024, "value": Decimal("81.5"), "source": "Enkäten", **changes})

    assert (fingerprint(row, but) == fingerprint(other, but)) is is_same


@pytest.mark.django_db
def test_a_row_read_again_keeps_the_mark_it_was_saved_with(indicator, neighbour):
    saved = outcome_of(indicator, neighbour, value="81.50")
    saved.refresh_from_db()

    assert fingerprint(saved) == fingerprint(Outcome.objects.get())


@pytest.mark.django_db
def test_history_tells_each_change_against_the_one_before_it(indicator, neighbour, person):
    eva, nameless = person("eva", "Eva Ek"), person("robot")
    outcome = outcome_of(indicator, neighbour)
    for user, value, why in ((eva, "82", "Ny enkät"), (nameless, "83", "")):
        outcome.value, outcome._history_user, outcome._change_reason = Decimal(value), user, why
        outcome.save()

    newest, middle, first = history_rows(outcome.history.all())

    assert (first.kind, first.who, first.changes) == ("Skapades", "Planfil eller kommando", ())
    assert (middle.who, middle.changes, middle.reason) == ("Eva Ek", (FieldChange("Värde", "81,4", "82"),), "Ny enkät")
    assert (newest.who, newest.changes, newest.reason) == ("robot", (FieldChange("Värde", "82", "83"),), "")
    assert [row.is_current for row in (newest, middle, first)] == [True, False, False]


@pytest.mark.django_db
def test_history_of_a_removed_row_says_that_it_was_removed(indicator, neighbour):
    outcome = outcome_of(indicator, neighbour)
    key = outcome.pk
    outcome.delete()

    removed, made = history_rows(Outcome.history.filter(id=key))

    assert (removed.kind, removed.changes, made.kind) == ("Togs bort", (), "Skapades")
