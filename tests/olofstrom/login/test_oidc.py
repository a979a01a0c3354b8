"""Logging in by the municipality's directory: a real little one, which signs its answers, runs beside the tests."""

import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from olofstrom.environment import directory
from olofstrom.login.hashers import development_password, given_password
from tests.olofstrom.login.idp import CLIENT, SECRET, Directory, rsa_key, served

pytestmark = pytest.mark.django_db
START, BACK = "/konto/logga-in/kommunen/", "/konto/logga-in/kommunen/svar/"


@pytest.fixture(scope="module")
def running():
    with served(Directory()) as found:
        yield found


@pytest.fixture
def idp(running, settings):
    """Return the directory, as it is when nothing is wrong, with the portal set to use it."""
    fresh = Directory.__new__(Directory)
    Directory.__init__(fresh)
    for name, value in vars(fresh).items():
        if name not in {"url", "key", "signing_key"}:
            setattr(running, name, value)
    running.signing_key = running.key
    use(settings, running)
    return running


def use(settings, idp, **choices):
    settings.OIDC = directory(idp.url, CLIENT, SECRET, name="Exempelby kommun", **choices)
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [settings.OIDC.as_app()]}
    }


def sent_to_directory(client, **form):
    """Press the button, and return the address that the page leads on to."""
    page = client.post(START, form)
    return unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)[1])


def arrive(client, idp, **form):
    return client.get(idp.let_in(sent_to_directory(client, **form)))  # the test's client leaves out whose address it is


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_person_with_an_account_returns_to_where_they_were(client, eva, idp, told):
    answer = arrive(client, idp, next="/admin/goals/")

    assert answer["Location"] == "/admin/goals/"
    assert is_in(client)
    assert [event.detail for event in told("login")] == ["Exempelby kommun"]
    assert [event.detail for event in told("account")] == ["Kopplade kontot till Exempelby kommun"]
    assert SocialAccount.objects.get(user=eva).extra_data == {"name": "eva"}, "no more is kept than is needed"


def test_the_button_is_there_only_when_there_is_a_directory(client, idp, settings):
    assert "Fortsätt med Exempelby kommun" in client.get("/konto/logga-in/").text
    settings.OIDC = None
    assert "Fortsätt med" not in client.get("/konto/logga-in/").text
    assert client.post(START).status_code == 404
    assert client.get(BACK).status_code == 404


def test_the_name_is_compared_whichever_letters_are_capitals(client, account, idp):
    account("eva.ek@exempel.se")
    idp.person |= {"preferred_username": "Eva.Ek@Exempel.SE"}

    arrive(client, idp)

    assert is_in(client)


def test_another_claim_can_hold_the_name(client, eva, idp, settings):
    use(settings, idp, claim="upn")
    idp.person |= {"preferred_username": "någon annan", "upn": "eva"}

    arrive(client, idp)

    assert is_in(client)


def test_somebody_without_an_account_is_told_so_and_gets_none(client, eva, idp, told, django_user_model):
    idp.person |= {"sub": "nummer-2", "preferred_username": "olle", "email": "eva@exempel.se"}

    answer = arrive(client, idp)

    assert answer.status_code == 403
    assert "Du har inget konto här" in answer.text
    assert not is_in(client)
    assert django_user_model.objects.count() == 1
    assert [event.subject for event in told("login_failed")] == ["Exempelby kommun"]


@pytest.mark.parametrize("name", [None, "", " ", "\0", 4711, ["eva"], "eva\n" * 900])
def test_a_name_that_is_none_is_nobodys(client, eva, idp, name):
    idp.person |= {"preferred_username": name}

    assert arrive(client, idp).status_code in {401, 403}
    assert not is_in(client)


@pytest.mark.parametrize("name", ["\0", "\ud800", "x" * 10_000])
def test_bound_account_opens_after_a_rename_in_the_directory(client, eva, idp, name):
    arrive(client, idp)
    idp.person |= {"preferred_username": name}

    arrive(other := Client(), idp)

    assert is_in(other)
    assert SocialAccount.objects.get(user=eva).extra_data == {"name": ""}


