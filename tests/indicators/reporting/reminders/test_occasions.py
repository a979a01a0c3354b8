"""When people are reminded: by the days from the last day, whichever days the command happens to be run."""

from datetime import UTC, date, datetime, timedelta

import pytest

from indicators.models import Round
from indicators.reporting.reminders.occasions import Occasion, occasion_of, read_occasion

DUE = date(2025, 2, 15)


def year(**changes):
    return Round(**{"year": 2024, "opens_on": date(2025, 1, 1), "due_on": DUE} | changes)


@pytest.mark.parametrize(
    ("days", "offset"),
    [
        (-15, None),
        (-14, -14),
        (-4, -14),
        (-3, -3),
        (0, -3),
        (1, 1),
        (6, 1),
        (7, 7),
        (20, 7),
        (21, 21),
        (34, 21),
        (35, 35),
        (400, 399),
    ],
)
def test_the_latest_occasion_that_has_come_counts(days, offset):
    occasion = occasion_of(year(), DUE + timedelta(days=days))

    assert occasion == (None if offset is None else Occasion(DUE, offset))


def test_every_occasion_is_met_by_a_run_on_working_days_only():
    days = [DUE + timedelta(days=number) for number in range(-14, 60)]
    met = {occasion_of(year(), day).offset for day in days if day.weekday() < 5}

    assert met == {-14, -3, 1, 7, 21, 35, 49}


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"locked_at": datetime(2025, 2, 1, tzinfo=UTC)}, DUE),
        ({"opens_on": date(2025, 2, 10)}, date(2025, 2, 9)),
    ],
    ids=["locked", "not open yet"],
)
def test_nobody_is_reminded_of_a_year_that_takes_no_values(changes, day):
    assert occasion_of(year(**changes), day) is None


def test_a_year_that_opens_late_is_reminded_of_when_it_opens():
    late = year(opens_on=date(2025, 2, 10))

    assert occasion_of(late, date(2025, 2, 10)) == Occasion(DUE, -14)


def test_a_moved_last_day_brings_occasions_of_its_own():
    day = date(2025, 2, 14)

    assert occasion_of(year(), day).code == "2025-02-15-3"
    assert occasion_of(year(due_on=date(2025, 2, 28)), day).code == "2025-02-28-14"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2025-02-15-3", "tre dagar före sista dagen 15 februari 2025"),
        ("2025-02-15+1", "en dag efter sista dagen 15 februari 2025"),
        ("2025-02-15+21", "21 dagar efter sista dagen 15 februari 2025"),
    ],
)
def test_an_occasion_is_kept_as_a_code_and_told_in_words(code, words):
    occasion = read_occasion(code)

    assert occasion.code == code
    assert occasion.words == words
