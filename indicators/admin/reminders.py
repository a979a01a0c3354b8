"""The letters about the reporting years, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from indicators.admin.base import PlanAdmin
from indicators.admin.changes import moment
from indicators.admin.rounds import CoordinatorsOnly
from indicators.models import Reminder
from indicators.reporting.reminders.occasions import read_occasion
from indicators.reporting.words import person_name


@admin.register(Reminder)
class ReminderAdmin(CoordinatorsOnly, PlanAdmin):
    """Letters that have been sent, to read: they are written by `manage.py paminn` and never by hand."""

    list_display = ("subject", "recipient", "round", "when", "occasion_text", "outcome")
    list_display_links = ("subject",)
    list_filter = ("round",)
    list_select_related = ("round", "user")
    search_fields = ("subject", "address", "user__username", "user__first_name", "user__last_name")
    search_help_text = "Sök på ärende, namn eller adress."
    fields = ("subject", "recipient", "round", "occasion_text", "outcome")
    readonly_fields = ("recipient", "occasion_text", "outcome")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what was sent is known as long as the year is."""
        return False

    @admin.display(description="till", ordering="address")
    def recipient(self, reminder: Reminder) -> str:
        name = person_name(reminder.user) if reminder.user else "Portalens kontaktadress"
        return f"{name}, {reminder.address}"

    @admin.display(description="när", ordering="claimed_at")
    def when(self, reminder: Reminder) -> str:
        return moment(reminder.claimed_at)

    @admin.display(description="tillfälle")
    def occasion_text(self, reminder: Reminder) -> str:
        return read_occasion(reminder.occasion).words

    @admin.display(description="vad som hände")
    def outcome(self, reminder: Reminder) -> str:
        if reminder.sent_at:
            return f"Skickad {moment(reminder.sent_at)}"
        return f"Gick inte att skicka: {reminder.fault}" if reminder.fault else "Påbörjad, inte bekräftad"
