"""A password is refused for being easy to guess here, in words that say why, and never for lacking a character."""

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from goals.models import Vision
from indicators.models import Municipality, Portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def portal():
    home = Municipality.objects.create(code="1060", name="Olofström")
    Portal.objects.create(
        municipality=home, title="Målportalen", full_name="Olofströms kommun", short_name="Olofströms kommun"
    )
    Vision.objects.create(slug="heja", title="Heja Olofström!", statement="Heja!", state="adopted")


def reasons(password, **facts):
    try:
        validate_password(password, User(**{"username": "eva.ek@olofstrom.se", **facts}))
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "Olofstrom2026!",
        "OLOFSTRÖM-2026",
        "2026olofström2026",
        "0l0fstr0m-2026",
        "Olofströms kommun 1",
        "Malportalen2026",
        "m@lportalen2026",
        "HejaOlofstrom123",
        "heja heja olofström",
        "olofstromolofstrom",
        "Sommar2026!!",
        "Losenord2026!",
    ],
)
def test_what_anybody_here_would_try_is_refused_with_the_word(password):
    assert "det första som någon skulle gissa här" in reasons(password)


@pytest.mark.parametrize("password", ["eva.ek@olofstrom.se", "evaek1234567", "Ekström12345"])
def test_the_name_of_the_account_is_refused(password):
    assert reasons(password, first_name="Eva", last_name="Ekström") != ""


@pytest.mark.parametrize(
    "password",
    [
        "sju katter under ett tak",
        "åäö ÅÄÖ åäö ÅÄÖ",
        "jag cyklar till olofström varje torsdag",
        "aaaabbbbccccddddeeee1",
        "🦊🦊🦊🦊🦊🦊 räv över is",
        "enbart små bokstäver",
        "x" * 128 + " och mer",
    ],
)
def test_length_is_enough_and_every_character_is_welcome(password):
    assert reasons(password) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kort", "minst 12 tecken"),
        ("x" * 257, "högst 256 tecken"),
        ("password1234", "för vanligt"),
    ],
)
def test_a_rule_is_told_in_swedish(password, said):
    assert said in reasons(password)


def test_an_empty_portal_has_words_of_its_own_too():
    Vision.objects.all().delete()
    Portal.objects.all().delete()

    assert "malportalen" in reasons("Malportalen2026")


def test_password_fields_suit_a_password_manager(client, eva, log_in):
    def fields(address):
        return {
            name: dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            for tag in re.findall(r"<input[^>]*>", client.get(address).text)
            for name in re.findall(r'name="(\w+)"', tag)
        }

    entrance = fields("/konto/logga-in/")
    assert (entrance["login"]["autocomplete"], entrance["password"]["autocomplete"]) == ("username", "current-password")
    log_in(client)
    found = {**fields("/konto/losenord/"), **fields("/konto/app/"), **fields("/konto/nycklar/ny/")}

    kinds = {
        name: found[name]["autocomplete"] for name in ("username", "oldpassword", "password1", "password2", "code")
    }
    assert kinds == {
        "username": "username",
        "oldpassword": "current-password",
        "password1": "new-password",
        "password2": "new-password",
        "code": "one-time-code",
    }
    assert not any("None" in tag.values() or "onpaste" in tag for tag in (entrance | found).values())
    assert "aria-describedby" not in entrance["login"]
    assert found["password1"]["aria-describedby"] == "id_password1_helptext"
