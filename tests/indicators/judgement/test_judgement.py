"""The rules of judgement, case by case: plain numbers in, a verdict out."""

from decimal import Decimal

import pytest

from indicators.judgement.rule import BAND_SHARE, TOLERANCE_SHARE, Point, Rule, TargetPoint, published
from indicators.judgement.status import distribution, expected_path, judge_status
from indicators.judgement.trend import Pace, judge_trend, pace_of
from indicators.judgement.verdict import Expected, StatusVerdict, TrendVerdict
from indicators.vocabulary import Direction, Reason, Status, Trend

HIGHER, LOWER, RANGE, NONE = Direction.HIGHER, Direction.LOWER, Direction.RANGE, Direction.NONE

type Value = str | int | None
type Aim = str | int | tuple[Value, Value]


def number(value: Value) -> Decimal | None:
    return None if value is None else Decimal(value)


def point(year: int, value: Value) -> Point:
    return Point(year, number(value))


def series(values: dict[int, Value]) -> tuple[Point, ...]:
    return tuple(point(year, value) for year, value in values.items())


def target(year: int, aim: Aim) -> TargetPoint:
    if isinstance(aim, tuple):
        return TargetPoint(year, low=number(aim[0]), high=number(aim[1]))
    return TargetPoint(year, number(aim))


def rule(
    direction: Direction,
    targets: dict[int, Aim] | None = None,
    *,
    baseline: tuple[int, Value] | None = None,
    tolerance: Value = None,
    trend_band: Value = None,
    decimals: int = 1,
    longest_age: int = 2,
    breaks: tuple[int, ...] = (),
) -> Rule:
    return Rule(
        direction=direction,
        decimals=decimals,
        targets=tuple(target(year, aim) for year, aim in (targets or {}).items()),
        baseline=point(*baseline) if baseline else None,
        tolerance=number(tolerance),
        trend_band=number(trend_band),
        longest_age=longest_age,
        breaks=breaks,
    )


def judge(values: dict[int, Value], judged_by: Rule, seen_from: int | None = None) -> StatusVerdict:
    """Judge from the year of the latest point, unless another year is given."""
    return judge_status(series(values), judged_by, max(values) if seen_from is None else seen_from)


def trend_of(values: dict[int, Value], judged_by: Rule, seen_from: int | None = None) -> TrendVerdict:
    return judge_trend(series(values), judged_by, max(values) if seen_from is None else seen_from)


# The fifteen worked cases.


def test_value_past_a_lower_target_is_reached_before_its_year() -> None:
    verdict = judge({2026: 9}, rule(LOWER, {2028: 10}, baseline=(2024, 20)))

    assert verdict.status == Status.REACHED
    assert verdict.reason is None


def test_value_hardly_above_a_zero_baseline_is_behind_its_line() -> None:
    verdict = judge({2026: "0.1"}, rule(HIGHER, {2028: 5}, baseline=(2024, 0), tolerance="0.5"))

    assert verdict.status == Status.BEHIND
    assert verdict.expected == Expected("line", Decimal("2.5"), start=point(2024, "0.0"), end=point(2028, "5.0"))
    assert verdict.gap == Decimal("-2.4")


def test_value_going_backwards_is_behind_and_has_a_trend() -> None:
    values: dict[int, Value] = {2024: 50, 2025: 48, 2026: 45}
    judged_by = rule(HIGHER, {2028: 60}, baseline=(2024, 50))

    assert judge(values, judged_by).status == Status.BEHIND
    assert trend_of(values, judged_by).trend == Trend.WORSENING


def test_value_still_at_its_baseline_is_behind() -> None:
    verdict = judge({2022: 90}, rule(HIGHER, {2024: 95}, baseline=(2020, 90), tolerance="0.5"))

    assert verdict.status == Status.BEHIND
    assert verdict.expected is not None
    assert verdict.expected.value == Decimal("92.5")


def test_value_that_is_published_as_the_target_reaches_it() -> None:
    verdict = judge({2025: "89.96"}, rule(HIGHER, {2025: 90}, decimals=1))

    assert verdict.status == Status.REACHED
    assert verdict.outcome == point(2025, "90.0")


def test_value_too_old_keeps_the_verdict_of_its_own_year() -> None:
    verdict = judge({2019: 82}, rule(HIGHER, {2023: 80}), seen_from=2024)

    assert (verdict.status, verdict.reason) == (Status.UNKNOWN, Reason.STALE)
    assert verdict.outcome == point(2019, 82)
    assert verdict.expected is None
    assert verdict.gap is None
    assert verdict.earlier is not None
    assert (verdict.earlier.status, verdict.earlier.seen_from) == (Status.REACHED, 2019)


def test_extension_without_a_new_target_keeps_the_old_one() -> None:
    judged_by = rule(HIGHER, {2023: 80}, baseline=(2019, 60))
    verdict = judge({2024: 70}, judged_by)

    assert verdict.status == Status.MISSED
    assert verdict.expected == Expected("end", Decimal(80))
    path = expected_path(judged_by, 2019, 2024)
    assert path == series({2019: 60, 2020: 65, 2021: 70, 2022: 75, 2023: 80, 2024: 80})


