"""From a published indicator to its series."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress

from indicators.content.published import PublishedGroup, PublishedIndicator
from indicators.formats import Scale
from indicators.judgement.rule import Point, Rule
from indicators.judgement.status import expected_path
from indicators.models import COUNTRY_CODE, OutcomeRow
from indicators.series.comparisons import comparisons_of
from indicators.series.facts import Series, SeriesLine, TargetFact
from indicators.series.rows import (
    baseline_text,
    break_fact,
    known_targets,
    reference_fact,
    rule_of,
    scale_of,
    target_fact,
    value_fact,
)
from indicators.vocabulary import Sex, TargetScope

# What a series has from its indicator without a change.
AS_THEY_ARE = (
    "slug",
    "name",
    "official_title",
    "definition",
    "kolada_id",
    "unit_label",
    "decimals",
    "measure",
    "note",
    "next_publication",
    "interval",
)


@dataclass(frozen=True, slots=True)
class SeriesContext:
    """What a series needs to know besides its indicator: the home municipality, who to compare with, and the period."""

    home_code: str
    home_name: str
    groups: tuple[PublishedGroup, ...] = ()
    period: tuple[int, int, int] | None = None  # first year, original last year, last year with extensions

    @property
    def codes(self) -> frozenset[str]:
        """Return whose outcomes the series is made of, beside the home municipality's and the country's."""
        return frozenset(code for group in self.groups for code in group.codes)


def series_of(indicator: PublishedIndicator, context: SeriesContext, seen_from: int) -> Series:
    """Gather an indicator's figures, as seen from a year, into the value that every face reads."""
    scale, rule = scale_of(indicator), rule_of(indicator, seen_from, context.home_code)
    totals, scoped = _targets(indicator, context.home_code, seen_from, scale)
    lines = _lines_by_owner(indicator, context, scale)
    home = lines.get((context.home_code, Sex.TOTAL)) or _line(("kommunen", "home", context.home_name), (), scale)
    others = sorted((each for each in lines.values() if each.kind == "municipality"), key=lambda each: each.name)
    return Series(
        **{name: getattr(indicator, name) for name in AS_THEY_ARE},
        categories=scale.categories,
        rule=rule,
        seen_from=seen_from,
        home=home,
        women=lines.get((context.home_code, Sex.WOMEN)),
        men=lines.get((context.home_code, Sex.MEN)),
        comparisons=comparisons_of(indicator, context.groups, lines.get((COUNTRY_CODE, Sex.TOTAL)), tuple(others)),
        municipalities=tuple(others),
        targets=totals,
        scoped_targets=scoped,
        baseline_text=baseline_text(indicator, scale),
        breaks=tuple(break_fact(each) for each in indicator.breaks),
        references=tuple(reference_fact(each, scale) for each in indicator.references),
        path=_path(rule),
        period=context.period,
        retrieved_on=max((each.retrieved_on for each in home.values if each.retrieved_on), default=None),
    )


def _targets(
    indicator: PublishedIndicator, home_code: str, seen_from: int, scale: Scale
) -> tuple[tuple[TargetFact, ...], tuple[TargetFact, ...]]:
    """Return the targets of the totals, and those of one sex or of the difference between the two."""
    found = []
    for target in known_targets(indicator, seen_from):
        rule = rule_of(indicator, seen_from, home_code, TargetScope(target.scope))
        point = next(each for each in rule.targets if each.year == target.year)
        found.append(target_fact(target, point, scale, rule.direction))
    is_total = [each.scope == TargetScope.TOTAL for each in found]
    scoped = (each for each, total in zip(found, is_total, strict=True) if not total)
    return tuple(compress(found, is_total)), tuple(scoped)


def _lines_by_owner(
    indicator: PublishedIndicator, context: SeriesContext, scale: Scale
) -> dict[tuple[str, str], SeriesLine]:
    """Return the home municipality's lines by sex, and the totals of the country and the others."""
    rows: dict[tuple[str, str], list[OutcomeRow]] = {}
    for outcome in chain(indicator.outcomes, indicator.others.rows(context.codes)):
        rows.setdefault((outcome.code, outcome.sex), []).append(outcome)
    names = {
        (context.home_code, Sex.TOTAL.value): ("kommunen", "home", context.home_name),
        (context.home_code, Sex.WOMEN.value): ("kvinnor", "women", Sex.WOMEN.label),
        (context.home_code, Sex.MEN.value): ("man", "men", Sex.MEN.label),
        (COUNTRY_CODE, Sex.TOTAL.value): ("riket", "country", "Riket"),
    }
    return {
        owner: _line(names.get(owner, (owner[0], "municipality", found[0].municipality)), found, scale)
        for owner, found in rows.items()
        # Of other municipalities only the totals: by sex they would double every chart's lines.
        if owner in names or (owner[0] not in {context.home_code, COUNTRY_CODE} and owner[1] == Sex.TOTAL)
    }


def _line(names: tuple[str, str, str], rows: Sequence[OutcomeRow], scale: Scale) -> SeriesLine:
    key, kind, label = names
    # Without any value the line is still there, so that the page can say what is missing.
    first = rows[0] if rows else None
    return SeriesLine(
        key=key,
        kind=kind,
        label=label,
        code=first.code if first else "",
        name=first.municipality if first else label,
        sex=first.sex if first else Sex.TOTAL,
        values=tuple(value_fact(each, scale) for each in rows),
    )


def _path(rule: Rule) -> tuple[Point, ...]:
    years = [each.year for each in rule.targets]
    if not years:
        return ()
    begins = [each.first_year for each in rule.targets if each.first_year is not None]
    begins += [each.start.year for each in rule.targets if each.start is not None]
    # What follows others is drawn beside them as far as they are known.
    begins += [point.year for each in rule.targets for point in each.others[:1]]
    begins += [rule.baseline.year] if rule.baseline else []
    return expected_path(rule, min([*begins, *years]), max(years))
