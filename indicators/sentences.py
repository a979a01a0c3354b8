"""Conclusions in plain Swedish, written from a verdict's own numbers."""

from collections.abc import Mapping
from decimal import Decimal

from indicators.formats import Scale, capital, counted, listed
from indicators.judgement.rule import MIN_OUTCOMES, Point, Rule
from indicators.judgement.verdict import Judged, StatusVerdict, TrendVerdict
from indicators.series.aims import dated_aim
from indicators.vocabulary import Reason, Status, TargetKind, TargetScope, Trend

_TREND_SENTENCES = {
    Trend.IMPROVING: "Utvecklingen går åt rätt håll sedan {first}.",
    Trend.WORSENING: "Utvecklingen går åt fel håll sedan {first}.",
    Trend.UNCHANGED: "Värdet är i stort sett oförändrat sedan {first}.",
    Trend.SWINGING: "Värdet har svängt upp och ner sedan {first}, utan att gå åt något håll.",
    Trend.RISING: "Värdet har ökat sedan {first}.",
    Trend.FALLING: "Värdet har minskat sedan {first}.",
}
# The line through all the values may go another way than from the first of them to the last.
_TRENDS_OF_ALL_YEARS = {
    Trend.IMPROVING: "Sett till alla år sedan {first} går utvecklingen åt rätt håll.",
    Trend.WORSENING: "Sett till alla år sedan {first} går utvecklingen åt fel håll.",
    Trend.RISING: "Sett till alla år sedan {first} ökar värdet.",
    Trend.FALLING: "Sett till alla år sedan {first} minskar värdet.",
}
_TREND_WORDS = {
    Trend.IMPROVING: ("förbättras", "förbättras"),
    Trend.UNCHANGED: ("är oförändrad", "är oförändrade"),
    Trend.WORSENING: ("försämras", "försämras"),
    Trend.SWINGING: ("svänger", "svänger"),
    Trend.RISING: ("ökar", "ökar"),
    Trend.FALLING: ("minskar", "minskar"),
    Trend.TOO_FEW: ("har för få värden", "har för få värden"),
}


def conclusion(judged: Judged, scale: Scale) -> str:
    """Return the conclusion: the latest value, where it stands against its targets, and where it is heading."""
    parts = [_value(judged.outcome, scale)]
    if judged.seen_from != judged.shown_to and judged.rule.targets:
        parts.append(f"Läget sett från {judged.seen_from}:")
    for part in judged.parts:
        parts += [_scoped_value(part.verdict, scale), standing(part.verdict, scale)]
    return " ".join(part for part in [*parts, _heading(judged.trend)] if part)


def standing(verdict: StatusVerdict, scale: Scale) -> str:
    """Return one sentence on where the outcome stands against the target path, or why that cannot be said."""
    # First, since such a verdict has neither path nor gap to tell of.
    if verdict.status == Status.UNKNOWN:
        return _why_unknown(verdict, scale)
    end = verdict.end_target
    if end is not None and (end.kind != TargetKind.LEVEL or verdict.scope == TargetScope.GAP):
        return _decided_standing(verdict, scale)
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


def _decided_standing(verdict: StatusVerdict, scale: Scale) -> str:
    """Tell of a target that is no number of one year: what was decided, how it goes, and what it is compared with."""
    settled = verdict.status in {Status.REACHED, Status.MISSED}
    how = f"Det {verdict.status.standing}" if settled else f"Utfallet {verdict.status.one}"
    beside = _beside(verdict, scale)
    short = _short_by(verdict, scale) if verdict.gap is not None and verdict.gap < 0 else ""
    return f"Målet är {aim_with_year(verdict, scale)}. {how}{beside}. {short}".strip()


def _beside(verdict: StatusVerdict, scale: Scale) -> str:
    """Return what the outcome is held against in its year, where that is not what the aim has said already."""
    expected, end, outcome = verdict.expected, verdict.end_target, verdict.outcome
    if expected is None or end is None or outcome is None:
        return ""
    if expected.how == "relative" and expected.start and expected.start.value is not None:
        other = _dated_text(expected.start.value, expected.start.year, verdict, scale)
        return f": {reference_words(verdict)} har {other}"
    if expected.how == "range":
        holds = (expected.low, expected.high)
        told = scale.aim(None, *holds)
        return f": intervallet {told} gäller {outcome.year}" if holds != (end.low, end.high) else ""
    if end.kind == TargetKind.CHANGE:
        is_told = end.start == expected.start
    else:
        is_told = end.holds_alone and expected.value in {end.value, end.low, end.high}
    return "" if is_told else f": {_awaited(verdict, scale)}"


