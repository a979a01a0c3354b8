"""The pages of the plan: each reads what was chosen, fetches, presents and renders."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from goals.models import Document, FocusArea, Goal, Period, Vision
from goals.site import headline, presenters
from goals.site import search as findings
from goals.site.choices import (
    IndicatorFilter,
    NothingThere,
    ViewYear,
    filter_form,
    page_of,
    with_query,
    year_of,
    year_picker,
)
from goals.site.shapes import Crumb
from indicators.charts import plotly, svg
from indicators.corrections import correction_line
from indicators.formats import years
from indicators.models import ComparisonGroup, Correction, Indicator, Outcome, Portal, Unit
from indicators.presenters.marks import status_distribution
from indicators.presenters.pages import indicator_page, status_calculation
from indicators.series.build import SeriesContext, series_of
from indicators.series.rows import home_points
from indicators.shapes import Drawing


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
    """Return this year where the portal is."""
    return timezone.localdate().year


def _chosen(request):
    """Return the year chosen in the address, or None; the earliest is that of the first outcome or period."""
    if not request.GET.get("ar"):
        return None
    if not hasattr(request, "chosen_year"):
        first = Outcome.objects.first_year(portal_of(request).municipality)
        request.chosen_year = year_of(request.GET, first, today())
    return request.chosen_year


def _page_options(request, default):
    """Return the viewpoint and the look of a page whose own year is `default`."""
    view_year = ViewYear.of(_chosen(request), default, today())
    code = portal_of(request).municipality.code
    return view_year, presenters.PageOptions(code, view_year.year, view_year.today, view_year.address, svg.sparkline)


def _plan_page_options(request, period=None):
    """Return period, viewpoint and look of a page about the plan: an ended period is seen from its last year."""
    if period is None:
        period = presenters.period_in(Period.objects.with_extensions(), _chosen(request) or today())
    view_year, options = _page_options(request, min(today(), period.current_last_year) if period else today())
    return period, view_year, options


def _period_of(area):
    return Period.objects.with_extensions().get(pk=area.period_id)


def _picker(request, period, view_year):
    offered = range(period.first_year, today() + 1) if period else ()
    return year_picker(request.path, request.GET, offered, view_year)


def _drawing(series, shown=frozenset()):
    return Drawing(
        wide=svg.chart(series, width="wide", shown=shown),
        narrow=svg.chart(series, width="narrow", shown=shown),
        text=svg.describe(series),
        notes=svg.notes(series),
    )


def _setting(portal, period, groups=()):
    span = (period.first_year, period.last_year, period.current_last_year) if period else None
    return SeriesContext(portal.municipality.code, portal.short_name, tuple(groups), span)


def _headline(request, vision, indicators, period):
    """Present the vision's number, which has a year of its own: the chosen one, else the latest there is."""
    portal, (_, options) = portal_of(request), _page_options(request, today())
    indicator = indicators.get(vision.headline_indicator_id) if vision else None
    if indicator is None:
        return None
    card = presenters.card_of(indicator, options)
    series = series_of(indicator, _setting(portal, period), options.year)
    return headline.headline(card, series, _drawing(series), status_calculation(series, card.judged))


@require_safe
def start(request):
    """Show the vision, its number, the areas and their goals' indicators in one screen; `?ar=` looks from a year."""
    portal = portal_of(request)
    period, view_year, options = _plan_page_options(request)
    visions = list(Vision.objects.all())
    vision = next((each for each in visions if each.state == Vision.State.ADOPTED), None)
    areas = presenters.areas_of(period)
    indicators = presenters.indicators_of(areas, vision, options)
    blocks = tuple(presenters.area_block(area, indicators, options) for area in areas)
    cards = {card.slug: card for block in blocks for goal in block.goals for card in goal.cards}.values()
    context = {
        "page_title": vision.title if vision else portal.title,
        "vision": vision,
        "proposed_vision": next((each for each in visions if each.state == Vision.State.PROPOSED), None),
        "headline": _headline(request, vision, indicators, period),
        "period": presenters.period_fact(period, options) if period else None,
        "areas": blocks,
        "totals": status_distribution(card.judged.verdict for card in cards),
        "changes": presenters.changes(indicators.values(), _page_options(request, today())[1]),
        "unknowns": presenters.unknowns(blocks, options),
        "years": _picker(request, period, view_year),
    }
    return render(request, "start.html", context)


