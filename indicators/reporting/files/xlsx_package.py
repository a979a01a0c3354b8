"""The zip file that a workbook is, let in only when it is what it says: small, whole, and without declarations.

A workbook comes from whoever has a login, and can be made to eat all memory: parts that unpack to gigabytes, a million
parts, elements without end, entities that multiply. So every part is unpacked here first, under limits, and the XML of
those that are read is streamed through expat, under limits too. Nothing is kept but what a reader keeps.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import ClassVar
from xml.parsers import expat

from indicators.reporting.files.kinds import refuse_other_package
from indicators.reporting.files.limits import UnreadableFile

MAX_PARTS = 1_000
MAX_UNPACKED_BYTES = 60 * 1024 * 1024  # bytes, all parts together
MAX_STREAMED_BYTES = 2 * MAX_UNPACKED_BYTES  # bytes of XML: a sheet is read twice at most, however often it is listed
MAX_RATIO = 100  # unpacked to packed, as in Apache POI; text of a spreadsheet lies around 10
SMALL_PART = 1024 * 1024  # bytes; below this the ratio does not matter
MAX_ELEMENTS = 300_000  # in all parts that are read; our own largest workbook has 215 000
MAX_LAG = 1024 * 1024  # bytes of one tag or comment
_CHUNK = 64 * 1024
_CENTRAL = b"PK\x01\x02"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_MARKUP = (".xml", ".rels", ".vml")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SPACES = (  # of what is read: ECMA-376 transitional and strict, and the relationships between parts
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)

DAMAGED = "Arbetsboken är skadad eller inte hel. Öppna den i Excel, spara den och försök igen."
TOO_LARGE = (
    "Arbetsboken är för stor: den har fler rutor, format eller bilder än vad som läses. Kopiera tabellen till en ny."
)
NOT_WORKBOOK = "Filen är ingen arbetsbok som går att läsa. Spara den från Excel som Excel-arbetsbok (.xlsx)."
DECLARED = "Arbetsboken innehåller XML som inte hör hemma där (DOCTYPE). Kopiera tabellen till en ny arbetsbok."


class PartReader:
    """What takes in a part: it says which elements it wants, and is told of them by their names without namespace."""

    wanted: ClassVar[tuple[str, ...]] = ()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in that an element begins."""

    def end(self, name: str) -> None:
        """Take in that an element ends."""

    def text(self, text: str) -> None:
        """Take in text, of any element."""


class StopReading(Exception):
    """Raised by a reader that needs no more of its part."""


class Package:
    """A workbook's parts, all of them looked through."""

    def __init__(self, data: bytes) -> None:
        # Before zipfile reads the list of parts: it makes an object of each, and a few bytes can list a million.
        if data.count(_CENTRAL) > MAX_PARTS:
            raise UnreadableFile(TOO_LARGE)
        self.elements = self.streamed = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {each.filename.casefold().lstrip("/"): each for each in self._zip.infolist()}
            self._look_through()
        except UnreadableFile:
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError) as fault:
            raise UnreadableFile(DAMAGED) from fault
        except (NotImplementedError, RuntimeError) as fault:  # packed in a rare way; encrypted
            raise UnreadableFile(NOT_WORKBOOK) from fault

    def has(self, part: str) -> bool:
        return part.casefold() in self._parts

    def stream(self, part: str, reader: PartReader) -> None:
        """Let a reader take in a part. Raises UnreadableFile for XML that is broken, declares things or never ends."""
        if not self.has(part):
            raise UnreadableFile(DAMAGED)
        _Stream(self, reader).run(self._chunks(self._parts[part.casefold()]))

    def _look_through(self) -> None:
        infos = self._zip.infolist()
        if sum(each.file_size for each in infos) > MAX_UNPACKED_BYTES or any(map(_is_bomb, infos)):
            raise UnreadableFile(TOO_LARGE)
        # Two parts of one name: what one program checks another may not read.
        if len(self._parts) < len(infos) or any(each.compress_type not in _PACKINGS for each in infos):
            raise UnreadableFile(DAMAGED)
        types = self._parts.get("[content_types].xml")
        content_types = b"".join(self._chunks(types)) if types else b""
        refuse_other_package(self._parts.keys(), content_types)
        for each in infos:
            self._look_at(each)

    def _look_at(self, part: zipfile.ZipInfo) -> None:
        """Unpack a part to its end, so that its size and checksum are true, and refuse what should not be in it."""
        before = b""
        for chunk in self._chunks(part):
            if not before and chunk.startswith(b"PK\x03\x04"):
                raise UnreadableFile(f"Arbetsboken innehåller en inbäddad fil ({part.filename[:80]}). Ta bort den.")
            # The end of the last chunk too: a declaration may be cut in two.
            if part.filename.lower().endswith(_MARKUP) and _DECLARATION.search(before[-16:] + chunk):
                raise UnreadableFile(DECLARED)
            before = chunk

    def _chunks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._zip.open(part) as file:
            while chunk := file.read(_CHUNK):
                yield chunk


class _Stream:
    """Expat with limits, between a part and its reader."""

    def __init__(self, package: Package, reader: PartReader) -> None:
        self.package, self.reader = package, reader
        self.names = {f"{space} {name}": name for space in _SPACES for name in reader.wanted}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        # Without it expat hands over a text in pieces, one for each entity and line break.
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = reader.text
        self.parser.StartDoctypeDeclHandler = self.refuse

    def run(self, chunks: Iterator[bytes]) -> None:
        fed = 0
        try:
            for chunk in chunks:
                self.package.streamed += len(chunk)
                if self.package.streamed > MAX_STREAMED_BYTES:
                    raise UnreadableFile(TOO_LARGE)
                self.parser.Parse(chunk, False)
                fed += len(chunk)
                # Expat keeps a tag until it ends, so one that never ends would be kept whole.
                if fed - self.parser.CurrentByteIndex > MAX_LAG:
                    raise UnreadableFile(TOO_LARGE)
            self.parser.Parse(b"", True)
        except StopReading:
            return
        except expat.ExpatError as fault:
            raise UnreadableFile(DAMAGED) from fault

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.package.elements += 1
        if self.package.elements > MAX_ELEMENTS:
            raise UnreadableFile(TOO_LARGE)
        if local := self.names.get(name):
            self.reader.start(local, attributes)

    def end(self, name: str) -> None:
        if local := self.names.get(name):
            self.reader.end(local)

    def refuse(self, *declared: object) -> None:
        raise UnreadableFile(DECLARED)


def target_of(source: str, target: str) -> str:
    """Return the part that a relationship of a part points at."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALL_PART and part.file_size > MAX_RATIO * part.compress_size


def whole_number(text: str | None, default: int = 0) -> int:
    """Return a whole number of an attribute. Raises UnreadableFile when it is none."""
    if text is None:
        return default
    # No number of a sheet is longer; to read one of ninety thousand digits would take time by its square.
    if len(text) > 9 or not (text.isascii() and text.isdecimal()):
        raise UnreadableFile(DAMAGED)
    return int(text)


def is_true(text: str | None) -> bool:
    return text in {"1", "true", "on"}
