"""Form fields and widgets that speak Swedish and work without script."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models

from indicators.formats import exact
from indicators.numerals import UnreadableNumber, parse_number

MAX_DECIMALS = 10  # the most that the database keeps


class NumberInput(forms.TextInput):
    """A text field for a number: a browser's own number field would refuse the comma or eat the minus."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "size": 18, "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Return the number in Swedish with all its decimals; what could not be read stays as it was written."""
        return exact(value, most=MAX_DECIMALS) if isinstance(value, Decimal) else super().format_value(value)


class SwedishDecimalField(forms.DecimalField):
    """A decimal number written the Swedish way; what is ambiguous is asked about, never guessed."""

    widget = NumberInput

    def to_python(self, value: Any) -> Any:
        """Return the number, or None when the field is empty; raises ValidationError with a Swedish question."""
        if isinstance(value, Decimal):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_number(text)
        except UnreadableNumber as fault:
            raise ValidationError(str(fault), code="invalid") from fault


class LinesField(forms.CharField):
    """A list of short texts, one per line."""

    widget = forms.Textarea

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for only_json in ("encoder", "decoder"):
            kwargs.pop(only_json, None)
        super().__init__(*args, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines that say something, as a list; raises ValidationError for what no database holds."""
        text = str(value or "")
        ProhibitNullCharactersValidator()(text)  # Django's own asks the list, where it does not see them
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)


class DayInput(forms.DateInput):
    """The browser's own date field: keyboard, screen reader and phone know it, and it needs no script."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


OVERRIDES: dict[type[models.Field], dict[str, Any]] = {
    models.DecimalField: {"form_class": SwedishDecimalField, "widget": NumberInput},
    models.DateField: {"widget": DayInput},
    models.JSONField: {"form_class": LinesField, "widget": forms.Textarea(attrs={"rows": 4, "cols": 40})},
    models.URLField: {"widget": forms.URLInput(attrs={"class": "vURLField"})},
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 5, "cols": 60})},
}
