"""A year's summary as PDF: archivable (PDF/A-2a) and accessible (PDF/UA-1) at once."""

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from goals.year.paper import charts
from goals.year.paper.document import MAX_CACHED_FILES, Paper

if TYPE_CHECKING:
    import typst

LETTERS = settings.BASE_DIR / "static" / "fonts"
LACKED = "□"
# All but what our letters, or those that come with typst, have: Latin, Greek, Cyrillic, and signs for numbers and text.
_LETTERLESS = re.compile(
    "[^ -~\u00a0-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff\u2000-\u2027\u2030-\u2040"
    "\u2070\u2071\u2074-\u208e\u20a0-\u20c0\u2153-\u2184\u2190-\u22ff\u2500-\u262f]"
)


@lru_cache(maxsize=MAX_CACHED_FILES)
def pdf_of(paper: Paper, made_on: date) -> bytes:
    """Return the document as PDF, made once for the same words and the same day.

    Characters that the letters lack are shown as □: a file without a glyph is no archive file.
    """
    import typst  # noqa: PLC0415 - thirty megabytes that only a PDF needs

    made: Any = typst.compile(
        template(),
        font_paths=_letters(),
        sys_inputs={
            "paper": json.dumps(_plain(asdict(paper)), ensure_ascii=False),
            "marks": json.dumps(charts.marks()),
            "arrows": json.dumps(charts.arrows()),
        },
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(made_on, time(), UTC),
    )
    return bytes(made)


def png_of(svg: str, *, width: float, height: float) -> bytes:
    """Return a chart of ours as PNG, `width` by `height` in typographic points, sharp on paper."""
    import typst  # noqa: PLC0415

    page = f'#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made: Any = typst.compile(page.encode(), font_paths=_letters(), sys_inputs={"svg": svg}, format="png", ppi=220)
    return bytes(made)


@cache
def template() -> bytes:
    return (settings.BASE_DIR / "templates" / "typst" / "arsuppfoljning.typ").read_bytes()


@cache
def _letters() -> "typst.Fonts":
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(LETTERS)])


def _plain(value: Any) -> Any:
    """Return data for JSON: every text on one line and in signs that can be set."""
    if isinstance(value, dict):
        return {key: value[key] if key == "svg" else _plain(value[key]) for key in value}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _LETTERLESS.sub(LACKED, " ".join(value.split("\n"))) if isinstance(value, str) else value
