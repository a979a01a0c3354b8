"""Everything that the public pages, files and the search are made of, as it stood at one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from goals.content.published import (
    PublishedArea,
    PublishedAssessment,
    PublishedDocument,
    PublishedGoal,
    PublishedLink,
    PublishedOverall,
    PublishedPeriod,
    PublishedStatement,
    PublishedVersion,
    PublishedVision,
)
from goals.models import Vision
from indicators.content.figures import PublishedFigures, code_of
from indicators.content.published import PublishedPortal


class AreaPlace(NamedTuple):
    """An area, and the period that it is in."""

    area: PublishedArea
    period: PublishedPeriod


class GoalPlace(NamedTuple):
    """A goal, and where in the plan it is."""

    goal: PublishedGoal
    area: PublishedArea
    period: PublishedPeriod


class LinkPlace(NamedTuple):
    """A goal that an indicator lights up, and how the two are linked."""

    link: PublishedLink
    place: GoalPlace


@dataclass(frozen=True, slots=True, eq=False)
class PublishedContent:
    """What everybody may read; periods and versions with the newest first, the rest in the plan's order.

    Mappings are by address. `made` holds what `once_per_content` remembers.
    """

    figures: PublishedFigures
    visions: tuple[PublishedVision, ...]
    periods: tuple[PublishedPeriod, ...]
    documents: tuple[PublishedDocument, ...]
    assessments: tuple[PublishedAssessment, ...]
    overall: tuple[PublishedOverall, ...]
    versions: tuple[PublishedVersion, ...]
    statement: PublishedStatement | None
    areas: Mapping[str, AreaPlace]
    goals: Mapping[str, GoalPlace]
    links: Mapping[str, tuple[LinkPlace, ...]]  # by the indicator's address, the newest period first
    made: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def portal(self) -> PublishedPortal | None:
        return self.figures.portal

    @property
    def home_code(self) -> str:
        return code_of(self.portal)

    @property
    def vision(self) -> PublishedVision | None:
        return next((each for each in self.visions if each.state == Vision.State.ADOPTED), None)

    @property
    def proposed_vision(self) -> PublishedVision | None:
        return next((each for each in self.visions if each.state == Vision.State.PROPOSED), None)


def assembled(
    figures: PublishedFigures,
    *,
    visions: Iterable[PublishedVision],
    periods: Iterable[PublishedPeriod],
    documents: Iterable[PublishedDocument],
    assessments: Iterable[PublishedAssessment],
    overall: Iterable[PublishedOverall],
    versions: Iterable[PublishedVersion],
    statement: PublishedStatement | None,
) -> PublishedContent:
    """Return a content with its areas, goals and links to be found by address."""
    periods = tuple(periods)
    areas = [AreaPlace(area, period) for period in periods for area in period.areas]
    goals = [GoalPlace(goal, *place) for place in areas for goal in place.area.goals]
    links: dict[str, list[LinkPlace]] = {}
    for place in goals:
        for link in place.goal.links:
            links.setdefault(link.indicator.slug, []).append(LinkPlace(link, place))
    return PublishedContent(
        figures=figures,
        visions=tuple(visions),
        periods=periods,
        documents=tuple(documents),
        assessments=tuple(assessments),
        overall=tuple(overall),
        versions=tuple(versions),
        statement=statement,
        areas=MappingProxyType({each.area.slug: each for each in areas}),
        goals=MappingProxyType({each.goal.slug: each for each in goals}),
        links=MappingProxyType({slug: tuple(found) for slug, found in links.items()}),
    )
