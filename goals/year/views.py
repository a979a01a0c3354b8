"""The pages of the follow-up: every year, one year, its versions, the meeting's screens, and corrections."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goals.site import presenters
from goals.site.addresses import UnreadableChoice
from goals.site.paging import page_number, part_of, turner_of
from goals.site.requests import content_of, today
from goals.site.shapes import Crumb
from goals.year import words
from goals.year.brief.corrected import corrected_since
from goals.year.pages import divided, page_of, year_line
from goals.year.slides import slides_of
from goals.year.unreadable import unreadable_as_page
from goals.year.years import MAX_YEARS, Years
from indicators.content.memo import once_per_content
from indicators.corrections import correction_line
from indicators.published import published

LIST_CRUMB = "Uppföljning"


def _compared_with(request, year):
    """Return the year chosen by ?mot=, or None when none is chosen."""
    text = request.GET.get("mot", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise UnreadableChoice("Året att jämföra med ska skrivas med fyra siffror, till exempel ?mot=2022.")
    if int(text) == year:
        raise UnreadableChoice("Välj ett annat år att jämföra med.")
    return int(text)


def _later_corrections(content, found):
    """Return the corrections of what a frozen year rests on, made after it was adopted."""
    corrected = corrected_since(content, found.version, found.content)
    return tuple(correction_line(each, content.home_code) for each in corrected)


def _crumbs(year, last=""):
    here = [Crumb(str(year), reverse("summary", args=[year]) if last else "")]
    here += [Crumb(last, "")] if last else []
    return (presenters.FIRST_CRUMB, Crumb(LIST_CRUMB, reverse("summary_list")), *here)


@once_per_content(MAX_YEARS)
def _presented(content, this_year, year, version, other):
    """Return a year's page, and the areas of each part of it; raises as `Years` does."""
    years = Years(content, this_year)
    found = years.get_or_404(year, version)
    corrections = _later_corrections(content, found)
    page = page_of(found, years.compared(found, other), years.versions_of(year), years.periods, corrections)
    return page, divided(page.areas)


def _context(request, year, version=None, other=None):
    """Return what a year's page shows: of a long year as many goals as one page holds."""
    page, pages = _presented(content_of(request), today(), year, version, other)
    number = page_number(request.GET, len(pages))
    before = sum(len(area.goals) for page in pages[: number - 1] for area in page)
    here = sum(len(area.goals) for area in pages[number - 1])
    goals = part_of("mål", before + 1, before + here, page.content.goal_count)
    return {
        "page_title": page.title,
        "page": page,
        "words": words,
        "areas": pages[number - 1],
        "is_first": number == 1,
        "is_last": number == len(pages),
        "turner": turner_of(number, len(pages), goals, request.path, request.GET),
    }


@require_safe
@published()
def summary_list(request):
    """Show every year that can be read and where it stands."""
    years = Years(content_of(request), today())
    assessed = {each.year for each in years.content.assessments}
    this_year = today()
    context = {
        "page_title": "Uppföljning",
        "crumbs": (presenters.FIRST_CRUMB, Crumb(LIST_CRUMB, "")),
        "years": tuple(
            year_line(year, years.versions_of(year), is_over=year < this_year, is_assessed=year in assessed)
            for year in years.periods
        ),
    }
    return render(request, "summary_list.html", context)


@require_safe
@published("mot", "sida")
@unreadable_as_page
def summary(request, year):
    """Show a year: its latest adopted version, or as it stands while it is open; `?mot=` puts another year beside."""
    context = _context(request, year, other=_compared_with(request, year)) | {"crumbs": _crumbs(year)}
    return render(request, "summary.html", context)


@require_safe
@published("sida")
@unreadable_as_page
def summary_version(request, year, version):
    """Show one adopted version of a year, which stands at its own address for ever."""
    context = _context(request, year, version) | {"crumbs": _crumbs(year, f"Version {version}")}
    context["page_title"] = f"{context['page_title']}, version {version}"
    return render(request, "summary.html", context)


@require_safe
@published()
@unreadable_as_page
def summary_slides(request, year):
    context = _context(request, year) | {"crumbs": _crumbs(year, "Bildspel")}
    context["page_title"] = f"{context['page_title']}, bildspel"
    context["slides"] = slides_of(context["page"])
    return render(request, "summary_slides.html", context)


@require_safe
@published()
def correction_list(request):
    content = content_of(request)
    home = content.home_code
    context = {
        "page_title": "Rättelser",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Rättelser", "")),
        "corrections": tuple(correction_line(each, home) for each in content.figures.corrections),
    }
    return render(request, "correction_list.html", context)
