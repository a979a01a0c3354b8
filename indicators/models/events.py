"""The log: who did what, when and from where. Rows are added, never changed; the database refuses anything else."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models

from indicators.vocabulary import EventKind

MAX_SUBJECT_LENGTH, MAX_DETAIL_LENGTH = 300, 500  # characters
MIN_KEPT_DAYS = 90  # days: the database lets nothing younger be removed, whatever the retention is


class AppendOnly(Exception):
    """Somebody tried to change or remove a row of the log."""


class EventQuerySet(models.QuerySet["Event"]):
    def outlived(self, now, days):
        """Return the events that are more than so many days old."""
        return self.filter(at__lt=now - timedelta(days=days))


class Event(models.Model):
    """Händelse: a login, a refusal, a move of a value or a change of rights.

    Of a login that failed it keeps a keyed hash of the name that was typed, never the name: it may be a password.
    """

    at = models.DateTimeField("när", db_index=True)
    kind = models.CharField("vad", max_length=20, choices=EventKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="vem", related_name="+", null=True, blank=True
    )
    address = models.GenericIPAddressField("varifrån", null=True, blank=True)
    account_key = models.CharField("kontots kod", max_length=32, blank=True, editable=False)
    subject = models.CharField("vad det gäller", max_length=MAX_SUBJECT_LENGTH, blank=True)
    detail = models.CharField("uppgifter", max_length=MAX_DETAIL_LENGTH, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "account_key", "at"], name="event_kind_account_at"),
            models.Index(fields=["kind", "address", "at"], name="event_kind_address_at"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.subject}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new event; raises AppendOnly for one that is there already."""
        if not self._state.adding:
            raise AppendOnly("Loggen kan bara fyllas på.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise AppendOnly: only weeding by age removes events."""
        raise AppendOnly("Loggen kan bara fyllas på.")