def test_value_just_outside_a_range_is_near() -> None:
    verdict = judge({2024: 62}, rule(RANGE, {2025: (40, 60)}, tolerance=3))

    assert verdict.status == Status.NEAR
    assert verdict.gap == -2
    assert verdict.expected == Expected("range", low=Decimal(40), high=Decimal(60))


def test_target_of_zero_is_reached_at_zero() -> None:
    assert judge({2023: 0}, rule(LOWER, {2023: 0}, baseline=(2020, 8))).status == Status.REACHED


def test_negative_numbers_half_way_are_on_track() -> None:
    verdict = judge({2022: "-12.5"}, rule(HIGHER, {2024: -5}, baseline=(2020, -20)))

    assert verdict.status == Status.ON_TRACK
    assert verdict.gap == 0


def test_missing_years_are_neither_judged_nor_joined() -> None:
    values: dict[int, Value] = {2019: 10, 2020: None, 2022: 14}
    judged_by = rule(HIGHER, {2024: 20}, baseline=(2018, 8))

    assert judge(values, judged_by).outcome == point(2022, 14)
    found = trend_of(values, judged_by)
    assert found.trend == Trend.TOO_FEW
    assert found.window == series({2019: 10, 2022: 14})


def test_line_from_before_a_method_change_judges_nothing() -> None:
    verdict = judge({2022: 55}, rule(HIGHER, {2024: 60}, baseline=(2018, 50), breaks=(2021,)))

    assert (verdict.status, verdict.reason, verdict.break_year) == (Status.UNKNOWN, Reason.METHOD_CHANGED, 2021)
    assert verdict.expected is None


def test_two_values_are_judged_but_make_no_trend() -> None:
    values: dict[int, Value] = {2023: 10, 2024: 15}
    judged_by = rule(HIGHER, {2024: 15})

    assert judge(values, judged_by).status == Status.REACHED
    assert trend_of(values, judged_by).trend == Trend.TOO_FEW


def test_five_values_without_a_target_have_a_trend_but_no_status() -> None:
    values: dict[int, Value] = {2020: 10, 2021: 11, 2022: 12, 2023: 13, 2024: 14}
    verdict = judge(values, rule(HIGHER))

    assert (verdict.status, verdict.reason) == (Status.UNKNOWN, Reason.NO_TARGET)
    assert trend_of(values, rule(HIGHER)).trend == Trend.IMPROVING


def test_value_within_the_tolerance_in_the_target_year_is_near() -> None:
    verdict = judge({2024: "94.8"}, rule(HIGHER, {2024: 95}, tolerance="0.5"))

    assert verdict.status == Status.NEAR


# What cannot be judged, and in which order the reasons are given.


@pytest.mark.parametrize("values", [{}, {2024: None}, {2026: 10}, {2024: "NaN"}, {2024: "Infinity"}, {2024: "1E+15"}])
def test_series_without_a_usable_outcome_in_time_has_no_outcome(values: dict[int, Value]) -> None:
    verdict = judge_status(series(values), rule(HIGHER, {2024: 10}), 2025)

    assert verdict == StatusVerdict(Status.UNKNOWN, 2025, Reason.NO_OUTCOME, direction=HIGHER)


def test_value_of_exactly_the_longest_age_is_still_judged() -> None:
    judged_by = rule(HIGHER, {2023: 80}, longest_age=2)

    assert judge({2023: 82}, judged_by, seen_from=2025).status == Status.REACHED
    assert judge({2022: 82}, judged_by, seen_from=2025).reason == Reason.STALE


def test_old_value_after_a_newer_missing_one_is_stale() -> None:
    assert judge({2019: 82, 2024: None}, rule(HIGHER, {2023: 80})).reason == Reason.STALE


def test_negative_longest_age_makes_every_value_stale() -> None:
    verdict = judge({2024: 82}, rule(HIGHER, {2024: 80}, longest_age=-1))

    assert verdict.reason == Reason.STALE
    assert verdict.earlier is not None
    assert verdict.earlier.status == Status.REACHED


def test_stale_comes_before_direction_and_that_before_target() -> None:
    assert judge({2019: 1}, rule(NONE), seen_from=2024).reason == Reason.STALE
    assert judge({2024: 1}, rule(NONE)).reason == Reason.NO_DIRECTION
    assert judge({2024: 1}, rule(HIGHER)).reason == Reason.NO_TARGET


def test_without_a_direction_the_target_is_shown_but_not_judged() -> None:
    verdict = judge({2024: 12}, rule(NONE, {2024: 10}))

    assert (verdict.status, verdict.reason) == (Status.UNKNOWN, Reason.NO_DIRECTION)
    assert verdict.end_target == target(2024, 10)


