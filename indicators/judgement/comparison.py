"""Where a value stands among others' of the same year: better or worse, never whether a target is met. No query.

As in every judgement values are used as they are published, and what no one can publish counts as missing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from indicators.judgement.rule import (
    MAX_DECIMALS,
    MIN_AVERAGED,
    MIN_RANKED,
    Point,
    Rule,
    as_published,
    is_usable,
    published,
)
from indicators.vocabulary import Direction, Standing

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Others:
    """What a value is compared with, all of the same year; the mappings are by code and leave out the own one."""

    country: Decimal | None = None
    group: Mapping[str, Decimal] = field(default_factory=dict)
    nation: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beside:
    """One other number, as published, and how far the own value is over (+) or under (-) it."""

    value: Decimal
    gap: Decimal
    standing: Standing


@dataclass(frozen=True, slots=True)
class Place:
    """The own value's place among others'. `mean` and `median` are of the others, unweighted and unrounded."""

    values: Mapping[str, Decimal]  # the others', as published
    count: int  # municipalities, the own one included
    rank: int | None  # 1 = best; largest where there is no better end. None among fewer than MIN_RANKED
    quartile: int | None  # 1 = best quarter
    tied: int  # others with the same value
    mean: Decimal | None
    median: Decimal | None
    standing: Standing | None  # beside the median


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where one value stands the same year: beside the country, in a group and among all municipalities."""

    year: int
    value: Decimal
    margin: Decimal  # differences up to it are about alike, in the indicator's unit
    margin_is_default: bool
    has_better_end: bool
    country: Beside | None = None
    group: Place | None = None
    nation: Place | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What has happened since the measurement before: `value` is over (+) or under (-) it."""

    now: Point
    before: Point
    value: Decimal
    standing: Standing


def compare(own: Point, rule: Rule, others: Others, margin: Decimal | None = None) -> Comparison | None:
    """Compare a value with others' of the same year; None without any to compare with.

    rank = 1 + how many are strictly better, so ties share the better rank; quartile = 1 + (rank - 1) × 4 / count,
    rounded down. Up to `margin` apart (else a published decimal) two values are about alike.
    """
    value = as_published(own.value, rule)
    if value is None:
        return None
    country = _beside(value, as_published(others.country, rule), rule, own.year, margin)
    group, nation = (_place(value, each, rule, own.year, margin) for each in (others.group, others.nation))
    if country is None and group is None and nation is None:
        return None
    used, is_default = margin_of(rule, margin)
    return Comparison(own.year, value, used, is_default, has_better_end(rule, own.year), country, group, nation)


def margin_of(rule: Rule, margin: Decimal | None) -> tuple[Decimal, bool]:
    """Return the margin of being about alike, and whether it is the default: one step of the last decimal."""
    if is_usable(margin) and margin >= 0:
        return margin, False
    return Decimal(1).scaleb(-min(max(rule.decimals, 0), MAX_DECIMALS)), True


def has_better_end(rule: Rule, year: int) -> bool:
    """Tell whether one of two values is better: by direction, or by a range that is known."""
    return rule.direction in {Direction.HIGHER, Direction.LOWER} or _range_of(rule, year) is not None


def standing_of(own: Decimal, other: Decimal, rule: Rule, year: int, margin: Decimal | None = None) -> Standing:
    """Return where a published value stands beside another; with a range the one that is nearer to it is better."""
    merit = _merit_of(rule, year)
    apart = merit(own) - merit(other)
    if abs(apart) <= margin_of(rule, margin)[0]:
        return Standing.SIMILAR
    if has_better_end(rule, year):
        return Standing.BETTER if apart > 0 else Standing.WORSE
    return Standing.OVER if apart > 0 else Standing.UNDER


def compared_point(series: tuple[Point, ...], rule: Rule, seen_from: int, *, repeats: bool = False) -> Point | None:
    """Return the latest outcome by a year, as published, that can be compared: one that is only repeated cannot."""
    return next(reversed(_measured(series, rule, seen_from, repeats)), None)


def change_since(
    series: tuple[Point, ...], rule: Rule, seen_from: int, *, repeats: bool = False, margin: Decimal | None = None
) -> Change | None:
    """Return the change since the measurement before; None where there is none, or another method in between."""
    measured = _measured(series, rule, seen_from, repeats)
    if len(measured) < 2:
        return None
    before, now = measured[-2:]
    if before.value is None or now.value is None or any(before.year < each <= now.year for each in rule.breaks):
        return None
    standing = standing_of(now.value, before.value, rule, now.year, margin)
    return Change(now, before, now.value - before.value, standing)


def is_too_old(year: int, rule: Rule, seen_from: int) -> bool:
    return seen_from - year > rule.longest_age


def is_repeated(year: int, values: Mapping[int, Decimal | None]) -> bool:
    """Tell whether a survey's answer is that of the year before, given once more by the source."""
    value = values.get(year)
    return value is not None and value == values.get(year - 1)


