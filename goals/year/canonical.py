"""The stored form of an adopted year: canonical JSON, its checksum, and how every format of it is read.

The checksum is of the bytes as they are stored. Nothing here writes a stored year again to compare it, since today's
content would add its new fields to a year that was adopted without them.
"""

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from goals.vocabulary import FollowUp, Forecast, Verdict
from goals.year.content import NOT_ASSESSED, YearSummary
from indicators.vocabulary import Status

type Plain = dict[str, Any]
type Upgrades = Mapping[int, Callable[[Plain], Plain]]

# A step per format that has been left, by its number: plain data of that format in, of the next one out.
#
# A step is written when a field is renamed, removed or gets another meaning. A field that is added with a default needs
# none: an older file is read with the default, and an older portal refuses the newer file by the name of the field.
UPGRADES: Upgrades = {}
FORMAT = 1 + len(UPGRADES)


CODES = {*FollowUp.values, *Verdict.values, *Forecast.values, *Status.values, NOT_ASSESSED.code}


class SnapshotFault(ValueError):
    """A snapshot that is not a whole year's summary; the message says where, in Swedish."""


def to_canonical(content: YearSummary) -> bytes:
    """Return the summary as canonical JSON: UTF-8, sorted keys, no blanks, decimals and dates as text, one line end."""
    return (canonical_text(_plain(content)) + "\n").encode()


def canonical_text(plain: Any) -> str:
    """Return plain data (from JSON) in the canonical form, without a line end."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def checksum(canonical: bytes) -> str:
    """Return the SHA-256 of a canonical form, as 64 hexadecimal digits: `sha256sum` of the snapshot's file."""
    return hashlib.sha256(canonical).hexdigest()


def read_snapshot(text: str) -> YearSummary:
    """Return the summary of a stored snapshot of any format so far; raises SnapshotFault for any other text."""
    return from_plain(_parsed(text))


def read_canonical(text: str) -> YearSummary:
    """Return the summary of a snapshot that a person may have written; raises SnapshotFault for a line out of form."""
    plain = _parsed(text)
    if f"{canonical_text(plain)}\n" != text:
        raise SnapshotFault("ögonblicksbilden står inte i sin kanoniska form")
    return from_plain(plain)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (json.JSONDecodeError, RecursionError) as error:
        raise SnapshotFault("ögonblicksbilden är inte JSON") from error


def _refuse_constant(word: str) -> Any:
    # Python reads NaN and Infinity, which no other reader of JSON does.
    raise SnapshotFault(f"ögonblicksbilden är inte JSON: {word}")


def from_plain(plain: Any) -> YearSummary:
    """Return the summary that parsed JSON holds, whichever format it has.

    Raises SnapshotFault for an unknown format, key or code, a missing key, or a value of the wrong kind.
    """
    content: YearSummary = _built(YearSummary, upgrade(plain, UPGRADES), "årsuppföljningen")
    # Every face looks up a shape, a colour and words by these codes.
    if unknown := sorted(_codes(content) - CODES):
        raise SnapshotFault(
            f"årsuppföljningen har koden {unknown[0]}, som den här versionen av portalen inte känner till"
        )
    return content


def upgrade(plain: Any, steps: Upgrades) -> Plain:
    """Return plain data of any format in the one that the last step leads to; the data given are left as they were.

    Raises SnapshotFault for a format that is none, or newer than the portal.
    """
    latest = 1 + len(steps)
    number = plain.get("format") if isinstance(plain, dict) else None
    # JSON's true and 1.0 are equal to 1 but no format of ours.
    if type(number) is not int or number < 1:
        raise SnapshotFault("ögonblicksbilden säger inte vilket format den har")
    if number > latest:
        raise SnapshotFault(f"ögonblicksbilden har format {number}, den här portalen läser till och med {latest}")
    for each in range(number, latest):
        plain = {**steps[each](plain), "format": each + 1}
    return plain


def _codes(content: YearSummary) -> set[str]:
    """Return every code of round, verdict, forecast and status that a summary holds."""
    goals = content.goals
    rulings = {goal.ruling.code for goal in goals} | {goal.before.ruling.code for goal in goals if goal.before}
    spreads = [content.spread, *(area.spread for area in content.areas), *(goal.spread for goal in goals)]
    counted = {each.code for counts in (content.rulings, *(spread.counts for spread in spreads)) for each in counts}
    return {content.round, *rulings, *counted, *(each.status_code for goal in goals for each in goal.indicators)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return value.isoformat() if isinstance(value, date) else value


def _built(wanted: Any, plain: Any, where: str) -> Any:
    if isinstance(wanted, types.UnionType):
        return None if plain is None else _built(get_args(wanted)[0], plain, where)
    if get_origin(wanted) is tuple:
        if not isinstance(plain, list):
            raise SnapshotFault(f"{where} ska vara en lista")
        return tuple(_built(get_args(wanted)[0], each, where) for each in plain)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _record(wanted, plain, where)
    if wanted in {Decimal, date}:
        return _from_text(wanted, plain, where)
    if type(plain) is not wanted:
        raise SnapshotFault(f"{where} har ett värde av fel slag")
    return plain


def _record(wanted: type, plain: Any, where: str) -> Any:
    """Return a dataclass from its keys: one that is missing takes its field's default, where it has one."""
    if not isinstance(plain, dict):
        raise SnapshotFault(f"{where} ska ha nycklar med värden")
    hints, required = _form_of(wanted)
    # Leaving out what is not understood would show less than what was adopted, without a word.
    if unknown := sorted(plain.keys() - hints.keys()):
        raise SnapshotFault(f"{where} har uppgiften {unknown[0]}, som den här versionen av portalen inte känner till")
    if missing := sorted(required - plain.keys()):
        raise SnapshotFault(f"{where} saknar uppgiften {missing[0]}")
    return wanted(
        **{name: _built(hint, plain[name], f"{where}: {name}") for name, hint in hints.items() if name in plain}
    )


@cache  # a year has some thousand records of a dozen kinds
def _form_of(wanted: type) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the type of each field of a dataclass, by name, and the names of those that have no default."""
    hints = get_type_hints(wanted)
    known = fields(wanted)
    required = frozenset(field.name for field in known if not _has_default(field))
    return {field.name: hints[field.name] for field in known}, required


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _from_text(wanted: Any, plain: Any, where: str) -> Any:
    try:
        return (Decimal if wanted is Decimal else date.fromisoformat)(plain)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise SnapshotFault(f"{where} har ett värde som inte går att läsa") from error
