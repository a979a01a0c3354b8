"""What is said of a year: sentences, changes and remarks, from the counts and facts of its summary alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from goals.vocabulary import FORESEES, Forecast, Verdict
from goals.year.content import (
    NOT_ASSESSED,
    ComparedYear,
    Count,
    GoalFact,
    IndicatorFact,
    Remark,
    Ruling,
    Spread,
    YearSummary,
)
from goals.year.deviation import deviation
from indicators.formats import capital, counted, listed
from indicators.sentences import distribution
from indicators.vocabulary import Status

# (one, several), first of the judged and later ones: "bedöms 3 vara uppnådda, 4 delvis uppnådda".
_RULING_WORDS = {
    Verdict.FULL: ("helt uppnått", "helt uppnådda"),
    Verdict.PARTLY: ("delvis uppnått", "delvis uppnådda"),
    Verdict.NOT: ("inte uppnått", "inte uppnådda"),
    Forecast.ON_WAY: ("på väg", "på väg"),
    Forecast.PARTLY_ON_WAY: ("delvis på väg", "delvis på väg"),
    Forecast.NOT_ON_WAY: ("inte på väg", "inte på väg"),
}
MAX_LISTED_ALONE = 5  # indicators with the same reason that are told of one by one
MAX_NAMED = 5  # goals or indicators with the same gap that are named
_ORDER = (*Verdict, *Forecast)
_RANK = {
    Verdict.FULL: 2, Verdict.PARTLY: 1, Verdict.NOT: 0,
    Forecast.ON_WAY: 2, Forecast.PARTLY_ON_WAY: 1, Forecast.NOT_ON_WAY: 0,
    Status.REACHED: 4, Status.ON_TRACK: 3, Status.NEAR: 2, Status.BEHIND: 1, Status.MISSED: 0,
}  # fmt: skip
_WORDS: Mapping[str, str] = dict(Verdict.choices) | dict(Forecast.choices) | {NOT_ASSESSED.code: NOT_ASSESSED.word}


def rulings(goals: Iterable[GoalFact]) -> tuple[Count, ...]:
    """Count goals per verdict or forecast, those not assessed included and last; only those with any."""
    codes = [goal.ruling.code for goal in goals]
    order = [*(each.value for each in _ORDER), NOT_ASSESSED.code]
    return tuple(Count(code, str(_WORDS[code]), codes.count(code)) for code in order if code in codes)


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
        said = f"Inget av de {total} målen har bedömts." if total > 1 else "Målet har inte bedömts."
        return f"{said} {rest}".strip()
    parts: list[str] = []
    for each in counts:
        word = _RULING_WORDS.get(each.code)  # type: ignore[call-overload]
        if word:
            said = f"{each.count}{'' if parts else ' vara'} {word[0 if each.count == 1 else 1]}"
            parts.append(said if parts else f"bedöms {said}")
        elif each.code == Verdict.UNKNOWN:
            parts.append(f"{each.count} kan inte bedömas" if parts else f"kan {each.count} inte bedömas")
        else:
            parts.append(f"{each.count} har inte bedömts")
    return f"Av {total} mål {listed(parts)}."


def measured_sentence(judged: int, measured: int, total: int, year: int) -> str:
    """Return how much of the year rests on measured figures: whole per cent, rounded half up."""
    if not total:
        return "Målen har inga indikatorer."
    share = (200 * judged + total) // (2 * total)
    nouns = "indikatorn" if total == 1 else f"{total} indikatorer"
    return (
        f"Av {nouns} kan {judged} ({share}\u00a0%) bedömas mot ett målvärde. {measured} har ett värde för just {year}."
    )


def judged_against(indicators: Iterable[IndicatorFact], year: int) -> str:
    """Return which earlier years' targets a year is judged against, or "" when there are none."""
    found = [
        each.target_year for each in indicators if each.target_year and each.target_year < year and each.value_year
    ]
    parts = [f"{found.count(each)} mot målvärden för {each}" for each in sorted(set(found), reverse=True)]
    return f"Av indikatorerna bedöms {listed(parts)}." if parts else ""


def with_comparison(content: YearSummary, before: YearSummary | None) -> YearSummary:
    """Return the summary with another year's verdict and distribution beside each goal, and what has changed since."""
    if before is None:
        return content
    there = {goal.slug: goal for goal in before.goals}

    def pair(goal: GoalFact) -> GoalFact:
        other = there.get(goal.slug) or there.get(goal.continues)
        return replace(goal, before=ComparedYear(before.year, other.ruling, other.spread) if other else None)

    areas = tuple(replace(area, goals=tuple(map(pair, area.goals))) for area in content.areas)
    found = replace(content, areas=areas, before_year=before.year)
    return replace(found, changes=tuple(_changes(found, before)))


