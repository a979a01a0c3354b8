"""The form of one indicator's year: its values, what is told beside them, and why a published value is changed."""

from typing import Any

from django import forms
from django.http import QueryDict

from indicators.fields import DayInput
from indicators.reporting.rules.contents import tidy
from indicators.reporting.sheet.fields import SEEN, field_name
from indicators.reporting.sheet.forms import sent_cell
from indicators.reporting.values.changes import UNSENT, CellInput, FieldResult, RowChange
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import EDITED_FIELDS, note_token
from indicators.vocabulary import MissingReason, Origin

REASON = "orsak"


class EntryForm(forms.Form):
    """What is told beside the values. Each field hands back what its writer saw."""

    change_reason = forms.CharField(
        label="Varför ändras det publicerade värdet?",
        required=False,
        max_length=400,
        help_text="Visas för alla bland rättelserna.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    comment = forms.CharField(
        label="Kommentar",
        required=False,
        max_length=4000,
        help_text="Visas för alla. Förklara det som en läsare annars undrar över.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label="Källa",
        required=False,
        max_length=300,
        help_text="Vem som har tagit fram värdet, och i vad. Till exempel Kolada eller årsredovisningen 2025.",
    )
    source_url = forms.URLField(
        label="Länk till källan",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(),
        error_messages={"invalid": "Skriv en adress som börjar med https://, eller lämna fältet tomt."},
    )
    origin = forms.ChoiceField(label="Ursprung", choices=Origin.choices, help_text="Vem som står bakom värdet.")
    retrieved_on = forms.DateField(
        label="Hämtad", required=False, widget=DayInput(), help_text="Den dag värdet hämtades ur källan."
    )
    next_expected = forms.DateField(
        label="Nästa värde väntas", required=False, widget=DayInput(), help_text="Om källan har sagt när det kommer."
    )
    is_preliminary = forms.BooleanField(
        label="Preliminärt", required=False, help_text="Kryssa i om källan kan komma att ändra värdet."
    )

    data: QueryDict

    def __init__(self, line: IndicatorYear, data: QueryDict | None = None) -> None:
        """Start from what stands in the row; without the question why, when nothing is published."""
        self.line = line
        stored = line.entry or line.base_note
        # A row without an entry has no reason for a change yet.
        initial = {name: getattr(stored, name, "") for name in EDITED_FIELDS}
        super().__init__(data, initial=initial, prefix=line.indicator.slug, label_suffix="")
        if not line.is_published:
            # Nothing is public yet, so there is no change to explain.
            del self.fields["change_reason"]
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea | forms.TextInput) and not isinstance(field.widget, DayInput):
                field.widget.attrs.setdefault("class", "vTextField")
            field.widget.attrs["data-field"] = name

    @property
    def tokens(self) -> list[tuple[str, str]]:
        """Return the hidden fields that tell what the writer saw: (name, token)."""
        stored = self.line.entry or self.line.base_note
        return [(f"{self.prefix}__{name}__{SEEN}", note_token(getattr(stored, name, ""))) for name in self.fields]

    def change(self) -> RowChange:
        slug = self.line.indicator.slug
        note = {
            name: (self._stored_form(name), tuple(self.data.getlist(f"{slug}__{name}__{SEEN}")) or None)
            for name in self.fields
            if name in EDITED_FIELDS
        }
        return RowChange(self._cells(), note)

    def unsent(self) -> dict[str, FieldResult]:
        """Return the values as they were written, to be shown again when a field beside them could not be read."""
        return {
            sex: FieldResult(UNSENT, typed=each.text, seen=each.seen[0] if each.seen else None)
            for sex, each in self._cells().items()
        }

    def _stored_form(self, name: str) -> Any:
        value = self.cleaned_data[name]
        return tidy(value) if isinstance(value, str) else value

    def _cells(self) -> dict[str, CellInput]:
        """Return the values; a reason chosen beside an empty field is what is meant by it."""
        found = {sex.value: sent_cell(self.data, self.line, sex, self._reason(sex)) for sex in self.line.sexes}
        return {sex: each for sex, each in found.items() if each is not None}

    def _reason(self, sex: str) -> str:
        chosen = self.data.get(f"{field_name(self.line.indicator.slug, sex)}__{REASON}", "")
        return str(MissingReason(chosen).label) if chosen in MissingReason.values else ""
