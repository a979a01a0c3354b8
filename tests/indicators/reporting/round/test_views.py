"""The coordinator's pages about a year: who sees them, what they say, and what is done there."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.models import Assignment, Outcome, Round, RoundStep, Unit
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move

pytestmark = pytest.mark.django_db

PROGRESS, LOCK = "/admin/inmatning/2024/lage/", "/admin/inmatning/2024/las/"
HERE = ("reporting_progress", "reporting_lock")


@pytest.fixture(autouse=True)
def open_year(year):
    """Let the year be open on the day that the test is run."""
    today = timezone.localdate()
    Round.objects.update(opens_on=today - timedelta(days=30), due_on=today + timedelta(days=10))
    year.refresh_from_db()
    return year


@pytest.fixture
def as_sam(client, sam, home):
    client.force_login(sam.user)
    return client


def said(page):
    """Return what a page says, without its tags and on one line."""
    main = page.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


def bring(who, year, indicator, *moves, text="82,5"):
    change = RowChange({"T": typed(indicator, text)}, {"source": ("Skolenkäten", None)})
    today = timezone.localdate()
    assert save(who, year, indicator, change, today=today).is_whole
    for chosen, by in moves:
        move(by, year, indicator, chosen, today=today)


# Who sees them


@pytest.mark.parametrize("name", HERE)
def test_who_is_not_logged_in_is_sent_to_the_login_and_back(client, name):
    address = reverse(name, args=[2024])

    page = client.get(address)

    assert page.status_code == 302
    assert page.url == f"/konto/logga-in/?{urlencode({'next': address})}"
    assert client.post(address, {"steg": "las"}).status_code in {302, 405}
    assert not RoundStep.objects.exists()


@pytest.mark.parametrize("name", HERE)
def test_a_script_whose_login_has_ended_is_told_so(client, name):
    page = client.get(reverse(name, args=[2024]), headers={"HX-Request": "true"})

    assert page.status_code == 401
    assert page.headers["X-Login-Url"] == "/konto/logga-in/"


@pytest.mark.parametrize("name", HERE)
@pytest.mark.parametrize("who", ["eva", "karl", "omar"])
def test_only_a_coordinator_sees_a_whole_year(client, request, name, who):
    client.force_login(request.getfixturevalue(who).user)

    assert client.get(reverse(name, args=[2024])).status_code == 403
    assert client.post(reverse(name, args=[2024]), {"steg": "las"}).status_code in {403, 405}
    assert Round.objects.get().locked_at is None


@pytest.mark.parametrize("name", HERE)
def test_a_coordinator_who_no_longer_works_here_sees_nothing(as_sam, sam, name):
    sam.user.is_staff = False
    sam.user.save()
    assert as_sam.get(reverse(name, args=[2024])).status_code == 403

    sam.user.is_active = False
    sam.user.save()
    assert as_sam.get(reverse(name, args=[2024])).status_code == 302


@pytest.mark.parametrize("name", HERE)
@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_who_administers_the_portal_coordinates_too(client, person, home, name, role):
    user = person("ada", **({"administrator": None} if role == "administrator" else {}))
    user.is_superuser = role == "superuser"
    user.save()
    client.force_login(user)

    assert client.get(reverse(name, args=[2024])).status_code == 200


@pytest.mark.parametrize("name", HERE)
@pytest.mark.parametrize("wrong", [2023, 0, 10**30])
def test_a_year_that_is_not_there_is_not_found(as_sam, name, wrong):
    assert as_sam.get(reverse(name, args=[wrong])).status_code == 404


@pytest.mark.parametrize("path", ["", "lage/", "godkann/", "inmatning.csv"])
def test_no_page_of_a_year_breaks_before_a_plan_is_read_in(client, sam, year, path):
    client.force_login(sam.user)

    assert client.get(f"/admin/inmatning/2024/{path}").status_code == 404


# How far it has come


def test_the_page_opens_with_the_conclusion(as_sam, eva, open_year, make_indicator):
    first, *_ = [make_indicator(f"i{number}") for number in range(3)]
    bring(eva, open_year, first, (Move.SUBMIT, eva))

    text = said(as_sam.get(PROGRESS))

    assert "Läget för 2024 Av tre värden för 2024 är ett klart. Sista dagen är" in text
    assert "om tio dagar." in text
    assert "Skolförvaltningen har ingen godkännare." in text
    assert "33 % 1 av 3" in text
    assert "Eva Ek Inmatare för Skolförvaltningen 2 att skicka in: Skolförvaltningen" in text
    assert "Inget är sent eller återsänt." in text
    assert 'href="/admin/inmatning/2024/?enhet=skolan"' in as_sam.get(PROGRESS).text


def test_the_page_tells_what_is_late_and_what_came_back(as_sam, eva, karl, open_year, make_indicator):
    returned, _ = make_indicator("ater"), make_indicator("sen")
    bring(eva, open_year, returned, (Move.SUBMIT, eva))
    move(karl, open_year, returned, Move.RETURN, today=timezone.localdate(), message="Räkna <b>om</b>!")
    Round.objects.update(due_on=timezone.localdate() - timedelta(days=1))

    page = as_sam.get(PROGRESS)

    assert "Inget av två värden för 2024 är klart än. Två är sena. Sista dagen var" in said(page)
    assert "Ater Karl Kvist: Räkna <b>om</b>! Återsänt, sent Skolförvaltningen Vems tur: Eva Ek" in said(page)
    assert "Räkna &lt;b&gt;om" in page.text


def test_a_portal_without_assignments_says_what_is_to_be_done(client, admin_user, home):
    client.force_login(admin_user)

    assert "Ingen har något uppdrag än. En administratör ger uppdrag" in said(client.get(PROGRESS))


def test_a_year_in_which_nothing_is_measured_says_so(as_sam):
    text = said(as_sam.get(PROGRESS))

    assert "Ingen indikator ska ha ett värde för 2024." in text
    assert "Ingen enhet ska mäta något 2024." in text


@pytest.fixture
def fill(eva, open_year, make_indicator):
    """Return a function that gives eva so many units more, each with an indicator; every other value is submitted."""

    def make(numbers):
        for number in numbers:
            unit = Unit.objects.create(slug=f"enhet-{number}", name=f"Enhet {number}")
            Assignment.objects.create(user=eva.user, role="reporter", unit=unit)
            eva.user.__dict__.pop("_rights", None)  # kept for one request, and each value here is one
            indicator = make_indicator(f"i{number}", {2022: "80", 2023: "81"}, unit=unit)
            bring(eva, open_year, indicator, *([(Move.SUBMIT, eva)] if number % 2 else []))

    return make


@pytest.mark.slow
@pytest.mark.parametrize(("address", "queries"), [(PROGRESS, 16), (LOCK, 8)])
def test_sixty_indicators_ask_the_database_as_often_as_six(as_sam, fill, django_assert_num_queries, address, queries):
    fill(range(6))
    with django_assert_num_queries(queries):
        as_sam.get(address)
    fill(range(6, 60))
    with django_assert_num_queries(queries):
        page = as_sam.get(address)

    if address == PROGRESS:
        assert "Av 60 värden för 2024 är 30 klara." in said(page)


# What is done with it


def post(client, **answers):
    code = answers["steg"]
    return client.post(
        LOCK, {"steg": code} | {f"{code}-{name}": text for name, text in answers.items() if name != "steg"}
    )


@pytest.fixture
def approved(eva, karl, open_year, make_indicator):
    Round.objects.update(publishing=Round.Publishing.TOGETHER)
    for number in range(2):
        bring(eva, open_year, make_indicator(f"i{number}"), (Move.SUBMIT, eva), (Move.APPROVE, karl))


def test_a_year_is_locked_and_unlocked_with_a_reason(as_sam):
    assert "Ingen kan då skriva in" in said(as_sam.get(LOCK))

    done = post(as_sam, steg="las", seen="0", reason="Beslut § 4")
    assert (done.status_code, done.url) == (302, LOCK)
    text = said(as_sam.get(LOCK))
    assert "Inmatningen för 2024 är låst." in text
    assert "Sam Sjö: Låste året. Beslut § 4" in text
    assert "Lås upp 2024" in text

    refused = post(as_sam, steg="las-upp", reason="  ")
    assert refused.status_code == 422
    assert "Skriv varför året låses upp." in said(refused)
    assert 'aria-invalid="true"' in refused.text
    assert "id_las-upp-reason_error" in refused.text

    assert post(as_sam, steg="las-upp", reason="En skola saknades").status_code == 302
    assert Round.objects.get().locked_at is None
    assert "Låste upp året. En skola saknades" in said(as_sam.get(LOCK))


def test_values_on_their_way_are_left_only_after_a_yes(as_sam, approved):
    refused = post(as_sam, steg="las", seen="2", reason="Nu är det klart")

    assert refused.status_code == 422
    assert "Två värden väntar på att publiceras." in said(refused)
    assert "Kryssa i rutan om året ska låsas ändå." in said(refused)
    assert 'value="Nu är det klart"' in refused.text, "what was written is kept"
    assert Round.objects.get().locked_at is None

    assert post(as_sam, steg="las", seen="2", sure="on", reason="").status_code == 302
    assert Round.objects.get().locked_at is not None


def test_a_yes_to_fewer_than_there_are_now_is_asked_again(as_sam, approved):
    refused = post(as_sam, steg="las", seen="1", sure="on")

    assert refused.status_code == 422
    assert 'name="las-seen" value="2"' in refused.text
    assert "checked" not in refused.text, "to say yes again is a choice"
    assert Round.objects.get().locked_at is None


def test_what_is_approved_is_published_after_a_yes(as_sam, approved):
    assert "Två värden är godkända men syns inte för alla än." in said(as_sam.get(LOCK))

    unsure = post(as_sam, steg="publicera", seen="2")
    assert unsure.status_code == 422
    assert "Kryssa i rutan om värdena ska visas för alla." in said(unsure)
    changed = post(as_sam, steg="publicera", seen="1", sure="on")
    assert "nu är två värden godkända" in said(changed)
    assert not Outcome.objects.filter(year=2024).exists()

    assert post(as_sam, steg="publicera", seen="2", sure="on").status_code == 302
    assert Outcome.objects.published().filter(year=2024).count() == 2
    assert "Två värden för 2024 är nu offentliga." in said(as_sam.get(LOCK))


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"steg": "las", "reason": "x" * 401, "seen": "0"}, "som mest 400 tecken"),
        ({"steg": "las", "reason": "a\x00b", "seen": "0"}, "Null-tecken"),
        ({"steg": "las", "seen": "abc"}, "Året har ändrats sedan du öppnade sidan"),
        ({"steg": "las", "seen": "9" * 5000}, "Året har ändrats sedan du öppnade sidan"),
        ({"steg": "las"}, "Året har ändrats sedan du öppnade sidan"),
        ({"steg": "las-upp", "reason": "Vill"}, "Året har ändrats sedan du öppnade sidan"),
        ({"steg": "publicera", "seen": "0", "sure": "on"}, "Året har ändrats sedan du öppnade sidan"),
        ({"steg": "riv"}, "Året har ändrats sedan du öppnade sidan"),
    ],
    ids=["long", "NUL", "no number", "huge", "nothing seen", "not locked", "nothing approved", "no such step"],
)
def test_a_form_that_cannot_be_is_handed_back_with_a_reason(as_sam, answers, says):
    page = post(as_sam, **answers)

    assert page.status_code == 422
    assert says in said(page)
    assert not RoundStep.objects.exists()
