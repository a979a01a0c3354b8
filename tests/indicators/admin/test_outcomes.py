"""Yearly values in the administration: written, published, corrected and kept."""

from datetime import UTC, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from indicators.models import (
    Indicator,
    Outcome,
)
from tests.indicators.admin.pages import errors_of, filled, outcome_of, page

pytestmark = pytest.mark.django_db


def test_the_indicators_page_leads_to_the_sheet(admin_client, indicator, home):
    assert f'href="{reverse("reporting_overview")}"' in admin_client.get(page("indicator", "change", indicator.pk)).text


def test_the_municipalitys_own_values_are_only_read_here(admin_client, indicator, home, neighbour, new_value):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    draft = outcome_of(indicator, home, year=2025)
    address = page("outcome", "change", own.pk)

    shown = admin_client.get(address).text

    assert reverse("reporting_entry", args=[2024, "trygga"]) in shown
    assert 'name="_save"' not in shown
    assert admin_client.post(address, new_value).status_code == 403
    assert admin_client.post(page("outcome", "delete", draft.pk), {"post": "yes"}).status_code == 403
    added = admin_client.post(page("outcome", "add"), new_value | {"municipality": home.pk})
    assert "Välj ett giltigt alternativ" in errors_of(added)["municipality"][0]
    ticked = {"action": "publish", "_selected_action": [draft.pk]}
    assert "Inget publicerades" in admin_client.post(page("outcome", "changelist"), ticked, follow=True).text
    draft.refresh_from_db()
    assert (draft.state, Outcome.objects.count()) == ("draft", 2)


def test_read_only_page_shows_plain_values_without_help_texts(admin_client, indicator, home):
    own = outcome_of(indicator, home, value="22467.5")

    text = admin_client.get(page("outcome", "change", own.pk)).text

    assert '<div class="readonly">22\u00a0467,5</div>' in text
    assert '<div class="readonly">nej</div>' in text, "whether it is preliminary: a picture has an English name"
    assert "Skriv som du brukar" not in text
    own.value, own.missing_reason = None, "secrecy"
    own.save()
    assert "None" not in admin_client.get(page("outcome", "change", own.pk)).text


def test_a_value_is_saved_as_it_was_written(admin_client, new_value):
    data = new_value | {"value": "−1\u00a0083,25 %", "comment": "Efter ombyggnad."}

    response = admin_client.post(page("outcome", "add"), data)

    assert response.status_code == 302
    saved = Outcome.objects.get()
    assert (saved.value, saved.comment, saved.state) == (Decimal("-1083.25"), "Efter ombyggnad.", "draft")
    assert filled(admin_client.get(page("outcome", "change", saved.pk)))["value"] == "−1\u00a0083,25"


def test_ambiguous_value_is_asked_about_and_kept_as_written(admin_client, new_value):
    response = admin_client.post(page("outcome", "add"), new_value | {"value": "1.083"})

    assert errors_of(response) == {"value": ["Menar du 1 083 eller 1,083? Skriv utan punkt."]}
    assert 'value="1.083"' in response.text
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"value": "abc"}, "value", "Skriv ett tal"),
        ({"value": "NaN"}, "value", "Skriv ett tal"),
        ({"value": "9" * 40}, "value", "inte är mer än 24 siffror"),
        ({"value": "9" * 5000}, "value", "för långt"),
        ({"value": "0,12345678901"}, "value", "inte är mer än 10 decimaler"),
        ({"value": ""}, "value", "Skriv ett värde, eller välj orsaken"),
        ({"missing_reason": "secrecy"}, "missing_reason", "både ett värde och en orsak"),
        ({"missing_reason": "hittepå"}, "missing_reason", "hittepå finns inte bland"),
        ({"year": "99999"}, "year", "mindre än eller lika med 2200"),
        ({"year": "-5"}, "year", "större än eller lika med"),
        ({"year": "tjugo"}, "year", "heltal"),
        ({"year": "9" * 5000}, "year", "heltal"),
        ({"indicator": "abc"}, "indicator", "Välj ett giltigt alternativ"),
        ({"indicator": "9" * 30}, "indicator", "Välj ett giltigt alternativ"),
        ({"municipality": ""}, "municipality", "måste fyllas i"),
        ({"source": "\x00"}, "source", "Null-tecken"),
        ({"source": "x" * 301}, "source", "som mest 300 tecken"),
        ({"source_url": "javascript:alert(1)"}, "source_url", "giltig URL"),
        ({"retrieved_on": "2026-02-31"}, "retrieved_on", "giltigt datum"),
        ({"state": "hemligt"}, "state", "hemligt finns inte bland"),
    ],
)
def test_bad_input_is_answered_in_swedish_at_the_field(admin_client, new_value, changes, field, words):
    response = admin_client.post(page("outcome", "add"), new_value | changes)

    found = errors_of(response)
    assert list(found) == [field]
    assert words in found[field][0]
    assert not Outcome.objects.exists()


