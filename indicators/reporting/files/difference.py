"""A file beside what is stored: what would be new, changed, unchanged or refused, and the changes that would do it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from indicators.reporting.files.rows import FileRow, ReadFile
from indicators.reporting.rules.checks import fault_of
from indicators.reporting.rules.contents import Content, UnreadableContent, tidy, written
from indicators.reporting.rules.moves import Actor, may_edit
from indicators.reporting.values.entries import RowChange, Typed, note_token
from indicators.reporting.values.lines import IndicatorYear, mark_of
from indicators.vocabulary import Sex

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
# Column of the open format → field beside the values.
NOTES = {
    "kommentar": "comment",
    "kalla": "source",
    "kalla_url": "source_url",
    "hamtad": "retrieved_on",
    "preliminar": "is_preliminary",
}
FIELD_WORDS = {
    "comment": "kommentaren",
    "source": "källan",
    "source_url": "länken till källan",
    "retrieved_on": "dagen då värdet hämtades",
    "is_preliminary": "om värdet är preliminärt",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a file beside what is stored. `notes` are the fields beside the value that would change, in words."""

    row: int  # as the spreadsheet numbers it
    name: str  # of the indicator, or what stands in the file
    sex: str  # label, "" where there is only a total
    kind: str  # NEW, CHANGED, UNCHANGED or REFUSED
    old: str = ""
    new: str = ""
    notes: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What reading a file in would do. Nothing is done while anything is refused."""

    differences: tuple[Difference, ...]
    changes: Mapping[int, RowChange] = field(default_factory=dict)  # by the indicators' keys

    def count(self, kind: str) -> int:
        """Return how many rows are of a kind."""
        return sum(each.kind == kind for each in self.differences)

    @property
    def token(self) -> str:
        """Return a mark of what would be done: who says yes shows that they saw just this."""
        return mark_of([asdict(each) for each in self.differences])


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What a file is held against: a year's lines that a person sees, and the code of the portal's municipality."""

    year: int
    home_code: str
    lines: Mapping[str, IndicatorYear]  # by slug
    actors: Mapping[str, Actor]  # by slug


def plan_of(read: ReadFile, context: ImportContext, today: date) -> FilePlan:
    """Return what reading a file in would do to the lines that its sender sees; a change needs the right to write."""
    seen: dict[tuple[str, str], int] = {}
    notes: dict[str, FileRow] = {}
    differences: list[Difference] = [
        Difference(each.row, "", "", REFUSED, message=each.message) for each in read.faults
    ]
    changes: dict[int, tuple[dict[str, Typed], dict[str, Any]]] = {}
    for row in read.rows:
        why_not = _misplaced(row, context) or _repeated(row, seen) or _at_odds(row, read, notes)
        if why_not:
            differences.append(_refused(row, context, why_not))
            continue
        line = context.lines[row.indicator]
        found, content = _compared(row, read, line)
        if found.kind in {NEW, CHANGED} and (locked := _locked(line, context, today)):
            found = _refused(row, context, locked)
        differences.append(found)
        if found.kind in {NEW, CHANGED}:
            cells, note = changes.setdefault(line.indicator.pk, ({}, {}))
            _add(cells, note, row, read, line, content)
    differences.sort(key=lambda each: each.row)
    return FilePlan(tuple(differences), {key: RowChange(*parts) for key, parts in changes.items()})


def _misplaced(row: FileRow, context: ImportContext) -> str:
    """Return why a row does not belong to the sender's year, or ""."""
    line = context.lines.get(row.indicator)
    if line is None:
        return f"Indikatorn {row.indicator} finns inte bland dem som du fyller i."
    if row.municipality and row.municipality != context.home_code:
        return f"Raden gäller kommunen {row.municipality}. Här läser du bara in kommunens egna värden."
    if row.year is not None and row.year != context.year:
        return f"Raden gäller {row.year}, men här läser du in {context.year}."
    if row.sex not in line.sexes:
        return "Indikatorn redovisas inte för kvinnor och män."
    return ""


def _repeated(row: FileRow, seen: dict[tuple[str, str], int]) -> str:
    key = (row.indicator, row.sex)
    first = seen.setdefault(key, row.row)
    return "" if first == row.row else f"Samma indikator och kön står också på rad {first}."


