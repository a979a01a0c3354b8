"""How soon readers see what was changed by SQL, past Django."""

from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from time import perf_counter, sleep

from olofstrom.environment import EnvironmentFault
from tests.bench.database import changes_of
from tests.bench.rows import row

LIMIT = 10  # seconds, after which a change is taken never to be seen
MAX_STALE = 100  # milliseconds
PART = "Ändring med SQL, PostgreSQL"


@dataclass(frozen=True)
class Seen:
    """One change, in milliseconds from its commit."""

    last_old: float  # when the last answer came that was as before; 0 where there was none
    first_new: float


def measure(address, port, changes):
    """Change a published row so many times, each time ask until the answer is new, and return rows."""
    seen = list(_seen(address, port, changes))
    # Without a bound: who asks meanwhile waits for what is new, and is given nothing old.
    yield row(PART, "längst till första nya svaret", "ms", (each.first_new for each in seen), by=max)
    yield row(PART, "längst till sista gamla svaret", "ms", (each.last_old for each in seen), by=max, at_most=MAX_STALE)


def stale_answers(address, port, changes, allowed):
    """Change a published row so many times and ask once after `allowed` seconds; return how many answers were old."""
    stale = 0
    with changes_of(address) as change, closing(HTTPConnection("127.0.0.1", port)) as connection:
        for number in range(changes):
            change(_title(number, "bland läsare"))
            sleep(allowed)
            stale += not _shows(connection, _title(number, "bland läsare"))
    return stale


def _seen(address, port, changes):
    with changes_of(address) as change, closing(HTTPConnection("127.0.0.1", port)) as connection:
        _shows(connection, "")
        for number in range(changes):
            change(_title(number, "med SQL"))
            committed = perf_counter()
            last_old = 0.0
            while not _shows(connection, _title(number, "med SQL")):
                last_old = perf_counter() - committed
                if last_old > LIMIT:
                    raise EnvironmentFault(f"En ändring syntes inte på {LIMIT} sekunder.")
            yield Seen(last_old * 1000, (perf_counter() - committed) * 1000)


def _title(number, how):
    return f"Ändring {number} {how}"


def _shows(connection, title):
    connection.request("GET", "/")
    return title.encode() in connection.getresponse().read()
