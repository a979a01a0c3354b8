"""Which year is open for values, who answers for what in it, and whom the letters about it reached."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q

from indicators.models.years import FIRST_YEAR, LAST_YEAR, YEAR_RANGE
from indicators.vocabulary import Role, RoundMove

UNIT_ROLES = (Role.REPORTER, Role.APPROVER)
PERSON = settings.AUTH_USER_MODEL


class Assignment(models.Model):
    """Uppdrag: what a person does in the portal, and for which unit."""

    user = models.ForeignKey(PERSON, models.CASCADE, verbose_name="person", related_name="assignments")
    role = models.CharField("roll", max_length=15, choices=Role)
    unit = models.ForeignKey(
        "indicators.Unit", models.PROTECT, verbose_name="enhet", related_name="assignments", null=True, blank=True
    )

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        ordering = ["user", "role", "unit"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=UNIT_ROLES, unit__isnull=False)
                | Q(role__in=(Role.COORDINATOR, Role.ADMINISTRATOR), unit__isnull=True),
                name="assignment_role_and_unit",
                violation_error_message=(
                    "En inmatare och en godkännare har en enhet; en samordnare och en administratör har ingen."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                name="assignment_once_per_unit",
                violation_error_message="Personen har redan det uppdraget.",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(unit__isnull=True),
                name="assignment_once_for_the_portal",
                violation_error_message="Personen har redan det uppdraget.",
            ),
        ]

    def __str__(self):
        role = self.get_role_display()
        return f"{role}, {self.unit}" if self.unit_id else str(role)


class RoundQuerySet(models.QuerySet["Round"]):
    def begun(self, today):
        """Return the rounds that have opened, the newest year first."""
        return self.filter(opens_on__lte=today)

    def taking_values(self, today):
        """Return the rounds in which values can be entered on a day, the newest year first."""
        return self.begun(today).filter(locked_at=None)

    def with_steps(self):
        """Load what has been done to each year: one query."""
        return self.prefetch_related(Prefetch("steps", RoundStep.objects.select_related("by")))


class Round(models.Model):
    """Inmatningsår: a year whose values are entered, from its opening day until it is locked."""

    class Publishing(models.TextChoices):
        AT_ONCE = "at_once", "När det är godkänt"
        TOGETHER = "together", "När samordnaren publicerar allt som är godkänt"

    class Phase(models.TextChoices):
        PLANNED = "planned", "Inte öppnat"
        OPEN = "open", "Öppet"
        LATE = "late", "Öppet, men sista dagen har gått"
        LOCKED = "locked", "Låst"

    year = models.PositiveSmallIntegerField("år", unique=True, validators=YEAR_RANGE)
    opens_on = models.DateField("öppnar", help_text="Från den dagen kan värden skrivas in.")
    due_on = models.DateField("sista dag", help_text="Då ska varje indikator vara inskickad.")
    publishing = models.CharField(
        "ett värde blir offentligt", max_length=10, choices=Publishing, default=Publishing.AT_ONCE
    )
    locked_at = models.DateTimeField("låst", null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "inmatningsår"
        verbose_name_plural = "inmatningsår"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="round_year_sane",
                violation_error_message="Året ska ligga mellan 1900 och 2200.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="round_due_after_opening",
                violation_error_message="Sista dagen kan inte komma före den dag då inmatningen öppnar.",
            ),
        ]

    def __str__(self):
        return str(self.year)

    def phase(self, today: date) -> "Round.Phase":
        """Return where the year stands on a day."""
        if self.locked_at is not None:
            return self.Phase.LOCKED
        if today < self.opens_on:
            return self.Phase.PLANNED
        return self.Phase.LATE if today > self.due_on else self.Phase.OPEN

    def takes_values(self, today: date) -> bool:
        """Tell whether values can be entered on a day: after the last day too, until the year is locked."""
        return self.phase(today) in {self.Phase.OPEN, self.Phase.LATE}


class RoundStep(models.Model):
    """Steg för ett år: that it was opened, locked, unlocked or published, by whom, when and why."""

    round = models.ForeignKey("indicators.Round", models.PROTECT, verbose_name="inmatningsår", related_name="steps")
    move = models.CharField("steg", max_length=10, choices=RoundMove)
    by = models.ForeignKey(PERSON, models.PROTECT, verbose_name="av", related_name="+")
    at = models.DateTimeField("när")
    reason = models.CharField("varför", max_length=400, blank=True)

    class Meta:
        verbose_name = "steg för ett år"
        verbose_name_plural = "steg för ett år"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(move=RoundMove.UNLOCK, reason=""),
                name="round_step_unlocking_has_reason",
                violation_error_message="Den som låser upp ett år säger varför.",
            )
        ]

    def __str__(self):
        return f"{self.get_move_display()} {self.round}"


class Reminder(models.Model):
    """Påminnelse: that a person was told by mail what is missing for a year; each occasion once.

    Without a person it went to the portal's contact address, since no coordinator could be reached.
    """

    round = models.ForeignKey("indicators.Round", models.PROTECT, verbose_name="inmatningsår", related_name="reminders")
    user = models.ForeignKey(PERSON, models.PROTECT, verbose_name="person", related_name="+", null=True, blank=True)
    occasion = models.CharField("tillfälle", max_length=20)
    address = models.EmailField("adress")
    subject = models.CharField("ärende", max_length=200)
    claimed_at = models.DateTimeField("påbörjad")
    sent_at = models.DateTimeField("skickad", null=True, blank=True)
    fault = models.CharField("fel", max_length=300, blank=True)

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        ordering = ["-claimed_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user", "occasion"],
                name="reminder_once_per_occasion",
                violation_error_message="Påminnelsen är redan skickad.",
            ),
            models.UniqueConstraint(
                fields=["round", "occasion"],
                condition=Q(user__isnull=True),
                name="reminder_once_to_the_contact",
                violation_error_message="Påminnelsen är redan skickad till portalens kontaktadress.",
            ),
        ]

    def __str__(self):
        return f"{self.subject} ({self.address})"
