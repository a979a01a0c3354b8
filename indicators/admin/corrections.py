"""Corrections: made when a published value is changed, and read by everyone."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from indicators.admin.base import FIGURES, PlanAdmin
from indicators.models import Correction, Outcome
from indicators.vocabulary import OutcomeState


def published_before(outcome: Outcome) -> Any:
    """Return the last recorded version that the public could see, or None; ask before the new one is saved."""
    seen = Outcome.history.filter(id=outcome.pk, state=OutcomeState.PUBLISHED)
    return seen.order_by("-history_date", "-history_id").first()


def changes_what_was_public(outcome: Outcome) -> bool:
    """Tell whether an unsaved outcome would show the public another value, or another reason for none, than before."""
    before = published_before(outcome)
    if before is None or outcome.state != OutcomeState.PUBLISHED:
        return False
    return (before.value, before.missing_reason) != (outcome.value, outcome.missing_reason)


def record_correction(outcome: Outcome, reason: str, user: Any) -> None:
    """Store the correction that saving an outcome will make, if it makes one; call before it is saved."""
    before = published_before(outcome)
    if before is None or not changes_what_was_public(outcome):
        return
    Correction.objects.create(
        indicator=outcome.indicator,
        municipality=outcome.municipality,
        year=outcome.year,
        sex=outcome.sex,
        old_value=before.value,
        old_missing_reason=before.missing_reason,
        new_value=outcome.value,
        new_missing_reason=outcome.missing_reason,
        reason=reason,
        corrected_at=timezone.now(),
        corrected_by=user,
    )


class CorrectionAdmin(PlanAdmin):
    """Corrections, to read: a correction is made where the value is changed, and is never taken back."""

    index_section = FIGURES
    list_display = ("indicator", "year", "sex", "corrected_at", "corrected_by", "reason")
    list_select_related = ("indicator", "corrected_by")
    search_fields = ("indicator__name", "reason")
    search_help_text = "Sök på indikatorns namn eller skälet."

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
