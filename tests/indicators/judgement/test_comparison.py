"""Where a value stands among others: the table of the rule, by plain numbers."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from indicators.judgement.comparison import (
    Change,
    Comparison,
    Others,
    Place,
    change_since,
    compare,
    compared_point,
    is_too_old,
    standing_of,
)
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.vocabulary import Direction, Standing

HIGHER, LOWER, RANGE, NONE = Direction.HIGHER, Direction.LOWER, Direction.RANGE, Direction.NONE
BETTER, SIMILAR, WORSE, OVER, UNDER = Standing


def others(*values: str | int) -> dict[str, Decimal]:
    return {f"kommun {place}": Decimal(value) for place, value in enumerate(values)}


def series(values: Mapping[int, str | int | None]) -> tuple[Point, ...]:
    return tuple(Point(year, None if value is None else Decimal(value)) for year, value in values.items())


def placed(own: str | int, group: Mapping[str, Decimal], rule: Rule) -> Place:
    found = compare(Point(2024, Decimal(own)), rule, Others(group=group))
    assert found is not None
    assert found.group is not None
    return found.group


def compared(own: str, country: str, rule: Rule, margin: str | None = None) -> Comparison:
    given = None if margin is None else Decimal(margin)
    found = compare(Point(2024, Decimal(own)), rule, Others(Decimal(country)), given)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("direction", "own", "country", "standing"),
    [
        (HIGHER, "86.1", "85.0", BETTER),
        (HIGHER, "83.9", "85.0", WORSE),
        (LOWER, "83.9", "85.0", BETTER),
        (LOWER, "86.1", "85.0", WORSE),
        (NONE, "86.1", "85.0", OVER),
        (NONE, "83.9", "85.0", UNDER),
        (RANGE, "86.1", "85.0", OVER),  # no range is known
        (HIGHER, "-3.0", "-5.0", BETTER),
        (LOWER, "-3.0", "-5.0", WORSE),
        (HIGHER, "0", "0", SIMILAR),
        (HIGHER, "0", "-0.2", BETTER),
        (HIGHER, "1", "0", BETTER),
    ],
)
def test_standing_beside_the_country_follows_the_direction(
    direction: Direction, own: str, country: str, standing: Standing
) -> None:
    found = compared(own, country, Rule(direction))

    assert found.country is not None
    assert (found.country.standing, found.country.gap) == (standing, Decimal(own) - Decimal(country))


@pytest.mark.parametrize(
    ("decimals", "margin", "own", "standing"),
    [
        (1, None, "85.1", SIMILAR),  # a published decimal apart
        (1, None, "85.2", BETTER),
        (1, None, "84.9", SIMILAR),
        (1, None, "84.8", WORSE),
        (1, None, "85.14", SIMILAR),  # as published: 85,1
        (1, None, "85.15", BETTER),  # as published: 85,2
        (0, None, "86", SIMILAR),
        (0, None, "87", BETTER),
        (2, None, "85.02", BETTER),
        (1, "2", "87.0", SIMILAR),
        (1, "2", "87.1", BETTER),
        (1, "0", "85.0", SIMILAR),
        (1, "0", "85.1", BETTER),
        (1, "-1", "85.1", SIMILAR),  # no margin at all: the published decimal holds
    ],
)
def test_margin_is_the_own_one_else_a_published_decimal(
    decimals: int, margin: str | None, own: str, standing: Standing
) -> None:
    found = compared(own, "85", Rule(HIGHER, decimals), margin)

    assert found.country is not None
    assert found.country.standing == standing
    assert found.margin_is_default == (margin in {None, "-1"})


@pytest.mark.parametrize(
    ("own", "other", "standing"),
    [
        (50, 70, BETTER),
        (70, 50, WORSE),
        (30, 75, BETTER),  # ten outside, and fifteen
        (41, 59, SIMILAR),  # both inside: neither is nearer
        (30, 70, SIMILAR),  # as far out on either side
    ],
)
def test_nearer_to_a_known_range_is_better(own: int, other: int, standing: Standing) -> None:
    rule = Rule(RANGE, 0, (TargetPoint(2026, low=Decimal(40), high=Decimal(60)),))

    assert standing_of(Decimal(own), Decimal(other), rule, 2024) == standing


def test_range_of_the_year_is_the_next_that_was_decided() -> None:
    rule = Rule(
        RANGE,
        0,
        (TargetPoint(2020, low=Decimal(0), high=Decimal(10)), TargetPoint(2025, low=Decimal(40), high=Decimal(60))),
    )

    assert standing_of(Decimal(50), Decimal(5), rule, 2024) == BETTER
    assert standing_of(Decimal(50), Decimal(5), rule, 2020) == WORSE
    assert standing_of(Decimal(50), Decimal(5), rule, 2030) == BETTER


@pytest.mark.parametrize(
    ("direction", "rank", "quartile"), [(HIGHER, 2, 1), (LOWER, 4, 3), (NONE, 2, 1), (RANGE, 2, 1)]
)
def test_rank_goes_by_direction_else_from_the_largest(direction: Direction, rank: int, quartile: int) -> None:
    found = placed(25, others(10, 20, 22, 30), Rule(direction))

    assert (found.rank, found.count, found.quartile) == (rank, 5, quartile)


@pytest.mark.parametrize(("count", "is_ranked"), [(1, False), (2, False), (3, False), (4, True), (5, True)])
def test_no_rank_among_fewer_than_five(count: int, is_ranked: bool) -> None:
    found = placed(25, others(*range(count)), Rule(HIGHER))

    assert found.count == count + 1
    assert (found.rank is not None, found.quartile is not None) == (is_ranked, is_ranked)


@pytest.mark.parametrize("direction", [HIGHER, LOWER])
def test_ties_share_the_better_rank_as_published(direction: Direction) -> None:
    found = placed("25.01", others("25.04", "24.98", 30, 10), Rule(direction))

    assert (found.rank, found.tied, found.count) == (2, 2, 5)


def test_all_alike_share_the_first_place() -> None:
    found = placed(5, others(5, 5, 5, 5), Rule(HIGHER))

    assert (found.rank, found.tied, found.quartile, found.standing) == (1, 4, 1, SIMILAR)


@pytest.mark.parametrize(
    ("better", "worse", "quartile"),
    [(0, 7, 1), (1, 6, 1), (2, 5, 2), (3, 4, 2), (4, 3, 3), (5, 2, 3), (6, 1, 4), (7, 0, 4), (0, 4, 1), (4, 0, 4)],
)
def test_quartile_is_the_quarter_of_the_rank(better: int, worse: int, quartile: int) -> None:
    assert placed(5, others(*[9] * better, *[1] * worse), Rule(HIGHER)).quartile == quartile


def test_mean_and_median_are_of_the_others_unrounded() -> None:
    found = placed(1000, others("1.01", "1.02", "1.06", "1.10"), Rule(HIGHER, 0))

    assert (found.mean, found.median, found.standing) == (Decimal("1.0475"), Decimal("1.04"), BETTER)


def test_one_other_value_is_no_middle() -> None:
    found = placed(5, others(4), Rule(HIGHER))

    assert (found.mean, found.median, found.standing) == (None, None, None)


def test_group_and_nation_have_a_place_each() -> None:
    given = Others(Decimal(50), others(1, 2, 3, 99), others(*range(100)))
    found = compare(Point(2024, Decimal(60)), Rule(HIGHER), given)

    assert found is not None
    assert found.group is not None
    assert found.nation is not None
    assert (found.group.rank, found.group.count) == (2, 5)
    assert (found.nation.rank, found.nation.count, found.nation.quartile) == (40, 101, 2)


def test_nothing_to_compare_with_is_no_comparison() -> None:
    own, rule = Point(2024, Decimal(1)), Rule(HIGHER)

    assert compare(Point(2024, None), rule, Others(group=others(1, 2))) is None
    assert compare(Point(2024, Decimal("NaN")), rule, Others(group=others(1, 2))) is None
    assert compare(own, rule, Others()) is None
    assert compare(own, rule, Others(Decimal("NaN"), others("NaN", "Infinity"))) is None


# Which year is compared.


@pytest.mark.parametrize(
    ("values", "repeats", "year"),
    [
        ({2022: 82, 2023: 82, 2024: 85, 2025: 85}, True, 2024),
        ({2022: 82, 2023: 82, 2024: 85, 2025: 85}, False, 2025),
        ({2022: 82, 2023: None, 2024: 82}, True, 2024),  # the year before was not measured: the result is the same
        ({2022: 82, 2023: 82, 2024: 82}, True, 2022),
        ({2023: "82.00", 2024: "82"}, True, 2023),
        ({2024: 85, 2026: 90}, True, 2024),  # not the future
        ({2023: 0, 2024: 0}, True, 2023),
    ],
)
def test_latest_measured_year_is_compared(values: dict[int, str | int | None], repeats: bool, year: int) -> None:
    found = compared_point(series(values), Rule(HIGHER), 2025, repeats=repeats)

    assert found is not None
    assert found.year == year


def test_without_a_value_no_year_is_compared() -> None:
    assert compared_point(series({2024: None, 2026: 5}), Rule(HIGHER), 2025) is None


@pytest.mark.parametrize(("year", "expected"), [(2023, False), (2022, True)])
def test_older_than_the_longest_age_is_too_old(year: int, expected: bool) -> None:
    assert is_too_old(year, Rule(HIGHER, longest_age=2), 2025) is expected


# The change since the measurement before.


def changed(values: dict[int, str | int | None], rule: Rule, *, repeats: bool = False) -> Change | None:
    return change_since(series(values), rule, 2025, repeats=repeats)


@pytest.mark.parametrize(
    ("direction", "values", "value", "standing"),
    [
        (HIGHER, {2023: 80, 2025: "80.7"}, "0.7", BETTER),
        (LOWER, {2023: 80, 2025: "80.7"}, "0.7", WORSE),
        (NONE, {2023: 80, 2025: "80.7"}, "0.7", OVER),
        (HIGHER, {2024: 80, 2025: "80.1"}, "0.1", SIMILAR),
        (HIGHER, {2024: 80, 2025: 80}, "0", SIMILAR),
        (LOWER, {2024: "-2.0", 2025: "-3.5"}, "-1.5", BETTER),
    ],
)
def test_change_is_told_beside_the_value_before(
    direction: Direction, values: dict[int, str | int | None], value: str, standing: Standing
) -> None:
    found = changed(values, Rule(direction))

    assert found is not None
    assert (found.value, found.standing, found.now.year) == (Decimal(value), standing, 2025)


def test_repeated_answer_is_no_measurement_before() -> None:
    found = changed({2022: 82, 2023: 82, 2024: 85, 2025: 85}, Rule(HIGHER), repeats=True)

    assert found is not None
    assert (found.before.year, found.now.year, found.value) == (2022, 2024, Decimal(3))


@pytest.mark.parametrize(
    ("values", "breaks"),
    [({2025: 80}, ()), ({}, ()), ({2024: 80, 2025: 85}, (2025,)), ({2020: 80, 2025: 85}, (2022,))],
)
def test_no_change_is_told_where_two_values_cannot_be_compared(
    values: dict[int, str | int | None], breaks: tuple[int, ...]
) -> None:
    assert changed(values, Rule(HIGHER, breaks=breaks)) is None
