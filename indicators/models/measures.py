"""What is measured: an indicator, the targets decided for it, and the years its method changed.

The database guards what must be true, since the admin, the importer and the shell all write.
"""

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from indicators.models.rows import OutcomeRow
from indicators.models.years import YEAR_RANGE
from indicators.vocabulary import Direction, EntryState


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def published(self):
        return self.filter(is_published=True)

    def of_units(self, units):
        """Return those that units answer for, by their keys."""
        return self.filter(unit__in=units)

    def submitted_for(self, round_):
        """Return those whose values of a year wait for an approver."""
        return self.filter(entries__round=round_, entries__state=EntryState.SUBMITTED)

    def with_measures(self):
        """Load unit, targets with what they rest on, and breaks, both by year: four queries."""
        return self.select_related("unit").prefetch_related(
            # By name, as outcomes below: both point at their indicator, so an import would lean both ways.
            Prefetch("targets", queryset=apps.get_model("indicators", "Target").objects.with_bases()),
            Prefetch("breaks", queryset=SeriesBreak.objects.order_by("year")),
        )

    def with_references(self):
        """Load what others have stated too, which only those who show it need: one query more."""
        return self.with_measures().prefetch_related(
            Prefetch("reference_lines", queryset=ReferenceLine.objects.order_by("year", "name"))
        )

    def with_outcomes(self, code):
        """Return a list with targets, breaks and `loaded_outcomes`: what a municipality has published, oldest first.

        As plain rows, since the sheet reads thousands of them and saves none. Five queries, however many there are.
        """
        indicators = list(self.with_measures())
        outcomes = apps.get_model("indicators", "Outcome").objects.published()
        found = outcomes.filter(indicator__in=[each.pk for each in indicators], municipality__code=code)
        rows = found.by_indicator()
        for indicator in indicators:
            indicator.loaded_outcomes = rows.get(indicator.pk, [])
        return indicators


