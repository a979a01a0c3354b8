"""Conclusions in plain Swedish, written from a verdict's own numbers."""

from collections.abc import Mapping

from indicators.formats import Scale, capital, counted, listed
from indicators.judgement.comparison import Comparison
from indicators.judgement.rule import MIN_OUTCOMES
from indicators.judgement.verdict import StatusVerdict, TrendVerdict
from indicators.vocabulary import Direction, Reason, Status, Trend

COMPARISON_CAVEAT = "Det säger om bättre eller sämre än andra, inte om målet nås."

_TREND_SENTENCES = {
    Trend.IMPROVING: "Utvecklingen går åt rätt håll sedan {first}.",
    Trend.WORSENING: "Utvecklingen går åt fel håll sedan {first}.",
    Trend.UNCHANGED: "Värdet är i stort sett oförändrat sedan {first}.",
    Trend.RISING: "Värdet har ökat sedan {first}.",
    Trend.FALLING: "Värdet har minskat sedan {first}.",
}
_TREND_WORDS = {
    Trend.IMPROVING: ("förbättras", "förbättras"),
    Trend.UNCHANGED: ("är oförändrad", "är oförändrade"),
    Trend.WORSENING: ("försämras", "försämras"),
    Trend.RISING: ("ökar", "ökar"),
    Trend.FALLING: ("minskar", "minskar"),
    Trend.TOO_FEW: ("har för få värden", "har för få värden"),
}


def conclusion(verdict: StatusVerdict, trend: TrendVerdict, scale: Scale) -> str:
    """Return the conclusion: the latest value, where it stands against the target, and where it is heading."""
    parts = [_value(verdict, scale), standing(verdict, scale), _heading(trend)]
    return " ".join(part for part in parts if part)


def standing(verdict: StatusVerdict, scale: Scale) -> str:
    """Return one sentence on where the outcome stands against the target path, or why that cannot be said."""
    # First, since such a verdict has neither path nor gap to tell of.
    if verdict.status == Status.UNKNOWN:
        return _why_unknown(verdict, scale)
    target = aim_with_year(verdict, scale)
    if verdict.status == Status.REACHED:
        return f"Målvärdet {target} {Status.REACHED.standing}."
    if verdict.status == Status.MISSED:
        return f"Målvärdet {target} {Status.MISSED.standing}. {_short_by(verdict, scale)}".strip()
    if verdict.expected and verdict.expected.how == "range":
        return _range_standing(verdict, scale, target)
    if verdict.status == Status.NEAR and verdict.outcome and verdict.outcome.year >= _target_year(verdict):
        return f"Det {Status.NEAR.standing} målvärdet {target} men inte framme. {_short_by(verdict, scale)}".strip()
    return f"Det {verdict.status.standing} vägen mot målvärdet {target}{_expected(verdict, scale)}."


def aim_with_year(verdict: StatusVerdict, scale: Scale) -> str:
    """Return the end target with its year, "100 % år 2025", or nothing."""
    target = verdict.end_target
    return scale.dated(scale.aim(target.value, target.low, target.high), target.year) if target else ""


def status_detail(verdict: StatusVerdict) -> str:
    """Return what a status without a verdict says in short: the year it stopped at and what it was then."""
    if verdict.reason == Reason.STALE and verdict.outcome:
        year = verdict.outcome.year
        then = verdict.earlier
        was = f", då: {then.status.label}" if then and then.status != Status.UNKNOWN else ""
        return f"senaste utfallet är från {year}{was}"
    if verdict.reason == Reason.METHOD_CHANGED and verdict.break_year:
        return f"metoden ändrades {verdict.break_year}"
    return ""


def trend_detail(trend: TrendVerdict) -> str:
    if trend.trend == Trend.TOO_FEW:
        count = len(trend.window)
        have = "inget värde" if not count else "ett värde" if count == 1 else f"{counted(count)} värden"
        return f"{have}, minst {counted(MIN_OUTCOMES)} behövs"
    return f"{trend.window[0].year}–{trend.window[-1].year}, {counted(len(trend.window))} värden"