def _awaited(verdict: StatusVerdict, scale: Scale) -> str:
    """Return "82,0 % väntades 2024"; "bättre än 85,0 % väntades 2024" where to be alike is not enough."""
    expected, outcome = verdict.expected, verdict.outcome
    if expected is None or expected.value is None or outcome is None:
        return ""
    is_gap = verdict.scope == TargetScope.GAP
    amount = scale.difference(expected.value) if is_gap else scale.expected(expected.value)
    return f"{'bättre än ' if expected.margin else ''}{amount} väntades {outcome.year}"


def _dated_text(value: Decimal, year: int, verdict: StatusVerdict, scale: Scale) -> str:
    if verdict.scope == TargetScope.GAP:
        return scale.dated(scale.difference(value), year)
    return scale.told_with_year(value, year)


def reference_words(verdict: StatusVerdict) -> str:
    """Return what a relative target follows: "riket"; of the best, the last that is among them."""
    if verdict.reference is None:
        return ""
    if verdict.reference.is_share:
        return "den sista bland dem"
    return verdict.reference.spoken


def aim_with_year(verdict: StatusVerdict, scale: Scale) -> str:
    """Return the end target with its year, "100 % år 2025", or nothing."""
    target = verdict.end_target
    return dated_aim(target, scale, verdict.direction, verdict.scope) if target else ""


def aims_with_years(verdict: StatusVerdict, scale: Scale) -> str:
    """Return what the status beside it is judged by: "2 % år 2024, sedan 1 % år 2026", or the end target alone."""
    own = verdict.own_target
    first = dated_aim(own, scale, verdict.direction, verdict.scope) if own else ""
    return ", sedan ".join(filter(None, [first, aim_with_year(verdict, scale)]))


def end_aim(rule: Rule, scale: Scale) -> str:
    """Return the end target of a rule that nothing could be judged by yet."""
    end = max(rule.targets, key=lambda each: each.year, default=None)
    return dated_aim(end, scale, rule.direction) if end else ""


def status_detail(verdict: StatusVerdict) -> str:
    """Return what a status without a verdict says in short: the year it stopped at and what it was then."""
    then = verdict.earlier
    if verdict.reason == Reason.STALE and verdict.outcome:
        was = f", då: {then.status.label}" if then and then.status != Status.UNKNOWN else ""
        return f"senaste utfallet är från {verdict.outcome.year}{was}"
    if verdict.reason == Reason.END_UNMEASURED and verdict.end_target:
        was = ", ".join(filter(None, [f"målåret är {verdict.end_target.year}", _was_then(verdict)]))
        return was.rstrip(".")
    if verdict.reason == Reason.METHOD_CHANGED and verdict.break_year:
        return f"metoden ändrades {verdict.break_year}"
    if verdict.reason == Reason.NO_REFERENCE and verdict.outcome and verdict.reference:
        return f"{verdict.reference.spoken} saknas {verdict.outcome.year}"
    return ""


def _was_then(verdict: StatusVerdict) -> str:
    then = verdict.earlier
    if then is None or then.status == Status.UNKNOWN or then.outcome is None:
        return ""
    return f"{then.outcome.year} var beskedet {then.status.label}"


def trend_detail(trend: TrendVerdict) -> str:
    if trend.trend == Trend.TOO_FEW:
        count = len(trend.window)
        have = counted(count, "värde") if count else "inget värde"
        return f"{have}, minst {counted(MIN_OUTCOMES)} behövs"
    return f"{trend.window[0].year}–{trend.window[-1].year}, {counted(len(trend.window), 'värde')}"


def distribution(counts: Mapping[Status, int]) -> str:
    """Return "2 är uppnådda, 1 är efter och 20 kan inte bedömas", or nothing when nothing is counted."""
    return _counts(counts, {status: (status.one, status.several) for status in Status})


def trends(counts: Mapping[Trend, int]) -> str:
    """Return "5 förbättras, 3 är oförändrade och 4 försämras"."""
    return _counts(counts, _TREND_WORDS)


