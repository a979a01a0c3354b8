"""A long year is read in pages of whole goals, and nothing of it is lost."""

import pytest

from goals.year.pages import MAX_ROWS, divided, page_of
from goals.year.snapshots import FoundYear
from tests.goals.year.factories import area, goal, indicator, summary


def areas_of(*counts):
    """Return the areas of a year's page: each a list of how many indicators its goals have."""
    areas = tuple(
        area(
            *(
                goal(*(indicator(f"i-{a}-{g}-{n}") for n in range(count)), slug=f"mal-{a}-{g}")
                for g, count in enumerate(goals)
            ),
            name=f"Område {a}",
        )
        for a, goals in enumerate(counts)
    )
    content = summary(*areas)
    return page_of(FoundYear(content, None), content, [], ()).areas


def shape(pages):
    return [[[len(goal.lines) for goal in area.goals] for area in page] for page in pages]


def test_a_year_that_fits_is_one_page_of_the_same_areas():
    areas = areas_of([20, 10], [30])

    assert divided(areas) == (areas,)


def test_a_long_year_is_divided_between_goals():
    assert shape(divided(areas_of([40, 30, 20], [15, 50], [5]))) == [[[40]], [[30, 20]], [[15]], [[50], [5]]]


def test_a_goal_longer_than_a_page_has_one_of_its_own():
    assert shape(divided(areas_of([5, MAX_ROWS + 1], [5]))) == [[[5]], [[MAX_ROWS + 1]], [[5]]]


@pytest.mark.parametrize("counts", [[[0, 0]], [[]], []])
def test_a_year_without_indicators_is_one_page(counts):
    assert len(divided(areas_of(*counts))) == 1
