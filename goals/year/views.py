"""The pages of the follow-up: every year, one year, its versions, the meeting's screens, and corrections."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goals.models import AnnualSummary, Assessment
from goals.site import presenters
from goals.site.addresses import UnreadableChoice
from goals.site.requests import portal_of, today
from goals.site.shapes import Crumb
from goals.year import words
from goals.year.pages import page_of, year_line
from goals.year.unreadable import unreadable_as_page
from goals.year.years import Years
from indicators.corrections import correction_line
from indicators.models import Correction
from indicators.published import published

LIST_CRUMB = "Uppföljning"


def _years(request):
    return Years(portal_of(request), today())


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


def _later_corrections(found, home_code):
    """Return the corrections of what a frozen year rests on, made after it was adopted."""
    if found.version is None:
        return ()  # an open year holds today's values, corrections included
    slugs = {each.slug for goal in found.content.goals for each in goal.indicators}
    later = Correction.objects.listed().filter(
        corrected_at__gt=found.version.frozen_at, municipality__code=home_code, year__lte=found.content.year
    )
    return tuple(correction_line(each, home_code) for each in later if each.indicator.slug in slugs)


def _crumbs(year, last=""):
    here = [Crumb(str(year), reverse("summary", args=[year]) if last else "")]
    here += [Crumb(last, "")] if last else []
    return (presenters.FIRST_CRUMB, Crumb(LIST_CRUMB, reverse("summary_list")), *here)


def _context(request, years, found, content):
    versions = list(AnnualSummary.objects.facts().filter(year=content.year))
    page = page_of(found, content, versions, years.periods)
    corrections = _later_corrections(found, years.portal.municipality.code)
    return {"page_title": page.title, "page": page, "corrections": corrections, "words": words}


@require_safe
@published()
def summary_list(request):
    """Show every year that can be read and where it stands."""
    years = _years(request)
    versions: dict[int, list[AnnualSummary]] = {}
    for each in AnnualSummary.objects.facts():
        versions.setdefault(each.year, []).append(each)
    assessed = set(Assessment.objects.approved().values_list("year", flat=True))
    this_year = today()
    context = {
        "page_title": "Uppföljning",
        "crumbs": (presenters.FIRST_CRUMB, Crumb(LIST_CRUMB, "")),
        "years": tuple(
            year_line(year, versions.get(year, []), is_over=year < this_year, is_assessed=year in assessed)
            for year in years.periods
        ),
    }
    return render(request, "summary_list.html", context)


@require_safe
@published("mot")
@unreadable_as_page
def summary(request, year):
    """Show a year: its latest adopted version, or as it stands while it is open; `?mot=` puts another year beside."""
    years = _years(request)
    found = years.get_or_404(year)
    content = years.compared(found, _compared_with(request, year))
    context = _context(request, years, found, content) | {"crumbs": _crumbs(year)}
    return render(request, "summary.html", context)


@require_safe
@published()
@unreadable_as_page
def summary_version(request, year, version):
    """Show one adopted version of a year, which stands at its own address for ever."""
    years = _years(request)
    found = years.get_or_404(year, version)
    context = _context(request, years, found, found.content) | {"crumbs": _crumbs(year, f"Version {version}")}
    context["page_title"] = f"{context['page_title']}, version {version}"
    return render(request, "summary.html", context)


@require_safe
@published()
@unreadable_as_page
def summary_slides(request, year):
    years = _years(request)
    found = years.get_or_404(year)
    context = _context(request, years, found, years.compared(found)) | {"crumbs": _crumbs(year, "Bildspel")}
    context["page_title"] = f"{context['page_title']}, bildspel"
    return render(request, "summary_slides.html", context)


@require_safe
@published()
def correction_list(request):
    home = portal_of(request).municipality.code
    context = {
        "page_title": "Rättelser",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Rättelser", "")),
        "corrections": tuple(correction_line(each, home) for each in Correction.objects.listed()),
    }
    return render(request, "correction_list.html", context)
