"""What Django makes without the page cache, in processor time: pages, and the content that they are made of."""

from collections import defaultdict
from statistics import median
from time import process_time

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goals.content.load import current_content
from indicators.models import Portal
from tests.bench.database import YEARS, filled_database, grow_to
from tests.bench.pages import answer
from tests.bench.rows import row

MAX_QUERIES = 1  # per page: which revision it is
LINEAR = 1.25  # times the milliseconds per indicator of the smallest plan, that the largest may take
PAGES, CONTENT = f"Sidor utan sidcache, {YEARS} värden per indikator", "Efter en publicering"


def measure(sizes, rounds, answers):
    """Return rows of pages and of content, at each number of indicators."""
    found = {}
    with filled_database(sizes[0]):
        for size in sizes:
            grow_to(size)
            found[size] = _Costs(get_wsgi_application(), rounds, answers)
    return [*_rows_of_pages(found), *_rows_of_content(found)]


class _Costs:
    """Milliseconds of processor time at one size, for each round."""

    def __init__(self, application, rounds, answers):
        self.application = application
        self.building, self.first_answer = [], []
        self.of_page = defaultdict(list)
        self.first_of_page = defaultdict(list)
        self.queries = []  # of each page, the first time
        pages = one_of_each_kind()
        for number in range(rounds):
            self._publish(f"Byggt {number}")
            self.building.append(_milliseconds(current_content))
            for what, page in pages.items():
                with CaptureQueriesContext(connections["default"]) as queries:
                    self.first_of_page[what].append(self._cost(page))
                self.queries.append(len(queries))
            for what, page in [*pages.items()] * answers:
                self.of_page[what].append(self._cost(page))
            self._publish(f"Frågat {number}")
            self.first_answer.append(self._cost("/"))

    def _publish(self, title):
        Portal.objects.update(title=title)

    def _cost(self, page):
        return _milliseconds(lambda: answer(self.application, page))


def one_of_each_kind():
    """Return an address of each kind of page that the plan makes, by its name."""
    year = timezone.localdate().year - 1
    return {
        "startsida": "/",
        "indikator": "/indikatorer/indikator-0/",
        "inriktning": "/inriktningar/omrade-0/",
        "lista": "/indikatorer/",
        "år": f"/uppfoljning/{year}/",
    }


def _milliseconds(work):
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


def _rows_of_pages(found):
    smallest = next(iter(found))
    for what in one_of_each_kind():
        for size, costs in found.items():
            yield row(PAGES, f"{what}, {size}", "ms", costs.of_page[what])
        for size, costs in found.items():
            yield row(PAGES, f"{what}, {size}, första gången", "ms", costs.first_of_page[what])
        usual = median(found[smallest].of_page[what])
        for size, costs in list(found.items())[1:]:
            yield row(PAGES, f"{what}, {size} mot {smallest}", "ggr", [median(costs.of_page[what]) / usual])
    for size, costs in found.items():
        yield row(PAGES, f"frågor per sida som mest, {size}", "st", costs.queries, by=max, at_most=MAX_QUERIES)


def _rows_of_content(found):
    smallest, *_, largest = found
    for size, costs in found.items():
        yield row(CONTENT, f"bygga innehållet, {size}", "ms", costs.building)
    for size, costs in found.items():
        each = [cost / size for cost in costs.building]
        yield row(CONTENT, f"bygga innehållet per indikator, {size}", "ms", each)
    growth = median(found[largest].building) / median(found[smallest].building) * smallest / largest
    what = f"bygga innehållet per indikator, {largest} mot {smallest}"
    yield row(CONTENT, what, "ggr", [growth], at_most=LINEAR)
    for size, costs in found.items():
        yield row(CONTENT, f"första svaret, {size}", "ms", costs.first_answer)
