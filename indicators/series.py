"""One series, many faces: the rows of an indicator as one frozen value that every face reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.formats import Scale, capital
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.judgement.status import expected_path
from indicators.models import ComparisonGroup, Indicator, OutcomeRow, SeriesBreak, Target
from indicators.vocabulary import Direction, MissingReason, Origin, Sex

COUNTRY_CODE = "0000"
NOT_GIVEN = "Uppgift saknas"


@dataclass(frozen=True, slots=True)
class Value:
    """One outcome as every face shows it. `text` is ready to read ("96,7 %", "Uppgift saknas")."""

    year: int
    value: Decimal | None
    text: str
    missing_reason: str  # Swedish label, "" when there is a value
    is_preliminary: bool
    comment: str
    source: str
    source_url: str
    retrieved_on: date | None
    origin: str  # Swedish label
    origin_code: str
    next_expected: date | None


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One line of a series: whose it is and its values, oldest first; a year without a row has no value.

    `kind` is "home", "women", "men", "country", "group" (mean that we computed) or "municipality".
    `key` is short, ASCII and unique within the series: it names the line in addresses, CSS and charts.
    """

    key: str
    kind: str
    label: str
    code: str
    name: str
    sex: str
    values: tuple[Value, ...]
    note: str = ""  # for a computed line: how many municipalities, "egen bearbetning"

    def value_in(self, year: int) -> Value | None:
        """Return the line's value for a year, or None where there is no row."""
        return next((value for value in self.values if value.year == year), None)

    @property
    def points(self) -> tuple[Point, ...]:
        """Return the values as the rules of judgement take them."""
        return tuple(Point(value.year, value.value) for value in self.values)


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A target as it is shown: "100 %", "40–60 %"."""

    year: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    text: str
    is_reading: bool
    note: str
    decision: str
    decision_url: str


@dataclass(frozen=True, slots=True)
class BreakFact:
    year: int
    note: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator's figures, the same for table, CSV, JSON, server SVG and Plotly."""

    slug: str
    name: str
    official_title: str
    definition: str
    kolada_id: str
    unit_label: str  # "%", "antal/1000 inv", ""
    decimals: int
    measure: str  # Indicator.Measure value
    categories: tuple[str, ...]
    rule: Rule
    seen_from: int
    home: SeriesLine
    women: SeriesLine | None
    men: SeriesLine | None
    comparisons: tuple[SeriesLine, ...]  # country first, then group means; what a reader can switch on
    municipalities: tuple[SeriesLine, ...]  # the single ones, by name
    targets: tuple[TargetFact, ...]
    baseline_text: str
    breaks: tuple[BreakFact, ...]
    path: tuple[Point, ...]  # expected value a year, baseline to last target
    period: tuple[int, int, int] | None  # first year, original last year, last year with extensions
    retrieved_on: date | None
    note: str = ""  # what to keep in mind
    next_publication: date | None = None


@dataclass(frozen=True, slots=True)
class SeriesContext:
    """What a series needs to know beside its indicator: whose portal it is, who to compare with, and the period."""

    home_code: str
    home_name: str
    groups: tuple[ComparisonGroup, ...] = ()
    period: tuple[int, int, int] | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of every municipality whose outcomes the series shows."""
        members = {each.code for group in self.groups for each in group.municipalities.all()}
        return frozenset(members | {self.home_code, COUNTRY_CODE})


def scale_of(indicator: Indicator) -> Scale:
    """Return how the indicator's numbers are written."""
    return Scale(indicator.decimals, indicator.unit_label, tuple(indicator.categories))


def rule_of(indicator: Indicator, seen_from: int) -> Rule:
    """Return how the indicator is judged as it was decided by the year `seen_from`.

    A target decided later is left out: the state of a year is judged by what was known to be aimed at then.
    """
    baseline = None
    if indicator.baseline_year is not None:
        baseline = Point(indicator.baseline_year, indicator.baseline_value)
    return Rule(
        direction=Direction(indicator.direction),
        decimals=indicator.decimals,
        targets=tuple(
            TargetPoint(each.year, each.value, each.low, each.high) for each in known_targets(indicator, seen_from)
        ),
        baseline=baseline,
        tolerance=indicator.tolerance,
        trend_band=indicator.trend_band,
        longest_age=indicator.longest_age,
        breaks=tuple(each.year for each in indicator.breaks.all()),
    )


