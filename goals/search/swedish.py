"""Swedish words for the search: what a word is, which forms belong together, and how far apart two spellings are.

Snowball's Swedish stemmer (https://snowballstem.org/algorithms/swedish/stemmer.html) makes one stem of trygg, trygga
and trygghet, but leaves the definite forms skolan, miljön and hemmet, the plurals with another vowel (bostad, bostäder)
and the irregular comparatives (stor, större). Those are undone here before it is asked. A word thus has several stems,
and two words are forms of the same when they share one.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

VOWELS = "aeiouyåäöé"

# A number is one word, also with thousand spaces (14 000 is 14000) or a decimal comma.
WORD = re.compile(r"(?<![^\W_])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![^\W_])|\d+,\d+|[^\W_]+")

# Words that stand in every text and tell nothing of what is looked for.
STOP_WORDS = frozenset(
    """
    alla allt att av bara blev bli blir både de dem den denna deras dess dessa det detta dig din dina ditt du där då
    efter eller en enligt er ert ett finns från för före genom går ha hade han har hon hos hur här i icke in inom inte
    jag kan med mellan men mig min mot mycket ni nu när någon något några och om oss på samt sedan sig sin sina sitt
    ska skall som så till under upp ut utan vad var vara varför vi vid vilka vilken vilket vår våra vårt än är även
    över
    """.split()
)

# Plurals that change the vowel, each with the word it is the plural of. They end compounds too: bostad is bo + stad.
VOWEL_PLURALS = {
    "bokstäver": "bokstav",
    "bränder": "brand",
    "bröder": "bror",
    "bönder": "bonde",
    "böcker": "bok",
    "döttrar": "dotter",
    "fäder": "far",
    "fötter": "fot",
    "gäss": "gås",
    "händer": "hand",
    "ledamöter": "ledamot",
    "länder": "land",
    "mödrar": "mor",
    "möss": "mus",
    "män": "man",
    "männen": "man",
    "nätter": "natt",
    "ränder": "rand",
    "rötter": "rot",
    "spänger": "spång",
    "städer": "stad",
    "stänger": "stång",
    "stränder": "strand",
    "söner": "son",
    "tänder": "tand",
    "tänger": "tång",
}
_PLURAL_END = re.compile(f"({'|'.join(sorted(VOWEL_PLURALS, key=len, reverse=True))})(?:na|a)?s?$")

# Forms that share no stem with their word, the word first: those that texts about a municipality use.
_FAMILIES = """
    bra god goda gott bättre bäst bästa
    cykel cyklar cykla cyklade cyklister
    dålig dåliga dåligt sämre sämst sämsta
    få färre
    gammal gamla gammalt äldre äldst äldsta
    gå gick går gått
    hög höga högre högst högsta högt
    liten litet lilla små mindre minst minsta
    lång långa långt längre längst längsta
    låg låga lågt lägre lägst lägsta
    många fler flera flest flesta
    nöjd nöjda nöjt
    sjunka sjunker sjönk sjunkit
    skriva skriver skrev skrivit
    stiga stiger steg stigit
    stor stora stort större störst största
    sälja säljer sålde sålt såld sålda
    tung tunga tungt tyngre tyngst tyngsta
    ung unga ungt yngre yngst yngsta
    vatten vattnet
    välja väljer väljs valde valt vald valda
    växa växer växte växt vuxit
    öppen öppna öppet
"""
_HEAD_WORD = {form: line.split()[0] for line in _FAMILIES.strip().splitlines() for form in line.split()}

_NO_DEFINITE = ("plan", "man", "organ")  # their an is their own, not the article's


class Word(NamedTuple):
    """A word where it stands in a text: from `start` up to `end`, and as it is compared."""

    start: int
    end: int
    plain: str


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text that `composed` has returned."""
    return tuple(Word(each.start(), each.end(), plain(each.group())) for each in WORD.finditer(text))


def composed(text: str) -> str:
    """Return the text with å, ä and ö as one character each, as they are compared."""
    return unicodedata.normalize("NFC", text)


def plain(word: str) -> str:
    """Return a word of a text as it is compared: in small letters, a number without its spaces."""
    return composed("".join(word.split()).casefold())


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word without the marks over its letters: å and ä as a, ö as o, é as e."""
    split = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def bases(word: str) -> tuple[str, ...]:
    """Return the word itself and the words it may be a form of, by rules that need no dictionary.

    A rule may strike where it should not (planet, plan); what it makes is then most often no word at all, and nothing
    else has it for a stem.
    """
    found = {word: None}
    if not word.isalpha():
        return (word,)
    for form in (word, word.removesuffix("s")):
        found |= dict.fromkeys(_undone(form))
    return tuple(each for each in found if len(each) > 1 or each == word)


@lru_cache(maxsize=50_000)
def forms(word: str) -> str:
    """Return the word and its bases in one string, to look for a few letters in."""
    return " ".join(bases(word))


def _undone(form: str) -> Iterator[str]:
    yield form
    if form in _HEAD_WORD:
        yield _HEAD_WORD[form]
    plural = _PLURAL_END.search(form)
    if plural:
        yield form[: plural.start()] + VOWEL_PLURALS[plural[1]]
    if form.endswith(("st", "ste", "tt", "tte")) and len(form) > 3:
        yield form.removesuffix("e")[:-1]  # läste, läs; mätt, mät
    if len(form) < 5:
        return
    if form.endswith("an") and not form.endswith(_NO_DEFINITE):
        yield form[:-1]  # skolan, skola
    if form.endswith("n") and form[-2] in VOWELS and form[-2] not in "ae":
        yield form[:-1]  # miljön, miljö
    if form.endswith(("et", "en")):
        yield _single(form[:-2])  # hemmet, hem
    if form[-1] == "t" and form[-2] not in VOWELS:
        yield form[:-1]  # grönt, grön


def _single(word: str) -> str:
    """Return a word without the consonant that an ending has doubled: hemm, hem."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] in "mn" else word


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """Return the stems of a word; two words with a stem in common are forms of the same."""
    from snowballstemmer.swedish_stemmer import SwedishStemmer  # noqa: PLC0415 - 0.14 s that only a search needs

    # A stemmer keeps the word it works on in itself, and threads share this module: hence one for each word.
    return frozenset(SwedishStemmer().stemWord(each) if each.isalpha() else each for each in bases(word))


def distance(one: str, other: str, limit: int) -> int:
    """Return how many slips lie between two spellings, or limit + 1 where they are more.

    A slip is a letter too much, too little or wrong, or two neighbours that have changed places: Damerau's distance,
    restricted so that no part is edited twice (optimal string alignment,
    https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance).
    """
    # A slip changes which letters there are by two at most; this leaves few words for the table below.
    if abs(len(one) - len(other)) > limit or len(set(one) ^ set(other)) > 2 * limit:
        return limit + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, against in enumerate(other, 1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and against == one[i - 2]:
                best = min(best, above[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
