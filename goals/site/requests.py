"""What a request asks for: whose portal, which year and period, and how its page looks at the plan."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from goals.models import Period
from goals.site.addresses import NothingThere
from goals.site.presenters import PageOptions, period_in
from goals.site.years import ViewYear, year_of, year_picker
from indicators.charts.sparkline import sparkline
from indicators.models import Outcome, Portal


def portal_of(request):
    """Return the portal, asked for once per request; NothingThere while no plan is loaded."""
    if not hasattr(request, "portal"):
        request.portal = Portal.objects.with_municipality().first()
    if request.portal is None:
        raise NothingThere("Portalen är tom. Läs in en plan med: uv run manage.py load_plan fixtures/olofstrom")
    return request.portal


def portal_context(request):
    """Give every template the portal, without a query until one is needed."""

    def found():
        try:
            return portal_of(request)
        except NothingThere:
            return None

    return {"portal": SimpleLazyObject(found)}


def today():
    """Return this year by the portal's own time zone."""
    return timezone.localdate().year


def chosen_year(request):
    """Return the year chosen in the address, or None; the earliest is that of the first outcome."""
    if not request.GET.get("ar"):
        return None
    if not hasattr(request, "chosen_year"):
        first = Outcome.objects.first_year(portal_of(request).municipality)
        # Kept on the request: a page asks several times, and the first year costs a query.
        request.chosen_year = year_of(request.GET, first, today())
    return request.chosen_year


def page_options(request, default):
    """Return the view year and the options of a page whose own year is `default`."""
    view_year = ViewYear.of(chosen_year(request), default, today())
    code = portal_of(request).municipality.code
    return view_year, PageOptions(code, view_year.year, view_year.today, view_year.address, sparkline)


def plan_page_options(request, period=None):
    """Return period, view year and options of a page about the plan; an ended period is seen from its last year."""
    if period is None:
        period = period_in(Period.objects.with_extensions(), chosen_year(request) or today())
    view_year, options = page_options(request, min(today(), period.current_last_year) if period else today())
    return period, view_year, options


def period_of(area):
    # Asked for anew: the area comes without the extensions, which say when the period ends.
    return Period.objects.with_extensions().get(pk=area.period_id)


def plan_year_picker(request, period, view_year):
    offered = range(period.first_year, today() + 1) if period else ()
    return year_picker(request.path, request.GET, offered, view_year)