class Indicator(models.Model):
    """Indikator: a number followed year by year; lives longer than the goals that lean on it."""

    class Measure(models.TextChoices):
        """A share is a part of a whole; a ratio sets two amounts beside each other, and may pass 100 or be negative."""

        SHARE = "share", "Andel (%)"
        COUNT = "count", "Antal"
        RATE = "rate", "Antal per invånare eller 1 000 invånare"
        INDEX = "index", "Index, betyg eller poäng"
        MONEY = "money", "Kronor"
        RATIO = "ratio", "Kvot i procent"
        CHANGE = "change", "Förändring eller skillnad"
        RANK = "rank", "Placering"
        CATEGORY = "category", "Steg på en skala"

    slug = models.SlugField("adress", unique=True, max_length=80)
    name = models.CharField("namn", max_length=150, help_text="Kort och på vanlig svenska.")
    official_title = models.CharField(
        "officiell rubrik", max_length=300, blank=True, help_text="Ordagrant från källan."
    )
    definition = models.TextField("vad som mäts", blank=True, help_text="Ordagrant från källan.")
    kolada_id = models.CharField("Kolada-id", max_length=12, blank=True)
    measure = models.CharField("slag av mått", max_length=20, choices=Measure)
    unit_label = models.CharField(
        "måttenhet", max_length=40, blank=True, help_text="Till exempel % eller antal/1000 inv."
    )
    decimals = models.PositiveSmallIntegerField("decimaler", default=1, validators=[MaxValueValidator(6)])
    categories = models.JSONField("stegens namn", default=list, blank=True, help_text="Steg 0, 1, 2 … i ordning.")
    direction = models.CharField("önskad riktning", max_length=10, choices=Direction)
    tolerance = models.DecimalField("tolerans", max_digits=18, decimal_places=6, null=True, blank=True)
    trend_band = models.DecimalField("band för oförändrat", max_digits=18, decimal_places=6, null=True, blank=True)
    comparison_margin = models.DecimalField(
        "marginal för ungefär lika",
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
    )
    longest_age = models.PositiveSmallIntegerField("längsta ålder, år", default=2)
    interval = models.PositiveSmallIntegerField("år mellan mätningar", default=1, validators=[MinValueValidator(1)])
    repeats = models.BooleanField(
        "svaret upprepas mellan mätningar",
        default=False,
        help_text="Källan skriver samma svar också de år då kommunen inte mäter.",
    )
    baseline_year = models.PositiveSmallIntegerField("utgångsår", null=True, blank=True, validators=YEAR_RANGE)
    baseline_value = models.DecimalField("utgångsvärde", max_digits=18, decimal_places=6, null=True, blank=True)
    baseline_note = models.CharField("om utgångsvärdet", max_length=300, blank=True)
    by_sex = models.BooleanField("redovisas för kvinnor och män", default=False)
    unit = models.ForeignKey(
        "indicators.Unit",
        models.PROTECT,
        verbose_name="ansvarig enhet",
        related_name="indicators",
        null=True,
        blank=True,
    )
    note = models.TextField("att tänka på", blank=True, help_text="Visas bredvid diagrammet.")
    next_publication = models.DateField("nästa publicering", null=True, blank=True)
    is_published = models.BooleanField("visas för alla", default=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    lowest = models.DecimalField("lägsta möjliga värde", max_digits=18, decimal_places=6, null=True, blank=True)
    highest = models.DecimalField("högsta möjliga värde", max_digits=18, decimal_places=6, null=True, blank=True)

    loaded_outcomes: list[OutcomeRow]  # set by `with_outcomes`

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="ändring av indikator", verbose_name_plural="ändringar av indikatorer")

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kolada_id"],
                condition=~Q(kolada_id=""),
                name="indicator_kolada_id_once",
                violation_error_message="Det finns redan en indikator med samma Kolada-id.",
            ),
            models.CheckConstraint(
                condition=Q(baseline_year__isnull=True, baseline_value__isnull=True)
                | Q(baseline_year__isnull=False, baseline_value__isnull=False),
                name="indicator_baseline_whole",
                violation_error_message="Ange både utgångsår och utgångsvärde, eller inget av dem.",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
                name="indicator_tolerance_not_negative",
                violation_error_message="Toleransen kan inte vara negativ.",
            ),
            models.CheckConstraint(
                condition=Q(trend_band__isnull=True) | Q(trend_band__gte=0),
                name="indicator_trend_band_not_negative",
                violation_error_message="Bandet för oförändrat kan inte vara negativt.",
            ),
            models.CheckConstraint(
                condition=Q(comparison_margin__isnull=True) | Q(comparison_margin__gte=0),
                name="indicator_comparison_margin_not_negative",
                violation_error_message="Marginalen för ungefär lika kan inte vara negativ.",
            ),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True) | Q(highest__isnull=True) | Q(lowest__lte=F("highest")),
                name="indicator_limits_in_order",
                violation_error_message="Det lägsta möjliga värdet kan inte vara större än det högsta.",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values),
                name="indicator_direction_known",
                violation_error_message="Välj önskad riktning.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("indicator", args=[self.slug])


class SeriesBreak(models.Model):
    """Seriebrott: the first year measured by a new method; values before it are not comparable."""

    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="breaks"
    )
    year = models.PositiveSmallIntegerField("första år med ny metod", validators=YEAR_RANGE)
    note = models.CharField("vad som ändrades", max_length=400)
    source_url = models.URLField("länk", max_length=500, blank=True)

    class Meta:
        verbose_name = "seriebrott"
        verbose_name_plural = "seriebrott"
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                name="break_once_per_year",
                violation_error_message="Indikatorn har redan ett seriebrott det året.",
            )
        ]

    def __str__(self):
        return f"{self.indicator} {self.year}"


class ReferenceLine(models.Model):
    """Referenslinje: a level that somebody else has stated, such as a national aim; shown and never judged against."""

    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="reference_lines"
    )
    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    value = models.DecimalField("värde", max_digits=18, decimal_places=6)
    name = models.CharField("namn", max_length=60, help_text="Står vid linjen, till exempel Nationellt mål.")
    source = models.CharField("källa", max_length=300)
    source_url = models.URLField("länk", max_length=500, blank=True)

    class Meta:
        verbose_name = "referenslinje"
        verbose_name_plural = "referenslinjer"
        ordering = ["indicator", "year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "name"],
                name="reference_line_once",
                violation_error_message="Indikatorn har redan en referenslinje med det namnet det året.",
            )
        ]

    def __str__(self):
        return f"{self.name} {self.year}"
