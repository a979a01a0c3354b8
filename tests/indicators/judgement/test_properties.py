"""What holds for every series and rule, whatever the numbers."""

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from indicators.judgement.comparison import Others, compare, standing_of
from indicators.judgement.rule import (
    MIN_OUTCOMES,
    MIN_RANKED,
    NOISE_SHARES,
    WINDOW,
    Point,
    Rule,
    TargetPoint,
    published,
)
from indicators.judgement.status import expected_path, judge_status
from indicators.judgement.trend import judge_trend, pace_of
from indicators.vocabulary import Direction, Reason, Reference, Standing, Status, TargetKind, Trend

pytestmark = pytest.mark.slow  # each test draws hundreds of series

UNHURRIED = settings(deadline=None)  # a busy machine is no fault of a rule
WORST_TO_BEST = {
    Status.UNKNOWN: 0,
    Status.MISSED: 1,
    Status.BEHIND: 1,
    Status.NEAR: 2,
    Status.ON_TRACK: 3,
    Status.REACHED: 4,
}
OPPOSITES = {
    Standing.BETTER: Standing.WORSE,
    Standing.WORSE: Standing.BETTER,
    Standing.OVER: Standing.UNDER,
    Standing.UNDER: Standing.OVER,
    Standing.SIMILAR: Standing.SIMILAR,
}
YEARS = st.integers(2010, 2030)
DIRECTIONS = st.sampled_from(Direction)
WITH_A_BETTER_END = st.sampled_from((Direction.HIGHER, Direction.LOWER))


def named(values: list[Decimal]) -> dict[str, Decimal]:
    return {str(place): each for place, each in enumerate(values)}


def numbers(decimals: int = 2) -> st.SearchStrategy[Decimal]:
    """Draw numbers as an official would type them: few digits, so that values, targets and limits often coincide."""
    return st.integers(-400, 400).map(lambda whole: Decimal(whole).scaleb(-decimals))


@st.composite
def levels(draw: st.DrawFn, decimals: int = 2) -> TargetPoint:
    """Draw what is decided in numbers alone: a value or a range, for a year or for every year of a span."""
    year = draw(YEARS)
    first = draw(st.none() | st.integers(2008, year))
    kind = TargetKind.LEVEL if first is None else TargetKind.STANDARD
    if draw(st.booleans()):
        return TargetPoint(year, draw(numbers(decimals)), kind=kind, first_year=first)
    low, high = sorted((draw(numbers(decimals)), draw(numbers(decimals))))
    return TargetPoint(year, low=low, high=high, kind=kind, first_year=first)


@st.composite
def relatives(draw: st.DrawFn, decimals: int = 2) -> TargetPoint:
    others = st.lists(st.builds(Point, YEARS, numbers(decimals)), max_size=6, unique_by=lambda point: point.year)
    return TargetPoint(
        draw(YEARS),
        draw(st.none() | numbers(decimals)),
        kind=TargetKind.RELATIVE,
        reference=draw(st.sampled_from((Reference.COUNTRY, Reference.GROUP_MEDIAN))),
        must_be_better=draw(st.booleans()),
        others=tuple(draw(others)),
    )


def changes(decimals: int = 2) -> st.SearchStrategy[TargetPoint]:
    starts = st.none() | st.builds(Point, st.integers(2008, 2028), numbers(decimals))
    return st.builds(lambda year, start: TargetPoint(year, kind=TargetKind.CHANGE, start=start), YEARS, starts)


def targets(decimals: int = 2) -> st.SearchStrategy[TargetPoint]:
    """Draw what a council can decide, of every kind; the plain ones most often."""
    return st.one_of(levels(decimals), levels(decimals), changes(decimals), relatives(decimals))


@st.composite
def rules(draw: st.DrawFn, directions: st.SearchStrategy[Direction] = DIRECTIONS, decimals: int = 2) -> Rule:
    """Draw a rule as the database would let it through: numbers with no more decimals than are published."""
    width = st.none() | numbers(decimals).map(abs)
    return Rule(
        direction=draw(directions),
        decimals=decimals,
        targets=tuple(draw(st.lists(targets(decimals), max_size=3))),
        baseline=draw(st.none() | st.builds(Point, YEARS, numbers(decimals))),
        tolerance=draw(width),
        trend_band=draw(width),
        longest_age=draw(st.integers(0, 5)),
        breaks=tuple(draw(st.lists(YEARS, max_size=2))),
    )


