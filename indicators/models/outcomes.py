"""What came out: an indicator's value for a municipality, a year and a sex, or the reason why there is none."""

from collections.abc import Iterator
from decimal import Context, Decimal

from django.db import connections, models
from django.db.models import Q
from django.db.models.functions import Cast
from simple_history.models import HistoricalRecords

from indicators.models.rows import OUTCOME_COLUMNS, OutcomeRow
from indicators.models.years import FIRST_YEAR, LAST_YEAR, YEAR_RANGE
from indicators.vocabulary import MissingReason, Origin, OutcomeState, Sex

VALUE_DIGITS, VALUE_DECIMALS = 24, 10  # of an outcome, at most


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def published(self):
        return self.filter(state=OutcomeState.PUBLISHED)

    def shown(self):
        """Return what a reader can see: published outcomes of the indicators that are shown."""
        return self.published().filter(indicator__is_published=True)

    def by_indicator(self):
        """Return {indicator id: [OutcomeRow, …]}, oldest first: one query."""
        # By year alone a database may answer in another order each time, and a mean of many adds up in that order.
        chosen = self.order_by("year", "municipality__code", "sex")
        is_sqlite = connections[self.db].vendor == "sqlite"
        found: dict[int, list[OutcomeRow]] = {}
        for row in _plain_rows(chosen) if is_sqlite else map(OutcomeRow._make, chosen.values_list(*OUTCOME_COLUMNS)):
            found.setdefault(row.indicator_id, []).append(row)
        return found


def _plain_rows(outcomes: OutcomeQuerySet) -> Iterator[OutcomeRow]:
    """Yield the rows of a query on SQLite, with their values made as Django makes them in a tenth of the time.

    Django makes a decimal context for each value that it reads from a float, and there may be hundreds of thousands.
    """
    of_float, of_field = Context(prec=15), Context(prec=VALUE_DIGITS)
    smallest = Decimal(1).scaleb(-VALUE_DECIMALS)
    columns = [{"value": "number"}.get(name, name) for name in OUTCOME_COLUMNS]
    place = columns.index("number")
    for row in outcomes.annotate(number=Cast("value", models.FloatField())).values_list(*columns):
        value = row[place]
        if value is not None:
            value = of_float.create_decimal_from_float(value).quantize(smallest, context=of_field)
        yield OutcomeRow._make([*row[:place], value, *row[place + 1 :]])


class Outcome(models.Model):
    """Utfall: an indicator's value for a municipality, a year and a sex, or a coded reason why there is none."""

    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="outcomes"
    )
    municipality = models.ForeignKey(
        "indicators.Municipality", models.PROTECT, verbose_name="kommun", related_name="outcomes"
    )
    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    sex = models.CharField("kön", max_length=1, choices=Sex, default=Sex.TOTAL)
    value = models.DecimalField("värde", max_digits=VALUE_DIGITS, decimal_places=VALUE_DECIMALS, null=True, blank=True)
    missing_reason = models.CharField("orsak till att värdet saknas", max_length=20, choices=MissingReason, blank=True)
    is_preliminary = models.BooleanField("preliminärt", default=False)
    comment = models.TextField("kommentar", blank=True, help_text="Visas för alla.")
    source = models.CharField("källa", max_length=300)
    source_url = models.URLField("länk till källan", max_length=500, blank=True)
    retrieved_on = models.DateField("hämtad", null=True, blank=True)
    origin = models.CharField("ursprung", max_length=10, choices=Origin)
    next_expected = models.DateField("nästa värde väntas", null=True, blank=True)
    state = models.CharField("läge", max_length=12, choices=OutcomeState, default=OutcomeState.DRAFT)
    published_at = models.DateTimeField("publicerat", null=True, blank=True, editable=False)

    objects = OutcomeQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="ändring av utfall", verbose_name_plural="ändringar av utfall")

    class Meta:
        verbose_name = "utfall"
        verbose_name_plural = "utfall"
        ordering = ["indicator", "municipality", "year", "sex"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "municipality", "year", "sex"],
                name="outcome_once_per_year_and_sex",
                violation_error_message="Det finns redan ett utfall för den indikatorn, kommunen, året och könet.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (Q(value__isnull=True) & Q(missing_reason__in=MissingReason.values)),
                name="outcome_value_or_reason",
                violation_error_message="Ange antingen ett värde eller en orsak till att värdet saknas.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="outcome_year_sane",
                violation_error_message="Året ska ligga mellan 1900 och 2200.",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=Sex.values),
                name="outcome_sex_known",
                violation_error_message="Välj totalt, kvinnor eller män.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.municipality}, {self.year}"
