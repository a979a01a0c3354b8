"""A year's conclusion in sentences that also hold for one, for all and for none."""

from datetime import UTC, date, datetime

import pytest

from indicators.models import Round
from indicators.reporting.round.completeness import Completeness, Tally
from indicators.reporting.round.words import not_counted, summary_of
from indicators.shapes import Part

BEFORE, OPEN, LATE = date(2024, 12, 1), date(2025, 1, 20), date(2025, 3, 1)


def tally(done, missing):
    return Tally((Part("published", "Publicerat", done), Part("missing", "Saknas", missing)))


def year(**changes):
    return Round(year=2024, opens_on=date(2025, 1, 1), due_on=date(2025, 2, 15), **changes)


@pytest.mark.parametrize(
    ("done", "missing", "today", "sentence"),
    [
        (1, 0, OPEN, "Det enda värdet för 2024 är klart."),
        (1, 0, LATE, "Det enda värdet för 2024 är klart."),
        (0, 1, OPEN, "Det enda värdet för 2024 är inte klart än."),
        (2, 0, LATE, "Alla två värden för 2024 är klara."),
        (13, 0, LATE, "Alla 13 värden för 2024 är klara."),
        (0, 12, LATE, "Inget av tolv värden för 2024 är klart än. Tolv är sena."),
        (1, 12, LATE, "Av 13 värden för 2024 är ett klart. Tolv är sena."),
        (12, 1, LATE, "Av 13 värden för 2024 är tolv klara. Ett är sent."),
        (1, 1, BEFORE, "Av två värden för 2024 är ett klart."),
        (0, 1200, LATE, "Inget av 1\u00a0200 värden för 2024 är klart än. 1\u00a0200 är sena."),
    ],
)
def test_the_conclusion_agrees_in_number_with_its_counts(done, missing, today, sentence):
    assert summary_of(year(), tally(done, missing), today) == sentence


@pytest.mark.parametrize(
    ("done", "missing", "sentence"),
    [
        (3, 0, "Alla tre värden för 2024 är klara."),
        (2, 1, "Av tre värden för 2024 är två klara. Ett blev inte klart."),
        (0, 3, "Inget av tre värden för 2024 är klart än. Tre blev inte klara."),
    ],
)
def test_a_locked_year_says_what_was_left_undone(done, missing, sentence):
    locked = year(locked_at=datetime(2025, 2, 1, tzinfo=UTC))

    assert summary_of(locked, tally(done, missing), OPEN) == sentence


@pytest.mark.parametrize(
    ("resting", "hidden", "sentence"),
    [
        (0, 0, ""),
        (2, 0, "Två indikatorer mäts inte 2024 och räknas inte."),
        (0, 1, "En indikator visas inte för alla och räknas inte."),
        (0, 13, "13 indikatorer visas inte för alla och räknas inte."),
        (1, 2, "En indikator mäts inte 2024 och två visas inte för alla. De räknas inte."),
        (3, 1, "Tre indikatorer mäts inte 2024 och en visas inte för alla. De räknas inte."),
    ],
)
def test_what_is_not_counted_is_told_with_its_reason(resting, hidden, sentence):
    assert not_counted(2024, Completeness(tally(0, 0), (), (), (), (), resting, hidden)) == sentence