def series(decimals: int = 2, max_size: int = 8) -> st.SearchStrategy[tuple[Point, ...]]:
    points = st.builds(Point, YEARS, st.none() | numbers(decimals))
    return st.lists(points, max_size=max_size, unique_by=lambda point: point.year).map(tuple)


def moved(points: tuple[Point, ...], by: Callable[[Decimal], Decimal]) -> tuple[Point, ...]:
    return tuple(replace(point, value=None if point.value is None else by(point.value)) for point in points)


def moved_rule(rule: Rule, by: Callable[[Decimal], Decimal], *, swap: bool = False) -> Rule:
    """Move every number that stands on the indicator's scale; widths (tolerance, band) are the caller's to move."""

    def end(value: Decimal | None) -> Decimal | None:
        return None if value is None else by(value)

    def target(each: TargetPoint) -> TargetPoint:
        # How much better than others is a width: mirrored it is as wide, moved it is the same.
        width = abs(by(Decimal(1)) - by(Decimal(0)))
        is_width = each.kind == TargetKind.RELATIVE
        return replace(
            each,
            value=each.value and each.value * width if is_width else end(each.value),
            low=end(each.high if swap else each.low),
            high=end(each.low if swap else each.high),
            start=each.start and replace(each.start, value=end(each.start.value)),
            others=moved(each.others, by),
        )

    return replace(
        rule,
        targets=tuple(target(each) for each in rule.targets),
        baseline=rule.baseline and replace(rule.baseline, value=end(rule.baseline.value)),
    )


def is_a_rounding_tie(points: tuple[Point, ...], rule: Rule, seen_from: int) -> bool:
    """Tell whether the expected value lies exactly between two published numbers."""
    verdict = judge_status(points, rule, seen_from)
    verdict = verdict.earlier or verdict
    if verdict.expected is None or verdict.expected.how != "line" or verdict.outcome is None:
        return False
    start, end = verdict.expected.start, verdict.expected.end
    assert start is not None
    assert end is not None
    assert start.value is not None
    assert end.value is not None
    steps = Decimal(verdict.outcome.year - start.year)
    unrounded = start.value + (end.value - start.value) * steps / (end.year - start.year)
    last_digits = unrounded.scaleb(rule.decimals) % 1
    return abs(last_digits) == Decimal("0.5")


@UNHURRIED
@given(series(), rules(), YEARS, st.integers(-7, 6))  # nine decimals at most are published
def test_scaling_by_ten_and_moving_decimals_changes_no_verdict(
    points: tuple[Point, ...], rule: Rule, seen_from: int, power: int
) -> None:
    def scale(value: Decimal) -> Decimal:
        return value.scaleb(power)

    scaled = replace(
        moved_rule(rule, scale),
        decimals=rule.decimals - power,
        tolerance=rule.tolerance and scale(rule.tolerance),
        trend_band=rule.trend_band and scale(rule.trend_band),
    )

    before, after = judge_status(points, rule, seen_from), judge_status(moved(points, scale), scaled, seen_from)

    assert (before.status, before.reason) == (after.status, after.reason)
    trend, scaled_trend = (
        judge_trend(points, rule, seen_from),
        judge_trend(moved(points, scale), scaled, seen_from),
    )
    assert trend.trend == scaled_trend.trend


@UNHURRIED
@given(series(0), rules(decimals=0), YEARS, st.integers(1, 1000))
def test_scaling_without_rounding_changes_no_status(
    points: tuple[Point, ...], rule: Rule, seen_from: int, factor: int
) -> None:
    def scale(value: Decimal) -> Decimal:
        return value * factor * steps

    def widen(value: Decimal) -> Decimal:
        return value * steps

    # Whatever the years, twenty years or fewer divide this evenly: every expected value is whole, and none is rounded.
    steps = 232_792_560
    exact = replace(moved_rule(rule, widen), tolerance=rule.tolerance and widen(rule.tolerance))
    scaled = replace(moved_rule(rule, scale), tolerance=rule.tolerance and scale(rule.tolerance))

    before = judge_status(moved(points, widen), exact, seen_from)
    after = judge_status(moved(points, scale), scaled, seen_from)

    assert (before.status, before.reason) == (after.status, after.reason)


@UNHURRIED
@given(series(), rules(), YEARS, numbers())
def test_shifting_everything_equally_changes_no_status(
    points: tuple[Point, ...], rule: Rule, seen_from: int, amount: Decimal
) -> None:
    # Half up is away from zero: -2.5 is published as -3, but shifted up by ten as 8, a step less far down.
    assume(not is_a_rounding_tie(points, rule, seen_from))

    def shift(value: Decimal) -> Decimal:
        return value + amount

    before = judge_status(points, rule, seen_from)
    after = judge_status(moved(points, shift), moved_rule(rule, shift), seen_from)

    assert (before.status, before.reason, before.gap) == (after.status, after.reason, after.gap)


