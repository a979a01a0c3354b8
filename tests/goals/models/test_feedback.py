"""A reader's message is kept as long as is said, and a sender is counted without being known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goals.models import Report, SenderDay, SenderTally
from tests.goals.models.rows import assert_refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def report(key="a", **facts):
    return Report(kind="figure", message="Fel siffra.", created_at=NOW, form_key=key, **facts)


@pytest.mark.parametrize("facts", [{"state": "answered"}, {"state": "new", "answered_at": NOW}], ids=str)
def test_the_state_of_a_message_and_its_day_go_together(facts):
    assert_refused(report(**facts), "Ett besvarat meddelande ska ha en dag då det besvarades.")


def test_a_message_outlives_its_days_by_the_second():
    limit = NOW - timedelta(days=30)
    for key, answered_at in (
        ("yngre", limit + timedelta(seconds=1)),
        ("jämnt", limit),
        ("äldre", limit - timedelta(0, 1)),
    ):
        report(key, state="answered", answered_at=answered_at).save()
    report("obesvarat").save()

    assert [each.form_key for each in Report.objects.outlived(NOW, 30)] == ["äldre"]


def test_the_newest_message_is_read_first():
    for key, hours in (("gammalt", 2), ("nytt", 0), ("mellan", 1)):
        row = report(key)
        row.created_at -= timedelta(hours=hours)
        row.save()

    assert [each.form_key for each in Report.objects.all()] == ["nytt", "mellan", "gammalt"]


def test_each_sender_is_counted_alone_and_by_the_day():
    first, second = (SenderDay.objects.create(day=day, salt="x") for day in (MONDAY, TUESDAY))
    senders = [(first, "eva"), (first, "eva"), (first, "karl"), (second, "eva"), (first, "eva")]

    assert [SenderTally.objects.add_one(*each) for each in senders] == [1, 2, 1, 1, 3]


def test_a_sender_has_one_count_a_day():
    day = SenderDay.objects.create(day=MONDAY, salt="x")
    SenderTally.objects.create(day=day, fingerprint="eva")

    assert_refused(SenderTally(day=day, fingerprint="eva"), "Avsändaren räknas redan.")


def test_a_day_that_is_deleted_takes_its_counts():
    for day in (MONDAY, TUESDAY):
        SenderTally.objects.add_one(SenderDay.objects.create(day=day, salt="x"), "eva")

    SenderDay.objects.before(TUESDAY).delete()

    assert [each.day.day for each in SenderTally.objects.all()] == [TUESDAY]