def test_direction_read_as_plain_text_from_a_row_means_the_same() -> None:
    plain = Rule("lower", targets=(target(2024, 10),))  # type: ignore[arg-type]

    assert judge({2024: 9}, plain).status == Status.REACHED
    assert judge({2024: 9}, Rule("", targets=(target(2024, 10),))).reason == Reason.NO_DIRECTION  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("direction", "aim"),
    [
        (HIGHER, None),
        (HIGHER, "NaN"),
        (HIGHER, (None, 10)),
        (LOWER, (10, None)),
        (RANGE, (10, None)),
        (RANGE, (None, 10)),
        (RANGE, (10, 5)),
        (HIGHER, (10, 5)),
        (RANGE, ("sNaN", 5)),
    ],
)
def test_nonsensical_target_counts_as_none(direction: Direction, aim: Aim) -> None:
    verdict = judge({2024: 7}, rule(direction, {2024: aim}))

    assert (verdict.status, verdict.reason, verdict.end_target) == (Status.UNKNOWN, Reason.NO_TARGET, None)


def test_without_a_baseline_no_value_is_judged_before_its_target() -> None:
    verdict = judge({2024: 7}, rule(HIGHER, {2025: 10, 2028: 20}))

    assert (verdict.status, verdict.reason) == (Status.UNKNOWN, Reason.NO_BASELINE)
    assert verdict.end_target == target(2028, 20)


def test_without_a_baseline_a_value_can_reach_its_first_target() -> None:
    verdict = judge({2024: 20}, rule(HIGHER, {2028: 20}))

    assert (verdict.status, verdict.expected, verdict.gap) == (Status.REACHED, None, None)


@pytest.mark.parametrize("baseline", [(2020, None), (2020, "NaN"), (2028, 5), (2030, 5)])
def test_baseline_that_starts_no_line_is_missing(baseline: tuple[int, Value]) -> None:
    verdict = judge({2024: 7}, rule(HIGHER, {2028: 10}, baseline=baseline))

    assert verdict.reason == Reason.NO_BASELINE


# The path.


def test_target_for_the_very_year_is_what_is_expected() -> None:
    verdict = judge({2025: 12}, rule(HIGHER, {2025: 12, 2028: 30}, baseline=(2024, 0)))

    assert verdict.status == Status.ON_TRACK
    assert verdict.expected == Expected("target", Decimal(12))


def test_line_starts_at_the_latest_target_not_at_the_baseline() -> None:
    verdict = judge({2026: 15}, rule(HIGHER, {2028: 30, 2025: 15}, baseline=(2021, 0)))

    assert verdict.expected is not None
    assert (verdict.expected.start, verdict.expected.end) == (point(2025, 15), point(2028, 30))
    assert verdict.expected.value == 20


def test_line_ends_at_the_next_target_rather_than_at_the_last() -> None:
    verdict = judge({2022: 3}, rule(HIGHER, {2023: 4, 2028: 30}, baseline=(2021, 0)))

    assert verdict.expected is not None
    assert verdict.expected.value == 2


def test_line_can_start_at_a_baseline_between_two_targets() -> None:
    verdict = judge({2024: 20}, rule(HIGHER, {2022: 90, 2026: 30}, baseline=(2023, 15)))

    assert verdict.expected is not None
    assert (verdict.expected.start, verdict.expected.value) == (point(2023, 15), Decimal(20))


def test_line_can_start_at_a_target_without_any_baseline() -> None:
    verdict = judge({2026: 14}, rule(HIGHER, {2025: 10, 2027: 20}))

    assert verdict.status == Status.BEHIND
    assert verdict.expected is not None
    assert verdict.expected.value == 15


def test_the_baseline_is_what_is_expected_in_its_own_year() -> None:
    verdict = judge({2024: 50}, rule(HIGHER, {2028: 60}, baseline=(2024, 50)))

    assert (verdict.status, verdict.gap) == (Status.ON_TRACK, Decimal(0))


def test_target_in_the_year_of_the_baseline_replaces_it() -> None:
    verdict = judge({2025: 8}, rule(HIGHER, {2024: 10, 2028: 50}, baseline=(2024, 0)))

    assert verdict.expected is not None
    assert verdict.expected.value == 20


def test_expected_value_is_rounded_half_up_before_it_is_compared() -> None:
    verdict = judge({2025: 3}, rule(HIGHER, {2028: 10}, baseline=(2024, 0), decimals=0))

    assert verdict.status == Status.ON_TRACK  # 2.5 is published as 3
    assert verdict.expected is not None
    assert verdict.expected.value == 3


def test_expected_third_is_a_third() -> None:
    verdict = judge({2025: "3.33"}, rule(HIGHER, {2027: 10}, baseline=(2024, 0), decimals=2))

    assert verdict.status == Status.ON_TRACK


def test_what_was_decided_is_never_rounded() -> None:
    verdict = judge({2022: 5}, rule(HIGHER, {2024: "9.6"}, baseline=(2020, "0.4"), decimals=0))

    assert verdict.end_target == target(2024, "9.6")
    assert verdict.expected is not None
    assert verdict.expected.start == point(2020, "0.4")
    assert verdict.tolerance == TOLERANCE_SHARE * (Decimal("9.6") - Decimal("0.4"))


