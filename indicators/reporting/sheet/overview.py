"""A person's years at a glance: how far each has come and what is left."""

from collections.abc import Iterable
from datetime import date

from indicators.models import Indicator, Portal, Round
from indicators.models.measures import IndicatorQuerySet
from indicators.reporting.rules.rights import Rights
from indicators.reporting.shapes import Sheet
from indicators.reporting.sheet.rows import sheet_of
from indicators.reporting.values.lines import load_indicator_years


def seen_by(rights: Rights) -> IndicatorQuerySet:
    """Return the indicators that a person sees on a sheet."""
    shown = Indicator.objects.published()
    return shown if rights.coordinates else shown.of_units(rights.units)


def sheets_of(rights: Rights, rounds: Iterable[Round], today: date) -> list[Sheet]:
    """Return a person's sheet for each of some years."""
    portal = Portal.objects.with_municipality().first()
    if portal is None:
        return []
    return [sheet_of(each, load_indicator_years(portal, each, seen_by(rights)), rights, today) for each in rounds]
