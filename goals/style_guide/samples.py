"""What the style guide shows: every component in its states, made of fictional numbers in the pages' own shapes."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib.staticfiles import finders
from django.urls import reverse_lazy

from goals.search.matching import Piece
from goals.service.contact_form import ReportForm
from goals.service.statement import Gap, GapGroup
from goals.site.shapes import (
    AreaBlock,
    Crumb,
    ExtensionFact,
    FilterForm,
    GoalRow,
    Option,
    PageTurner,
    PeriodFact,
    SearchHit,
)
from goals.style_guide import series as cast
from goals.style_guide import year
from indicators import sentences
from indicators.charts import svg
from indicators.formats import Scale, capital
from indicators.judgement.verdict import Judged
from indicators.presenters.marks import status_distribution, status_mark, trend_distribution, trend_mark
from indicators.presenters.pages import indicator_page
from indicators.series.build import SeriesContext
from indicators.series.facts import NOT_GIVEN, Series
from indicators.series.verdicts import judge
from indicators.shapes import Card, Distribution, Drawing, LinkFact, Part, StatusMark, TrendMark
from indicators.vocabulary import Reason, Status, Trend

HERE = reverse_lazy("style_guide")  # where every link of a sample leads
UNITS = ("Stadsbyggnad", "Bildningsförvaltningen")
HUES = ("lake", "berry", "iron", "forest", "heather", "sky", "brick", "slate")
EVERY_LINE = frozenset({"women", "men", "riket", "grannar"})
_COLOUR = re.compile(r"--([a-z]+): light-dark\((#\w+), (#\w+)\);")
_SIZE = re.compile(r"--((?:text|space)(?:-\w+)?): ([^;]+);")


class Chapter(NamedTuple):
    """One page of the guide: `samples` returns what its template shows."""

    slug: str
    title: str
    samples: Callable[[], dict[str, Any]]

    @property
    def template(self) -> str:
        return f"style_guide/{self.slug}.html"


class Colour(NamedTuple):
    """A colour by the name it has in the stylesheet, in both schemes."""

    name: str
    light: str
    dark: str


def foundations() -> dict[str, Any]:
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


def standing() -> dict[str, Any]:
    """Return every word for where something stands and where it is heading, alone and counted."""
    unknown = Status.UNKNOWN
    return {
        "statuses": [StatusMark(each.value, each.label, "", "") for each in Status],
        "reasons": [StatusMark(unknown.value, unknown.label, each.label, "") for each in Reason],
        "stale": status_mark(_judged(cast.OLD).verdict),
        "trends": [TrendMark(each.value, each.label, arrow, "") for each, arrow in _ARROWS],
        "detailed_trend": trend_mark(_judged(cast.PATH).trend),
        "distributions": [_counted(3, 4, 2, 2, 1, 5), _counted(0, 12, 0, 0, 0, 1), _counted(0, 0, 0, 0, 0, 3)],
        "nothing": _counted(),
        "developments": [_developing(4, 3, 2, 0, 0, 1), _developing(0, 0, 0, 0, 0, 3)],
        "here": HERE,
        "sentences": [_sentence(each) for each in (cast.PATH, cast.NEGATIVE, cast.LONG, cast.EMPTY)],
    }


_ARROWS = (
    (Trend.IMPROVING, "up"),
    (Trend.IMPROVING, "down"),
    (Trend.UNCHANGED, "flat"),
    (Trend.WORSENING, "up"),
    (Trend.WORSENING, "down"),
    (Trend.RISING, "up"),
    (Trend.FALLING, "down"),
    (Trend.TOO_FEW, "none"),
)


def rows() -> dict[str, Any]:
    """Return indicators, goals and areas as rows: with everything, with what may be missing and with nothing."""
    decided = LinkFact("Beslutad", "decided", "")
    proposed = LinkFact("Föreslagen", "proposed", "")
    proxy = LinkFact("Närliggande", "proxy", "Säger något om målet, men inte om allt.")
    cards = (
        _card(cast.PATH, decided, UNITS[0]),
        _card(cast.BREAK, proposed, UNITS[1]),
        _card(cast.NEGATIVE, proxy),
        _card(cast.STEPWISE, proposed, UNITS[0]),
        _card(cast.OLD, decided, UNITS[1]),
        _card(cast.EMPTY, proxy),
    )
    goals = (
        _goal(1, "Alla ska kunna koppla upp sig", cards[:3], UNITS[0]),
        _goal(2, "Det ska vara lätt och tryggt att röra sig i hela kommunen, också utan bil", cards[3:]),
        _goal(3, "Fler ska vilja flytta hit", ()),
    )
    return {"cards": cards, "goals": goals, "areas": [_area(goals[:2], "forest"), _area(goals[1:], "brick")]}


def aimed_charts() -> dict[str, Any]:
    """Return charts with a target: reached along a path, by steps, within a range, after a change of method."""
    series = (cast.PATH, cast.BREAK, cast.INTERIM, cast.RANGE, cast.STEPWISE, cast.LONE)
    return {"drawings": [(each.name, _drawing(each)) for each in series]}


def other_charts() -> dict[str, Any]:
    """Return charts with many lines, many years, negative numbers and places, and what is drawn of nothing."""
    series = (cast.LINES, cast.LONG, cast.NEGATIVE, cast.RANK, cast.EMPTY)
    sparks = (cast.PATH, cast.BREAK, cast.NEGATIVE, cast.STEPWISE, cast.RANK)
    return {
        "drawings": [(each.name, _drawing(each)) for each in series],
        "sparklines": [(each.name, svg.sparkline(each.home.points, decimals=each.decimals)) for each in sparks],
    }


def figures() -> dict[str, Any]:
    """Return an indicator's chart, calculations and table, as its page shows them together."""
    setting = SeriesContext("", cast.HOME, (), cast.PERIOD)
    shown = frozenset({"riket"})
    own = _card(cast.BREAK, None)
    page = indicator_page(own, cast.BREAK, setting, _drawing(cast.BREAK), shown)
    path = indicator_page(_card(cast.PATH, None), cast.PATH, setting, _drawing(cast.PATH, shown), shown)
    return {"page": page, "calculations": path.calculations}


