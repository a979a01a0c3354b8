"""Which texts have the words a reader asks for, in which order and why. No database and no clock.

Everything is looked through each time, so there is no index to keep in step with the texts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from goals.search import swedish, synonyms

MAX_QUESTION_LENGTH = 200  # characters
MAX_WORDS = 10
EXCERPT = 180  # characters
MIN_PART_LENGTH = 4  # letters of a stem that may stand anywhere in a compound
MIN_PREFIX_LENGTH = 2  # letters of a beginning that is looked for when nothing else is found


class Closeness(IntEnum):
    """How a word of a text matches the word asked for, the best first."""

    FORM = 0  # of the same word
    PART = 1  # of a compound
    SYNONYM = 2  # of a word that means about the same


class Field(NamedTuple):
    """A text of an entry. `place` says where it stands, as in "Träff på ”skola” i namnet"."""

    place: str
    text: str
    is_title: bool = False
    is_prose: bool = True  # can be quoted from


@dataclass(frozen=True, slots=True)
class IndexEntry[Item]:
    """Something that can be found. `order` is the order of its kind where two are as good."""

    item: Item
    order: int
    fields: tuple[Field, ...]


class Swap(NamedTuple):
    """A word that was asked for and stands nowhere, and the word looked for instead."""

    asked: str
    used: str


class Synonym(NamedTuple):
    """A word that was asked for, and those that mean about the same and are in what was found."""

    asked: str
    used: tuple[str, ...]
    is_alone: bool  # no text has the word itself


@dataclass(frozen=True, slots=True)
class Hit[Item]:
    """An entry with the words of its texts that matched, as `swedish.plain` writes them."""

    entry: IndexEntry[Item]
    words: frozenset[str]
    is_by_synonym: bool = False  # it has none of the words asked for


@dataclass(frozen=True, slots=True)
class Matches[Item]:
    """The answer to a question, the best hit first."""

    hits: tuple[Hit[Item], ...]
    swaps: tuple[Swap, ...]
    missing: tuple[str, ...]  # words that no text has, nor anything like them
    is_partial: bool  # no entry has every word: these have some of them
    synonyms: tuple[Synonym, ...] = ()


class Fragment(NamedTuple):
    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader has asked: the words that are looked for and what had to be left out."""

    text: str
    words: tuple[str, ...]
    is_cut: bool  # was longer than MAX_QUESTION_LENGTH
    is_crowded: bool  # had more words than MAX_WORDS

    @classmethod
    def of(cls, asked: str) -> "Question":
        """Read a question; words that tell nothing (och, för) are only looked for when there are no others."""
        whole = swedish.composed(" ".join(asked.split()))
        text = whole[:MAX_QUESTION_LENGTH]
        if whole != text:
            text = text.rpartition(" ")[0] or text  # no word is cut in two
        words = tuple(dict.fromkeys(each.plain for each in swedish.words_of(text)))
        content_words = tuple(each for each in words if each not in swedish.STOP_WORDS) or words
        return cls(text, content_words[:MAX_WORDS], len(whole) > MAX_QUESTION_LENGTH, len(content_words) > MAX_WORDS)


