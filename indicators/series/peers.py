"""From a published indicator to its comparison: which year, with whom, and with what is known of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.content.published import PublishedGroup, PublishedIndicator
from indicators.judgement.comparison import (
    Change,
    Comparison,
    Others,
    change_since,
    compare,
    compared_point,
    is_repeated,
    is_too_old,
)
from indicators.judgement.rule import MIN_RANKED, Rule
from indicators.models import COUNTRY_CODE, Indicator
from indicators.series.rows import home_points, rule_of
from indicators.vocabulary import Sex


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with what it was made of."""

    found: Comparison
    rule: Rule
    group: PublishedGroup | None  # whose place `found.group` is
    is_too_old: bool  # so old, seen from the year, that it is no news
    has_country: bool  # whether the country has a value in some year
    left_out: int  # of the group's members, those whose answer is only repeated


def compared(
    indicator: PublishedIndicator, home_code: str, groups: Sequence[PublishedGroup], seen_from: int
) -> Compared | None:
    """Compare the latest measured outcome by a year; None for counts, which only tell how large the others are."""
    if indicator.measure == Indicator.Measure.COUNT:
        return None
    rule, repeats = rule_of(indicator, seen_from, home_code), is_repeating(indicator)
    own = compared_point(home_points(indicator, home_code), rule, seen_from, repeats=repeats)
    if own is None:
        return None
    country = _country(indicator)
    group, members, left_out = _group(indicator, groups, own.year)
    beside = _measured({COUNTRY_CODE: country}, own.year, repeats).get(COUNTRY_CODE)
    others = Others(beside, members, _nation(indicator, home_code, own.year))
    found = compare(own, rule, others, indicator.comparison_margin)
    if found is None:
        return None
    return Compared(found, rule, group, is_too_old(own.year, rule, seen_from), bool(country), left_out)


def changed(indicator: PublishedIndicator, home_code: str, seen_from: int) -> Change | None:
    """Return the change since the measurement before the latest one by a year."""
    return change_since(
        home_points(indicator, home_code),
        rule_of(indicator, seen_from, home_code),
        seen_from,
        repeats=is_repeating(indicator),
        margin=indicator.comparison_margin,
    )


def is_repeating(indicator: PublishedIndicator) -> bool:
    """Tell whether its source gives an answer once more in the years when nobody was asked."""
    return indicator.repeats or indicator.interval > 1


def _country(indicator: PublishedIndicator) -> dict[int, Decimal]:
    return {
        each.year: each.value
        for each in indicator.outcomes
        if each.code == COUNTRY_CODE and each.sex == Sex.TOTAL and each.value is not None
    }


def _group(
    indicator: PublishedIndicator, groups: Sequence[PublishedGroup], year: int
) -> tuple[PublishedGroup | None, dict[str, Decimal], int]:
    """Return the first group in which a place can be given, else the first with any value, with its values."""
    repeats = is_repeating(indicator)
    best: tuple[PublishedGroup | None, dict[str, Decimal], int] = (None, {}, 0)
    for group in groups:
        known = indicator.others.totals(group.codes, {year, year - 1} if repeats else {year})
        members = _measured(known, year, repeats)
        found = (group, members, sum(year in each for each in known.values()) - len(members))
        if len(members) + 1 >= MIN_RANKED:
            return found
        if members and not best[1]:
            best = found
    return best


def _nation(indicator: PublishedIndicator, home_code: str, year: int) -> Mapping[str, Decimal]:
    """Return every other municipality's value of a year, as far as all of them are known."""
    known: dict[str, dict[int, Decimal]] = {}
    for each in (year - 1, year) if is_repeating(indicator) else (year,):
        for code, value in indicator.national.of(each).items():
            if code not in {home_code, COUNTRY_CODE}:
                known.setdefault(code, {})[each] = value
    return _measured(known, year, is_repeating(indicator))


def _measured(known: Mapping[str, Mapping[int, Decimal]], year: int, repeats: bool) -> dict[str, Decimal]:
    """Return the values of a year by code, without those that are only repeated."""
    return {
        code: values[year]
        for code, values in known.items()
        if year in values and not (repeats and is_repeated(year, values))
    }


def names_of(indicator: PublishedIndicator, codes: Collection[str]) -> dict[str, str]:
    """Return the names of municipalities that an indicator has outcomes of."""
    return {code: name for code, name in indicator.others.names.items() if code in codes}
