"""An administrator makes accounts, gives roles, ends logins; nobody rises by their own hand, and the log tells all."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from indicators.models import Assignment, Unit

pytestmark = pytest.mark.django_db
PASSWORD = "sju katter under ett tak"
NEW = "åtta hundar på en brygga"
NO_ROLES = {"assignments-TOTAL_FORMS": "0", "assignments-INITIAL_FORMS": "0"}


@pytest.fixture
def by_ada(client, ada, log_in):
    """Return Ada's browser."""
    log_in(client, "ada")
    return client


@pytest.fixture
def chief(account, log_in):
    """Return the browser of a superuser."""
    account("chef", is_superuser=True)
    log_in(browser := Client(), "chef")
    return browser


def page(what, *args):
    return reverse(f"admin:auth_user_{what}", args=args)


def form_of(browser, user):
    """Return what a browser posts from an account's page, without a change: only what the page really has."""
    answer = browser.get(page("change", user.pk))
    forms = [answer.context["adminform"].form]
    for part in answer.context["inline_admin_formsets"]:
        forms += [part.formset.management_form, *part.formset.forms]
    shown = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in shown.items() if value not in (None, False) and f'"{name}"' in answer.text}


def is_in(browser):
    return browser.get("/admin/").status_code == 200


def test_new_account_goes_from_first_password_to_second_factor(by_ada, log_in, told, settings):
    unit = Unit.objects.create(slug="gatan", name="Gatukontoret")
    form = {
        "username": "Nils",
        "first_name": "Nils",
        "is_staff": "on",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "assignments-TOTAL_FORMS": "1",
        "assignments-INITIAL_FORMS": "0",
        "assignments-0-role": "reporter",
        "assignments-0-unit": unit.pk,
    }
    assert by_ada.post(page("add"), form).status_code == 302

    settings.REQUIRE_MFA = True
    log_in(nils := Client(), "nils")
    assert nils.get("/admin/")["Location"] == "/konto/losenord/"
    nils.post("/konto/losenord/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert nils.get("/admin/")["Location"] == "/konto/"
    assert "Skapade kontot" in {event.detail for event in told("account")}
    assert "Uppdrag: inga → Inmatare, Gatukontoret" in told("rights")[0].detail


def test_account_differing_only_in_capitals_is_refused(by_ada, eva):
    form = {"username": "EVA", "password1": PASSWORD, "password2": PASSWORD, **NO_ROLES}

    assert "Det finns redan ett konto med det användarnamnet." in by_ada.post(page("add"), form).text
    form = form_of(by_ada, eva) | {"username": "Ada"}
    assert "Det finns redan ett konto med det användarnamnet." in by_ada.post(page("change", eva.pk), form).text


def test_a_first_password_that_is_easy_to_guess_is_refused(by_ada):
    form = {"username": "nils", "password1": "Malportalen2026", "password2": "Malportalen2026", **NO_ROLES}

    assert "det första som någon skulle gissa här" in by_ada.post(page("add"), form).text


def test_role_changes_are_in_words_and_in_the_log(by_ada, eva, told):
    form = form_of(by_ada, eva) | {
        "assignments-TOTAL_FORMS": "2",
        "assignments-0-DELETE": "on",
        "assignments-1-role": "coordinator",
        "assignments-1-user": eva.pk,
    }

    assert by_ada.post(page("change", eva.pk), form).status_code == 302

    assert list(eva.assignments.values_list("role", "unit")) == [("coordinator", None)]
    event = told("rights")[0]
    assert (event.actor.username, event.subject) == ("ada", "eva")
    assert event.detail == "Uppdrag: Inmatare, Skolförvaltningen → Samordnare"


@pytest.mark.parametrize(
    ("role", "has_unit", "said"),
    [
        ("reporter", False, "En inmatare och en godkännare har en enhet"),
        ("coordinator", True, "En inmatare och en godkännare har en enhet"),
        ("chef", False, "Välj ett giltigt alternativ"),
    ],
)
def test_a_role_that_does_not_fit_its_unit_is_told_in_swedish(by_ada, eva, role, has_unit, said):
    form = form_of(by_ada, eva) | {
        "assignments-TOTAL_FORMS": "2",
        "assignments-1-role": role,
        "assignments-1-unit": Unit.objects.get().pk if has_unit else "",
    }

    answer = by_ada.post(page("change", eva.pk), form)

    assert answer.status_code == 200
    assert said in answer.text


def test_an_account_with_roles_is_changed_from_its_page(by_ada, eva):
    assert (
        by_ada.post(page("change", eva.pk), form_of(by_ada, eva) | {"email": "eva@kommunen.example"}).status_code == 302
    )

    eva.refresh_from_db()
    assert eva.email == "eva@kommunen.example"


def test_old_page_does_not_restore_a_role_taken_away(by_ada, eva):
    old = form_of(by_ada, eva)
    eva.last_login = timezone.now()
    eva.save()
    assert by_ada.post(page("change", eva.pk), old).status_code == 302, "a login is no change by somebody else"
    eva.is_active = False
    eva.save()

    answer = by_ada.post(page("change", eva.pk), old | {"email": "eva@kommunen.example"})

    assert "Någon annan har ändrat uppgifterna sedan du öppnade sidan." in answer.text
    assert "Aktiv är nu nej, du har ja." in answer.text
    assert "Lösenord är nu" not in answer.text
    eva.refresh_from_db()
    assert not eva.is_active


def test_an_account_made_inactive_is_logged_out_everywhere(by_ada, eva, log_in, told):
    log_in(hers := Client())
    form = form_of(by_ada, eva)
    del form["is_active"]

    by_ada.post(page("change", eva.pk), form)

    assert not is_in(hers)
    assert told("rights")[0].detail == "Får användas: ja → nej"
    assert told("session_ended")[0].subject == "eva"
    assert not is_in(log_in(hers) and hers)


def test_changed_facts_are_logged_by_name(by_ada, eva, told):
    by_ada.post(page("change", eva.pk), form_of(by_ada, eva) | {"email": "eva@exempel.se"})

    assert [event.detail for event in told("account")] == ["Ändrade e-postadress"]
    assert told("rights") == []


def test_nobody_changes_their_own_rights(by_ada, ada, told):
    form = form_of(by_ada, ada)
    assert "is_staff" not in form
    assert 'name="assignments-0-role"' not in by_ada.get(page("change", ada.pk)).text

    by_ada.post(
        page("change", ada.pk),
        form
        | {"is_superuser": "on", "first_name": "Ada"}
        | {"assignments-TOTAL_FORMS": "1", "assignments-INITIAL_FORMS": "0", "assignments-0-role": "coordinator"},
    )

    ada.refresh_from_db()
    assert (ada.first_name, ada.is_superuser, ada.is_staff, ada.is_active) == ("Ada", False, True, True)
    assert [str(each) for each in ada.assignments.all()] == ["Administratör"]
    assert told("rights") == []


def test_administrator_neither_makes_nor_changes_a_superuser(by_ada, eva, chief, django_user_model):
    by_ada.post(page("change", eva.pk), form_of(by_ada, eva) | {"is_superuser": "on"})
    theirs = django_user_model.objects.get(username="chef")

    eva.refresh_from_db()
    assert not eva.is_superuser
    assert by_ada.get(page("change", theirs.pk)).status_code == 200, "may be looked at"
    for address in (page("change", theirs.pk), page("password_change", theirs.pk), page("logins", theirs.pk)):
        form = {"username": "chef", "password1": NEW, "password2": NEW, "action": "remove", **NO_ROLES}
        assert by_ada.post(address, form).status_code == 403, address
    assert by_ada.post(page("delete", theirs.pk), {"post": "yes"}).status_code == 403


def test_a_superuser_makes_another_one_and_that_is_logged(chief, eva, told):
    chief.post(page("change", eva.pk), form_of(chief, eva) | {"is_superuser": "on"})

    eva.refresh_from_db()
    assert eva.is_superuser
    assert told("rights")[0].detail == "Får göra allt: nej → ja"


def test_superuser_made_by_command_is_logged(told):
    call_command("createsuperuser", interactive=False, username="drift", email="", verbosity=0)

    [event] = told("rights")
    assert (event.actor, event.subject) == (None, "drift")


def test_a_given_password_ends_the_logins_and_has_to_be_changed(by_ada, eva, log_in, told):
    log_in(hers := Client())

    by_ada.post(page("password_change", eva.pk), {"password1": NEW, "password2": NEW, "set-password": "x"})

    assert not is_in(hers)
    assert is_in(by_ada), "whoever gives it stays logged in"
    assert told("password")[0].detail == "Gav kontot ett nytt lösenord. Avslutade inloggningar: 1"
    log_in(hers, password=NEW)
    assert hers.get("/admin/")["Location"] == "/konto/losenord/"


def test_given_password_must_be_changed_after_a_rename_too(by_ada, eva, log_in, settings):
    by_ada.post(page("password_change", eva.pk), {"password1": NEW, "password2": NEW, "set-password": "x"})
    by_ada.post(page("change", eva.pk), form_of(by_ada, eva) | {"username": "eva.ek"})
    settings.SECRET_KEY = "y" * 60

    for _ in range(2):
        log_in(hers := Client(), "eva.ek", password=NEW)
        assert hers.get("/admin/")["Location"] == "/konto/losenord/"


def test_a_given_password_follows_the_rules(by_ada, eva, told):
    answer = by_ada.post(page("password_change", eva.pk), {"password1": "Sommar2026!!", "password2": "Sommar2026!!"})

    assert "det första som någon skulle gissa här" in answer.text
    assert told("password") == []


def test_lost_telephone_is_removed_and_a_new_one_is_asked_for(by_ada, eva, log_in, told, settings):
    TOTP.activate(eva, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert "App för engångskoder" in by_ada.get(page("logins", eva.pk)).text

    by_ada.post(page("logins", eva.pk), {"action": "remove"})

    assert not Authenticator.objects.filter(user=eva).exists()
    assert [(event.actor.username, event.detail) for event in told("factor")] == [
        ("ada", "Tog bort app för engångskoder")
    ]
    settings.REQUIRE_MFA = True
    log_in(hers := Client())
    assert hers.get("/admin/")["Location"] == "/konto/"


def test_another_persons_logins_are_ended(by_ada, eva, log_in, told):
    log_in(hers := Client(), address="198.51.100.7")
    shown = by_ada.get(page("logins", eva.pk)).text
    assert "198.51.100.7" in shown

    by_ada.post(page("logins", eva.pk), {"action": "end"})

    assert not is_in(hers)
    assert is_in(by_ada)
    assert told("session_ended")[0].actor.username == "ada"


def test_ones_own_are_ended_on_ones_own_page(by_ada, ada):
    assert by_ada.get(page("logins", ada.pk)).status_code == 403
    assert by_ada.get(page("logins", 4711)).status_code == 404
    assert "Mitt konto" in by_ada.get(page("change", ada.pk)).text


def test_stale_login_reauthenticates_before_ending_anothers(by_ada, eva):
    TOTP.activate(eva, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    session = by_ada.session
    session["account_authentication_methods"][0]["at"] -= 600
    session.save()

    answer = by_ada.post(page("logins", eva.pk), {"action": "remove"})
    assert answer["Location"].startswith("/konto/bekrafta/")
    assert Authenticator.objects.filter(user=eva).exists()
    by_ada.post(answer["Location"], {"password": PASSWORD})

    assert not Authenticator.objects.filter(user=eva).exists()


def test_the_list_says_who_does_what(by_ada, eva):
    text = by_ada.get(page("changelist")).text

    assert "Inmatare, Skolförvaltningen" in text
    assert "Administratör" in text
    assert by_ada.get(page("changelist"), {"assignments__role__exact": "reporter"}).text.count("field-username") == 1


def test_many_accounts_are_listed_with_as_many_questions_as_few(by_ada, eva, account):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            by_ada.get(page("changelist"))
        return len(asked)

    few = questions()
    for number in range(30):
        Assignment.objects.create(user=account(f"person {number}"), role="reporter", unit=Unit.objects.get())

    assert questions() == few


@pytest.mark.parametrize("query", ["id__in=" + "9" * 30, "assignments__role=kung", "p=-1"])
def test_a_garbled_address_never_breaks_the_list_of_accounts(by_ada, query):
    answer = by_ada.get(f"{page('changelist')}?{query}", follow=True)

    assert answer.status_code == 200
