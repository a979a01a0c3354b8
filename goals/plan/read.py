"""Read a plan folder into located records, with no database: what is wrong is found before anything is written."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models

from goals.plan import format as planformat
from goals.plan.faults import FileFault, PlanFault, disk_reason
from goals.plan.kinds import Child, RecordKind, must_be_given
from goals.plan.records import Plan, Record
from goals.plan.row_rules import broken_row_rules
from goals.plan.rules import broken_rules
from goals.plan.values import ValueFault, clean, forbidden, nearest, read_value, shown, write_value
from goals.plan.yaml import Mapping, Node, Scalar, Sequence, YamlFault, read_yaml
from indicators.formats import in_digits
from indicators.logotype import logotype_faults
from indicators.models.rows import pack_values

MAX_FILE_BYTES = 20 * 1024 * 1024  # bytes; a plan with every municipality of the country stays far below
OUTCOME_VALUE = planformat.OUTCOME.fields["value"][1]
EMPTY_WORDS = {"~", "null", "Null", "NULL"}  # YAML's own words for nothing, which this reader would keep as text


def read_folder(path: Path) -> Plan:
    """Return the plan of a folder, every reference and rule checked.

    Raises PlanFault with every fault found: files, keys, values, duplicates, references and rules.
    """
    if not path.is_dir():
        raise PlanFault([FileFault(str(path), 0, "", "mappen finns inte")])
    reading = _FolderReader(path)
    reading.read_plan_file()
    for file, kind in planformat.LIST_FILES.items():
        reading.read_list_file(file, kind)
    for file, kind in planformat.TABLE_FILES.items():
        reading.read_table_file(file, kind)
    for file, kind in planformat.SINGLE_FILES.items():
        reading.read_single_file(file, kind)
    for file, kind in planformat.OPTIONAL_LISTS.items():
        if (path / file).exists():
            reading.read_list_file(file, kind)
    for file, kind in planformat.OPTIONAL_TABLES.items():
        if (path / file).exists():
            reading.read_table_file(file, kind)
    # After the list of adopted years, which says which snapshots there are.
    reading.read_snapshots()
    reading.read_logotype()
    plan = reading.plan
    # The rules are asked also when something could not be read: whoever mends a plan wants all of its faults at once.
    faults = [*reading.faults, *broken_row_rules(plan), *broken_rules(plan, reading.unread)]
    if faults:
        raise PlanFault(faults)
    return plan


@dataclass
class _FolderReader:
    """A folder being read: what has been understood so far and what has not."""

    folder: Path
    plan: Plan = field(default_factory=Plan)
    faults: list[FileFault] = field(default_factory=list)
    unread: set[type[models.Model]] = field(default_factory=set)  # a whole file was refused: do not ask for its rows

    def fault(self, file: str, line: int, word: str, reason: str) -> None:
        self.faults.append(FileFault(file, line, word, reason))

    # Files

    def text_of(self, file: str) -> str | None:
        """Return a file's text, or None with a fault noted."""
        path = self.folder / file
        try:
            if not path.is_file():
                self.fault(file, 0, "", "filen saknas")
                return None
            if path.stat().st_size > MAX_FILE_BYTES:
                self.fault(file, 0, "", "filen är större än 20 MB")
                return None
            raw = path.read_bytes()
        except OSError as error:
            self.fault(file, 0, "", f"filen går inte att läsa ({disk_reason(error)})")
            return None
        try:
            # Excel's CSV UTF-8 begins with a byte order mark.
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.fault(file, line, "", "filen är inte UTF-8; spara om den som UTF-8 (i Excel: CSV UTF-8)")
            return None
        # Of a snapshot too: its checksum is of LF, whichever line ends a computer has given the file.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if char := forbidden(text):
            line = next(n for n, row in enumerate(text.split("\n"), 1) if forbidden(row))
            self.fault(file, line, "", f"tecknet {char} kan inte användas i en plan")
            return None
        return text

    def yaml_of(self, file: str) -> Node | None:
        if (text := self.text_of(file)) is None:
            return None
        try:
            # An empty file is an empty list: a plan may be without decisions.
            return read_yaml(text) or Sequence(1)
        except YamlFault as error:
            self.fault(file, error.line, "", error.reason)
            return None

    def read_plan_file(self) -> None:
        file = planformat.PLAN
        root = self.yaml_of(file)
        if not isinstance(root, Mapping):
            self.unread |= {planformat.PORTAL.model, *(kind.model for kind in planformat.PLAN_LISTS.values())}
            if root is not None:
                self.fault(file, root.line, "", "filen ska börja med nycklarna format och portal")
            return
        self.check_words(file, root, ["format", "portal", *planformat.PLAN_LISTS])
        version = root.entries.get("format", (root.line, None))
        if not isinstance(version[1], Scalar) or version[1].text != planformat.FORMAT:
            self.fault(file, version[0], "format", f"den här portalen läser format: {planformat.FORMAT}")
        line, portal = root.entries.get("portal", (root.line, None))
        if portal is None:
            self.fault(file, line, "portal", "nyckeln saknas")
        else:
            self.read_mapping(file, planformat.PORTAL, portal, {})
        for word, kind in planformat.PLAN_LISTS.items():
            if word in root.entries:
                self.read_rows(file, kind, root.entries[word][1], word, {})

    def read_list_file(self, file: str, kind: RecordKind) -> None:
        if (root := self.yaml_of(file)) is None:
            self.unread |= _with_children(kind)
        else:
            self.read_rows(file, kind, root, "", {})

    def read_single_file(self, file: str, kind: RecordKind) -> None:
        if not (self.folder / file).exists():
            return
        if (root := self.yaml_of(file)) is None:
            self.unread |= _with_children(kind)
        else:
            # What names the one row there can be is True in the database and stands in no file.
            self.read_mapping(file, kind, root, dict.fromkeys(kind.natural, True))

    def read_snapshots(self) -> None:
        for record in self.plan.of(planformat.SUMMARY):
            year, version = record.values.get("year"), record.values.get("version")
            if year and version and (text := self.text_of(planformat.snapshot_file(year, version))) is not None:
                record.values["snapshot"] = text

    def read_logotype(self) -> None:
        if not (self.folder / planformat.LOGO).exists() or (text := self.text_of(planformat.LOGO)) is None:
            return
        for line, reason in logotype_faults(text):
            self.fault(planformat.LOGO, line, "", reason)
        for portal in self.plan.of(planformat.PORTAL):
            portal.values["logo"] = text.strip()

    # YAML

    def check_words(self, file: str, node: Mapping, allowed: list[str]) -> None:
        for line, word in node.repeated:
            self.fault(file, line, word, "nyckeln står två gånger")
        for word, (line, _) in node.entries.items():
            if word not in allowed:
                meant = nearest(word, allowed)
                hint = f"menade du ”{meant}”?" if meant else f"här går det att skriva {', '.join(allowed)}"
                self.fault(file, line, word[:40], f"okänd nyckel; {hint}")

    def read_rows(self, file: str, kind: RecordKind, node: Node, word: str, parent: dict[str, Any]) -> None:
        # A key with nothing after it is an empty list.
        if isinstance(node, Scalar) and node.plain and not node.text:
            return
        if not isinstance(node, Sequence):
            self.fault(file, node.line, word, "här ska det stå en lista, en rad med streck (-) för var och en")
            return
        for position, item in enumerate(node.items, 1):
            place = {"position": position} if kind.has_position else {}
            self.read_mapping(file, kind, item, parent | place)

    def read_mapping(self, file: str, kind: RecordKind, node: Node, given: dict[str, Any]) -> None:
        if not isinstance(node, Mapping):
            self.fault(file, node.line, kind.one, "här ska det stå nycklar med värden, till exempel adress: …")
            return
        record = Record(kind, file, node.line, dict(given))
        self.plan.add(record)
        self.read_keys(record, node, kind.layout)

    def read_keys(self, record: Record, node: Mapping, layout: dict[str, Any]) -> None:
        self.check_words(record.file, node, list(layout))
        for word, spec in layout.items():
            line, inner = node.entries.get(word, (node.line, None))
            if isinstance(spec, str):
                record.lines[spec] = line
                self.read_field(record, spec, word, inner)
            elif isinstance(spec, Child):
                if inner is not None:
                    parent = record.values.get(record.kind.natural[0])
                    self.read_rows(record.file, spec.kind, inner, word, {spec.parent: parent})
            elif isinstance(inner, Mapping):
                self.read_keys(record, Mapping(line, inner.entries, inner.repeated), spec)
            else:
                if inner is not None and not _is_empty(inner):
                    self.fault(record.file, line, word, f"här ska det stå nycklarna {', '.join(spec)}")
                # As an empty group, so that each of its fields gets its default or is told to be missing.
                self.read_keys(record, Mapping(line), spec)

    def read_field(self, record: Record, name: str, word: str, node: Node | None) -> None:
        model_field = record.kind.fields[name][1]
        line = record.lines[name]
        if node is None or _is_empty(node):
            self.read_text(record, name, "")
        elif isinstance(model_field, models.ManyToManyField | models.JSONField):
            self.read_list(record, name, word, node)
        elif not isinstance(node, Scalar):
            self.fault(record.file, line, word, "här ska det stå ett enda värde, inte en lista eller nycklar")
        elif node.plain and node.text in EMPTY_WORDS:
            self.fault(record.file, line, word, f"{shown(node.text)}: ta bort nyckeln när värdet saknas")
        else:
            self.read_text(record, name, node.text)

    def read_list(self, record: Record, name: str, word: str, node: Node) -> None:
        if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in node.items):
            self.fault(record.file, record.lines[name], word, "här ska det stå en lista av texter")
            return
        texts = [clean(item.text) for item in node.items if isinstance(item, Scalar)]
        record.values[name] = texts
        for item, text in zip(node.items, texts, strict=True):
            if not text or forbidden(text):
                self.fault(record.file, item.line, word, "en text i listan är tom eller har otillåtna tecken")
            elif texts.count(text) > 1:
                self.fault(record.file, item.line, word, f"{shown(text)} står flera gånger")

    # CSV

    def read_table_file(self, file: str, kind: RecordKind) -> None:
        if (text := self.text_of(file)) is None:
            self.unread.add(kind.model)
            return
        # Strict, or Python would make what it can of a quotation mark in the wrong place.
        rows = csv.reader(_lines(text), strict=True)
        line = 1
        try:
            header = next(rows, [])
            if not self.check_header(file, kind, header):
                self.unread.add(kind.model)
                return
            line = rows.line_num + 1
            for row in rows:
                if len(row) == len(header):
                    self.read_row(file, line, kind, row, header)
                # A blank line is a row without cells, and no fault.
                elif row:
                    has = in_digits(len(row), "kolumn")
                    self.fault(file, line, "", f"raden har {has}, den ska ha {len(header)}")
                # A quoted text may hold line ends, so the next row is not always on the next line.
                line = rows.line_num + 1
        except csv.Error:
            self.unread.add(kind.model)
            self.fault(file, line, "", "citattecknen på raden stämmer inte, eller så är ett fält för långt")

    def check_header(self, file: str, kind: RecordKind, header: list[str]) -> bool:
        """Say whether a table has the columns of its kind, in order; of those that may be more, each stands once."""
        columns = list(kind.layout)
        further = header[len(columns) :]
        if header[: len(columns)] == columns and (kind.spread or not further):
            twice = {code for code in further if further.count(code) > 1}
            for code in twice:
                self.fault(file, 1, code, "kolumnen står två gånger")
            return not twice
        then = ",… och sedan kommunernas koder" if kind.spread else ""
        semicolon = "; filen har semikolon mellan kolumnerna" if ";" in "".join(header) else ""
        self.fault(file, 1, "", f"första raden ska vara {','.join(columns)}{then}{semicolon}")
        return False

    def read_row(self, file: str, line: int, kind: RecordKind, row: list[str], header: list[str]) -> None:
        record = Record(kind, file, line, {})
        self.plan.add(record)
        # Strict is no use: what is left over stands in the further columns.
        for name, text in zip(kind.fields, row, strict=False):
            self.read_text(record, name, text)
        if kind.spread:
            further = zip(header[len(kind.fields) :], row[len(kind.fields) :], strict=True)
            record.values[kind.spread] = pack_values(dict(self.numbers(record, further)))

    def numbers(self, record: Record, cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield municipality and number of the cells that hold one, as the plan writes it."""
        for code, typed in cells:
            if text := clean(typed):
                try:
                    yield code, write_value(OUTCOME_VALUE, read_value(OUTCOME_VALUE, text))
                except ValueFault as error:
                    self.fault(record.file, record.line, code, str(error))

    # Both

    def read_text(self, record: Record, name: str, typed: str) -> None:
        """Store the value that a text means; an empty text means the model's own default, where it has one."""
        word, model_field = record.kind.fields[name]
        text = clean(typed)
        if text:
            try:
                record.values[name] = read_value(model_field, text)
            except ValueFault as error:
                self.fault(record.file, record.line_of(name), word, str(error))
        elif must_be_given(model_field):
            self.fault(record.file, record.line_of(name), word, "värdet saknas och måste anges")
        else:
            record.values[name] = model_field.get_default()


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


def _lines(text: str) -> Iterator[str]:
    """Yield lines with their ends; only LF ends a line, as the file's own line numbers count."""
    yield from (f"{line}\n" for line in text.removesuffix("\n").split("\n"))


def _with_children(kind: RecordKind) -> set[type[models.Model]]:
    children = [spec.kind for spec in kind.layout.values() if isinstance(spec, Child)]
    return {kind.model}.union(*(_with_children(child) for child in children))