def test_somebody_inactive_is_refused_in_the_same_words(eva, idp):
    first = Client()
    arrive(first, idp)
    unknown = Client()
    eva.is_active = False
    eva.save()

    pages = {arrive(Client(), idp).text}
    SocialAccount.objects.all().delete()
    pages |= {arrive(Client(), idp).text}
    idp.person |= {"preferred_username": "olle", "sub": "nummer-3"}
    pages |= {arrive(unknown, idp).text}

    assert len(pages) == 1
    assert not is_in(first)


def test_an_account_of_the_own_machine_is_refused_elsewhere(client, account, idp, settings):
    user = account("eva")
    user.password = development_password("bara här och nu 1")
    user.save()
    arrive(bound := Client(), idp)
    assert is_in(bound)

    settings.DEVELOPMENT = False

    assert arrive(client, idp).status_code == 403
    assert not is_in(bound)


def test_the_directorys_number_decides_once_an_account_is_bound(eva, ada, idp):
    arrive(Client(), idp)
    renamed, newcomer = Client(), Client()

    idp.person |= {"preferred_username": "ada"}
    arrive(renamed, idp)
    idp.person |= {"sub": "nummer-9", "preferred_username": "eva"}
    refused = arrive(newcomer, idp)

    assert "<strong>Eva Ek</strong>" in renamed.get("/admin/").text, "the same person by another name"
    assert refused.status_code == 403
    assert not is_in(newcomer)


def test_an_answer_is_used_once(client, eva, idp):
    address = idp.let_in(sent_to_directory(client))
    client.get(address)
    client.post("/konto/logga-ut/")

    assert client.get(address).status_code == 401
    assert not is_in(client)


def test_an_answer_for_another_browser_is_refused(client, eva, idp):
    address = idp.let_in(sent_to_directory(Client()))

    answer = client.get(address)

    assert answer.status_code == 401
    assert "Inloggningen blev inte klar" in answer.text
    assert not is_in(client)


def test_the_code_of_another_departure_is_refused(client, eva, idp):
    """An attacker's code in a victim's browser would log the victim in as the attacker."""
    theirs = dict(parse_qsl(urlsplit(idp.let_in(sent_to_directory(Client()))).query))
    mine = dict(parse_qsl(urlsplit(idp.let_in(sent_to_directory(client))).query))

    assert client.get(BACK, mine | {"code": theirs["code"]}).status_code == 401
    assert not is_in(client)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "någon annan"},
        {"aud": [CLIENT, "någon annan"], "azp": "någon annan"},
        {"iss": "https://annan.example"},
        {"nonce": "en annan"},
        {"nonce": None},
        {"nonce": ""},
        {"exp": 1_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 500},
        {"sub": "x\0"},
        {"sub": "\ud800"},
    ],
    ids=lambda changes: json.dumps(changes, ensure_ascii=False)[:40],
)
def test_an_answer_that_is_not_as_it_should_be_is_refused(client, eva, idp, changes, told):
    idp.changes = changes

    answer = arrive(client, idp)

    assert answer.status_code == 401
    assert "Inloggningen blev inte klar" in answer.text
    assert not is_in(client)
    assert len(told("login_failed")) == 1


def test_an_answer_signed_by_somebody_else_is_refused(client, eva, idp):
    idp.signing_key = rsa_key("somebody else")

    assert arrive(client, idp).status_code == 401
    assert not is_in(client)


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", SECRET * 3)])
def test_an_answer_that_nobody_signed_is_refused(client, eva, idp, algorithm, key):
    idp.signing, idp.signing_key = algorithm, key

    assert arrive(client, idp).status_code == 401
    assert not is_in(client)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://annan.example"},
        {"issuer": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://annan.example/"},
        {"token_endpoint": "http://annan.example/"},
        {"jwks_uri": "file:///etc/passwd"},
        {"token_endpoint": None},
        {"jwks_uri": "https://[x"},
    ],
)
def test_directory_with_strange_metadata_is_not_believed(client, eva, idp, changes):
    idp.told_of_itself = changes

    answer = client.post(START)

    assert answer.status_code == 401
    assert "Inloggningen blev inte klar" in answer.text


