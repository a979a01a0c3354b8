"""YAML as bare text with line numbers: what a key means is decided by the plan format, never by YAML's own guesses.

So 1e3, 010, no and 2020-13-40 stay what the writer typed. Anchors, aliases, tags and several documents in one
file are refused: a plan needs none of them, and an alias can make a small file enormous.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same grammar, ten times as fast where libyaml is built in
DEEPEST = 20  # levels, each a call within another; the indicators of a plan's goals are at the ninth
INDENT = "indraget stämmer inte med raderna före, eller så behöver texten citattecken"
ESCAPE = "ett bakstreck inom dubbla citattecken betyder något särskilt; använd enkla citattecken"
COMMON = {  # libyaml's and PyYAML's own words → what the writer most likely did
    "mapping values are not allowed": "ett kolon med mellanslag efter blir en ny nyckel; sätt texten inom citattecken",
    "could not find expected ':'": "raden saknar kolon efter nyckeln, eller så är indraget fel",
    "tab character": "raden dras in med tabb; använd mellanslag",
    "cannot start any token": "raden börjar med ett tecken som YAML inte tillåter (tabb, @, `, %)",
    "end of stream": "ett citattecken som börjar här avslutas aldrig",
    "did not find expected key": INDENT,
    "did not find expected '-' indicator": INDENT,
    "expected <block end>": INDENT,
    "',' or ']'": "en hakparentes är inte avslutad; sätt texten inom citattecken",
    "',' or '}'": "en klammerparentes är inte avslutad; sätt texten inom citattecken",
    "sequence entries are not allowed": "listan börjar på fel plats; sätt strecket på en egen rad under nyckeln",
    "escape": ESCAPE,
    "hexdecimal number": ESCAPE,
    "alphabetic or numeric character": "stjärna eller & först i en text; sätt texten inom citattecken",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was typed. `plain` is True when it stood without quotes."""

    line: int
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list in its order."""

    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their lines and values; `repeated` holds keys that stood more than once."""

    line: int
    entries: dict[str, tuple[int, "Node"]] = field(default_factory=dict)
    repeated: list[tuple[int, str]] = field(default_factory=list)


type Node = Scalar | Sequence | Mapping


class YamlFault(Exception):
    """A text that cannot be read as a plan's YAML; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        """Take the line and the reason in Swedish."""
        super().__init__(reason)
        self.line, self.reason = line, reason


def read_yaml(text: str) -> Node | None:
    """Return the text's only document as located nodes, or None when the text is empty.

    Raises YamlFault for broken YAML, anchors, aliases, tags, more than one document and nesting beyond DEEPEST.
    """
    try:
        events = _allowed(yaml.parse(text, Loader=LOADER))
        # A call takes all of its document from the same events, so the loop goes from document to document.
        documents = [_node(events, event, 1) for event in events]
    except yaml.MarkedYAMLError as error:
        problem = error.problem or ""
        unended = "end of stream" in problem  # where it began says more than where the file ended
        mark = error.context_mark if unended else error.problem_mark
        reason = next((said for known, said in COMMON.items() if known in problem), "raden följer inte YAML:s regler")
        raise YamlFault(mark.line + 1 if mark else 0, reason) from error
    except yaml.YAMLError as error:
        raise YamlFault(0, "filen innehåller tecken som YAML inte tillåter") from error
    if len(documents) > 1:
        raise YamlFault(documents[1].line, "filen innehåller flera dokument; ta bort raden med ---")
    return documents[0] if documents else None


def _allowed(events: Iterator[Any]) -> Iterator[Any]:
    """Yield only events with content, refusing what a plan may not contain."""
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFault(line, "ankare (&) och alias (*) används inte i planer; sätt texten inom citattecken")
        if getattr(event, "tag", None) and event.tag != "!":
            raise YamlFault(line, "taggar (!) används inte i planer; sätt texten inom citattecken")
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


def _node(events: Iterator[Any], event: Any, depth: int) -> Node:
    line = event.start_mark.line + 1
    if depth > DEEPEST:
        raise YamlFault(line, "för många nivåer av indrag")
    if isinstance(event, yaml.ScalarEvent):
        # Without quotes it is "" to libyaml and None to PyYAML.
        return Scalar(line, event.value, event.style in {None, ""})
    if isinstance(event, yaml.SequenceStartEvent):
        sequence = Sequence(line)
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            sequence.items.append(_node(events, inner, depth + 1))
        return sequence
    mapping = Mapping(line)
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key = _node(events, inner, depth + 1)
        if not isinstance(key, Scalar):
            raise YamlFault(key.line, "en nyckel ska vara ett ord")
        if key.text in mapping.entries:
            mapping.repeated.append((key.line, key.text))
        mapping.entries[key.text] = (key.line, _node(events, next(events), depth + 1))
    return mapping
