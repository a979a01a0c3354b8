"""Numbers as officials write and paste them, read without guessing."""

import re
from decimal import Decimal

from indicators.formats import MINUS

# Hard, narrow hard, thin and figure space, which spreadsheets and web pages paste between thousands.
SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " ") | dict.fromkeys((MINUS, "\u2013"), "-"))
NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
POINTED = re.compile(r"(?P<whole>[-+]?[0-9]+)\.(?P<rest>[0-9]+)")
GROUPED_BY_POINTS = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
MAX_NUMBER_LENGTH = 60  # characters; no figure of a municipality needs more


class UnreadableNumber(ValueError):
    """A text that is no number, or could be two; the message asks in Swedish, `choices` are what may be meant."""

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.choices = choices


def parse_number(text: str) -> Decimal:
    """Return the number written as "12,5", "1 083,25", "−3,1" or "12,5 %".

    A decimal point is read when it can mean nothing else ("12.5", "0.083"). Raises UnreadableNumber otherwise:
    "1.083" is a thousand and eighty-three to some and one and a bit to others, so the writer is asked.
    """
    plain = text.translate(SPACES).strip().removesuffix("%").strip()
    if len(plain) > MAX_NUMBER_LENGTH:
        raise UnreadableNumber(f"Talet är för långt: skriv högst {MAX_NUMBER_LENGTH} tecken.")
    if NUMBER.fullmatch(plain):
        return Decimal(plain.replace(" ", "").replace(",", "."))
    if pointed := POINTED.fullmatch(plain):
        return _pointed(plain, pointed["whole"], pointed["rest"])
    if GROUPED_BY_POINTS.fullmatch(plain):
        meant = plain.replace(".", " ")
        raise UnreadableNumber(f"Menar du {meant}? Skriv tusental med mellanrum, utan punkt.", (meant,))
    raise UnreadableNumber("Skriv ett tal, till exempel 12,5 eller 1 083,25.")


def _pointed(plain: str, whole: str, rest: str) -> Decimal:
    could_be_thousands = len(rest) == 3 and len(whole.lstrip("+-")) <= 3 and whole.lstrip("+-0")
    if could_be_thousands:
        meant = (f"{whole} {rest}", f"{whole},{rest}")
        raise UnreadableNumber(f"Menar du {meant[0]} eller {meant[1]}? Skriv utan punkt.", meant)
    return Decimal(plain)
