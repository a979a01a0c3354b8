"""Rows without their models: what a page that reads thousands of values needs."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

COUNTRY_CODE = "0000"  # the whole country's, in the place of a municipality's


class OutcomeRow(NamedTuple):
    """One outcome as pages read it."""

    indicator_id: int
    code: str
    municipality: str
    year: int
    sex: str
    value: Decimal | None
    missing_reason: str
    is_preliminary: bool
    comment: str
    source: str
    source_url: str
    retrieved_on: date | None
    origin: str
    next_expected: date | None


OUTCOME_COLUMNS = tuple(
    {"code": "municipality__code", "municipality": "municipality__name"}.get(name, name) for name in OutcomeRow._fields
)


class NationalRow(NamedTuple):
    """A year of an indicator in every municipality but our own, as pages read it; `values` is packed."""

    year: int
    values: str
    source: str
    source_url: str
    retrieved_on: date | None
    origin: str


def pack_values(texts: Mapping[str, str]) -> str:
    """Return codes and numbers, both as text, in the one form that `NationalYear.values` has."""
    return json.dumps(dict(sorted(texts.items())), separators=(",", ":"))


def unpack_texts(packed: str) -> dict[str, str]:
    """Return the codes and numbers of `NationalYear.values`, none where it is something else than they."""
    try:
        found = json.loads(packed)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def unpack_values(packed: str) -> dict[str, Decimal]:
    """Return the values by municipality; what is no number is left out, since one row must not close every page."""
    found = {}
    for code, text in unpack_texts(packed).items():
        try:
            value = Decimal(str(text))
        except InvalidOperation:
            continue
        if value.is_finite():
            found[code] = value
    return found
