"""Notes beside values: what counts as the same note, whatever way it came."""

from datetime import date

import pytest

from indicators.models import Entry, Outcome
from indicators.reporting.values.notes import note_of, note_token


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (None, "", True),
        ("Enkät", "Enkät", True),
        ("Enkät", "enkät", False),
        (date(2025, 1, 31), "2025-01-31", True),
        (date(2025, 1, 31), date(2025, 1, 30), False),
        (True, False, False),
        (False, "", False),
        (True, "True", False),
    ],
)
def test_a_note_has_one_mark_however_it_was_sent(one, other, is_same):
    assert (note_token(one) == note_token(other)) is is_same


def test_an_outcome_and_an_entry_have_the_same_note():
    told = {
        "comment": "Fler svarade.",
        "source": "Enkäten",
        "source_url": "https://enkat.example/",
        "origin": "computed",
        "retrieved_on": date(2025, 1, 31),
        "next_expected": date(2026, 2, 1),
        "is_preliminary": True,
    }

    assert note_of(Outcome(**told)) == note_of(Entry(**told))
    assert note_of(Entry(**told)) != note_of(Entry(**told | {"is_preliminary": False}))
