"""What readers have written, and the answers: the pages of the administration."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from goals.models import Report
from indicators.admin.base import PORTAL, PlanAdmin
from indicators.admin.forms import VersionedForm


class ReportAdminForm(VersionedForm):
    """A reader's message, and what has been done about it."""

    class Meta:
        help_texts = {
            "state": "Ett besvarat meddelande tas bort när tiden för gallring har gått.",
            "answer_note": "Visas bara här. Skriv till exempel vad du svarade och vad som rättades.",
        }

    def clean(self) -> dict[str, Any]:
        """Note when a message became answered, from which day the time until it is deleted is counted."""
        cleaned = super().clean()
        is_answered = cleaned.get("state") == Report.State.ANSWERED
        self.instance.answered_at = (self.instance.answered_at or timezone.now()) if is_answered else None
        return cleaned


@admin.register(Report)
class ReportAdmin(PlanAdmin):
    """Messages from readers. What a reader wrote is never changed here, and nobody writes in a reader's place."""

    index_section = PORTAL
    form = ReportAdminForm
    date_hierarchy = "created_at"
    list_display = ("__str__", "created_at", "page", "state", "mailed_at")
    list_filter = ("state", "kind")
    search_fields = ("message", "page", "name", "email", "answer_note")
    search_help_text = "Sök på meddelande, sida, namn, e-post eller anteckning."
    readonly_fields = ("kind", "page_link", "message", "name", "email", "created_at", "mailed_at", "answered_at")
    fieldsets = (
        ("Meddelandet", {"fields": ("kind", "page_link", "message", "created_at", "mailed_at")}),
        ("Avsändaren", {"fields": ("name", "email")}),
        ("Svaret", {"fields": ("state", "answer_note", "answered_at")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: messages come from readers."""
        return False

    @admin.display(description="sida", empty_value="–")
    def page_link(self, report: Report) -> str:
        """Return the page as a link when it is one of the portal's own, else as the reader wrote it."""
        if report.page.startswith("/") and not report.page.startswith(("//", "/\\")):
            return format_html('<a href="{0}">{0}</a>', report.page)
        return report.page
