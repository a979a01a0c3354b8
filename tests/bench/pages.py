"""Measure the pages: queries, processor time and weight, beside a bare static answer in the same run."""

from dataclasses import dataclass
from statistics import median
from time import process_time
from wsgiref.util import setup_testing_defaults

import brotli
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.templatetags.static import static
from django.test import Client
from django.test.utils import CaptureQueriesContext

from olofstrom.assets import static_files_ready
from olofstrom.environment import EnvironmentFault
from tests.bench.database import YEARS, filled_database
from tests.pages import one_of_each_view

SIZES = (45, 450)  # indicators
ANSWERS = 5  # per page


@dataclass(frozen=True)
class Measured:
    """One page: its address, queries, median processor time of so many answers, and weight in bytes."""

    indicators: int
    page: str
    queries: int
    milliseconds: float
    times_static: float
    html: int
    compressed: int  # by brotli
    answers: int


def measure(answers=ANSWERS):
    """Measure so many answers of one page of each view at both sizes, after the bare file they are compared with."""
    with static_files_ready():
        pass
    for size in SIZES:
        yield from _measure(size, answers)


def table(measured):
    """Yield the figures as lines for a person."""
    yield f"{'indikatorer':>11}  {'sida':<40} {'frågor':>6} {'ms':>8} {'mot fil':>8} {'HTML':>9} {'brotli':>8}"
    for each in measured:
        yield (
            f"{each.indicators:>11}  {each.page:<40} {each.queries:>6} "
            f"{_swedish(each.milliseconds)} {_swedish(each.times_static)} {each.html:>9} {each.compressed:>8}"
        )
    yield (
        f"Median av {measured[0].answers} svar, {YEARS} värden per indikator, SQLite. "
        "Tiden är processortid, ”mot fil” är den delad med den för en bar fil; vikt i byte."
    )


def _swedish(number):
    return f"{number:8.2f}".replace(".", ",")


def _measure(size, answers):
    with filled_database(size):
        application = get_wsgi_application()
        file = static("css/site.css")
        body = answer(application, file)  # before it is timed, as a page is: the first answer of a file finds it
        bare = _seconds(application, file, answers)
        yield Measured(size, file.rpartition("/")[2], 0, bare * 1000, 1, *_weight(body), answers)
        for page in one_of_each_view(Client(headers={"host": "localhost"}).get):
            with CaptureQueriesContext(connections["default"]) as queries:
                body = answer(application, page)
            count = len(queries)  # now, since the next request empties the log
            seconds = _seconds(application, page, answers)
            yield Measured(size, page, count, seconds * 1000, seconds / bare, *_weight(body), answers)


def answer(application, page):
    """Ask as a web server does and return the whole body; EnvironmentFault when it is not a page."""
    said = []
    path, _, query = page.partition("?")
    request = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    setup_testing_defaults(request)
    chunks = application(request, lambda status, headers: said.append(status))
    try:
        body = b"".join(chunks)
    finally:
        chunks.close()
    if said != ["200 OK"]:
        raise EnvironmentFault(f"{page} svarade {said[0]}.")
    return body


def _seconds(application, page, answers):
    """Return the median processor time of an answer, from the request to the last byte."""
    times = []
    for _ in range(answers):
        begun = process_time()
        answer(application, page)
        times.append(process_time() - begun)
    return median(times)


def _weight(body):
    return len(body), len(brotli.compress(body))
