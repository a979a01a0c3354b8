"""A municipality's logotype as SVG: served from the portal's own address, so it may neither run nor fetch anything."""

import re
from xml.parsers import expat

MAX_LOGOTYPE_BYTES = 60_000  # bytes; it is fetched with every first visit
SVG = "http://www.w3.org/2000/svg"
REFUSED_ELEMENTS = frozenset(
    {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "image", "feimage"}
    | {"handler", "listener", "set", "animate", "animatemotion", "animatetransform"}
)
STYLE_THAT_FETCHES = re.compile(
    r"\\|@import|expression\s*\(|javascript:|image-set|src\s*\(|url\(\s*['\"]?\s*(?!#)[^\s'\")]", re.IGNORECASE
)


class _Refused(Exception):
    """Stops the parser before it expands anything."""


def logotype_faults(text: str) -> list[tuple[int, str]]:
    """Return (line, reason in Swedish) for everything in an SVG text that the portal refuses; [] when it is fine.

    Allowed is a well-formed drawing in one file of at most MAX_LOGOTYPE_BYTES, in the SVG namespace, without scripts,
    event attributes, animation, pictures, embedded pages, document type, entities or links to anything outside it.
    """
    if len(text.encode()) > MAX_LOGOTYPE_BYTES:
        return [(0, f"logotypen är {len(text.encode())} byte, högst {MAX_LOGOTYPE_BYTES} går an")]
    reading = _SvgReader()
    try:
        reading.parser.Parse(text.encode(), True)
    except _Refused:
        pass
    except expat.ExpatError as error:
        reading.faults.append((error.lineno, "filen är inte välformad XML"))
    return reading.faults


class _SvgReader:
    def __init__(self) -> None:
        self.faults: list[tuple[int, str]] = []
        self.depth = 0
        self.text = ""  # all of it: a style sheet can be split by elements inside it
        self.parser = parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        parser.XmlDeclHandler = self.declaration
        parser.ProcessingInstructionHandler = self.instruction

    def fault(self, reason: str) -> None:
        self.faults.append((self.parser.CurrentLineNumber, reason))

    def doctype(self, *_: object) -> None:
        self.fault("DOCTYPE och entiteter är inte tillåtna")
        raise _Refused

    def instruction(self, *_: object) -> None:
        self.fault("bearbetningsinstruktioner (<?…?>) är inte tillåtna")

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self.fault(f"filen säger sig vara {encoding}; spara den som UTF-8")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if not self.depth and (namespace, element) != (SVG, "svg"):
            self.fault(f'det yttersta elementet ska vara <svg xmlns="{SVG}">')
        elif namespace != SVG:
            self.fault(f"elementet {element} hör inte till SVG; spara som vanlig SVG utan programmets egna tillägg")
        elif element.lower() in REFUSED_ELEMENTS:
            self.fault(f"elementet {element} är inte tillåtet")
        self.depth += 1
        for attribute, value in attributes.items():
            self.attribute(attribute.rpartition(" ")[2], value)

    def attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.fault(f"attributet {name} är inte tillåtet: en logotyp kör ingen kod")
        elif name.lower() == "base":
            self.fault("attributet xml:base är inte tillåtet")
        elif name.lower() in {"href", "src"}:
            if not value.strip().startswith("#"):
                self.fault(f"attributet {name} pekar utanför filen")
        elif STYLE_THAT_FETCHES.search(value):  # fill="url(…)" as well as style="…"
            self.fault(f"attributet {name} hämtar något utanför filen")

    def characters(self, data: str) -> None:
        self.text += data

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.endswith("style") and STYLE_THAT_FETCHES.search(self.text):
            self.fault("stilmallen hämtar något utanför filen")
