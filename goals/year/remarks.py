"""What a year leaves open: what is not known, and what an auditor would ask about."""

from collections.abc import Iterator, Sequence

from goals.year.content import GoalFact, IndicatorFact, Remark
from goals.year.deviation import goal_deviation
from indicators.formats import NOUNS, capital, counted, counted_common, in_digits

MAX_LISTED_ALONE = 5  # indicators with the same reason that are told of one by one
MAX_NAMED = 5  # goals or indicators with the same gap that are named


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
            yield Remark(f"{reason}: {in_digits(len(found), 'indikator')}", f"{'; '.join(names)}.")


def criticism(goals: Sequence[GoalFact], year: int) -> Iterator[Remark]:
    """Yield what an auditor would criticise: each kind of gap once, with how many and which."""
    indicators = {found.slug: found for goal in goals for found in goal.indicators}.values()
    goals_alone = [goal.title for goal in goals if not goal.indicators]
    yield from _gap(goals_alone, "mål", "saknar indikatorer")
    untargeted = [each.name for each in indicators if not each.target_text]
    yield from _gap(untargeted, "indikator", "saknar målvärde")
    # Not by name: what is not known has named them already.
    unmeasured = [each.name for each in indicators if each.missing]
    yield from _gap(unmeasured, "indikator", f"har inget värde för {year}", is_named=False)
    # Where it is all of them their names tell nothing more.
    unassessed = [goal.title for goal in goals if not goal.ruling.is_given]
    yield from _gap(unassessed, "mål", "har inte bedömts", is_named=len(unassessed) < len(goals))
    unexplained = [goal.title for goal in goals if goal_deviation(goal) and not _reason(goal)]
    yield from _gap(unexplained, "bedömning", "avviker från indikatorerna utan att säga varför")


def _gap(names: Sequence[str], noun: str, what: str, *, is_named: bool = True) -> Iterator[Remark]:
    if names:
        yield Remark(f"{capital(counted(len(names), noun))} {what}", _named(names, noun) if is_named else "")


def _named(names: Sequence[str], noun: str) -> str:
    """Return "A; B." or, of more than are named, "A; B; C; D; E och 41 till."."""
    rest = len(names) - MAX_NAMED
    named = "; ".join(names[:MAX_NAMED])
    return f"{named} och {_count_of(rest, noun)} till." if rest > 0 else f"{named}."


def _count_of(count: int, noun: str) -> str:
    """Return the count as a word in the gender of a noun that is not said again."""
    return counted_common(count) if NOUNS[noun].article == "en" else counted(count)


def _reason(goal: GoalFact) -> str:
    return goal.assessment.departure_reason if goal.assessment else ""
