"""What a chart shows of its series: the same for the server's SVG, for Plotly and for the words beside them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from indicators.judgement.rule import Point
from indicators.series.facts import ReferenceFact, Series, SeriesLine, TargetFact, Value
from indicators.vocabulary import Direction, MissingReason

MOST_MARKS = 6  # on a line beside the home line: enough to know it by, too few to hide it


def keys_of(series: Series) -> frozenset[str]:
    """Return what a line can be switched on by: its key, and for the sexes its kind."""
    others = (series.women, series.men, *series.comparisons, *series.municipalities)
    return frozenset(word for each in others if each for word in (each.key, each.kind))


def lines_of(series: Series, shown: frozenset[str]) -> tuple[SeriesLine, ...]:
    """Return the lines to draw: the home line, then those switched on, by key or (for the sexes) by kind."""
    others = (series.women, series.men, *series.comparisons, *series.municipalities)
    return (series.home, *(each for each in others if each and ({each.key, each.kind} & shown)))


def values_of(series: Series, line: SeriesLine) -> tuple[Value, ...]:
    """Return the line's values that are known as seen from the series' year, oldest first, missing ones left out."""
    known = (each for each in line.values if each.value is not None and each.year <= series.seen_from)
    return tuple(sorted(known, key=lambda each: each.year))


def runs_of(series: Series, line: SeriesLine) -> tuple[tuple[Value, ...], ...]:
    """Split a line's values where nothing may be joined: over a measurement without a value, and over a series break.

    What is measured every other year is joined over the year between, unless somebody has said why that one is missing.
    """
    runs: list[list[Value]] = []
    breaks = {each.year for each in series.breaks}
    missing = _years_missing(line)
    for value in values_of(series, line):
        since = range(runs[-1][-1].year + 1, value.year + 1) if runs else range(0)
        if runs and len(since) <= series.interval and not breaks.union(missing).intersection(since):
            runs[-1].append(value)
        else:
            runs.append([value])
    return tuple(tuple(run) for run in runs)


def _years_missing(line: SeriesLine) -> frozenset[int]:
    """Return the years that were to be measured and have no value; "not measured this year" is no such year."""
    return frozenset(
        each.year
        for each in line.values
        if each.value is None and each.missing_reason != MissingReason.NOT_MEASURED.label
    )


def marked_years(series: Series, line: SeriesLine, most: int) -> frozenset[int]:
    """Return the years whose values have a mark: all of a short home line, some of another, and what stands alone.

    `most` is how many values the home line has at most when each one has its mark.
    """
    values, runs = values_of(series, line), runs_of(series, line)
    own = values if len(values) <= most else values[-1:]
    chosen = own if line.kind == "home" else _spread(values)
    # A point without neighbours has no line to be seen by.
    alone = (run[0] for run in runs if len(run) == 1)
    return frozenset(each.year for each in (*chosen, *alone, *(each for each in values if each.is_preliminary)))


def _spread[Value](values: Sequence[Value]) -> Sequence[Value]:
    """Return the last value and evenly chosen ones before it."""
    step = max(1, -(-len(values) // MOST_MARKS))
    return values[::-1][::step]


def path_runs(series: Series) -> tuple[tuple[Point, ...], ...]:
    """Split the expected path where it has no expected value."""
    runs: list[list[Point]] = []
    for point in series.path:
        if runs and point.year == runs[-1][-1].year + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return tuple(tuple(run) for run in runs)


def turning_points_of(series: Series, run: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points that a run of the path is straight between: rounding each year would draw stairs."""
    turns = {run[0].year, run[-1].year, *(each.year for each in series.targets)}
    turns |= {each.first_year for each in series.targets if each.first_year is not None}
    # What follows others turns every year, and better than a start asks for as much in each year.
    is_straight = all(each.holds_alone for each in series.targets)
    return tuple(each for each in run if not is_straight or each.year in turns)


