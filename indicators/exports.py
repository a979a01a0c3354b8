"""Open data: an indicator's outcomes as CSV and JSON, with decimal point and ISO dates for machines."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from indicators.models import Indicator, OutcomeRow
from indicators.vocabulary import MissingReason

COLUMNS = (
    "indikator",
    "kolada_id",
    "kommun_kod",
    "kommun",
    "ar",
    "kon",
    "varde",
    "enhet",
    "preliminar",
    "saknas_orsak",
    "kalla",
    "kalla_url",
    "hamtad",
)
# A spreadsheet runs a cell that starts like this, in its wide forms too (OWASP, CSV injection).
_RISKY = (*"=+-@\t\r\n\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_of(indicator: Indicator) -> str:
    """Return every published outcome of an indicator loaded by `with_series` (RFC 4180: comma, CRLF).

    One row per municipality, year and sex. Text that a spreadsheet could run gets an apostrophe first; numbers,
    negative ones too, are left as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in records(indicator):
        writer.writerow([text if key == "varde" else _harmless(text) for key, text in row.items()])
    return out.getvalue()


def records(indicator: Indicator) -> Iterator[dict[str, str]]:
    """Yield the rows of the open format as texts, by municipality, sex and year."""
    for row in sorted(indicator.loaded_outcomes, key=lambda each: (each.code, each.sex != "T", each.sex, each.year)):
        yield _record(indicator, row)


def json_of(indicator: Indicator) -> dict[str, object]:
    """Return the same rows for programs: values as numbers in text, None where there is none."""
    return {
        "indikator": indicator.slug,
        "namn": indicator.name,
        "kolada_id": indicator.kolada_id or None,
        "enhet": indicator.unit_label or None,
        "decimaler": indicator.decimals,
        "onskad_riktning": indicator.direction,
        "malvarden": [
            {"ar": each.year, "varde": _plain(each.value), "lagst": _plain(each.low), "hogst": _plain(each.high)}
            for each in indicator.targets.all()
        ],
        "utfall": [_typed(row) for row in records(indicator)],
    }


def _typed(record: dict[str, str]) -> dict[str, object]:
    kept: dict[str, object] = {
        key: text or None for key, text in record.items() if key not in {"indikator", "kolada_id"}
    }
    return {**kept, "ar": int(record["ar"]), "preliminar": record["preliminar"] == "ja"}


def _record(indicator: Indicator, row: OutcomeRow) -> dict[str, str]:
    values: Iterable[str] = (
        indicator.slug,
        indicator.kolada_id,
        row.code,
        row.municipality,
        str(row.year),
        row.sex,
        _plain(row.value) or "",
        indicator.unit_label,
        "ja" if row.is_preliminary else "nej",
        MissingReason(row.missing_reason).label.lower() if row.missing_reason else "",
        row.source,
        row.source_url,
        row.retrieved_on.isoformat() if row.retrieved_on else "",
    )
    return dict(zip(COLUMNS, values, strict=True))


def _plain(value: Decimal | None) -> str | None:
    """Return a number with decimal point and no more decimals than it has, never with an exponent."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text
