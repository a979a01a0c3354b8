"""The log, as administrators read it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from indicators.admin.base import ACCOUNTS, PlanAdmin
from indicators.models import Event


@admin.register(Event)
class EventAdmin(PlanAdmin):
    """What has happened: read here, added by the portal, changed by nobody."""

    index_section = ACCOUNTS
    date_hierarchy = "at"
    list_display = ("when", "kind", "who", "address", "subject", "detail")
    list_filter = ("kind", ("actor", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("actor",)
    search_fields = ("subject", "detail", "=address", "=actor__username")
    search_help_text = "Sök på konto, sida, uppgift eller adress."

    fields = ("when", "kind", "who", "address", "subject", "detail")

    @admin.display(description="när", ordering="at")
    def when(self, event: Event) -> str:
        """Return the time to the second."""
        return timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S")

    @admin.display(description="vem", ordering="actor", empty_value="–")
    def who(self, event: Event) -> str | None:
        """Return the account's name; there is none where nobody was logged in."""
        return event.actor.get_username() if event.actor else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: the portal writes the log."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never; the database refuses it too."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: only weeding by age removes rows."""
        return False
