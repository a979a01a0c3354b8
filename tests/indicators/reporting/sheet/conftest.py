"""Rows of the sheet as they are stored, whatever way they came there."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps  # models are asked for by name: this file is read before they can be imported

SAVED_AT = datetime(2025, 1, 20, 9, tzinfo=UTC)


@pytest.fixture
def enter(year, eva):
    """Return a function that stores what Eva has entered: `enter(indicator, "82.5", state="submitted")`."""

    def store(indicator, value=None, **fields):
        steps = {"submitted_by": eva.user, "submitted_at": SAVED_AT, "decided_by": eva.user, "decided_at": SAVED_AT}
        entry = apps.get_model("indicators.Entry").objects.create(round=year, indicator=indicator, **steps | fields)
        if value is not None:
            entry.cells.create(sex="T", value=Decimal(value), saved_by=eva.user, saved_at=SAVED_AT)

    return store
