"""Guessing gets nobody in: wrong guesses are counted in the log, and who is there is not told."""

import json
import re
from datetime import timedelta
from typing import ClassVar

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.utils import timezone

from indicators.eventlog import account_key
from indicators.models import Event
from olofstrom.login import throttle
from olofstrom.login.adapters import WRONG_LOGIN

pytestmark = pytest.mark.django_db


class CountedHasher(PBKDF2PasswordHasher):
    """Django's own hasher, which tells how often it was asked: what it does is all that takes time in a login."""

    rounds: ClassVar[list[int]] = []

    def encode(self, password, salt, iterations=None):
        self.rounds.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


PARALLEL = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from django.utils import timezone
from indicators.models import Event
from olofstrom.login.throttle import Guess, check_guess

start, now = Barrier(25), timezone.now()
judged = []

def guess(number):
    start.wait()
    try:
        for _ in range(4):
            check_guess(Guess.at("eva", "192.0.2.1", "lösenord"), lambda: judged.append(number), now)
    finally:
        connection.close()

with ThreadPoolExecutor(25) as pool:
    list(pool.map(guess, range(25)))
print(json.dumps([len(judged), Event.objects.filter(kind="login_failed").count()]))
"""


def failures(count, *, ago=timedelta(), account="eva", address="192.0.2.1"):
    """Put wrong guesses in the log as they would stand there after a while; no row of it can be made older."""
    at = timezone.now() - ago
    Event.objects.bulk_create(
        Event(at=at, kind="login_failed", account_key=account_key(account), address=address) for _ in range(count)
    )


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.mark.slow
def test_hundred_wrong_passwords_lock_nobody_out_for_good(client, eva, log_in, told):
    answers = {log_in(client, password=f"fel lösenord {number}").status_code for number in range(100)}

    assert answers == {200}
    assert not is_in(client)
    assert len(told("login_failed")) == throttle.PAIR.guesses, "the others were not even judged"
    assert len(told("login_throttled")) == 1, "a flood is told once a minute"
    assert {event.subject for event in told("login_failed")} == {"eva"}
    later = timezone.now() + throttle.PAIR.within + timedelta(seconds=1)
    assert throttle.check_guess(throttle.Guess.at("eva", "192.0.2.1", "lösenord"), lambda: eva, later) == eva


def test_five_wrong_passwords_throttle_that_address_only(client, eva, log_in):
    for _ in range(5):
        log_in(client, password="fel")
    refused = log_in(client)

    assert WRONG_LOGIN in refused.text
    assert not is_in(client)
    assert log_in(Client(), address="198.51.100.4").status_code == 302


@pytest.mark.parametrize(("minutes", "opens"), [(14, False), (16, True)])
def test_the_wait_is_over_after_a_quarter(client, eva, log_in, minutes, opens):
    failures(5, ago=timedelta(minutes=minutes))

    log_in(client)

    assert is_in(client) is opens


def test_four_mistakes_are_forgiven(client, eva, log_in):
    failures(4)

    log_in(client)

    assert is_in(client)


def test_guesses_spread_over_many_addresses_are_held_back_too(client, eva, log_in):
    for number in range(50):
        failures(1, address=f"198.51.100.{number}", ago=timedelta(minutes=50))

    log_in(client)

    assert not is_in(client)


@pytest.mark.parametrize(("count", "opens"), [(99, True), (100, False)])
def test_address_has_hundred_guesses_an_hour_at_all_accounts(client, eva, log_in, count, opens):
    for number in range(count):
        failures(1, account=f"konto {number}", ago=timedelta(minutes=59))

    log_in(client)

    assert is_in(client) is opens


def test_a_flood_of_names_from_one_address_does_not_fill_the_log(client, db, log_in, told):
    for number in range(100):
        failures(1, account=f"konto {number}")

    for number in range(20):
        log_in(client, f"namn {number}", password="fel")

    assert len(told("login_throttled")) == 1
    assert len(told("login_failed")) == 100


@pytest.mark.parametrize("spelling", ["EVA", " eva ", "ｅｖａ", "Eva"])
def test_another_spelling_is_the_same_account(client, eva, log_in, spelling):
    for _ in range(5):
        log_in(client, spelling, password="fel")

    assert WRONG_LOGIN in log_in(client).text


def test_a_name_is_found_whichever_letters_are_capitals(client, account, log_in):
    account("åsa.öberg@exempel.se")

    log_in(client, "Åsa.Öberg@exempel.se")

    assert is_in(client)


def test_one_network_of_ipv6_counts_as_one_address():
    same = {throttle.source_of(f"2001:db8:1:2::{number:x}") for number in range(1, 300, 7)}

    assert same == {"2001:db8:1:2::"}
    assert throttle.source_of("2001:db8:1:3::1") == "2001:db8:1:3::"
    assert throttle.source_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert throttle.source_of("192.0.2.1:4711") is None


@pytest.mark.engine
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_parallel_guesses_are_throttled_like_sequential_ones(database, manage, request, tmp_path):
    url = f"sqlite:///{tmp_path}/portal.sqlite3"
    if database == "postgresql":
        url = request.getfixturevalue("postgresql_server").get_uri()
    assert manage("migrate", PORTAL_DEVELOPMENT="1", DATABASE_URL=url).returncode == 0

    result = manage("shell", "--no-imports", "-c", PARALLEL, PORTAL_DEVELOPMENT="1", DATABASE_URL=url)

    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == [5, 5]


class TestWhoIsThere:
    """Nobody learns from the login which accounts there are, or how they stand."""

    @pytest.fixture
    def attempts(self, eva, account):
        account("vilande", is_active=False)
        account("utan", password=None)
        failures(5, account="spärrad", address="192.0.2.1")
        failures(5, account="stängd", address="192.0.2.1")
        account("stängd")
        return {
            "unknown": ("okänd", "fel"),
            "wrong": ("eva", "fel"),
            "inactive, right password": ("vilande", "sju katter under ett tak"),
            "inactive, wrong password": ("vilande", "fel"),
            "without a password": ("utan", "fel"),
            "throttled, unknown": ("spärrad", "fel"),
            "throttled, right password": ("stängd", "sju katter under ett tak"),
        }

    def test_every_refusal_reads_the_same(self, attempts, log_in):
        pages = set()
        for name, password in attempts.values():
            answer = log_in(Client(), name, password)
            text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.text).replace(f'value="{name}"', "")
            pages.add((answer.status_code, text, repr(sorted(set(answer.headers) - {"Set-Cookie"}))))

        assert len(pages) == 1
        assert WRONG_LOGIN in text

    def test_every_refusal_takes_the_same_work(self, attempts, log_in, settings):
        settings.PASSWORD_HASHERS = [f"{CountedHasher.__module__}.{CountedHasher.__qualname__}"]
        for name in ("eva", "vilande", "stängd"):
            person = Event.actor.field.related_model.objects.get(username=name)
            person.set_password("sju katter under ett tak")
            person.save()
        work = {}
        for kind, (name, password) in attempts.items():
            CountedHasher.rounds.clear()
            log_in(Client(), name, password)
            work[kind] = tuple(CountedHasher.rounds)

        assert set(work.values()) == {(CountedHasher.iterations,)}, work

    def test_a_typed_name_is_kept_as_a_code_unless_it_is_an_account(self, attempts, log_in, told):
        log_in(Client(), "mitt hemliga lösenord", "fel", address="198.51.100.9")

        event = told("login_failed")[-1]
        assert event.subject == ""
        assert "hemliga" not in str(vars(event))
        assert event.account_key == account_key("mitt hemliga lösenord")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"login": "", "password": ""}, "Skriv ditt användarnamn."),
        ({"login": "eva"}, "Skriv ditt lösenord."),
        ({"login": "e" * 5000, "password": "x"}, "150"),
        ({"login": "e\0va", "password": "x"}, "Null-tecken"),
        ({"login": "eva", "password": "x\0"}, "Null-tecken"),
    ],
)
def test_nonsense_is_answered_in_swedish_and_counts_for_nothing(client, eva, form, said, told):
    answer = client.post("/konto/logga-in/", form)

    assert answer.status_code == 200
    assert said in answer.text
    assert told("login_failed") == []


def test_a_password_of_a_megabyte_is_just_wrong(client, eva, log_in):
    assert WRONG_LOGIN in log_in(client, password="x" * 1_000_000).text