@pytest.mark.usefixtures("published")
def test_a_second_value_for_the_same_year_is_refused_in_words(admin_client, new_value):
    response = admin_client.post(page("outcome", "add"), new_value | {"year": "2024"})

    words = "Det finns redan ett utfall för den indikatorn, kommunen, året och könet."
    assert errors_of(response) == {"__all__": [words]}


def test_a_step_has_to_be_one_of_the_steps(admin_client, new_value):
    Indicator.objects.update(categories=["inga", "några", "alla"])

    response = admin_client.post(page("outcome", "add"), new_value | {"value": "3"})

    assert errors_of(response) == {"value": ["Skriv stegets nummer: 0 inga, 1 några, 2 alla."]}


# Publishing, correcting and keeping


def test_the_first_publication_is_dated_and_the_date_stands(admin_client, new_value):
    admin_client.post(page("outcome", "add"), new_value | {"state": "published"})
    outcome = Outcome.objects.get()
    first = outcome.published_at
    assert first is not None

    data = filled(admin_client.get(page("outcome", "change", outcome.pk)))
    admin_client.post(page("outcome", "change", outcome.pk), data | {"value": "90", "change_reason": "Rättat"})

    outcome.refresh_from_db()
    assert (outcome.value, outcome.published_at) == (90, first)


@pytest.mark.parametrize(
    "changes",
    [{"value": "79"}, {"value": "", "missing_reason": "secrecy"}, {"state": "draft"}, {"year": "2023"}],
    ids=str,
)
def test_what_is_public_is_not_changed_without_saying_why(admin_client, published, changes):
    address = page("outcome", "change", published.pk)
    data = filled(admin_client.get(address)) | changes

    refused = admin_client.post(address, data)
    assert errors_of(refused) == {"change_reason": ["Värdet är publicerat. Skriv varför det ändras."]}

    assert admin_client.post(address, data | {"change_reason": "Källan rättade"}).status_code == 302
    newest = published.history.first()
    assert (newest.history_change_reason, newest.history_user.get_username()) == ("Källan rättade", "admin")


def test_a_draft_and_a_comment_are_changed_without_ado(admin_client, published, indicator, neighbour):
    draft = outcome_of(indicator, neighbour, year=2025)
    for outcome, changes in ((draft, {"value": "70"}), (published, {"comment": "Bra att veta."})):
        address = page("outcome", "change", outcome.pk)

        assert admin_client.post(address, filled(admin_client.get(address)) | changes).status_code == 302


def test_the_history_tells_who_when_old_new_and_why(admin_client, published):
    address = page("outcome", "change", published.pk)
    data = filled(admin_client.get(address)) | {"value": "79,25", "is_preliminary": "on", "change_reason": "Ny enkät"}
    admin_client.post(address, data)

    text = unescape(admin_client.get(page("outcome", "history", published.pk)).text)

    for words in ("admin", "Värde: från 81,4 till 79,25", "Preliminärt: från nej till ja", "Ny enkät", "Skapades"):
        assert words in text


def test_published_value_cannot_be_deleted_but_a_draft_can(admin_client, published, indicator, neighbour):
    draft = outcome_of(indicator, neighbour, year=2025)
    change = admin_client.get(page("outcome", "change", published.pk)).text

    assert "Ett värde som har publicerats kan inte tas bort." in change
    assert page("outcome", "delete", published.pk) not in change
    assert admin_client.post(page("outcome", "delete", published.pk), {"post": "yes"}).status_code == 403
    Outcome.objects.filter(pk=published.pk).update(state="draft")
    assert admin_client.post(page("outcome", "delete", published.pk), {"post": "yes"}).status_code == 403
    assert admin_client.post(page("outcome", "delete", draft.pk), {"post": "yes"}).status_code == 302
    assert list(Outcome.objects.all()) == [published]


def test_an_indicator_with_values_cannot_be_removed(admin_client, indicator, published):
    response = admin_client.post(page("indicator", "delete", indicator.pk), {"post": "yes"})

    assert response.status_code == 200
    assert "”Trygga elever” kan inte tas bort, eftersom annat bygger på det:" in response.text
    assert Indicator.objects.exists()


def test_drafts_are_published_together_each_with_its_history(admin_client, published, indicator, neighbour):
    drafts = [outcome_of(indicator, neighbour, year=year) for year in (2025, 2026)]
    ticked = {"action": "publish", "_selected_action": [each.pk for each in (*drafts, published)]}

    response = admin_client.post(page("outcome", "changelist"), ticked, follow=True)

    assert "Två utfall är nu publicerade." in response.text
    for draft in drafts:
        draft.refresh_from_db()
        assert (draft.state, draft.history.count()) == ("published", 2)
        assert draft.published_at is not None