@lru_cache(maxsize=8_192)
def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text as they are compared."""
    return frozenset(each.plain for each in swedish.words_of(swedish.composed(text)))


@lru_cache(maxsize=4_096)  # the texts that are looked through, which the next who asks has looked through again
def _spans(text: str) -> tuple[swedish.Word, ...]:
    return swedish.words_of(text)


def matching_words(asked: str, words: Iterable[str]) -> dict[str, Closeness]:
    """Return the words that match the one asked for, and how: a form of the same word or a compound with it."""
    words = frozenset(words)
    stems = swedish.stems(asked)
    # Most words are let go here, before their stems are worked out.
    heads = {stem[:3] for stem in stems if len(stem) > 1}
    likely = {word for head in heads for word in words if head in swedish.forms(word)}
    likely -= swedish.STOP_WORDS  # a stem may be that of one by accident: internet, inte
    found = {asked: Closeness.FORM} if asked in words else {}
    for word in likely:
        if not stems.isdisjoint(swedish.stems(word)):
            found[word] = Closeness.FORM
        elif any(_is_part(stem, word) for stem in stems):
            found[word] = Closeness.PART
    return found


def _is_part(stem: str, word: str) -> bool:
    """Tell whether a word is a compound with the stem: fritid in fritidsutbud, skol in grundskolan.

    A stem of three letters is a poor guide: it only begins a compound before a consonant (mat in matsvinn, not in
    matematik), and it only ends one where a first part of three letters can end (hus in fritidshus, not mat in klimat).
    """
    if not stem.isalpha() or len(stem) < 3:
        return False
    if word.startswith(stem):
        return len(stem) >= MIN_PART_LENGTH or (len(word) > 5 and word[3] not in swedish.VOWELS)
    if len(stem) < MIN_PART_LENGTH:
        return any(_ends(each, stem) and each[-4] not in "aeiouy" for each in swedish.bases(word))
    return (len(stem) > MIN_PART_LENGTH and stem in word[3:]) or any(_ends(each, stem) for each in swedish.stems(word))


def _ends(word: str, stem: str) -> bool:
    return word.endswith(stem) and len(word) - len(stem) > 2


def suggestion_for(asked: str, words: Iterable[str]) -> str | None:
    """Return the word that a reader most likely meant by one that stands nowhere, or None.

    First a word that it begins (bib, bibliotek), then one that differs by the marks over its letters (olofstrom,
    olofström), then one a slip away, or two in a long word (brebdand, bredband). Ties fall to the likest, then
    to the alphabet, so that the answer is the same on every database.
    """
    words = sorted(words)
    completed = [each for each in words if len(asked) >= MIN_PREFIX_LENGTH and each.startswith(asked)]
    if completed:
        return min(completed, key=len)
    bare = swedish.folded(asked)
    folded = {each: swedish.folded(each) for each in words}
    found = matching_words(bare, folded.values())
    candidates = [(found[folded[each]], len(each), each) for each in words if folded[each] in found]
    if candidates:
        return min(candidates)[2]
    # Any two short words are a slip apart, and a number with a slip is another number.
    limit = 0 if len(asked) < 4 or not asked.isalpha() else 1 if len(asked) < 8 else 2
    slips = (
        (swedish.distance(bare, swedish.folded(each), limit), each[0] != asked[0], abs(len(each) - len(asked)), each)
        for each in words
        if limit and abs(len(each) - len(asked)) <= limit and each.isalpha() and len(each) > 2
    )
    nearest = min(slips, default=None)
    return nearest[3] if nearest and nearest[0] <= limit else None


class _Sought(NamedTuple):
    """A word that was asked for, and what is looked for because of it."""

    asked: str
    known: dict[str, Closeness]  # words of the texts
    instead: str  # the word that it was taken for, "" when it stands somewhere or nothing is like it
    like: dict[str, frozenset[str]]  # words of the texts by the synonym that they are forms of


def _sought(asked: str, words: frozenset[str]) -> _Sought:
    own, instead = matching_words(asked, words), ""
    like: dict[str, frozenset[str]] = {}
    for synonym in synonyms.like(asked):
        # Compounds with a synonym lead too far: arbetsmiljö for one who asks for jobb.
        near = matching_words(synonym, words).items()
        forms = frozenset(word for word, how in near if how == Closeness.FORM) - own.keys()
        like |= {synonym: forms} if forms else {}
    if not own and not like:
        instead = suggestion_for(asked, words) or ""
        own = matching_words(instead, words) if instead else {}
    return _Sought(asked, dict.fromkeys(chain(*like.values()), Closeness.SYNONYM) | own, instead, like)


def find[Item](question: Question, entries: Sequence[IndexEntry[Item]]) -> Matches[Item]:
    """Return the entries that have every word of the question, or, when none has, those that have any of them."""
    words = frozenset().union(*(vocabulary(field.text) for entry in entries for field in entry.fields))
    sought = [_sought(asked, words) for asked in question.words]
    ranked = sorted(_ranked({each.asked: each.known for each in sought}, entries), key=lambda each: each[0])
    whole = [hit for (lacking, *_), hit in ranked if not lacking]
    hits = whole or [hit for _, hit in ranked]
    return Matches(
        hits=tuple(hits),
        swaps=tuple(Swap(each.asked, each.instead) for each in sought if each.instead),
        missing=tuple(each.asked for each in sought if not each.known),
        is_partial=bool(hits) and not whole,
        synonyms=tuple(_synonyms_in(hits, sought)),
    )


def _synonyms_in(hits: Iterable[Hit], sought: Iterable[_Sought]) -> Iterator[Synonym]:
    """Yield the synonyms that something was found by."""
    shown = frozenset().union(*(hit.words for hit in hits))
    for each in sought:
        used = tuple(synonym for synonym, forms in each.like.items() if forms & shown)
        if used:
            yield Synonym(each.asked, used, set(each.known.values()) == {Closeness.SYNONYM})


def _ranked[Item](known: dict[str, dict[str, Closeness]], entries: Sequence[IndexEntry[Item]]):
    """Yield a rank and a hit for each entry that has a word: most words, best places, kind, then order as given."""
    worst = 2 * len(Closeness)
    for position, entry in enumerate(entries):
        places = [(field.is_title, vocabulary(field.text)) for field in entry.fields]
        best, words, ways = [], set(), set()
        for known_words in known.values():
            rank = worst
            for is_title, there in places:
                for word in known_words.keys() & there:
                    words.add(word)
                    ways.add(known_words[word])
                    rank = min(rank, known_words[word] + (0 if is_title else len(Closeness)))
            best.append(rank)
        if words:
            hit = Hit(entry, frozenset(words), is_by_synonym=ways == {Closeness.SYNONYM})
            yield (best.count(worst), sum(best), entry.order, position), hit


def has_every_word(question: Question, texts: Sequence[str]) -> list[bool]:
    """Tell for each text whether it has every word of the question, as a word or anywhere inside one."""
    words = frozenset().union(*map(vocabulary, texts))
    known = [
        matching_words(asked, words).keys() | {each for each in words if asked in each} for asked in question.words
    ]
    return [all(not vocabulary(text).isdisjoint(each) for each in known) for text in texts]


def marked(text: str, words: frozenset[str]) -> tuple[Fragment, ...]:
    """Cut a text into pieces so that each of the words stands alone."""
    text = swedish.composed(text)
    if vocabulary(text).isdisjoint(words):  # most texts of a hit have none of them
        return (Fragment(text, False),) if text else ()
    return _cut(text, words, _spans(text))


def _cut(text: str, words: frozenset[str], spans: Iterable[swedish.Word]) -> tuple[Fragment, ...]:
    pieces, end = [], 0
    for found in spans:
        if found.plain in words:
            pieces += [Fragment(text[end : found.start], False), Fragment(text[found.start : found.end], True)]
            end = found.end
    pieces.append(Fragment(text[end:], False))
    return tuple(each for each in pieces if each.text)


def excerpt(text: str, words: frozenset[str]) -> tuple[Fragment, ...]:
    """Return the part of a text that has most of the words, whole words only, with … where something is left out."""
    text = swedish.composed(" ".join(text.split()))
    spans = _spans(text)
    start = _window(text, [each for each in spans if each.plain in words])
    first = next((each.start for each in spans if each.start >= start), 0) if start else 0
    end = len(text)
    if end - first > EXCERPT:
        end = max((each.end for each in spans if first < each.end <= first + EXCERPT), default=first + EXCERPT)
    before, after = "… " if first else "", " …" if end < len(text) else ""
    part = f"{before}{text[first:end]}{after}"
    return _cut(part, words, swedish.words_of(part))


def _window(text: str, spans: Sequence[swedish.Word]) -> int:
    """Return where the excerpt begins: a little before the first of the words that stand closest together."""
    if not spans or len(text) <= EXCERPT:
        return 0
    reach = EXCERPT * 3 // 4

    def words_from(span):
        return len({each.plain for each in spans if 0 <= each.start - span.start <= reach})

    best = max(spans, key=lambda each: (words_from(each), -each.start))
    return max(0, min(best.start - EXCERPT // 4, len(text) - EXCERPT))


def spelling_of(word: str, texts: Iterable[str]) -> str:
    """Return a word as the texts spell it: in small letters if any does, since a name never is."""
    seen = {
        composed[each.start : each.end]
        for text in texts
        if word in vocabulary(text)
        for composed in (swedish.composed(text),)
        for each in _spans(composed)
        if each.plain == word
    }
    return word if word in seen or not seen else min(seen)
