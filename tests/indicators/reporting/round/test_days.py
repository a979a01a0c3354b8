"""A year's days in words: the weekday is named, and how far off the last day is."""

from datetime import UTC, date, datetime

import pytest

from indicators.models import Round
from indicators.reporting.round.days import days_of, distance, short_date, weekday_of


def year(**changes):
    return Round(year=2024, opens_on=date(2025, 1, 1), due_on=date(2025, 2, 14), **changes)


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2024, 12, 31), "Inmatningen öppnar 1 januari 2025. Sista dagen blir fredag 14 februari 2025."),
        (date(2025, 1, 1), "Sista dagen är fredag 14 februari 2025, om 44 dagar."),
        (date(2025, 2, 13), "Sista dagen är fredag 14 februari 2025, i morgon."),
        (date(2025, 2, 14), "Sista dagen är fredag 14 februari 2025, i dag."),
        (date(2025, 2, 15), "Sista dagen var fredag 14 februari 2025, i går."),
        (date(2026, 2, 14), "Sista dagen var fredag 14 februari 2025, för 365 dagar sedan."),
    ],
)
def test_days_of_a_year_say_what_they_mean_today(today, sentence):
    assert days_of(year(), today) == sentence


@pytest.mark.parametrize("today", [date(2024, 6, 1), date(2025, 2, 1), date(2025, 6, 1)])
def test_a_locked_year_is_locked_whatever_the_day(today):
    locked = year(locked_at=datetime(2025, 3, 1, tzinfo=UTC))

    assert days_of(locked, today) == "Året är låst. Sista dagen var fredag 14 februari 2025."


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 3, 1), "om två dagar"),
        (date(2024, 3, 11), "om tolv dagar"),
        (date(2024, 2, 26), "för två dagar sedan"),
        (date(2028, 2, 28), "om 1\u00a0461 dagar"),
    ],
)
def test_leap_days_and_thousands_are_counted(day, words):
    assert distance(day, date(2024, 2, 28)) == words


@pytest.mark.parametrize(
    ("day", "weekday", "short"),
    [
        (date(2025, 2, 10), "måndag", "10 februari"),
        (date(2025, 5, 1), "torsdag", "1 maj"),
        (date(2024, 2, 29), "torsdag", "29 februari"),
        (date(2025, 8, 31), "söndag", "31 augusti"),
    ],
)
def test_a_day_has_its_swedish_weekday_and_month(day, weekday, short):
    assert (weekday_of(day), short_date(day)) == (weekday, short)
