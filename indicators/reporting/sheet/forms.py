"""What a browser sends from the sheet, as changes of rows."""

import re
from collections.abc import Iterable
from contextlib import suppress

from django.http import QueryDict

from indicators.formats import Scale
from indicators.models import Entry
from indicators.reporting.rules.contents import UnreadableContent, read_content, tidy
from indicators.reporting.sheet.fields import CHOSEN, COMMENT, SEEN, SENT, field_name
from indicators.reporting.values.changes import CellInput, RowChange, typed
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import note_token
from indicators.vocabulary import Sex

# A slug may hold two underscores itself, so it ends only where the name of a field follows.
_OF_ROW = re.compile(rf"([-\w]+?)__(?:{'|'.join(Sex.values)}|{COMMENT})(?:__|$)", re.ASCII)
MAX_TEXT_LENGTH = 200  # characters of a value that are read; what is longer is refused as no number


def sent_changes(lines: Iterable[IndicatorYear], sent: QueryDict) -> dict[int, RowChange]:
    """Return what was sent for some rows, by the indicators' keys; a row in which nothing was written has no change.

    A page without scripts sends every field it shows: those that hold what their reader saw are left out.
    """
    changes = {}
    for line in lines:
        found = {sex.value: sent_cell(sent, line, sex) for sex in line.sexes}
        cells = {sex: each for sex, each in found.items() if each is not None and not _is_as_seen(each)}
        note = _sent_note(sent, line)
        if cells or note:
            changes[line.indicator.pk] = RowChange(cells, note)
    return changes


def sent_cell(sent: QueryDict, line: IndicatorYear, sex: str, reason: str = "") -> CellInput | None:
    """Return what was sent for a cell, or None when the form did not have it.

    `reason` is what is meant where the field is empty.
    """
    name = field_name(line.indicator.slug, sex)
    if name not in sent:
        return None
    text = text_in(sent, name)[:MAX_TEXT_LENGTH]
    return typed(line.indicator, text if text.strip() else reason or text, _seen(sent, name, line.scale))


def text_in(sent: QueryDict, name: str) -> str:
    """Return what was meant for a field: what the button that was pressed beside it says, else what stands in it."""
    # The button's text is sent as well as the field's, and is the later wish.
    return [*sent.getlist(name), *sent.getlist(f"{name}__{CHOSEN}")][-1]


def slugs_sent(sent: QueryDict) -> list[str]:
    """Return the slugs of the rows that something was sent for, each once."""
    return list(dict.fromkeys(found[1] for name in sent if (found := _OF_ROW.match(name))))


def _is_as_seen(cell: CellInput) -> bool:
    content = cell.reading.content
    return content is not None and cell.seen == (content.token,)


def _sent_note(sent: QueryDict, line: IndicatorYear) -> dict[str, tuple[str, tuple[str, ...] | None]]:
    """Return the comment that was sent for a row, or nothing where it is as its reader saw it."""
    name = field_name(line.indicator.slug, COMMENT)
    if name not in sent:
        return {}
    longest = Entry._meta.get_field("comment").max_length  # noqa: SLF001  Django documents _meta
    text = tidy(text_in(sent, name))[:longest]
    earlier = [note_token(tidy(each)) for each in sent.getlist(f"{name}__{SENT}")]
    seen = (*sent.getlist(f"{name}__{SEEN}"), *earlier) or None
    return {} if seen == (note_token(text),) else {"comment": (text, seen)}


def _seen(sent: QueryDict, name: str, scale: Scale) -> tuple[str, ...] | None:
    """Return the tokens of what a field's writer may have seen.

    A page that never got its answer does not know whether what it sent was stored, so that is one of them: what is
    tried again is then no conflict with oneself.
    """
    tokens = sent.getlist(f"{name}__{SEEN}")
    for text in sent.getlist(f"{name}__{SENT}"):
        with suppress(UnreadableContent):
            tokens.append(read_content(text[:MAX_TEXT_LENGTH], scale.categories, scale.unit_label).token)
    return tuple(tokens) or None
