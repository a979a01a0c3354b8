"""The pages of the indicators: the list, and each one with its figures."""

from typing import NamedTuple

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goals.models import Period
from goals.site import presenters
from goals.site.addresses import NothingThere
from goals.site.filters import IndicatorFilter, filter_form
from goals.site.indicator_list import card_test, grouped
from goals.site.paging import paginate_groups
from goals.site.requests import chosen_year, page_options, plan_year_picker, portal_of, today
from goals.site.shapes import Crumb
from goals.site.years import ViewYear, year_picker
from indicators.charts import plotly, svg
from indicators.charts.svg import page_chart
from indicators.corrections import correction_line
from indicators.models import ComparisonGroup, Correction, Indicator, Unit
from indicators.presenters.pages import indicator_page
from indicators.published import published
from indicators.series.build import SeriesContext, series_of
from indicators.series.facts import Series
from indicators.series.rows import home_points


@require_safe
@published("ansvarig", "ar", "inriktning", "q", "sida", "status")
def indicator_list(request):
    """Show every published indicator, narrowed by area, status, responsible unit and words."""
    choice = IndicatorFilter.from_query(request.GET)
    view_year, options = page_options(request, today())
    period = presenters.period_in(Period.objects.with_extensions(), options.year)
    areas = presenters.areas_of(period)
    indicators = presenters.all_indicators(options)
    blocks = [presenters.area_block(area, indicators, options) for area in areas]
    shown_areas = [block for block in blocks if choice.area in {"", block.slug}]
    is_hit = card_test(indicators, shown_areas, choice)
    # What belongs to no area is not in the one that was chosen.
    others = () if choice.area else [presenters.card_of(each, options) for each in indicators.values()]
    groups = grouped(shown_areas, others, is_hit)
    hits = sum(len(group.cards) for group in groups)
    shown, turner = paginate_groups(groups, request.path, request.GET)
    context = {
        "page_title": "Indikatorer",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Indikatorer", "")),
        "choice": filter_form(
            choice,
            chosen_year(request),
            [(each.slug, each.name) for each in blocks],
            list(Unit.objects.values_list("slug", "name")),
        ),
        "groups": shown,
        "turner": turner,
        "hits": hits,
        "sentence": f"{hits} av {len(indicators)} indikatorer",
        "is_filtered": choice != IndicatorFilter(),
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/indicator_list.html", context)


class IndicatorRequest(NamedTuple):
    """What the page, the figure and the file of one indicator share."""

    indicator: Indicator
    series: Series
    context: SeriesContext
    options: presenters.PageOptions
    view_year: ViewYear
    shown: frozenset[str]  # keys of the lines that are switched on beside the municipality's own


def _read(request, slug):
    portal = portal_of(request)
    view_year, options = page_options(request, today())
    period = presenters.period_in(Period.objects.with_extensions(), options.year)
    groups = ComparisonGroup.objects.prefetch_related("municipalities")
    context = presenters.series_context(portal, period, groups)
    found = Indicator.objects.published().filter(slug=slug).with_series(context.codes)
    if not found:
        raise NothingThere("Indikatorn finns inte. Den kan ha bytt adress eller tagits bort.")
    series = series_of(found[0], context, options.year)
    shown = frozenset(request.GET.getlist("jamfor"))
    return IndicatorRequest(found[0], series, context, options, view_year, shown)


@require_safe
@published("ar", "jamfor*")
def indicator(request, slug):
    """Show an indicator: the conclusion, the chart, the calculation and the open table."""
    found, series, series_context, options, view_year, shown = _read(request, slug)
    card = presenters.card_of(found, options)
    measured = [each.year for each in home_points(found, options.home_code) if each.value is not None]
    context = {
        "page_title": found.name,
        "crumbs": (
            presenters.FIRST_CRUMB,
            Crumb("Indikatorer", options.address(reverse("indicator_list"))),
            Crumb(found.name, ""),
        ),
        "indicator": found,
        "page": indicator_page(card, series, series_context, page_chart(series, shown), shown),
        "goals": presenters.links_of(found, options),
        "corrections": [correction_line(each, options.home_code) for each in Correction.objects.of_indicator(found)],
        "years": year_picker(request.path, request.GET, measured, view_year),
    }
    return render(request, "site/indicator.html", context)


@require_safe
@published("ar", "jamfor*")
def indicator_figure(request, slug):
    """Send the chart as a Plotly figure, for a reader who explores it."""
    found = _read(request, slug)
    return JsonResponse(plotly.figure(found.series, found.shown))


@require_safe
@published("ar", "jamfor*")
def indicator_svg(request, slug):
    """Send the chart as a file of its own."""
    found = _read(request, slug)
    response = HttpResponse(svg.standalone(found.series, found.shown), content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.svg"'
    return response
