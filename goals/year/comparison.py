"""A year with another beside it: each goal's verdict then and now, and what has changed."""

from collections.abc import Iterator
from dataclasses import replace

from goals.vocabulary import FollowUp, Forecast, Verdict
from goals.year import words
from goals.year.content import ComparedYear, GoalFact, IndicatorFact, Remark, YearSummary
from indicators.vocabulary import Status

# Better is higher; what cannot be judged has no rank, so that a change to or from it is told without an arrow.
_RANK = {
    Verdict.FULL: 2, Verdict.PARTLY: 1, Verdict.NOT: 0,
    Forecast.ON_WAY: 2, Forecast.PARTLY_ON_WAY: 1, Forecast.NOT_ON_WAY: 0,
    Status.REACHED: 4, Status.ON_TRACK: 3, Status.NEAR: 2, Status.BEHIND: 1, Status.MISSED: 0,
}  # fmt: skip


def with_comparison(content: YearSummary, before: YearSummary | None) -> YearSummary:
    """Return the summary with another year's verdict and distribution beside each goal, and what has changed since."""
    if before is None:
        return content
    earlier = {goal.slug: goal for goal in before.goals}

    def pair(goal: GoalFact) -> GoalFact:
        # A goal of a new period has an address of its own; its year before is that of the goal it continues.
        other = earlier.get(goal.slug) or earlier.get(goal.continues)
        return replace(goal, before=ComparedYear(before.year, other.ruling, other.spread) if other else None)

    areas = tuple(replace(area, goals=tuple(map(pair, area.goals))) for area in content.areas)
    compared = replace(content, areas=areas, before_year=before.year)
    return replace(compared, changes=tuple(_changes(compared, before)))


def without_comparison(content: YearSummary, year: int) -> YearSummary:
    """Return the summary with, among what is not known, that a frozen year to compare with cannot be read."""
    title = words.title(FollowUp.WHOLE, year)
    remark = Remark(f"{title} går inte att läsa", "Därför visas inte vad som har ändrats sedan dess.")
    return replace(content, unknowns=(*content.unknowns, remark))


def _changes(content: YearSummary, before: YearSummary) -> Iterator[Remark]:
    for goal in content.goals:
        # To be assessed, or no longer to be, is no change of a verdict.
        if goal.before and goal.before.ruling != goal.ruling and goal.before.ruling.is_given and goal.ruling.is_given:
            text = words.changed(goal.before.ruling.word, goal.ruling.word)
            yield Remark(goal.title, text, goal=goal.slug, arrow=_arrow(goal.before.ruling.code, goal.ruling.code))
    earlier = indicators_of(before)
    for slug, now in indicators_of(content).items():
        then = earlier.get(slug)
        if then and then.status_code != now.status_code:
            text = words.changed(then.status_word, now.status_word)
            reason = f" ({now.status_reason})" if now.status_reason else ""
            yield Remark(now.name, text + reason, indicator=slug, arrow=_arrow(then.status_code, now.status_code))


def _arrow(before: str, now: str) -> str:
    ranks = _RANK.get(before), _RANK.get(now)  # type: ignore[call-overload]
    # A forecast beside the verdict that it foresees is another word for the same news.
    if None in ranks or ranks[0] == ranks[1]:
        return ""
    return "up" if ranks[1] > ranks[0] else "down"


def indicators_of(content: YearSummary) -> dict[str, IndicatorFact]:
    """Return the year's indicators by slug, each once and in order."""
    return {each.slug: each for goal in content.goals for each in goal.indicators}
