"""Everything that can be found: the texts of the plan, its indicators and the page of rules, as entries."""

from goals.content.content import AreaPlace, GoalPlace, PublishedContent
from goals.content.published import PublishedPeriod, PublishedVision
from goals.models import Vision
from goals.search.matching import Field, IndexEntry
from goals.search.sections import PageSection, sections_of
from indicators.content.memo import once_per_content
from indicators.content.published import PublishedIndicator

Found = GoalPlace | AreaPlace | PublishedIndicator | PublishedVision | PublishedPeriod | PageSection


@once_per_content(1)
def entries(content: PublishedContent, rules_page: str) -> tuple[IndexEntry[Found], ...]:
    """Gather everything that can be found.

    The order is made here and not by the database, since two makes of those do not order hyphens alike.
    """
    goals = sorted(content.goals.values(), key=lambda each: (*_place(each), each.goal.number))
    areas = sorted(content.areas.values(), key=_place)
    indicators = sorted(content.figures.indicators.values(), key=lambda each: (each.position, each.slug))
    shown = [each for each in content.visions if each in {content.vision, content.proposed_vision}]
    return (
        *(IndexEntry(each, 0, _goal_fields(each)) for each in goals),
        *(IndexEntry(each, 1, _area_fields(each)) for each in areas),
        *(IndexEntry(each, 2, _indicator_fields(each)) for each in indicators),
        *(IndexEntry(each, 3, _vision_fields(each)) for each in shown),
        *(IndexEntry(each, 4, _period_fields(each)) for each in content.periods),
        *(IndexEntry(each, 5, _section_fields(each)) for each in sections_of(rules_page)),
    )


def _place(place: AreaPlace | GoalPlace) -> tuple[int, int, str]:
    """Return what areas are ordered by: the newest period first."""
    return -place.period.first_year, place.area.position, place.area.slug


def _title(place: str, text: str) -> Field:
    return Field(place, text, is_title=True)


def _goal_fields(place: GoalPlace) -> tuple[Field, ...]:
    goal = place.goal
    return (
        _title("i målet", goal.title),
        Field("i måltexten", goal.text),
        Field("i det vi inte vet", goal.gap_note),
        *(Field(f"under {heading}", text) for heading, text in goal.other_texts),
        Field("bland de ansvariga", goal.unit.name if goal.unit else "", is_prose=False),
    )


def _area_fields(place: AreaPlace) -> tuple[Field, ...]:
    area = place.area
    return (_title("i namnet", area.name), Field("i underrubriken", area.tagline), Field("i texten", area.text))


def _indicator_fields(indicator: PublishedIndicator) -> tuple[Field, ...]:
    return (
        _title("i namnet", indicator.name),
        Field("i det som mäts", indicator.definition),
        Field("i den officiella rubriken", indicator.official_title),
        Field("i det att tänka på", indicator.note),
        Field("i Koladas nummer", indicator.kolada_id, is_prose=False),
        Field("bland de ansvariga", indicator.unit.name if indicator.unit else "", is_prose=False),
    )


def _vision_fields(vision: PublishedVision) -> tuple[Field, ...]:
    note = vision.note if vision.state == Vision.State.PROPOSED else ""  # only shown there
    return (_title("i rubriken", vision.title), Field("i visionen", vision.statement), Field("i anmärkningen", note))


def _period_fields(period: PublishedPeriod) -> tuple[Field, ...]:
    reasons = " ".join(each.reason for each in period.extensions)
    return (
        _title("i namnet", f"Målperioden {period.name}"),
        Field("i texten", period.text),
        Field("i skälet till förlängningen", reasons),
    )


def _section_fields(section: PageSection) -> tuple[Field, ...]:
    return (_title("i rubriken", section.heading), Field("i texten", section.text))
