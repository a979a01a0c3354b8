"""What kinds of numbers the styles of a workbook have.

Built-in formats are known by number, others by their code (ECMA-376, part 1, 18.8.30 numFmt).
"""

import re
from enum import StrEnum
from typing import ClassVar

from indicators.reporting.files.xlsx_package import PartReader, whole_number

MAX_FORMAT_LENGTH = 255  # characters of a number format, as many as Excel takes
_PERCENT_IDS = frozenset({9, 10})
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')  # what a number format only prints


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"  # a number that is shown a hundred times larger, with %
    DATE = "date"  # a number of days, or a date as text
    BOOLEAN = "boolean"
    ERROR = "error"


def kind_of_format(number: int, code: str) -> CellKind:
    """Return what numbers are in a format: a built-in one by its number, another by its code."""
    if not code:
        return CellKind.PERCENT if number in _PERCENT_IDS else CellKind.DATE if number in _DATE_IDS else CellKind.NUMBER
    # The first part is that of positive numbers.
    first = code[:MAX_FORMAT_LENGTH].split(";", 1)[0]
    bare = _LITERAL.sub("", first).lower().replace("general", "")
    if "%" in bare:
        return CellKind.PERCENT
    return CellKind.DATE if _ELAPSED.search(first) or re.search("[dmyhs]", bare) else CellKind.NUMBER


class Styles(PartReader):
    wanted: ClassVar = ("numFmt", "cellXfs", "xf")

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.kinds: list[CellKind] = []
        self.is_inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.is_inside = True
        # Cells point at these; other lists of the part have elements of the same name.
        elif self.is_inside:
            number = whole_number(attributes.get("numFmtId"))
            self.kinds.append(kind_of_format(number, self.codes.get(number, "")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.is_inside = False