@UNHURRIED
@given(series(), rules(), YEARS)
def test_mirroring_direction_and_numbers_changes_no_verdict(
    points: tuple[Point, ...], rule: Rule, seen_from: int
) -> None:
    def negate(value: Decimal) -> Decimal:
        return -value

    other_way = {Direction.HIGHER: Direction.LOWER, Direction.LOWER: Direction.HIGHER}
    mirrored = replace(moved_rule(rule, negate, swap=True), direction=other_way.get(rule.direction, rule.direction))

    before, after = (
        judge_status(points, rule, seen_from),
        judge_status(moved(points, negate), mirrored, seen_from),
    )

    assert (before.status, before.reason, before.gap) == (after.status, after.reason, after.gap)
    trend, mirrored_trend = (
        judge_trend(points, rule, seen_from),
        judge_trend(moved(points, negate), mirrored, seen_from),
    )
    other_trend = {Trend.RISING: Trend.FALLING, Trend.FALLING: Trend.RISING}
    assert trend.trend == other_trend.get(mirrored_trend.trend, mirrored_trend.trend)


@UNHURRIED
@given(series(), rules(), YEARS, st.randoms(use_true_random=False))
def test_order_of_series_targets_and_breaks_changes_nothing(
    points: tuple[Point, ...], rule: Rule, seen_from: int, random: Random
) -> None:
    rule = replace(rule, targets=tuple({each.year: each for each in rule.targets}.values()))  # the last one counts
    other_targets = tuple(random.sample(rule.targets, len(rule.targets)))
    shuffled = replace(rule, targets=other_targets, breaks=tuple(random.sample(rule.breaks, len(rule.breaks))))
    points_shuffled = tuple(random.sample(points, len(points)))

    assert judge_status(points, rule, seen_from) == judge_status(points_shuffled, shuffled, seen_from)
    assert judge_trend(points, rule, seen_from) == judge_trend(points_shuffled, shuffled, seen_from)
    assert pace_of(points, rule, seen_from) == pace_of(points_shuffled, shuffled, seen_from)


@UNHURRIED
@given(series(), rules(), YEARS, st.sets(YEARS))
def test_more_missing_years_never_invent_a_trend(
    points: tuple[Point, ...], rule: Rule, seen_from: int, missing: set[int]
) -> None:
    known = {point.year for point in points}
    fewer = tuple(replace(point, value=None) if point.year in missing else point for point in points)
    more = points + tuple(Point(year, None) for year in missing - known)

    found, with_fewer = judge_trend(points, rule, seen_from), judge_trend(fewer, rule, seen_from)

    assert judge_trend(more, rule, seen_from) == found
    assert judge_status(more, rule, seen_from) == judge_status(points, rule, seen_from)
    if found.trend == Trend.TOO_FEW:
        assert with_fewer.trend == Trend.TOO_FEW
    assert (with_fewer.trend == Trend.TOO_FEW) == (len(with_fewer.window) < 3)


