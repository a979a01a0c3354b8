"""Everything that can be found: the texts of the plan, its indicators and the page of rules, as entries."""

from typing import NamedTuple

from goals.models import FocusArea, Goal, Period, Vision
from goals.search.matching import Field, IndexEntry
from goals.search.sections import PageSection, sections_of
from indicators.models import Indicator


class IndicatorText(NamedTuple):
    """What an indicator says of itself. A whole row takes ten times as long to load, and most are no hits."""

    pk: int
    slug: str
    position: int
    name: str
    definition: str
    official_title: str
    note: str
    kolada_id: str
    unit: str | None


Row = Goal | FocusArea | IndicatorText | Vision | Period | PageSection


def entries(rules_page: str) -> list[IndexEntry[Row]]:
    """Gather everything that can be found: eight queries. Nothing hidden is among it.

    The order is made here and not by the database, since two makes of those do not order hyphens alike.
    """
    goals = sorted(Goal.objects.with_period(), key=lambda each: (*_place(each.focus_area), each.number))
    areas = sorted(FocusArea.objects.with_period(), key=_place)
    published = Indicator.objects.published().values_list(*IndicatorText._fields[:-1], "unit__name")
    indicators = sorted((IndicatorText(*row) for row in published), key=lambda each: (each.position, each.slug))
    return [
        *(IndexEntry(each, 0, _goal_fields(each)) for each in goals),
        *(IndexEntry(each, 1, _area_fields(each)) for each in areas),
        *(IndexEntry(each, 2, _indicator_fields(each)) for each in indicators),
        *(IndexEntry(each, 3, _vision_fields(each)) for each in Vision.objects.shown()),
        *(IndexEntry(each, 4, _period_fields(each)) for each in Period.objects.with_extensions()),
        *(IndexEntry(each, 5, _section_fields(each)) for each in sections_of(rules_page)),
    ]


def _place(area: FocusArea) -> tuple[int, int, str]:
    """Return what areas are ordered by: the newest period first."""
    return -area.period.first_year, area.position, area.slug


def _title(place: str, text: str) -> Field:
    return Field(place, text, is_title=True)


def _goal_fields(goal: Goal) -> tuple[Field, ...]:
    return (
        _title("i målet", goal.title),
        Field("i måltexten", goal.text),
        Field("i det vi inte vet", goal.gap_note),
        *(Field(f"under {heading}", text) for heading, text in goal.other_texts),
        Field("bland de ansvariga", goal.unit.name if goal.unit else "", is_prose=False),
    )


def _area_fields(area: FocusArea) -> tuple[Field, ...]:
    return (_title("i namnet", area.name), Field("i underrubriken", area.tagline), Field("i texten", area.text))


def _indicator_fields(indicator: IndicatorText) -> tuple[Field, ...]:
    return (
        _title("i namnet", indicator.name),
        Field("i det som mäts", indicator.definition),
        Field("i den officiella rubriken", indicator.official_title),
        Field("i det att tänka på", indicator.note),
        Field("i Koladas nummer", indicator.kolada_id, is_prose=False),
        Field("bland de ansvariga", indicator.unit or "", is_prose=False),
    )


def _vision_fields(vision: Vision) -> tuple[Field, ...]:
    note = vision.note if vision.state == Vision.State.PROPOSED else ""  # only shown there
    return (_title("i rubriken", vision.title), Field("i visionen", vision.statement), Field("i anmärkningen", note))


def _period_fields(period: Period) -> tuple[Field, ...]:
    reasons = " ".join(each.reason for each in period.extensions.all())
    return (
        _title("i namnet", f"Målperioden {period.name}"),
        Field("i texten", period.text),
        Field("i skälet till förlängningen", reasons),
    )


def _section_fields(section: PageSection) -> tuple[Field, ...]:
    return (_title("i rubriken", section.heading), Field("i texten", section.text))
