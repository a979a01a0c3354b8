"""A file beside what is stored: what would be new, changed, unchanged or refused, and the changes that would do it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from indicators.reporting.files.rows import FileRow, ReadFile
from indicators.reporting.rules.checks import Reading, told_fault
from indicators.reporting.rules.contents import tidy, written
from indicators.reporting.rules.moves import Actor, may_edit
from indicators.reporting.rules.tokens import short_hash
from indicators.reporting.shapes import Link
from indicators.reporting.sheet.remarks import limit_link
from indicators.reporting.values.changes import CellInput, RowChange
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import note_token
from indicators.vocabulary import Sex

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
# Column of the open format → field of the note.
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
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What reading a file in would do. Nothing is done while anything is refused."""

    differences: tuple[Difference, ...]
    changes: Mapping[int, RowChange] = field(default_factory=dict)  # by the indicators' keys

    def count(self, kind: str) -> int:
        return sum(each.kind == kind for each in self.differences)

    @property
    def token(self) -> str:
        """Return a mark of what would be done: who says yes shows that they saw just this."""
        return short_hash([asdict(each) for each in self.differences])


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
    changes: dict[int, tuple[dict[str, CellInput], dict[str, Any]]] = {}
    # Every row is compared, also after a refusal: who mends a file wants to know of all that is wrong with it.
    for row in read.rows:
        why_not = _misplaced(row, context) or _repeated(row, seen) or _at_odds(row, read, notes)
        if why_not:
            differences.append(_refused(row, context, why_not))
            continue
        line = context.lines[row.indicator]
        reading = _reading(row, read, line)
        found = _compared(row, read, line, reading, coordinates=context.actors[row.indicator].coordinates)
        # Only where something would change: the file a person fetches has rows that they may not write in.
        if found.kind in {NEW, CHANGED} and (locked := _locked(line, context, today)):
            found = _refused(row, context, locked)
        differences.append(found)
        if found.kind in {NEW, CHANGED}:
            cells, note = changes.setdefault(line.indicator.pk, ({}, {}))
            _add(cells, note, row, read, line, reading)
    # Faults of the reading stand among the rows, as the sender sees them in the spreadsheet.
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
    # The reading cannot know that a row without municipality and year is about the same as one that has them.
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


def _reading(row: FileRow, read: ReadFile, line: IndicatorYear) -> Reading:
    """Return what a row says of its value, with the fault of one that is published and would be emptied."""
    reading, stored = row.reading(line.limits), line.content(row.sex)
    content = reading.content
    if reading.limit and content == stored:
        return Reading(content)  # what stands there already is no wish to change, though its limit has moved since
    if content is None or not content.is_empty or content == stored:
        return reading
    if stored.missing_reason and "saknas_orsak" not in read.columns:
        return replace(reading, content=stored)  # a file without a column for reasons says nothing of them
    if line.published(row.sex) is not None:
        return replace(reading, fault="Värdet är publicerat och kan inte tömmas. Skriv varför det saknas.")
    return reading


def _compared(row: FileRow, read: ReadFile, line: IndicatorYear, reading: Reading, *, coordinates: bool) -> Difference:
    stored, content = line.content(row.sex), reading.content
    if content is None or reading.fault:
        link = limit_link(line.indicator, reading.limit) if reading.limit and coordinates else None
        message = told_fault(reading, coordinates=coordinates)
        return _difference(row, line, REFUSED, message=message, link=link)
    notes = tuple(FIELD_WORDS[name] for name in _changed_notes(row, read, line))
    if content == stored and not notes:
        return _difference(row, line, UNCHANGED)
    kind = NEW if stored.is_empty and not content.is_empty else CHANGED
    texts = {"old": written(stored, line.scale), "new": written(content, line.scale)}
    return _difference(row, line, kind, notes=notes, **texts)


def _changed_notes(row: FileRow, read: ReadFile, line: IndicatorYear) -> Iterator[str]:
    for column, name in NOTES.items():
        if column in read.columns and _comparable(getattr(line.note, name)) != _comparable(getattr(row, name)):
            yield name


def _comparable(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _add(  # noqa: PLR0917  a row and everything that it is held against
    cells: dict[str, CellInput], note: dict[str, Any], row: FileRow, read: ReadFile, line: IndicatorYear, new: Reading
) -> None:
    stored = line.content(row.sex)
    if new.content is not None and new.content != stored:
        cells[row.sex] = CellInput(written(new.content, line.scale), new, (stored.token,))
    for name in _changed_notes(row, read, line):
        note[name] = (getattr(row, name), (note_token(getattr(line.note, name)),))


def _locked(line: IndicatorYear, context: ImportContext, today: date) -> str:
    # Four eyes are about approving, not about writing.
    return may_edit(context.actors[line.indicator.slug], line.standing(today, four_eyes=True))


def _refused(row: FileRow, context: ImportContext, why_not: str) -> Difference:
    line = context.lines.get(row.indicator)
    if line is None:
        return Difference(row.row, row.indicator, "", REFUSED, message=why_not)
    return _difference(row, line, REFUSED, message=why_not)


def _difference(row: FileRow, line: IndicatorYear, kind: str, **more: Any) -> Difference:
    sex = str(Sex(row.sex).label) if len(line.sexes) > 1 else ""
    return Difference(row.row, line.indicator.name, sex, kind, **more)


def sentence_of(plan: FilePlan) -> str:
    """Return "Värden i filen: 3 nya, 1 ändrat."."""
    words = ((NEW, "nytt", "nya"), (CHANGED, "ändrat", "ändrade"), (UNCHANGED, "oförändrat", "oförändrade"))
    parts = [f"{count} {one if count == 1 else many}" for kind, one, many in words if (count := plan.count(kind))]
    return f"Värden i filen: {', '.join(parts)}." if parts else "Filen har inga värden."


def shown(differences: Sequence[Difference]) -> list[Difference]:
    """Return the rows worth reading: all but the unchanged ones."""
    return [each for each in differences if each.kind != UNCHANGED]