def test_value_past_the_target_year_is_judged_by_the_end_target() -> None:
    judged_by = rule(LOWER, {2024: 10}, baseline=(2020, 20), tolerance=1)

    assert judge({2025: 10}, judged_by).status == Status.REACHED
    assert judge({2025: 11}, judged_by).status == Status.NEAR
    assert judge({2025: "11.1"}, judged_by).status == Status.MISSED


def test_end_target_is_the_latest_in_whatever_order_they_come() -> None:
    verdict = judge({2026: 15}, rule(HIGHER, {2028: 20, 2024: 10}))

    assert verdict.end_target == target(2028, 20)
    assert verdict.status == Status.ON_TRACK


def test_gap_is_positive_where_a_lower_value_is_ahead() -> None:
    verdict = judge({2022: 14}, rule(LOWER, {2024: 10}, baseline=(2020, 20)))

    assert (verdict.status, verdict.gap) == (Status.ON_TRACK, Decimal(1))


def test_year_given_twice_counts_as_it_was_given_last() -> None:
    twice = (point(2024, 1), point(2023, 5), point(2024, 9))
    targets = (target(2024, 2), target(2024, 8))

    verdict = judge_status(twice, Rule(HIGHER, targets=targets), 2024)

    assert (verdict.outcome, verdict.end_target) == (point(2024, 9), target(2024, 8))


def test_equal_baseline_and_target_ask_to_keep_the_level() -> None:
    judged_by = rule(HIGHER, {2028: 10}, baseline=(2024, 10))

    assert judge({2026: 10}, judged_by).status == Status.REACHED
    verdict = judge({2026: "9.9"}, judged_by)
    assert (verdict.status, verdict.tolerance) == (Status.BEHIND, Decimal(0))


# Tolerance.


def test_tolerance_is_exact_and_its_limit_is_near() -> None:
    judged_by = rule(HIGHER, {2024: 95}, tolerance="0.25", decimals=2)

    assert judge({2024: "94.75"}, judged_by).status == Status.NEAR
    assert judge({2024: "94.74"}, judged_by).status == Status.MISSED


def test_tolerance_is_not_rounded_to_the_published_decimals() -> None:
    judged_by = rule(HIGHER, {2024: 95}, tolerance="0.9", decimals=0)

    assert judge({2024: 94}, judged_by).status == Status.MISSED


def test_default_tolerance_is_a_tenth_of_the_way_to_the_target() -> None:
    """The one test that pins the number: the others ask the rule for it."""
    judged_by = rule(LOWER, {2024: 10}, baseline=(2020, 20))

    verdict = judge({2024: 11}, judged_by)
    assert (verdict.status, verdict.tolerance, verdict.tolerance_is_default) == (Status.NEAR, Decimal(1), True)
    assert judge({2024: "11.1"}, judged_by).status == Status.MISSED


def test_default_tolerance_counts_the_way_to_the_last_target() -> None:
    verdict = judge({2022: 20}, rule(LOWER, {2022: 18, 2024: 10}, baseline=(2020, 20)))

    assert verdict.tolerance == TOLERANCE_SHARE * (20 - 10)


def test_default_tolerance_is_zero_without_a_baseline() -> None:
    verdict = judge({2024: "94.9"}, rule(HIGHER, {2024: 95}))

    assert (verdict.status, verdict.tolerance) == (Status.MISSED, Decimal(0))


def test_default_tolerance_counts_a_target_below_the_baseline() -> None:
    tolerance = TOLERANCE_SHARE * (90 - 80)
    verdict = judge({2024: str(80 - tolerance)}, rule(HIGHER, {2024: 80}, baseline=(2020, 90), decimals=2))

    assert (verdict.status, verdict.tolerance) == (Status.NEAR, tolerance)


@pytest.mark.parametrize("baseline", [(2028, 0), (2030, 0), (2024, None), (2024, "NaN")])
def test_default_tolerance_is_zero_where_no_line_can_start(baseline: tuple[int, Value]) -> None:
    verdict = judge({2028: 9}, rule(HIGHER, {2028: 10}, baseline=baseline))

    assert (verdict.status, verdict.tolerance) == (Status.MISSED, Decimal(0))


def test_default_tolerance_of_a_range_is_from_its_nearest_end() -> None:
    from_above = judge({2022: 50}, rule(RANGE, {2024: (40, 60)}, baseline=(2020, 80)))
    assert from_above.tolerance == TOLERANCE_SHARE * (80 - 60)
    assert judge({2022: 50}, rule(RANGE, {2024: (40, 60)}, baseline=(2020, 50))).tolerance == 0


def test_own_tolerance_of_zero_is_kept() -> None:
    verdict = judge({2024: 11}, rule(LOWER, {2024: 10}, baseline=(2020, 20), tolerance=0))

    assert (verdict.status, verdict.tolerance, verdict.tolerance_is_default) == (Status.MISSED, Decimal(0), False)