def known_targets(indicator: Indicator, seen_from: int) -> list[Target]:
    """Return the targets decided by the end of a year; one without a dated decision counts as always known."""
    return [
        each
        for each in indicator.targets.all()
        if each.decision is None or each.decision.decided_on is None or each.decision.decided_on.year <= seen_from
    ]


def home_points(indicator: Indicator, home_code: str) -> tuple[Point, ...]:
    """Return the home municipality's totals, oldest first, from the outcomes loaded by `with_series`."""
    return tuple(
        Point(each.year, each.value)
        for each in indicator.loaded_outcomes
        if each.sex == Sex.TOTAL and each.code == home_code
    )


def series_of(indicator: Indicator, setting: SeriesContext, seen_from: int) -> Series:
    """Gather an indicator loaded by `with_series(setting.codes)` into the value that every face reads."""
    scale, rule = scale_of(indicator), rule_of(indicator, seen_from)
    lines = _lines_by_owner(indicator, setting, scale)
    home = lines.get((setting.home_code, Sex.TOTAL)) or _line(("kommunen", "home", setting.home_name), (), scale)
    others = tuple(sorted((each for each in lines.values() if each.kind == "municipality"), key=lambda each: each.name))
    return Series(
        slug=indicator.slug,
        name=indicator.name,
        official_title=indicator.official_title,
        definition=indicator.definition,
        kolada_id=indicator.kolada_id,
        unit_label=indicator.unit_label,
        decimals=indicator.decimals,
        measure=indicator.measure,
        categories=scale.categories,
        rule=rule,
        seen_from=seen_from,
        home=home,
        women=lines.get((setting.home_code, Sex.WOMEN)),
        men=lines.get((setting.home_code, Sex.MEN)),
        comparisons=_comparisons(indicator, setting, lines.get((COUNTRY_CODE, Sex.TOTAL)), others),
        municipalities=others,
        targets=tuple(_target_fact(each, scale) for each in known_targets(indicator, seen_from)),
        baseline_text=_baseline_text(indicator, scale),
        breaks=tuple(_break_fact(each) for each in indicator.breaks.all()),
        path=_path(rule),
        period=setting.period,
        retrieved_on=max((each.retrieved_on for each in home.values if each.retrieved_on), default=None),
        note=indicator.note,
        next_publication=indicator.next_publication,
    )


def _lines_by_owner(indicator: Indicator, setting: SeriesContext, scale: Scale) -> dict[tuple[str, str], SeriesLine]:
    """Return the home municipality's lines by sex, and the totals of the country and the others."""
    rows: dict[tuple[str, str], list[OutcomeRow]] = {}
    for outcome in indicator.loaded_outcomes:
        rows.setdefault((outcome.code, outcome.sex), []).append(outcome)
    names = {
        (setting.home_code, Sex.TOTAL.value): ("kommunen", "home", setting.home_name),
        (setting.home_code, Sex.WOMEN.value): ("kvinnor", "women", Sex.WOMEN.label),
        (setting.home_code, Sex.MEN.value): ("man", "men", Sex.MEN.label),
        (COUNTRY_CODE, Sex.TOTAL.value): ("riket", "country", "Riket"),
    }
    return {
        owner: _line(names.get(owner, (owner[0], "municipality", found[0].municipality)), found, scale)
        for owner, found in rows.items()
        if owner in names or (owner[0] not in {setting.home_code, COUNTRY_CODE} and owner[1] == Sex.TOTAL)
    }


