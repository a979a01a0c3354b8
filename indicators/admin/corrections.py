"""Corrections: made when a published value is changed, and read by everyone."""

from typing import Any

from django.http import HttpRequest

from indicators.admin.base import FIGURES, PlanAdmin


class CorrectionAdmin(PlanAdmin):
    """Corrections, to read: a correction is made where the value is changed, and is never taken back."""

    index_section = FIGURES
    list_display = ("indicator", "year", "sex", "corrected_at", "corrected_by", "reason")
    list_select_related = ("indicator", "corrected_by")
    search_fields = ("indicator__name", "reason")
    search_help_text = "Sök på indikatorns namn eller skälet."

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