@pytest.mark.parametrize("tolerance", [-1, "NaN", "sNaN", "Infinity", "1E+99"])
def test_nonsensical_tolerance_gives_way_to_the_default(tolerance: Value) -> None:
    verdict = judge({2024: 11}, rule(LOWER, {2024: 10}, baseline=(2020, 20), tolerance=tolerance))

    assert (verdict.tolerance, verdict.tolerance_is_default) == (TOLERANCE_SHARE * (20 - 10), True)


# Ranges.


@pytest.mark.parametrize(
    ("year", "value", "expected"),
    [
        (2024, 40, Status.ON_TRACK),
        (2024, 60, Status.ON_TRACK),
        (2024, "39.9", Status.NEAR),
        (2024, 37, Status.NEAR),
        (2024, "36.9", Status.BEHIND),
        (2024, "63.1", Status.BEHIND),
        (2025, 60, Status.REACHED),
        (2026, 40, Status.REACHED),
        (2025, 63, Status.NEAR),
        (2025, "63.1", Status.MISSED),
    ],
)
def test_range_is_kept_until_its_year_and_reached_from_then(year: int, value: Value, expected: Status) -> None:
    assert judge({year: value}, rule(RANGE, {2025: (40, 60)}, tolerance=3)).status == expected


def test_gap_is_zero_anywhere_inside_a_range() -> None:
    assert judge({2024: 50}, rule(RANGE, {2025: (40, 60)})).gap == 0
    assert judge({2024: 38}, rule(RANGE, {2025: (40, 60)})).gap == -2


def test_range_of_the_next_target_year_holds_until_it() -> None:
    judged_by = rule(RANGE, {2023: (40, 70), 2025: (45, 60)}, tolerance=1)

    assert judge({2023: 70}, judged_by).status == Status.ON_TRACK
    assert judge({2023: 50}, judged_by).status == Status.ON_TRACK  # only the end target is reached
    assert judge({2024: 70}, judged_by).status == Status.BEHIND
    assert judge({2022: 41}, judged_by).status == Status.ON_TRACK


def test_range_needs_no_line_and_so_survives_a_method_change() -> None:
    verdict = judge({2022: 50}, rule(RANGE, {2024: (40, 60)}, baseline=(2018, 70), breaks=(2021,)))

    assert verdict.status == Status.ON_TRACK


def test_single_number_in_a_range_rule_is_a_range_of_one() -> None:
    judged_by = rule(RANGE, {2025: 50}, tolerance=1)

    assert judge({2025: 50}, judged_by).status == Status.REACHED
    assert judge({2025: 51}, judged_by).status == Status.NEAR
    assert judge({2025: "48.9"}, judged_by).status == Status.MISSED


def test_range_aims_at_its_low_end_where_higher_is_better() -> None:
    verdict = judge({2023: 40}, rule(HIGHER, {2025: (40, 60)}, baseline=(2021, 20)))

    assert (verdict.status, verdict.end_target) == (Status.REACHED, target(2025, (40, 60)))
    assert verdict.expected is not None
    assert verdict.expected.value == 30
    assert judge({2023: 70}, rule(HIGHER, {2025: (40, None)})).status == Status.REACHED


def test_range_aims_at_its_high_end_where_lower_is_better() -> None:
    assert judge({2023: 60}, rule(LOWER, {2025: (40, 60)})).status == Status.REACHED
    assert judge({2025: 61}, rule(LOWER, {2025: (None, 60)})).status == Status.MISSED


# Method changes.


def test_value_past_the_end_target_is_reached_despite_a_break() -> None:
    assert judge({2022: 60}, rule(HIGHER, {2024: 60}, baseline=(2018, 50), breaks=(2021,))).status == Status.REACHED


def test_method_change_after_the_outcome_changes_nothing() -> None:
    judged_by = rule(HIGHER, {2026: 60}, baseline=(2018, 50), breaks=(2023,))

    assert judge({2022: 55}, judged_by, seen_from=2024).status == Status.ON_TRACK


@pytest.mark.parametrize(
    ("targets", "baseline", "year"),
    [
        ({2021: 52, 2026: 60}, (2018, 50), 2022),  # a target since the change starts the line
        ({2026: 60}, (2021, 50), 2022),  # a baseline since the change starts the line
        ({2022: 58, 2026: 60}, (2018, 50), 2022),  # the year has a target of its own
        ({2022: 60}, (2018, 50), 2022),  # the target year has come
        ({2020: 60}, (2018, 50), 2022),  # the target year has passed
    ],
)
def test_method_change_leaves_a_comparable_footing_alone(
    targets: dict[int, Aim], baseline: tuple[int, Value], year: int
) -> None:
    verdict = judge({year: 10}, rule(HIGHER, targets, baseline=baseline, breaks=(2021,)))

    assert verdict.status in {Status.BEHIND, Status.MISSED}


