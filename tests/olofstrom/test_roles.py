"""What each role lets a person see and do in the administration, from the next request on."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from indicators.models import Assignment, Unit

pytestmark = pytest.mark.django_db
CHANGES = ("add", "change", "delete")
FOR_ADMINISTRATORS = {"auth.user", "indicators.assignment", "indicators.event"}


@pytest.fixture
def person(account):
    """Return a function that makes a person with a role and asks anew what they may: `person("reporter")`."""

    def make(role, username="bo"):
        user = account(username)
        unit = (
            Unit.objects.get_or_create(slug="gatan", name="Gatukontoret")[0]
            if role in {"reporter", "approver"}
            else None
        )
        if role:
            Assignment.objects.create(user=user, role=role, unit=unit)
        return type(user).objects.get(pk=user.pk)

    return make


def kinds_of(user, verb):
    """Return the kinds of rows that a person has a permission for: {"goals.goal", …}."""
    names = (name.split(".") for name in user.get_all_permissions())
    return {f"{app}.{code.removeprefix(f'{verb}_')}" for app, code in names if code.startswith(f"{verb}_")}


@pytest.mark.parametrize("role", ["reporter", "approver"])
def test_reporter_and_approver_see_plan_and_write_assessments(person, role):
    user = person(role)

    assert {"goals.goal", "goals.vision", "indicators.outcome", "indicators.target"} <= kinds_of(user, "view")
    assert (kinds_of(user, "add"), kinds_of(user, "change")) == ({"goals.assessment"}, {"goals.assessment"})
    assert kinds_of(user, "delete") == set()
    assert not user.has_perm("goals.freeze_annualsummary")
    assert not FOR_ADMINISTRATORS & kinds_of(user, "view")


@pytest.mark.parametrize("role", ["reporter", "approver"])
def test_reporter_and_approver_read_no_messages(person, client, role):
    client.force_login(person(role))

    assert client.get(reverse("admin:goals_report_changelist")).status_code == 403
    assert client.get(reverse("admin:indicators_portal_changelist")).status_code == 403
    assert "Meddelanden" not in client.get(reverse("admin:index")).text


def test_coordinator_changes_plan_and_years_but_no_accounts(person):
    user = person("coordinator")

    for verb in CHANGES:
        assert {"goals.goal", "goals.vision", "goals.goalindicator", "indicators.indicator"} <= kinds_of(user, verb)
        assert not FOR_ADMINISTRATORS & kinds_of(user, verb)
    assert user.has_perm("goals.freeze_annualsummary")
    assert not FOR_ADMINISTRATORS & kinds_of(user, "view")
    assert not user.has_module_perms("auth")


def test_administrator_has_accounts_and_the_log_too(person):
    user = person("administrator")

    for verb in ("view", *CHANGES):
        assert {"auth.user", "indicators.assignment", "goals.goal"} <= kinds_of(user, verb)
    assert "indicators.event" in kinds_of(user, "view")
    assert not any("event" in kind for verb in CHANGES for kind in kinds_of(user, verb)), "the log is read only"
    assert "auth.group" not in kinds_of(user, "view")


def test_somebody_without_a_role_sees_nothing(person, client):
    user = person("")
    client.force_login(user)

    assert user.get_all_permissions() == set()
    assert "Du har inte behörighet att se eller ändra något" in client.get("/admin/").text
    assert client.get(reverse("admin:goals_goal_changelist")).status_code == 403


def test_groups_and_user_permissions_count_for_nothing(person, django_user_model):
    user = person("reporter")
    permission = django_user_model.user_permissions.field.related_model.objects.get(codename="change_user")
    user.user_permissions.add(permission)
    user.groups.create(name="Alla").permissions.add(permission)

    assert not django_user_model.objects.get(pk=user.pk).has_perm("auth.change_user")


def test_a_right_is_never_for_one_row_only(person, eva):
    assert not person("administrator").has_perm("auth.change_user", eva)


def test_somebody_inactive_may_nothing(person):
    user = person("administrator")
    user.is_active = False

    assert user.get_all_permissions() == set()


def test_a_role_given_or_taken_holds_from_the_next_request(person, client):
    user = person("reporter")
    client.force_login(user)
    list_, add = reverse("admin:goals_goal_changelist"), reverse("admin:goals_goal_add")
    assert (client.get(list_).status_code, client.get(add).status_code) == (200, 403)

    Assignment.objects.create(user=user, role="coordinator")
    assert client.get(add).status_code == 200

    Assignment.objects.filter(user=user).delete()
    assert (client.get(list_).status_code, client.get(add).status_code) == (403, 403)


@pytest.mark.parametrize("role", ["reporter", "approver", "coordinator"])
def test_only_an_administrator_opens_accounts_and_the_log(person, client, role, eva):
    client.force_login(person(role))
    addresses = [
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_add"),
        reverse("admin:auth_user_change", args=[eva.pk]),
        reverse("admin:auth_user_password_change", args=[eva.pk]),
        reverse("admin:auth_user_logins", args=[eva.pk]),
        reverse("admin:auth_user_delete", args=[eva.pk]),
        reverse("admin:auth_user_history", args=[eva.pk]),
        reverse("admin:indicators_event_changelist"),
    ]

    for address in addresses:
        assert client.get(address).status_code == 403, address
        assert client.post(address, {"role": "administrator"}).status_code == 403, address
    first_page = client.get("/admin/").text
    assert "Händelser" not in first_page
    assert ">Användare<" not in first_page


def test_only_the_portals_own_pages_show_logins_and_groups(person, client):
    registered = {model._meta.label for model in admin.site._registry}

    assert "auth.Group" not in registered
    assert not {
        label for label in registered if label.split(".")[0] in {"account", "mfa", "socialaccount", "usersessions"}
    }


def test_permissions_are_asked_for_once_per_request(person, django_assert_num_queries):
    user = person("coordinator")

    with django_assert_num_queries(1):
        for name in ("goals.change_goal", "goals.view_vision", "auth.view_user", "indicators.add_target"):
            user.has_perm(name)


def test_a_name_without_a_password_opens_nothing(client, account):
    account("tom", password=None)

    assert not client.login(username="tom", password="")
    assert not client.login(username="tom", password=None)
    assert not Client().login(username=None, password="x")
