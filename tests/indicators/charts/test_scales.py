"""An honest axis: from zero where it can be, even steps, and no finer than what is published."""

from decimal import Decimal

import pytest

from indicators.charts.scales import axis_of, year_ticks
from indicators.vocabulary import Direction
from tests.indicators.drawn_series import make_series


def axis(values, most=5, latest=None, room=0.0, **changes):
    series = make_series(dict(enumerate(values, 2015)), **changes)
    return axis_of(series, [Decimal(str(each)) for each in values], most, latest, room)


def texts(found):
    return [tick.text.replace("\u00a0", " ") for tick in found.ticks]


@pytest.mark.parametrize(
    ("values", "changes", "low"),
    [
        ((40, 90), {}, 0),  # reaches down to less than half
        ((3, 8), {}, 0),  # a small share
        ((80, 90), {}, 70),
        ((5000, 12000), {"measure": "count", "unit": "antal", "decimals": 0}, 0),
    ],
)
def test_axis_starts_at_zero_where_the_numbers_come_near(values, changes, low):
    assert axis(values, **changes).low == low


@pytest.mark.parametrize(
    ("values", "changes", "note"),
    [
        ((80, 90), {}, "Skalan börjar på 70 %"),
        ((3, 8), {}, ""),
        ((-90, -80), {"measure": "index", "unit": "mnkr"}, "Skalan slutar på −"),
    ],
)
def test_axis_that_does_not_meet_zero_says_so(values, changes, note):
    found = axis(values, **changes).note.replace("\u00a0", " ")

    assert found.startswith(note)
    assert bool(found) is bool(note)


@pytest.mark.parametrize("values", [(82, 82.5), (97, 99.9), (50, 50), (12844, 12845), (0, 0), (-3, 4)])
@pytest.mark.parametrize("measure", ["share", "count"])
def test_axis_holds_every_number_and_never_has_no_height(values, measure):
    found = axis(values, measure=measure)

    assert found.low <= min(values)
    assert found.high >= max(values)
    assert found.high > found.low


@pytest.mark.parametrize("most", [3, 4, 5, 8])
@pytest.mark.parametrize("values", [(0.1, 0.4), (3, 8), (82, 97), (12844, 17314)])
def test_steps_are_even_and_no_more_than_asked_for(values, most):
    found = axis(values, most=most, measure="rate", unit="")
    steps = {after.value - before.value for before, after in zip(found.ticks, found.ticks[1:], strict=False)}

    assert len(steps) == 1
    assert len(found.ticks) - 1 <= most
    assert (found.ticks[0].value, found.ticks[-1].value) == (found.low, found.high)


def test_whole_numbers_have_no_ticks_between_them():
    assert all("," not in text for text in texts(axis((1, 3), measure="count", unit="antal", decimals=0)))


def test_words_under_the_latest_value_get_room_below_it():
    without, with_room = (axis((80, 90), latest=Decimal(72), room=room) for room in (0.0, 0.4))

    assert with_room.low < without.low


def test_room_below_never_goes_under_zero():
    assert axis((0, 40), latest=Decimal(0), room=0.4).low == 0


@pytest.mark.parametrize(
    ("unit", "caption"), [("%", ""), ("antal", ""), ("antal dagar", "Antal dagar"), ("kronor", "Kronor")]
)
def test_unit_stands_above_the_axis_where_no_tick_says_it(unit, caption):
    assert axis((5, 8), unit=unit, measure="rate").caption == caption


class TestRank:
    def ranked(self, values, direction=Direction.LOWER):
        return axis(values, measure="rank", unit="plats", decimals=0, direction=direction)

    def test_first_place_is_best_and_at_the_top(self):
        found = self.ranked((187, 201))

        assert texts(found)[0] == "1 (bäst)"
        assert found.share(Decimal(1)) == 1

    def test_few_places_do_not_fill_the_height(self):
        assert self.ranked((2, 3)).high >= 10

    def test_rank_that_is_better_when_higher_stands_as_it_is(self):
        found = self.ranked((187, 201), Direction.HIGHER)

        assert (texts(found)[0], found.share(Decimal(1))) == ("1", 0)


def test_steps_on_a_scale_are_named_from_the_bottom():
    found = axis((1, 2), categories=("inget", "några", "alla"), measure="category", unit="")

    assert texts(found) == ["Inget", "Några", "Alla"]
    assert found.share(Decimal(0)) < found.share(Decimal(1)) < found.share(Decimal(2))


@pytest.mark.parametrize(
    ("first", "last", "apart", "years"),
    [
        (2020, 2024, 1, (2020, 2021, 2022, 2023, 2024)),
        (2020, 2024, 2, (2020, 2022, 2024)),
        (2019, 2024, 2, (2019, 2021, 2024)),  # 2023 would stand too near the last
        (1971, 2025, 10, (1971, 1990, 2000, 2010, 2025)),  # 1980 and 2020 too
        (2024, 2024, 1, (2024,)),
    ],
)
def test_first_and_last_year_are_always_written_out(first, last, apart, years):
    assert year_ticks(first, last, apart) == years
