"""What there is to tell about a row: faults, conflicts, messages, warnings and what is lacking."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse

from indicators.models import Indicator
from indicators.reporting.rules.checks import rounding_text
from indicators.reporting.shapes import Choice, Link, RowRemark
from indicators.reporting.sheet.fields import COMMENT, field_name
from indicators.reporting.values.changes import CONFLICT, FAULT, FieldResult
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.words import person_name
from indicators.vocabulary import EntryState, Sex


def remarks_of(
    line: IndicatorYear,
    warnings: Mapping[str, Sequence[str]],
    results: Mapping[str, FieldResult] | None = None,
    *,
    coordinates: bool = False,
) -> Iterator[RowRemark]:
    """Yield what is to be told about a row, the most pressing first; `results` are of what was just sent in it."""
    for field, result in (results or {}).items():
        if result.is_refused:
            yield _result_remark(line, field, result, coordinates=coordinates)
    entry = line.entry
    if entry and entry.state == EntryState.RETURNED and entry.message:
        sender = f"{person_name(entry.decided_by)}: " if entry.decided_by else ""
        yield RowRemark("message", f"{sender}{entry.message}")
    for sex, texts in warnings.items():
        for text in texts:
            field = field_name(line.indicator.slug, sex) if sex else ""
            yield RowRemark("warning", f"{_label(line, sex)}{text}", field)
    for sex in line.sexes:
        value = line.content(sex).value
        if sex in line.cells and value is not None and (shown := rounding_text(value, line.limits)):
            yield RowRemark("info", f"{_label(line, sex)}{shown}", field_name(line.indicator.slug, sex))
    if line.corrected and entry and not entry.change_reason.strip():
        yield RowRemark(
            "info", "Värdet är publicerat. Ändringen kan skickas in när du har skrivit varför, på radens egen sida."
        )
    if line.is_begun and not line.note.source.strip():
        yield RowRemark("info", "Kan skickas in när du har skrivit varifrån värdet kommer, på radens egen sida.")


def _result_remark(line: IndicatorYear, field: str, result: FieldResult, *, coordinates: bool) -> RowRemark:
    slug = line.indicator.slug
    name = field_name(slug, COMMENT if field == "comment" else field) if field else ""
    opening = "Sparades inte. " if result.kind == FAULT else ""
    choices = [Choice(name, text, text) for text in result.choices]
    if result.kind == CONFLICT and field in line.sexes:
        choices = [
            Choice(name, result.typed, f"Använd {result.typed.strip() or 'tomt'}"),
            Choice(name, result.theirs, f"Behåll {result.theirs or 'tomt'}"),
        ]
    elif result.kind == CONFLICT and field == "comment":
        choices = [
            Choice(name, result.typed, "Använd det du har skrivit"),
            Choice(name, line.note.comment, "Behåll det som står"),
        ]
    link = limit_link(line.indicator, result.limit) if result.limit and coordinates else None
    return RowRemark(result.kind, f"{_label(line, field)}{opening}{result.message}", name, tuple(choices), link)


def limit_link(indicator: Indicator, limit: str) -> Link:
    """Return where a coordinator moves a limit of an indicator's values."""
    address = reverse("admin:indicators_indicator_change", args=[indicator.pk])
    return Link(f"{address}#id_{limit}", f"Ändra gränsen för {indicator.name}")


def _label(line: IndicatorYear, field: str) -> str:
    if field in line.sexes and len(line.sexes) > 1:
        return f"{Sex(field).label}: "
    return "Kommentaren: " if field == "comment" else ""
