"""Words that readers use for the same thing, as data: whoever asks for one is also shown what has another.

What every Swedish municipality shares stands here. A line is a group; a word may stand in several. The words of a line
lead to each other, except those after a colon, which only lead to the words before it: they are what people say and
no municipality writes, or say more than the line is about.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from goals.search import swedish

SHARED = """
folkmängd befolkning invånare: befolkningsutveckling folkökning kommuninvånare
mobbning kränkningar trygghet: mobbing mobbad utfrysning trakasserier
betyg meritvärde skolresultat: slutbetyg meritpoäng
behörighet gymnasiebehörighet: behörig
arbetslöshet jobb sysselsättning arbete: arbetslös arbetslösa jobben anställning
bredband fiber internet: wifi uppkoppling
äldreomsorg hemtjänst äldreboende äldreboenden: äldre särbo servicehus pensionärer åldringar gamla
bostäder lägenheter: hyresrätter villor nybyggen bostadsbrist boenden hus
förskola förskolebarn: dagis dagmamma
skola elever: skolgång
sjukfrånvaro sjukskrivning: sjukskriven sjukdagar
företag företagsklimat näringsliv: företagare näringslivsklimat
kollektivtrafik buss: tåg bussar
utsläpp klimat växthusgaser: koldioxid klimatpåverkan
brott otrygghet: brottslighet kriminalitet stöld inbrott
försörjningsstöd bistånd: socialbidrag ekonomiskt
skatt ekonomi resultat: skulder pengar budget underskott
fritid fritidsutbud: fritidsgård fritidsaktiviteter idrott
bibliotek läsning: böcker
avfall sopor: återvinning återbruk
vatten avlopp: dricksvatten
barn unga ungdomar: tonåringar
kultur evenemang: konserter
delaktighet inflytande: medborgardialog påverka
"""


class Group(NamedTuple):
    """Words for the same thing: what is shown, and what only leads there."""

    shown: tuple[str, ...]
    asked: tuple[str, ...]


def read_groups(text: str) -> tuple[Group, ...]:
    """Return the groups of a text with one on each line."""
    lines = (line.partition(":") for line in text.splitlines() if line.strip())
    return tuple(Group(tuple(shown.split()), (*shown.split(), *asked.split())) for shown, _, asked in lines)


@lru_cache(maxsize=1)
def _shared() -> tuple[Group, ...]:
    return read_groups(SHARED)


@lru_cache(maxsize=1_024)
def like(asked: str) -> tuple[str, ...]:
    """Return the words that mean about the same as one, without its own forms."""
    stems = swedish.stems(asked)
    found = (word for group in _shared() if _has(group.asked, stems) for word in group.shown)
    return tuple(dict.fromkeys(word for word in found if stems.isdisjoint(swedish.stems(word))))


def _has(words: Iterable[str], stems: frozenset[str]) -> bool:
    return any(not stems.isdisjoint(swedish.stems(word)) for word in words)
