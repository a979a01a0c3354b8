"""The plan's rows as one content: whole, in order, and without what nobody decided to publish."""

from dataclasses import FrozenInstanceError, fields, is_dataclass
from types import MappingProxyType

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from goals.content.load import current_content, load_as_committed, load_content
from goals.models import Assessment, Goal, GoalIndicator
from indicators.content.figures import load_figures
from indicators.models import OutcomeRow
from tests.goals.models.rows import area, extension, goal, indicator, link, period, saved, vision

pytestmark = pytest.mark.django_db


def test_it_has_the_adopted_and_the_first_proposed_vision(home):
    for slug, state, position in (
        ("ersatt", "replaced", 0),
        ("b-forslag", "proposed", 1),
        ("a-forslag", "proposed", 1),
        ("sent-forslag", "proposed", 2),
        ("antagen", "adopted", 9),
    ):
        saved(vision(slug, title=slug, state=state, position=position))

    content = current_content()

    assert (content.vision.title, content.proposed_vision.title) == ("antagen", "a-forslag")
    assert len(content.visions) == 5


def test_replaced_visions_alone_leave_nothing_to_show(home):
    saved(vision(state="replaced"))

    assert (current_content().vision, current_content().proposed_vision) == (None, None)


def test_an_extended_period_is_known_by_its_longer_name(home):
    saved(extension(saved(period())))

    (found,) = current_content().periods

    assert (found.name, found.last_year, found.current_last_year) == ("2020–2023, förlängd till 2024", 2023, 2024)


def test_an_indicators_goals_come_newest_period_first(home):
    trygga = saved(indicator())
    first, later = saved(period()), saved(period(2024, 2027))
    second, front = saved(area(first, "sen", position=2)), saved(area(first, "tidig", position=1))
    new = saved(area(later, "ny", position=9))
    for within, number in ((second, 1), (front, 2), (front, 1), (new, 1)):
        saved(link(saved(goal(within, number)), trygga))
    saved(link(saved(goal(new, 2)), saved(indicator("annan"))))

    found = [place.goal.slug for _, place in current_content().links["trygga"]]

    assert found == ["ny-1", "tidig-1", "tidig-2", "sen-1"]


def test_a_hidden_indicator_is_in_no_part_of_it(home):
    hidden = saved(indicator("dold", is_published=False))
    saved(link(saved(goal(saved(area(saved(period()))))), hidden))
    saved(vision(state="adopted", headline_indicator=hidden))

    content = current_content()

    assert "dold" not in content.figures.indicators
    assert (content.goals["skolan-1"].goal.links, content.links, content.vision.headline) == ((), {}, "")


def test_a_draft_assessment_is_not_in_it(home):
    found = saved(goal(saved(area(saved(period())))))
    Assessment.objects.create(goal=found, year=2023, round="whole", verdict="full", result="Nej!")

    assert current_content().assessments == ()


@pytest.mark.usefixtures("example_plan")
class TestWhole:
    def test_every_row_that_is_published_is_in_it(self):
        content = current_content()

        assert len(content.goals) == Goal.objects.count() > 0
        links = sum(len(place.goal.links) for place in content.goals.values())
        assert links == GoalIndicator.objects.filter(indicator__is_published=True).count()
        assert len(content.assessments) == Assessment.objects.approved().count() > 0

    def test_loading_costs_as_many_queries_for_any_plan(self):
        with CaptureQueriesContext(connection) as found:
            load_content(load_figures())

        assert len(found) <= 28

    def test_who_adopts_a_year_reads_what_everybody_reads(self):
        adopted, read = load_as_committed(), current_content()

        assert list(adopted.goals) == list(read.goals)
        # What stands out is told by the others' figures, so that they are there too.
        others = [
            {slug: len(each.others) for slug, each in content.figures.indicators.items()} for content in (adopted, read)
        ]
        assert others[0] == others[1]
        assert any(others[0].values())

    def test_nothing_in_it_is_a_row_or_can_be_changed(self):
        met, kinds = set(), set()
        waiting = [current_content()]
        while waiting:
            value = waiting.pop()
            if id(value) in met:
                continue
            met.add(id(value))
            kinds.add(type(value))
            if is_dataclass(value):
                # What is remembered of a content is worked out of it, and no part of it.
                names = [each.name for each in fields(value) if each.name != "made"]
                with pytest.raises(FrozenInstanceError):
                    setattr(value, names[0], None)
                waiting += [getattr(value, name) for name in names]
            elif isinstance(value, MappingProxyType):
                waiting += value.values()
            elif isinstance(value, tuple) and not isinstance(value, OutcomeRow):
                waiting += value

        assert len(kinds) > 25
        assert not [kind for kind in kinds if issubclass(kind, models.Model | models.QuerySet | list | dict | set)]
