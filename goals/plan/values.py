"""One value of a plan: typed text in, the model field's value out, and back. Strict, so that nothing is guessed."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import translation

from goals.plan.figures import TARGET
from goals.plan.format import NO, YES, words_of
from indicators.formats import in_digits

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
WHOLE = re.compile(r"0|[1-9][0-9]*", re.ASCII)
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
# Control characters, line ends that editors disagree about, and what UTF-8 cannot carry.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
SQLITE_DIGITS = 15  # SQLite keeps a decimal as a double: more digits would come back changed
MAX_SMALL_INTEGER = 32767  # of a PositiveSmallIntegerField, in every database
URL = URLValidator(schemes=["http", "https"])


class ValueFault(ValueError):
    """A text that is not a value of its field; the message is the reason in Swedish."""


def clean(text: str) -> str:
    """Return a text in its canonical form: composed letters, LF, no blanks at the ends of lines or of the text."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def forbidden(text: str) -> str:
    """Return the first character that no text may contain, named, or "" when there is none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def shown(text: str) -> str:
    """Return what was typed, short enough for a message."""
    line = " ".join(text.split())
    return f"”{line[:40]}…”" if len(line) > 40 else f"”{line}”"


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the allowed word that the writer most likely meant, or ""; å, ä and ö may have been left out."""
    # Cut, since the time to compare grows with the square of the length.
    plain = {_plain(known): known for known in allowed}
    return next((plain[known] for known in difflib.get_close_matches(_plain(word[:80]), plain, n=1, cutoff=0.6)), "")


def _plain(word: str) -> str:
    return word.lower().translate(str.maketrans("åäö", "aao"))


def read_value(model_field: Any, text: str) -> Any:
    """Return the value that a non-empty text means for a field; a reference comes back as the text it was written as.

    Raises ValueFault with the reason in Swedish.
    """
    if char := forbidden(text):
        raise ValueFault(f"tecknet {char} kan inte användas i en text")
    value = _reader(model_field)(model_field, text)
    for validator in model_field.validators:
        try:
            validator(value)
        except ValidationError as error:
            with translation.override("sv"):
                raise ValueFault(f"{shown(text)}: {' '.join(error.messages)}") from error
    return value


@cache
def _reader(model_field: Any) -> Callable[[Any, str], Any]:
    """Choose how a field is read; the first kind of field that fits."""
    if model_field.choices:
        return _word
    for kind, reader in (
        (models.DecimalField, _decimal),
        (models.PositiveSmallIntegerField, _whole),
        (models.DateTimeField, _moment),
        (models.DateField, _day),
        (models.BooleanField, _yes_or_no),
        (models.SlugField, _slug),
        (models.URLField, _address),
    ):
        if isinstance(model_field, kind):
            return reader
    return _text


def _text(model_field: Any, text: str) -> str:
    longest = getattr(model_field, "max_length", None)
    if longest and len(text) > longest:
        raise ValueFault(f"högst {longest} tecken, texten har {len(text)}")
    return text


def _slug(model_field: Any, text: str) -> str:
    if not re.fullmatch(r"[-a-zA-Z0-9_]+", text):
        raise ValueFault(f"{shown(text)}: en adress har bara bokstäverna a–z, siffror, bindestreck och understreck")
    return _text(model_field, text)


