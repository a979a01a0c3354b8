"""The year as the council follows it up: what is written about each goal, and the year when it is adopted."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from goals.vocabulary import AssessmentState, FollowUp, Forecast, Verdict
from indicators.models import YEAR_RANGE

CHECKSUM_LENGTH = 64


class AssessmentQuerySet(models.QuerySet):
    def approved(self):
        return self.filter(state=AssessmentState.APPROVED)


class Assessment(models.Model):
    """Bedömning: the responsible body's verdict on a goal for a year, or its forecast when part of it has passed."""

    goal = models.ForeignKey("goals.Goal", models.PROTECT, verbose_name="mål", related_name="assessments")
    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    round = models.CharField("uppföljning", max_length=10, choices=FollowUp, default=FollowUp.WHOLE)
    verdict = models.CharField("bedömning", max_length=10, choices=Verdict, blank=True)
    forecast = models.CharField("prognos för helåret", max_length=15, choices=Forecast, blank=True)
    result = models.TextField("resultat", blank=True)
    analysis = models.TextField("analys", blank=True)
    next_steps = models.TextField("nästa steg", blank=True)
    departure_reason = models.TextField("varför bedömningen avviker från indikatorerna", blank=True)
    body = models.CharField("ansvarig", max_length=150, blank=True)
    assessed_on = models.DateField("bedömd", null=True, blank=True)
    state = models.CharField("läge", max_length=10, choices=AssessmentState, default=AssessmentState.DRAFT)

    objects = AssessmentQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="ändring av bedömning", verbose_name_plural="ändringar av bedömningar")

    class Meta:
        verbose_name = "bedömning"
        verbose_name_plural = "bedömningar"
        ordering = ["-year", "goal", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "year", "round"],
                name="assessment_once_per_goal_and_round",
                violation_error_message="Målet har redan en bedömning för den uppföljningen.",
            ),
            models.CheckConstraint(
                condition=Q(round=FollowUp.WHOLE, forecast="") | Q(round=FollowUp.PART, verdict=""),
                name="assessment_verdict_or_forecast",
                violation_error_message="Helåret har en bedömning och delåret en prognos, aldrig båda.",
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.DRAFT)
                | (~Q(result="", analysis="") & ~Q(body="") & Q(assessed_on__isnull=False)),
                name="assessment_approved_is_whole",
                violation_error_message="En godkänd bedömning har resultat eller analys, ansvarig och datum.",
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.DRAFT)
                | Q(verdict__in=Verdict.values)
                | Q(forecast__in=Forecast.values),
                name="assessment_approved_has_verdict",
                violation_error_message="En godkänd bedömning säger om målet är uppnått.",
            ),
        ]

    def __str__(self):
        return f"{self.goal}, {self.get_round_display().lower()} {self.year}"


class OverallAssessment(models.Model):
    """Samlad bedömning: what is said about the whole municipality's year."""

    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    round = models.CharField("uppföljning", max_length=10, choices=FollowUp, default=FollowUp.WHOLE)
    text = models.TextField("samlad bedömning")
    body = models.CharField("ansvarig", max_length=150)
    assessed_on = models.DateField("bedömd", null=True, blank=True)
    state = models.CharField("läge", max_length=10, choices=AssessmentState, default=AssessmentState.DRAFT)

    objects = AssessmentQuerySet.as_manager()
    history = HistoricalRecords(
        verbose_name="ändring av samlad bedömning", verbose_name_plural="ändringar av samlade bedömningar"
    )

    class Meta:
        verbose_name = "samlad bedömning"
        verbose_name_plural = "samlade bedömningar"
        ordering = ["-year", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "round"],
                name="overall_once_per_round",
                violation_error_message="Det finns redan en samlad bedömning för den uppföljningen.",
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.DRAFT) | Q(assessed_on__isnull=False),
                name="overall_approved_has_day",
                violation_error_message="En godkänd samlad bedömning har datum.",
            ),
        ]

    def __str__(self):
        return f"{self.get_round_display()} {self.year}"


class FrozenYear(Exception):
    """An adopted year is neither changed nor removed; the message is shown to the one who tried."""


class AnnualSummaryQuerySet(models.QuerySet):
    def latest_of(self, year):
        """Return the year's latest version with its decision, or None while the year is open."""
        return self.filter(year=year).select_related("decision").order_by("-version").first()

    def whole(self):
        """Return every version with its snapshot, the newest year and version first."""
        return self.select_related("decision").order_by("-year", "-version")


class AnnualSummary(models.Model):
    """Årsuppföljning: a year as it was adopted, whole and unchanged. Each version stands for ever."""

    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    version = models.PositiveSmallIntegerField("version", default=1, validators=[MinValueValidator(1)])
    round = models.CharField("uppföljning", max_length=10, choices=FollowUp, default=FollowUp.WHOLE)
    snapshot = models.TextField("ögonblicksbild", editable=False)
    sha256 = models.CharField("kontrollsumma", max_length=CHECKSUM_LENGTH, editable=False)
    frozen_at = models.DateTimeField("fastställd", editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="fastställd av",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    decision = models.ForeignKey("indicators.Decision", models.PROTECT, verbose_name="beslut", related_name="summaries")
    reason = models.TextField("skäl till ny version", blank=True)

    objects = AnnualSummaryQuerySet.as_manager()

    class Meta:
        verbose_name = "årsuppföljning"
        verbose_name_plural = "årsuppföljningar"
        ordering = ["-year", "-version"]
        default_permissions = ("view",)
        permissions = [("freeze_annualsummary", "Kan fastställa årsuppföljning")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "version"],
                name="summary_once_per_version",
                violation_error_message="Den versionen av årsuppföljningen är redan fastställd.",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | (Q(version__gt=1) & ~Q(reason="")),
                name="summary_new_version_has_reason",
                violation_error_message="En ny version av en fastställd årsuppföljning har ett skäl.",
            ),
            models.CheckConstraint(
                condition=~Q(snapshot="") & ~Q(sha256=""),
                name="summary_is_whole",
                violation_error_message="En fastställd årsuppföljning har en ögonblicksbild och en kontrollsumma.",
            ),
        ]

    def __str__(self):
        return f"Årsuppföljning {self.year}, version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new version; raises FrozenYear for one that is there already."""
        if not self._state.adding:
            raise FrozenYear("En fastställd årsuppföljning ändras inte. Fastställ en ny version med ett skäl.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("summary_version", args=[self.year, self.version])

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise FrozenYear: what the council has adopted stays."""
        raise FrozenYear("En fastställd årsuppföljning tas inte bort.")
