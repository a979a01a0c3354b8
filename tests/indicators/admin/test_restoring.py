"""Making an earlier state the present one, by one more change."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.eventlog import LogActor
from indicators.models import (
    Correction,
    Entry,
    Indicator,
    Target,
)
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.saving import save
from tests.indicators.admin.pages import outcome_of, page

pytestmark = pytest.mark.django_db


def restored(admin_client, model, row, number):
    """Press Återställ beside the row's record of so many changes ago, and return the page it leads to."""
    address = page(model, "restore", row.pk, row.history.all()[number].history_id)
    assert address in admin_client.get(page(model, "history", row.pk)).text
    return admin_client.post(address, follow=True)


def test_a_target_is_restored_as_a_new_change(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=90)
    target.value = 95
    target.save()

    response = restored(admin_client, "target", target, 1)

    target.refresh_from_db()
    assert (target.value, target.history.count()) == (90, 3)
    assert target.history.first().history_change_reason.startswith("Återställt till det som gällde 20")
    assert "Återställt." in response.text


def test_neighbours_published_value_is_restored_as_a_correction(admin_client, published):
    published.value = 79
    published.save()

    restored(admin_client, "outcome", published, 1)

    published.refresh_from_db()
    correction = Correction.objects.get()
    assert (published.value, correction.old_value, correction.new_value) == (Decimal("81.4"), 79, Decimal("81.4"))


def test_an_own_value_is_restored_through_the_sheet(admin_client, indicator, home, year):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.value = 79
    own.save()

    response = restored(admin_client, "outcome", own, 1)

    own.refresh_from_db()
    assert own.value == 79, "the public waits for an approver"
    entry = Entry.objects.get()
    assert (entry.cells.get().value, entry.state) == (Decimal("81.4"), "draft")
    assert entry.change_reason.startswith("Återställt till det som gällde")
    assert response.redirect_chain[-1][0] == reverse("reporting_entry", args=[2024, "trygga"])


def test_restoring_the_current_value_changes_nothing(admin_client, indicator, home, year):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.comment = "Efter ombyggnad."
    own.save()

    response = restored(admin_client, "outcome", own, 1)

    assert "Det är samma värde som står i inmatningen nu." in response.text
    assert not Entry.objects.exists(), "else the next change would be published with this reason"


def test_restoring_does_not_overwrite_the_sheet(admin_client, indicator, home, year, person):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.value = 79
    own.save()
    eva = LogActor(person("eva", "Eva Ek", reporter=indicator.unit))
    written = RowChange({"T": typed(indicator, "80")}, {"change_reason": ("Omräknat.", None)})
    save(eva, year, indicator, written, today=date(2025, 1, 20))

    response = restored(admin_client, "outcome", own, 1)

    assert "Det går inte att återställa: Eva Ek sparade 80" in response.text
    entry = Entry.objects.get()
    assert (entry.cells.get().value, entry.change_reason) == (80, "Omräknat.")


def test_an_own_value_that_is_no_longer_possible_is_not_restored(admin_client, indicator, home, year):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.value = 79
    own.save()
    Indicator.objects.update(highest=80)

    response = restored(admin_client, "outcome", own, 1)

    assert "Det går inte att återställa: 81,4 % är för högt." in response.text.replace("\u00a0", " ")
    assert not Entry.objects.exists()


def test_a_state_that_cannot_be_any_more_is_not_restored(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=90)
    target.year = 2027
    target.save()
    Target.objects.create(indicator=indicator, year=2026, value=91)

    assert "Det går inte att återställa" in restored(admin_client, "target", target, 1).text
    target.refresh_from_db()
    assert target.year == 2027


def test_nothing_is_restored_by_a_link_or_by_somebody_else(admin_client, client, indicator, person, published):
    address = page("outcome", "restore", published.pk, published.history.first().history_id)

    assert admin_client.get(address).status_code == 405
    client.force_login(person("bo"))
    assert client.post(address).status_code == 403
    assert admin_client.post(page("outcome", "restore", published.pk, 99999)).status_code == 404
    assert admin_client.post(page("outcome", "restore", "hej", 1)).status_code == 404
