"""The points that are judged: a municipality's own, and the figures of others that a relative target follows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from statistics import median
from typing import Protocol

from indicators.judgement.rule import MIN_AVERAGED, MIN_RANKED, Point, is_usable, published
from indicators.models.rows import COUNTRY_CODE, OutcomeRow
from indicators.vocabulary import Direction, Reference, Sex, TargetScope

SEX_OF = {TargetScope.TOTAL: Sex.TOTAL, TargetScope.WOMEN: Sex.WOMEN, TargetScope.MEN: Sex.MEN}


def points_of(rows: Collection[OutcomeRow], scope: TargetScope, decimals: int) -> tuple[Point, ...]:
    """Return one municipality's points of a scope; a difference is that of the two values as they are published."""
    if scope != TargetScope.GAP:
        return tuple(Point(each.year, each.value) for each in rows if each.sex == SEX_OF[scope])
    women, men = ({each.year: each.value for each in rows if each.sex == sex} for sex in (Sex.WOMEN, Sex.MEN))
    found = []
    for year in sorted(women.keys() & men.keys()):
        ours, theirs = women[year], men[year]
        apart = None
        if ours is not None and theirs is not None:
            apart = abs(published(ours, decimals) - published(theirs, decimals))
        found.append(Point(year, apart))
    return tuple(found)


class OutcomesOfMany(Protocol):
    def rows(self, codes: Collection[str] | None = None) -> Iterator[OutcomeRow]: ...


class ValuesOfEverybody(Protocol):
    @property
    def years(self) -> tuple[int, ...]: ...
    def of(self, year: int) -> Mapping[str, Decimal]: ...


class Figures(Protocol):
    """Whose figures they are: an indicator with its outcomes, as published."""

    @property
    def direction(self) -> str: ...
    @property
    def decimals(self) -> int: ...
    @property
    def outcomes(self) -> tuple[OutcomeRow, ...]: ...
    @property
    def others(self) -> OutcomesOfMany: ...
    @property
    def national(self) -> ValuesOfEverybody: ...


class Followed(Protocol):
    """What a target says of whom it follows."""

    @property
    def reference(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def codes(self) -> frozenset[str]: ...


def other_figures(indicator: Figures, target: Followed, home_code: str) -> tuple[Point, ...]:
    """Return the figure of each year that a relative target is judged by, oldest first; unrounded."""
    if not target.reference:
        return ()
    reference, scope, places = Reference(target.reference), TargetScope(target.scope), indicator.decimals
    if reference == Reference.COUNTRY:
        return points_of([each for each in indicator.outcomes if each.code == COUNTRY_CODE], scope, places)
    if reference == Reference.NATION_BEST:
        return _best_of_everybody(indicator, target)
    own = points_of([each for each in indicator.outcomes if each.code == home_code], scope, places)
    by_year = _by_year(indicator.others.rows(target.codes), scope, places)
    direction = Direction.LOWER if scope == TargetScope.GAP else Direction(indicator.direction)
    found = []
    for year, others in sorted(by_year.items()):
        ours = [each.value for each in own if each.year == year and is_usable(each.value)]
        value = _figure(reference, others, ours, target.value, direction)
        if value is not None:
            found.append(Point(year, value))
    return tuple(found)


def _best_of_everybody(indicator: Figures, target: Followed) -> tuple[Point, ...]:
    """Everybody is there, our own municipality too; by sex nobody is."""
    if target.scope != TargetScope.TOTAL:
        return ()
    direction, found = Direction(indicator.direction), []
    for year in indicator.national.years:
        values = [each for each in indicator.national.of(year).values() if is_usable(each)]
        value = last_among_the_best(values, target.value, direction)
        if value is not None:
            found.append(Point(year, value))
    return tuple(found)


def _by_year(rows: Iterable[OutcomeRow], scope: TargetScope, places: int) -> Mapping[int, list[Decimal]]:
    by_code: dict[str, list[OutcomeRow]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    by_year: dict[int, list[Decimal]] = {}
    for found in by_code.values():
        for point in points_of(found, scope, places):
            if is_usable(point.value):
                by_year.setdefault(point.year, []).append(point.value)
    return by_year


def _figure(
    reference: Reference, others: list[Decimal], ours: list[Decimal], share: Decimal | None, direction: Direction
) -> Decimal | None:
    if reference.is_share:
        return last_among_the_best([*others, *ours], share, direction)
    if len(others) < MIN_AVERAGED:
        return None
    return median(others) if reference == Reference.GROUP_MEDIAN else sum(others, Decimal(0)) / len(others)


def last_among_the_best(values: list[Decimal], share: Decimal | None, direction: Direction) -> Decimal | None:
    """Return the value of the last that is among so many per cent of the best, the own included; ties are among them.

    Of 8 the best quarter is 2, of 9 it is 3: the ranks whose quartile is the first. None among fewer than MIN_RANKED.
    """
    if len(values) < MIN_RANKED or not is_usable(share) or not 0 < share <= 100:
        return None
    best_first = sorted(values, reverse=direction == Direction.HIGHER)
    # Rounded up, by name: whole division of a Decimal cuts towards zero.
    return best_first[int((len(values) * share / 100).to_integral_value(ROUND_CEILING)) - 1]