def _measured(series: tuple[Point, ...], rule: Rule, seen_from: int, repeats: bool) -> list[Point]:
    """Return the outcomes that were measured, as published, oldest first."""
    raw = {each.year: each.value for each in series if is_usable(each.value)}
    years = sorted(year for year in raw if year <= seen_from and not (repeats and is_repeated(year, raw)))
    return [Point(year, as_published(raw[year], rule)) for year in years]


def _beside(value: Decimal, other: Decimal | None, rule: Rule, year: int, margin: Decimal | None) -> Beside | None:
    return None if other is None else Beside(other, value - other, standing_of(value, other, rule, year, margin))


def _place(
    value: Decimal, others: Mapping[str, Decimal], rule: Rule, year: int, margin: Decimal | None
) -> Place | None:
    known = {code: each for code, each in others.items() if is_usable(each)}
    if not known:
        return None
    values = {code: published(each, rule.decimals) for code, each in known.items()}
    count = len(values) + 1
    rank = 1 + _how_many_are_better(value, values.values(), rule, year) if count >= MIN_RANKED else None
    is_enough = len(known) >= MIN_AVERAGED
    # Not statistics.mean: it goes by way of exact fractions, which an exponent like -999999999 makes endless.
    # And in order, since a long sum is rounded on its way.
    mean = sum(sorted(known.values()), Decimal(0)) / len(known) if is_enough else None
    middle = median(known.values()) if is_enough else None
    return Place(
        values=values,
        count=count,
        rank=rank,
        quartile=1 + (rank - 1) * QUARTERS // count if rank else None,
        tied=list(values.values()).count(value),
        mean=mean,
        median=middle,
        standing=None if middle is None else standing_of(value, published(middle, rule.decimals), rule, year, margin),
    )


def _how_many_are_better(value: Decimal, others: Collection[Decimal], rule: Rule, year: int) -> int:
    # By a method instead of an expression each: the whole country is compared for every row of a list.
    if rule.direction == Direction.LOWER:
        return sum(map(value.__gt__, others))
    if _range_of(rule, year) is None:
        return sum(map(value.__lt__, others))
    merit = _merit_of(rule, year)
    return sum(map(merit(value).__lt__, map(merit, others)))


def _merit_of(rule: Rule, year: int) -> Callable[[Decimal], Decimal]:
    """Return what makes a number that is larger the better a value is, or the value where no end is better."""
    if rule.direction == Direction.LOWER:
        return lambda value: -value
    ends = _range_of(rule, year)
    if ends is None:
        return lambda value: value
    low, high = ends
    return lambda value: min(value - low, high - value, Decimal(0))


def _range_of(rule: Rule, year: int) -> tuple[Decimal, Decimal] | None:
    """Return the range that holds for a year: the next one decided, else the last."""
    if rule.direction != Direction.RANGE:
        return None
    ranges = sorted(
        (each.year, each.low, each.high)
        for each in rule.targets
        if is_usable(each.low) and is_usable(each.high) and each.low <= each.high
    )
    found = next((each for each in ranges if each[0] >= year), ranges[-1] if ranges else None)
    return found[1:] if found else None
