"""The pages of the indicators: the list, and each one with its figures."""

from typing import NamedTuple

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goals.content.content import PublishedContent
from goals.content.published import PublishedPeriod
from goals.site import presenters
from goals.site.addresses import NothingThere
from goals.site.filters import IndicatorFilter, filter_form
from goals.site.indicator_list import card_test, grouped, ordered
from goals.site.paging import paginate_groups
from goals.site.requests import chosen_year, content_of, offered_years, page_options, plan_year_picker, today
from goals.site.shapes import Crumb, PageOptions
from goals.site.years import ViewYear
from indicators.charts import plotly, svg
from indicators.charts.content import keys_of
from indicators.charts.svg import page_chart
from indicators.content.memo import once_per_content
from indicators.content.published import PublishedIndicator
from indicators.corrections import correction_line
from indicators.formats import in_digits
from indicators.presenters.comparison_sheet import comparison_sheet
from indicators.presenters.pages import indicator_page
from indicators.published import published
from indicators.series.facts import Series
from indicators.series.rows import home_points


@require_safe
@published("ansvarig", "ar", "inriktning", "jamfort", "ordning", "q", "sida", "status", "utveckling")
def indicator_list(request):
    """Show every published indicator, narrowed by area, status, responsible unit and words."""
    choice = IndicatorFilter.from_query(request.GET)
    view_year, options = page_options(request, today())
    content = content_of(request)
    indicators = content.figures.indicators
    period = presenters.period_in(content.periods, options.year)
    blocks = presenters.area_blocks(content, period, options)
    shown_areas = [block for block in blocks if choice.area in {"", block.slug}]
    is_hit = card_test(indicators, shown_areas, choice)
    # What belongs to no area is not in the one that was chosen.
    others = () if choice.area else [presenters.card_of(content, each, options) for each in indicators.values()]
    groups = ordered(grouped(shown_areas, others, is_hit), choice.order)
    hits = sum(len(group.cards) for group in groups)
    shown, turner = paginate_groups(groups, request.path, request.GET)
    areas = [(each.slug, each.name) for each in blocks]
    form = filter_form(choice, chosen_year(request), areas, content.figures.units)
    context = {
        "page_title": form.titled("Indikatorer"),
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Indikatorer", "")),
        "choice": form,
        "groups": shown,
        "turner": turner,
        "hits": hits,
        "sentence": f"{hits} av {in_digits(len(indicators), 'indikator')}",
        "is_filtered": choice.is_narrowing,
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/indicator_list.html", context)


class IndicatorRequest(NamedTuple):
    """What the page, the figure and the file of one indicator share."""

    content: PublishedContent
    indicator: PublishedIndicator
    period: PublishedPeriod | None
    series: Series
    options: PageOptions
    view_year: ViewYear
    shown: frozenset[str]  # keys of the lines that are switched on beside the municipality's own


def _read(request, slug):
    content = content_of(request)
    view_year, options = page_options(request, today())
    found = content.figures.indicators.get(slug)
    if found is None:
        raise NothingThere("Indikatorn finns inte. Den kan ha bytt adress eller tagits bort.")
    period = presenters.period_in(content.periods, options.year)
    series = presenters.series_in(content, found, period, options.shown_to)
    return IndicatorRequest(content, found, period, series, options, view_year, _shown(request, series))


def _shown(request, series):
    """Return the lines asked for: of women and men from the start where something is decided of them.

    The form always asks for one without a name, so that a reader can switch every line off.
    """
    asked = request.GET.getlist("jamfor")
    if not asked and series.scoped_targets:
        asked = [line.key for line in (series.women, series.men) if line]
    return frozenset(asked) & keys_of(series)


@once_per_content(presenters.MAX_PAGES)
def _page(content, found, period, options, shown):
    """Present an indicator with its chart; without those unknown to it, there are only so many sets of lines."""
    series = presenters.series_in(content, found, period, options.shown_to)
    card = presenters.card_of(content, found, options)
    words = card.comparison.sentence if card.comparison else ""
    comparison = comparison_sheet(found, content.figures, options.shown_to, words)
    return indicator_page(card, series, comparison, page_chart(series, shown), shown)


def sources_told(content, series):
    """Return what is told of the sources of the municipality's values, the newest value's first."""
    told = content.figures.sources
    names = dict.fromkeys(each.source for each in reversed(series.home.values))
    return [(name, told[name]) for name in names if name in told]


@require_safe
@published("ar", "jamfor*")
def indicator(request, slug):
    """Show an indicator: the conclusion, the chart, the calculation and the open table."""
    content, found, period, series, options, view_year, shown = _read(request, slug)
    home, page = content.home_code, _page(content, found, period, options, shown)
    measured = tuple(each.year for each in home_points(found, home) if each.value is not None)
    context = {
        "page_title": found.name,
        "crumbs": (
            presenters.FIRST_CRUMB,
            Crumb("Indikatorer", options.address(reverse("indicator_list"))),
            Crumb(found.name, ""),
        ),
        "page": page,
        "fetched_on": page.series.retrieved_on,
        "sources": sources_told(content, series),
        "goals": presenters.links_of(content, found, options),
        "corrections": [correction_line(each, home) for each in content.figures.corrections if each.indicator is found],
        "years": offered_years(request, measured, view_year),
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
