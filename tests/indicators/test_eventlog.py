"""The log is only added to, by whatever way somebody tries; what is old enough can be weeded."""

import json
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from indicators.eventlog import LogActor, account_key, address_of, record
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


# What is written, of what somebody may have typed


@pytest.mark.parametrize(
    ("forwarded", "behind", "address"),
    [
        ("", False, "192.0.2.1"),
        ("", True, "192.0.2.1"),
        ("203.0.113.9", False, "192.0.2.1"),
        ("203.0.113.9", True, "203.0.113.9"),
        ("10.0.0.1, 203.0.113.9", True, "203.0.113.9"),
        ("vem som helst, 203.0.113.9 ", True, "203.0.113.9"),
        ("203.0.113.9, ", True, "192.0.2.1"),
    ],
)
def test_an_address_is_what_the_nearest_proxy_saw(forwarded, behind, address):
    meta = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}

    assert address_of(meta, is_behind_proxy=behind) == address


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("2001:DB8::1", "2001:db8::1"), ("192.0.2.1", "192.0.2.1"), ("okänd", None), ("", None), ("192.0.2.1\n", None)],
)
def test_only_an_address_that_is_one_is_kept(typed, stored):
    assert record(EventKind.REFUSED, LogActor(None, typed)).address == stored


def test_a_name_that_was_typed_is_kept_as_a_code_only():
    event = record(EventKind.LOGIN_FAILED, LogActor(None, "192.0.2.1"), account=" Eva.Ek ")

    assert event.account_key == account_key("eva.ek") != account_key("eva.eks")
    assert "eva" not in event.account_key.lower()
    assert record(EventKind.LOGIN_FAILED, LogActor(None)).account_key == ""


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("GET /admin/\nLogin: ada", "GET /admin/ Login: ada"),
        ("  mellan\t\x00 \x1b[31mrum\u2028 ", "mellan [31mrum"),
        ("å" * 10_000, None),
    ],
)
def test_what_somebody_typed_stays_on_one_line_of_json(caplog, typed, line):
    with caplog.at_level("INFO", logger="malportalen.events"):
        event = record(EventKind.REFUSED, LogActor(None, "192.0.2.1"), typed, typed)

    (written,) = [each.message for each in caplog.records if each.name == "malportalen.events"]
    assert "\n" not in written
    told = json.loads(written)
    assert (told["subject"], told["detail"]) == (event.subject, event.detail)
    if line is None:
        fields = (Event._meta.get_field(name).max_length for name in ("subject", "detail"))
        assert (len(event.subject), len(event.detail)) == tuple(fields)
    else:
        assert event.subject == event.detail == line


def test_a_line_of_the_log_says_who_and_when(caplog, django_user_model):
    eva = django_user_model.objects.create(username="eva")
    with caplog.at_level("INFO", logger="malportalen.events"):
        event = record(EventKind.RIGHTS, LogActor(eva, "192.0.2.1"), "nils", "Godkännare: nej → ja")

    told = json.loads(caplog.records[-1].message)
    assert told == {
        "at": event.at.isoformat(),
        "kind": "rights",
        "actor": "eva",
        "address": "192.0.2.1",
        "subject": "nils",
        "detail": "Godkännare: nej → ja",
    }
