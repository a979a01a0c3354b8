"""A year in numbers: goals per verdict and indicators per status, and the sentences that add up to all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from goals.vocabulary import Forecast, Verdict
from goals.year.content import NOT_ASSESSED, Count, GoalFact, IndicatorFact, Ruling, Spread
from indicators.formats import capital, in_digits, listed
from indicators.sentences import distribution
from indicators.vocabulary import Status


def _words() -> dict[str, str]:
    """Return the word of every verdict and forecast by code, in the order they are told."""
    given = {each.value: str(each.label) for each in (*Verdict, *Forecast)}
    return given | {NOT_ASSESSED.code: NOT_ASSESSED.word}


def ruling_of(verdict: str, forecast: str) -> Ruling:
    """Return the verdict, else the forecast, by code and word."""
    code = verdict or forecast
    return Ruling(code, _words()[code]) if code else NOT_ASSESSED


def rulings(goals: Iterable[GoalFact]) -> tuple[Count, ...]:
    """Count goals per verdict or forecast, those not assessed included and last; only those with any."""
    codes = [goal.ruling.code for goal in goals]
    return tuple(Count(code, word, codes.count(code)) for code, word in _words().items() if code in codes)


def spread(codes: Iterable[str]) -> Spread:
    """Count indicators per status, those that cannot be judged included; never an average."""
    found = Counter(codes)
    counts = {status: found[status.value] for status in Status}
    shown = tuple(Count(each.value, str(each.label), count) for each, count in counts.items() if count)
    return Spread(shown, found.total(), distribution(counts))


def ruling_sentence(counts: Sequence[Count], rest: str = "") -> str:
    """Return "Av 11 mål bedöms 3 vara helt uppnådda, 4 delvis uppnådda och 4 kan inte bedömas.": it adds up to all.

    `rest` follows when no goal is assessed.
    """
    total = sum(each.count for each in counts)
    if not total:
        return "Inga mål är inlagda."
    if all(each.code == NOT_ASSESSED.code for each in counts):
        none = f"Inget av de {total} målen har bedömts." if total > 1 else "Målet har inte bedömts."
        return f"{none} {rest}".strip()
    if any(each.code in Forecast.values for each in counts):
        return _forecast_sentence(counts, total)
    first, *others = counts
    return f"Av {in_digits(total, 'mål')} {listed([_first_count(first), *map(_next_count, others)])}."


def _forecast_sentence(counts: Sequence[Count], total: int) -> str:
    """Return "Enligt prognosen är 2 av 5 mål på väg och 3 inte på väg.": what is foreseen is not called a verdict."""
    foreseen = [each for each in counts if each.code in Forecast.values]
    first, *others = foreseen
    parts = [
        f"{first.count} av {in_digits(total, 'mål')} {_inflected(first)}",
        *(f"{each.count} {_inflected(each)}" for each in others),
    ]
    rest = [f"{each.count} {_rest(each)}" for each in counts if each not in foreseen]
    ending = f" {capital(listed(rest))}." if rest else ""
    return f"Enligt prognosen är {listed(parts)}.{ending}"


def _rest(each: Count) -> str:
    return "har inte bedömts" if each.code == NOT_ASSESSED.code else _inflected(each)


def _first_count(each: Count) -> str:
    """Return a count with the verb that the rest of the sentence leans on."""
    if each.code == Verdict.UNKNOWN:
        verb, _, rest = Verdict.UNKNOWN.several.partition(" ")
        return f"{verb} {each.count} {rest}"
    return f"bedöms {each.count} vara {_inflected(each)}"


def _next_count(each: Count) -> str:
    return f"{each.count} {_rest(each)}"


def _inflected(each: Count) -> str:
    ruling = (Verdict if each.code in Verdict.values else Forecast)(each.code)
    return str(ruling.label).lower() if each.count == 1 else ruling.several


def measured_sentence(judged: int, measured: int, total: int, year: int) -> str:
    """Return how much of the year rests on measured figures: whole per cent, rounded half up."""
    if not total:
        return "Målen har inga indikatorer."
    share = (200 * judged + total) // (2 * total)  # whole numbers: a half is never a float's nearly half
    nouns = "indikatorn" if total == 1 else in_digits(total, "indikator")
    return (
        f"Av {nouns} kan {judged} ({share}\u00a0%) bedömas mot ett målvärde. {measured} har ett värde för just {year}."
    )


def judged_against(indicators: Iterable[IndicatorFact], year: int) -> str:
    """Return which earlier years' targets a year is judged against, or "" when there are none."""
    # Without a value nothing is judged against its target.
    earlier = [
        each.target_year for each in indicators if each.target_year and each.target_year < year and each.value_year
    ]
    parts = [f"{earlier.count(each)} mot målvärden för {each}" for each in sorted(set(earlier), reverse=True)]
    return f"Av indikatorerna bedöms {listed(parts)}." if parts else ""
