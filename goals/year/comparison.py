"""A year with another beside it: each goal's verdict and each value then and now, and what has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from goals.vocabulary import FollowUp, Verdict
from goals.year import words
from goals.year.content import (
    MAX_POINTS,
    ComparedYear,
    EarlierValue,
    GoalFact,
    IndicatorFact,
    PointFact,
    Remark,
    YearSummary,
)
from indicators.formats import in_digits, listed
from indicators.judgement.rule import published
from indicators.vocabulary import Status

# Better is higher; what cannot be judged has no rank, so that a change to or from it is told without an arrow.
_RANK = {
    Verdict.FULL: 2, Verdict.PARTLY: 1, Verdict.NOT: 0,
    Status.REACHED: 4, Status.ON_TRACK: 3, Status.NEAR: 2, Status.BEHIND: 1, Status.MISSED: 0,
}  # fmt: skip


def with_comparison(
    content: YearSummary, before: YearSummary | None, notes: Mapping[tuple[str, int], str] | None = None
) -> YearSummary:
    """Return the summary with another year beside each goal and value, and what has changed since.

    `notes` say why a value of the other year was corrected, by the indicator's address and the value's year.
    """
    if before is None:
        return content
    earlier = {goal.slug: goal for goal in before.goals}
    then = indicators_of(before)

    def pair(goal: GoalFact) -> GoalFact:
        # A goal of a new period has an address of its own; its year before is that of the goal it continues.
        other = earlier.get(goal.slug) or earlier.get(goal.continues)
        return replace(
            goal,
            before=ComparedYear(before.year, other.ruling, other.spread) if other else None,
            indicators=tuple(replace(each, earlier=_earlier(each, then.get(each.slug))) for each in goal.indicators),
        )

    areas = tuple(replace(area, goals=tuple(map(pair, area.goals))) for area in content.areas)
    compared = replace(content, areas=areas, before_year=before.year)
    changes, values = tuple(_changes(compared, before)), tuple(_values(compared, before, notes or {}))
    compared = replace(compared, changes=changes, values=values)
    return replace(compared, since_sentence=_since_sentence(compared))


def without_comparison(content: YearSummary, year: int) -> YearSummary:
    """Return the summary with, among what is not known, that a frozen year to compare with cannot be read."""
    title = words.title(FollowUp.WHOLE, year)
    remark = Remark(f"{title} går inte att läsa", "Därför visas inte vad som har ändrats sedan dess.")
    return replace(content, unknowns=(*content.unknowns, remark))


def _earlier(now: IndicatorFact, then: IndicatorFact | None) -> EarlierValue | None:
    if then is None or then.value_year is None or then.value_year == now.value_year:
        return None
    return EarlierValue(then.value_year, then.value_text)


def _changes(content: YearSummary, before: YearSummary) -> Iterator[Remark]:
    # What is foreseen in August is no verdict, so only two whole years are held against each other.
    if {content.round, before.round} == {FollowUp.WHOLE.value}:
        yield from _changed_verdicts(content)
    earlier = indicators_of(before)
    for slug, now in indicators_of(content).items():
        then = earlier.get(slug)
        if then and then.status_code != now.status_code:
            text = words.changed(then.status_word, now.status_word)
            reason = f" ({now.status_reason})" if now.status_reason else ""
            yield Remark(now.name, text + reason, indicator=slug, arrow=_arrow(then.status_code, now.status_code))


def _changed_verdicts(content: YearSummary) -> Iterator[Remark]:
    for goal in content.goals:
        # To be assessed, or no longer to be, is no change of a verdict.
        then, now = goal.before.ruling if goal.before else goal.ruling, goal.ruling
        if then != now and then.code in Verdict.values and now.code in Verdict.values:
            text = words.changed(then.word, now.word)
            yield Remark(words.goal_name(goal), text, goal=goal.slug, arrow=_arrow(then.code, now.code))


def _arrow(before: str, now: str) -> str:
    ranks = _RANK.get(before), _RANK.get(now)  # type: ignore[call-overload]
    if None in ranks or ranks[0] == ranks[1]:
        return ""
    return "up" if ranks[1] > ranks[0] else "down"


def _values(content: YearSummary, before: YearSummary, notes: Mapping[tuple[str, int], str]) -> Iterator[Remark]:
    """Yield the values that both years know of and tell differently, as what was published was corrected or late."""
    if before.year >= content.year:
        return
    earlier = indicators_of(before)
    for slug, now in indicators_of(content).items():
        then = earlier.get(slug)
        if then is None:
            continue
        told = {each.year: each for each in then.points}
        known = {each.year: each for each in now.points}
        first = max(_first(then), _first(now))
        for year in sorted(each for each in told.keys() | known.keys() if first <= each <= before.year):
            old, new = told.get(year), known.get(year)
            if _differ(old, new, min(then.decimals, now.decimals)):
                text = f"värdet för {year} {_told(old, before.year)} och {_is_told(new)}. {notes.get((slug, year), '')}"
                yield Remark(now.name, text.strip(), indicator=slug)


def _first(fact: IndicatorFact) -> int:
    """Return the first year that a summary can say something of: older values than its points are left out."""
    return fact.points[0].year if len(fact.points) >= MAX_POINTS else 0


def _differ(old: PointFact | None, new: PointFact | None, decimals: int) -> bool:
    if old is None or new is None:
        return True
    return published(old.value, decimals) != published(new.value, decimals)


def _told(old: PointFact | None, year: int) -> str:
    return f"var {old.text} i uppföljningen {year}" if old else f"saknades i uppföljningen {year}"


def _is_told(new: PointFact | None) -> str:
    return f"är {new.text} i den här" if new else "saknas i den här"


def _since_sentence(content: YearSummary) -> str:
    """Return what has happened since the year beside, counted: new values, statuses and values told otherwise."""
    facts = indicators_of(content)
    if not facts:
        return ""
    new = sum(bool(each.earlier) for each in facts.values())
    arrows = [each.arrow for each in content.changes if each.indicator]
    parts = [f"har {new or 'ingen'} av {in_digits(len(facts), 'indikator')} fått ett nytt värde"]
    if better := arrows.count("up"):
        parts.append(f"{better} har fått bättre status")
    if worse := arrows.count("down"):
        parts.append(f"{worse} har fått sämre status")
    if changed := len(content.values):
        parts.append(f"{changed} {'tidigare värde' if changed == 1 else 'tidigare värden'} har ändrats")
    return f"Sedan {content.before_year} {listed(parts)}."


def indicators_of(content: YearSummary) -> dict[str, IndicatorFact]:
    """Return the year's indicators by slug, each once and in order."""
    return {each.slug: each for goal in content.goals for each in goal.indicators}
