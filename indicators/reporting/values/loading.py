"""Indicators' years as they are stored: to be read, or locked to be changed."""

from collections.abc import Iterable

from indicators.models import Entry, Indicator, Outcome, Portal, Round
from indicators.models.measures import IndicatorQuerySet
from indicators.reporting.values.indicator_years import IndicatorYear


def load_indicator_years(portal: Portal, round_: Round, indicators: IndicatorQuerySet) -> list[IndicatorYear]:
    """Return the year of each indicator of a query, in its order: eight queries however many there are."""
    home = portal.municipality
    loaded = list(indicators.with_outcomes(home.code))
    keys = [each.pk for each in loaded]
    # Beside `loaded_outcomes`, which has published values only and no model to write with.
    outcomes: dict[int, dict[str, Outcome]] = {}
    for outcome in Outcome.objects.filter(indicator__in=keys, municipality=home, year=round_.year):
        outcomes.setdefault(outcome.indicator_id, {})[outcome.sex] = outcome
    entries = {
        entry.indicator_id: entry for entry in Entry.objects.with_cells().filter(round=round_, indicator__in=keys)
    }
    return [
        IndicatorYear(
            round_,
            each,
            outcomes.get(each.pk, {}),
            (entry := entries.get(each.pk)),
            {cell.sex: cell for cell in entry.cells.all()} if entry else {},
        )
        for each in loaded
    ]


def lock_round(round_: Round) -> Round:
    """Return a year as it is stored now, so that locking it and moves of its values wait for each other."""
    # Without its key, so that rows that point at the year can still be added meanwhile.
    return Round.objects.select_for_update(no_key=True).get(pk=round_.pk)


def lock_indicator_years(round_: Round, indicators: Iterable[int]) -> tuple[Portal, list[IndicatorYear]]:
    """Return the portal and the years of indicators, given by key; nobody else writes in them in this transaction.

    It is the indicators that are locked, in the order of their keys: an entry may not be there yet. (On SQLite the
    whole database is.)
    """
    chosen = Indicator.objects.filter(pk__in=list(indicators))
    list(chosen.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    # Only now: who locks the year holds every indicator first, so a year read here as open stays open for this row.
    portal = Portal.objects.with_municipality().get()
    fresh = Round.objects.get(pk=round_.pk)
    return portal, load_indicator_years(portal, fresh, chosen)
