"""What an indicator was in every municipality of the country: one row a year, since hundreds are read as one."""

from django.db import models

from indicators.models.rows import NationalRow
from indicators.models.years import YEAR_RANGE
from indicators.vocabulary import Origin


class NationalYearQuerySet(models.QuerySet["NationalYear"]):
    def shown(self):
        """Return those of indicators that are shown."""
        return self.filter(indicator__is_published=True)

    def by_indicator(self):
        """Return {indicator id: [NationalRow, …]}, oldest first: one query."""
        found: dict[int, list[NationalRow]] = {}
        for key, *row in self.order_by("year").values_list("indicator_id", *NationalRow._fields):
            found.setdefault(key, []).append(NationalRow(*row))
        return found


class NationalYear(models.Model):
    """Kommunernas värden: an indicator's values of a year in every municipality but our own, whose are outcomes.

    They are compared with and never written by hand: no history, no draft and no reason for what is missing.
    """

    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="national_years"
    )
    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE)
    values = models.TextField("värden", help_text="Kommunkod och värde, som JSON.")
    source = models.CharField("källa", max_length=300)
    source_url = models.URLField("länk till källan", max_length=500, blank=True)
    retrieved_on = models.DateField("hämtad", null=True, blank=True)
    origin = models.CharField("ursprung", max_length=10, choices=Origin)

    objects = NationalYearQuerySet.as_manager()

    class Meta:
        verbose_name = "kommunernas värden"
        verbose_name_plural = "kommunernas värden"
        ordering = ["indicator", "year"]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                name="national_year_once",
                violation_error_message="Kommunernas värden finns redan för den indikatorn och det året.",
            )
        ]

    def __str__(self):
        return f"{self.indicator} {self.year}"
