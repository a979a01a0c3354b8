"""Values as a person reads them where Django would show marks named "True" and ten decimals."""

from typing import Any

from django.contrib import admin
from django.db import models

from indicators.admin.changes import stored_fields, value_text


def yes_or_no(field: str, description: str) -> Any:
    """Return a column that says Ja or Nej, where Django draws a mark named "True"."""

    @admin.display(description=description, ordering=field)
    def text(_page: admin.ModelAdmin, row: models.Model) -> str:
        return "Ja" if getattr(row, field) else "Nej"

    return text


def read_only_fieldsets(fieldsets: Any, model: type[models.Model]) -> list[Any]:
    """Return the parts of a page that is only read, plainly: Django shows ten decimals, and marks named "True"."""
    kinds = (models.DecimalField, models.BooleanField)
    plain = {field.name: _plainly(field) for field in stored_fields(model) if isinstance(field, kinds)}

    def replaced(name: Any) -> Any:
        return tuple(map(replaced, name)) if isinstance(name, list | tuple) else plain.get(name, name)

    return [(heading, {**part, "fields": replaced(part["fields"])}) for heading, part in fieldsets]


def _plainly(field: models.Field) -> Any:
    @admin.display(description=field.verbose_name)
    def text(row: models.Model) -> str:
        value = getattr(row, field.name)
        return admin.site.empty_value_display if value is None else value_text(field, value)

    text.__name__ = field.name  # Django asks for what belongs to the field by this
    return text
