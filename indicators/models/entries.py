"""What has been entered for a year so far, on its way to the public.

Nothing here is public. What the public reads are outcomes, and an outcome is written when an entry is published.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from simple_history.models import HistoricalRecords

from indicators.vocabulary import EntryState, MissingReason, Move, Origin, Sex

UPLOADS_KEPT = timedelta(days=1)
PERSON = settings.AUTH_USER_MODEL


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

    round = models.ForeignKey("indicators.Round", models.PROTECT, verbose_name="inmatningsår", related_name="entries")
    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="entries"
    )
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

    entry = models.ForeignKey("indicators.Entry", models.CASCADE, verbose_name="inmatning", related_name="cells")
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

    entry = models.ForeignKey("indicators.Entry", models.PROTECT, verbose_name="inmatning", related_name="steps")
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


class UploadQuerySet(models.QuerySet["Upload"]):
    def outlived(self, now):
        """Return the files that have waited longer than a day for their sender's yes."""
        return self.filter(created_at__lt=now - UPLOADS_KEPT)


class Upload(models.Model):
    """Inläst fil: the rows of a file between the dry run and the official's yes; removed when used or a day old."""

    round = models.ForeignKey("indicators.Round", models.PROTECT, verbose_name="inmatningsår", related_name="uploads")
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