def test_target_from_before_a_method_change_starts_no_line() -> None:
    verdict = judge({2022: 55}, rule(HIGHER, {2020: 52, 2026: 60}, baseline=(2021, 50), breaks=(2019, 2022)))

    assert (verdict.reason, verdict.break_year) == (Reason.METHOD_CHANGED, 2022)


def test_method_change_without_a_start_is_a_missing_baseline() -> None:
    verdict = judge({2022: 55}, rule(HIGHER, {2026: 60}, breaks=(2021,)))

    assert (verdict.reason, verdict.break_year) == (Reason.NO_BASELINE, None)


# Trend.


def test_trend_looks_at_the_last_five_values_only() -> None:
    values: dict[int, Value] = {2018: 90, 2019: 80, 2020: 1, 2021: 2, 2022: 3, 2023: 4, 2024: 5}
    found = trend_of(values, rule(HIGHER))

    assert found.trend == Trend.IMPROVING
    assert found.window == series({2020: 1, 2021: 2, 2022: 3, 2023: 4, 2024: 5})
    assert (found.slope, found.change) == (Decimal(1), Decimal(4))
    assert found.break_year is None


def test_trend_counts_years_and_not_places_in_the_series() -> None:
    found = trend_of({2024: 8, 2018: 0, 2020: 5}, rule(HIGHER, trend_band=0, decimals=2))

    # Years 0, 2, 6 and values 0, 5, 8: slope = (3·58 - 8·13) / (3·40 - 8²) = 70/56.
    assert (found.slope, found.change) == (Decimal("1.25"), Decimal("7.5"))


def test_trend_leaves_out_what_came_after_its_year() -> None:
    values: dict[int, Value] = {2020: 1, 2021: 2, 2022: 3, 2023: -50}

    assert trend_of(values, rule(HIGHER), seen_from=2022).trend == Trend.IMPROVING


def test_trend_by_direction() -> None:
    rising: dict[int, Value] = {2022: 10, 2023: 20, 2024: 30}
    falling: dict[int, Value] = {2022: 30, 2023: 20, 2024: 10}

    assert trend_of(rising, rule(HIGHER)).trend == Trend.IMPROVING
    assert trend_of(falling, rule(HIGHER)).trend == Trend.WORSENING
    assert trend_of(rising, rule(LOWER)).trend == Trend.WORSENING
    assert trend_of(falling, rule(LOWER)).trend == Trend.IMPROVING
    assert trend_of(rising, rule(NONE)).trend == Trend.RISING
    assert trend_of(falling, rule(NONE)).trend == Trend.FALLING
    assert trend_of(falling, rule(RANGE)).trend == Trend.FALLING


def test_trend_away_from_a_target_already_passed_still_improves() -> None:
    assert trend_of({2022: 20, 2023: 30, 2024: 40}, rule(HIGHER, {2028: 10})).trend == Trend.IMPROVING


def test_trend_within_its_band_limit_included_is_unchanged() -> None:
    values: dict[int, Value] = {2022: "10.0", 2023: "10.1", 2024: "10.2"}

    assert trend_of(values, rule(HIGHER, trend_band="0.2")).trend == Trend.UNCHANGED
    assert trend_of(values, rule(HIGHER, trend_band="0.19")).trend == Trend.IMPROVING
    assert trend_of(values, rule(LOWER, trend_band="0.2")).trend == Trend.UNCHANGED


def test_change_that_equals_the_band_is_unchanged_in_sevenths() -> None:
    found = trend_of({2018: 0, 2021: 3, 2024: 7}, rule(HIGHER, trend_band=7))

    # The slope is 7/6 a year; rounded first and then taken six times it would be more than seven.
    assert (found.trend, found.change) == (Trend.UNCHANGED, Decimal(7))


def test_trend_band_is_by_default_half_of_the_tolerance() -> None:
    values: dict[int, Value] = {2022: 10, 2023: "10.5", 2024: 11}

    found = trend_of(values, rule(HIGHER, tolerance=2))
    assert (found.trend, found.band, found.band_source) == (Trend.UNCHANGED, Decimal(1), "tolerance")
    found = trend_of(values, rule(HIGHER, {2028: 30}, baseline=(2022, 10)))
    assert (found.band, found.band_source) == (BAND_SHARE * TOLERANCE_SHARE * (30 - 10), "tolerance")
    assert trend_of(values, rule(HIGHER, tolerance="1.9")).trend == Trend.IMPROVING
    assert trend_of(values, rule(HIGHER, tolerance="0.5")).band == Decimal("0.25")


def test_trend_band_without_a_tolerance_is_a_share_of_the_mean() -> None:
    values: dict[int, Value] = {2022: -49, 2023: -50, 2024: -51}

    found = trend_of(values, rule(HIGHER))
    assert (found.trend, found.band, found.band_source) == (Trend.WORSENING, Decimal(1), "mean")
    assert trend_of({2022: 0, 2023: 0, 2024: 0}, rule(HIGHER)).trend == Trend.UNCHANGED


