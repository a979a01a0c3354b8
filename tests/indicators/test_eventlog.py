"""The log is only added to, by whatever way somebody tries; what is old enough can be weeded."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from indicators.eventlog import LogActor, record
from indicators.models import Event
from indicators.models.events import AppendOnly
from indicators.vocabulary import EventKind

# The plans' databases keep their guard; the empty database of the tests has to be emptied.
pytestmark = pytest.mark.usefixtures("example_plan")
COLUMNS = "id, at, kind, subject, detail, account_key"
FORGED = "SELECT id, '2020-01-01', kind, 'Annat', detail, account_key FROM indicators_event WHERE id = %s"
RAW = {
    "sqlite": (
        f"REPLACE INTO indicators_event ({COLUMNS}) {FORGED}",
        f"INSERT OR REPLACE INTO indicators_event ({COLUMNS}) {FORGED}",
        "UPDATE OR REPLACE indicators_event SET subject = 'Annat' WHERE id = %s",
        "DELETE FROM indicators_event WHERE id = %s",
    ),
    "postgresql": (
        (
            f"INSERT INTO indicators_event ({COLUMNS}) {FORGED.replace("'2020-01-01'", 'now()')} "
            "ON CONFLICT (id) DO UPDATE SET subject = 'Annat'"
        ),
        "UPDATE indicators_event SET at = '2020-01-01' WHERE id = %s",
        "DELETE FROM indicators_event WHERE id = %s",
        "TRUNCATE indicators_event",
        "TRUNCATE auth_user CASCADE",
    ),
}


@pytest.fixture
def event():
    event = record(EventKind.REFUSED, LogActor(None, "192.0.2.1"), "GET /admin/")
    connection.check_constraints()  # those that wait would keep PostgreSQL from emptying a table whatever we say
    return event


def refused(attempt):
    """Tell whether the database says no to something, in the log's own words."""
    try:
        with transaction.atomic():
            attempt()
    except DatabaseError as error:
        return "Loggen kan bara fyllas på" in str(error)
    return False


def test_no_row_is_changed_removed_or_replaced_by_sql(event):
    let_through = []
    for statement in RAW[connection.vendor]:
        given = [event.pk] if "%s" in statement else []
        with connection.cursor() as cursor:
            if not refused(partial(cursor.execute, statement, given)):
                let_through.append(statement)

    assert let_through == []
    assert Event.objects.get(pk=event.pk).subject == "GET /admin/"


def test_no_row_is_changed_or_removed_by_the_code(event):
    forged = Event(pk=event.pk, at=event.at, kind=event.kind, subject="Annat")
    upsert = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": ["subject"]}

    assert refused(lambda: Event.objects.update(subject="Annat"))
    assert refused(lambda: Event.objects.bulk_update([forged], ["subject"]))
    assert refused(lambda: Event.objects.bulk_create([forged], **upsert))
    assert refused(lambda: Event.objects.filter(pk=event.pk).delete())
    for attempt in (event.save, event.delete):
        with pytest.raises(AppendOnly):
            attempt()
    assert Event.objects.get(pk=event.pk).subject == "GET /admin/"


def test_events_older_than_the_setting_are_removed(event, settings):
    settings.LOG_DAYS = 90
    now = timezone.now()
    for days in (89, 91):
        Event.objects.create(at=now - timedelta(days=days), kind=EventKind.LOGIN, subject=f"{days}")

    call_command("gallra", verbosity=0)

    assert sorted(Event.objects.exclude(pk=event.pk).values_list("subject", flat=True)) == ["89"]