def finding() -> dict[str, Any]:
    """Return what leads a reader on: the way here, the pages of a list and a page that could not be shown."""
    way = (Crumb("Start", str(HERE)), Crumb("Indikatorer", str(HERE)), Crumb("Hushåll med fiber", ""))
    return {
        "way": way,
        "turner": PageTurner("Sida 2 av 3, indikator 26–50 av 62", str(HERE), str(HERE)),
        "here": HERE,
        "hits": [_indicator_hit(), _goal_hit(), _word_hit()],
    }


def _indicator_hit() -> SearchHit:
    found = _card(cast.PATH, None)
    title = (Piece("Hushåll med ", is_match=False), Piece("fiber", is_match=True))
    reason = "Träff på ”fiber” i namnet."
    return SearchHit("Indikator", found.url, "forest", title, "Nära varandra", (), reason, found.status, found.trend)


def _goal_hit() -> SearchHit:
    title = (Piece("Alla ska kunna koppla upp sig", is_match=False),)
    excerpt = (
        Piece("Målet gäller ", is_match=False),
        Piece("fibrer", is_match=True),
        Piece(" och nät.", is_match=False),
    )
    reason = "Träff på ”fiber” i texten."
    return SearchHit("Mål", str(HERE), "brick", title, "", excerpt, reason, distribution=_counted(1, 1, 0, 1, 0, 2))


def _word_hit() -> SearchHit:
    title = (Piece("Utgångsvärde", is_match=True),)
    return SearchHit("Förklaring", str(HERE), "", title, "", (), "Träff på ”utgångsvärde” i rubriken.")


def documents() -> dict[str, Any]:
    """Return what stands around the figures: documents, decisions, ways to reach us and known gaps."""
    return {
        "papers": [
            {"title": "Måldokumentet", "url": HERE, "kind": "Pdf, 1,1 MB", "note": "Inskannat."},
            {"title": "Bostadsplanen", "url": "", "kind": "", "note": "Finns på papper hos kansliet."},
        ],
        "period": _period(),
        "owner": {
            "contact_email": "kansliet@provinge.example",
            "contact_phone": "000-00 00 00",
            "contact_address": "Torget 1, Provinge",
            "contact_unit": "Kansliet",
            "full_name": "Provinge kommun",
            "website": HERE,
        },
        "gaps": GapGroup(
            "Problem vid användning utan synförmåga",
            (
                Gap("kartan", "1.1.1", "Kartan saknar beskrivning i text.", "", date(2027, 6, 30)),
                Gap("protokoll", "1.3.1", "Gamla protokoll är bilder.", "De är tusen och läses av få.", None),
            ),
        ),
    }


def follow_up() -> dict[str, Any]:
    """Return a year's summary, open and adopted, and a correction."""
    return year.follow_up(str(HERE))


def writing() -> dict[str, Any]:
    """Return the filter, and a form as it is asked and as it is handed back."""
    units = tuple(Option(each, each, selected=False) for each in UNITS)
    statuses = tuple(Option(value, label, selected=value == Status.BEHIND) for value, label in Status.choices)
    new = ReportForm(auto_id="tom_%s", initial={"page": "Hushåll med fiber"})
    back = ReportForm({"page": "Hushåll med fiber", "email": "kim"})
    return {
        "choice": FilterForm(
            "fiber", "", Status.BEHIND, "", None, (Option("", "Alla inriktningar", True),), statuses, units
        ),
        "asked": [new["page"], new["message"], new["email"]],
        "kind": back["kind"],
        "returned": [back["page"], back["message"], back["email"]],
        "faults": back.faults,
        "refusal": "Inget är skickat. Rätta svaren och försök igen.",
    }


