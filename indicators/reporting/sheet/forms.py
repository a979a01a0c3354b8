"""What a browser sends from the sheet, as changes of rows."""

import re
from collections.abc import Iterable
from contextlib import suppress

from django.http import QueryDict

from indicators.formats import Scale
from indicators.models import Entry
from indicators.reporting.rules.contents import UnreadableContent, read_content, tidy
from indicators.reporting.sheet.rows import COMMENT, SEEN, field_name
from indicators.reporting.values.entries import RowChange, Typed, note_token
from indicators.reporting.values.lines import IndicatorYear
from indicators.vocabulary import Sex

SENT = "skickat"
CHOSEN = "valt"
_OF_ROW = re.compile(rf"([-\w]+?)__(?:{'|'.join(Sex.values)}|{COMMENT})(?:__|$)", re.ASCII)
MAX_TEXT_LENGTH = 200  # characters of a value that are read; what is longer is refused as no number


def sent_changes(lines: Iterable[IndicatorYear], sent: QueryDict) -> dict[int, RowChange]:
    """Return what was sent for some lines, by the indicators' keys; a line in which nothing was written has no change.

    A page without scripts sends every field it shows: those that hold what their reader saw are left out.
    """
    changes = {}
    for line in lines:
        cells = {sex.value: typed for sex in line.sexes if (typed := _typed(sent, line, sex)) is not None}
        note = {}
        name = field_name(line.indicator.slug, COMMENT)
        if name in sent:
            longest = Entry._meta.get_field("comment").max_length  # noqa: SLF001  Django documents _meta
            text = tidy(text_in(sent, name))[:longest]
            earlier = [note_token(tidy(each)) for each in sent.getlist(f"{name}__{SENT}")]
            seen = (*sent.getlist(f"{name}__{SEEN}"), *earlier) or None
            if seen != (note_token(text),):
                note["comment"] = (text, seen)
        if cells or note:
            changes[line.indicator.pk] = RowChange(cells, note)
    return changes


def text_in(sent: QueryDict, name: str) -> str:
    """Return what was meant for a field: what the button that was pressed beside it says, else what stands in it."""
    return [*sent.getlist(name), *sent.getlist(f"{name}__{CHOSEN}")][-1]


def _typed(sent: QueryDict, line: IndicatorYear, sex: str) -> Typed | None:
    name = field_name(line.indicator.slug, sex)
    if name not in sent:
        return None
    text, seen = text_in(sent, name)[:MAX_TEXT_LENGTH], _seen(sent, name, line.scale)
    with suppress(UnreadableContent):
        if seen == (read_content(text, line.scale.categories, line.scale.unit_label).token,):
            return None
    return Typed(text, seen)


def _seen(sent: QueryDict, name: str, scale: Scale) -> tuple[str, ...] | None:
    """Return the tokens of what a field's writer may have seen; what its page sent without an answer may be there."""
    tokens = sent.getlist(f"{name}__{SEEN}")
    for text in sent.getlist(f"{name}__{SENT}"):
        with suppress(UnreadableContent):
            tokens.append(read_content(text[:MAX_TEXT_LENGTH], scale.categories, scale.unit_label).token)
    return tuple(tokens) or None


def slugs_sent(sent: QueryDict) -> list[str]:
    """Return the slugs of the rows that something was sent for, each once."""
    return list(dict.fromkeys(found[1] for name in sent if (found := _OF_ROW.match(name))))
