"""A session knows whose login it carries, and keeps the login when it gets another key."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from olofstrom.login.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(eva):
    """Return a stored session that carries Eva's login."""
    store = SessionStore()
    store["seen"] = "ja"
    store.save()
    UserSession.objects.create(user=eva, session_key=store.session_key, ip="192.0.2.1", user_agent="Firefox")
    return store


def test_a_session_is_read_with_its_login_in_one_question(session, eva, django_assert_num_queries):
    again = SessionStore(session.session_key)

    with django_assert_num_queries(1):
        assert again["seen"] == "ja"

    assert again.login_of == eva.pk
    assert again.last_seen == UserSession.objects.get().last_seen_at


def test_a_session_without_a_login_carries_nobody():
    store = SessionStore()
    store["seen"] = "ja"
    store.save()

    again = SessionStore(store.session_key)

    assert (again["seen"], again.login_of, again.last_seen) == ("ja", None, None)


@pytest.mark.parametrize("end", ["removed", "out of time"])
def test_an_ended_session_holds_nothing_and_keeps_no_key(session, end):
    stored = Session.objects.filter(session_key=session.session_key)
    if end == "removed":
        stored.delete()
    else:
        stored.update(expire_date=timezone.now() - timedelta(seconds=1))

    again = SessionStore(session.session_key)

    assert (again.get("seen"), again.session_key, again.login_of) == (None, None, None)


def test_a_new_key_carries_the_same_login(session, eva):
    before = session.session_key

    session.cycle_key()

    assert session.session_key != before
    assert SessionStore(session.session_key).get("seen") == "ja"
    assert SessionStore(before).get("seen") is None
    assert list(UserSession.objects.values_list("user", "session_key")) == [(eva.pk, session.session_key)]
