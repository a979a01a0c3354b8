"""From rows to published values. The rows are loaded with what they lead to: nothing here asks for more."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q

from indicators.content.national import NationalValues
from indicators.content.outcome_table import OutcomeTable
from indicators.content.published import (
    PublishedBreak,
    PublishedCorrection,
    PublishedDecision,
    PublishedGroup,
    PublishedIndicator,
    PublishedMunicipality,
    PublishedPortal,
    PublishedReference,
    PublishedTarget,
    PublishedUnit,
)
from indicators.models import (
    COUNTRY_CODE,
    ComparisonGroup,
    Correction,
    Decision,
    Indicator,
    Municipality,
    NationalRow,
    NationalYear,
    Outcome,
    OutcomeRow,
    Portal,
    Source,
    Target,
    Unit,
)
from indicators.models.measures import IndicatorQuerySet
from indicators.vocabulary import Sex


def published_from[Value](kind: type[Value], row: Model, **made: Any) -> Value:
    """Return a value with a row's columns of the same names, and those that are given ready made."""
    names = (each.name for each in fields(kind) if each.name not in made)  # type: ignore[arg-type]
    return kind(**{name: getattr(row, name) for name in names}, **made)


def load_indicators(home_code: str, rows: IndicatorQuerySet, *, with_others: bool) -> dict[int, PublishedIndicator]:
    """Load the indicators of a query by their rows' keys, in order: six queries.

    Without others only the home municipality's and the country's outcomes are read, which the years need no more than.
    """
    own = Q(municipality__code__in=[home_code, COUNTRY_CODE])
    # Whoever is to be better than a group is judged by its figures.
    own |= Q(indicator__in=Target.objects.of_groups().values("indicator"))
    outcomes = Outcome.objects.shown().filter(indicator__in=rows)
    found = (outcomes if with_others else outcomes.filter(own)).by_indicator()
    national = NationalYear.objects.shown().filter(indicator__in=rows).by_indicator()
    return {
        each.pk: published_indicator(each, home_code, found.get(each.pk, ()), national.get(each.pk, ()))
        for each in rows.with_references()
    }


def load_groups() -> tuple[PublishedGroup, ...]:
    return tuple(map(published_group, ComparisonGroup.objects.prefetch_related("municipalities")))


def load_municipalities() -> dict[str, str]:
    """Load the names of municipalities by code, without regions and the country."""
    found = Municipality.objects.filter(kind=Municipality.Kind.MUNICIPALITY).order_by("code")
    return dict(found.values_list("code", "name"))


def load_units() -> tuple[PublishedUnit, ...]:
    return tuple(PublishedUnit(*each) for each in Unit.objects.values_list("slug", "name"))


def load_sources() -> dict[str, str]:
    """Load what is told of sources, by the names that stand at the values."""
    return dict(Source.objects.values_list("name", "about"))


def load_portal() -> PublishedPortal | None:
    portal = Portal.objects.with_municipality().first()
    return published_portal(portal) if portal else None


def load_corrections(indicators: Mapping[int, PublishedIndicator]) -> tuple[PublishedCorrection, ...]:
    """Load the corrections of published indicators, the newest first."""
    listed = Correction.objects.listed()
    return tuple(
        published_correction(each, indicators[each.indicator_id]) for each in listed if each.indicator_id in indicators
    )


def published_indicator(
    row: Indicator, home_code: str, outcomes: Sequence[OutcomeRow], national: Sequence[NationalRow]
) -> PublishedIndicator:
    """`outcomes` are the row's published ones, oldest first, and so are the country's years."""
    near = {home_code, COUNTRY_CODE}
    return published_from(
        PublishedIndicator,
        row,
        url=row.get_absolute_url(),
        # The column takes any JSON; one indicator that is wrong must not close every page.
        categories=tuple(map(str, row.categories)) if isinstance(row.categories, list) else (),
        unit=PublishedUnit(row.unit.slug, row.unit.name) if row.unit else None,
        targets=tuple(published_target(each) for each in row.targets.all()),
        breaks=tuple(published_from(PublishedBreak, each) for each in row.breaks.all()),
        references=tuple(published_from(PublishedReference, each) for each in row.reference_lines.all()),
        outcomes=tuple(each for each in outcomes if each.code in near),
        others=OutcomeTable(each for each in outcomes if each.code not in near),
        national=NationalValues(national, home_code, _totals_of(outcomes, home_code) if national else {}),
    )


def published_target(row: Target) -> PublishedTarget:
    codes = frozenset(each.code for each in row.group.municipalities.all()) if row.group else frozenset()
    return published_from(PublishedTarget, row, decision=decision_or_none(row.decision), codes=codes)


def _totals_of(outcomes: Sequence[OutcomeRow], code: str) -> dict[int, Decimal]:
    return {
        each.year: each.value
        for each in outcomes
        if each.code == code and each.sex == Sex.TOTAL and each.value is not None
    }


def published_decision(row: Decision) -> PublishedDecision:
    return published_from(PublishedDecision, row)


def decision_or_none(row: Decision | None) -> PublishedDecision | None:
    return published_decision(row) if row else None


def published_municipality(row: Municipality) -> PublishedMunicipality:
    return PublishedMunicipality(row.code, row.name)


def published_group(row: ComparisonGroup) -> PublishedGroup:
    return published_from(PublishedGroup, row, codes=frozenset(each.code for each in row.municipalities.all()))


def published_portal(row: Portal) -> PublishedPortal:
    return published_from(PublishedPortal, row, municipality=published_municipality(row.municipality))


def published_correction(row: Correction, indicator: PublishedIndicator) -> PublishedCorrection:
    municipality = published_municipality(row.municipality)
    return published_from(PublishedCorrection, row, indicator=indicator, municipality=municipality)
