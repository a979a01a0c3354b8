"""What a target must have by its kind, told at the field; the database guards the same rules without knowing fields."""

from collections.abc import Iterator
from typing import Any

from django import forms

from indicators.admin.forms import RecordedForm, VersionedForm
from indicators.admin.limits import target_faults
from indicators.vocabulary import Reference, TargetKind

TARGET_HELP = {
    "kind": (
        "Ett värde ett visst år: 90 % år 2028. Varje år: minst 95 % varje år. Bättre än utgångsvärdet: ska öka eller "
        "ska minska. Jämfört med andra: bättre än riket."
    ),
    "scope": "Ett målvärde kan gälla kvinnor, män eller hur mycket det får skilja mellan dem.",
    "year": "Målåret, eller det sista av åren.",
    "first_year": "Bara för en nivå som ska hållas varje år.",
    "start_year": "Tomt betyder indikatorns utgångsår.",
    "start_value": "Det som ska överträffas, om det inte är indikatorns utgångsvärde.",
    "reference": "Bara för ett målvärde som jämförs med andra.",
    "group": "Bara när det jämförs med en grupp.",
    "value": (
        "Till exempel 100 eller 12,5. Lämna tomt om målet är ett intervall eller att bli bättre. Jämfört med andra: så "
        "mycket bättre ska det vara (minus: så mycket sämre får det vara), eller hur många procent av de bästa."
    ),
    "low": "Bara om målet är ett intervall.",
    "high": "Bara om målet är ett intervall.",
    "decision": "Beslutet som målvärdet står i.",
    "note": "Visas bredvid målvärdet.",
}

type Fault = tuple[str, str]


class TargetFields(forms.ModelForm):
    """Tell each fault of a target at its field."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for field, words in list(_faults(given)):
            # What could not be read has been told already.
            if field in self.fields and field not in self.errors:
                self.add_error(field, words)
        return given

    def validate_constraints(self) -> None:
        """Hold what is aimed at against the limits that the indicator has of its own, as they are on the same page."""
        super().validate_constraints()
        for field, words in target_faults(self.instance).items():
            if field not in self.errors:
                self.add_error(field, words)


class TargetForm(TargetFields, VersionedForm):
    class Meta:
        help_texts = TARGET_HELP


class OwnTargetForm(TargetFields, RecordedForm):
    """A target on a page of its own, with a reason for the change."""

    class Meta:
        help_texts = TARGET_HELP


def _faults(given: dict[str, Any]) -> Iterator[Fault]:
    kind = given.get("kind")
    if kind in {TargetKind.LEVEL, TargetKind.STANDARD}:
        yield from _of_level(given)
    elif kind is not None:
        yield from _of_no_level(given, kind)
    yield from _of_years(given, kind)
    yield from _of_reference(given, kind)


def _of_level(given: dict[str, Any]) -> Iterator[Fault]:
    value, low, high = (given.get(name) for name in ("value", "low", "high"))
    is_range = low is not None and high is not None
    if (value is None) != is_range or (value is not None and (low is not None or high is not None)):
        yield "value", "Ange antingen ett värde, eller lägst och högst i rätt ordning."
    elif low is not None and high is not None and low > high:
        yield "low", "Ange lägst och högst i rätt ordning. Det lägsta är större än det högsta."


def _of_no_level(given: dict[str, Any], kind: str) -> Iterator[Fault]:
    for name in ("low", "high"):
        if given.get(name) is not None:
            yield name, "Lägst och högst hör bara till ett målvärde som är ett intervall. Ta bort talet."
    if kind == TargetKind.CHANGE and given.get("value") is not None:
        yield "value", "Ett mål om att bli bättre har inget värde. Skriv det som ska överträffas som utgångsvärde."


def _of_years(given: dict[str, Any], kind: str | None) -> Iterator[Fault]:
    first, last = given.get("first_year"), given.get("year")
    if kind == TargetKind.STANDARD and first is None:
        yield "first_year", "Ange från och med vilket år nivån ska hållas."
    elif kind not in {None, TargetKind.STANDARD} and first is not None:
        yield "first_year", "Ett första år hör bara till en nivå som ska hållas varje år. Ta bort året."
    elif first and last and first > last:
        yield "first_year", "Det första året kommer efter det sista."
    start, value = given.get("start_year"), given.get("start_value")
    if (start is None) != (value is None):
        yield (
            ("start_year" if start is None else "start_value"),
            "Ange både utgångsår och utgångsvärde, eller inget av dem.",
        )
    elif start and last and start >= last:
        yield "start_year", "Utgångsåret ska ligga före målåret."


def _of_reference(given: dict[str, Any], kind: str | None) -> Iterator[Fault]:
    reference, group, value = (given.get(name) for name in ("reference", "group", "value"))
    if kind == TargetKind.RELATIVE and not reference:
        yield "reference", "Ange vad målvärdet jämförs med."
    if kind != TargetKind.RELATIVE:
        if reference:
            yield "reference", "Ta bort jämförelsen, eller välj slaget Jämfört med andra."
        if given.get("must_be_better"):
            yield "must_be_better", "Ta bort krysset, eller välj slaget Jämfört med andra."
    if reference in Reference.of_group() and group is None:
        yield "group", "Ange vilken grupp det jämförs med."
    elif group is not None and reference not in Reference.of_group():
        yield "group", "Ta bort gruppen. Den hör bara till ett målvärde som jämförs med en grupp."
    if reference in Reference.of_share():
        if value is None or not 0 < value <= 100:
            yield "value", "Ange hur många procent av de bästa målvärdet gäller, till exempel 25."
        if given.get("must_be_better"):
            yield "must_be_better", "Ta bort krysset. Bland de bästa är den som är lika bra som den sista av dem."
