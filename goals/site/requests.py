"""What a request asks for: whose portal, which year and period, and how its page looks at the plan."""

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from goals.content.load import current_content
from goals.site.addresses import NothingThere
from goals.site.presenters import MAX_PAGES, period_in
from goals.site.shapes import PageOptions
from goals.site.years import ViewYear, year_of, year_picker
from indicators.content.current import REVISION
from indicators.content.memo import once_per_content
from indicators.models import Portal


def content_of(request):
    """Return what everybody may read, the same all through a request; NothingThere while no plan is loaded."""
    content = content_or_empty(request)
    if content.portal is None:
        raise NothingThere("Portalen är tom. Läs in en plan med: uv run manage.py load_plan fixtures/olofstrom")
    return content


def content_or_empty(request):
    """Return what everybody may read, without a portal while no plan is loaded."""
    if not hasattr(request, "content"):
        request.content = current_content(request.META.get(REVISION))
    return request.content


def portal_context(request):
    """Give every template the portal; pages that are made without the published content ask for it when they use it."""
    if hasattr(request, "content"):
        return {"portal": request.content.portal}
    return {"portal": SimpleLazyObject(Portal.objects.with_municipality().first)}


def today():
    """Return this year by the portal's own time zone."""
    return timezone.localdate().year


def chosen_year(request):
    """Return the year chosen in the address, or None; the earliest is that of the first outcome."""
    return year_of(request.GET, content_of(request).figures.first_year, today())


def page_options(request, default):
    """Return the view year and the options of a page whose own year is `default`."""
    view_year = ViewYear.of(chosen_year(request), default, today())
    return view_year, PageOptions(view_year.year, view_year.today, view_year.is_chosen)


def plan_page_options(request, period=None):
    """Return period, view year and options of a page about the plan; an ended period is seen from its last year."""
    if period is None:
        period = period_in(content_of(request).periods, chosen_year(request) or today())
    view_year, options = page_options(request, min(today(), period.current_last_year) if period else today())
    return period, view_year, options


def plan_year_picker(request, period, view_year):
    return offered_years(request, tuple(range(period.first_year, today() + 1)) if period else (), view_year)


def offered_years(request, offered, view_year):
    """Return the year picker of a page that can be looked at from the years `offered`."""
    if request.GET:
        return year_picker(request.path, request.GET, offered, view_year)
    # There are only so many addresses without a query, and most pages are read at one of them.
    return _plain_year_picker(content_of(request), request.path, offered, view_year)


@once_per_content(MAX_PAGES)
def _plain_year_picker(content, path, offered, view_year):
    return year_picker(path, QueryDict(), offered, view_year)