@require_safe
def focus_area(request, slug):
    """Show an area with its goals and their indicators."""
    area = get_object_or_404(FocusArea.objects.with_goals(), slug=slug)
    period, view_year, options = _plan_page_options(request, _period_of(area))
    block = presenters.area_block(area, presenters.indicators_of([area], None, options), options)
    context = {
        "page_title": f"{area.name} {years(period.first_year, period.current_last_year)}",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Mål", options.address(reverse("goal_list"))), Crumb(area.name, "")),
        "area": block,
        "period": presenters.period_fact(period, options),
        "years": _picker(request, period, view_year),
    }
    return render(request, "focus_area.html", context)


@require_safe
def goal_list(request):
    """Show every goal of the period, by area."""
    period, view_year, options = _plan_page_options(request)
    areas = presenters.areas_of(period)
    indicators = presenters.indicators_of(areas, None, options)
    context = {
        "page_title": "Mål",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Mål", "")),
        "period": presenters.period_fact(period, options) if period else None,
        "areas": tuple(presenters.area_block(area, indicators, options) for area in areas),
        "years": _picker(request, period, view_year),
    }
    return render(request, "goal_list.html", context)


@require_safe
def goal(request, slug):
    """Show a goal with its text, its indicators and what is not known."""
    found = get_object_or_404(Goal.objects.with_links().prefetch_related("documents"), slug=slug)
    area = found.focus_area
    period, view_year, options = _plan_page_options(request, _period_of(area))
    indicators = presenters.indicators_of_goal(found, options)
    block = presenters.area_heading(area, options)
    context = {
        "page_title": found.title,
        "crumbs": (
            presenters.FIRST_CRUMB,
            Crumb(area.name, block.url),
            Crumb(found.title, ""),
        ),
        "goal": presenters.goal_row(found, indicators, options),
        "area": block,
        "period": presenters.period_fact(period, options),
        "documents": list(found.documents.all()),
        "years": _picker(request, period, view_year),
    }
    return render(request, "goal.html", context)


@require_safe
def indicator_list(request):
    """Show every published indicator, narrowed by area, status, responsible unit and words."""
    choice = IndicatorFilter.from_query(request.GET)
    view_year, options = _page_options(request, today())
    period = presenters.period_in(Period.objects.with_extensions(), options.year)
    areas = presenters.areas_of(period)
    indicators = presenters.all_indicators(options)
    blocks = [presenters.area_block(area, indicators, options) for area in areas]
    kept = [block for block in blocks if choice.area in {"", block.slug}]
    keeps = presenters.search_in(indicators, kept, choice)
    loose = () if choice.area else [presenters.card_of(each, options) for each in indicators.values()]
    groups = presenters.grouped(kept, loose, keeps)
    hits = sum(len(group.cards) for group in groups)
    shown, turner = page_of(groups, request.path, request.GET)
    context = {
        "page_title": "Indikatorer",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Indikatorer", "")),
        "choice": filter_form(
            choice,
            _chosen(request),
            [(each.slug, each.name) for each in blocks],
            list(Unit.objects.values_list("slug", "name")),
        ),
        "groups": shown,
        "turner": turner,
        "hits": hits,
        "sentence": f"{hits} av {len(indicators)} indikatorer",
        "is_filtered": choice != IndicatorFilter(),
        "years": _picker(request, period, view_year),
    }
    return render(request, "indicator_list.html", context)


def _series_in(request, slug):
    """Return what the faces of one indicator share: card, series, setting, chosen year and the lines switched on."""
    portal = portal_of(request)
    view_year, options = _page_options(request, today())
    period = presenters.period_in(Period.objects.with_extensions(), options.year)
    groups = ComparisonGroup.objects.prefetch_related("municipalities")
    setting = _setting(portal, period, groups)
    found = Indicator.objects.published().filter(slug=slug).with_series(setting.codes)
    if not found:
        raise NothingThere("Indikatorn finns inte. Den kan ha bytt adress eller tagits bort.")
    series = series_of(found[0], setting, options.year)
    shown = frozenset(request.GET.getlist("jamfor"))
    return found[0], series, setting, options, view_year, shown