def gaps_of(series: Series) -> tuple[tuple[int, int, str], ...]:
    """Return the home line's gaps as first year, last year and reason ("" where none is given), oldest first.

    Years between two values, and years with a stated reason after the last one, as seen from the series' year. A year
    between two measurements is no gap.
    """
    known = {each.year for each in values_of(series, series.home)}
    reasons = {each.year: each.missing_reason for each in series.home.values if each.value is None}
    if not known:
        return ()
    last = max([*known, *(year for year in reasons if year <= series.seen_from)])
    gaps: list[tuple[int, int, str]] = []
    for year in (year for year in range(min(known), last + 1) if year not in known):
        if (year > max(known) and year not in reasons) or series.is_between_measurements(year):
            continue
        reason = reasons.get(year, "")
        if gaps and gaps[-1][1] == year - 1 and gaps[-1][2] == reason:
            gaps[-1] = (gaps[-1][0], year, reason)
        else:
            gaps.append((year, year, reason))
    return tuple(gaps)


def latest_of(series: Series, line: SeriesLine) -> Value | None:
    return next(reversed(values_of(series, line)), None)


def end_target(series: Series) -> TargetFact | None:
    return max(series.targets, key=lambda each: each.year, default=None)


def aim_of(series: Series, target: TargetFact) -> Decimal | None:
    """Return the one number to draw a target at; None for a range, which is drawn as a band.

    A target that is no number of its own is drawn where the path is in its year, if that is known.
    """
    if not target.holds_alone:
        return next((each.value for each in series.path if each.year == target.year), None)
    if target.value is not None or series.rule.direction == Direction.RANGE:
        return target.value
    return target.high if series.rule.direction == Direction.LOWER else target.low


def bands_of(series: Series, first: int, last: int) -> tuple[tuple[int, int, TargetFact], ...]:
    """Return the ranges to keep within as first year, last year and target; each holds until its target's year."""
    bands = []
    for target in sorted(series.targets, key=lambda each: each.year):
        if series.rule.direction == Direction.RANGE and target.low is not None and first <= target.year <= last:
            bands.append((first, target.year, target))
            first = target.year + 1
    return tuple(bands)


def extension_of(series: Series) -> tuple[int, int] | None:
    """Return the first and last year that the goal period was extended by, or None."""
    if series.period is None or series.period[2] <= series.period[1]:
        return None
    return series.period[1] + 1, series.period[2]


def years_of(series: Series, lines: Iterable[SeriesLine]) -> tuple[int, int] | None:
    """Return the first and last year of the level axis, or None where there is nothing to draw."""
    years = [each.year for line in lines for each in values_of(series, line)]
    if not years:
        return None
    years += [each.year for each in series.path] + [each.year for each in series.targets]
    years += [last for _, last, _ in gaps_of(series)]
    # A level that was stated for a year to come is drawn to it; one of long ago makes the sheet no wider.
    return min(years), max([*years, *(each.year for each in series.references)])


def references_of(series: Series, first: int) -> tuple[ReferenceFact, ...]:
    """Return the levels to draw: each reaches to the year that it was stated for."""
    return tuple(each for each in series.references if each.year > first)


def amount(series: Series, value: Decimal) -> str:
    """Return a value as it is written in a chart: "96,7 %", "12 844", "alla"."""
    return series.scale.amount(value)


def has_baseline(series: Series) -> bool:
    """Return whether a path starts from the baseline, so that it is drawn."""
    baseline = series.rule.baseline
    return baseline is not None and any(each.year == baseline.year for each in series.path)


def numbers_of(series: Series, lines: Iterable[SeriesLine]) -> list[Decimal]:
    """Return every number that a chart of these lines has to hold: values, path, targets and references."""
    found = [each.value for line in lines for each in values_of(series, line)]
    found += [each.value for each in series.path]
    found += [number for each in series.targets if each.holds_alone for number in (each.value, each.low, each.high)]
    found += [each.value for each in series.references]
    return [each for each in found if each is not None]
