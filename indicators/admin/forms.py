"""Forms that overwrite nothing unseen: each hands back a mark of the row that it was opened on."""

from copy import copy
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from indicators.admin.changes import differences, fingerprint, stored_fields
from indicators.formats import listed

if TYPE_CHECKING:
    from django.http import QueryDict


class VersionedForm(forms.ModelForm):
    """A form that refuses to overwrite what somebody else has saved since it was opened."""

    unversioned: tuple[str, ...] = ()  # fields that change without anybody's hand

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = fingerprint(self.instance, self.unversioned)

    def clean(self) -> dict[str, Any]:
        """Compare with the stored row, locked until this change is saved."""
        cleaned = super().clean() or {}
        # A new row has nobody to overwrite.
        if not self.instance.pk:
            return cleaned
        rows = type(self.instance).objects.order_by("pk")  # a row is locked alone, not with what it is sorted by
        stored = rows.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None:
            self.add_error(None, "Någon annan har tagit bort uppgifterna sedan du öppnade sidan.")
        elif cleaned.get("version") != (current := fingerprint(stored, self.unversioned)):
            self.add_error(None, self._conflict(stored, cleaned))
            # The writer has now seen the other's values: saving once more is a choice, not an accident.
            self.data = cast("QueryDict", self.data).copy()
            self.data[self.add_prefix("version")] = current
        return cleaned

    def validate_constraints(self) -> None:
        """Hold a stored row to every rule of its own, as the database will when it is saved."""
        exclude = self._get_validation_exclusions()  # type: ignore[attr-defined]  # no stub has it
        if self.instance.pk:
            # Django skips a rule when the form lacks one of its fields; here that field is set once, and counts.
            exclude &= set(self.fields)
        try:
            self.instance.validate_constraints(exclude=exclude)
        except ValidationError as fault:
            self.add_error(None, fault)

    def _conflict(self, stored: models.Model, cleaned: dict[str, Any]) -> str:
        mine = copy(stored)
        for name in ({field.name for field in stored_fields(stored)} & set(cleaned)) - set(self.unversioned):
            setattr(mine, name, cleaned[name])
        parts = [f"{each.field} är nu {each.old}, du har {each.new}" for each in differences(stored, mine)]
        what = listed(parts) or "Det som är sparat är nu detsamma som du har skrivit"
        return (
            f"Någon annan har ändrat uppgifterna sedan du öppnade sidan. {what}. "
            "Inget är sparat. Spara igen om det du har skrivit ska gälla."
        )


def reason_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=100,
        required=False,
        help_text="Högst 100 tecken. Sparas i historiken.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class RecordedForm(VersionedForm):
    """A form whose reason for a change follows the change into the history."""

    change_reason = reason_field("Varför ändras uppgiften?")

    def clean(self) -> dict[str, Any]:
        """Hand the reason over to the history."""
        cleaned = super().clean()
        self.instance._change_reason = cleaned.get("change_reason") or ""  # noqa: SLF001  simple_history reads it there
        return cleaned