def _comparisons(
    indicator: Indicator, setting: SeriesContext, country: SeriesLine | None, others: tuple[SeriesLine, ...]
) -> tuple[SeriesLine, ...]:
    """Return the country and the groups' means; none for counts, which only tell how large the others are."""
    if indicator.measure == Indicator.Measure.COUNT:
        return ()
    groups = (_group_line(group, others, scale_of(indicator)) for group in setting.groups)
    return tuple(line for line in (country, *groups) if line)


def _line(names: tuple[str, str, str], rows: Sequence[OutcomeRow], scale: Scale) -> SeriesLine:
    key, kind, label = names
    first = rows[0] if rows else None
    return SeriesLine(
        key=key,
        kind=kind,
        label=label,
        code=first.code if first else "",
        name=first.municipality if first else label,
        sex=first.sex if first else Sex.TOTAL,
        values=tuple(_value(each, scale) for each in rows),
    )


def _group_line(group: ComparisonGroup, lines: Iterable[SeriesLine], scale: Scale) -> SeriesLine | None:
    """Return the group's unweighted mean a year, where at least two of its members have a value."""
    codes = {each.code for each in group.municipalities.all()}
    by_year: dict[int, list[Decimal]] = {}
    for line in lines:
        for value in line.values if line.code in codes else ():
            if value.value is not None:
                by_year.setdefault(value.year, []).append(value.value)
    values = tuple(
        _computed(year, sum(found, Decimal(0)) / len(found), len(found), len(codes), scale)
        for year, found in sorted(by_year.items())
        if len(found) > 1
    )
    if not values:
        return None
    note = f"Ovägt medelvärde av {len(codes)} kommuner, så som gruppen såg ut {group.year}. Egen bearbetning."
    return SeriesLine(group.slug, "group", group.short_name, "", group.name, Sex.TOTAL, values, note)


def _computed(year: int, mean: Decimal, have: int, members: int, scale: Scale) -> Value:
    comment = "" if have == members else f"{have} av {members} kommuner har värde"
    return Value(
        year=year,
        value=mean,
        text=Scale(max(scale.decimals, 1), "").number(mean) if scale.categories else scale.short(mean),
        missing_reason="",
        is_preliminary=False,
        comment=comment,
        source="Egen bearbetning",
        source_url="",
        retrieved_on=None,
        origin=Origin.COMPUTED.label,
        origin_code=Origin.COMPUTED,
        next_expected=None,
    )


def _value(outcome: OutcomeRow, scale: Scale) -> Value:
    reason = MissingReason(outcome.missing_reason).label if outcome.missing_reason else ""
    return Value(
        year=outcome.year,
        value=outcome.value,
        text=NOT_GIVEN if outcome.value is None else scale.short(outcome.value),
        missing_reason=reason,
        is_preliminary=outcome.is_preliminary,
        comment=outcome.comment,
        source=outcome.source,
        source_url=outcome.source_url,
        retrieved_on=outcome.retrieved_on,
        origin=Origin(outcome.origin).label,
        origin_code=outcome.origin,
        next_expected=outcome.next_expected,
    )


def _target_fact(target: Target, scale: Scale) -> TargetFact:
    return TargetFact(
        year=target.year,
        value=target.value,
        low=target.low,
        high=target.high,
        text=scale.aim(target.value, target.low, target.high),
        is_reading=target.is_reading,
        note=target.note,
        decision=target.decision.title if target.decision else "",
        decision_url=target.decision.url if target.decision else "",
    )


def _break_fact(found: SeriesBreak) -> BreakFact:
    return BreakFact(found.year, found.note, found.source_url)


def _baseline_text(indicator: Indicator, scale: Scale) -> str:
    if indicator.baseline_value is None:
        return ""
    note = f". {indicator.baseline_note}" if indicator.baseline_note else ""
    return f"{capital(scale.amount(indicator.baseline_value))} år {indicator.baseline_year}{note}"


def _path(rule: Rule) -> tuple[Point, ...]:
    years = [each.year for each in rule.targets]
    if not years:
        return ()
    first = rule.baseline.year if rule.baseline else min(years)
    return expected_path(rule, first, max(years))
