"""The strip of dots: one row, one hue, and place alone."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.dot_strip import WIDTH, ends, places, rank_strip, row_strip, strip
from indicators.judgement.comparison import Others, compare
from indicators.judgement.rule import Point, Rule
from indicators.vocabulary import Direction

VALUES = st.integers(-1000, 1000).map(lambda whole: Decimal(whole).scaleb(-1))


def numbered(*values):
    return {f"{place:04}": Decimal(str(value)) for place, value in enumerate(values)}


def compared(own=50, **others):
    return compare(Point(2026, Decimal(str(own))), Rule(Direction.HIGHER), Others(**others))


def parsed(drawn):
    return ET.fromstring(drawn)  # noqa: S314 - our own picture


def marks(drawn):
    """Return how far along the strip the marks of each path are, in the order they are drawn."""
    return [[int(at) for at in re.findall(r"M(\d+)", path.get("d"))] for path in parsed(drawn)]


def test_each_has_its_place_between_the_smallest_and_the_largest():
    found = compared(group={"0002": Decimal(25)}, nation=numbered(0, 100, 25), country=Decimal(75))

    # Line, others without those of the group, group, country, ourselves last and so on top.
    assert marks(strip(found, "")) == [[0], [0, 1000], [250], [750], [500]]


def test_what_is_not_known_is_not_drawn():
    assert marks(strip(compared(country=Decimal(0)), "")) == [[0], [0], [1000]]


def test_row_has_the_quarters_in_place_of_all_others():
    found = compared(nation=numbered(*range(100)), group=numbered(1, 2), country=Decimal(99))
    drawn = row_strip(found)

    assert marks(drawn) == [[0, 253, 505, 758, 1000], [10, 20], [505]]
    assert len(drawn) < 300


def test_ranks_of_many_go_from_the_last_place_to_the_first():
    ranked = [compared(own, group=numbered(10, 20, 30, 40)).group for own in (50, 5, 25)]

    assert marks(rank_strip(ranked)) == [[0, 500], [0, 500, 1000]]
    assert rank_strip([compared(group=numbered(1)).group]) == ""


def test_all_of_the_country_are_a_few_kilobytes():
    assert len(strip(compared(nation=numbered(*range(289))), "Bättre än riket.").encode()) < 4000


def test_named_strip_is_a_picture_and_the_small_one_is_hidden():
    found = compared(country=Decimal(40))

    assert parsed(strip(found, "Bättre <än> riket.")).attrib.items() >= {
        ("role", "img"),
        ("aria-label", "Bättre <än> riket."),
    }
    assert parsed(row_strip(found)).get("aria-hidden") == "true"


def test_values_that_are_all_alike_stand_in_the_middle():
    assert marks(row_strip(compared(group=numbered(50, 50))))[-1] == [WIDTH // 2]


@given(VALUES, st.lists(VALUES, min_size=1, max_size=9), st.none() | VALUES)
def test_every_dot_is_within_the_strip_and_in_order(own, group, country):
    found = compared(own, group=numbered(*group), country=country)
    low, high = ends(found)
    values = sorted([own, *group])
    at = places(found, values)

    assert low <= min(values) <= max(values) <= high
    assert at == sorted(at)
    assert all(0 <= each <= WIDTH for each in at)


@pytest.mark.parametrize("word", ["reached", "track", "near", "behind", "missed", "unknown", "#", "style="])
def test_no_colour_and_no_status_is_in_it(word):
    assert word not in strip(compared(nation=numbered(*range(20)), country=Decimal(3)), "Bättre")
