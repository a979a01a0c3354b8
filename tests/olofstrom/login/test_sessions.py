"""A login lasts as long as somebody is there and no longer, and when it is ended it stays ended."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from olofstrom.login import browsers, sessions

pytestmark = pytest.mark.django_db
PASSWORD = "sju katter under ett tak"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def logged_in(client, eva, log_in):
    log_in(client)
    assert is_in(client)
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def replay(cookie):
    """Return a browser that has nothing but a copied cookie."""
    thief = Client()
    thief.cookies["sessionid"] = cookie
    return thief


def seen(ago):
    UserSession.objects.update(last_seen_at=timezone.now() - ago)


def began(client, ago):
    session = client.session
    session[sessions.BEGAN] = (timezone.now() - ago).timestamp()
    session.save()


def test_a_login_gets_a_new_key(client, eva, log_in):
    client.get("/konto/logga-in/nyckel/", headers={"Accept": "application/json"})  # an anonymous session
    before = client.cookies["sessionid"].value

    log_in(client)

    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_login_ends_after_an_idle_hour_and_says_so(logged_in, told):
    seen(timedelta(minutes=61))

    refused = logged_in.get("/admin/goals/goal/?q=skola")

    assert refused.status_code == 302
    assert refused["Location"] == "/konto/logga-in/?next=%2Fadmin%2Fgoals%2Fgoal%2F%3Fq%3Dskola&orsak=time"
    page = logged_in.get(refused["Location"]).text
    assert "Tiden har gått ut" in page
    assert 'name="next" value="/admin/goals/goal/?q=skola"' in page
    assert [(event.detail, event.actor.username) for event in told("session_ended")] == [("Tiden gick ut", "eva")]


def test_after_the_login_a_person_is_back_where_they_were(logged_in, log_in):
    seen(timedelta(minutes=61))
    refused = logged_in.get("/admin/goals/goal/?q=skola")

    assert refused.status_code == 302
    assert log_in(logged_in, next="/admin/goals/goal/?q=skola")["Location"] == "/admin/goals/goal/?q=skola"


def test_whoever_is_there_stays_for_twelve_hours_and_not_longer(logged_in):
    seen(timedelta(minutes=59))
    assert is_in(logged_in)

    began(logged_in, timedelta(hours=11, minutes=59))
    assert is_in(logged_in)

    began(logged_in, timedelta(hours=12))
    assert not is_in(logged_in)


def test_a_login_that_is_over_is_over_for_good(logged_in):
    cookie = logged_in.cookies["sessionid"].value
    seen(timedelta(minutes=61))
    logged_in.get("/admin/")

    seen(timedelta())

    assert not is_in(replay(cookie))
    assert not Session.objects.filter(session_key=cookie).exists()


def test_that_somebody_is_there_is_written_at_most_once_a_minute(logged_in, django_assert_num_queries):
    first = UserSession.objects.get().last_seen_at
    logged_in.get("/admin/")
    assert UserSession.objects.get().last_seen_at == first

    seen(timedelta(seconds=61))
    logged_in.get("/admin/")
    assert UserSession.objects.get().last_seen_at > first
    with django_assert_num_queries(2):  # the session with its login, and the person
        logged_in.get("/konto/kvar/")


def test_htmx_request_gets_401_with_the_login_address(logged_in):
    seen(timedelta(minutes=61))

    for _ in ("expired", "and then nobody"):
        answer = logged_in.post("/admin/goals/goal/", headers={"HX-Request": "true"})
        assert answer.status_code == 401
        assert answer["X-Login-Url"] == "/konto/logga-in/"
        assert "HX-Redirect" not in answer
        assert len(answer.content) < 200
        assert "<" not in answer.text


def test_logout_ends_every_login_and_its_cookie(logged_in, ada, log_in, told):
    elsewhere, other = Client(), Client()
    log_in(elsewhere)
    log_in(other, "ada")
    cookie = logged_in.cookies["sessionid"].value

    logged_in.post("/konto/logga-ut/")

    assert [is_in(each) for each in (logged_in, elsewhere, replay(cookie), other)] == [False, False, False, True]
    assert [event.subject for event in told("logout")] == ["eva"]


def test_copied_cookie_after_logout_is_logged_once_a_minute(logged_in, told):
    cookie = logged_in.cookies["sessionid"].value
    logged_in.post("/konto/logga-ut/")
    assert logged_in.get("/admin/").status_code == 302
    assert told("refused") == [], "its owner's browser has forgotten it"

    for _ in range(3):
        assert replay(cookie).post("/admin/goals/goal/add/", {"title": "Nytt"}).status_code == 302

    [event] = told("refused")
    assert (event.actor, event.address, event.subject) == (None, "127.0.0.1", "POST /admin/goals/goal/add/")
    assert event.detail == "En inloggning som är avslutad användes igen"


def test_logging_out_takes_a_press_of_a_button(logged_in):
    assert "Vill du logga ut?" in logged_in.get("/konto/logga-ut/").text
    assert "Vill du logga ut?" in logged_in.get("/admin/logout/", follow=True).text

    assert is_in(logged_in)


def test_a_new_password_keeps_this_login_and_ends_the_others(logged_in, log_in, told):
    elsewhere = Client()
    log_in(elsewhere)
    before = logged_in.cookies["sessionid"].value

    new = "åtta hundar på en brygga"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert logged_in.post("/konto/losenord/", form).status_code == 302

    assert is_in(logged_in)
    assert not is_in(elsewhere)
    assert not is_in(replay(before)), "the key is new too"
    assert len(told("password")) == 1
    assert UserSession.objects.count() == 1


def test_showing_again_who_one_is_gives_the_login_a_new_key(logged_in):
    before = logged_in.cookies["sessionid"].value

    logged_in.post("/konto/bekrafta/?next=/konto/", {"password": PASSWORD})

    assert is_in(logged_in)
    assert logged_in.cookies["sessionid"].value != before
    assert not is_in(replay(before))
    assert UserSession.objects.get().session_key == logged_in.cookies["sessionid"].value


def test_guesses_at_the_present_password_are_counted(logged_in):
    form = {"oldpassword": "fel", "password1": "åtta hundar på en brygga", "password2": "åtta hundar på en brygga"}
    for _ in range(5):
        assert "Lösenordet stämmer inte" in logged_in.post("/konto/losenord/", form).text

    answer = logged_in.post("/konto/losenord/", form | {"oldpassword": PASSWORD})

    assert "Lösenordet stämmer inte" in answer.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password2": "något annat helt"}, "samma lösenord"),
        ({"password1": PASSWORD, "password2": PASSWORD}, "Det är lösenordet du har nu"),
        ({"password1": "kort", "password2": "kort"}, "minst 12 tecken"),
        ({"password1": "", "password2": ""}, "Skriv ett nytt lösenord."),
    ],
)
def test_a_new_password_that_will_not_do_is_told_at_the_field(logged_in, changes, said):
    new = "åtta hundar på en brygga"

    answer = logged_in.post("/konto/losenord/", {"oldpassword": PASSWORD, "password1": new, "password2": new} | changes)

    assert answer.status_code == 200
    assert said in answer.text


def test_a_person_sees_their_own_logins_and_ends_one(logged_in, ada, log_in, told):
    elsewhere, other = Client(headers={"User-Agent": FIREFOX}), Client()
    log_in(elsewhere, address="198.51.100.9")
    log_in(other, "ada")
    page = logged_in.get("/konto/inloggningar/").text
    theirs = UserSession.objects.get(ip="198.51.100.9")

    assert "Firefox på Windows" in page
    assert page.count("Avsluta<") == 1, "not the present one, and nobody else's"
    logged_in.post("/konto/inloggningar/", {"login": theirs.pk})

    assert [is_in(each) for each in (logged_in, elsewhere, other)] == [True, False, True]
    assert len(told("session_ended")) == 1


def test_a_person_ends_all_their_other_logins(logged_in, ada, log_in):
    elsewhere, third, other = Client(), Client(), Client()
    log_in(elsewhere)
    log_in(third)
    log_in(other, "ada")

    logged_in.post("/konto/inloggningar/")

    assert [is_in(each) for each in (logged_in, elsewhere, third, other)] == [True, False, False, True]


@pytest.mark.parametrize("login", ["0", "-1", "9" * 30, "abc", "٣", "1 OR 1=1"])
def test_nobody_elses_login_can_be_ended_by_its_number(logged_in, ada, log_in, login):
    other = Client()
    log_in(other, "ada")
    theirs = UserSession.objects.get(user=ada)

    assert logged_in.post("/konto/inloggningar/", {"login": login}).status_code == 404
    assert logged_in.post("/konto/inloggningar/", {"login": theirs.pk}).status_code == 404
    assert is_in(other)


def test_somebody_made_inactive_is_out_at_the_next_request(logged_in, eva):
    eva.is_active = False
    eva.save()

    assert not is_in(logged_in)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox på Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari på iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge på Windows"),
        ("curl/8.0", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
    ],
)
def test_a_browser_is_told_in_words(agent, name):
    assert browsers.described(agent) == name


def test_a_login_from_a_browser_with_an_endless_name_works(eva, log_in):
    client = Client(headers={"User-Agent": "x" * 5000})

    log_in(client)

    assert is_in(client)
