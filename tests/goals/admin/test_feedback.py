"""A reader's message in the administration: read as it was written, answered by those who may, and found again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from goals.models import Report
from indicators.models import Unit
from tests.indicators.admin.pages import errors_of, filled

pytestmark = pytest.mark.django_db
LIST = "/admin/goals/report/"


def page(kind, report):
    return reverse(f"admin:goals_report_{kind}", args=[report.pk])


def a_report(message="Antalet stämmer inte.", **facts):
    key = f"nyckel {Report.objects.count()}"
    return Report.objects.create(
        **{"kind": "figure", "created_at": timezone.now(), "form_key": key} | facts, message=message
    )


@pytest.fixture
def report():
    return a_report(page="/mal/", name="Åsa Öst", email="asa@kommunen.example")


def saved(client, report, **changes):
    address = page("change", report)
    return client.post(address, filled(client.get(address)) | changes)


def test_what_the_reader_wrote_stays_whatever_is_sent(admin_client, report):
    before = Report.objects.values("kind", "page", "message", "name", "email", "created_at").get()
    others = {
        "message": "Allt stämmer.",
        "name": "",
        "email": "",
        "kind": "other",
        "page": "/",
        "created_at": "2020-01-01",
    }

    assert saved(admin_client, report, answer_note="Läst.", **others).status_code == 302

    assert Report.objects.values(*before).get() == before
    assert Report.objects.get().answer_note == "Läst."


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"state": ""}, "state", "måste fyllas i"),
        ({"state": "borta"}, "state", "borta finns inte bland"),
        ({"answer_note": "en\x00not"}, "answer_note", "Null-tecken"),
    ],
    ids=str,
)
def test_bad_answer_is_told_at_its_field_and_notes_no_day(admin_client, report, changes, field, words):
    response = saved(admin_client, report, **changes)

    found = errors_of(response)
    assert (list(found), words in found[field][0]) == ([field], True)
    report.refresh_from_db()
    assert (report.state, report.answered_at) == ("new", None)


def test_the_day_of_the_answer_is_not_moved_by_a_later_note(admin_client, report):
    saved(admin_client, report, state="answered")
    long_ago = timezone.now() - timedelta(days=300)
    Report.objects.update(answered_at=long_ago)

    saved(admin_client, report, answer_note="Svarade i telefon.")

    report.refresh_from_db()
    assert (report.answered_at, report.answer_note) == (long_ago, "Svarade i telefon.")


def test_two_who_answer_at_once_overwrite_nothing(admin_client, report):
    address = page("change", report)
    mine = filled(admin_client.get(address)) | {"answer_note": "Jag ringde."}
    Report.objects.update(answer_note="Jag mejlade.")

    [words] = errors_of(admin_client.post(address, mine))["__all__"]

    assert "Anteckning om svaret är nu Jag mejlade., du har Jag ringde." in words
    assert Report.objects.get().answer_note == "Jag mejlade."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "bostad"}, ["Fel om bostad"]),
        ({"q": "asa@"}, ["Fråga från Åsa"]),
        ({"q": "/mal/"}, ["Fråga från Åsa"]),
        ({"q": "ringde"}, ["Fel om bostad"]),
        ({"q": "finns inte"}, []),
        ({"state__exact": "answered"}, ["Fel om bostad"]),
        ({"kind__exact": "other"}, ["Fråga från Åsa"]),
        ({}, ["Fel om bostad", "Fråga från Åsa"]),
    ],
    ids=str,
)
def test_a_message_is_found_by_what_is_known_of_it(admin_client, query, found):
    a_report("Fel om bostad", state="answered", answered_at=timezone.now(), answer_note="Vi ringde.")
    a_report("Fråga från Åsa", kind="other", page="/mal/", email="asa@kommunen.example")

    rows = admin_client.get(LIST, query).context["cl"].result_list

    assert sorted(each.message for each in rows) == found


@pytest.mark.parametrize("query", ["?state__exact=hack", "?created_at__year=abc", "?p=-1", "?o=99", "?x__y=1"])
def test_a_garbled_address_never_breaks_the_list(admin_client, report, query):
    assert admin_client.get(LIST + query, follow=True).status_code == 200


def test_a_message_is_removed_after_a_yes(admin_client, report):
    assert admin_client.get(page("delete", report)).status_code == 200
    assert Report.objects.exists(), "asking removes nothing"

    admin_client.post(page("delete", report), {"post": "yes"})

    assert not Report.objects.exists()


def test_a_coordinator_answers_messages(client, report, person):
    client.force_login(person("sam", coordinator=None))

    assert saved(client, report, state="answered").status_code == 302

    report.refresh_from_db()
    assert report.state == "answered"


@pytest.mark.parametrize("role", ["reporter", "approver"])
def test_who_enters_values_neither_reads_nor_removes_messages(client, report, person, role):
    client.force_login(person("eva", **{role: Unit.objects.create(slug="skolan", name="Skolan")}))

    answers = [client.get(LIST), client.get(page("change", report)), client.get(page("history", report))]
    answers += [client.post(page("change", report), {"state": "answered"}), client.post(page("delete", report))]

    assert [each.status_code for each in answers] == [403] * 5
    assert not any("asa@kommunen.example" in each.text for each in answers)
    assert Report.objects.get().state == "new"
