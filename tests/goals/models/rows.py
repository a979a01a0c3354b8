"""Rows of the plan with as little in them as they can have, and what refuses one that cannot be."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from goals.models import Assessment, Extension, FocusArea, Goal, GoalIndicator, OverallAssessment, Period, Vision
from indicators.models import Indicator


def vision(slug="framat", **facts):
    return Vision(**{"slug": slug, "title": "Framåt!", "statement": "Vi växer.", "state": "proposed"} | facts)


def period(first=2020, last=2023, **facts):
    return Period(**{"slug": f"{first}-{last}", "first_year": first, "last_year": last} | facts)


def extension(of, old=2023, new=2024, **facts):
    return Extension(**{"period": of, "old_last_year": old, "new_last_year": new, "reason": "Målen dröjer."} | facts)


def area(of, slug="skolan", **facts):
    return FocusArea(**{"slug": slug, "period": of, "name": "En skola för alla", "hue": "lake"} | facts)


def goal(of, number=1, slug="", **facts):
    facts = {
        "slug": slug or f"{of.slug}-{number}",
        "focus_area": of,
        "number": number,
        "title": f"Mål {number}",
    } | facts
    return Goal(**facts)


def indicator(slug="trygga", **facts):
    return Indicator(**{"slug": slug, "name": slug.capitalize(), "measure": "share", "direction": "higher"} | facts)


def link(to, by, **facts):
    return GoalIndicator(**{"goal": to, "indicator": by, "kind": "decided"} | facts)


def assessment(of, **facts):
    return Assessment(**{"goal": of, "year": 2023} | facts)


def overall(**facts):
    return OverallAssessment(**{"year": 2023, "text": "Det går framåt.", "body": "Styrelsen"} | facts)


WHOLE = {"result": "Klart.", "body": "Styrelsen", "assessed_on": date(2024, 2, 1), "state": "approved"}


def saved(row):
    row.save()
    return row


def assert_refused(row, words):
    """Hold that a form says no in these words, and that the database says no to whoever asks no form."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert words in refusal.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def assert_taken(row):
    row.full_clean()
    row.save()
    assert type(row).objects.filter(pk=row.pk).exists()
