"""Reporting years and letters in the administration: opened and changed there, locked elsewhere, never lost."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from indicators.models import Entry, Event, Reminder, Round, RoundStep
from indicators.reporting.round.rounds import lock, open_round
from tests.indicators.admin.pages import errors_of, filled

pytestmark = pytest.mark.django_db

DAYS = {"year": "2025", "opens_on": "2026-01-01", "due_on": "2026-02-15", "publishing": "together"}


@pytest.fixture
def as_sam(client, sam):
    client.force_login(sam.user)
    return client


def page(kind, *args, model="round"):
    return reverse(f"admin:indicators_{model}_{kind}", args=args)


# Years


def test_a_coordinator_opens_a_year(as_sam, sam):
    assert as_sam.post(page("add"), DAYS).status_code == 302

    opened = Round.objects.get()
    assert (opened.year, opened.due_on, opened.publishing) == (2025, date(2026, 2, 15), "together")
    assert RoundStep.objects.get().by == sam.user
    assert Event.objects.get(kind="round").subject == "2025"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"year": "2024"}, "year", "finns redan"),
        ({"year": "20245"}, "year", "mindre än eller lika med 2200"),
        ({"due_on": "2025-12-31"}, "__all__", "Sista dagen kan inte komma före"),
        ({"due_on": "2026-02-31"}, "due_on", "giltigt datum"),
        ({"publishing": "ibland"}, "publishing", "ibland finns inte bland"),
    ],
)
def test_what_cannot_be_is_answered_at_the_field(as_sam, year, changes, field, words):
    response = as_sam.post(page("add"), DAYS | changes)

    assert words in errors_of(response)[field][0]
    assert Round.objects.count() == 1


def test_moved_days_are_saved_and_told(as_sam, year):
    address = page("change", year.pk)

    assert as_sam.post(address, filled(as_sam.get(address)) | {"due_on": "2025-03-01"}).status_code == 302

    year.refresh_from_db()
    assert year.due_on == date(2025, 3, 1)
    assert "sista dag 1 mars 2025" in Event.objects.get(kind="round").detail


def test_what_another_has_changed_meanwhile_is_not_overwritten(as_sam, year):
    data = filled(as_sam.get(page("change", year.pk)))
    Round.objects.update(due_on="2025-02-20")

    response = as_sam.post(page("change", year.pk), data | {"due_on": "2025-03-01"})

    assert "Sista dag är nu 2025-02-20, du har 2025-03-01" in errors_of(response)["__all__"][0]
    assert Round.objects.get().due_on == date(2025, 2, 20)


def test_a_year_is_not_locked_by_a_field(as_sam, year):
    address = page("change", year.pk)

    as_sam.post(address, filled(as_sam.get(address)) | {"locked_at": "2025-01-01", "locked_at_0": "2025-01-01"})

    year.refresh_from_db()
    assert year.locked_at is None


def test_a_locked_year_is_read_and_not_changed(as_sam, sam, year):
    data = filled(as_sam.get(page("change", year.pk)))
    lock(sam, year, "Beslut § 4")

    text = unescape(as_sam.get(page("change", year.pk)).text)
    assert "Sam Sjö: Låste året. Beslut § 4" in text
    assert 'name="due_on"' not in text
    assert as_sam.post(page("change", year.pk), data | {"due_on": "2025-03-01"}).status_code == 403
    assert Round.objects.get().due_on == year.due_on


def test_year_page_links_to_its_progress_and_its_lock(as_sam, year):
    for address in (page("changelist"), page("change", year.pk)):
        assert 'href="/admin/inmatning/2024/lage/"' in as_sam.get(address).text
    assert 'href="/admin/inmatning/2024/las/"' in as_sam.get(page("change", year.pk)).text


def test_unused_year_can_be_deleted_and_is_logged(as_sam, sam):
    mistake = open_round(sam, 2042, date(2043, 1, 1), date(2043, 2, 1))
    asked = unescape(as_sam.get(page("delete", mistake.pk)).text)

    assert "2042" in asked
    assert as_sam.post(page("delete", mistake.pk), {"post": "yes"}).status_code == 302
    assert not Round.objects.exists()
    assert Event.objects.filter(kind="round", subject="2042", detail="Tog bort inmatningsåret.").exists()


def test_a_year_that_something_is_entered_for_cannot_be_removed(as_sam, year, trygga):
    assert as_sam.get(page("delete", year.pk)).status_code == 200
    Entry.objects.create(round=year, indicator=trygga)

    assert page("delete", year.pk) not in as_sam.get(page("change", year.pk)).text
    assert as_sam.post(page("delete", year.pk), {"post": "yes"}).status_code == 403
    assert Round.objects.exists()


@pytest.mark.parametrize("who", ["eva", "karl"])
def test_nobody_but_a_coordinator_sees_years_and_letters(client, request, year, who):
    user = request.getfixturevalue(who).user
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="indicators"))
    client.force_login(user)

    for model in ("round", "reminder"):
        assert client.get(page("changelist", model=model)).status_code == 403
        assert client.get(page("add", model=model)).status_code == 403
    assert client.get(page("change", year.pk)).status_code == 403
    assert client.post(page("add"), DAYS).status_code == 403
    assert page("changelist") not in client.get("/admin/").text


def test_the_first_page_leads_a_coordinator_to_the_years(as_sam):
    text = as_sam.get("/admin/").text

    assert page("changelist") in text
    assert page("changelist", model="reminder") in text


# Letters


@pytest.fixture
def letters(year, eva):
    now = timezone.now()
    given = {"round": year, "user": eva.user, "address": "eva@exempelby.example", "claimed_at": now}
    Reminder.objects.create(occasion="2025-02-15-14", subject="Skickat", sent_at=now, **given)
    Reminder.objects.create(occasion="2025-02-15-3", subject="Nekat", fault="550 Finns inte", **given)
    nobody = given | {"user": None, "claimed_at": now - timedelta(days=1)}
    return Reminder.objects.create(occasion="2025-02-15+1", subject="Ovisst", **nobody)


def test_the_letters_say_what_became_of_them(as_sam, letters):
    text = unescape(as_sam.get(page("changelist", model="reminder")).text)

    assert "<h1>Påminnelser</h1>" in text
    assert "Eva Ek, eva@exempelby.example" in text
    assert "14 dagar före sista dagen 15 februari 2025" in text
    assert "Gick inte att skicka: 550 Finns inte" in text
    assert "Portalens kontaktadress, eva@exempelby.example" in text
    assert "Påbörjad, inte bekräftad" in text


def test_the_letters_are_read_and_never_changed(as_sam, letters):
    assert "Ovisst" in as_sam.get(page("change", letters.pk, model="reminder")).text
    assert as_sam.post(page("change", letters.pk, model="reminder"), {"subject": "Annat"}).status_code == 403
    assert as_sam.get(page("add", model="reminder")).status_code == 403
    assert as_sam.post(page("delete", letters.pk, model="reminder"), {"post": "yes"}).status_code == 403
    assert Reminder.objects.count() == 3


@pytest.mark.parametrize("model", ["round", "reminder"])
def test_the_lists_ask_the_database_as_often_for_many_rows(as_sam, letters, eva, model, django_assert_num_queries):
    as_sam.get(page("changelist", model=model))
    with django_assert_num_queries(9):
        as_sam.get(page("changelist", model=model))
    for number in range(20):
        round_ = Round.objects.create(year=2100 + number, opens_on="2025-01-01", due_on="2025-02-01")
        Reminder.objects.create(
            round=round_, user=eva.user, occasion="2025-02-15-3", address="e@e.example", claimed_at=timezone.now()
        )
    with django_assert_num_queries(9):
        as_sam.get(page("changelist", model=model))
