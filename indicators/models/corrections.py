"""What was published and then changed: open to everyone, and never taken back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.models.years import YEAR_RANGE
from indicators.vocabulary import MissingReason, Sex


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def listed(self):
        """Return those of indicators that the public sees, newest first, with what their texts need."""
        shown = self.filter(indicator__is_published=True).select_related("indicator__unit", "municipality")
        return shown.order_by("-corrected_at", "indicator__position", "-year")


class Correction(models.Model):
    """Rättelse: a published outcome that was changed afterwards, with the old, the new and why.

    It names the outcome by indicator, municipality, year and sex, as a plan folder does: the outcome itself cannot be
    removed once it has been public.
    """

    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="corrections"
    )
    municipality = models.ForeignKey("indicators.Municipality", models.PROTECT, verbose_name="kommun", related_name="+")
    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    sex = models.CharField("kön", max_length=1, choices=Sex, default=Sex.TOTAL)
    old_value = models.DecimalField("värde före", max_digits=24, decimal_places=10, null=True, blank=True)
    old_missing_reason = models.CharField("orsak före", max_length=20, choices=MissingReason, blank=True)
    new_value = models.DecimalField("värde efter", max_digits=24, decimal_places=10, null=True, blank=True)
    new_missing_reason = models.CharField("orsak efter", max_length=20, choices=MissingReason, blank=True)
    reason = models.CharField("varför", max_length=400)
    corrected_at = models.DateTimeField("rättat")
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="rättat av",
        related_name="+",
        null=True,
        blank=True,
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "rättelse"
        verbose_name_plural = "rättelser"
        ordering = ["-corrected_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "municipality", "year", "sex", "corrected_at"],
                name="correction_once_per_moment",
                violation_error_message="Rättelsen finns redan.",
            ),
            models.CheckConstraint(
                condition=Q(old_value__isnull=False, old_missing_reason="")
                | Q(old_value__isnull=True, old_missing_reason__in=MissingReason.values),
                name="correction_old_value_or_reason",
                violation_error_message="Före rättelsen fanns ett värde, eller en orsak till att det saknades.",
            ),
            models.CheckConstraint(
                condition=Q(new_value__isnull=False, new_missing_reason="")
                | Q(new_value__isnull=True, new_missing_reason__in=MissingReason.values),
                name="correction_new_value_or_reason",
                violation_error_message="Efter rättelsen finns ett värde, eller en orsak till att det saknas.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_has_reason",
                violation_error_message="En rättelse säger varför.",
            ),
            models.CheckConstraint(
                condition=~Q(old_value=F("new_value")),
                name="correction_changes_something",
                violation_error_message="En rättelse ändrar värdet.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.year}"
