"""What was decided of a number: targets of every kind, with what they rest on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from indicators.models.years import YEAR_RANGE
from indicators.vocabulary import Direction, Reference, TargetKind, TargetScope


class TargetQuerySet(models.QuerySet["Target"]):
    def with_bases(self):
        """Load the decision that each target rests on and the group that it is compared with, by year: two queries."""
        return self.select_related("decision", "group").prefetch_related("group__municipalities").order_by("year")

    def of_groups(self):
        """Return those that are judged by the figures of a comparison group."""
        return self.exclude(group=None)


class Target(models.Model):
    """Målvärde: what was decided for a year or a span of years, with the decision it rests on; see `TargetKind`."""

    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="targets"
    )
    kind = models.CharField("slag", max_length=10, choices=TargetKind, default=TargetKind.LEVEL)
    scope = models.CharField("gäller", max_length=3, choices=TargetScope, default=TargetScope.TOTAL)
    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    first_year = models.PositiveSmallIntegerField("från och med år", null=True, blank=True, validators=YEAR_RANGE)
    value = models.DecimalField("värde", max_digits=18, decimal_places=6, null=True, blank=True)
    low = models.DecimalField("lägst", max_digits=18, decimal_places=6, null=True, blank=True)
    high = models.DecimalField("högst", max_digits=18, decimal_places=6, null=True, blank=True)
    start_year = models.PositiveSmallIntegerField("utgångsår", null=True, blank=True, validators=YEAR_RANGE)
    start_value = models.DecimalField("utgångsvärde", max_digits=18, decimal_places=6, null=True, blank=True)
    reference = models.CharField("jämfört med", max_length=12, choices=Reference, blank=True)
    must_be_better = models.BooleanField("ska vara bättre", default=False, help_text="Att vara lika räcker inte.")
    group = models.ForeignKey(
        "indicators.ComparisonGroup",
        models.PROTECT,
        verbose_name="jämförelsegrupp",
        related_name="targets",
        null=True,
        blank=True,
    )
    decision = models.ForeignKey(
        "indicators.Decision", models.PROTECT, verbose_name="beslut", related_name="targets", null=True, blank=True
    )
    is_reading = models.BooleanField(
        "vår läsning", default=False, help_text="Målvärdet är tolkat ur en text utan siffra."
    )
    note = models.CharField("om målvärdet", max_length=400, blank=True)

    objects = TargetQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="ändring av målvärde", verbose_name_plural="ändringar av målvärden")

    class Meta:
        verbose_name = "målvärde"
        verbose_name_plural = "målvärden"
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "scope"],
                name="target_once_per_year_and_scope",
                violation_error_message="Indikatorn har redan ett målvärde för det året.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[TargetKind.LEVEL, TargetKind.STANDARD])
                | Q(value__isnull=False, low__isnull=True, high__isnull=True)
                | Q(value__isnull=True, low__isnull=False, high__isnull=False, low__lte=F("high")),
                name="target_value_or_range",
                violation_error_message="Ange antingen ett värde, eller lägst och högst i rätt ordning.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[TargetKind.LEVEL, TargetKind.STANDARD]) | Q(low__isnull=True, high__isnull=True),
                name="target_range_stands_alone",
                violation_error_message="Lägst och högst hör bara till ett målvärde som är ett intervall.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.CHANGE) | Q(value__isnull=True),
                name="target_change_has_no_value",
                violation_error_message="Ett mål om att bli bättre har inget värde. Ange det det ska bli bättre än som "
                "utgångsvärde.",
            ),
            models.CheckConstraint(
                condition=Q(kind=TargetKind.STANDARD, first_year__isnull=False, first_year__lte=F("year"))
                | (~Q(kind=TargetKind.STANDARD) & Q(first_year__isnull=True)),
                name="target_standard_has_first_year",
                violation_error_message="Ange från och med vilket år nivån ska hållas, och bara för en nivå som ska "
                "hållas varje år.",
            ),
            models.CheckConstraint(
                condition=Q(start_year__isnull=True, start_value__isnull=True)
                | Q(start_year__isnull=False, start_value__isnull=False, start_year__lt=F("year")),
                name="target_start_whole",
                violation_error_message="Ange både utgångsår och utgångsvärde, eller inget av dem. Utgångsåret ska "
                "ligga före målåret.",
            ),
            models.CheckConstraint(
                condition=(Q(kind=TargetKind.RELATIVE) & ~Q(reference=""))
                | (~Q(kind=TargetKind.RELATIVE) & Q(reference="", must_be_better=False)),
                name="target_reference_of_relative",
                violation_error_message="Ange vad målvärdet jämförs med, och bara för ett målvärde som jämförs med "
                "andra.",
            ),
            models.CheckConstraint(
                condition=Q(reference__in=Reference.of_group(), group__isnull=False)
                | (~Q(reference__in=Reference.of_group()) & Q(group__isnull=True)),
                name="target_group_of_reference",
                violation_error_message="Ange jämförelsegruppen, och bara när målvärdet jämförs med en grupp.",
            ),
            models.CheckConstraint(
                condition=~Q(reference__in=Reference.of_share())
                | Q(value__isnull=False, value__gt=0, value__lte=100, must_be_better=False),
                name="target_share_of_the_best",
                violation_error_message="Ange hur många procent av de bästa målvärdet gäller, till exempel 25.",
            ),
        ]

    def __str__(self):
        whose = "" if self.scope == TargetScope.TOTAL else f", {TargetScope(self.scope).label.lower()}"
        return f"{self.indicator} {self.year}{whose}"

    def clean(self):
        """Ask what the indicator must have for the target to be judged; what a row can see is asked by the database."""
        if getattr(self, "indicator", None) is None:
            return  # asked for by the field itself
        is_total, is_gap = self.scope == TargetScope.TOTAL, self.scope == TargetScope.GAP
        sided = self.indicator.direction in {Direction.HIGHER, Direction.LOWER}
        if self.kind in {TargetKind.CHANGE, TargetKind.RELATIVE} and not (is_gap or sided):
            raise ValidationError({"kind": "Välj först om högre eller lägre är bättre för indikatorn."})
        if not is_total and not self.indicator.by_sex:
            raise ValidationError({"scope": "Indikatorn redovisas inte för kvinnor och män."})
        has_start = self.start_year is not None or (is_total and self.indicator.baseline_year is not None)
        if self.kind == TargetKind.CHANGE and not has_start:
            raise ValidationError({"start_year": "Ange det år och värde som målet är att bli bättre än."})
        begun = self.indicator.baseline_year
        if self.kind == TargetKind.CHANGE and self.start_year is None and begun and self.year and begun >= self.year:
            raise ValidationError({"year": f"Indikatorns utgångsår {begun} ligger inte före målåret."})
        if not is_total and self.reference == Reference.NATION_BEST:
            raise ValidationError({"reference": "För landets alla kommuner finns bara totaler."})
        if is_gap:
            self._ask_of_a_difference()

    def _ask_of_a_difference(self):
        if self.low is not None or self.high is not None:
            raise ValidationError({"low": "En skillnad har bara ett högsta värde. Ange värde."})
        is_number = self.kind in {TargetKind.LEVEL, TargetKind.STANDARD}
        for name, number in (("value", self.value if is_number else None), ("start_value", self.start_value)):
            if number is not None and number < 0:
                raise ValidationError({name: "En skillnad mellan kvinnor och män kan inte vara negativ."})
