"""A database with as many made-up indicators as one likes."""

import tempfile
from contextlib import contextmanager
from decimal import Decimal

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend
from django.utils import timezone

from goals.models import FocusArea, Goal, GoalIndicator, Period, Vision
from indicators.models import Hue, Indicator, Municipality, Outcome, Portal, Target
from indicators.vocabulary import Direction, Origin, OutcomeState
from olofstrom.environment import database

YEARS = 20  # values per indicator
AREAS, GOALS = 3, 11


@contextmanager
def filled_database(size):
    """Let the default database be a file of its own with so many made-up indicators; gives its address."""
    usual = connections["default"]
    with tempfile.TemporaryDirectory() as folder:
        engine = database(f"sqlite:///{folder}/bench.sqlite3", settings.BASE_DIR)
        measured = load_backend(engine["ENGINE"]).DatabaseWrapper(usual.settings_dict | engine, "default")
        connections["default"] = measured
        try:
            call_command("migrate", verbosity=0, interactive=False)
            _fill(size)
            yield f"sqlite:///{folder}/bench.sqlite3"
        finally:
            measured.close()
            connections["default"] = usual


def _fill(size):
    """Write a plan of made-up indicators, with a value a year and a target each."""
    last = timezone.localdate().year - 1
    home = Municipality.objects.create(code="9999", name="Mätköping")
    Portal.objects.create(municipality=home, title="Mätning", full_name="Mätköpings kommun", short_name="Mätköping")
    vision = Vision.objects.create(slug="vision", title="Vision", statement="En vision.", state=Vision.State.ADOPTED)
    period = Period.objects.create(slug="period", first_year=last - 1, last_year=last + 2, vision=vision)
    goals = _goals(period)
    indicators = Indicator.objects.bulk_create(_indicator(number) for number in range(size))
    GoalIndicator.objects.bulk_create(
        GoalIndicator(goal=goals[place % GOALS], indicator=each, kind=GoalIndicator.Kind.PROPOSED, position=place)
        for place, each in enumerate(indicators)
    )
    Target.objects.bulk_create(Target(indicator=each, year=last + 2, value=60) for each in indicators)
    Outcome.objects.bulk_create(
        _outcome(each, home, place, year)
        for place, each in enumerate(indicators)
        for year in range(last - YEARS + 1, last + 1)
    )


def _goals(period):
    areas = [
        FocusArea.objects.create(slug=f"omrade-{n}", period=period, name=f"Område {n}", hue=Hue.LAKE, position=n)
        for n in range(AREAS)
    ]
    return [
        Goal.objects.create(slug=f"mal-{n}", focus_area=areas[n % AREAS], number=n + 1, title=f"Ett mätt mål, {n}")
        for n in range(GOALS)
    ]


def _indicator(number):
    return Indicator(
        slug=f"indikator-{number}",
        name=f"En mätt indikator, nummer {number}",
        measure=Indicator.Measure.SHARE,
        unit_label="%",
        direction=Direction.HIGHER,
        position=number,
    )


def _outcome(indicator, home, place, year):
    return Outcome(
        indicator=indicator,
        municipality=home,
        year=year,
        value=Decimal(40 + (place * 7 + year * 3) % 30),
        source="Mätning",
        origin=Origin.OWN,
        state=OutcomeState.PUBLISHED,
    )