def _at_odds(row: FileRow, read: ReadFile, notes: dict[str, FileRow]) -> str:
    """Return which field beside the values differs between an indicator's rows: it is told once a year."""
    first = notes.setdefault(row.indicator, row)
    for column, name in NOTES.items():
        if column in read.columns and getattr(row, name) != getattr(first, name):
            word = FIELD_WORDS[name]
            return f"Rad {first.row} säger något annat om {word}. Skriv samma på indikatorns alla rader."
    return ""


def _compared(row: FileRow, read: ReadFile, line: IndicatorYear) -> tuple[Difference, Content]:
    stored = line.content(row.sex)
    try:
        content = row.content(line.scale.categories, line.scale.unit_label)
    except UnreadableContent as unreadable:
        return _told(row, line, REFUSED, message=str(unreadable)), stored
    if content.is_empty and stored.missing_reason and "saknas_orsak" not in read.columns:
        content = stored  # a file without a column for reasons says nothing of them
    if content.value is not None and (fault := fault_of(content.value, line.limits)):
        return _told(row, line, REFUSED, message=fault), stored
    if content.is_empty and content != stored and line.published(row.sex) is not None:
        fault = "Värdet är publicerat och kan inte tömmas. Skriv varför det saknas."
        return _told(row, line, REFUSED, message=fault), stored
    notes = tuple(FIELD_WORDS[name] for name in _changed_notes(row, read, line))
    if content == stored and not notes:
        return _told(row, line, UNCHANGED), stored
    kind = NEW if stored.is_empty and not content.is_empty else CHANGED
    texts = {"old": written(stored, line.scale), "new": written(content, line.scale)}
    return _told(row, line, kind, notes=notes, **texts), content


def _changed_notes(row: FileRow, read: ReadFile, line: IndicatorYear) -> Iterator[str]:
    for column, name in NOTES.items():
        if column in read.columns and _comparable(getattr(line.note, name)) != _comparable(getattr(row, name)):
            yield name


def _comparable(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _add(  # noqa: PLR0917  a row and everything that it is held against
    cells: dict[str, Typed], note: dict[str, Any], row: FileRow, read: ReadFile, line: IndicatorYear, content: Content
) -> None:
    stored = line.content(row.sex)
    if content != stored:
        cells[row.sex] = Typed(written(content, line.scale), (stored.token,))
    for name in _changed_notes(row, read, line):
        note[name] = (getattr(row, name), (note_token(getattr(line.note, name)),))


def _locked(line: IndicatorYear, context: ImportContext, today: date) -> str:
    return may_edit(context.actors[line.indicator.slug], line.standing(today, four_eyes=True))


def _refused(row: FileRow, context: ImportContext, why_not: str) -> Difference:
    line = context.lines.get(row.indicator)
    if line is None:
        return Difference(row.row, row.indicator, "", REFUSED, message=why_not)
    return _told(row, line, REFUSED, message=why_not)


def _told(row: FileRow, line: IndicatorYear, kind: str, **more: Any) -> Difference:
    sex = str(Sex(row.sex).label) if len(line.sexes) > 1 else ""
    return Difference(row.row, line.indicator.name, sex, kind, **more)


def sentence_of(plan: FilePlan) -> str:
    """Return what a plan would do, in one sentence."""
    words = ((NEW, "nytt", "nya"), (CHANGED, "ändrat", "ändrade"), (UNCHANGED, "oförändrat", "oförändrade"))
    told = [f"{count} {one if count == 1 else many}" for kind, one, many in words if (count := plan.count(kind))]
    return f"Värden i filen: {', '.join(told)}." if told else "Filen har inga värden."


def as_data(read: ReadFile) -> dict[str, Any]:
    """Return a file that has been read as plain data, to be kept until its sender says yes."""
    rows = [asdict(each) | {"retrieved_on": each.retrieved_on and each.retrieved_on.isoformat()} for each in read.rows]
    return {"columns": sorted(read.columns), "rows": rows, "notices": list(read.notices)}


def from_data(data: Mapping[str, Any]) -> ReadFile:
    """Return the file that `as_data` made plain data of."""
    return ReadFile(columns=frozenset(data["columns"]), rows=tuple(_rows(data["rows"])), notices=tuple(data["notices"]))


def _rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[FileRow]:
    for each in rows:
        day = each["retrieved_on"]
        yield FileRow(**{**each, "sex": Sex(each["sex"]), "retrieved_on": date.fromisoformat(day) if day else None})


def shown(differences: Sequence[Difference]) -> list[Difference]:
    """Return the rows worth reading: all but the unchanged ones."""
    return [each for each in differences if each.kind != UNCHANGED]
