"""An outcome without its model: what a page that reads thousands of them needs."""

from datetime import date
from decimal import Decimal
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
