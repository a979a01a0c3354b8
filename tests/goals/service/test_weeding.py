"""`manage.py gallra` deletes what has been kept as long as is said, and nothing else."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from goals.models import Report, SenderDay, SenderTally
from goals.service.feedback import MAX_PER_DAY, is_too_many, sender_of, weed
from indicators.models import Event, Upload

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2026, 3, 2, 12))  # noqa: DTZ001  by the portal's own clock


def answered(days_ago, now=None):
    at = (now or timezone.now()) - timedelta(days=days_ago)
    key = f"nyckel {Report.objects.count()}"
    facts = {"kind": "figure", "message": f"{days_ago} dagar", "created_at": at, "form_key": key}
    return Report.objects.create(state="answered", answered_at=at, **facts)


def left():
    return sorted(Report.objects.values_list("message", flat=True))


def test_the_settings_limit_holds_when_no_other_is_given():
    answered(settings.REPORT_DAYS + 1)
    answered(settings.REPORT_DAYS - 1)

    call_command("gallra", verbosity=0)

    assert left() == [f"{settings.REPORT_DAYS - 1} dagar"]


def test_a_first_clearing_may_take_a_shorter_limit():
    for days in (9, 11):
        answered(days)

    call_command("gallra", "--dagar", "10", verbosity=0)

    assert left() == ["9 dagar"]


def test_no_days_at_all_takes_every_answered_message():
    answered(1)
    Report.objects.create(kind="other", message="Obesvarad", created_at=timezone.now(), form_key="ny")

    call_command("gallra", "--dagar", "0", verbosity=0)

    assert left() == ["Obesvarad"]


@pytest.mark.parametrize("days", ["-1", "tio", "1,5", ""])
def test_a_limit_that_is_no_number_of_days_deletes_nothing(days):
    answered(4000)

    with pytest.raises(CommandError):
        call_command("gallra", f"--dagar={days}", verbosity=0)

    assert left() == ["4000 dagar"]


def test_weeding_twice_deletes_nothing_more():
    for days in (5, 15):
        answered(days, NOON)

    assert [weed(NOON, 10), weed(NOON, 10)] == [1, 0]


def test_every_kind_is_told_with_its_number_on_a_line(capsys):
    call_command("gallra")

    assert capsys.readouterr().out.splitlines() == [
        "Borttagna meddelanden: 0.",
        "Borttagna händelser: 0.",
        "Borttagna inloggningar: 0.",
        "Borttagna filer som inte lästes in: 0.",
    ]


def test_a_quiet_weeding_says_nothing(capsys):
    answered(4000)

    call_command("gallra", verbosity=0)

    assert (capsys.readouterr().out, left()) == ("", [])


def test_a_file_that_waits_since_two_days_is_deleted(year, eva):
    for hours in (1, 48):
        facts = {"name": f"{hours}.csv", "rows": {}, "created_at": timezone.now() - timedelta(hours=hours)}
        Upload.objects.create(round=year, user=eva.user, **facts)

    call_command("gallra", verbosity=0)

    assert [each.name for each in Upload.objects.all()] == ["1.csv"]


def test_the_log_is_kept_as_long_as_the_setting_says():
    for days in (settings.LOG_DAYS - 1, settings.LOG_DAYS + 1):
        Event.objects.create(at=timezone.now() - timedelta(days=days), kind="login", detail=str(days))

    call_command("gallra", verbosity=0)

    assert [each.detail for each in Event.objects.all()] == [str(settings.LOG_DAYS - 1)]


# Senders


@pytest.mark.parametrize(
    ("now", "is_gone"),
    [
        (NOON, False),
        (NOON.replace(hour=23, minute=59), False),
        (NOON.replace(hour=0) + timedelta(days=1), True),
    ],
    ids=["noon", "a minute before midnight", "midnight"],
)
def test_a_days_senders_are_forgotten_when_the_day_is_over(now, is_gone):
    is_too_many("192.0.2.1", NOON.date())

    weed(now, 10)

    assert SenderTally.objects.exists() is not is_gone
    assert SenderDay.objects.exists() is not is_gone


def test_a_new_day_begins_the_count_anew():
    for _ in range(MAX_PER_DAY):
        assert not is_too_many("192.0.2.1", NOON.date())

    assert is_too_many("192.0.2.1", NOON.date())
    assert not is_too_many("192.0.2.1", NOON.date() + timedelta(days=1))


def test_households_of_ipv6_are_counted_as_one_each():
    neighbours = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]

    found = [sender_of({"REMOTE_ADDR": each}, is_behind_proxy=False) for each in neighbours]

    assert (found[0] == found[1], found[0] == found[2]) == (True, False)


def test_each_sender_has_one_code_without_its_address():
    for sender in ("192.0.2.1", "192.0.2.2", "192.0.2.1"):
        is_too_many(sender, NOON.date())

    codes = list(SenderTally.objects.values_list("fingerprint", flat=True))
    assert len(codes) == len(set(codes)) == 2
    assert not any("192.0.2" in code for code in codes)