def comparison(found: Comparison, group_name: str, group_year: int, scale: Scale, direction: Direction) -> str:
    """Return how the value stands among others the same year, with the words that keep it apart from status."""
    best = "1 är bäst" if direction in {Direction.HIGHER, Direction.LOWER} else "1 är högst"
    parts = [
        (
            f"{found.year} låg kommunen på plats {found.rank} av {found.count} ({best}) i gruppen {group_name}, "
            f"så som den såg ut {group_year}."
        )
    ]
    if found.country is not None:
        parts.append(f"Riket: {scale.amount(found.country)}.")
    return " ".join([*parts, COMPARISON_CAVEAT])


def distribution(counts: Mapping[Status, int]) -> str:
    """Return "2 är uppnådda, 1 är efter och 20 kan inte bedömas", or nothing when nothing is counted."""
    return _counts(counts, {status: (status.one, status.several) for status in Status})


def trends(counts: Mapping[Trend, int]) -> str:
    """Return "5 förbättras, 3 är oförändrade och 4 försämras"."""
    return _counts(counts, _TREND_WORDS)


def _counts[Kind](counts: Mapping[Kind, int], words: Mapping[Kind, tuple[str, str]]) -> str:
    parts = [f"{count} {words[kind][0 if count == 1 else 1]}" for kind, count in counts.items() if count]
    return listed(parts)


def _value(verdict: StatusVerdict, scale: Scale) -> str:
    outcome = verdict.outcome
    if outcome is None or outcome.value is None:
        return ""
    text = scale.amount(outcome.value)
    return f"{capital(text)} år {outcome.year}." if scale.has_written_unit else f"Utfallet {outcome.year} är {text}."


def _heading(trend: TrendVerdict) -> str:
    if trend.trend == Trend.TOO_FEW:
        return ""
    return _TREND_SENTENCES[trend.trend].format(first=trend.window[0].year)


def _expected(verdict: StatusVerdict, scale: Scale) -> str:
    expected = verdict.expected
    if expected is None or expected.value is None or verdict.outcome is None:
        return ""
    sentence = f": {scale.amount(expected.value)} väntades {verdict.outcome.year}"
    if not verdict.gap:
        return sentence
    apart = scale.difference(verdict.gap)
    return f"{sentence} och " + (f"utfallet ligger {apart} före" if verdict.gap > 0 else f"det skiljer {apart}")


def _short_by(verdict: StatusVerdict, scale: Scale) -> str:
    return f"Det skiljer {scale.difference(verdict.gap)}." if verdict.gap else ""


def _range_standing(verdict: StatusVerdict, scale: Scale, target: str) -> str:
    expected, outcome = verdict.expected, verdict.outcome
    holds = scale.aim(None, expected.low, expected.high) if expected else ""  # where several follow on each other
    if verdict.status == Status.ON_TRACK:
        return f"Det är inom intervallet {holds}, som ska hållas till och med målåret {_target_year(verdict)}."
    words = "strax utanför" if verdict.status == Status.NEAR else "utanför"
    year = f" som gäller {outcome.year}" if outcome and holds not in target else ""
    named = holds if year else target
    return f"Det är {words} intervallet {named}{year}. {_short_by(verdict, scale)}".strip()


def _target_year(verdict: StatusVerdict) -> int:
    # Without an end target no outcome is late.
    return verdict.end_target.year if verdict.end_target else 9999


def _why_unknown(verdict: StatusVerdict, scale: Scale) -> str:
    target = aim_with_year(verdict, scale)
    year = verdict.outcome.year if verdict.outcome else None
    if verdict.reason == Reason.NO_OUTCOME:
        return f"Det finns ingen uppgift till och med {verdict.seen_from}."
    if verdict.reason == Reason.STALE:
        then = verdict.earlier
        was = f" Då var beskedet: {then.status.label}." if then and then.status != Status.UNKNOWN else ""
        return f"Uppgiften är för gammal för att säga hur det går {verdict.seen_from}.{was}"
    if verdict.reason == Reason.NO_DIRECTION:
        return "Inget håll är utpekat som bättre, så utfallet ställs inte mot något mål."
    if verdict.reason == Reason.NO_TARGET:
        return "Målvärde saknas, så det går inte att säga om målet nås."
    if verdict.reason == Reason.NO_BASELINE:
        return (
            f"Målvärdet är {target}. Utgångsvärde saknas, så det går inte att säga om utfallet {year} "
            f"{Status.ON_TRACK.standing} vägen dit."
        )
    return (
        f"Målvärdet är {target}. Metoden ändrades {verdict.break_year}, så utfallet kan inte jämföras med "
        "utgångsvärdet."
    )
