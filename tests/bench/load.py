"""Measure a kept page under load, beside the same bytes from nginx and from a bare WSGI answer, in the same rounds."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from olofstrom.assets import static_files_ready
from tests.bench.database import filled_database
from tests.bench.readers import READERS, read_start_page, refuse_without_wrk, start_page
from tests.bench.servers import PortalProcess, bare_server, has_nginx, nginx_server, pin

ROUNDS = 7
SECONDS = 2  # that each is asked in each round
INDICATORS = 45
PORTAL, UNCHANGED, BARE, NGINX = "portalen", "portalen, 304", "bart WSGI-svar", "nginx"


@dataclass(frozen=True)
class Measured:
    """What one of them did: answers a second, microseconds of processor an answer, and both beside the others'."""

    what: str
    answers_a_second: float
    microseconds: float
    times_nginx: float | None  # answers a second, divided by nginx's in the same round; None where there is no nginx
    times_bare: float  # processor time, divided by that of the bare answer in the same round


def measure(rounds=ROUNDS):
    """Measure so many rounds of the start page, kept and packed."""
    refuse_without_wrk()
    with static_files_ready():
        pass
    with ExitStack() as stack:
        portal = stack.enter_context(PortalProcess(stack.enter_context(filled_database(INDICATORS))))
        asked = compared_servers(stack, portal)
        found = rounds_of(asked, rounds, SECONDS)
    return [_summed(what, found) for what in asked]


def table(measured):
    """Yield the figures as lines for a person."""
    yield f"{'':<16} {'svar/s':>8} {'µs':>8} {'mot nginx':>10} {'mot bart':>9}"
    for each in measured:
        nginx = f"{each.times_nginx:.2f}" if each.times_nginx else "saknas"
        row = f"{each.what:<16} {each.answers_a_second:>8.0f} {each.microseconds:>8.1f}"
        yield f"{row} {nginx:>10} {each.times_bare:>9.2f}".replace(".", ",")
    yield (
        f"Startsidan med {INDICATORS} indikatorer, {READERS} läsare, SQLite; medianer av rundor där var och en frågas "
        f"i {SECONDS} sekunder. ”Mot nginx” är svar per sekund, ”mot bart” processortid per svar, båda i samma runda."
    )


def compared_servers(stack, portal):
    """Start what a portal is compared with, until the stack is left.

    Returns process, port and headers to ask with, by name: the portal's own too, and that of a reader who has the page.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    headers, body = start_page(portal.port)
    asked = {
        PORTAL: (portal.pid, portal.port, {}),
        UNCHANGED: (portal.pid, portal.port, {"If-None-Match": dict(headers)["etag"]}),
        BARE: (*stack.enter_context(bare_server(folder, headers, body)), {}),
    }
    if has_nginx():
        _, packed = start_page(portal.port, "gzip")
        asked[NGINX] = (*stack.enter_context(nginx_server(folder, packed)), {})
    return asked


def rounds_of(asked, rounds, seconds):
    """Ask each in turn, again and again; return the Answers of each round by name."""
    for process, port, _ in asked.values():
        pin(process)
        start_page(port)  # before anything is timed: the first answer is made, later ones are kept
    return [
        {what: read_start_page(process, port, seconds, **headers) for what, (process, port, headers) in asked.items()}
        for _ in range(rounds)
    ]


def _summed(what, found):
    return Measured(
        what=what,
        answers_a_second=median(each[what].a_second for each in found),
        microseconds=median(each[what].microseconds for each in found),
        times_nginx=median(each[what].a_second / each[NGINX].a_second for each in found) if NGINX in found[0] else None,
        times_bare=median(each[what].microseconds / each[BARE].microseconds for each in found),
    )
