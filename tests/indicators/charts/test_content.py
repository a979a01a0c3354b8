"""What a chart holds of its series, whichever face draws it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.charts import content
from indicators.vocabulary import Direction, TargetKind
from tests.indicators.drawn_series import make_series


def years_in(runs):
    return [[each.year for each in run] for run in runs]


@pytest.mark.parametrize(
    ("shown", "keys"),
    [
        (set(), ["kommunen"]),
        ({"riket"}, ["kommunen", "riket"]),
        ({"women", "man"}, ["kommunen", "kvinnor", "man"]),
        ({"finns-inte"}, ["kommunen"]),
        ({"kommunen"}, ["kommunen"]),
    ],
)
def test_own_line_is_always_drawn_and_others_when_asked_for(shown, keys):
    series = make_series({2022: 5}, women={2022: 6}, men={2022: 4}, country={2022: 8})

    assert [line.key for line in content.lines_of(series, frozenset(shown))] == keys


@pytest.mark.parametrize(
    ("values", "changes", "joined"),
    [
        ({2020: 1, 2021: 2, 2022: 3}, {}, [[2020, 2021, 2022]]),
        ({2020: 1, 2022: 3}, {}, [[2020], [2022]]),
        ({2020: 1, 2021: None, 2022: 3}, {}, [[2020], [2022]]),
        ({2020: 1, 2021: 2, 2022: 3}, {"breaks": {2021: "Ny enkät"}}, [[2020], [2021, 2022]]),
        ({2020: 1, 2021: 2, 2022: 3}, {"seen_from": 2021}, [[2020, 2021]]),
        ({}, {}, []),
    ],
)
def test_line_is_split_where_nothing_may_be_joined(values, changes, joined):
    series = make_series(values, **changes)

    assert years_in(content.runs_of(series, series.home)) == joined


@pytest.mark.parametrize(
    ("values", "reasons", "seen_from", "gaps"),
    [
        ({2020: 1, 2021: 2}, {}, 2024, ()),
        ({2018: 1, 2021: 2}, {}, 2024, ((2019, 2020, ""),)),
        ({2018: 1, 2021: 2}, {2020: "För få svar"}, 2024, ((2019, 2019, ""), (2020, 2020, "För få svar"))),
        ({2018: 1, 2021: 2}, {2019: "Sekretess", 2020: "Sekretess"}, 2024, ((2019, 2020, "Sekretess"),)),
        (
            {2018: 1, 2020: 2},
            {2021: "Inte publicerat än"},
            2024,
            ((2019, 2019, ""), (2021, 2021, "Inte publicerat än")),
        ),
        ({2020: 1}, {2022: "Inte publicerat än"}, 2024, ((2022, 2022, "Inte publicerat än"),)),
        ({2020: 1}, {2022: "Inte publicerat än"}, 2021, ()),
        ({}, {2022: "Sekretess"}, 2024, ()),
    ],
)
def test_gaps_are_told_by_span_and_reason(values, reasons, seen_from, gaps):
    assert content.gaps_of(make_series(values, reasons=reasons, seen_from=seen_from)) == gaps


def test_path_over_a_change_of_method_is_two_runs():
    series = make_series(
        {2020: 70}, targets=[(2023, 85), (2025, 95)], baseline=(2020, 70), breaks={2022: "Nytt sätt att räkna"}
    )

    assert years_in(content.path_runs(series)) == [[2020, 2021], [2023, 2024, 2025]]


def test_path_is_drawn_straight_between_its_targets():
    series = make_series({2020: 70}, targets=[(2023, 85), (2026, 95)], baseline=(2020, 70))

    (run,) = content.path_runs(series)

    assert [each.year for each in content.turning_points_of(series, run)] == [2020, 2023, 2026]


def test_a_path_that_is_no_line_turns_every_year():
    series = make_series({2020: 70}, targets=[(2023, 85)], baseline=(2020, 70))
    changed = replace(series, targets=tuple(replace(each, kind=TargetKind.CHANGE) for each in series.targets))

    (run,) = content.path_runs(changed)

    assert [each.year for each in content.turning_points_of(changed, run)] == [2020, 2021, 2022, 2023]


@pytest.mark.parametrize(
    ("direction", "number"),
    [(Direction.HIGHER, 40), (Direction.LOWER, 60), (Direction.RANGE, None)],
)
def test_range_is_drawn_at_the_end_that_is_aimed_at(direction, number):
    series = make_series({2020: 70}, targets=[(2025, 40, 60)], direction=direction)

    assert content.aim_of(series, series.targets[0]) == number


def test_each_band_starts_after_the_one_before():
    series = make_series({2020: 70}, targets=[(2025, 40, 60), (2022, 38, 65)], direction=Direction.RANGE)

    bands = [(first, last, target.low) for first, last, target in content.bands_of(series, 2020, 2025)]

    assert bands == [(2020, 2022, 38), (2023, 2025, 40)]


def test_band_outside_the_drawn_years_is_left_out():
    series = make_series({2020: 70}, targets=[(2022, 38, 65), (2040, 40, 60)], direction=Direction.RANGE)

    assert [last for _, last, _ in content.bands_of(series, 2020, 2025)] == [2022]


def test_target_range_is_no_band_where_one_end_is_better():
    series = make_series({2020: 70}, targets=[(2025, 40, 60)], direction=Direction.HIGHER)

    assert content.bands_of(series, 2020, 2025) == ()


@pytest.mark.parametrize(
    ("period", "extension"),
    [(None, None), ((2020, 2023, 2023), None), ((2020, 2023, 2024), (2024, 2024)), ((2020, 2023, 2026), (2024, 2026))],
)
def test_extension_is_the_years_after_the_first_decision(period, extension):
    assert content.extension_of(make_series({2020: 1}, period=period)) == extension


@pytest.mark.parametrize(
    ("values", "changes", "span"),
    [
        ({2018: 1, 2020: 2}, {}, (2018, 2020)),
        ({2020: 1}, {"targets": [(2030, 5)]}, (2020, 2030)),
        ({2022: 1}, {"targets": [(2025, 5)], "baseline": (2016, 0)}, (2016, 2025)),
        ({2020: 1}, {"reasons": {2022: "Sekretess"}}, (2020, 2022)),
        ({2020: 1, 2023: 2}, {"seen_from": 2021}, (2020, 2020)),
        ({}, {"targets": [(2030, 5)]}, None),
    ],
)
def test_years_of_the_axis_hold_values_path_targets_and_gaps(values, changes, span):
    series = make_series(values, **changes)

    assert content.years_of(series, [series.home]) == span


def test_axis_has_to_hold_values_path_and_both_ends_of_a_range():
    series = make_series({2020: 70, 2021: None}, targets=[(2025, 40, 60)], direction=Direction.RANGE)

    assert sorted(content.numbers_of(series, [series.home])) == [Decimal(40), Decimal(60), Decimal(70)]


@pytest.mark.parametrize(
    ("baseline", "targets", "is_drawn"),
    [((2020, 70), [(2025, 90)], True), (None, [(2025, 90)], False), ((2020, 70), [], False)],
)
def test_baseline_is_named_only_where_a_path_starts_there(baseline, targets, is_drawn):
    assert content.has_baseline(make_series({2022: 75}, baseline=baseline, targets=targets)) is is_drawn
