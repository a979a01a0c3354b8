"""A year's summary as files: the same content as its page, as PDF, DOCX and XLSX."""

import hashlib
import inspect
from functools import cache
from importlib.metadata import version as version_of

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goals.site.requests import content_of, today
from goals.year import words
from goals.year.brief.corrected import corrected_since
from goals.year.paper import charts, docx, docx_styles, pdf, pictures, xlsx, xlsx_sheets
from goals.year.paper.document import paper_of
from goals.year.unreadable import unreadable_as_page
from goals.year.years import Years
from indicators.published import published

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# What draws the files, beside the words that they hold: a reader's copy is renewed when any of it changes.
RENDERERS = (charts, pictures, pdf, docx, docx_styles, xlsx, xlsx_sheets)
LIBRARIES = ("typst", "python-docx", "openpyxl")


@cache
def renderers_checksum():
    """Return the SHA-256 of the code, the layout and the libraries' versions that turn a document into files."""
    parts = [inspect.getsource(module).encode() for module in RENDERERS]
    parts += [pdf.template(), *(f"{name} {version_of(name)}".encode() for name in LIBRARIES)]
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def file_name(content, kind):
    """Return "arsuppfoljning-olofstrom-2024.pdf", with the version where there are several."""
    name = slugify(f"{words.follow_up_name(content.round)} {content.short_name}")
    version = content.adoption.version if content.adoption else 1
    return f"{name}-{content.year}{f'-version-{version}' if version > 1 else ''}.{kind}"


def _answer(request, year, version, kind, make):
    years = Years(content_of(request), today())
    found = years.get_or_404(year, version)
    content = years.compared(found)
    # An adopted year is dated by its adoption, whenever somebody fetches its file.
    made_on = content.adoption.frozen_on if content.adoption else timezone.localdate()
    adopted = found.version.sha256 if found.version else ""
    corrections = _corrections_line(request, years.content, found)
    paper = paper_of(content, made_on=made_on, fault=found.fault, adopted_checksum=adopted, corrections=corrections)
    state = f"{kind}\n{renderers_checksum()}\n{paper!r}\n{made_on}"
    # Weak, since a packed file holds the moment of its packing; what it says is the same.
    etag = f'W/"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(make(content, paper, made_on), content_type=KINDS[kind])
        response["Content-Disposition"] = f'attachment; filename="{file_name(content, kind)}"'
        response["ETag"] = etag
    return response


def _corrections_line(request, content, found):
    """Return where the corrections of an adopted year stand, since a file is read far from the portal."""
    if found.version is None:
        return ""
    count = len(corrected_since(content, found.version, found.content))
    latest = reverse("summary", args=[found.content.year])
    return words.corrections_line(count, *map(request.build_absolute_uri, (reverse("correction_list"), latest)))


@require_safe
@published()
@unreadable_as_page
def summary_pdf(request, year, version=None):
    """Send a year as PDF: the latest adopted version, a given one, or as it stands while it is open."""
    return _answer(request, year, version, "pdf", lambda _, paper, made_on: pdf.pdf_of(paper, made_on))


@require_safe
@published()
@unreadable_as_page
def summary_docx(request, year, version=None):
    return _answer(request, year, version, "docx", lambda _, paper, __: docx.docx_of(paper))


@require_safe
@published()
@unreadable_as_page
def summary_xlsx(request, year, version=None):
    return _answer(request, year, version, "xlsx", lambda content, paper, _: xlsx.xlsx_of(content, paper))
