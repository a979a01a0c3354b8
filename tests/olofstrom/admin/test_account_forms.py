"""Bad, empty, huge and hostile input in the forms of accounts, and what they look like to those who may not."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Assignment, Unit
from tests.indicators.admin.pages import errors_of, filled

pytestmark = pytest.mark.django_db
PASSWORD = "sju katter under ett tak"
NO_ROLES = {"assignments-TOTAL_FORMS": "0", "assignments-INITIAL_FORMS": "0"}
NEW = {"username": "nils", "first_name": "Nils", "is_staff": "on", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def by_ada(client, ada, log_in):
    """Return Ada's browser."""
    log_in(client, "ada")
    return client


def page(what, *args):
    return reverse(f"admin:auth_user_{what}", args=args)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"username": ""}, "username", "måste fyllas i"),
        ({"username": "x" * 151}, "username", "som mest 150 tecken"),
        ({"username": "nils och eva"}, "username", "giltigt användarnamn"),
        ({"username": "<script>"}, "username", "giltigt användarnamn"),
        ({"username": "ada"}, "username", "Det finns redan ett konto med det användarnamnet."),
        ({"first_name": "x" * 151}, "first_name", "som mest 150 tecken"),
        ({"first_name": "Ni\x00ls"}, "first_name", "Null-tecken"),
        ({"email": "nils"}, "email", "giltig e-postadress"),
        ({"password1": "", "password2": ""}, "password1", "måste fyllas i"),
        ({"password2": "något annat än det första"}, "password2", "inte"),
        ({"password1": "kort", "password2": "kort"}, "password2", "tecken"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_refused_account_is_told_at_its_field_and_kept(by_ada, django_user_model, changes, field, words):
    response = by_ada.post(page("add"), NEW | NO_ROLES | {"last_name": "Öst"} | changes)

    found = errors_of(response)
    assert field in found, found
    assert words in " ".join(found[field])
    assert response.context["adminform"].form["last_name"].value() == "Öst"
    assert django_user_model.objects.count() == 1


def test_a_refused_password_is_not_sent_back(by_ada):
    response = by_ada.post(page("add"), NEW | NO_ROLES | {"email": "fel"})

    assert PASSWORD not in unescape(response.text)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"username": ""}, "username", "måste fyllas i"),
        ({"email": "eva@"}, "email", "giltig e-postadress"),
        ({"last_name": "x" * 151}, "last_name", "som mest 150 tecken"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_refused_change_of_an_account_keeps_the_rest(by_ada, eva, changes, field, words):
    address = page("change", eva.pk)
    sent = filled(by_ada.get(address)) | {"first_name": "Evelina"} | changes

    response = by_ada.post(address, sent)

    found = errors_of(response)
    assert (list(found), words in found[field][0]) == ([field], True)
    assert response.context["adminform"].form["first_name"].value() == "Evelina"
    eva.refresh_from_db()
    assert (eva.first_name, eva.username) == ("Eva", "eva")


def test_hostile_names_are_shown_as_text_everywhere(by_ada, eva, django_user_model):
    django_user_model.objects.filter(pk=eva.pk).update(
        first_name="<script>alert(1)</script>", last_name='"><img src=x>'
    )

    for address in (page("changelist"), page("change", eva.pk), page("logins", eva.pk), page("delete", eva.pk)):
        text = by_ada.get(address, follow=True).text
        assert "<script>alert" not in text, address
        assert "<img src=x>" not in text, address


def test_the_same_role_twice_is_refused_in_words(by_ada, eva):
    unit = Unit.objects.get()
    address = page("change", eva.pk)
    again = {"assignments-TOTAL_FORMS": "2", "assignments-1-role": "reporter", "assignments-1-unit": unit.pk}

    response = by_ada.post(address, filled(by_ada.get(address)) | again)

    assert response.status_code == 200
    assert Assignment.objects.filter(user=eva).count() == 1


@pytest.mark.parametrize("role", ["reporter", "approver", "coordinator"])
def test_only_administrators_see_and_make_accounts(client, person, eva, django_user_model, role):
    unit = None if role == "coordinator" else Unit.objects.get()
    client.force_login(person("annan", **{role: unit}))

    answers = [client.get(page("changelist")), client.get(page("change", eva.pk)), client.get(page("logins", eva.pk))]
    answers.append(client.post(page("add"), NEW | NO_ROLES))

    assert [each.status_code for each in answers] == [403] * 4
    assert not django_user_model.objects.filter(username="nils").exists()


def test_a_new_account_sent_from_another_site_is_refused(ada, django_user_model):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)

    assert browser.post(page("add"), NEW | NO_ROLES).status_code == 403

    assert not django_user_model.objects.filter(username="nils").exists()


def test_an_account_that_nobody_has_used_is_removed_and_logged(by_ada, account, told, django_user_model):
    unused = account("oanvand")

    by_ada.post(page("delete", unused.pk), {"post": "yes"})

    assert not django_user_model.objects.filter(username="oanvand").exists()
    assert [(each.subject, each.detail) for each in told("account")] == [("oanvand", "Tog bort kontot")]


def test_giving_oneself_a_password_asks_for_the_present_one(by_ada, ada):
    response = by_ada.post(page("password_change", ada.pk), {"password1": PASSWORD + "!", "password2": PASSWORD + "!"})

    assert response["Location"] == "/konto/losenord/"
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_an_account_that_is_not_there_has_no_password_to_give(by_ada):
    assert by_ada.get(page("password_change", 4711)).status_code == 404


@pytest.mark.parametrize(("query", "names"), [("ek", ["eva"]), ("EVA", ["eva"]), ("ada", ["ada"]), ("' OR 1=1", [])])
def test_an_account_is_found_by_name(by_ada, eva, query, names):
    rows = by_ada.get(page("changelist"), {"q": query}).context["cl"].result_list

    assert [each.username for each in rows] == names