@require_safe
def indicator(request, slug):
    """Show an indicator: the conclusion, the chart, the calculation and the open table."""
    found, series, setting, options, view_year, shown = _series_in(request, slug)
    card = presenters.card_of(found, options)
    links = presenters.links_of(found, options)
    measured = [each.year for each in home_points(found, options.home_code) if each.value is not None]
    context = {
        "page_title": found.name,
        "crumbs": (
            presenters.FIRST_CRUMB,
            Crumb("Indikatorer", options.address(reverse("indicator_list"))),
            Crumb(found.name, ""),
        ),
        "indicator": found,
        "page": indicator_page(card, series, setting, _drawing(series, shown), shown),
        "goals": links,
        "corrections": [correction_line(each, options.home_code) for each in Correction.objects.of_indicator(found)],
        "years": year_picker(request.path, request.GET, measured, view_year),
    }
    return render(request, "indicator.html", context)


@require_safe
def indicator_figure(request, slug):
    """Send the chart as a Plotly figure, for a reader who explores it."""
    _, series, *_, shown = _series_in(request, slug)
    return JsonResponse(plotly.figure(series, shown))


@require_safe
def indicator_svg(request, slug):
    """Send the chart as a file of its own."""
    _, series, *_, shown = _series_in(request, slug)
    response = HttpResponse(svg.standalone(series, shown), content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.svg"'
    return response


@require_safe
def period_list(request):
    """Show every period, the newest first, with its extensions."""
    _, options = _page_options(request, today())
    context = {
        "page_title": "Målperioder",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Målperioder", "")),
        "periods": tuple(presenters.period_fact(each, options) for each in Period.objects.with_extensions()),
    }
    return render(request, "period_list.html", context)


@require_safe
def period(request, slug):
    """Show a period's goals as they stood when it ended, or stand now."""
    found = get_object_or_404(Period.objects.with_extensions().prefetch_related("documents"), slug=slug)
    _, view_year, options = _plan_page_options(request, found)
    areas = presenters.areas_of(found)
    indicators = presenters.indicators_of(areas, None, options)
    context = {
        "page_title": f"Målperioden {found.name}",
        "crumbs": (
            presenters.FIRST_CRUMB,
            Crumb("Målperioder", reverse("period_list")),
            Crumb(found.name, ""),
        ),
        "period": presenters.period_fact(found, options),
        "vision": found.vision,
        "areas": tuple(presenters.area_block(area, indicators, options) for area in areas),
        "documents": list(found.documents.all()),
        "years": _picker(request, found, view_year),
    }
    return render(request, "period.html", context)


@require_safe
def search(request):
    """Answer ?q= with the goals, indicators and texts that have the words, and say where they stand."""
    portal_of(request)
    view_year, _ = _page_options(request, today())

    def options_for(period):
        return _page_options(request, min(today(), period.current_last_year) if period else today())[1]

    found = findings.search_page(request.GET, request.path, render_to_string("rules.html"), options_for)
    context = {
        "page_title": f"Sök: {found.text}" if found.text else "Sök",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Sök", "")),
        "found": found,
        "year": _chosen(request),
        "viewpoint": view_year,
        "today_url": with_query(request.path, request.GET, ar=None),
    }
    return render(request, "search.html", context)


@require_safe
def rules(request):
    """Explain the statuses, the trend and every rule behind them in plain Swedish."""
    portal_of(request)
    crumbs = (presenters.FIRST_CRUMB, Crumb("Så bedömer vi", ""))
    return render(request, "rules.html", {"page_title": "Så bedömer vi", "crumbs": crumbs})


@require_safe
def about(request):
    """Tell whose the portal is, where the figures come from and what they may be used for."""
    portal = portal_of(request)
    context = {
        "page_title": "Om portalen",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Om portalen", "")),
        "sources": presenters.sources_of(portal.municipality),
        "counts": presenters.counts_of(portal.municipality),
        "documents": Document.objects.all(),
        "visions": Vision.objects.select_related("decision"),
    }
    return render(request, "about.html", context)
