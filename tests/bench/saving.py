"""What saves in the sheet cost those who read at the same time, and the other way round."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from threading import Event
from time import monotonic

from tests.bench.changes import MAX_STALE, stale_answers
from tests.bench.entry import Sheet
from tests.bench.readers import READERS, read_start_page
from tests.bench.rows import row
from tests.bench.servers import PortalProcess, cores, pin

SAVES = 5  # a second
CHANGES_SECONDS = 1  # that readers go on while published rows are changed
LEAST_THROUGHPUT, MAX_P99, MAX_SAVE = 0.90, 2.5, 20  # times, times, milliseconds


@dataclass
class Portal:
    """A portal that is both read and written to, and what was seen of it in each round."""

    name: str
    address: str
    process: PortalProcess
    session: tuple[str, str]
    indicators: int
    allowed: float  # seconds that an answer may be as before a change
    quiet: list = field(default_factory=list)
    busy: list = field(default_factory=list)
    saves: list = field(default_factory=list)
    stale: list = field(default_factory=list)


def measure(portals, rounds, seconds, changes):
    """Read without and with saves in each round, one portal after the other, and return rows."""
    for each in portals:
        pin(each.process.pid)
        with _saving(each):  # the first save finds what later ones have
            pass
        each.saves.clear()
    for _ in range(rounds):
        for each in portals:
            each.quiet.append(_read(each, seconds))
            with _saving(each):
                each.busy.append(_read(each, seconds))
    for each in portals:
        with _saving(each, timed=False), ThreadPoolExecutor(1) as pool:
            counted = pool.submit(stale_answers, each.address, each.process.port, changes, each.allowed)
            _read(each, CHANGES_SECONDS)
            each.stale.append(counted.result())
    return [line for each in portals for line in _rows(each)]


def _rows(portal):
    part = f"{SAVES} sparningar i sekunden bland {READERS} läsare, {portal.name}"
    both = list(zip(portal.busy, portal.quiet, strict=True))
    read = [busy.a_second / quiet.a_second for busy, quiet in both]
    yield row(part, "lästa sidor mot utan sparningar", "ggr", read, at_least=LEAST_THROUGHPUT)
    yield row(part, "läsarnas p99 mot utan sparningar", "ggr", [a.p99 / b.p99 for a, b in both], at_most=MAX_P99)
    yield row(part, "läsarnas p99", "ms", [busy.p99 for busy, _ in both])
    yield row(part, f"sparningens p99, {len(portal.saves)} sparningar", "ms", portal.saves, by=_p99, at_most=MAX_SAVE)
    after = f" efter {MAX_STALE} ms" if portal.allowed else ""
    yield row(part, f"svar som var inaktuella{after}", "st", portal.stale, at_most=0)


def _p99(values):
    return quantiles(values, n=100, method="inclusive")[-1] if len(values) > 1 else values[0]


def _read(portal, seconds):
    return read_start_page(portal.process.pid, portal.process.port, seconds)


@contextmanager
def _saving(portal, *, timed=True):
    """Let an official save, so many times a second whatever each takes, until the block ends."""
    stop = Event()
    with ThreadPoolExecutor(1) as pool:
        saved = pool.submit(_save_until, stop, portal)
        try:
            yield
        finally:
            stop.set()
        if timed:
            portal.saves.extend(saved.result())


def _save_until(stop, portal):
    _, core = cores()
    os.sched_setaffinity(0, {core})  # of this thread
    took = []
    with closing(Sheet(portal.process.port, portal.session, portal.indicators)) as sheet:
        following = monotonic()
        while not (took and stop.is_set()):
            took.append(sheet.save())
            following += 1 / SAVES
            stop.wait(max(following - monotonic(), 0))
    return took