def _address(model_field: Any, text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueFault(f"{shown(text)}: en länk börjar med https:// eller http://")
    try:
        URL(text)
    except ValidationError as error:
        raise ValueFault(f"{shown(text)}: länken är inte en giltig webbadress") from error
    return _text(model_field, text)


def _word(model_field: Any, text: str) -> str:
    words = words_of(model_field)
    for value, word in words.items():
        if text == word:
            return str(value)
    meant = nearest(text, words.values())
    hint = f"; menade du ”{meant}”?" if meant else ""
    raise ValueFault(f"{shown(text)} finns inte bland orden {', '.join(words.values())}{hint}")


def _yes_or_no(_: Any, text: str) -> bool:
    if text not in {YES, NO}:
        raise ValueFault(f"{shown(text)}: skriv {YES} eller {NO}")
    return text == YES


def _day(_: Any, text: str) -> date:
    if not (parts := DAY.fullmatch(text)):
        raise ValueFault(f"{shown(text)}: skriv datum som 2024-05-27")
    try:
        return date(*(int(part) for part in parts.groups()))
    except ValueError as error:
        raise ValueFault(f"{shown(text)}: datumet finns inte i kalendern") from error


def _moment(_: Any, text: str) -> datetime:
    reason = f"{shown(text)}: skriv tidpunkt med tidszon, som 2024-05-27T09:30:00+02:00"
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueFault(reason) from error
    if found.tzinfo is None:
        raise ValueFault(reason)
    return found


def _whole(_: Any, text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueFault(f"{shown(text)}: skriv ett heltal med bara siffror, till exempel 2024")
    # The length first: Python refuses to read a number of thousands of digits.
    if len(text) > 5 or int(text) > MAX_SMALL_INTEGER:
        raise ValueFault(f"{shown(text)}: talet är för stort, högst {MAX_SMALL_INTEGER}")
    return int(text)


def _decimal(model_field: Any, text: str) -> Decimal:
    if not NUMBER.fullmatch(text):
        raise ValueFault(f"{shown(text)}: {_aimed_in_words(model_field, text) or _why_no_number(text)}")
    whole, _, fraction = text.lstrip("-").partition(".")
    # 12.50 has one decimal.
    fraction = fraction.rstrip("0")
    if len(fraction) > model_field.decimal_places:
        raise ValueFault(
            f"{shown(text)}: högst {in_digits(model_field.decimal_places, 'decimal')}, talet har {len(fraction)}"
        )
    most = min(model_field.max_digits - model_field.decimal_places, SQLITE_DIGITS)
    if len(whole) > most or len((whole + fraction).lstrip("0")) > SQLITE_DIGITS:
        limits = f"högst {most} före decimalpunkten och {SQLITE_DIGITS} i allt"
        raise ValueFault(f"{shown(text)}: för många siffror, {limits}")
    return Decimal(text) + 0  # so that -0 is 0


# What a council decides that is no number of its own, and the keys that say it.
AIMS_IN_WORDS = (
    (re.compile(r"(?i)varje år|årligen"), "slag: varje år", "från_år och värde"),
    (re.compile(r"(?i)öka|minska|förbättra|bli bättre"), "slag: förbättring", "utgångsvärde, med år och värde"),
    (
        re.compile(r"(?i)riket|median|medel|bäst|bättre än|grupp|andra kommuner"),
        "slag: jämförelse",
        "jämfört_med: riket",
    ),
)


def _aimed_in_words(model_field: Any, text: str) -> str:
    """Return how a target that was written in words is told in a plan; "" for every other field and text."""
    if model_field is not TARGET.fields["value"][1]:
        return ""
    found = (each for each in AIMS_IN_WORDS if each[0].search(text))
    return next((f"ett värde är ett tal; skriv {kind} och {keys}" for _, kind, keys in found), "")


def _why_no_number(text: str) -> str:
    if "," in text:
        return "skriv decimalpunkt i stället för decimalkomma"
    if re.search(r"\d\s+\d", text):
        return "skriv talet utan mellanslag"
    if text.startswith("−"):
        return "skriv minus som ett vanligt bindestreck"
    if re.fullmatch(r"-?0\d+(\.\d+)?", text):
        return "skriv talet utan inledande nollor"
    return "skriv ett tal med siffror och decimalpunkt, till exempel 12.5"


def write_value(model_field: Any, value: Any) -> str:
    """Return the plan's text for a value, "" for one that is not set."""
    if value is None or value == "":
        return ""
    if model_field.choices:
        return words_of(model_field)[value]
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    # Before the dates, since a datetime is one.
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return clean(value) if isinstance(value, str) else str(value)
