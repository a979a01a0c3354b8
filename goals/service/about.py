"""What the portal holds and where it comes from."""

from goals.models import Goal, Period
from indicators.models import Indicator, Municipality, Outcome


def sources_of(municipality: Municipality) -> tuple[tuple[str, int, str], ...]:
    """Return each source of a municipality's values with how many it has given and a link to one of them."""
    found = Outcome.objects.shown().sources(municipality)
    return tuple((each["source"], each["count"], each["url"]) for each in found)


def counts_of(municipality: Municipality) -> tuple[tuple[str, int], ...]:
    outcomes = Outcome.objects.shown().exclude(value=None)
    return (
        ("Målperioder", Period.objects.count()),
        ("Mål", Goal.objects.count()),
        ("Indikatorer", Indicator.objects.published().count()),
        ("Värden för kommunen", outcomes.filter(municipality=municipality).count()),
        ("Värden för andra kommuner och riket", outcomes.exclude(municipality=municipality).count()),
    )
