"""The open format: the columns of a file of values, how each is written, and what keeps a spreadsheet from running it.

Both the files that anyone may fetch and the files that officials fill in and send back are written so.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

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
NUMBERS = frozenset({"varde", "riket_skillnad"})  # which may be negative
# A spreadsheet runs a cell that starts like this, in its wide forms too (OWASP, CSV injection).
RISKY_SIGNS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
_RISKY = re.escape(RISKY_SIGNS)
RISKY = re.compile(f"'*[{_RISKY}]")
# A Swedish Excel cuts a comma-separated file at semicolons and at line breaks within quotes: a cell starts there too.
_START = "(?:\\A|(?<=[;\t\r\n]))"
_RISKY_STARTS = re.compile(f"{_START}('*[{_RISKY}])")
_NEUTRALISED_STARTS = re.compile(f"{_START}('+[{_RISKY}])")
_RESTORED_STARTS = re.compile(f"{_START}'('*[{_RISKY}])")


def record(
    *,
    slug: str,
    kolada_id: str,
    code: str,
    municipality: str,
    year: int,
    sex: str,
    value: Decimal | None,
    unit_label: str,
    is_preliminary: bool,
    missing_reason: str,
    source: str,
    source_url: str,
    retrieved_on: date | None,
) -> dict[str, str]:
    values = (
        slug,
        kolada_id,
        code,
        municipality,
        str(year),
        sex,
        plain(value) or "",
        unit_label,
        # Words, since a Swedish spreadsheet would show TRUE as SANT and others as TRUE.
        "ja" if is_preliminary else "nej",
        MissingReason(missing_reason).label.lower() if missing_reason else "",
        source,
        source_url,
        retrieved_on.isoformat() if retrieved_on else "",
    )
    return dict(zip(COLUMNS, values, strict=True))


def csv_text(columns: Sequence[str], records: Iterable[Mapping[str, str]]) -> str:
    """Return records as CSV (RFC 4180: comma, CRLF) with a header.

    Text that a spreadsheet could run gets an apostrophe first; numbers, negative ones too, are left as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for each in records:
        # Only a value may begin with a minus: an apostrophe would make a text of the number.
        writer.writerow([each[key] if key in NUMBERS else neutralised(each[key]) for key in columns])
    return out.getvalue()


def plain(value: Decimal | None) -> str | None:
    """Return a number with decimal point and no more decimals than it has, never with an exponent; zero has no sign."""
    if value is None:
        return None
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet runs. One that looks neutralised already is so once more, to be told apart."""
    return _RISKY_STARTS.sub(r"'\1", text)


def unmistakable(text: str) -> str:
    """Return a text for a file that runs nothing, where only one that looks neutralised must be told apart."""
    return _NEUTRALISED_STARTS.sub(r"'\1", text)


def restored(text: str) -> str:
    """Return the text as it was before `neutralised` or `unmistakable`; another comes back as it is."""
    return _RESTORED_STARTS.sub(r"\1", text)
