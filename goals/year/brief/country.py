"""The country's value beside each indicator's own of the same year: better or worse than others, never a status."""

from collections import Counter
from collections.abc import Iterable

from goals.year.content import ComparedWith, IndicatorFact
from indicators.comparison_words import COUNTRY
from indicators.content.published import PublishedIndicator
from indicators.formats import capital, in_digits, listed
from indicators.series.peers import compared
from indicators.series.rows import scale_of
from indicators.vocabulary import Standing


def beside_country(indicator: PublishedIndicator, home_code: str, year: int) -> ComparedWith | None:
    """Return how the latest measured value stands beside the country's, seen from a year; None where it is no news."""
    found = compared(indicator, home_code, (), year)
    if found is None or found.is_too_old or found.found.country is None:
        return None
    beside = found.found.country
    text = capital(scale_of(indicator).amount(beside.value))
    return ComparedWith(COUNTRY, beside.standing.value, beside.standing.label.lower(), text, found.found.year)


def compared_sentence(indicators: Iterable[IndicatorFact]) -> str:
    """Count the indicators by how they stand beside the country; those without a figure come last, "" for none."""
    facts = list(indicators)
    found = Counter(each.compared.code for each in facts if each.compared)
    rest = len(facts) - found.total()
    if not facts:
        return ""
    if not found:
        return f"Ingen indikator kan jämföras med {COUNTRY}."
    (first, word), *others = [(found[each.value], each.label.lower()) for each in Standing if found[each.value]]
    parts = [f"{first} av {in_digits(len(facts), 'indikator')} {word}", *(f"{count} {each}" for count, each in others)]
    without = f" {rest} kan inte jämföras." if rest else ""
    return f"Jämfört med {COUNTRY} är {listed(parts)}.{without}"
