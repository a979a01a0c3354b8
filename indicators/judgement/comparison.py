"""Where a value stands among others' of the same year: better or worse, never whether a target is met. No query."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from indicators.judgement.rule import Point, Rule, as_published, is_usable, published
from indicators.vocabulary import Direction


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where one value stands among others the same year. Says better or worse, never whether the goal is met."""

    year: int
    value: Decimal
    rank: int  # 1 = best by direction; largest where there is no better end
    count: int  # municipalities compared, the own one included
    quartile: int  # 1 = best quarter
    mean: Decimal | None  # of the others in the group, unweighted
    median: Decimal | None
    country: Decimal | None


def compare(value: Point, others: dict[str, Decimal], rule: Rule, country: Decimal | None = None) -> Comparison | None:
    """Rank a value among other municipalities' values of the same year; None without any other value.

    `others` holds the others only, by name or code. Ranked as published: rank = 1 + how many are strictly better, so
    ties share the better rank; quartile = 1 + (rank - 1) × 4 / count, rounded down. Mean and median are of the
    others as given, unweighted and unrounded; the country's value is published.
    """
    group = [each for each in others.values() if is_usable(each)]
    own = as_published(value.value, rule)
    if own is None or not group:
        return None
    shown = [published(each, rule.decimals) for each in group]
    rank = 1 + sum(each < own if rule.direction == Direction.LOWER else each > own for each in shown)
    count = len(group) + 1
    quartile = 1 + (rank - 1) * 4 // count
    # Not statistics.mean: it goes by way of exact fractions, which an exponent like -999999999 makes endless.
    mean = sum(group, Decimal(0)) / len(group)
    return Comparison(value.year, own, rank, count, quartile, mean, median(group), as_published(country, rule))
