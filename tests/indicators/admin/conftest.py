"""An administrator, and an indicator whose values are compared with a neighbour's."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps


def rows_of(name):
    """Return the rows of a model by its name: pytest reads this file before Django can import models."""
    return apps.get_model("indicators", name).objects


@pytest.fixture
def admin_user(db, django_user_model):
    """Log in somebody without a password: hashing one takes longer than the rest of the test."""
    return django_user_model.objects.create(username="admin", is_staff=True, is_superuser=True)


@pytest.fixture
def neighbour(home):
    """A municipality that the home one is compared with: its values are written in the administration's own form."""
    return rows_of("Municipality").create(code="9997", name="Nästgårds")


@pytest.fixture
def indicator(schools):
    return rows_of("Indicator").create(
        slug="trygga",
        name="Trygga elever",
        kolada_id="N15613",
        measure="share",
        unit_label="%",
        direction="higher",
        unit=schools,
    )


@pytest.fixture
def published(indicator, neighbour):
    return rows_of("Outcome").create(
        indicator=indicator,
        municipality=neighbour,
        year=2024,
        value=Decimal("81.4"),
        source="Skolenkäten",
        origin="own",
        state="published",
        published_at=datetime(2025, 3, 1, 12, tzinfo=UTC),
    )


@pytest.fixture
def new_value(indicator, neighbour):
    """Return what a browser posts to add a value."""
    return {
        "indicator": indicator.pk,
        "municipality": neighbour.pk,
        "year": "2025",
        "sex": "T",
        "value": "82,5",
        "source": "Skolenkäten",
        "origin": "own",
        "state": "draft",
    }
