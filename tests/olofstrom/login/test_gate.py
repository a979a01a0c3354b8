"""Nobody reaches the administration half-way in: not without a second factor, a password of their own, or a login."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from olofstrom.login.hashers import given_password

pytestmark = pytest.mark.django_db
PASSWORD = "sju katter under ett tak"


@pytest.fixture
def demanding(settings):
    settings.REQUIRE_MFA = True


def admin_addresses():
    """Return addresses of the administration that answer without knowing of a row."""
    names = [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    lists = [reverse(f"admin:{name}_changelist") for name in names]
    return [*lists, *(reverse(f"admin:{name}") for name in ("index", "jsi18n", "autocomplete")), "/admin/finns-inte/"]


def test_admin_answers_nobody_who_is_not_logged_in(client):
    for address in admin_addresses():
        for answer in (client.get(address), client.post(address, {"x": "1"}), client.head(address)):
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/konto/logga-in/?next=%2Fadmin%2F"), address


def test_gate_holds_under_a_script_name(client, ada, log_in, demanding):
    assert client.get("/admin/", SCRIPT_NAME="/mal").status_code == 302
    log_in(client, "ada")

    assert client.get("/admin/", SCRIPT_NAME="/mal").status_code == 302


def test_nothing_of_it_answers_somebody_without_a_second_factor(client, ada, log_in, demanding):
    log_in(client, "ada")

    for address in admin_addresses():
        assert client.get(address)["Location"] == "/konto/", address
        assert client.post(address)["Location"] == "/konto/", address
        refused = client.post(address, headers={"HX-Request": "true"})
        assert (refused.status_code, refused["X-Login-Url"]) == (401, "/konto/")


def test_without_a_factor_only_adding_one_and_logout_are_open(client, eva, log_in, demanding):
    log_in(client)

    assert "Ett steg kvar." in client.get("/konto/").text
    assert client.get("/konto/app/").status_code == 200
    assert client.get("/konto/nycklar/ny/").status_code == 200
    for address in ("/konto/losenord/", "/konto/inloggningar/", "/konto/nycklar/", "/konto/reservkoder/"):
        assert client.get(address)["Location"] == "/konto/", address
    client.post("/konto/logga-ut/")
    assert "Logga in" in client.get("/konto/", follow=True).text


def test_where_no_factor_is_demanded_the_password_is_enough(client, eva, log_in):
    log_in(client)

    assert client.get("/admin/").status_code == 200
    assert "Ett steg kvar." not in client.get("/konto/").text


def test_elsewhere_somebody_half_way_in_counts_as_nobody(client, eva, log_in, demanding, settings):
    settings.DEVELOPMENT = False
    log_in(client)

    assert client.get("/stilguide/").status_code == 404


def test_factor_added_elsewhere_is_asked_of_a_half_way_login(client, eva, log_in, demanding):
    log_in(client)
    Authenticator.objects.create(user=eva, type="totp", data={"secret": "x"})

    assert client.get("/admin/")["Location"] == "/konto/bekrafta/kod/?next=%2Fadmin%2F"
    for address in ("/konto/", "/konto/app/", "/konto/nycklar/ny/", "/konto/bekrafta/"):
        assert client.get(address)["Location"].startswith("/konto/bekrafta/kod/"), address


def test_first_password_leads_to_own_password_then_to_factor(client, eva, log_in, demanding):
    eva.password = given_password(PASSWORD)
    eva.save()
    log_in(client)

    for address in ("/admin/", "/konto/", "/konto/app/"):
        assert client.get(address)["Location"] == "/konto/losenord/", address
    assert "Någon annan har valt ditt lösenord." in client.get("/konto/losenord/").text
    new = "åtta hundar på en brygga"
    client.post("/konto/losenord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert client.get("/admin/")["Location"] == "/konto/"
    client.post("/konto/logga-ut/")
    log_in(client, password=new)
    assert client.get("/konto/").status_code == 200, "asked for once"


def test_person_without_staff_status_is_refused_and_logged(client, account, log_in, told):
    account("bo", is_staff=False)
    log_in(client, "bo")

    assert client.get("/admin/goals/").status_code == 403
    assert [(event.actor.username, event.subject) for event in told("refused")] == [("bo", "GET /admin/goals/")]


def test_what_a_role_does_not_allow_is_refused_and_logged(client, eva, log_in, told):
    log_in(client)

    assert client.get("/admin/auth/user/").status_code == 403
    assert [event.subject for event in told("refused")] == ["GET /admin/auth/user/"]


def test_form_without_csrf_token_does_nothing_and_is_logged(eva, log_in, told):
    client = Client(enforce_csrf_checks=True)
    form = {"login": "eva", "password": PASSWORD}
    assert client.post("/konto/logga-in/", form).status_code == 403
    assert client.post("/konto/logga-in/", form).status_code == 403
    token = client.get("/konto/logga-in/").context["csrf_token"]
    client.post("/konto/logga-in/", form | {"csrfmiddlewaretoken": str(token)})

    for address in ("/konto/logga-ut/", "/konto/losenord/", "/konto/inloggningar/", "/admin/goals/goal/add/"):
        assert client.post(address, {"x": "1"}).status_code == 403, address

    assert client.get("/admin/").status_code == 200, "still logged in"
    assert {event.detail for event in told("refused")} == {"Formulär utan giltig nyckel"}
    assert [event.actor for event in told("refused")].count(None) == 1, "once a minute for somebody unknown"
    assert len(told("refused")) == 5


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\\\\evil.example",
        "evil.example",
        "https://testserver@evil.example/",
        "http://testserver/admin/",
        "",
    ],
)
def test_a_login_never_leads_to_another_site(eva, log_in, address):
    posted, asked, through_admin = Client(), Client(), Client()

    assert log_in(posted, next=address)["Location"] == "/admin/"
    asked.get("/konto/logga-in/", {"next": address})
    assert (
        asked.post(f"/konto/logga-in/?next={address}", {"login": "eva", "password": PASSWORD})["Location"] == "/admin/"
    )
    assert through_admin.get("/admin/login/", {"next": address})["Location"] == "/konto/logga-in/"


def test_the_way_back_stays_inside_the_portal(eva, log_in, client):
    assert client.get("/admin/login/?next=/admin/goals/")["Location"] == "/konto/logga-in/?next=%2Fadmin%2Fgoals%2F"
    assert log_in(client, next="/admin/goals/?q=å")["Location"] == "/admin/goals/?q=%C3%A5"


def test_djangos_own_login_and_password_pages_are_no_way_round(client, ada, log_in):
    log_in(client, "ada")

    assert client.get("/admin/login/")["Location"] == "/konto/logga-in/"
    assert client.post("/admin/login/", {"username": "ada", "password": PASSWORD})["Location"] == "/konto/logga-in/"
    assert client.get("/admin/password_change/")["Location"] == "/konto/losenord/"
    assert client.post("/admin/password_change/")["Location"] == "/konto/losenord/"
    assert client.post("/admin/logout/")["Location"] == "/konto/logga-ut/"
    assert client.get(f"/admin/auth/user/{ada.pk}/password/")["Location"] == "/konto/losenord/"
    assert client.get("/admin/").status_code == 200


def test_there_is_no_way_to_sign_up_or_to_get_a_password_by_mail(client):
    for path in ("signup", "password/reset", "email", "social/signup", "3rdparty", "social/connections"):
        assert client.get(f"/konto/{path}/").status_code == 404


def test_a_reader_costs_the_login_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/robots.txt")

    assert not answer.cookies
    assert answer["Vary"] == "Cookie"
    assert "public" in answer["Cache-Control"]
