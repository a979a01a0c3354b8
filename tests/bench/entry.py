"""Measure what a save in the sheet takes while citizens read: through the real server, on SQLite, in one run."""

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from random import Random
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter, sleep
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import timezone

from indicators.models import Assignment, Cell, Indicator, Round, Unit
from indicators.vocabulary import Role
from olofstrom.assets import static_files_ready
from olofstrom.environment import EnvironmentFault
from tests.bench.database import filled_database
from tests.bench.servers import PortalProcess
from tests.pages import one_of_each_view

INDICATORS = 60
SAVES = 300
READERS = 20
THINKING = (2.0, 6.0)  # seconds between two pages of one reader


@dataclass(frozen=True)
class Measured:
    """What saves took, in milliseconds, and how many pages were read meanwhile."""

    readers: int
    saves: int
    median: float
    p95: float
    slowest: float
    pages_read: int
    page_median: float


def measure(saves=SAVES):
    """Measure so many saves without readers, and then with them."""
    with static_files_ready():
        pass
    with filled_database(INDICATORS) as address:
        pages = tuple(one_of_each_view(Client(headers={"host": "localhost"}).get))
        session = official()
        with PortalProcess(address) as server:
            measured = [_measure(server, count, saves, pages, session) for count in (0, READERS)]
        if not Cell.objects.exists():
            raise EnvironmentFault("Inget sparades, så mätningen säger ingenting.")
    return measured


def table(measured):
    """Yield the figures as lines for a person."""
    yield f"{'läsare':>7} {'sparade':>8} {'median':>8} {'p95':>8} {'längst':>8} {'lästa':>6} {'sida':>8}"
    for each in measured:
        numbers = (each.median, each.p95, each.slowest)
        yield (
            f"{each.readers:>7} {each.saves:>8} {' '.join(map(_swedish, numbers))} "
            f"{each.pages_read:>6} {_swedish(each.page_median)}"
        )
    yield (
        f"Millisekunder från anrop till sista byten, {INDICATORS} indikatorer, SQLite. "
        f"Varje läsare hämtar en sida och läser sedan {THINKING[0]:.0f}–{THINKING[1]:.0f} sekunder."
    )


def _swedish(number):
    return f"{number:8.1f}".replace(".", ",")


def official():
    """Make a year, a person who enters for every indicator and a session for the person; return cookies and token."""
    unit = Unit.objects.create(slug="enhet", name="Mätenheten")
    Indicator.objects.update(unit=unit)
    today = timezone.localdate()
    Round.objects.create(year=today.year, opens_on=today - timedelta(days=1), due_on=today + timedelta(days=30))
    person = get_user_model().objects.create(username="mätare", is_staff=True)
    Assignment.objects.create(user=person, role=Role.REPORTER, unit=unit)
    client = Client()
    client.force_login(person)
    request = RequestFactory().get("/")
    token = get_token(request)
    secret = request.META["CSRF_COOKIE"]
    cookies = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}; {settings.CSRF_COOKIE_NAME}={secret}"
    return cookies, token


def _measure(server, readers, saves, pages, session):
    stop = Event()
    read: list[float] = []
    threads = [Thread(target=_read, args=(server.port, number, pages, stop, read)) for number in range(readers)]
    for thread in threads:
        thread.start()
    try:
        times = list(_save(server.port, saves, session))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return Measured(
        readers,
        saves,
        median(times),
        quantiles(times, n=20)[-1],
        max(times),
        len(read),
        median(read) if read else 0,
    )


def _read(port, number, pages, stop, read):
    """Read pages as a citizen does, one after another with time to read; note what each took."""
    chance = Random(number)  # noqa: S311  a reader's choice, not a secret
    stop.wait(chance.uniform(0, THINKING[1]))
    while not stop.is_set():
        begun = perf_counter()
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", chance.choice(pages))
        connection.getresponse().read()
        connection.close()
        read.append((perf_counter() - begun) * 1000)
        stop.wait(chance.uniform(*THINKING))


def _save(port, saves, session):
    """Save cell after cell and yield what each took."""
    with closing(Sheet(port, session, INDICATORS)) as sheet:
        for _ in range(saves):
            yield sheet.save()
            sleep(0.02)  # nobody types faster


class Sheet:
    """An official at the sheet, who saves cell after cell over one connection."""

    def __init__(self, port, session, indicators):
        self.cookies, self.token = session
        self.indicators = indicators
        self.saved = 0
        self.address = f"/admin/inmatning/{timezone.localdate().year}/rutor/"
        self.connection = HTTPConnection("127.0.0.1", port)
        self.close = self.connection.close

    def save(self):
        """Save the next cell and return the milliseconds that it took; EnvironmentFault when it was not saved."""
        slug, value = f"indikator-{self.saved % self.indicators}", f"{self.saved % 97},{self.saved % 10}"
        self.saved += 1
        headers = {"Cookie": self.cookies, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"csrfmiddlewaretoken": self.token, f"{slug}__T": value})
        begun = perf_counter()
        self.connection.request("POST", self.address, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        took = perf_counter() - begun
        if answer.status != 200:
            raise EnvironmentFault(f"En sparning svarade {answer.status}.")
        return took * 1000