CHAPTERS = (
    Chapter("grunder", "Grunder", foundations),
    Chapter("lage", "Läge i ord", standing),
    Chapter("rader", "Rader", rows),
    Chapter("diagram", "Diagram med mål", aimed_charts),
    Chapter("fler-diagram", "Fler diagram", other_charts),
    Chapter("siffror", "Tabell och uträkning", figures),
    Chapter("hitta", "Hitta vidare", finding),
    Chapter("uppgifter", "Uppgifter runt siffrorna", documents),
    Chapter("uppfoljning", "Uppföljning", follow_up),
    Chapter("formular", "Formulär", writing),
)


def _judged(series: Series) -> Judged:
    return judge(series.home.points, series.rule, series.seen_from)


def _scale(series: Series) -> Scale:
    return Scale(series.decimals, series.unit_label, series.categories)


def _sentence(series: Series) -> str:
    found = _judged(series)
    return sentences.conclusion(found.verdict, found.trend, _scale(series))


def _card(series: Series, link: LinkFact | None, unit: str = "") -> Card:
    found, scale = _judged(series), _scale(series)
    outcome = found.verdict.outcome
    country = next((each for each in series.comparisons if each.kind == "country"), None)
    beside = country.value_in(outcome.year) if country and outcome else None
    own = series.home.value_in(outcome.year) if outcome else None
    return Card(
        slug=series.slug,
        url=str(HERE),
        name=series.name,
        kind=link.kind if link else "",
        kind_code=link.kind_code if link else "",
        note=link.note if link else "",
        value_text=capital(own.text) if own else NOT_GIVEN,
        value_year=own.year if own else None,
        is_preliminary=own is not None and own.is_preliminary,
        target_text=sentences.aim_with_year(found.verdict, scale),
        country_text=beside.text if beside else "",
        country_year=beside.year if beside else None,
        status=status_mark(found.verdict),
        trend=trend_mark(found.trend),
        sentence=sentences.conclusion(found.verdict, found.trend, scale),
        sparkline=svg.sparkline(series.home.points, decimals=series.decimals),
        unit=unit,
        judged=found,
    )


def _drawing(series: Series, shown: frozenset[str] = EVERY_LINE) -> Drawing:
    return Drawing(
        wide=svg.chart(series, width="wide", shown=shown),
        narrow=svg.chart(series, width="narrow", shown=shown),
        text=svg.describe(series),
        notes=svg.notes(series),
    )


def _counted(*counts: int) -> Distribution:
    by_status = dict(zip(Status, counts or (0,) * len(Status), strict=True))
    return Distribution(_parts(by_status.items()), sum(counts), sentences.distribution(by_status))


def _developing(*counts: int) -> Distribution:
    by_trend = dict(zip(Trend, counts, strict=True))
    return Distribution(_parts(by_trend.items()), sum(counts), sentences.trends(by_trend))


def _parts(counts: Iterable[tuple[Status | Trend, int]]) -> tuple[Part, ...]:
    return tuple(Part(each.value, str(each.label), count) for each, count in counts if count)


def _goal(number: int, title: str, cards: tuple[Card, ...], unit: str = "") -> GoalRow:
    return GoalRow(
        number=number,
        title=title,
        url=str(HERE),
        unit=unit,
        text="",
        gap_note="",
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        cards=cards,
        continues=None,
    )


def _area(goals: tuple[GoalRow, ...], hue: str) -> AreaBlock:
    cards = [card for goal in goals for card in goal.cards]
    return AreaBlock(
        slug=hue,
        name="Nära varandra" if hue == "forest" else "Bygga och bo",
        url=str(HERE),
        tagline="hela kommunen" if hue == "forest" else "",
        text="",
        hue=hue,
        goal_count=len(goals),
        indicator_count=len(cards),
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        goals=goals,
    )


def _period() -> PeriodFact:
    first, last, current = cast.PERIOD
    decided = ExtensionFact(last, current, "Ny vision på väg.", "Mål för Provinge", str(HERE), date(2023, 6, 15))
    undecided = ExtensionFact(current, current + 1, "Fortfarande på väg.", "", "", None)
    return PeriodFact(
        slug="",
        name=f"{first}–{last}",
        url=str(HERE),
        sentence="",
        is_over=False,
        is_current=True,
        first_year=first,
        last_year=last,
        current_last_year=current + 1,
        extensions=(decided, undecided),
        text="",
    )
