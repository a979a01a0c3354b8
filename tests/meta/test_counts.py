"""What is counted has its noun bent by one helper, so that no page can say "Ett indikator" or "1 indikatorer"."""

import re
from pathlib import Path

import pytest

from indicators.formats import NOUNS

pytestmark = pytest.mark.engine

BASE_DIR = Path(__file__).resolve().parents[2]
BENDING = [noun for noun in NOUNS.values() if noun.one != noun.many]
ONES, MANIES = ("|".join(forms) for forms in zip(*((noun.one, noun.many) for noun in BENDING), strict=True))
# A number before a noun, where "rad {number}" is a name; an ending chosen in the middle of a sentence.
BENT_BY_HAND = re.compile(
    rf"\}}\}}? (?:{ONES}|{MANIES})\b(?! \{{)|pluralize:\"(?!dess,deras)|== 1 else '(?:ar|er|or|n)'"
)
NEVER_ONE = (
    "MAX_ROWS:,",
    "legend.window ",
    "legend.comparison.least ",
    "redan {word",
)  # rules of more than one, a word


def sources():
    for package in ("goals", "indicators", "olofstrom"):
        yield from (path for path in (BASE_DIR / package).rglob("*.py") if "migrations" not in path.parts)
    yield from (BASE_DIR / "templates").rglob("*.html")
    yield from (BASE_DIR / "templates").rglob("*.txt")


def test_no_number_is_put_beside_a_noun_by_hand():
    found = [
        f"{path.relative_to(BASE_DIR)}:{number}: {line.strip()}"
        for path in sources()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in BENT_BY_HAND.finditer(line)
        if not line[: match.start()].endswith(NEVER_ONE)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        '{{ count }} indikator{{ count|pluralize:",er" }}',
        "{{ count }} indikatorer",
        'f"{count} värden"',
        "f\"{count} träff{'' if count == 1 else 'ar'}\"",
    ],
)
def test_a_noun_bent_by_hand_is_seen(line):
    assert BENT_BY_HAND.search(line)