def _changes(content: YearSummary, before: YearSummary) -> Iterator[Remark]:
    for goal in content.goals:
        if goal.before and goal.before.ruling != goal.ruling and goal.before.ruling.is_given and goal.ruling.is_given:
            text = f"från {goal.before.ruling.word.lower()} till {goal.ruling.word.lower()}"
            yield Remark(goal.title, text, goal=goal.slug, arrow=_arrow(goal.before.ruling.code, goal.ruling.code))
    earlier = indicators_of(before)
    for slug, now in indicators_of(content).items():
        then = earlier.get(slug)
        if then and then.status_code != now.status_code:
            text = f"från {then.status_word.lower()} till {now.status_word.lower()}"
            reason = f" ({now.status_reason})" if now.status_reason else ""
            yield Remark(now.name, text + reason, indicator=slug, arrow=_arrow(then.status_code, now.status_code))


def _arrow(before: str, now: str) -> str:
    ranks = _RANK.get(before), _RANK.get(now)  # type: ignore[call-overload]
    if None in ranks:
        return ""
    return "up" if ranks[1] > ranks[0] else "down"


def indicators_of(content: YearSummary) -> dict[str, IndicatorFact]:
    """Return the year's indicators by slug, each once and in order."""
    return {each.slug: each for goal in content.goals for each in goal.indicators}


def unknowns(goals: Sequence[GoalFact]) -> Iterator[Remark]:
    """Yield what is not known: what goals say about themselves, and the values that are missing, with why."""
    for goal in goals:
        if goal.gap_note:
            yield Remark(goal.title, goal.gap_note, goal=goal.slug)
    by_reason: dict[str, list[IndicatorFact]] = {}
    for each in {found.slug: found for goal in goals for found in goal.indicators}.values():
        if each.missing:
            by_reason.setdefault(each.missing, []).append(each)
    for reason, found in by_reason.items():
        if len(found) <= MAX_LISTED_ALONE:
            for each in found:
                last = f" Senast: {each.value_text} ({each.value_year})." if each.value_year else ""
                yield Remark(each.name, f"{reason}.{last}", indicator=each.slug)
        else:
            names = (f"{each.name}{f' (senast {each.value_year})' if each.value_year else ''}" for each in found)
            yield Remark(f"{reason}: {len(found)} indikatorer", f"{'; '.join(names)}.")


def criticism(goals: Sequence[GoalFact], year: int) -> Iterator[Remark]:
    """Yield what an auditor would criticise: each kind of gap once, with how many and which."""
    indicators = {found.slug: found for goal in goals for found in goal.indicators}.values()
    bare = [goal.title for goal in goals if not goal.indicators]
    yield from _gap(bare, "mål", "mål", "saknar indikatorer")
    aimless = [each.name for each in indicators if not each.target_text]
    yield from _gap(aimless, "indikator", "indikatorer", "saknar målvärde")
    unmeasured = [each.name for each in indicators if each.missing]
    yield from _gap(unmeasured, "indikator", "indikatorer", f"har inget värde för {year}", tell=False)
    unassessed = [goal.title for goal in goals if not goal.ruling.is_given]
    yield from _gap(unassessed, "mål", "mål", "har inte bedömts", tell=len(unassessed) < len(goals))
    unexplained = [goal.title for goal in goals if goal_deviation(goal) and not _reason(goal)]
    yield from _gap(unexplained, "bedömning", "bedömningar", "avviker från indikatorerna utan att säga varför")


def _gap(names: Sequence[str], one: str, many: str, what: str, *, tell: bool = True) -> Iterator[Remark]:
    if names:
        count = len(names)
        head = f"{capital(_count_of(count, one))} {one if count == 1 else many} {what}"
        yield Remark(head, _named(names) if tell else "")


def _named(names: Sequence[str]) -> str:
    """Return "A; B." or, of more than are named, "A; B; C; D; E och 41 till."."""
    rest = len(names) - MAX_NAMED
    said = "; ".join(names[:MAX_NAMED])
    return f"{said} och {counted(rest)} till." if rest > 0 else f"{said}."


def _count_of(count: int, noun: str) -> str:
    """Return the count as a word, "en" before nouns that want it."""
    return "en" if count == 1 and noun != "mål" else counted(count)


def goal_deviation(goal: GoalFact) -> str:
    """Return how a goal's verdict departs from its indicators, or "" when it does not or there is none."""
    counts = {Status(each.code): each.count for each in goal.spread.counts}
    return deviation_of(goal.ruling.code, counts)


def deviation_of(code: str, counts: Mapping[Status, int]) -> str:
    """Return how a verdict or forecast, by its code, departs from the indicators; "" without one."""
    if code in Forecast.values:
        return deviation(FORESEES[Forecast(code)], counts)
    return deviation(Verdict(code), counts) if code in Verdict.values else ""


def _reason(goal: GoalFact) -> str:
    return goal.assessment.departure_reason if goal.assessment else ""


def ruling_of(verdict: str, forecast: str) -> Ruling:
    """Return the verdict, else the forecast, by code and word."""
    code = verdict or forecast
    return Ruling(code, str(_WORDS[code])) if code else NOT_ASSESSED
