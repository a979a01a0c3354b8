"""Measure everything that is held to a bound, in one run of some three minutes."""

from contextlib import ExitStack
from dataclasses import dataclass
from urllib.request import urlopen

from olofstrom.assets import static_files_ready
from tests.bench import changes, cold, load, rows, saving
from tests.bench.database import filled_database, postgresql
from tests.bench.entry import official
from tests.bench.load import BARE, INDICATORS, NGINX, PORTAL, UNCHANGED
from tests.bench.readers import READERS, refuse_without_wrk
from tests.bench.rows import row
from tests.bench.servers import PortalProcess, has_nginx, worker_memory

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
LEAST_OF_NGINX, MOST_OF_BARE, LEAST_OF_PAGE = 0.45, 1.25, 1.0
MAX_MEMORY = 90  # megabytes
ALLOWED = {SQLITE: 0, POSTGRESQL: changes.MAX_STALE / 1000}  # seconds that an answer may be as before a change
KEPT, MEMORY = f"Sparad startsida, {READERS} läsare", "Ny arbetsprocess efter fem sidor"


@dataclass(frozen=True)
class Extent:
    """How much is measured."""

    sizes: tuple[int, ...]  # indicators
    content_rounds: int
    answers: int  # of each page in each of them
    kept_rounds: int
    saving_rounds: int
    saving_seconds: int  # of readers without saves, and as many with them
    changes: int


USUAL = Extent((45, 450, 4500), 3, 4, 8, 4, 4, 20)
SHORTEST = Extent((45, 50, 55), 1, 1, 1, 1, 1, 2)


def measure(extent):
    """Return every row; EnvironmentFault without what asks fast enough."""
    refuse_without_wrk()
    with static_files_ready():
        pass
    found = cold.measure(extent.sizes, extent.content_rounds, extent.answers)
    with ExitStack() as stack:
        first = _portal(stack, SQLITE, None)
        found += _rows_of_memory(first.process)
        second = _portal(stack, POSTGRESQL, stack.enter_context(postgresql()))
        asked = load.compared_servers(stack, first.process)
        asked[POSTGRESQL] = second.process.pid, second.process.port, {}
        found += _rows_of_kept_page(load.rounds_of(asked, extent.kept_rounds, 1))
        found += changes.measure(second.address, second.process.port, extent.changes)
        found += saving.measure([first, second], extent.saving_rounds, extent.saving_seconds, extent.changes)
    return found


def table(found):
    """Yield the rows as lines for a person."""
    yield from rows.table(found)
    yield ""
    yield (
        f"{INDICATORS} indikatorer där inget annat sägs. Medianer av rundor där allt mäts i tur och ordning, och "
        "kvoter av två mätta i samma runda; ”längst”, ”p99” och antal av alla."
    )
    if not has_nginx():
        yield "nginx saknas. Hämta det med: apt-get install -y nginx-light"


def _portal(stack, name, address):
    address = stack.enter_context(filled_database(INDICATORS, address))
    session = official()
    process = stack.enter_context(PortalProcess(address))
    return saving.Portal(name, address, process, session, INDICATORS, ALLOWED[name])


def _rows_of_memory(portal):
    for page in cold.one_of_each_kind().values():
        urlopen(f"http://127.0.0.1:{portal.port}{page}").close()
    rss, pss = worker_memory(portal.pid)
    yield row(MEMORY, "RSS", "MB", [rss], at_most=MAX_MEMORY)
    yield row(MEMORY, "PSS", "MB", [pss])


def _rows_of_kept_page(found):
    for what, name in ((PORTAL, SQLITE), (POSTGRESQL, POSTGRESQL)):
        ratios = [each[what].a_second / each[NGINX].a_second for each in found if NGINX in each]
        yield row(KEPT, f"{name}: svar per sekund mot nginx", "ggr", ratios, at_least=LEAST_OF_NGINX)
        ratios = [each[what].microseconds / each[BARE].microseconds for each in found]
        yield row(KEPT, f"{name}: processortid mot bart WSGI-svar", "ggr", ratios, at_most=MOST_OF_BARE)
        ratios = [each[what].microseconds / each[NGINX].microseconds for each in found if NGINX in each]
        yield row(KEPT, f"{name}: processortid mot nginx", "ggr", ratios)
    ratios = [each[UNCHANGED].a_second / each[PORTAL].a_second for each in found]
    yield row(KEPT, "304: svar per sekund mot sidan", "ggr", ratios, at_least=LEAST_OF_PAGE)
    names = {PORTAL: SQLITE, POSTGRESQL: POSTGRESQL, UNCHANGED: "304", BARE: BARE, NGINX: NGINX}
    for what, name in names.items():
        answers = [each[what] for each in found if what in each]
        yield row(KEPT, f"{name}: svar per sekund", "st", [each.a_second for each in answers])
        yield row(KEPT, f"{name}: processortid per svar", "µs", [each.microseconds for each in answers])
