"""A year as slides for a hall: one message each, in the words of its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goals.year import words
from goals.year.content import Spread
from goals.year.pages import AreaSection, GoalSection, RemarkLine, SummaryPage
from indicators.shapes import StatusMark

START = "start"
MAX_LARGE_TEXT = 330  # characters that fit a screen in the largest type


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen: `anchor` is its place, `previous` and `following` the anchors beside it, "" at the ends."""

    anchor: str
    heading: str
    eyebrow: str
    hue: str = ""
    ruling: StatusMark | None = None
    since: str = ""
    spread: Spread | None = None  # None on a slide that is not about a goal's indicators
    text: str = ""
    sentences: tuple[str, ...] = ()
    remarks: tuple[RemarkLine, ...] = ()
    previous: str = ""
    following: str = ""

    @property
    def is_dense(self) -> bool:
        """Tell whether there is so much to read that the type must be smaller."""
        # A heading is set in nearly twice the size, with more to come under it.
        return max(len(self.text), sum(map(len, self.sentences)), 4 * len(self.heading)) > MAX_LARGE_TEXT


def slides_of(page: SummaryPage) -> tuple[Slide, ...]:
    """Return every slide after the first, which is the year's title and its sentence."""
    slides = [*_year(page), *(each for area in page.areas for each in _area(area))]
    around = [START, *(each.anchor for each in slides), ""]
    return tuple(
        replace(each, previous=around[place], following=around[place + 2]) for place, each in enumerate(slides)
    )


def _year(page: SummaryPage) -> Iterator[Slide]:
    title = page.title
    yield Slide("i-korthet", words.IN_SHORT, title, sentences=page.sentences)
    if overall := page.content.overall:
        yield Slide("samlad", words.OVERALL, title, text=overall.text)
    for place, section in enumerate(_lists(page), 1):
        yield Slide(f"lista-{place}", section.heading, title, remarks=section.remarks)


def _lists(page: SummaryPage) -> Sequence:
    # What is proposed has a slide with each goal.
    return [each for each in page.brief[:-1] if each.remarks]


def _area(area: AreaSection) -> Iterator[Slide]:
    for goal in area.goals:
        yield from _goal(goal, area)


def _goal(goal: GoalSection, area: AreaSection) -> Iterator[Slide]:
    hue = area.fact.hue
    yield Slide(
        goal.anchor, goal.name, area.fact.name, hue, ruling=goal.ruling, since=goal.since, spread=goal.fact.spread
    )
    if given := goal.fact.assessment:
        for ending, heading, text in (
            ("resultat", words.RESULT, given.result),
            ("nasta-steg", words.NEXT_STEPS, given.next_steps),
        ):
            if text:
                yield Slide(f"{goal.anchor}-{ending}", heading, goal.name, hue, text=text)
