"""The search page: what was found, and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from django.http import QueryDict
from django.urls import reverse

from goals.content.content import AreaPlace, GoalPlace, PublishedContent
from goals.content.published import PublishedPeriod, PublishedVision
from goals.models import Vision
from goals.search import matching, swedish
from goals.search.matching import Hit, IndexEntry, Question
from goals.search.sections import PageSection
from goals.site import presenters
from goals.site.addresses import with_query
from goals.site.paging import PAGE_SIZE, PageTurner, paginate
from goals.site.search_index import Found, entries
from goals.site.shapes import PageOptions, SearchHit
from indicators.content.published import PublishedIndicator
from indicators.formats import capital, counted, listed, years

# How a page about a period, or about none, looks at the plan.
OptionsFor = Callable[[PublishedPeriod | None], PageOptions]

EXAMPLES = 4
MIN_EXAMPLE_LENGTH = 5  # letters
EVERYWHERE = ("antal", "andel", "kommun")  # how words begin that tell little in a portal of this kind
MAX_REASONS = 3  # words of a place, and places


@dataclass(frozen=True, slots=True)
class SearchPage:
    text: str  # as asked, in the field
    sentence: str  # "Tolv träffar på ”bostad”." or "" when nothing was asked
    notes: tuple[str, ...]  # "”brebdand” står inte i någon text, så vi sökte på bredband."
    hits: tuple[SearchHit, ...]
    first: int  # the number of the first of them in the whole list
    turner: PageTurner | None
    examples: tuple[tuple[str, str], ...]  # words to try and their addresses


def search_page(
    content: PublishedContent, query: QueryDict, path: str, rules_page: str, options_for: OptionsFor
) -> SearchPage:
    """Return the answer to ?q=, 25 hits a page; raises like `paginate`."""
    question = Question.of(query.get("q", ""))
    index = entries(content, rules_page)
    found = matching.find(question, index)
    first, turner = paginate("träff", len(found.hits), path, query)
    return SearchPage(
        text=question.text,
        sentence=_sentence(question, found, index),
        notes=tuple(_notes(question, found, index)),
        hits=tuple(_presented(content, each, options_for) for each in found.hits[first : first + PAGE_SIZE]),
        first=first + 1,
        turner=turner,
        examples=() if found.hits else _examples(index, path, query),
    )


def _sentence(question: Question, found: matching.Matches[Found], index: Sequence[IndexEntry[Found]]) -> str:
    """Return how many hits there are and on what: never on a word that stands in no text."""
    if not question.text:
        return ""
    if not question.words:
        return "Skriv minst en bokstav eller en siffra."
    if not found.hits:
        return f"Inga träffar på ”{question.text}”."
    other: dict[str, tuple[str, ...]] = {each.asked: (_spelling(each.used, index),) for each in found.swaps}
    other |= {each.asked: each.used for each in found.synonyms if each.is_alone}
    text = f"”{question.text}”"
    if other or found.missing:
        words = [word for asked in question.words for word in other.get(asked, (asked,)) if asked not in found.missing]
        text = listed([f"”{word}”" for word in dict.fromkeys(words)])
    return f"{capital(counted(len(found.hits), 'träff'))} på {text}."


def _spelling(word: str, index: Sequence[IndexEntry[Found]]) -> str:
    return matching.spelling_of(word, [field.text for entry in index for field in entry.fields])


def _notes(question: Question, found: matching.Matches[Found], index: Sequence[IndexEntry[Found]]) -> Iterable[str]:
    if question.is_cut:
        yield f"Det du skrev var längre än {matching.MAX_QUESTION_LENGTH} tecken. Vi sökte på början av det."
    if question.is_crowded:
        yield f"Det du skrev har många ord. Vi sökte på de {counted(matching.MAX_WORDS)} första."
    for asked, used in found.swaps:
        yield f"”{asked}” står inte i någon text, så vi sökte på {_spelling(used, index)}."
    for asked, like, is_alone in found.synonyms:
        if is_alone:
            yield f"”{asked}” står inte i någon text, så vi sökte på ord som betyder ungefär detsamma."
        else:
            yield f"Visar också träffar på {listed(like)}, som betyder ungefär detsamma som ”{asked}”."
    if not found.hits:
        return
    yield from (f"”{asked}” står inte i någon text." for asked in found.missing)
    if found.is_partial and not found.missing:
        yield "Inget ställe har alla orden. Här är de som har något av dem."


def _examples(index: Sequence[IndexEntry[Found]], path: str, query: QueryDict) -> tuple[tuple[str, str], ...]:
    """Return the words that most goals and indicators have in their names, with addresses that look for them."""
    titles = [entry.fields[0].text for entry in index if isinstance(entry.item, GoalPlace | PublishedIndicator)]
    forms: dict[str, Counter[str]] = {}
    for word in (word for title in titles for word in matching.vocabulary(title)):
        if word.isalpha() and len(word) >= MIN_EXAMPLE_LENGTH and not word.startswith(EVERYWHERE):
            # Forms of one word share a stem, and are counted together.
            forms.setdefault(min(swedish.stems(word)), Counter())[word] += 1
    commonest = sorted(forms.values(), key=lambda each: (-each.total(), min(each)))[:EXAMPLES]
    # Sorted, so that of two forms as common the same one is always chosen.
    words = (max(sorted(each), key=each.__getitem__) for each in commonest)
    return tuple((matching.spelling_of(word, titles), with_query(path, query, q=word, sida=None)) for word in words)


def _presented(content: PublishedContent, hit: Hit[Found], options_for: OptionsFor) -> SearchHit:
    """Present a hit; goals and indicators with their verdicts."""
    item = hit.entry.item
    if isinstance(item, GoalPlace):
        row = presenters.goal_row(content, item.goal, options_for(item.period))
        shown = _shown(hit, "Mål", row.url, item.area.hue, f"{item.area.name}, {_span(item.period)}")
        return replace(shown, distribution=row.distribution)
    if isinstance(item, PublishedIndicator):
        card = presenters.card_of(content, item, options_for(None))
        return replace(_shown(hit, "Indikator", card.url), status=card.status, trend=card.trend)
    return _text_hit(hit, item, options_for)


def _span(period: PublishedPeriod) -> str:
    return years(period.first_year, period.current_last_year)


def _text_hit(hit: Hit[Found], item: Found, options_for: OptionsFor) -> SearchHit:
    if isinstance(item, AreaPlace):
        url = options_for(item.period).address(item.area.url)
        return _shown(hit, "Inriktning", url, item.area.hue, _span(item.period))
    if isinstance(item, PublishedVision):
        is_proposed = item.state == Vision.State.PROPOSED
        url = options_for(None).address(reverse("start"))
        return _shown(hit, "Förslag till vision" if is_proposed else "Vision", f"{url}#forslag" if is_proposed else url)
    if isinstance(item, PublishedPeriod):
        return _shown(hit, "Målperiod", options_for(item).address(item.url))
    return _shown(hit, "Så bedömer vi", f"{reverse('rules')}#{item.anchor}" if isinstance(item, PageSection) else "")


def _shown(hit: Hit[Found], kind: str, url: str, hue: str = "", origin: str = "") -> SearchHit:
    title, *rest = hit.entry.fields
    prose = [each for each in rest if each.is_prose and each.text]
    best = max(prose, key=lambda each: len(hit.words & matching.vocabulary(each.text)), default=None)
    return SearchHit(
        kind=kind,
        url=url,
        hue=hue,
        title=matching.marked(title.text, hit.words),
        origin=origin,
        excerpt=matching.excerpt(best.text, hit.words) if best else (),
        reason=_reason(hit),
    )


def _reason(hit: Hit[Found]) -> str:
    """Return which words matched and where: "Träff på ”bostäder” i namnet och på ”bostad” i det som mäts."."""
    places: list[tuple[str, str]] = []
    for field in hit.entry.fields:
        there = (swedish.plain(piece.text) for piece in matching.marked(field.text, hit.words) if piece.is_match)
        words = [f"”{each}”" for each in dict.fromkeys(there)][:MAX_REASONS]
        if words:
            places.append((listed(words), field.place))
    # Places that follow each other and have the same words are told together.
    reasons = [
        f"på {words} {listed([place for _, place in same])}"
        for words, same in groupby(places[:MAX_REASONS], itemgetter(0))
    ]
    like = ", som betyder ungefär detsamma" if hit.is_by_synonym else ""
    return f"Träff {listed(reasons)}{like}."