def trend_verb(trend: Trend, count: int) -> str:
    """Return what is said of so many indicators: "förbättras", "är oförändrade"."""
    return _TREND_WORDS[trend][0 if count == 1 else 1]


def _counts[Kind](counts: Mapping[Kind, int], words: Mapping[Kind, tuple[str, str]]) -> str:
    parts = [f"{count} {words[kind][0 if count == 1 else 1]}" for kind, count in counts.items() if count]
    return listed(parts)


def _value(outcome: Point | None, scale: Scale) -> str:
    if outcome is None or outcome.value is None:
        return ""
    told = scale.told_with_year(outcome.value, outcome.year)
    if told.endswith(f" för år {outcome.year}"):
        # Nothing says what a bare number is of but its unit.
        unit = f" ({scale.unit_label})" if scale.unit_label else ""
        return f"Utfallet {outcome.year} är {scale.amount(outcome.value)}{unit}."
    return f"{capital(told)}."


def _scoped_value(verdict: StatusVerdict, scale: Scale) -> str:
    """Return the value that a verdict on one sex, or on the difference between the two, rests on."""
    outcome = verdict.outcome
    if verdict.scope == TargetScope.TOTAL or outcome is None or outcome.value is None:
        return ""
    if verdict.scope == TargetScope.GAP:
        return f"Skillnaden mellan kvinnor och män är {_dated_text(outcome.value, outcome.year, verdict, scale)}."
    return f"{verdict.scope.label}: {scale.told_with_year(outcome.value, outcome.year)}."


def _heading(trend: TrendVerdict) -> str:
    if trend.trend == Trend.TOO_FEW:
        return ""
    sentences = _TREND_SENTENCES if has_moved_between_ends(trend) else _TREND_SENTENCES | _TRENDS_OF_ALL_YEARS
    return sentences[trend.trend].format(first=trend.window[0].year)


def has_moved_between_ends(trend: TrendVerdict) -> bool:
    """Tell whether the first and the last value differ the way that the line through all of them goes."""
    first, last, change = trend.window[0].value, trend.window[-1].value, trend.change
    return first is not None and last is not None and change is not None and (last - first) * change > 0


def _expected(verdict: StatusVerdict, scale: Scale) -> str:
    awaited = _awaited(verdict, scale)
    if not awaited:
        return ""
    sentence = f": {awaited}"
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
    word = "Målvärdet" if verdict.end_target and verdict.end_target.kind == TargetKind.LEVEL else "Målet"
    aimed = f"{word} är {target}."
    if verdict.reason == Reason.NO_OUTCOME:
        return f"Det finns ingen uppgift till och med {verdict.seen_from}."
    if verdict.reason == Reason.STALE:
        was = verdict.earlier
        then = f" Då var beskedet: {was.status.label}." if was and was.status != Status.UNKNOWN else ""
        return f"Uppgiften är för gammal för att säga hur det går {verdict.seen_from}.{then}"
    if verdict.reason == Reason.END_UNMEASURED and verdict.end_target:
        then = _was_then(verdict)
        return f"{aimed} Målåret {verdict.end_target.year} är inte mätt.{f' {then}.' if then else ''}"
    return f"{aimed if verdict.end_target else ''} {_lacks(verdict, year)}".strip()


def _lacks(verdict: StatusVerdict, year: int | None) -> str:
    missing = verdict.reference.spoken if verdict.reference else ""
    return {
        Reason.NO_DIRECTION: "Inget håll är utpekat som bättre, så utfallet ställs inte mot något mål.",
        Reason.NO_TARGET: "Inget mål är satt i siffror, så det går inte att säga om målet nås.",
        Reason.NO_BASELINE: (
            f"Utgångsvärde saknas, så det går inte att säga om utfallet {year} {Status.ON_TRACK.standing} vägen dit."
        ),
        Reason.NOT_BEGUN: "Det finns inget utfall efter utgångsåret, så det går inte att säga hur det går.",
        Reason.NO_REFERENCE: f"För {missing} saknas siffran {year}, så det går inte att jämföra.",
        Reason.METHOD_CHANGED: (
            f"Metoden ändrades {verdict.break_year}, så utfallet kan inte jämföras med utgångsvärdet."
        ),
    }.get(verdict.reason or Reason.NO_TARGET, "")
