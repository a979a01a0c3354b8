"""The search: the portal's texts are gathered, looked through, and what was found is presented with the reason why."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from goals.models import FocusArea, Goal, Period, Vision
from goals.search import matching, swedish
from goals.search.matching import Field, Hit, IndexEntry, Question
from goals.site import presenters
from goals.site.choices import PAGE_SIZE, turned, with_query
from goals.site.presenters import PageOptions
from goals.site.shapes import SearchHit, SearchPage
from indicators.formats import counted, years
from indicators.models import Indicator
from indicators.series.facts import COUNTRY_CODE


class RuleSection(NamedTuple):
    """A section of the page that explains how we judge."""

    url: str
    heading: str
    text: str


class IndicatorText(NamedTuple):
    """What an indicator says of itself: a whole row takes ten times as long to load, and most are no hits."""

    pk: int
    slug: str
    position: int
    name: str
    definition: str
    official_title: str
    note: str
    kolada_id: str
    unit: str | None


Row = Goal | FocusArea | IndicatorText | Vision | Period | RuleSection
OptionsFor = Callable[[Period | None], PageOptions]  # how a page about a period, or about none, looks at the plan

EXAMPLES = 4
MIN_EXAMPLE_LENGTH = 5  # letters
EVERYWHERE = ("antal", "andel", "kommun")  # how words begin that tell little in a portal of this kind
MAX_REASONS = 3  # words of a place, and places
MARK_BLOCKS = {"p", "dd", "li", "h3", "ol", "dl", "div"}


class _Sections(HTMLParser):
    """Collects the sections of a page: their headings with an address, and their words."""

    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = []
        self.writing: list[str] | None = None

    def handle_starttag(self, tag, attrs):
        if tag == "h2" and self.writing is not None:
            self.found.append((dict(attrs).get("id") or "", [], []))
            self.writing = self.found[-1][1]
        elif tag == "main":
            self.writing = []  # what stands before the first heading is of no section
        elif tag in MARK_BLOCKS:
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag == "main":
            self.writing = None
        elif tag == "h2" and self.writing is not None:
            self.writing = self.found[-1][2]
        elif tag == "dt":
            self.handle_data(": ")

    def handle_data(self, data):
        if self.writing is not None:
            self.writing.append(data)


@lru_cache(maxsize=4)
def rules_on(page: str) -> tuple[RuleSection, ...]:
    """Return the sections of a page in HTML, each under a heading with an id."""
    parser = _Sections()
    parser.feed(page)
    joined = ((name, *(" ".join("".join(part).split()) for part in parts)) for name, *parts in parser.found)
    return tuple(
        RuleSection(f"{reverse('rules')}#{name}", heading, text.replace(" :", ":")) for name, heading, text in joined
    )


def entries(rules_page: str) -> list[IndexEntry[Row]]:
    """Gather everything that can be found: eight queries. Nothing hidden is among it.

    The order is made here and not by the database, since two makes of those do not order hyphens alike.
    """
    goals = sorted(Goal.objects.with_period(), key=lambda each: (*_place(each.focus_area), each.number))
    areas = sorted(FocusArea.objects.with_period(), key=_place)
    published = Indicator.objects.published().values_list(*IndicatorText._fields[:-1], "unit__name")
    indicators = sorted((IndicatorText(*row) for row in published), key=lambda each: (each.position, each.slug))
    return [
        *(IndexEntry(each, 0, _goal_fields(each)) for each in goals),
        *(IndexEntry(each, 1, _area_fields(each)) for each in areas),
        *(IndexEntry(each, 2, _indicator_fields(each)) for each in indicators),
        *(IndexEntry(each, 3, _vision_fields(each)) for each in Vision.objects.shown()),
        *(IndexEntry(each, 4, _period_fields(each)) for each in Period.objects.with_extensions()),
        *(IndexEntry(each, 5, _rule_fields(each)) for each in rules_on(rules_page)),
    ]


def _place(area: FocusArea) -> tuple[int, int, str]:
    """Return what areas are ordered by: the newest period first."""
    return -area.period.first_year, area.position, area.slug


def _title(place: str, text: str) -> Field:
    return Field(place, text, is_title=True)


def _goal_fields(goal: Goal) -> tuple[Field, ...]:
    return (
        _title("i målet", goal.title),
        Field("i måltexten", goal.text),
        Field("i det vi inte vet", goal.gap_note),
        Field("bland de ansvariga", goal.unit.name if goal.unit else "", is_prose=False),
    )


def _area_fields(area: FocusArea) -> tuple[Field, ...]:
    return (_title("i namnet", area.name), Field("i underrubriken", area.tagline), Field("i texten", area.text))


def _indicator_fields(indicator: IndicatorText) -> tuple[Field, ...]:
    return (
        _title("i namnet", indicator.name),
        Field("i det som mäts", indicator.definition),
        Field("i den officiella rubriken", indicator.official_title),
        Field("i det att tänka på", indicator.note),
        Field("i Koladas nummer", indicator.kolada_id, is_prose=False),
        Field("bland de ansvariga", indicator.unit or "", is_prose=False),
    )


def _vision_fields(vision: Vision) -> tuple[Field, ...]:
    note = vision.note if vision.state == Vision.State.PROPOSED else ""  # only shown there
    return (_title("i rubriken", vision.title), Field("i visionen", vision.statement), Field("i anmärkningen", note))


def _period_fields(period: Period) -> tuple[Field, ...]:
    reasons = " ".join(each.reason for each in period.extensions.all())
    return (
        _title("i namnet", f"Målperioden {period.name}"),
        Field("i texten", period.text),
        Field("i skälet till förlängningen", reasons),
    )


def _rule_fields(rule: RuleSection) -> tuple[Field, ...]:
    return (_title("i rubriken", rule.heading), Field("i texten", rule.text))


def search_page(query: QueryDict, path: str, rules_page: str, options_for: OptionsFor) -> SearchPage:
    """Return the answer to ?q=, 25 hits a page; raises like `turned` when there is no such page."""
    question = Question.of(query.get("q", ""))
    every = entries(rules_page)
    found = matching.find(question, every)
    first, turner = turned("träff", len(found.hits), path, query)
    return SearchPage(
        text=question.text,
        sentence=_sentence(question, len(found.hits)),
        notes=tuple(_notes(question, found, every)),
        hits=_presented(found.hits[first : first + PAGE_SIZE], options_for),
        first=first + 1,
        turner=turner,
        examples=() if found.hits else _examples(every, path, query),
    )


def _sentence(question: Question, count: int) -> str:
    if not question.text:
        return ""
    if not question.words:
        return "Skriv minst en bokstav eller en siffra."
    number = counted(count) if count else "inga"
    return f"{number[:1].upper()}{number[1:]} träff{'' if count == 1 else 'ar'} på ”{question.text}”."


def _notes(question: Question, found: matching.Matches[Row], every: Sequence[IndexEntry[Row]]) -> Iterable[str]:
    if question.is_cut:
        yield f"Det du skrev var längre än {matching.MAX_QUESTION_LENGTH} tecken. Vi sökte på början av det."
    if question.is_crowded:
        yield f"Det du skrev har många ord. Vi sökte på de {counted(matching.MAX_WORDS)} första."
    texts = [field.text for entry in every for field in entry.fields]
    for asked, used in found.swaps:
        yield f"Inget på ”{asked}”. Visar träffar på {matching.spelled(used, texts)}."
    if not found.hits:
        return
    yield from (f"Inget på ”{asked}”." for asked in found.missing)
    if found.is_loose and not found.missing:
        yield "Inget ställe har alla orden. Här är de som har något av dem."


def _examples(every: Sequence[IndexEntry[Row]], path: str, query: QueryDict) -> tuple[tuple[str, str], ...]:
    """Return the words that most goals and indicators have in their names, with addresses that look for them."""
    titles = [entry.fields[0].text for entry in every if isinstance(entry.item, Goal | IndicatorText)]
    forms: dict[str, Counter[str]] = {}
    for word in (word for title in titles for word in matching.vocabulary(title)):
        if word.isalpha() and len(word) >= MIN_EXAMPLE_LENGTH and not word.startswith(EVERYWHERE):
            forms.setdefault(min(swedish.stems(word)), Counter())[word] += 1
    commonest = sorted(forms.values(), key=lambda each: (-each.total(), min(each)))[:EXAMPLES]
    words = (max(sorted(each), key=each.__getitem__) for each in commonest)
    return tuple((matching.spelled(word, titles), with_query(path, query, q=word, sida=None)) for word in words)


def _presented(hits: Sequence[Hit[Row]], options_for: OptionsFor) -> tuple[SearchHit, ...]:
    """Present the hits of one page; goals and indicators with their verdicts, at six queries more."""
    goals = {each.pk: each for each in Goal.objects.with_links().filter(pk__in=_ids(hits, Goal))}
    wanted = {link.indicator_id for goal in goals.values() for link in goal.links.all()} | _ids(hits, IndicatorText)
    today = options_for(None)
    loaded = Indicator.objects.published().filter(pk__in=wanted)
    indicators = {each.pk: each for each in loaded.with_series([today.home_code, COUNTRY_CODE], totals_only=True)}

    def presented(hit: Hit[Row]) -> SearchHit:
        item = hit.entry.item
        if isinstance(item, Goal):
            options = _undrawn(options_for(item.focus_area.period))
            row = presenters.goal_row(goals[item.pk], indicators, options)
            origin = f"{item.focus_area.name}, {_span(item.focus_area.period)}"
            shown = _shown(hit, "Mål", row.url, item.focus_area.hue, origin)
            return replace(shown, distribution=row.distribution)
        if isinstance(item, IndicatorText):
            card = presenters.card_of(indicators[item.pk], _undrawn(today))
            return replace(_shown(hit, "Indikator", card.url), status=card.status, trend=card.trend)
        return _text_hit(hit, item, options_for)

    return tuple(map(presented, hits))


def _ids(hits: Iterable[Hit[Row]], kind: type[Goal] | type[IndicatorText]) -> set[int]:
    return {hit.entry.item.pk for hit in hits if isinstance(hit.entry.item, kind)}


def _undrawn(options: PageOptions) -> PageOptions:
    """Return a look that draws no lines: a hit has no room for one."""
    return replace(options, sparkline=lambda *_, **__: "")


def _span(period: Period) -> str:
    return years(period.first_year, period.current_last_year)


def _text_hit(hit: Hit[Row], item: Row, options_for: OptionsFor) -> SearchHit:
    if isinstance(item, FocusArea):
        url = options_for(item.period).address(item.get_absolute_url())
        return _shown(hit, "Inriktning", url, item.hue, _span(item.period))
    if isinstance(item, Vision):
        is_proposed = item.state == Vision.State.PROPOSED
        url = options_for(None).address(reverse("start"))
        return _shown(hit, "Förslag till vision" if is_proposed else "Vision", f"{url}#forslag" if is_proposed else url)
    if isinstance(item, Period):
        return _shown(hit, "Målperiod", options_for(item).address(item.get_absolute_url()))
    return _shown(hit, "Så bedömer vi", item.url if isinstance(item, RuleSection) else "")


def _shown(hit: Hit[Row], kind: str, url: str, hue: str = "", origin: str = "") -> SearchHit:
    title, *rest = hit.entry.fields
    prose = [each for each in rest if each.is_prose and each.text]
    richest = max(prose, key=lambda each: len(hit.words & matching.vocabulary(each.text)), default=None)
    return SearchHit(
        kind=kind,
        url=url,
        hue=hue,
        title=matching.marked(title.text, hit.words),
        origin=origin,
        excerpt=matching.excerpt(richest.text, hit.words) if richest else (),
        reason=_reason(hit),
    )


def _reason(hit: Hit[Row]) -> str:
    """Return which words answered and where: "Träff på ”bostäder” i namnet och på ”bostad” i det som mäts."."""
    places: list[tuple[str, str]] = []
    for field in hit.entry.fields:
        there = (swedish.plain(piece.text) for piece in matching.marked(field.text, hit.words) if piece.is_match)
        words = [f"”{each}”" for each in dict.fromkeys(there)][:MAX_REASONS]
        if words:
            places.append((_listed(words), field.place))
    told = [
        f"på {words} {_listed([place for _, place in same])}"
        for words, same in groupby(places[:MAX_REASONS], itemgetter(0))
    ]
    return f"Träff {_listed(told)}."


def _listed(parts: Sequence[str]) -> str:
    """Return "a, b och c"."""
    *before, last = parts
    return f"{', '.join(before)} och {last}" if before else last
