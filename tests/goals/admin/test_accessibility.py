"""The statement of accessibility in the administration: gaps come, change and go, and nobody's are overwritten."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from goals.models import AccessibilityGap, AccessibilityStatement
from indicators.models import Unit
from tests.indicators.admin.pages import errors_of, filled

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def statement():
    days = {"assessed_on": DAY, "updated_on": DAY}
    row = AccessibilityStatement.objects.create(conformity="partial", assessment="own", method="Tangentbord.", **days)
    words = {"need": "no_sight", "criterion": "1.1.1", "description": "Bilder.", "reason": "lack"}
    AccessibilityGap.objects.create(statement=row, slug="bilder", **words)
    return row


def page(kind, statement):
    return reverse(f"admin:goals_accessibilitystatement_{kind}", args=[statement.pk])


def opened(client, statement, **changes):
    return filled(client.get(page("change", statement))) | changes


def gap_form(number=1, **changes):
    words = {"need": "hands", "criterion": "2.5.8", "description": "Små knappar.", "reason": "lack", "slug": "knappar"}
    return {f"gaps-{number}-{name}": value for name, value in (words | changes).items()}


def test_a_page_saved_as_it_was_opened_changes_nothing(admin_client, statement):
    before = [AccessibilityStatement.objects.values().get(), AccessibilityGap.objects.values().get()]

    assert admin_client.post(page("change", statement), opened(admin_client, statement)).status_code == 302

    assert [AccessibilityStatement.objects.values().get(), AccessibilityGap.objects.values().get()] == before


def test_a_gap_that_is_mended_is_taken_away(admin_client, statement):
    data = opened(admin_client, statement) | {"gaps-0-DELETE": "on"}

    assert admin_client.post(page("change", statement), data).status_code == 302

    assert not AccessibilityGap.objects.exists()


def test_full_conformity_is_taken_when_the_last_gap_goes_with_it(admin_client, statement):
    data = opened(admin_client, statement, conformity="full") | {"gaps-0-DELETE": "on"}

    assert admin_client.post(page("change", statement), data).status_code == 302

    statement.refresh_from_db()
    assert statement.conformity == "full"


def test_full_conformity_is_refused_while_an_old_gap_is_there(admin_client, statement):
    response = admin_client.post(page("change", statement), opened(admin_client, statement, conformity="full"))

    assert "Det som är helt förenligt med lagen har inga brister. Ändra det ena." in unescape(response.text)
    statement.refresh_from_db()
    assert statement.conformity == "partial"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"conformity": ""}, "conformity", "måste fyllas i"),
        ({"assessment": "rykte"}, "assessment", "rykte finns inte bland"),
        ({"assessed_on": "i våras"}, "assessed_on", "giltigt datum"),
        ({"updated_on": ""}, "updated_on", "måste fyllas i"),
        ({"method": "  "}, "method", "måste fyllas i"),
        ({"answer_time": "x" * 61}, "answer_time", "som mest 60 tecken"),
        ({"note": "en\x00not"}, "note", "Null-tecken"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input_is_answered_at_its_field_with_gaps_kept(admin_client, statement, changes, field, words):
    response = admin_client.post(page("change", statement), opened(admin_client, statement) | gap_form() | changes)

    found = errors_of(response)
    assert (list(found), words in found[field][0]) == ([field], True)
    assert "Små knappar." in response.text
    assert AccessibilityGap.objects.count() == 1


def test_tomorrow_is_no_day_of_assessment(admin_client, statement):
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    data = opened(admin_client, statement, assessed_on=tomorrow, updated_on=tomorrow)

    found = errors_of(admin_client.post(page("change", statement), data))

    assert {name: found[name] for name in ("assessed_on", "updated_on")} == {
        "assessed_on": ["Dagen har inte kommit än."],
        "updated_on": ["Dagen har inte kommit än."],
    }


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"need": "alla"}, "need", "alla finns inte bland"),
        ({"criterion": "1.4"}, "criterion", "till exempel 1.4.10"),
        ({"description": ""}, "description", "måste fyllas i"),
        ({"reason": "lathet"}, "reason", "lathet finns inte bland"),
        ({"fixed_by": "snart"}, "fixed_by", "giltigt datum"),
        ({"slug": "små knappar"}, "slug", "giltig"),
        ({"slug": "bilder"}, "slug", "finns redan"),
        ({"position": "-1"}, "position", "större än eller lika med 0"),
    ],
    ids=str,
)
def test_bad_gap_is_answered_at_its_field(admin_client, statement, changes, field, words):
    data = opened(admin_client, statement, note="Skriven nyss.") | gap_form(**changes)

    response = admin_client.post(page("change", statement), data)

    [gaps] = response.context["inline_admin_formsets"]
    errors = gaps.formset.errors[1]
    assert (list(errors), words in errors[field][0]) == ([field], True)
    assert response.context["adminform"].form["note"].value() == "Skriven nyss."
    assert AccessibilityGap.objects.count() == 1


def test_a_gap_changed_meanwhile_is_not_overwritten(admin_client, statement):
    mine = opened(admin_client, statement) | {"gaps-0-description": "Mina bilder."}
    AccessibilityGap.objects.update(description="Deras bilder.")

    text = unescape(admin_client.post(page("change", statement), mine).text)

    assert "Beskrivning är nu Deras bilder., du har Mina bilder." in text
    assert AccessibilityGap.objects.get().description == "Deras bilder."


def test_a_statement_changed_meanwhile_is_not_overwritten(admin_client, statement):
    mine = opened(admin_client, statement, method="Min metod.")
    AccessibilityStatement.objects.update(method="Deras metod.")

    [words] = errors_of(admin_client.post(page("change", statement), mine))["__all__"]

    assert "Deras metod., du har Min metod." in words
    assert AccessibilityStatement.objects.get().method == "Deras metod."


def test_a_coordinator_writes_the_statement(client, statement, person):
    client.force_login(person("sam", coordinator=None))

    assert client.post(page("change", statement), opened(client, statement, note="Ny.")).status_code == 302

    assert AccessibilityStatement.objects.get().note == "Ny."


@pytest.mark.parametrize("role", ["reporter", "approver"])
def test_who_enters_values_does_not_touch_the_statement(client, statement, person, role):
    client.force_login(person("eva", **{role: Unit.objects.create(slug="skolan", name="Skolan")}))

    assert client.get(page("change", statement)).status_code == 403
    assert client.post(page("change", statement), {"note": "Ny."} | gap_form()).status_code == 403
    assert client.post(page("delete", statement), {"post": "yes"}).status_code == 403
    assert AccessibilityGap.objects.count() == 1
