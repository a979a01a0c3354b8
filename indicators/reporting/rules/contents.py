"""What a cell holds: a value, a reason why there is none, or nothing; read from and written as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.formats import Scale, exact, in_digits, listed
from indicators.numerals import UnreadableNumber, parse_number
from indicators.open_data.format import plain
from indicators.vocabulary import MissingReason

MAX_DECIMALS = 10  # of what the database keeps
MAX_DIGITS = 14  # before the decimal comma
MIN_WORD_LENGTH = 3  # letters of a reason that are enough to tell which
PERCENT = "%"
_MARK = "~"
# What XML 1.0 has no room for, and halves of characters: no file or feed can hold them, and PostgreSQL no NUL.
_UNWRITABLE = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"\r\n?")


class UnreadableContent(ValueError):
    """A text that a cell cannot hold; the message says why, in Swedish, and `choices` are what may be meant."""

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Content:
    """A value, or the code of the reason why there is none; neither when the cell is empty."""

    value: Decimal | None = None
    missing_reason: str = ""

    @property
    def is_empty(self) -> bool:
        return self.value is None and not self.missing_reason

    @property
    def token(self) -> str:
        """Return the content in one canonical spelling: a page hands it back to tell what its reader saw."""
        return plain(self.value) or (f"{_MARK}{self.missing_reason}" if self.missing_reason else "")


EMPTY = Content()


def tidy(text: str) -> str:
    """Return a text as it is kept and as files give it back: one kind of line break, no blanks around it."""
    return _UNWRITABLE.sub("", _BREAKS.sub("\n", text)).strip()


def read_content(text: str, categories: Sequence[str] = (), unit: str = "") -> Content:
    """Return what an official means by a text: "12,5", "1 083 %", "mäts inte i år", a step's name, or nothing.

    The indicator's own unit may stand after the number, as a spreadsheet shows it: "14 000 invånare".
    Raises UnreadableContent with a question or a reason in Swedish for what is no value, or could be two.
    """
    typed = " ".join(text.split())
    if not typed:
        return EMPTY
    steps = [place for place, name in enumerate(categories) if name.casefold() == typed.casefold()]
    if len(steps) == 1:
        return Content(value=Decimal(steps[0]))
    # A step's name may start with a digit, so names are tried before numbers, and words after.
    if typed[0].isalpha():
        return _read_words(typed, categories)
    try:
        value = parse_number(_without_unit(text, unit))
    except UnreadableNumber as fault:
        raise UnreadableContent(str(fault), fault.choices) from fault
    _refuse_what_is_not_kept(value)
    return Content(value=value)


def _without_unit(text: str, unit: str) -> str:
    """Return a number without its unit. Raises UnreadableContent for per cent of what is counted in something else."""
    bare = text.strip()
    # A unit that starts with a digit ("1000 kr") cannot be told from the end of the number.
    if not unit or unit[0].isdigit():
        return bare
    if unit == PERCENT:
        return re.sub(r"\s*procent$", "", bare, flags=re.IGNORECASE)
    if bare.endswith(PERCENT):
        rest = bare.removesuffix(PERCENT).strip()
        raise UnreadableContent(f"Värdet skrivs i {unit}, inte i procent. Menar du {rest}?", (rest,))
    return re.sub(rf"\s*{re.escape(unit)}$", "", bare, flags=re.IGNORECASE)


def written(content: Content, scale: Scale, least: int = 0) -> str:
    """Return a cell's content as it is written in its field: "1 083,25", "Mäts inte i år", a step's name or ""."""
    if content.missing_reason:
        return str(MissingReason(content.missing_reason).label)
    if content.value is None:
        return ""
    steps = scale.categories
    if steps and content.value in range(len(steps)):
        return steps[int(content.value)]
    return exact(content.value, least=least, most=MAX_DECIMALS)


def _read_words(typed: str, categories: Sequence[str]) -> Content:
    lowered = typed.casefold()
    wanted = lowered.removeprefix("saknas:").strip()
    found = [each for each in MissingReason if str(each.label).casefold().startswith(wanted)]
    if len(wanted) >= MIN_WORD_LENGTH and len(found) == 1:
        return Content(missing_reason=found[0].value)
    reasons = listed([str(each.label).lower() for each in MissingReason])
    if categories:
        raise UnreadableContent(f"Skriv ett av stegen ({', '.join(categories)}) eller en orsak: {reasons}.")
    if len(wanted) >= MIN_WORD_LENGTH and found:
        meant = tuple(str(each.label).lower() for each in found)
        raise UnreadableContent(f"Menar du {', '.join(meant[:-1])} eller {meant[-1]}?", meant)
    raise UnreadableContent(f"Skriv ett tal, till exempel 12,5, eller varför värdet saknas: {reasons}.")


def _refuse_what_is_not_kept(value: Decimal) -> None:
    _, digits, exponent = value.as_tuple()
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if decimals > MAX_DECIMALS:
        raise UnreadableContent(f"Talet har {in_digits(decimals, 'decimal')}. Skriv högst {MAX_DECIMALS}.")
    if len(digits) - decimals > MAX_DIGITS:
        raise UnreadableContent(f"Talet är för stort: skriv högst {MAX_DIGITS} siffror före decimaltecknet.")
