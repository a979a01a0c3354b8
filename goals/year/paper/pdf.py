"""A year's summary as PDF: archivable (PDF/A-2a) and accessible (PDF/UA-1) at once."""

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from typing import Any

from django.conf import settings

from goals.year.paper import charts
from goals.year.paper.pictures import fonts
from goals.year.paper.shapes import MAX_CACHED_FILES, Paper

MISSING_GLYPH = "□"
_LINE_END = re.compile(r"\r\n?|\n")
# All but what our fonts, or those that come with typst, have: Latin, Greek, Cyrillic, and signs for numbers and text.
_UNSUPPORTED = re.compile(
    "[^ -~\u00a0-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff\u2000-\u2027\u2030-\u2040"
    "\u2070\u2071\u2074-\u208e\u20a0-\u20c0\u2153-\u2184\u2190-\u22ff\u2500-\u262f]"
)


@lru_cache(maxsize=MAX_CACHED_FILES)
def pdf_of(paper: Paper, made_on: date) -> bytes:
    """Return the document as PDF, made once for the same words and the same day.

    Characters that the fonts lack are shown as □: a file without a glyph is no archive file.
    """
    import typst  # noqa: PLC0415 - thirty megabytes that only a PDF needs

    made: Any = typst.compile(
        template(),
        font_paths=fonts(),
        sys_inputs={
            "paper": json.dumps(_plain(asdict(paper)), ensure_ascii=False),
            "marks": json.dumps(charts.marks()),
            "arrows": json.dumps(charts.arrows()),
        },
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(made_on, time(), UTC),
    )
    return bytes(made)


@cache
def template() -> bytes:
    return (settings.BASE_DIR / "templates" / "typst" / "arsuppfoljning.typ").read_bytes()


def _plain(value: Any) -> Any:
    """Return data for JSON: every text on one line and in signs that can be set."""
    if isinstance(value, dict):
        # A picture is drawn and not set, so its signs are left as they are.
        return {key: value[key] if key == "svg" else _plain(value[key]) for key in value}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _UNSUPPORTED.sub(MISSING_GLYPH, _LINE_END.sub(" ", value)) if isinstance(value, str) else value
