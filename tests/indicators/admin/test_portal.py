"""The portal's own page, the frame of the administration, and who may do what there."""

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import (
    Assignment,
    Event,
    Portal,
    Unit,
)
from tests.indicators.admin.pages import errors_of, filled, page

pytestmark = pytest.mark.django_db


def test_portal_can_be_changed_but_not_added_or_deleted(admin_client, home):
    portal = Portal.objects.get()

    assert admin_client.get(page("portal", "add")).status_code == 403
    assert admin_client.post(page("portal", "delete", portal.pk), {"post": "yes"}).status_code == 403
    address = page("portal", "change", portal.pk)
    assert admin_client.post(address, filled(admin_client.get(address)) | {"tagline": "Så går det"}).status_code == 302
    portal.refresh_from_db()
    assert portal.tagline == "Så går det"


def test_coordinator_cannot_lift_rules_about_their_own_work(client, home, neighbour, person):
    """Neither four eyes, nor whose values go through the sheet: another's are written without anybody's approval."""
    client.force_login(person("sam", coordinator=None))
    address = page("portal", "change", Portal.objects.get().pk)
    shown = client.get(address)
    sent = filled(shown) | {"tagline": "Så går det", "municipality": neighbour.pk}
    assert '<div class="readonly">Ja</div>' in shown.text

    assert client.post(address, {name: value for name, value in sent.items() if name != "four_eyes"}).status_code == 302

    portal = Portal.objects.get()
    assert (portal.tagline, portal.four_eyes, portal.municipality) == ("Så går det", True, home)


def test_four_eyes_is_set_on_the_portal_page_and_logged(admin_client, home):
    portal = Portal.objects.get()
    address = page("portal", "change", portal.pk)
    sent = filled(admin_client.get(address))
    assert sent.pop("four_eyes", None) is True

    assert admin_client.post(address, sent).status_code == 302

    portal.refresh_from_db()
    assert not portal.four_eyes
    assert [event.detail for event in Event.objects.filter(kind="rights")] == ["Fyra ögon: ja → nej"]


def test_a_logotype_that_runs_code_is_refused(admin_client, home):
    portal = Portal.objects.get()
    address = page("portal", "change", portal.pk)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

    response = admin_client.post(address, filled(admin_client.get(address)) | {"logo": drawing})

    assert "en logotyp kör ingen kod" in errors_of(response)["logo"][0]


def test_admin_index_has_headings_and_links_to_the_site(admin_client):
    text = admin_client.get(reverse("admin:index")).text

    headings = ["Siffror", "Vision och mål", "Portalen", "Användare och behörigheter"]
    assert sorted(headings, key=text.index) == headings
    assert '<a href="/">Visa webbplatsen</a>' in text
    assert "Målportalen – administration" in text


def test_nothing_is_left_in_english(admin_client, indicator, published):
    for address in (
        reverse("admin:index"),
        page("indicator", "changelist"),
        page("target", "changelist"),
        reverse("admin:auth_user_changelist"),
        page("outcome", "changelist"),
        page("outcome", "add"),
        page("outcome", "change", published.pk),
        page("indicator", "change", indicator.pk),
        reverse("admin:auth_user_add"),
    ):
        text = admin_client.get(address).text
        for english in (
            "Select an option",
            "Search<",
            'alt="Search"',
            "Can add",
            "Add ",
            "Change ",
            ">None<",
            '"True"',
        ):
            assert english not in text, address


def test_a_person_who_may_only_look_cannot_save(client, published, new_value, django_user_model):
    looker = django_user_model.objects.create_user("tittar", is_staff=True)
    Assignment.objects.create(user=looker, role="reporter", unit=Unit.objects.create(slug="gatan", name="Gatukontoret"))
    client.force_login(looker)
    address = page("outcome", "change", published.pk)

    shown = client.get(address)

    assert "81,4" in shown.text
    assert 'name="_save"' not in shown.text
    assert client.post(address, new_value).status_code == 403
    assert client.get(page("outcome", "history", published.pk)).status_code == 200
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert "Publicera valda" not in client.get(page("outcome", "changelist")).text


def test_used_account_is_never_deleted_but_an_unused_one_can(admin_client, django_user_model):
    used = django_user_model.objects.create_user("anna", password="hemligt")
    unused = django_user_model.objects.create_user("bo", password="hemligt")
    Client().force_login(used)

    for each in (used, unused):
        admin_client.post(reverse("admin:auth_user_delete", args=[each.pk]), {"post": "yes"})
    ticked = {"action": "delete_selected", "_selected_action": [used.pk], "post": "yes"}
    admin_client.post(reverse("admin:auth_user_changelist"), ticked)

    assert set(django_user_model.objects.filter(pk__in=[used.pk, unused.pk])) == {used}
