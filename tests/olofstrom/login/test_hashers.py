"""A stored password says whose choice it was, and one of the own machine opens nothing elsewhere."""

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User

from olofstrom.login.hashers import development_password, given_password, is_for_development, is_given
from olofstrom.roles import RoleBackend
from tests.olofstrom.conftest import PASSWORD


@pytest.mark.parametrize(
    ("stored", "given", "development"),
    [
        (make_password, False, False),
        (given_password, True, False),
        (development_password, False, True),
        (lambda _: make_password(None), False, False),
        (lambda _: "", False, False),
    ],
)
def test_a_stored_password_says_who_chose_it(stored, given, development):
    user = User(password=stored(PASSWORD))

    assert (is_given(user), is_for_development(user)) == (given, development)


@pytest.mark.parametrize("store", [given_password, development_password])
def test_a_marked_password_opens_with_the_right_word_only(store):
    stored = store(PASSWORD)

    assert check_password(PASSWORD, stored)
    assert not check_password(PASSWORD.upper(), stored)
    assert PASSWORD not in stored
    assert store(PASSWORD) != stored, "salted anew each time"


def test_a_development_password_opens_nothing_in_production(settings):
    stored = development_password(PASSWORD)
    settings.PASSWORD_HASHERS = [each for each in settings.PASSWORD_HASHERS if "Development" not in each]

    assert not check_password(PASSWORD, stored)


@pytest.mark.parametrize("store", [given_password, development_password])
def test_logging_in_does_not_take_the_mark_away(account, store):
    user = account("nils", password="")
    user.password = store(PASSWORD)
    user.save()

    assert RoleBackend().authenticate(None, "nils", PASSWORD) == user

    stored = User.objects.get(pk=user.pk).password
    assert stored == user.password
