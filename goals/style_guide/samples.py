"""What each chapter of the style guide shows: every component in its states, drawn from the example plan."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib.staticfiles import finders
from django.http import QueryDict

from goals.content.content import PublishedContent
from goals.content.published import PublishedDocument, PublishedPeriod
from goals.search.matching import excerpt, marked
from goals.service.contact_form import ReportForm
from goals.service.statement import statement_page
from goals.site.filters import IndicatorFilter, filter_form
from goals.site.paging import PAGE_SIZE, paginate
from goals.site.presenters import PageOptions, area_block, card_of, goal_row, period_fact, series_context, series_in
from goals.site.shapes import Crumb, GoalRow, SearchHit
from goals.site.story import STANDOUT_RULE, standouts, story_of
from indicators.charts.svg import page_chart
from indicators.presenters.comparison_sheet import comparison_sheet
from indicators.presenters.marks import status_distribution
from indicators.presenters.pages import indicator_page
from indicators.series.build import SeriesContext
from indicators.series.facts import Series
from indicators.shapes import Card, StatusMark, TrendMark
from indicators.vocabulary import Reason, Status, Trend

SEEN_FROM = 2026  # the last year of the plan's figures: then it has every status, trend and reason
OPTIONS = PageOptions(SEEN_FROM, SEEN_FROM)
HUES = ("lake", "berry", "iron", "forest", "heather", "sky", "brick", "slate")
# What each indicator of the plan is here for.
PATH, BREAK, GAPS = "behoriga-till-gymnasiet", "handlaggningstid-serveringstillstand", "trygga-i-arskurs-8"
RANGE, STEPS, FEW = "tomma-lagenheter", "wifi-i-boenden", "kulturarrangemang-utanfor-centralorten"
LINES, LONG, NEGATIVE, RANK = "sjukfranvaro", "invanare", "klimatbalans", "placering-foretagsklimat"
EMPTY, STALE = "fossilfri-fjarrvarme", "markta-leder"
FULL_GOAL, MIXED_GOAL, UNMEASURED_GOAL = "fler-bostader-for-fler", "levande-kulturliv", "invanarna-paverkar"
EVERY_LINE = frozenset({"kvinnor", "man", "riket", "liknande-kommuner-2025", "grannkommuner-2026"})
ARROWS = (
    (Trend.IMPROVING, "up"),
    (Trend.IMPROVING, "down"),
    (Trend.UNCHANGED, "flat"),
    (Trend.WORSENING, "up"),
    (Trend.WORSENING, "down"),
    (Trend.SWINGING, "swing"),
    (Trend.RISING, "up"),
    (Trend.FALLING, "down"),
    (Trend.TOO_FEW, "none"),
)
_COLOUR = re.compile(r"--([a-z]+): light-dark\((#\w+), (#\w+)\);")
_SIZE = re.compile(r"--((?:text|space)(?:-\w+)?): ([^;]+);")


class Colour(NamedTuple):
    """A colour by the name it has in the stylesheet, in both schemes."""

    name: str
    light: str
    dark: str


def foundations(_: PublishedContent) -> dict[str, Any]:
    """Return the tokens as they stand in the stylesheet: colours in both schemes, hues, type and space."""
    found = finders.find("css/site.css")
    css = Path(str(found)).read_text(encoding="utf-8").partition("@layer base {")[0]
    colours = [Colour(*each) for each in _COLOUR.findall(css)]
    sizes = _SIZE.findall(css)
    return {
        "colours": [each for each in colours if each.name not in HUES],
        "hues": [each for each in colours if each.name in HUES],
        "types": [each for each in sizes if each[0].startswith("text")],
        "spaces": [each for each in sizes if each[0].startswith("space")],
    }


def states(plan: PublishedContent) -> dict[str, Any]:
    """Return every word for where something stands and where it is heading, alone and counted."""
    unknown = Status.UNKNOWN
    verdicts = [_card(plan, each).judged for each in plan.figures.indicators]
    unjudged = [each for each in verdicts if each.verdict.status == unknown][:3]
    goals = [_goal(plan, FULL_GOAL), _goal(plan, MIXED_GOAL)]
    return {
        "statuses": [StatusMark(each.value, each.label, "", "") for each in Status],
        "reasons": [StatusMark(unknown.value, unknown.label, each.label, "") for each in Reason],
        "stale": _card(plan, STALE).status,
        "trends": [TrendMark(each.value, each.label, arrow, "") for each, arrow in ARROWS],
        "detailed_trend": _card(plan, PATH).trend,
        "distributions": [
            status_distribution(each.verdict for each in verdicts),
            *(each.distribution for each in goals),
            status_distribution(each.verdict for each in unjudged),
        ],
        "nothing": status_distribution([]),
        "here": "/",
        "sentences": [_card(plan, each).sentence for each in (PATH, NEGATIVE, LONG, EMPTY)],
    }


def rows(plan: PublishedContent) -> dict[str, Any]:
    """Return indicators, goals and areas as rows: with everything, with what may be missing and with nothing."""
    areas = [area_block(plan, each.area, OPTIONS) for each in list(plan.areas.values())[:2]]
    goals = [_goal(plan, FULL_GOAL), _goal(plan, MIXED_GOAL), replace(_goal(plan, UNMEASURED_GOAL), unit="")]
    cards = [card for goal in goals for card in goal.cards]
    by_kind = {card.kind_code: card for card in cards}
    bare = replace(_card(plan, EMPTY), unit="")
    every = [_card(plan, each) for each in plan.figures.indicators]
    return {
        "story": story_of(every, OPTIONS),
        "standouts": standouts(every, plan.figures.indicators),
        "standout_rule": STANDOUT_RULE,
        "old": [_card(plan, STALE)],
        "cards": [*by_kind.values(), _card(plan, NEGATIVE), _card(plan, STALE), bare],
        "goals": goals,
        "areas": areas,
    }


def target_charts(plan: PublishedContent) -> dict[str, Any]:
    """Return charts with a target: along a path, after a change of method, with gaps, by steps, within a range."""
    return _charts(plan, (PATH, BREAK, GAPS, RANGE, STEPS, FEW), frozenset())


def other_charts(plan: PublishedContent) -> dict[str, Any]:
    """Return charts with many lines, many years, negative numbers and places, and what is drawn of nothing."""
    cards = [_card(plan, each) for each in (PATH, BREAK, NEGATIVE, STEPS, RANK)]
    sparklines = {"sparklines": [(each.name, each.sparkline) for each in cards]}
    return _charts(plan, (LINES, LONG, NEGATIVE, RANK, EMPTY), EVERY_LINE) | sparklines


def figures(plan: PublishedContent) -> dict[str, Any]:
    """Return an indicator's chart, calculations and table, as its page shows them together."""
    shown = frozenset({"riket"})
    pages = []
    for slug in (BREAK, PATH):
        series = _series(plan, slug)
        compared = comparison_sheet(plan.figures.indicators[slug], plan.figures, SEEN_FROM, "Jämförelse")
        pages.append(indicator_page(_card(plan, slug), series, compared, page_chart(series, shown), shown))
    return {
        "page": pages[0],
        "calculations": pages[1].calculations,
        "compared": next(each for each in pages if each.comparison),
    }


