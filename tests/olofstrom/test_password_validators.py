"""The words that are guessed first here: how they are found in names, and in what people write for letters."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from goals.models import Vision
from indicators.models import Portal
from olofstrom.password_validators import LocalWordsValidator, MaximumLengthValidator, local_words, plain


def refusal_of(validator, password):
    """Return why a password is refused, "" where it is not."""
    try:
        validator.validate(password)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Olofströms kommun", "olofstroms kommun"),
        ("ÅÄÖ åäö", "aao aao"),
        ("o\u0308 och ö", "o och o"),
        ("Café-Ré 2026!", "cafe re 2026"),
        ("Straße", "strasse"),
        ("  --  ", ""),
        ("ﬁnland", "finland"),
        ("🦊 räv", "rav"),
        ("Ｍåｌ", "mal"),
    ],
)
def test_a_text_is_compared_by_its_bare_letters(text, bare):
    assert plain(text) == bare


@pytest.mark.django_db
def test_words_come_from_the_portal_and_the_vision(home):
    Vision.objects.create(slug="nara", title="Nära till allt", statement="Nära!", state="adopted")

    words = local_words()

    assert {"exempelby", "exempelbykommun", "nara", "allt", "naratillallt", "losenord"} <= words
    assert "till" in words
    assert not any(len(word) < 4 for word in words)


@pytest.mark.django_db
def test_words_of_an_account_are_its_own():
    user = User(username="eva.ek@exempelby.se", first_name="Eva", last_name="von Ekström")

    added = local_words(user) - local_words()

    assert {"evaek", "ekstrom", "vonekstrom", "evaekexempelbyse"} <= added
    assert not {"eva", "ek", "von", "se"} & added, "too short to say anything of a password"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "is_refused"),
    [
        ("exempelby1234567", True),
        ("1234567exempelby1234567", True),
        ("3x3mp3lby-2026", True),
        ("exempelby-exempelby", True),
        ("exempelby häst", True),
        ("exempelby hästskor", False),
        ("vägen till exempelby är lång", False),
        ("hästarna springer 2026", False),
    ],
)
@pytest.mark.usefixtures("home")
def test_a_password_needs_more_than_words_from_here(password, is_refused):
    assert ("bygger på ”exempelby”" in refusal_of(LocalWordsValidator(), password)) is is_refused


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_the_longest_word_is_the_one_that_is_told():
    Portal.objects.update(title="Exempelbys mål")

    assert "bygger på ”exempelbysmal”" in refusal_of(LocalWordsValidator(), "Exempelbysmål-2026")


@pytest.mark.parametrize(("length", "told"), [(256, ""), (1_000_000, "för långt: skriv högst 256 tecken.")])
def test_a_sentence_fits_and_a_megabyte_does_not(length, told):
    assert refusal_of(MaximumLengthValidator(), "å" * length) == (told and f"Lösenordet är {told}")
