"""Write the database's plan as a folder, in the one canonical form: the same plan is the same bytes, always."""

import csv
import io
import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import DatabaseError, models

from goals.plan import format as planformat
from goals.plan.faults import FileFault, PlanFault, disk_reason
from goals.plan.format import KINDS
from goals.plan.kinds import Child, RecordKind, must_be_given
from goals.plan.values import clean, write_value
from goals.vocabulary import FollowUp
from indicators.models import Portal
from indicators.models.rows import unpack_texts
from indicators.vocabulary import Sex

WIDTH = 100  # characters before a long text is folded, so that git shows which sentence changed
NEVER = 10**9

type Rows = dict[RecordKind, list[Any]]

# The total stands first, as in the vocabulary: by its code, T, it would be last.
SEXES, ROUNDS = list(Sex), [FollowUp.PART, FollowUp.WHOLE]
# Sorted here: two makes of database do not order hyphens alike, and the same plan is to be the same bytes.
ORDER: dict[RecordKind, Callable[[Any], Any]] = {
    planformat.MUNICIPALITY: lambda row: row.code,
    planformat.PORTAL: lambda row: row.pk,
    planformat.UNIT: lambda row: row.slug,
    planformat.DECISION: lambda row: (row.decided_on or date.max, row.slug),  # without a day last
    planformat.TARGET: lambda row: row.year,
    planformat.BREAK: lambda row: row.year,
    planformat.REFERENCE: lambda row: (row.year, row.name),
    planformat.SOURCE: lambda row: (row.position, row.name),
    planformat.PERIOD: lambda row: -row.first_year,
    planformat.EXTENSION: lambda row: row.old_last_year,
    planformat.GOAL: lambda row: row.number,
    planformat.LINK: lambda row: (row.position, row.indicator.slug),
    planformat.STATEMENT: lambda row: row.pk,
    planformat.OUTCOME: lambda row: (
        row.indicator.position,
        row.indicator.slug,
        row.municipality.code,
        row.year,
        SEXES.index(row.sex),
    ),
    planformat.NATIONAL: lambda row: (row.indicator.position, row.indicator.slug, row.year),
    planformat.ASSESSMENT: lambda row: (row.year, ROUNDS.index(row.round), row.goal.slug),
    planformat.OVERALL: lambda row: (row.year, ROUNDS.index(row.round)),
    planformat.SUMMARY: lambda row: (row.year, row.version),
    planformat.CORRECTION: lambda row: (row.corrected_at, row.indicator.slug, row.municipality.code, row.year, row.sex),
}


def dump_folder(path: Path, *, force: bool = False) -> list[str]:
    """Write the plan to a folder and return the names of its files; what else lies there is left alone.

    Each file is written beside its place and then moved there, so that a reader never sees half of one. Raises
    PlanFault when there is no plan to write, or when the folder holds something else than a plan and not `force`.
    """
    files = plan_files()
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not force and any(path.iterdir()) and not (path / planformat.PLAN).exists():
            raise PlanFault(
                [FileFault(str(path), 0, "", "mappen är inte tom och innehåller ingen plan; lägg till --force")]
            )
        for name, text in files.items():
            _write(path / name, text)
        _remove_what_is_no_more(path, files)
    except OSError as error:
        raise PlanFault(
            [FileFault(str(path), 0, "", f"mappen går inte att skriva i ({disk_reason(error)})")]
        ) from error
    return list(files)


def plan_files() -> dict[str, str]:
    """Return file name → text for the plan in the database.

    Raises PlanFault when there is no plan, or one that the format cannot tell.
    """
    try:
        if not Portal.objects.exists():
            raise PlanFault(
                [FileFault("databasen", 0, "", "det finns ingen portal; läs in en plan med load_plan först")]
            )
        rows = {kind: _rows_of(kind) for kind in KINDS}
    except DatabaseError as error:
        reason = f"databasen gick inte att läsa ({error}). Är tabellerna skapade? Kör: uv run manage.py migrate"
        raise PlanFault([FileFault("databasen", 0, "", reason)]) from error
    # The folder has a document inside its period or its goal, so one of both would be written twice.
    owners = [row for row in rows[planformat.DOCUMENT] if row.period_id and row.goal_id]
    if owners:
        reason = "dokumentet hör till både en målperiod och ett mål; ta bort det ena i administrationen"
        raise PlanFault(FileFault("databasen", 0, row.slug, reason) for row in owners)
    portal = rows[planformat.PORTAL][0]
    files = {planformat.PLAN: _plan_file(rows, portal)}
    for name, kind in planformat.LIST_FILES.items():
        files[name] = "\n".join(_yaml([_mapping(kind, row, rows)]) for row in rows[kind]) or "[]\n"
    for name, kind in planformat.TABLE_FILES.items():
        files[name] = _table(kind, rows[kind])
    return files | _optional_files(rows, portal)


def _optional_files(rows: Rows, portal: Any) -> dict[str, str]:
    """Return the files that a plan without their rows does not have."""
    files: dict[str, str] = {}
    for name, kind in planformat.SINGLE_FILES.items():
        for row in rows[kind]:
            files[name] = _yaml(_mapping(kind, row, rows))
    for name, kind in planformat.OPTIONAL_LISTS.items():
        if rows[kind]:
            files[name] = "\n".join(_yaml([_mapping(kind, row, rows)]) for row in rows[kind])
    for name, kind in planformat.OPTIONAL_TABLES.items():
        if rows[kind]:
            files[name] = _table(kind, rows[kind])
    for row in rows[planformat.SUMMARY]:
        files[planformat.snapshot_file(row.year, row.version)] = row.snapshot
    if portal.logo:
        files[planformat.LOGO] = clean(portal.logo) + "\n"
    return files


