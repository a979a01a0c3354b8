"""The second factor: apps, codes in reserve and keys; each code works once, and no secret lies open in the database."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from olofstrom.login import factors
from olofstrom.login.adapters import WRONG_CODE

pytestmark = pytest.mark.django_db
PASSWORD = "sju katter under ett tak"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret=SECRET, steps=0):
    """Return the code that an app shows now, or some half minutes from now."""
    step = list(totp.yield_hotp_counters_from_time())[1] + steps
    return totp.format_hotp_value(totp.hotp_value(secret, step))


def reserve(user):
    return RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()


@pytest.fixture
def with_app(eva, settings):
    settings.REQUIRE_MFA = True
    totp.TOTP.activate(eva, SECRET)
    RecoveryCodes.activate(eva)
    return eva


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.mark.django_db(transaction=True)  # what is told when a change is committed
def test_an_app_is_added_confirmed_and_asked_for(client, eva, log_in, told, settings):
    settings.REQUIRE_MFA = True
    log_in(client)
    page = client.get("/konto/app/")
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert all(f"<span>{secret[at : at + 4]}</span>" in page.text for at in range(0, 32, 4))

    wrong = client.post("/konto/app/", {"code": "000000"})
    assert "Koden stämmer inte" in wrong.text
    assert wrong.context["form"].secret == secret, "a mistake costs no new code to scan"
    added = client.post("/konto/app/", {"code": code(secret)})

    assert added["Location"] == "/konto/reservkoder/"
    assert is_in(client)
    assert [event.detail for event in told("factor")] == ["Lade till app för engångskoder", "Lade till reservkoder"]
    client.post("/konto/logga-ut/")
    assert log_in(client)["Location"] == "/konto/logga-in/kod/"
    assert not is_in(client)
    client.post("/konto/logga-in/kod/", {"code": code(secret, 1)})
    assert is_in(client)
    assert [event.detail for event in told("login")] == ["lösenord", "lösenord och kod ur app"]


@pytest.mark.django_db(transaction=True)  # what is told when a change is committed
def test_the_codes_in_reserve_are_shown_once(client, eva, log_in):
    log_in(client)
    secret = client.get("/konto/app/").context["form"].secret
    client.post("/konto/app/", {"code": code(secret)})
    codes = reserve(eva)

    first, second = client.get("/konto/reservkoder/").text, client.get("/konto/reservkoder/").text

    assert len(codes) == 10
    assert all(each in first for each in codes)
    assert not any(each in second for each in codes)


def test_a_code_works_once_and_an_older_one_not_after_it(with_app, log_in):
    first, second = Client(), Client()
    log_in(first)
    log_in(second)
    used = code()

    first.post("/konto/logga-in/kod/", {"code": used})

    assert is_in(first)
    assert WRONG_CODE in second.post("/konto/logga-in/kod/", {"code": used}).text
    assert WRONG_CODE in second.post("/konto/logga-in/kod/", {"code": code(steps=-1)}).text
    second.post("/konto/logga-in/kod/", {"code": code(steps=1)})
    assert is_in(second)


def test_the_code_that_confirmed_an_app_opens_nothing_afterwards(client, eva, log_in):
    log_in(client)
    secret = client.get("/konto/app/").context["form"].secret
    seen = code(secret)
    client.post("/konto/app/", {"code": seen})

    log_in(onlooker := Client())

    assert WRONG_CODE in onlooker.post("/konto/logga-in/kod/", {"code": seen}).text
    assert not is_in(onlooker)


@pytest.mark.parametrize("typed", ["{} ", " {}", "{:.3} {:.3}", "{}\n"])
def test_a_code_may_be_written_with_spaces(client, with_app, log_in, typed):
    log_in(client)
    now = code()

    client.post("/konto/logga-in/kod/", {"code": typed.format(now, now[3:])})

    assert is_in(client)


def test_a_code_in_reserve_opens_once(client, with_app, log_in, told):
    spare = reserve(with_app)[3]
    log_in(client)
    client.post("/konto/logga-in/kod/", {"code": spare})
    again = Client()
    log_in(again)

    assert is_in(client)
    assert told("login")[-1].detail == "lösenord och reservkod"
    assert WRONG_CODE in again.post("/konto/logga-in/kod/", {"code": spare}).text
    assert spare not in reserve(with_app)
    assert "Du har nio reservkoder kvar" in client.get("/konto/").text


@pytest.mark.django_db(transaction=True)  # what is told when a change is committed
def test_new_codes_in_reserve_end_the_old_ones(client, with_app, log_in, told):
    old = reserve(with_app)
    log_in(client)
    client.post("/konto/logga-in/kod/", {"code": code()})

    client.post("/konto/reservkoder/nya/")

    assert not set(old) & set(reserve(with_app))
    assert told("factor")[-1].detail == "Skapade nya reservkoder"


def test_guesses_at_codes_are_counted_with_those_at_the_password(client, with_app, log_in, told):
    log_in(client)
    for number in range(5):
        client.post("/konto/logga-in/kod/", {"code": f"00000{number}"})

    answer = client.post("/konto/logga-in/kod/", {"code": code()})

    assert WRONG_CODE in answer.text
    assert not is_in(client)
    assert len(told("login_failed")) == 5
    spare = reserve(with_app)[0]
    client.post("/konto/logga-in/kod/", {"code": spare})
    assert spare in reserve(with_app), "a code that was not judged is not used up"
    log_in(other := Client())
    assert not is_in(other)


def test_the_password_alone_is_never_enough(client, with_app, log_in):
    assert log_in(client, next="/admin/goals/")["Location"] == "/konto/logga-in/kod/"

    for address in (
        "/admin/",
        "/admin/login/?next=/admin/",
        "/konto/app/",
        "/konto/nycklar/ny/",
        "/konto/reservkoder/",
    ):
        answer = client.get(address, follow=True)
        assert answer.request["PATH_INFO"] == "/konto/logga-in/kod/", address
    assert client.post("/konto/logga-in/kod/", {"code": code()})["Location"] == "/admin/goals/"


def test_the_second_step_can_be_left(client, with_app, log_in):
    log_in(client)

    client.post("/konto/logga-ut/")

    assert 'name="login"' in client.get("/konto/logga-in/").text


def test_the_second_step_waits_a_quarter_and_no_longer(client, with_app, log_in, monkeypatch):
    log_in(client)
    session = client.session
    session["account_login"]["initiated_at"] -= 16 * 60
    session.save()

    assert client.post("/konto/logga-in/kod/", {"code": code()})["Location"] == "/konto/logga-in/"
    assert not is_in(client)


@pytest.mark.parametrize("change", [{"password": "md5$salt$abc"}, {"is_active": False}])
def test_second_step_fails_once_the_first_would_fail(client, with_app, log_in, told, change):
    log_in(client)
    type(with_app).objects.filter(pk=with_app.pk).update(**change)

    assert client.post("/konto/logga-in/kod/", {"code": code()})["Location"] == "/konto/logga-in/"

    type(with_app).objects.filter(pk=with_app.pk).update(is_active=True)
    assert not is_in(client)
    assert told("login") == []


def test_second_step_restarts_when_factors_were_removed(client, with_app, log_in):
    log_in(client)
    factors.remove_all(with_app)

    assert 'name="password"' in client.get("/konto/logga-in/kod/", follow=True).text


def test_changing_factors_needs_a_fresh_login(client, with_app, log_in):
    log_in(client)
    client.post("/konto/logga-in/kod/", {"code": code()})
    session = client.session
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 6 * 60
    session.save()

    answer = client.post("/konto/app/ta-bort/")
    assert answer["Location"].startswith("/konto/bekrafta/?next=")
    assert Authenticator.objects.filter(user=with_app, type="totp").exists()
    assert "Lösenordet stämmer inte" in client.post(answer["Location"], {"password": "fel"}).text
    client.post(answer["Location"], {"password": PASSWORD})

    assert not Authenticator.objects.filter(user=with_app).exists(), "the reserve goes with what it stands in for"


def test_removing_the_last_factor_demands_a_new_one(client, with_app, log_in, told):
    log_in(client)
    client.post("/konto/logga-in/kod/", {"code": code()})

    client.post("/konto/app/ta-bort/")

    assert client.get("/admin/")["Location"] == "/konto/"
    assert [event.detail for event in told("factor")] == ["Tog bort app för engångskoder", "Tog bort reservkoder"]


@pytest.mark.django_db(transaction=True)  # what is told when a change is committed
def test_a_new_factor_ends_the_logins_that_have_not_shown_it(client, eva, log_in):
    elsewhere, thief = Client(), Client()
    log_in(elsewhere)
    log_in(client)
    secret = client.get("/konto/app/").context["form"].secret
    thief.cookies["sessionid"] = client.cookies["sessionid"].value

    client.post("/konto/app/", {"code": code(secret)})

    assert is_in(client)
    assert not is_in(elsewhere)
    assert not is_in(thief), "nor is a copy of the key from before worth more now"


def test_removing_a_factor_ends_logins_it_may_have_opened(client, with_app, log_in):
    log_in(thief := Client())
    thief.post("/konto/logga-in/kod/", {"code": code()})
    log_in(client)
    client.post("/konto/logga-in/kod/", {"code": code(steps=1)})
    assert is_in(thief)

    client.post("/konto/app/ta-bort/")

    assert not is_in(thief)


def test_the_secrets_are_of_no_use_in_a_copy_of_the_database(with_app, settings, caplog):
    stored = json.dumps([each.data for each in Authenticator.objects.filter(user=with_app)])
    assert SECRET not in stored
    assert factors.accepting(with_app, code()) is not None

    settings.SECRET_KEY = "x" * 60
    assert factors.accepting(with_app, code(steps=1)) is None
    assert factors.accepting(with_app, code("A" * 32)) is None
    assert "PORTAL_SECRET_KEY är en annan" in caplog.text


def test_an_older_secret_of_the_portal_still_reads_them(with_app, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "x" * 60

    assert factors.accepting(with_app, code()) is not None


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "null",
        "[]",
        "{}",
        '"x"',
        "1",
        '{"id": 1}',
        '{"response": []}',
        '{"response": {"userHandle": "AA"}}',
        "[" * 900,
        "[" * 90_000,
        f'{{"response": {"[" * 90_000}{"]" * 90_000}}}',
        "1" * 5_000,
    ],
)
def test_a_key_that_is_none_is_told_in_kind_words(client, eva, log_in, credential, told):
    client.get("/konto/logga-in/nyckel/", headers={"Accept": "application/json"})
    refused = client.post("/konto/logga-in/nyckel/", {"credential": credential, "next": "/admin/goals/"}, follow=True)
    assert "Nyckeln gick inte att använda här" in refused.text
    assert 'value="/admin/goals/"' in refused.text

    log_in(client)
    client.get("/konto/nycklar/ny/")
    assert client.post("/konto/nycklar/ny/", {"credential": credential, "name": "x"}).status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", ["", "null", "{}", '{"response": {}}', "[]", "[" * 90_000, "1" * 5_000])
def test_a_key_that_is_none_counts_as_a_guess_in_the_second_step(client, with_app, log_in, credential):
    log_in(client)

    assert client.post("/konto/logga-in/kod/", {"credential": credential}).status_code == 200
    assert not is_in(client)


def test_nobody_changes_another_persons_key(client, eva, ada, log_in):
    theirs = Authenticator.objects.create(user=ada, type="webauthn", data={"name": "x", "credential": {}})
    log_in(client)

    for what in ("namn", "ta-bort"):
        assert client.get(f"/konto/nycklar/{theirs.pk}/{what}/").status_code == 404
        assert client.post(f"/konto/nycklar/{theirs.pk}/{what}/", {"name": "mitt"}).status_code == 404
    assert client.get(f"/konto/nycklar/{'9' * 25}/namn/").status_code == 404