@UNHURRIED
@given(series(max_size=4), rules(WITH_A_BETTER_END), YEARS, numbers(), numbers())
def test_better_value_never_gives_a_worse_status(
    points: tuple[Point, ...], rule: Rule, year: int, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    worse, better = (low, high) if rule.direction == Direction.HIGHER else (high, low)
    earlier = tuple(point for point in points if point.year < year)

    before = judge_status((*earlier, Point(year, worse)), rule, year)
    after = judge_status((*earlier, Point(year, better)), rule, year)

    assert WORST_TO_BEST[before.status] <= WORST_TO_BEST[after.status]


def harder(target: TargetPoint, direction: Direction, amount: Decimal) -> TargetPoint:
    """Ask for so much more of a target, whichever way is better."""
    up = amount if direction == Direction.HIGHER else -amount
    if target.kind == TargetKind.RELATIVE:
        return replace(target, value=(target.value or Decimal(0)) + amount)
    if target.kind == TargetKind.CHANGE:
        start = target.start
        return replace(target, start=start and Point(start.year, start.value and start.value + up))
    if target.value is not None:
        return replace(target, value=target.value + up)
    assert target.low is not None
    assert target.high is not None
    return replace(target, low=target.low + up, high=target.high + up)


@UNHURRIED
@given(series(max_size=4), rules(WITH_A_BETTER_END), YEARS, st.integers(0, 2), numbers().map(abs))
def test_a_harder_target_never_makes_a_status_better(
    points: tuple[Point, ...], rule: Rule, seen_from: int, which: int, amount: Decimal
) -> None:
    assume(which < len(rule.targets))
    asked = list(rule.targets)
    asked[which] = harder(asked[which], rule.direction, amount)

    before = judge_status(points, rule, seen_from)
    after = judge_status(points, replace(rule, targets=tuple(asked)), seen_from)

    assert WORST_TO_BEST[after.status] <= WORST_TO_BEST[before.status]


@UNHURRIED
@given(YEARS, numbers(), rules(WITH_A_BETTER_END), levels(), numbers().map(abs))
def test_a_harder_target_of_the_year_itself_forgives_nothing(
    year: int, value: Decimal, rule: Rule, end: TargetPoint, amount: Decimal
) -> None:
    points = (Point(year, value),)
    rule = replace(
        rule,
        targets=(*(each for each in rule.targets if each.year < year), replace(end, year=year + 3)),
        baseline=rule.baseline and replace(rule.baseline, year=year - 3),
    )
    before = judge_status(points, rule, year)
    assume(before.expected is not None)
    assert before.expected is not None
    assert before.expected.value is not None
    least = before.expected.margin + amount
    own = TargetPoint(year, before.expected.value + (least if rule.direction == Direction.HIGHER else -least))

    after = judge_status(points, replace(rule, targets=(*rule.targets, own)), year)

    assert WORST_TO_BEST[after.status] <= WORST_TO_BEST[before.status]


@UNHURRIED
@given(series(), rules(st.sampled_from((Direction.HIGHER, Direction.LOWER, Direction.RANGE))), st.integers(2010, 2040))
def test_no_verdict_on_a_path_that_has_ended_unmeasured(points: tuple[Point, ...], rule: Rule, seen_from: int) -> None:
    aims = [each for each in rule.targets if each.holds_alone or rule.direction != Direction.RANGE]
    verdict = judge_status(points, rule, seen_from)
    assume(aims and verdict.outcome is not None)
    assert verdict.outcome is not None

    if verdict.outcome.year < max(each.year for each in aims) < seen_from:
        assert verdict.reason in {Reason.STALE, Reason.END_UNMEASURED}
        assert verdict.expected is None
        assert pace_of(points, rule, seen_from) is None


FLAT = 50
NOISES: dict[str, Callable[[Random], float]] = {
    "even": lambda random: random.random(),
    "bell": lambda random: random.gauss(),
    "lopsided": lambda random: random.expovariate(),
}
UNEVEN = {3: (2015, 2018, 2021), 4: (2015, 2018, 2019, 2022), 5: (2011, 2015, 2016, 2017, 2021)}


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("count", NOISE_SHARES)
def test_noise_claims_a_direction_no_oftener_than_stated(count: int, noise: str) -> None:
    random, claimed, drawn = Random(count), 0, 1500  # noqa: S311 - noise, and no secret
    rule = Rule(Direction.NONE, decimals=6, trend_band=Decimal(0))
    for draw in range(drawn):
        years = UNEVEN[count] if draw % 2 else range(2020, 2020 + count)
        points = tuple(Point(year, Decimal(str(FLAT + NOISES[noise](random)))) for year in years)
        claimed += judge_trend(points, rule, 2030).trend in {Trend.RISING, Trend.FALLING}

    assert Decimal(claimed) / drawn <= NOISE_SHARES[count]


def test_the_share_of_noise_is_stated_for_every_length() -> None:
    assert list(NOISE_SHARES) == list(range(MIN_OUTCOMES, WINDOW + 1))


@UNHURRIED
@given(rules(st.just(Direction.RANGE)), YEARS, numbers(), numbers())
def test_value_nearer_to_its_range_never_gives_a_worse_status(
    rule: Rule, year: int, one: Decimal, other: Decimal
) -> None:
    first, second = (judge_status((Point(year, value),), rule, year) for value in (one, other))
    assume(first.gap is not None and second.gap is not None)
    assert first.gap is not None
    assert second.gap is not None
    worse, better = (first, second) if first.gap <= second.gap else (second, first)

    assert WORST_TO_BEST[worse.status] <= WORST_TO_BEST[better.status]


@UNHURRIED
@given(rules(), YEARS, numbers())
def test_drawn_path_is_the_one_that_is_judged_by(rule: Rule, year: int, value: Decimal) -> None:
    expected = judge_status((Point(year, value),), rule, year).expected

    drawn = expected_path(rule, year, year)

    assert drawn == (() if expected is None or expected.value is None else (Point(year, expected.value),))


@UNHURRIED
@given(series(), rules(), st.integers(2005, 2045))
def test_status_and_its_reason_hold_together(points: tuple[Point, ...], rule: Rule, seen_from: int) -> None:
    verdict = judge_status(points, rule, seen_from)

    assert (verdict.status == Status.UNKNOWN) == (verdict.reason is not None)
    assert (verdict.reason in {Reason.STALE, Reason.END_UNMEASURED}) == (verdict.earlier is not None)
    assert (verdict.reason == Reason.METHOD_CHANGED) == (verdict.break_year is not None)
    if verdict.status in {Status.ON_TRACK, Status.NEAR, Status.BEHIND, Status.MISSED}:
        assert verdict.gap is not None
        assert verdict.expected is not None
    if verdict.status == Status.NEAR:
        assert verdict.gap is not None
        assert verdict.tolerance is not None
        assert verdict.expected is not None
        assert -verdict.tolerance <= verdict.gap - verdict.expected.margin < 0


@UNHURRIED
@given(YEARS, numbers(), rules(), levels(), st.integers(1, 10))
def test_pace_needed_takes_the_latest_value_to_the_target(
    year: int, value: Decimal, rule: Rule, end: TargetPoint, years: int
) -> None:
    ahead = replace(rule, targets=(replace(end, year=year + years),))
    points = (Point(year, value),)

    found = pace_of(points, ahead, year)

    if found is None:
        arrived = judge_status((Point(year + years, value),), ahead, year + years)
        assert arrived.status == Status.REACHED or ahead.direction == Direction.NONE
    else:
        there = value + found.needed * years
        assert found.needed != 0
        assert judge_status(points, ahead, year).status != Status.REACHED
        assert judge_status((Point(year + years, there),), ahead, year + years).status == Status.REACHED


@UNHURRIED
@given(numbers(), st.lists(numbers(), min_size=1, max_size=12), rules(), st.none() | numbers())
def test_comparison_places_every_value_inside_its_group(
    value: Decimal, group: list[Decimal], rule: Rule, country: Decimal | None
) -> None:
    found = compare(Point(2024, value), rule, Others(country, named(group)))

    assert found is not None
    place = found.group
    assert place is not None
    assert place.count == len(group) + 1
    assert (place.rank is None) == (place.quartile is None) == (place.count < MIN_RANKED)
    assert place.rank is None or 1 <= place.rank <= place.count - place.tied
    assert place.quartile is None or 1 <= place.quartile <= 4
    if len(group) > 1:
        assert place.mean is not None
        assert place.median is not None
        assert min(group) <= place.mean <= max(group)
        assert min(group) <= place.median <= max(group)


@UNHURRIED
@given(numbers(), st.lists(numbers(), min_size=4, max_size=12), rules(), st.randoms(use_true_random=False))
def test_comparison_does_not_ask_in_which_order_others_stand(
    value: Decimal, group: list[Decimal], rule: Rule, random: Random
) -> None:
    shuffled = list(named(group).items())
    random.shuffle(shuffled)

    assert compare(Point(2024, value), rule, Others(group=dict(shuffled))) == compare(
        Point(2024, value), rule, Others(group=named(group))
    )


@UNHURRIED
@given(numbers(), st.lists(numbers(), min_size=4, max_size=12), numbers(), rules(WITH_A_BETTER_END))
def test_worse_municipality_never_makes_a_rank_worse(
    value: Decimal, group: list[Decimal], more: Decimal, rule: Rule
) -> None:
    worse = min(value, more) if rule.direction == Direction.HIGHER else max(value, more)
    ranks, quartiles = [], []
    for others in (group, [*group, worse]):
        found = compare(Point(2024, value), rule, Others(group=named(others)))
        assert found is not None
        assert found.group is not None
        assert found.group.quartile is not None
        ranks.append(found.group.rank)
        quartiles.append(found.group.quartile)

    assert ranks[0] == ranks[1]
    assert quartiles[1] <= quartiles[0]


@UNHURRIED
@given(numbers(), numbers(), rules(), st.none() | numbers().map(abs))
def test_standing_seen_from_the_other_side_is_the_opposite(
    own: Decimal, other: Decimal, rule: Rule, margin: Decimal | None
) -> None:
    there, back = standing_of(own, other, rule, 2024, margin), standing_of(other, own, rule, 2024, margin)

    assert OPPOSITES[there] == back


@UNHURRIED
@given(st.decimals(-(10**14), 10**14, places=12), st.integers(0, 6))
def test_published_value_is_at_most_half_a_step_away_and_stable(value: Decimal, decimals: int) -> None:
    shown = published(value, decimals)

    assert abs(shown - value) <= Decimal("0.5").scaleb(-decimals)
    assert published(shown, decimals) == shown
    assert shown == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


# Nonsense of every kind that the types let through.

NASTY_TEXTS = (
    *(
        "sNaN",
        "-sNaN",
        "NaN",
        "Infinity",
        "-Infinity",
        "0",
        "-0",
        "0E+999999999",
        "0E-999999999",
        "0.5",
        "1E+14",
        "1E+15",
    ),
    *(
        "1E+999999999",
        "-1E+999999999",
        "1E-999999999",
        "-1E-999999999",
        "999999999999999.9999999999",
        "-999999999999999.5",
    ),
    "0.3333333333333333333333333333333333333333333333333333333333333333",
)
NASTY_NUMBERS = st.one_of(
    st.decimals(),  # any size, infinities, quiet and signalling NaN
    st.sampled_from([Decimal(text) for text in NASTY_TEXTS]),
    numbers(),
)
NASTY_YEARS = st.one_of(
    YEARS, st.integers(), st.sampled_from([0, -1, 10**30, -(10**30), 10**400, -(10**400), 2**63, 2**64])
)
NASTY_POINTS = st.builds(Point, NASTY_YEARS, st.none() | NASTY_NUMBERS)
NASTY_SERIES = st.lists(NASTY_POINTS, max_size=8).map(tuple)
NASTY_ENDS = st.none() | NASTY_NUMBERS
NASTY_RULES = st.builds(
    Rule,
    direction=DIRECTIONS,
    decimals=st.integers(-30, 30) | st.integers(),
    targets=st.lists(st.builds(TargetPoint, NASTY_YEARS, NASTY_ENDS, NASTY_ENDS, NASTY_ENDS), max_size=5).map(tuple),
    baseline=st.none() | NASTY_POINTS,
    tolerance=NASTY_ENDS,
    trend_band=NASTY_ENDS,
    longest_age=st.integers(-3, 5) | st.integers(),
    breaks=st.lists(NASTY_YEARS, max_size=4).map(tuple),
)


@UNHURRIED
@given(NASTY_SERIES, NASTY_RULES, NASTY_YEARS)
@example((), Rule(Direction.HIGHER), 2024)
def test_no_series_or_rule_raises(points: tuple[Point, ...], rule: Rule, seen_from: int) -> None:
    verdict = judge_status(points, rule, seen_from)
    found = judge_trend(points, rule, seen_from)
    pace = pace_of(points, rule, seen_from)

    assert verdict.status in Status
    assert (verdict.status == Status.UNKNOWN) == (verdict.reason is not None)
    assert found.trend in Trend
    for result in (
        verdict.gap,
        verdict.tolerance,
        found.change,
        found.slope,
        found.band,
        pace.needed if pace else None,
    ):
        assert result is None or result.is_finite()


@UNHURRIED
@given(NASTY_RULES, NASTY_YEARS, NASTY_YEARS)
def test_no_rule_or_years_make_the_path_raise(rule: Rule, first: int, last: int) -> None:
    path = expected_path(rule, first, min(last, first + 100))

    assert all(point.value is not None and point.value.is_finite() for point in path)


@UNHURRIED
@given(NASTY_POINTS, st.dictionaries(st.text(max_size=2), NASTY_NUMBERS, max_size=6), NASTY_RULES, NASTY_ENDS)
def test_no_value_or_group_makes_the_comparison_raise(
    point: Point, group: dict[str, Decimal], rule: Rule, country: Decimal | None
) -> None:
    found = compare(point, rule, Others(country, group, group))

    for place in (found.group, found.nation) if found else ():
        assert place is None or place.rank is None or 1 <= place.rank <= place.count
        assert place is None or place.mean is None or place.mean.is_finite()


@UNHURRIED
@given(NASTY_NUMBERS, st.integers(-30, 30) | st.integers())
def test_no_number_makes_publishing_raise(value: Decimal, decimals: int) -> None:
    shown = published(value, decimals)

    assert shown.is_finite() == value.is_finite()
    assert str(shown) != "-0"