@pytest.mark.parametrize("band", [-1, "NaN", "-Infinity"])
def test_nonsensical_trend_band_gives_way_to_the_default(band: Value) -> None:
    assert trend_of({2022: 1, 2023: 2, 2024: 3}, rule(HIGHER, trend_band=band)).band_source == "mean"


def test_own_trend_band_is_told() -> None:
    found = trend_of({2022: 1, 2023: 2, 2024: 3}, rule(HIGHER, trend_band=0, tolerance=5))

    assert (found.band, found.band_source) == (Decimal(0), "own")


def test_trend_starts_anew_at_the_latest_method_change() -> None:
    values: dict[int, Value] = {2019: 90, 2020: 80, 2021: 1, 2022: 2, 2023: 3}
    found = trend_of(values, rule(HIGHER, breaks=(2018, 2021)))

    assert (found.trend, found.break_year) == (Trend.IMPROVING, 2021)
    assert [p.year for p in found.window] == [2021, 2022, 2023]


def test_trend_has_too_few_values_right_after_a_method_change() -> None:
    values: dict[int, Value] = {2019: 90, 2020: 80, 2021: 70, 2022: 2, 2023: 3}
    found = trend_of(values, rule(HIGHER, breaks=(2022,)))

    assert (found.trend, found.break_year, len(found.window)) == (Trend.TOO_FEW, 2022, 2)


def test_method_change_ahead_does_not_cut_the_trend() -> None:
    found = trend_of({2020: 1, 2021: 2, 2022: 3}, rule(HIGHER, breaks=(2023,)), seen_from=2022)

    assert (found.trend, found.break_year) == (Trend.IMPROVING, None)


def test_method_change_that_cuts_nothing_is_not_mentioned() -> None:
    values: dict[int, Value] = {2018: 9, 2019: 8, 2020: 1, 2021: 2, 2022: 3, 2023: 4}

    assert trend_of(values, rule(HIGHER, breaks=(2010,))).break_year is None
    assert trend_of({2022: 1, 2023: 2, 2024: 3}, rule(HIGHER, breaks=(2010,))).break_year is None
    assert trend_of(values, rule(HIGHER, breaks=(2019,))).break_year is None
    assert trend_of(values, rule(HIGHER, breaks=(2020,))).break_year == 2020


def test_trend_uses_values_as_published() -> None:
    values: dict[int, Value] = {2022: "1.4", 2023: "1.4", 2024: "1.44"}

    assert trend_of(values, rule(HIGHER, trend_band=0)).trend == Trend.UNCHANGED


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((80, 70, 65), Trend.IMPROVING),
        ((20, 25, 35), Trend.IMPROVING),
        ((65, 70, 80), Trend.WORSENING),
        ((35, 25, 20), Trend.WORSENING),
        ((41, 50, 59), Trend.UNCHANGED),
        ((30, 50, 70), Trend.UNCHANGED),  # as far off on the other side
        ((62, 63, 64), Trend.UNCHANGED),  # within the band
    ],
)
def test_trend_toward_a_range_improves(values: tuple[int, int, int], expected: Trend) -> None:
    judged_by = rule(RANGE, {2025: (40, 60)}, trend_band=2)

    assert trend_of(dict(zip((2022, 2023, 2024), values, strict=True)), judged_by).trend == expected


def test_trend_of_a_range_tells_both_distances() -> None:
    found = trend_of({2022: 80, 2023: 70, 2024: 60}, rule(RANGE, {2025: (40, 60)}, trend_band=2))

    assert (found.first_distance, found.last_distance, found.change) == (Decimal(20), Decimal(0), Decimal(-20))


def test_trend_toward_a_range_looks_to_the_end_target() -> None:
    judged_by = rule(RANGE, {2023: (40, 90), 2025: (40, 60)}, trend_band=2)

    assert trend_of({2022: 80, 2023: 75, 2024: 70}, judged_by).trend == Trend.IMPROVING


def test_trend_toward_a_range_by_exactly_the_band_is_unchanged() -> None:
    found = trend_of({2022: 71, 2023: 69, 2024: 69}, rule(RANGE, {2025: (40, 60)}, trend_band=2))

    assert found.first_distance == Decimal("10.666666667")
    assert found.trend == Trend.UNCHANGED


# Pace.


def test_pace_needed_stands_beside_the_pace_seen() -> None:
    found = pace_of(series({2022: 10, 2023: 11, 2024: 12}), rule(HIGHER, {2028: 30}), 2025)

    assert found == Pace(point(2024, 12), target(2028, 30), needed=Decimal("4.5"), seen=Decimal(1))


def test_pace_goes_to_the_end_target_past_those_on_the_way() -> None:
    found = pace_of(series({2024: 10}), rule(HIGHER, {2025: 15, 2028: 30}), 2024)

    assert found is not None
    assert (found.target, found.needed) == (target(2028, 30), Decimal(5))


def test_pace_is_negative_where_the_value_must_fall() -> None:
    found = pace_of(series({2024: 20}), rule(LOWER, {2028: 10}), 2024)

    assert found is not None
    assert (found.needed, found.seen) == (Decimal("-2.5"), None)


