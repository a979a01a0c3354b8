"""What was changed, by whom and why, in words; and the mark that tells when a row has changed meanwhile."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from indicators.fields import MAX_DECIMALS
from indicators.formats import capital, exact

EMPTY = "tomt"
KINDS = {"+": "Skapades", "~": "Ändrades", "-": "Togs bort"}
UNSPOKEN = frozenset({"id", "published_at"})  # follows from what is told


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One recorded change, as the history page shows it."""

    when: str
    who: str
    kind: str
    changes: tuple[FieldChange, ...]
    reason: str
    key: int  # of the record
    is_current: bool  # nothing has changed since


def stored_fields(row: models.Model | type[models.Model]) -> tuple[Any, ...]:
    return tuple(row._meta.concrete_fields)  # noqa: SLF001  Django documents _meta


def fingerprint(row: models.Model, but: Collection[str] = ()) -> str:
    """Return a short mark of what is stored in a row, but for some fields: another means that somebody wrote there."""
    # As text: a decimal has one spelling from the form and another from the database.
    stored = [field.value_to_string(row) for field in stored_fields(row) if field.name not in but]
    return hashlib.sha256(json.dumps(stored, ensure_ascii=False).encode()).hexdigest()[:24]


def value_text(field: Any, value: Any) -> str:
    """Return a stored value as a person reads it: "12,5", "Publicerat", "ja", "2026-11-23 kl. 13.15", "tomt"."""
    if value is None or value in ("", []):
        return EMPTY
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return exact(value, most=MAX_DECIMALS)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def moment(value: datetime) -> str:
    """Return "2026-11-23 kl. 13.15" in the portal's time zone."""
    return f"{timezone.localtime(value):%Y-%m-%d kl. %H.%M}"


def differences(old: models.Model, new: models.Model) -> Iterator[FieldChange]:
    for field in stored_fields(old):
        if field.name in UNSPOKEN or field.name.startswith("history_"):
            continue
        if getattr(old, field.attname) != getattr(new, field.attname):
            name = capital(str(field.verbose_name))
            yield FieldChange(
                name, value_text(field, getattr(old, field.name)), value_text(field, getattr(new, field.name))
            )


def history_rows(records: Iterable[Any]) -> list[HistoryRow]:
    """Return the recorded changes of one row, given newest first, with what each changed."""
    ordered = list(records)
    rows = []
    for position, record in enumerate(ordered):
        before = ordered[position + 1] if position + 1 < len(ordered) else None
        changes = tuple(differences(before, record)) if before and record.history_type == "~" else ()
        user = record.history_user
        who = (user.get_full_name() or user.get_username()) if user else "Planfil eller kommando"
        reason = record.history_change_reason or ""
        kind, when = KINDS[record.history_type], moment(record.history_date)
        rows.append(HistoryRow(when, who, kind, changes, reason, record.history_id, is_current=position == 0))
    return rows
