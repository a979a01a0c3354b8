"""What a year leaves open: what is not known, and what an auditor would ask about."""

from collections.abc import Iterator, Sequence

from goals.year import words
from goals.year.content import GoalFact, IndicatorFact, Remark, RemarkItem
from goals.year.deviation import goal_deviation
from indicators.formats import NOUNS, capital, counted, counted_common, in_digits

MAX_NAMED = 5  # goals or indicators with the same gap that are named


def unknowns(goals: Sequence[GoalFact]) -> Iterator[Remark]:
    """Yield what is not known: what goals say about themselves, and each reason for missing values with how many."""
    for goal in goals:
        if goal.gap_note:
            yield Remark(words.goal_name(goal), goal.gap_note, goal=goal.slug)
    by_reason: dict[str, list[IndicatorFact]] = {}
    for each in {found.slug: found for goal in goals for found in goal.indicators}.values():
        if each.missing:
            by_reason.setdefault(each.missing, []).append(each)
    for reason, found in by_reason.items():
        yield Remark(f"{reason}: {in_digits(len(found), 'indikator')}", "", items=tuple(map(_last_known, found)))


def _last_known(fact: IndicatorFact) -> RemarkItem:
    last = f" (senast {fact.value_text}, {fact.value_year})" if fact.value_year else ""
    return RemarkItem(f"{fact.name}{last}", indicator=fact.slug)


def criticism(goals: Sequence[GoalFact], year: int) -> Iterator[Remark]:
    """Yield what an auditor would criticise: each kind of gap once, with how many and which."""
    indicators = {found.slug: found for goal in goals for found in goal.indicators}.values()
    alone = [_goal(goal) for goal in goals if not goal.indicators]
    yield from _gap(alone, "mål", "saknar indikatorer")
    untargeted = [RemarkItem(each.name, indicator=each.slug) for each in indicators if not each.target_text]
    yield from _gap(untargeted, "indikator", "saknar målvärde")
    # Not by name: what is not known has named them already.
    unmeasured = [RemarkItem(each.name) for each in indicators if each.missing]
    yield from _gap(unmeasured, "indikator", f"har inget värde för {year}", is_named=False)
    # Where it is all of them their names tell nothing more.
    unassessed = [_goal(goal) for goal in goals if not goal.ruling.is_given]
    yield from _gap(unassessed, "mål", "har inte bedömts", is_named=len(unassessed) < len(goals))
    unexplained = [goal for goal in goals if goal_deviation(goal) and not _reason(goal)]
    foreseen = [_goal(goal) for goal in unexplained if words.is_forecast(goal.ruling)]
    judged = [_goal(goal) for goal in unexplained if not words.is_forecast(goal.ruling)]
    yield from _gap(judged, "bedömning", "avviker från indikatorerna utan att säga varför")
    yield from _gap(foreseen, "prognos", "avviker från indikatorerna utan att säga varför")


def _goal(goal: GoalFact) -> RemarkItem:
    return RemarkItem(words.goal_name(goal), goal=goal.slug)


def _gap(found: Sequence[RemarkItem], noun: str, what: str, *, is_named: bool = True) -> Iterator[Remark]:
    if found:
        head = f"{capital(counted(len(found), noun))} {what}"
        yield Remark(head, "", items=_named(found, noun) if is_named else ())


def _named(found: Sequence[RemarkItem], noun: str) -> tuple[RemarkItem, ...]:
    """Return the first of them, and how many more there are."""
    rest = len(found) - MAX_NAMED
    more = (RemarkItem(f"och {_count_of(rest, noun)} till"),) if rest > 0 else ()
    return (*found[:MAX_NAMED], *more)


def _count_of(count: int, noun: str) -> str:
    """Return the count as a word in the gender of a noun that is not said again."""
    return counted_common(count) if NOUNS[noun].article == "en" else counted(count)


def _reason(goal: GoalFact) -> str:
    return goal.assessment.departure_reason if goal.assessment else ""
