"""The pages of the plan: each reads what was chosen, fetches, presents and renders."""

from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from goals.models import FocusArea, Goal, Period, Vision
from goals.site import presenters
from goals.site.addresses import with_query
from goals.site.headline import headline
from goals.site.overview import changes, unknowns
from goals.site.requests import (
    chosen_year,
    page_options,
    period_of,
    plan_page_options,
    plan_year_picker,
    portal_of,
    today,
)
from goals.site.search import search_page
from goals.site.shapes import Crumb
from indicators.charts.svg import page_chart
from indicators.formats import years
from indicators.presenters.marks import status_distribution
from indicators.presenters.pages import status_calculation
from indicators.published import published
from indicators.series.build import series_of


def _headline(request, vision, indicators, period):
    """Present the vision's number, which has a year of its own: the chosen one, else the latest there is."""
    portal, (_, options) = portal_of(request), page_options(request, today())
    indicator = indicators.get(vision.headline_indicator_id) if vision else None
    if indicator is None:
        return None
    card = presenters.card_of(indicator, options)
    series = series_of(indicator, presenters.series_context(portal, period), options.year)
    return headline(card, series, page_chart(series), status_calculation(series, card.judged))


@require_safe
@published("ar")
def start(request):
    """Show the vision, its number, the areas and their goals' indicators in one screen; `?ar=` looks from a year."""
    portal = portal_of(request)
    period, view_year, options = plan_page_options(request)
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
        # The newest figures are news, also on a page that looks from an ended period's last year.
        "changes": changes(indicators.values(), page_options(request, today())[1]),
        "unknowns": unknowns(blocks, options),
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/start.html", context)


@require_safe
@published("ar")
def focus_area(request, slug):
    area = get_object_or_404(FocusArea.objects.with_goals(), slug=slug)
    period, view_year, options = plan_page_options(request, period_of(area))
    block = presenters.area_block(area, presenters.indicators_of([area], None, options), options)
    context = {
        "page_title": f"{area.name} {years(period.first_year, period.current_last_year)}",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Mål", options.address(reverse("goal_list"))), Crumb(area.name, "")),
        "area": block,
        "period": presenters.period_fact(period, options),
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/focus_area.html", context)


@require_safe
@published("ar")
def goal_list(request):
    period, view_year, options = plan_page_options(request)
    areas = presenters.areas_of(period)
    indicators = presenters.indicators_of(areas, None, options)
    context = {
        "page_title": "Mål",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Mål", "")),
        "period": presenters.period_fact(period, options) if period else None,
        "areas": tuple(presenters.area_block(area, indicators, options) for area in areas),
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/goal_list.html", context)


@require_safe
@published("ar")
def goal(request, slug):
    """Show a goal with its text, its indicators and what is not known."""
    found = get_object_or_404(Goal.objects.with_links().prefetch_related("documents"), slug=slug)
    area = found.focus_area
    period, view_year, options = plan_page_options(request, period_of(area))
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
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/goal.html", context)


@require_safe
@published("ar")
def period_list(request):
    """Show every period, the newest first, with its extensions."""
    _, options = page_options(request, today())
    context = {
        "page_title": "Målperioder",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Målperioder", "")),
        "periods": tuple(presenters.period_fact(each, options) for each in Period.objects.with_extensions()),
    }
    return render(request, "site/period_list.html", context)


@require_safe
@published("ar")
def period(request, slug):
    """Show a period's goals as they stood when it ended, or stand now."""
    found = get_object_or_404(Period.objects.with_extensions().prefetch_related("documents"), slug=slug)
    _, view_year, options = plan_page_options(request, found)
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
        "years": plan_year_picker(request, found, view_year),
    }
    return render(request, "site/period.html", context)


@require_safe
@published("ar", "q", "sida")
def search(request):
    """Answer ?q= with the goals, indicators and texts that have the words."""
    # Answers 404 while no plan is loaded.
    portal_of(request)
    view_year, _ = page_options(request, today())

    def options_for(period):
        return page_options(request, min(today(), period.current_last_year) if period else today())[1]

    found = search_page(request.GET, request.path, render_to_string("site/rules.html"), options_for)
    context = {
        "page_title": f"Sök: {found.text}" if found.text else "Sök",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Sök", "")),
        "found": found,
        "year": chosen_year(request),
        "viewpoint": view_year,
        "today_url": with_query(request.path, request.GET, ar=None),
    }
    return render(request, "site/search.html", context)


@require_safe
@published()
def rules(request):
    """Explain the statuses, the trend and every rule behind them in plain Swedish."""
    portal_of(request)
    crumbs = (presenters.FIRST_CRUMB, Crumb("Så bedömer vi", ""))
    return render(request, "site/rules.html", {"page_title": "Så bedömer vi", "crumbs": crumbs})
