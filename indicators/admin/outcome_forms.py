"""The form that adds or corrects one yearly value."""

from typing import Any

from indicators.admin.forms import RecordedForm, reason_field
from indicators.vocabulary import OutcomeState

# What the public reads as the figure: a change of it needs a reason, one of the comment or the source does not.
PUBLIC_FIGURE = frozenset({"indicator", "municipality", "year", "sex", "value", "missing_reason", "state"})


class OutcomeForm(RecordedForm):
    """One value, or the reason why there is none; a published value is not changed without saying why."""

    change_reason = reason_field("Varför ändras värdet?")

    class Meta:
        help_texts = {
            "value": "Skriv som du brukar: 12,5 eller 1 083,25. Lämna tomt om värdet saknas, och välj orsak.",
            "missing_reason": "Bara när värdet saknas. Noll är ett värde.",
            "year": "Det år som värdet gäller.",
            "sex": "Totalt, om värdet inte är uppdelat.",
            "comment": "Visas för alla. Förklara det som en läsare annars undrar över.",
            "source": "Vem som har tagit fram värdet, och i vad. Till exempel Kolada eller årsredovisningen 2025.",
            "retrieved_on": "Den dag värdet hämtades ur källan.",
            "is_preliminary": "Kryssa i om källan kan komma att ändra värdet.",
            "next_expected": "Den dag källan säger att nästa värde kommer.",
            "state": "Utkast syns bara här. Publicerat syns för alla.",
        }

    def clean(self) -> dict[str, Any]:
        """Hold a value or a reason, a step that exists, and a reason for changing what is public."""
        cleaned = super().clean()
        self._hold_value_or_reason(cleaned)
        self._hold_step(cleaned)
        if self._changes_what_is_public() and not cleaned.get("change_reason"):
            self.add_error("change_reason", "Värdet är publicerat. Skriv varför det ändras.")
        return cleaned

    def _changes_what_is_public(self) -> bool:
        was_public = self.instance.pk and self.initial.get("state") == OutcomeState.PUBLISHED
        return bool(was_public and PUBLIC_FIGURE & set(self.changed_data))

    def _hold_value_or_reason(self, cleaned: dict[str, Any]) -> None:
        if {"value", "missing_reason"} & set(self.errors):
            return
        value, reason = cleaned.get("value"), cleaned.get("missing_reason")
        if value is None and not reason:
            self.add_error("value", "Skriv ett värde, eller välj orsaken till att det saknas.")
        if value is not None and reason:
            self.add_error("missing_reason", "Här står både ett värde och en orsak. Ta bort det som inte gäller.")

    def _hold_step(self, cleaned: dict[str, Any]) -> None:
        value, indicator = cleaned.get("value"), cleaned.get("indicator")
        if value is None or not indicator or not indicator.categories:
            return
        if value not in range(len(indicator.categories)):
            steps = ", ".join(f"{number} {name}" for number, name in enumerate(indicator.categories))
            self.add_error("value", f"Skriv stegets nummer: {steps}.")
