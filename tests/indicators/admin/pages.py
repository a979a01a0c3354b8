"""Pages of the administration as a browser opens and sends them, and yearly values to find there."""

from decimal import Decimal

from django.urls import reverse

from indicators.models import (
    Outcome,
)


def outcome_of(indicator, municipality, year=2024, value="81.4", **changes):
    given = {"source": "Skolenkäten", "origin": "own", "value": value and Decimal(value)}
    return Outcome.objects.create(indicator=indicator, municipality=municipality, year=year, **given | changes)


def page(model, kind, *args):
    return reverse(f"admin:indicators_{model}_{kind}", args=args)


def filled(response):
    """Return what a browser would post from an opened form, without a change."""
    forms = [response.context["adminform"].form]
    for part in response.context["inline_admin_formsets"]:
        forms += [part.formset.management_form, *part.formset.forms]
    shown = {field.html_name: shown_in(field) for form in forms for field in form}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def shown_in(field):
    value = field.value()
    if value is None or isinstance(value, bool):
        return value
    shown = field.field.widget.format_value(value)
    return shown[0] if isinstance(shown, list) and len(shown) == 1 else shown


def errors_of(response):
    assert response.status_code == 200, "the form comes back"
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}