def test_directory_that_is_away_gives_a_kind_page(client, eva, idp, settings):
    idp.broken = True
    assert "Inloggningen blev inte klar" in client.post(START).text
    idp.broken = False
    address = idp.let_in(sent_to_directory(client))
    idp.broken = True
    assert "Inloggningen blev inte klar" in client.get(address).text

    settings.OIDC = directory("http://127.0.0.1:1", CLIENT, SECRET)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.OIDC.as_app()]}}
    assert "Inloggningen blev inte klar" in client.post(START).text


@pytest.mark.parametrize("query", ["", "?state=x", "?error=access_denied", "?code=x", "?code=x&state=%F0%9F%8C%B2"])
def test_an_answer_out_of_nowhere_is_told_of_kindly(client, eva, idp, query, told):
    for _ in range(3):
        answer = client.get(BACK + query)

    assert answer.status_code == 401
    assert "Inloggningen blev inte klar" in answer.text
    assert len(told("login_failed")) == 1, "the same is told once a minute"


def test_saying_no_at_the_directory_returns_to_the_login(client, eva, idp):
    state = dict(parse_qsl(urlsplit(sent_to_directory(client)).query))["state"]

    assert "Till inloggningen" in client.get(BACK, {"error": "access_denied", "state": state}).text


def test_what_goes_wrong_with_secrets_in_it_is_not_written_down(client, eva, idp, told):
    idp.codes.clear()
    address = idp.let_in(sent_to_directory(client))
    idp.codes.clear()

    client.get(address)

    assert [event.detail for event in told("login_failed")] == ["OAuth2Error"]


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_the_way_back_stays_inside_the_portal(client, eva, idp, address):
    assert arrive(client, idp, next=address)["Location"] == "/admin/"


def test_nothing_can_be_added_to_what_the_directory_is_asked(client, eva, idp):
    page = client.post(f"{START}?auth_params=prompt%3Dnone%26client_id%3Dannan&scope=alla&process=connect")

    asked = dict(parse_qsl(urlsplit(unescape(re.search(r"url=([^\"]+)", page.text)[1])).query))
    assert asked["client_id"] == CLIENT
    assert "prompt" not in asked
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}


def test_own_factor_is_asked_unless_the_directory_asked(eva, idp, settings):
    settings.REQUIRE_MFA = True
    totp.TOTP.activate(eva, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    ours, theirs = Client(), Client()

    assert arrive(ours, idp)["Location"] == "/konto/logga-in/kod/"
    assert not is_in(ours)
    use(settings, idp, demands_factor="1")
    assert arrive(theirs, idp)["Location"] == "/admin/"
    assert is_in(theirs)


def test_directorys_factor_does_not_count_for_a_password(eva, idp, settings, log_in):
    settings.REQUIRE_MFA = True
    use(settings, idp, demands_factor="1")
    client = Client()

    log_in(client)

    assert client.get("/admin/")["Location"] == "/konto/"


def test_without_a_second_factor_anywhere_one_has_to_be_added(client, eva, idp, settings):
    settings.REQUIRE_MFA = True

    arrive(client, idp)

    assert client.get("/admin/")["Location"] == "/konto/"


@pytest.mark.parametrize("is_taken_away", [False, True])
def test_directory_login_ignores_a_given_password(client, eva, idp, is_taken_away):
    eva.password = given_password(None if is_taken_away else "sju katter under ett tak")
    eva.save()

    arrive(client, idp)

    assert is_in(client)


def test_account_without_password_needs_the_directory(client, account, idp, log_in):
    account("eva", password=None)
    log_in(client, password="")
    assert not is_in(client)

    arrive(client, idp)

    assert is_in(client)
    assert "har inget lösenord här" in client.get("/konto/losenord/", follow=True).text


@pytest.mark.parametrize("address", ["/konto/app/", "/konto/nycklar/ny/"])
def test_directory_account_adds_a_factor_only_soon_after_login(client, account, idp, address):
    account("eva", password=None)
    arrive(client, idp)
    assert client.get(address).status_code == 200
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 6 * 60
    session.save()

    for answer in (client.get(address, follow=True), client.post(address, {"code": "1"}, follow=True)):
        assert answer.request["PATH_INFO"] == "/konto/"
        assert "Logga ut, logga in igen och försök på nytt." in answer.text