def _remove_what_is_no_more(path: Path, files: dict[str, str]) -> None:
    """Take away the optional files of an earlier plan that this one does not have; a stranger's file is left alone."""
    # Which years an earlier plan had adopted is told by nothing but the names of its files.
    earlier = {*planformat.OPTIONAL_FILES, *(found.name for found in path.glob(planformat.SNAPSHOTS))}
    for name in earlier - files.keys():
        (path / name).unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _rows_of(kind: RecordKind) -> list[Any]:
    related = [name for name, (_, f) in kind.fields.items() if isinstance(f, models.ForeignKey)]
    several = [name for name, (_, f) in kind.fields.items() if isinstance(f, models.ManyToManyField)]
    rows = kind.model.objects.prefetch_related(*several)
    if related:
        rows = rows.select_related(*related)
    return sorted(rows, key=ORDER.get(kind, lambda row: (row.position, row.slug)))


def _plan_file(rows: Rows, portal: Any) -> str:
    parts: list[dict[str, Any]] = [
        {"format": int(planformat.FORMAT)},
        {"portal": _mapping(planformat.PORTAL, portal, rows)},
    ]
    for word, kind in planformat.PLAN_LISTS.items():
        # Those of a period or a goal stand inside it, in another file.
        free = [row for row in rows[kind] if kind is not planformat.DOCUMENT or not (row.period_id or row.goal_id)]
        if free:
            parts.append({word: [_mapping(kind, row, rows) for row in free]})
    return "\n".join(_yaml(part) for part in parts)


def _mapping(kind: RecordKind, row: Any, rows: Rows) -> dict[str, Any]:
    """Return a row as keys in the format's order; what is empty, or what a reader would assume, is left out."""
    mapping: dict[str, Any] = {}
    for word, spec in kind.layout.items():
        if isinstance(spec, Child):
            children = [c for c in rows[spec.kind] if getattr(c, f"{spec.parent}_id") == row.pk]
            value: Any = [_mapping(spec.kind, child, rows) for child in children]
        elif isinstance(spec, dict):
            value = {inner: _value(kind, row, name) for inner, name in spec.items()}
            value = {inner: part for inner, part in value.items() if part not in EMPTY}
        else:
            value = _value(kind, row, spec)
        if value not in EMPTY:
            mapping[word] = value
    return mapping


EMPTY: tuple[Any, ...] = ("", [], {})  # compared one by one: zero and no are values, and not among them


def _value(kind: RecordKind, row: Any, name: str) -> Any:
    """Return a field's value as YAML writes it: a number or a date as itself, everything else as text."""
    model_field = kind.fields[name][1]
    value = getattr(row, name)
    if isinstance(model_field, models.ManyToManyField):
        return sorted(_named(other) for other in value.all())
    if isinstance(model_field, models.JSONField):
        return [clean(text) for text in value]
    if isinstance(model_field, models.ForeignKey):
        return "" if value is None else _named(value)
    if value is None or (not must_be_given(model_field) and value == model_field.get_default()):
        return ""
    # A datetime is a date too, but is written as text, with its time zone.
    if isinstance(value, Decimal | date) and not isinstance(value, datetime):
        return value
    # By its type: True is an int too, and is written as a word.
    return value if type(value) is int else write_value(model_field, value)


def _named(row: Any) -> str:
    """Return what a row is referred to by: its slug or its code."""
    return str(getattr(row, planformat.KIND_OF[type(row)].natural[0]))


def _table(kind: RecordKind, rows: Iterable[Any]) -> str:
    """Return rows as CSV: comma, LF, every column in every row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    parts = [(row, unpack_texts(getattr(row, kind.spread)) if kind.spread else {}) for row in rows]
    codes = sorted(set().union(*(spread for _, spread in parts)))
    writer.writerow([*kind.layout, *codes])
    for row, spread in parts:
        values = ((model_field, getattr(row, name)) for name, (_, model_field) in kind.fields.items())
        own = [
            _named(value) if model_field.related_model else write_value(model_field, value)
            for model_field, value in values
        ]
        writer.writerow([*own, *(spread.get(code, "") for code in codes)])
    return buffer.getvalue()


class _PlanDumper(yaml.SafeDumper):
    """YAML as a person would write it: keys in order, lists indented, long texts folded, short ones on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        # PyYAML by itself does not indent a list under its key.
        super().increase_indent(flow, indentless=False)

    def write_folded(self, text: str) -> None:
        self.best_width = WIDTH  # elsewhere lines are never broken
        super().write_folded(text)
        self.best_width = NEVER

    def ignore_aliases(self, data: Any) -> bool:
        return True  # the reader refuses aliases


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    long = len(text) > WIDTH and " " in text
    style = "|" if "\n" in text else ">" if long else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = write_value(models.DecimalField(), value)
    # By the tag that YAML itself would guess, or the number would be put in quotes.
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_PlanDumper.add_representer(str, _represent_text)
_PlanDumper.add_representer(Decimal, _represent_decimal)


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_PlanDumper, allow_unicode=True, sort_keys=False, width=NEVER)
