"""Every published figure, with whose portal it is and who is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from indicators.content import load
from indicators.content.current import Current
from indicators.content.published import (
    PublishedCorrection,
    PublishedGroup,
    PublishedIndicator,
    PublishedPortal,
    PublishedUnit,
)
from indicators.models import FIRST_YEAR, Indicator


@dataclass(frozen=True, slots=True, eq=False)
class PublishedFigures:
    """What everybody may read of indicators, as it stood at one moment.

    `indicators` are by address and in order, `by_key` the same by their rows' keys; `municipalities` are names by code,
    `sources` what is told of them by their names; `portal` is None while no plan is loaded.
    """

    portal: PublishedPortal | None
    indicators: Mapping[str, PublishedIndicator]
    by_key: Mapping[int, PublishedIndicator]
    groups: tuple[PublishedGroup, ...]
    municipalities: Mapping[str, str]
    units: tuple[PublishedUnit, ...]
    sources: Mapping[str, str]
    corrections: tuple[PublishedCorrection, ...]
    first_year: int  # of the home municipality's outcomes


def code_of(portal: PublishedPortal | None) -> str:
    """Return the code of the municipality whose portal it is, "" while there is none."""
    return portal.municipality.code if portal else ""


def figures_of(
    portal: PublishedPortal | None,
    by_key: Mapping[int, PublishedIndicator],
    *,
    groups: tuple[PublishedGroup, ...],
    municipalities: Mapping[str, str],
    units: tuple[PublishedUnit, ...],
    sources: Mapping[str, str],
    corrections: tuple[PublishedCorrection, ...],
) -> PublishedFigures:
    home = code_of(portal)
    years = (row.year for each in by_key.values() for row in each.outcomes if row.code == home)
    return PublishedFigures(
        portal,
        MappingProxyType({each.slug: each for each in by_key.values()}),
        MappingProxyType(dict(by_key)),
        groups,
        MappingProxyType(dict(municipalities)),
        units,
        MappingProxyType(dict(sources)),
        corrections,
        min(years, default=FIRST_YEAR),
    )


def load_figures() -> PublishedFigures:
    """Load every published figure: thirteen queries, however many there are; see `one_moment` for what they see."""
    portal = load.load_portal()
    by_key = load.load_indicators(code_of(portal), Indicator.objects.published(), with_others=True)
    corrections = load.load_corrections(by_key)
    return figures_of(
        portal,
        by_key,
        groups=load.load_groups(),
        municipalities=load.load_municipalities(),
        units=load.load_units(),
        sources=load.load_sources(),
        corrections=corrections,
    )


current_figures = Current(load_figures).get