def finding(plan: PublishedContent) -> dict[str, Any]:
    """Return what leads a reader on: the way here, the pages of a list and a page that could not be shown."""
    card, row = _card(plan, "bredband-till-arbetsstallen"), _goal(plan, "digitala-hem")
    words = frozenset({"bredband", "boenden", "målvärde"})
    found = SearchHit("Indikator", "/", "forest", marked(card.name, words), "", (), "Träff på ”bredband” i namnet.")
    goal = SearchHit(
        kind="Mål",
        url="/",
        hue="brick",
        title=marked(row.title, words),
        origin=plan.goals["digitala-hem"].area.name,
        excerpt=excerpt(row.text, words),
        reason="Träff på ”boenden” i målet.",
        distribution=row.distribution,
    )
    rule = SearchHit("Så bedömer vi", "/", "", marked("Målvärde", words), "", (), "Träff på ”målvärde” i rubriken.")
    _, turner = paginate("indikator", 3 * PAGE_SIZE - 2, "/", QueryDict("sida=2"))
    return {
        "way": (Crumb("Start", "/"), Crumb("Indikatorer", "/"), Crumb(card.name, "")),
        "turner": turner,
        "here": "/",
        "hits": (replace(found, status=card.status, trend=card.trend), goal, rule),
    }


def documents(plan: PublishedContent) -> dict[str, Any]:
    """Return what stands around the figures: documents, decisions, ways to reach us and known gaps."""
    period = period_fact(_period(plan), OPTIONS)
    first, *_, last = period.extensions
    undecided = replace(last, decision="", decision_url="", decided_on=None)
    if plan.statement is None:
        raise LookupError("the example plan has a statement of accessibility")
    statement = statement_page(plan.statement)
    return {
        "papers": [*plan.documents[:2], PublishedDocument("Bostadsplanen", "", "", "Finns på papper hos kansliet.")],
        "period": replace(period, extensions=(first, undecided)),
        "owner": plan.portal,
        "gaps": [statement.lacks[0], statement.burdens[0]],
    }


def writing(plan: PublishedContent) -> dict[str, Any]:
    """Return the filter, and a form as it is asked and as it is handed back."""
    choice = IndicatorFilter(word="fiber", status=Status.BEHIND)
    areas = [(each.area.slug, each.area.name) for each in plan.areas.values()]
    units = plan.figures.units
    new = ReportForm(auto_id="tom_%s", initial={"page": plan.figures.indicators[PATH].name})
    back = ReportForm({"page": plan.figures.indicators[PATH].name, "email": "kim"})
    return {
        "choice": filter_form(choice, None, areas, units),
        "asked": [new["page"], new["message"], new["email"]],
        "kind": back["kind"],
        "returned": [back["page"], back["message"], back["email"]],
        "faults": back.faults,
        "refusal": "Inget är skickat. Rätta svaren och försök igen.",
    }


def _period(plan: PublishedContent) -> PublishedPeriod:
    return plan.periods[0]  # the newest


def _context(plan: PublishedContent) -> SeriesContext:
    return series_context(plan, _period(plan))


def _card(plan: PublishedContent, slug: str) -> Card:
    return card_of(plan, plan.figures.indicators[slug], OPTIONS)


def _series(plan: PublishedContent, slug: str) -> Series:
    return series_in(plan, plan.figures.indicators[slug], _period(plan), SEEN_FROM)


def _goal(plan: PublishedContent, slug: str) -> GoalRow:
    return goal_row(plan, plan.goals[slug].goal, OPTIONS)


def _charts(plan: PublishedContent, slugs: tuple[str, ...], shown: frozenset[str]) -> dict[str, Any]:
    series = [_series(plan, each) for each in slugs]
    return {"drawings": [(each.name, page_chart(each, shown)) for each in series]}
