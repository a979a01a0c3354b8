"""The pages of the plan: each reads what was chosen, fetches, presents and renders."""

from functools import cache

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from goals.site import presenters
from goals.site.addresses import with_query
from goals.site.headline import headline
from goals.site.overview import changes, followed, unknowns
from goals.site.paging import paginate_goals
from goals.site.requests import (
    chosen_year,
    content_of,
    page_options,
    plan_page_options,
    plan_year_picker,
    today,
)
from goals.site.search import search_page
from goals.site.shapes import Crumb
from goals.site.story import STANDOUT_RULE, standouts, story_of
from indicators.charts.svg import page_chart
from indicators.content.memo import once_per_content
from indicators.formats import years
from indicators.presenters.pages import status_calculations
from indicators.published import published


@once_per_content(presenters.MAX_PAGES)
def _headline(content, options, period):
    """Present the vision's number, which has a year of its own: the chosen one, else the latest there is."""
    vision = content.vision
    indicator = content.figures.indicators.get(vision.headline) if vision else None
    if indicator is None:
        return None
    card = presenters.card_of(content, indicator, options)
    series = presenters.series_in(content, indicator, period, options.shown_to)
    return headline(card, series, page_chart(series), status_calculations(series, card.judged)[0])


@once_per_content(presenters.MAX_PAGES)
def _changes(content, options, period):
    return changes(followed(content, period), content.home_code, options)


@once_per_content(presenters.MAX_PAGES)
def _story(content, options, latest, period):
    """Return the counted sentences and what stands out, among the indicators of the period's goals."""
    by_slug = {each.slug: each for each in followed(content, period)}
    headline_slug = content.vision.headline if content.vision else ""
    # The vision's number is judged once on a page: from its own year, as at the head of it.
    cards = [
        presenters.card_of(content, each, latest if slug == headline_slug else options)
        for slug, each in by_slug.items()
    ]
    # The vision's number has the head of the page already.
    return story_of(cards, options), standouts([each for each in cards if each.slug != headline_slug], by_slug)


def _found(places, slug):
    try:
        return places[slug]
    except KeyError:
        raise Http404 from None


@require_safe
@published("ar")
def start(request):
    """Show the vision, its number, the areas and their goals' indicators in one screen; `?ar=` looks from a year."""
    content = content_of(request)
    period, view_year, options = plan_page_options(request)
    vision, (_, latest) = content.vision, page_options(request, today())
    blocks = presenters.area_blocks(content, period, options)
    told, outstanding = _story(content, options, latest, period)
    context = {
        "page_title": vision.title if vision else content.portal.title,
        "vision": vision,
        "proposed_vision": content.proposed_vision,
        "headline": _headline(content, latest, period),
        "period": presenters.period_fact(period, options) if period else None,
        "areas": blocks,
        "fetched_on": max((each.fetched_on for each in blocks if each.fetched_on), default=None),
        "story": told,
        "standouts": outstanding,
        "standout_rule": STANDOUT_RULE,
        # The newest figures are news, also on a page that looks from an ended period's last year.
        "changes": _changes(content, latest, period),
        "unknowns": unknowns(blocks, options),
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/start.html", context)


@require_safe
@published("ar", "sida")
def focus_area(request, slug):
    """Show an area's goals with their indicators, 25 a page."""
    content = content_of(request)
    area, period = _found(content.areas, slug)
    _, view_year, options = plan_page_options(request, period)
    block = presenters.area_block(content, area, options)
    goals, turner = paginate_goals(block.goals, request.path, request.GET)
    context = {
        "page_title": f"{area.name} {years(period.first_year, period.current_last_year)}",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Mål", options.address(reverse("goal_list"))), Crumb(area.name, "")),
        "area": block,
        "fetched_on": block.fetched_on,
        "goals": goals,
        "turner": turner,
        "period": presenters.period_fact(period, options),
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/focus_area.html", context)


@require_safe
@published("ar")
def goal_list(request):
    period, view_year, options = plan_page_options(request)
    context = {
        "page_title": "Mål",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Mål", "")),
        "period": presenters.period_fact(period, options) if period else None,
        "areas": presenters.area_blocks(content_of(request), period, options),
        "years": plan_year_picker(request, period, view_year),
    }
    return render(request, "site/goal_list.html", context)


@require_safe
@published("ar", "sida")
def goal(request, slug):
    """Show a goal with its text, its indicators, 25 a page, and what is not known."""
    content = content_of(request)
    found, area, period = _found(content.goals, slug)
    _, view_year, options = plan_page_options(request, period)
    block = presenters.area_heading(area, options)
    (shown,), turner = paginate_goals([presenters.goal_row(content, found, options)], request.path, request.GET)
    context = {
        "page_title": found.title,
        "crumbs": (
            presenters.FIRST_CRUMB,
            Crumb(area.name, block.url),
            Crumb(found.title, ""),
        ),
        "goal": shown,
        "fetched_on": shown.fetched_on,
        "turner": turner,
        "area": block,
        "period": presenters.period_fact(period, options),
        "documents": found.documents,
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
        "periods": tuple(presenters.period_fact(each, options) for each in content_of(request).periods),
    }
    return render(request, "site/period_list.html", context)


@require_safe
@published("ar")
def period(request, slug):
    """Show a period's goals as they stood when it ended, or stand now."""
    found = _found({each.slug: each for each in content_of(request).periods}, slug)
    _, view_year, options = plan_page_options(request, found)
    context = {
        "page_title": f"Målperioden {found.name}",
        "crumbs": (
            presenters.FIRST_CRUMB,
            Crumb("Målperioder", reverse("period_list")),
            Crumb(found.name, ""),
        ),
        "period": presenters.period_fact(found, options),
        "vision": found.vision,
        "areas": presenters.area_blocks(content_of(request), found, options),
        "documents": found.documents,
        "years": plan_year_picker(request, found, view_year),
    }
    return render(request, "site/period.html", context)


@once_per_content(1)
def _rules_page(_):
    """Return the page of rules, whose sections are looked through with everything else."""
    return render_to_string("site/rules.html")


@require_safe
@published("ar", "q", "sida")
def search(request):
    """Answer ?q= with the goals, indicators and texts that have the words."""
    content = content_of(request)
    view_year, _ = page_options(request, today())

    @cache  # a page has many hits of few periods
    def options_for(period):
        return page_options(request, min(today(), period.current_last_year) if period else today())[1]

    found = search_page(content, request.GET, request.path, _rules_page(content), options_for)
    context = {
        "page_title": f"Sök: {found.text}" if found.text else "Sök",
        "crumbs": (presenters.FIRST_CRUMB, Crumb("Sök", "")),
        "found": found,
        "turner": found.turner,
        "year": chosen_year(request),
        "viewpoint": view_year,
        "today_url": with_query(request.path, request.GET, ar=None),
    }
    return render(request, "site/search.html", context)


@require_safe
@published()
def rules(request):
    """Explain the statuses, the trend and every rule behind them in plain Swedish."""
    content_of(request)  # answers 404 while no plan is loaded
    crumbs = (presenters.FIRST_CRUMB, Crumb("Så bedömer vi", ""))
    return render(request, "site/rules.html", {"page_title": "Så bedömer vi", "crumbs": crumbs})
