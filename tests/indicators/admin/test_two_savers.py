"""Two people at once in the administration: nothing is overwritten unseen."""

from decimal import Decimal
from html import unescape

import pytest

from indicators.models import (
    Outcome,
    Target,
)
from tests.indicators.admin.pages import errors_of, filled, page

pytestmark = pytest.mark.django_db


def test_the_later_of_two_savers_is_told_and_overwrites_nothing(admin_client, published):
    address = page("outcome", "change", published.pk)
    mine = filled(admin_client.get(address)) | {"value": "70", "change_reason": "Min rättelse"}
    theirs = filled(admin_client.get(address)) | {"value": "75,5", "change_reason": "Deras rättelse"}
    assert admin_client.post(address, theirs).status_code == 302

    refused = admin_client.post(address, mine)

    [words] = errors_of(refused)["__all__"]
    assert words.startswith("Någon annan har ändrat uppgifterna sedan du öppnade sidan. Värde är nu 75,5, du har 70.")
    published.refresh_from_db()
    assert published.value == Decimal("75.5")

    # Having read that, saving once more is a choice.
    again = filled(refused)
    assert admin_client.post(address, again).status_code == 302
    published.refresh_from_db()
    assert published.value == 70


def test_a_change_made_outside_the_administration_is_noticed_too(admin_client, published):
    address = page("outcome", "change", published.pk)
    mine = filled(admin_client.get(address)) | {"comment": "Ny text."}
    Outcome.objects.update(source="Ny källa")

    [words] = errors_of(admin_client.post(address, mine))["__all__"]

    assert "Källa är nu Ny källa, du har Skolenkäten" in words


def test_a_form_without_its_mark_saves_nothing(admin_client, published):
    address = page("outcome", "change", published.pk)
    data = filled(admin_client.get(address)) | {"comment": "Ny text."}
    del data["version"]

    assert "__all__" in errors_of(admin_client.post(address, data))


def test_indicator_page_does_not_overwrite_a_changed_target(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=90)
    address = page("indicator", "change", indicator.pk)
    mine = filled(admin_client.get(address)) | {"targets-0-value": "95"}
    Target.objects.update(value=92)

    response = admin_client.post(address, mine)

    assert "Värde är nu 92, du har 95" in unescape(response.text)
    target.refresh_from_db()
    assert target.value == 92
