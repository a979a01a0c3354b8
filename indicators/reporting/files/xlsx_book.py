"""What the sheets of a workbook share: their list, the texts that cells point at, and the styles.

Element names are those of ECMA-376, part 1 (18.2.19 sheet, 18.4.8 si).
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from indicators.reporting.files.limits import UnreadableFile
from indicators.reporting.files.xlsx_package import NOT_WORKBOOK, Package, PartReader, is_true, target_of
from indicators.reporting.files.xlsx_styles import CellKind, Styles

MAX_TEXT_LENGTH = 100_000  # characters; a cell of Excel holds a third, but escapes are longer than what they stand for
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetName:
    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, but for the cells of its sheets."""

    package: Package
    sheets: list[SheetName]
    texts: list[str]
    kinds: list[CellKind]  # of numbers, by style
    starts_1904: bool


def book_of(package: Package) -> Book:
    """Return a workbook's sheets, texts and styles. Raises UnreadableFile when it has none of the first."""
    main = next((part for kind, part in _links(package, "").values() if kind == "officeDocument"), "")
    if not package.has(main):
        raise UnreadableFile(NOT_WORKBOOK)
    links = _links(package, main)
    listing, strings, styles = _Listing(links), _Strings(), Styles()
    package.stream(main, listing)
    for kind, part in links.values():
        if kind == "sharedStrings" and package.has(part):
            package.stream(part, strings)
        elif kind == "styles" and package.has(part):
            package.stream(part, styles)
    if not listing.sheets:
        raise UnreadableFile(NOT_WORKBOOK)
    return Book(package, listing.sheets, strings.texts, styles.kinds, listing.starts_1904)


def escaped(text: str) -> str:
    """Return a text in which nothing looks like an escaped character (ECMA-376 part 1, 22.9.2.19 ST_Xstring)."""
    return _ESCAPED.sub(r"_x005F_x\1_", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """Return a text with characters in the place of their escapes: "_x000D_" is a line break."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _links(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the target of each relationship of a part, by id."""
    folder, _, name = part.rpartition("/")
    place = f"{folder}/_rels/{name}.rels".lstrip("/")
    reader = _Relations(part)
    if package.has(place):
        package.stream(place, reader)
    return reader.links


class _Relations(PartReader):
    wanted: ClassVar = ("Relationship",)

    def __init__(self, part: str) -> None:
        self.part = part
        self.links: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        # What lies outside the file is not ours to read.
        if attributes.get("TargetMode") != "External":
            self.links[attributes.get("Id", "")] = kind, target_of(self.part, attributes.get("Target", ""))


class _Listing(PartReader):
    """The workbook's own part: which sheets there are, in order, and from when days are counted."""

    wanted: ClassVar = ("sheet", "workbookPr")

    def __init__(self, links: dict[str, tuple[str, str]]) -> None:
        self.links = links
        self.sheets: list[SheetName] = []
        self.starts_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.starts_1904 = is_true(attributes.get("date1904"))
            return
        # The two forms of the standard begin this namespace differently, and end it alike.
        key = next((value for label, value in attributes.items() if label.endswith("/relationships id")), "")
        kind, part = self.links.get(key, ("", ""))
        if kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(SheetName(attributes.get("name", ""), part, hidden))


class TextReader(PartReader):
    """Gathers the text of some elements, without what is in `rPh`: how Japanese words are read aloud."""

    text_elements: ClassVar[frozenset[str]] = frozenset({"t"})

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.is_open = self.is_phonetic = False

    def begin(self) -> None:
        self.parts, self.length = [], 0

    @property
    def gathered(self) -> str:
        return "".join(self.parts)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in self.text_elements:
            self.is_open = not self.is_phonetic
        elif name == "rPh":
            self.is_phonetic = True

    def end(self, name: str) -> None:
        if name in self.text_elements:
            self.is_open = False
        elif name == "rPh":
            self.is_phonetic = False

    def text(self, text: str) -> None:
        if not self.is_open:
            return
        self.parts.append(text)
        self.length += len(text)
        # While it is gathered: afterwards it would have been kept already.
        if self.length > MAX_TEXT_LENGTH:
            raise UnreadableFile("En ruta i arbetsboken har mer text än vad Excel klarar. Korta den.")


class _Strings(TextReader):
    """The texts that cells point at."""

    wanted: ClassVar = ("si", "t", "rPh")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.begin()
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.texts.append(unescaped(self.gathered))
