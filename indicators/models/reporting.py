"""The year on its way to the public: who answers for what, which year is open, and what has been entered so far.

Nothing here is public. What the public reads are outcomes, and an outcome is written when an entry is published.
"""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from simple_history.models import HistoricalRecords

from indicators.models.measures import Indicator
from indicators.models.places import FIRST_YEAR, LAST_YEAR, YEAR_RANGE, Unit
from indicators.vocabulary import EntryState, MissingReason, Move, Origin, Role, RoundMove, Sex

UPLOADS_KEPT = timedelta(days=1)
UNIT_ROLES = (Role.REPORTER, Role.APPROVER)
PERSON = settings.AUTH_USER_MODEL


class Assignment(models.Model):
    """Uppdrag: what a person does in the portal, and for which unit."""

    user = models.ForeignKey(PERSON, models.CASCADE, verbose_name="person", related_name="assignments")
    role = models.CharField("roll", max_length=15, choices=Role)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="enhet", related_name="assignments", null=True, blank=True
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

    round = models.ForeignKey(Round, models.PROTECT, verbose_name="inmatningsår", related_name="steps")
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


class EntryQuerySet(models.QuerySet["Entry"]):
    def with_cells(self):
        """Load the cells and the people behind them: two queries."""
        cells = Cell.objects.select_related("saved_by")
        people = ("saved_by", "submitted_by", "decided_by")
        return self.select_related(*people).prefetch_related(Prefetch("cells", cells))


class Entry(models.Model):
    """Inmatning: what is entered for an indicator and a year, and where it stands on its way to the public.

    The values are in its cells. A cell that is not there stands for the outcome that is published already.
    """

    round = models.ForeignKey(Round, models.PROTECT, verbose_name="inmatningsår", related_name="entries")
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name="indikator", related_name="entries")
    state = models.CharField("läge", max_length=10, choices=EntryState, default=EntryState.DRAFT)
    comment = models.TextField("kommentar", blank=True, max_length=4000)
    source = models.CharField("källa", max_length=300, blank=True)
    source_url = models.URLField("länk till källan", max_length=500, blank=True)
    origin = models.CharField("ursprung", max_length=10, choices=Origin, blank=True)
    retrieved_on = models.DateField("hämtad", null=True, blank=True)
    next_expected = models.DateField("nästa värde väntas", null=True, blank=True)
    is_preliminary = models.BooleanField("preliminärt", default=False)
    change_reason = models.CharField("varför det publicerade ändras", max_length=400, blank=True)
    message = models.TextField("godkännarens meddelande", max_length=2000, blank=True)
    # Field → key of the account that wrote it, as `saved_by` is of a cell: nobody approves what they have written.
    note_writers = models.JSONField("vem som har skrivit uppgifterna", default=dict, blank=True, editable=False)
    saved_by = models.ForeignKey(PERSON, models.PROTECT, verbose_name="sparat av", related_name="+", null=True)
    saved_at = models.DateTimeField("sparat", null=True)
    submitted_by = models.ForeignKey(
        PERSON, models.PROTECT, verbose_name="inskickat av", related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField("inskickat", null=True, blank=True)
    decided_by = models.ForeignKey(
        PERSON, models.PROTECT, verbose_name="avgjort av", related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField("avgjort", null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "inmatning"
        verbose_name_plural = "inmatningar"
        ordering = ["round", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "indicator"],
                name="entry_once_per_year",
                violation_error_message="Indikatorn har redan en inmatning för det året.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=EntryState.values),
                name="entry_state_known",
                violation_error_message="Läget finns inte.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(EntryState.DRAFT, EntryState.PUBLISHED)) | Q(submitted_by__isnull=False),
                name="entry_submitted_by_somebody",
                violation_error_message="Den som har skickat in värdet ska vara känd.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.round}"


class Cell(models.Model):
    """Ruta: one value that has been entered, or the reason why there is none; empty when it has been cleared."""

    entry = models.ForeignKey(Entry, models.CASCADE, verbose_name="inmatning", related_name="cells")
    sex = models.CharField("kön", max_length=1, choices=Sex, default=Sex.TOTAL)
    value = models.DecimalField("värde", max_digits=24, decimal_places=10, null=True, blank=True)
    missing_reason = models.CharField("orsak till att värdet saknas", max_length=20, choices=MissingReason, blank=True)
    saved_by = models.ForeignKey(PERSON, models.PROTECT, verbose_name="sparat av", related_name="+")
    saved_at = models.DateTimeField("sparat")

    history = HistoricalRecords(verbose_name="ändring av ruta", verbose_name_plural="ändringar av rutor")

    class Meta:
        verbose_name = "ruta"
        verbose_name_plural = "rutor"
        ordering = ["entry", "sex"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "sex"], name="cell_once_per_sex", violation_error_message="Rutan finns redan."
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(missing_reason=""),
                name="cell_value_or_reason",
                violation_error_message="En ruta har ett värde eller en orsak till att det saknas, inte båda.",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=Sex.values),
                name="cell_sex_known",
                violation_error_message="Välj totalt, kvinnor eller män.",
            ),
        ]

    def __str__(self):
        return f"{self.entry}, {self.get_sex_display().lower()}"


class Step(models.Model):
    """Steg för ett värde: who moved an entry, from where to where, when, why, and what it held then."""

    entry = models.ForeignKey(Entry, models.PROTECT, verbose_name="inmatning", related_name="steps")
    move = models.CharField("steg", max_length=10, choices=Move)
    by = models.ForeignKey(PERSON, models.PROTECT, verbose_name="av", related_name="+")
    at = models.DateTimeField("när")
    message = models.TextField("meddelande", max_length=2000, blank=True)
    content = models.JSONField("innehåll", default=dict)

    class Meta:
        verbose_name = "steg för ett värde"
        verbose_name_plural = "steg för ett värde"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(move=Move.RETURN, message=""),
                name="step_returning_has_message",
                violation_error_message="Den som återsänder säger varför.",
            )
        ]

    def __str__(self):
        return f"{self.get_move_display()} {self.entry}"


class Reminder(models.Model):
    """Påminnelse: that a person was told by mail what is missing for a year; each occasion once.

    Without a person it went to the portal's contact address, since no coordinator could be reached.
    """

    round = models.ForeignKey(Round, models.PROTECT, verbose_name="inmatningsår", related_name="reminders")
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


class UploadQuerySet(models.QuerySet["Upload"]):
    def outlived(self, now):
        """Return the files that have waited longer than a day for their sender's yes."""
        return self.filter(created_at__lt=now - UPLOADS_KEPT)


class Upload(models.Model):
    """Inläst fil: the rows of a file between the dry run and the official's yes; removed when used or a day old."""

    round = models.ForeignKey(Round, models.PROTECT, verbose_name="inmatningsår", related_name="uploads")
    user = models.ForeignKey(PERSON, models.CASCADE, verbose_name="person", related_name="+")
    name = models.CharField("filnamn", max_length=200)
    rows: Any = models.JSONField("rader")
    created_at = models.DateTimeField("uppladdad", db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "inläst fil"
        verbose_name_plural = "inlästa filer"
        ordering = ["-created_at"]
        default_permissions = ()

    def __str__(self):
        return self.name
