"""What readers write to the portal, and how often one sender may: nobody's address is kept."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

PAGE_LENGTH = 300
MESSAGE_LENGTH = 4000
NAME_LENGTH = 100


class ReportQuerySet(models.QuerySet["Report"]):
    def outlived(self, now, days):
        """Return the answered reports whose answer is more than so many days old."""
        return self.filter(state=Report.State.ANSWERED, answered_at__lt=now - timedelta(days=days))


class Report(models.Model):
    """Meddelande: a question, an error in a figure or a gap in accessibility that a reader has told us about."""

    class Kind(models.TextChoices):
        FIGURE = "figure", "Fel i en siffra"
        ACCESSIBILITY = "accessibility", "Brist i tillgängligheten"
        VERSION = "version", "Be om en tillgänglig version"
        OTHER = "other", "Något annat"

    class State(models.TextChoices):
        NEW = "new", "Ny"
        ANSWERED = "answered", "Besvarad"

    kind = models.CharField("gäller", max_length=15, choices=Kind)
    page = models.CharField("sida", max_length=PAGE_LENGTH, blank=True)
    message = models.TextField("meddelande", max_length=MESSAGE_LENGTH)
    name = models.CharField("namn", max_length=NAME_LENGTH, blank=True)
    email = models.EmailField("e-post", blank=True)
    created_at = models.DateTimeField("skickat", db_index=True)
    form_key = models.CharField("formulärets nyckel", max_length=40, unique=True, editable=False)
    mailed_at = models.DateTimeField("mejlat", null=True, blank=True, editable=False)
    state = models.CharField("läge", max_length=10, choices=State, default=State.NEW)
    answer_note = models.TextField("anteckning om svaret", blank=True)
    answered_at = models.DateTimeField("besvarat", null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "meddelande"
        verbose_name_plural = "meddelanden"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", answered_at=None) | Q(state="answered", answered_at__isnull=False),
                name="report_answered_has_day",
                violation_error_message="Ett besvarat meddelande ska ha en dag då det besvarades.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.pk})"


class SenderDayQuerySet(models.QuerySet["SenderDay"]):
    def before(self, day):
        return self.filter(day__lt=day)


class SenderDay(models.Model):
    """Dygn: the salt that a day's senders are hidden by. When it is deleted nobody can tell who they were."""

    day = models.DateField("dag", unique=True)
    salt = models.CharField("salt", max_length=64)

    objects = SenderDayQuerySet.as_manager()

    class Meta:
        verbose_name = "dygn med avsändare"
        verbose_name_plural = "dygn med avsändare"

    def __str__(self):
        return str(self.day)


class SenderTallyQuerySet(models.QuerySet["SenderTally"]):
    def add_one(self, day, fingerprint):
        """Count one more message from a sender and return how many it makes that day."""
        tally, _ = self.get_or_create(day=day, fingerprint=fingerprint)
        self.filter(pk=tally.pk).update(count=F("count") + 1)
        return tally.count + 1


class SenderTally(models.Model):
    """Räkning: how many messages one hidden sender has sent in a day."""

    day = models.ForeignKey(SenderDay, models.CASCADE, verbose_name="dygn", related_name="tallies")
    fingerprint = models.CharField("avtryck", max_length=64)
    count = models.PositiveIntegerField("antal", default=0)

    objects = SenderTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "räkning av avsändare"
        verbose_name_plural = "räkningar av avsändare"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "fingerprint"],
                name="tally_once_per_sender",
                violation_error_message="Avsändaren räknas redan.",
            )
        ]

    def __str__(self):
        return f"{self.count} ({self.day})"
