"""The style guide: every component in every state, for those who build and those who look after the portal."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goals.site.choices import NothingThere, ViewYear, year_of, year_picker
from goals.style_guide.samples import CHAPTERS

OLDEST = 12  # years back in the year picker: enough for some to be folded away


@require_safe
def style_guide(request, slug=CHAPTERS[0].slug):
    """Show one chapter of the guide: in development to everyone, elsewhere to staff who are logged in."""
    if not (settings.DEVELOPMENT or request.user.is_staff):
        raise Http404
    chapter = next((each for each in CHAPTERS if each.slug == slug), None)
    if chapter is None:
        raise NothingThere("Stilguiden har inget sådant kapitel.")
    today = timezone.localdate().year
    offered = range(today - OLDEST, today + 1)
    view_year = ViewYear.of(year_of(request.GET, offered[0], today), today, today)
    context = chapter.samples() | {
        "page_title": f"Stilguide: {chapter.title}",
        "chapter": chapter,
        "chapters": CHAPTERS,
        "years": year_picker(request.path, request.GET, offered, view_year),
    }
    return render(request, chapter.template, context)
