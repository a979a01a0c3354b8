"""A file of values as rows: bytes in, typed rows and Swedish faults out. No query: whether an indicator exists, and
whether its value can be, is for the one who knows the indicators.

A column that the file lacks leaves what it is about as it is; an empty cell in a column that is there means empty.
So `ReadFile.columns` says which columns there are, and a row's field is worth something only when its column is.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from indicators.formats import number
from indicators.models import Entry, Indicator
from indicators.models.years import FIRST_YEAR, LAST_YEAR
from indicators.open_data.format import restored
from indicators.reporting.files.columns import folded
from indicators.reporting.files.csv_reading import read_csv
from indicators.reporting.files.kinds import FileKind, kind_of
from indicators.reporting.files.limits import UnreadableFile
from indicators.reporting.files.rows import FileRow, RawRow, RawTable, ReadFile, RowFault
from indicators.reporting.files.xlsx_reading import read_xlsx
from indicators.reporting.rules.contents import UnreadableContent, read_content, tidy
from indicators.vocabulary import MissingReason, Sex

MAX_FAULTS = 50  # shown
_YES = frozenset({"ja", "j", "sant", "true", "x", "1"})
_NO = frozenset({"", "nej", "n", "falskt", "false", "0"})
_SEXES = {"": Sex.TOTAL, "t": Sex.TOTAL, "k": Sex.WOMEN, "m": Sex.MEN}
_SEXES |= {folded(str(each.label)): each for each in Sex}
_SEXES |= {"total": Sex.TOTAL, "kvinna": Sex.WOMEN, "man": Sex.MEN}
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]00:00(?::00)?)?")  # a spreadsheet may add midnight to a day


class _Unreadable(ValueError):
    """A text that its column cannot hold; the message says why."""


def read_file(name: str, data: bytes) -> ReadFile:
    """Return the rows of a CSV file or a workbook. Its name is used only to tell what is odd with it.

    Raises UnreadableFile when the file as a whole is not read: wrong kind, damaged, dangerous, too large, without a
    header, or empty below it. What is wrong with single rows is in `faults`, and those rows are not in `rows`.
    """
    table = read_csv(data) if kind_of(name, data) is FileKind.TEXT else read_xlsx(data)
    if not table.rows:
        raise UnreadableFile("Filen har en rubrikrad men inga värden under den.")
    return _typed(table)


def _typed(table: RawTable) -> ReadFile:
    rows: list[FileRow] = []
    faults: list[RowFault] = []
    first: dict[tuple[str, str, int | None, str], int] = {}
    for raw in table.rows:
        row, wrong = _row(raw)
        if row:
            key = (row.indicator, row.municipality, row.year, row.sex)
            if (earlier := first.setdefault(key, row.row)) != row.row:
                wrong = [f"Samma indikator, kommun, år och kön står redan på rad {earlier}."]
        if row and not wrong:
            rows.append(row)
        faults += [RowFault(raw.number, each) for each in wrong]
    # Of many faults the first are enough to see what went wrong; all are counted.
    return ReadFile(table.columns, tuple(rows), tuple(faults[:MAX_FAULTS]), len(faults), table.notices)


def _row(raw: RawRow) -> tuple[FileRow | None, list[str]]:
    wrong = list(raw.faults)
    found: dict[str, Any] = {}
    for column, text in raw.cells.items():
        field, read = _FIELDS[column]
        try:
            # Without the apostrophe that our own files put before what a spreadsheet could run.
            found[field] = read(restored(tidy(text)))
        except _Unreadable as fault:
            wrong.append(str(fault))
    if found.get("value") and found.get("missing_reason"):
        wrong.append("Raden har både ett värde och en orsak till att det saknas. Ta bort det ena.")
    return (None, wrong) if wrong else (FileRow(raw.number, **found), [])


def _indicator(text: str) -> str:
    if not text:
        raise _Unreadable("Indikatorn saknas.")
    return _no_longer_than(_field(Indicator, "slug"), "Indikatorn")(text)


def _municipality(text: str) -> str:
    """Return a code. A spreadsheet takes it for a number and drops the zeros it starts with."""
    if text and not re.fullmatch("[0-9]{1,4}", text):
        raise _Unreadable("Kommunkoden ska vara fyra siffror.")
    return text.zfill(4) if text else ""


def _year(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch("[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise _Unreadable(f"Året ska skrivas med fyra siffror, mellan {FIRST_YEAR} och {LAST_YEAR}.")
    return int(text)


def _sex(text: str) -> Sex:
    try:
        return _SEXES[folded(text)]
    except KeyError as fault:
        raise _Unreadable("Kön ska vara T (totalt), K (kvinnor) eller M (män).") from fault


def _reason(text: str) -> str:
    """Return the code of a reason written in words."""
    if not text:
        return ""
    try:
        reason = read_content(text).missing_reason
    except UnreadableContent:
        reason = ""
    if not reason:
        known = ", ".join(str(each.label).lower() for each in MissingReason)
        raise _Unreadable(f"Orsaken till att värdet saknas ska vara en av dessa: {known}.")
    return reason


def _preliminary(text: str) -> bool:
    word = folded(text)
    if word not in _YES | _NO:
        raise _Unreadable("Preliminärt ska vara ja eller nej.")
    return word in _YES


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        found = _DAY.fullmatch(text)
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _Unreadable("Dagen då värdet hämtades ska skrivas som 2025-01-31.")
    return day


def _link(text: str) -> str:
    try:
        _field(Entry, "source_url").run_validators(text)
    except ValidationError as fault:
        raise _Unreadable("Länken till källan ska vara en adress som börjar med https://, högst 500 tecken.") from fault
    return text


def _field(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)  # noqa: SLF001  Django documents _meta


def _no_longer_than(field: Any, what: str) -> Callable[[str], str]:
    """Return a reader of texts that the field has room for."""

    def read(text: str) -> str:
        if len(text) > field.max_length:
            raise _Unreadable(f"{what} är för lång: högst {number(Decimal(field.max_length), 0)} tecken.")
        return text

    return read


_FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "indikator": ("indicator", _indicator),
    "kommun_kod": ("municipality", _municipality),
    "ar": ("year", _year),
    "kon": ("sex", _sex),
    "varde": ("value", str),
    "saknas_orsak": ("missing_reason", _reason),
    "preliminar": ("is_preliminary", _preliminary),
    "kalla": ("source", _no_longer_than(_field(Entry, "source"), "Källan")),
    "kalla_url": ("source_url", _link),
    "hamtad": ("retrieved_on", _day),
    "kommentar": ("comment", _no_longer_than(_field(Entry, "comment"), "Kommentaren")),
}