def test_pace_is_needed_where_a_method_change_hides_the_status() -> None:
    judged_by = rule(HIGHER, {2024: 60}, baseline=(2018, 50), breaks=(2021,))

    found = pace_of(series({2022: 55}), judged_by, 2022)

    assert found is not None
    assert found.needed == Decimal("2.5")


def test_pace_toward_a_range_goes_to_its_nearest_end() -> None:
    judged_by = rule(RANGE, {2026: (40, 60)})

    above = pace_of(series({2024: 70}), judged_by, 2024)
    below = pace_of(series({2024: 30}), judged_by, 2024)

    assert above is not None
    assert below is not None
    assert (above.needed, below.needed) == (Decimal(-5), Decimal(5))


@pytest.mark.parametrize(
    ("values", "judged_by", "seen_from"),
    [
        ({2024: 20}, rule(LOWER, {2024: 10}), 2024),  # the target year has come
        ({2025: 20}, rule(LOWER, {2024: 10}), 2025),
        ({2024: 20}, rule(LOWER), 2024),
        ({2024: 20}, rule(NONE, {2028: 10}), 2024),
        ({2024: 10}, rule(LOWER, {2028: 10}), 2024),  # reached
        ({2024: 9}, rule(LOWER, {2028: 10}), 2024),
        ({2024: 50}, rule(RANGE, {2028: (40, 60)}), 2024),  # inside already
        ({2021: 20}, rule(LOWER, {2028: 10}), 2024),  # too old
        ({2024: None}, rule(LOWER, {2028: 10}), 2024),
    ],
)
def test_pace_is_silent_where_no_target_is_ahead(values: dict[int, Value], judged_by: Rule, seen_from: int) -> None:
    assert pace_of(series(values), judged_by, seen_from) is None


# The path as it is drawn.


def test_expected_path_goes_from_the_first_point_past_the_end() -> None:
    path = expected_path(rule(LOWER, {2026: 10}, baseline=(2024, 20)), 2020, 2028)

    assert path == series({2024: 20, 2025: 15, 2026: 10, 2027: 10, 2028: 10})


def test_expected_path_pauses_from_a_break_to_the_next_target() -> None:
    path = expected_path(rule(LOWER, {2024: 10, 2026: 8}, baseline=(2020, 20), breaks=(2022,)), 2020, 2026)

    assert [p.year for p in path] == [2020, 2021, 2024, 2025, 2026]


def test_expected_path_without_a_baseline_joins_the_targets() -> None:
    path = expected_path(rule(HIGHER, {2023: 10, 2025: 20}), 2020, 2025)

    assert path == series({2023: 10, 2024: 15, 2025: 20})


@pytest.mark.parametrize(
    "judged_by", [rule(HIGHER), rule(NONE, {2024: 10}), rule(RANGE, {2024: (1, 2)}), rule(RANGE, {2024: 5})]
)
def test_expected_path_is_empty_where_there_is_no_line(judged_by: Rule) -> None:
    assert expected_path(judged_by, 2020, 2026) == ()


def test_expected_path_between_years_in_the_wrong_order_is_empty() -> None:
    assert expected_path(rule(HIGHER, {2024: 10}), 2030, 2020) == ()


def test_expected_path_without_an_end_stays_within_the_calendar() -> None:
    path = expected_path(rule(HIGHER, {-5: 10}), -(10**12), 10**12)

    assert (path[0].year, path[-1].year) == (1, 9999)


# Distribution and rounding.


def test_distribution_counts_every_status_in_its_order() -> None:
    verdicts = [StatusVerdict(each, 2024) for each in (Status.BEHIND, Status.UNKNOWN, Status.REACHED, Status.BEHIND)]

    counts = distribution(verdicts)

    assert list(counts.items()) == [
        (Status.REACHED, 1),
        (Status.ON_TRACK, 0),
        (Status.NEAR, 0),
        (Status.BEHIND, 2),
        (Status.MISSED, 0),
        (Status.UNKNOWN, 1),
    ]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("89.95", 1, "90.0"),
        ("89.94", 1, "89.9"),
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "-3"),
        ("-0.04", 1, "0.0"),
        ("90", 2, "90.00"),
        ("12345", -3, "12000"),
        ("12500", -3, "13000"),
        ("1E-999999999", 6, "0.000000"),
        ("0E+999999999", 1, "0.0"),
        ("1.25", 99, "1.250000000"),
        ("1.25", -99, "0"),
        ("999999999999999.9", 9, "999999999999999.900000000"),
        ("NaN", 1, "NaN"),
        ("sNaN", 1, "sNaN"),
        ("-Infinity", 1, "-Infinity"),
        ("1E+999999999", 1, "1E+999999999"),
    ],
)
def test_published_rounds_half_up_and_never_to_a_negative_zero(value: str, decimals: int, shown: str) -> None:
    assert str(published(Decimal(value), decimals)) == shown
