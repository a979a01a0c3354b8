"""What the list of yearly values is narrowed by."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from indicators.models import FIRST_YEAR, LAST_YEAR, Outcome


class OwnMunicipalityFilter(admin.SimpleListFilter):
    title = "kommun"
    parameter_name = "kommun"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("egen", "Egna kommunen"), ("andra", "Att jämföra med")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """Narrow the list."""
        if self.value() in {"egen", "andra"}:
            return queryset.filter(municipality__portal__isnull=self.value() == "andra")
        return queryset


class YearFilter(admin.SimpleListFilter):
    """The years there are values for, newest first."""

    title = "år"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = Outcome.objects.order_by("-year").values_list("year", flat=True).distinct()
        return [(str(year), str(year)) for year in found]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """Narrow the list; a year that cannot be is a list without rows."""
        text = self.value()
        if not text:
            return queryset
        # Anything may stand in an address, and a number too large for the database is an error there.
        sane = text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR
        return queryset.filter(year=int(text)) if sane else queryset.none()
