"""Measure the pages: queries, server time and weight, beside a bare static answer in the same run."""

import json
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from statistics import median
from time import perf_counter
from wsgiref.util import setup_testing_defaults

import brotli
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.utils import load_backend
from django.templatetags.static import static
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goals.models import FocusArea, Goal, GoalIndicator, Period, Vision
from indicators.models import Hue, Indicator, Municipality, Outcome, Portal, Target
from indicators.vocabulary import Direction, Origin, OutcomeState
from olofstrom.assets import static_files_ready
from olofstrom.environment import EnvironmentFault, database

SIZES = (45, 450)  # indicators
YEARS = 20  # values per indicator
ROUNDS = 9
AREAS, GOALS = 3, 11
PAGES = (
    "/",
    "/inriktningar/omrade-1/",
    "/mal/",
    "/mal/mal-1/",
    "/indikatorer/",
    "/indikatorer/indikator-1/",
    "/perioder/",
    "/perioder/period/",
    "/sa-bedomer-vi/",
    "/om/",
)


@dataclass(frozen=True)
class Measured:
    """One page: its address, queries, median time in milliseconds, and weight in bytes before and after brotli."""

    indicators: int
    page: str
    queries: int
    milliseconds: float
    times_static: float
    html: int
    compressed: int


class Command(BaseCommand):
    """See `uv run manage.py bench --help`."""

    help = (
        "Mäter sidorna med påhittade indikatorer i en tillfällig databas: frågor, tid och vikt, "
        "jämfört med en bar fil genom samma server i samma körning."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Take the shape of the answer."""
        parser.add_argument("--json", action="store_true", help="skriver ut mätningen som JSON")

    def handle(self, *args, **options):
        """Measure every page at both sizes."""
        with static_files_ready():
            pass
        measured = [each for size in SIZES for each in _measure(size)]
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in measured], ensure_ascii=False, indent=2))
            return
        heading = f"{'indikatorer':>11}  {'sida':<28} {'frågor':>6} {'ms':>8} {'mot fil':>8} {'HTML':>9} {'brotli':>8}"
        self.stdout.write(heading)
        for each in measured:
            self.stdout.write(
                f"{each.indicators:>11}  {each.page:<28} {each.queries:>6} "
                f"{_swedish(each.milliseconds)} {_swedish(each.times_static)} {each.html:>9} {each.compressed:>8}"
            )
        self.stdout.write(
            f"Median av {ROUNDS} svar, {YEARS} värden per indikator, SQLite. "
            "”Mot fil” är tiden delad med den för en bar fil; vikt i byte."
        )


def _swedish(number):
    return f"{number:8.2f}".replace(".", ",")


def _measure(size):
    with filled_database(size):
        application = get_wsgi_application()
        file = static("css/site.css")
        bare = _seconds(application, file)
        yield Measured(size, file.rpartition("/")[2], 0, bare * 1000, 1, *_weight(_answer(application, file)))
        for page in PAGES:
            with CaptureQueriesContext(connections["default"]) as queries:
                body = _answer(application, page)
            count = len(queries)  # now, since the next request empties the log
            seconds = _seconds(application, page)
            yield Measured(size, page, count, seconds * 1000, seconds / bare, *_weight(body))


def _answer(application, page):
    """Ask as a web server does and return the whole body; EnvironmentFault when it is not a page."""
    said = []
    request = {"PATH_INFO": page, "HTTP_HOST": "localhost"}
    setup_testing_defaults(request)
    chunks = application(request, lambda status, headers: said.append(status))
    try:
        body = b"".join(chunks)
    finally:
        chunks.close()
    if said != ["200 OK"]:
        raise EnvironmentFault(f"{page} svarade {said[0]}.")
    return body


def _seconds(application, page):
    """Return the median time of an answer, from the request to the last byte."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        _answer(application, page)
        times.append(perf_counter() - begun)
    return median(times)


def _weight(body):
    return len(body), len(brotli.compress(body))


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
