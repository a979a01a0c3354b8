"""Measure a kept page under load, beside the same bytes from nginx and from a bare WSGI answer, in the same rounds."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import Request, urlopen

from olofstrom.assets import static_files_ready
from olofstrom.environment import EnvironmentFault
from olofstrom.management.commands.portal import THREADS
from tests.bench.database import filled_database
from tests.bench.entry import PortalProcess

ROUNDS = 7
SECONDS = 2  # that each is asked in each round
READERS = 32  # connections
INDICATORS = 45
START_LIMIT = 30  # seconds
ACCEPTED = "br, gzip"
OF_THE_SERVER = {"date", "server", "connection"}
PORTAL, UNCHANGED, BARE, NGINX = "portalen", "portalen, 304", "bart WSGI-svar", "nginx"
OTHER_CORE = (os.cpu_count() or 1) - 1  # for those who ask
TICKS = os.sysconf("SC_CLK_TCK")  # a second
WSGI = """
from pathlib import Path
from granian.constants import Interfaces
from granian.server.mp import MPServer
headers = {headers!r}
body = Path({body!r}).read_bytes()
def application(environ, start_response):
    start_response("200 OK", headers)
    return (body,)
if __name__ == "__main__":
    settings = dict(interface=Interfaces.WSGI, websockets=False, blocking_threads={threads})
    MPServer("bare:application", port={port}, **settings).serve()
"""
NGINX_SETTINGS = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; keepalive_requests 10000000; types {{ text/html html; }}
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; root {folder}/www; gzip_static on; }}
}}
"""


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
    if not shutil.which("wrk"):
        raise EnvironmentFault("wrk saknas, som frågar fort nog. Hämta det med: apt-get install -y wrk nginx-light")
    with static_files_ready():
        pass
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        portal = stack.enter_context(PortalProcess(stack.enter_context(filled_database(INDICATORS))))
        asked = {PORTAL: (portal.process.pid, portal.port, {})}
        headers, body = _answer(portal.port)
        asked[UNCHANGED] = (portal.process.pid, portal.port, {"If-None-Match": dict(headers)["etag"]})
        asked[BARE] = (*stack.enter_context(_bare(folder, headers, body)), {})
        if shutil.which("nginx"):
            asked[NGINX] = (*stack.enter_context(_nginx(folder, _answer(portal.port, "gzip")[1])), {})
        for process, *_ in asked.values():
            _pin(process)
        found = [{what: _asked(*each) for what, each in asked.items()} for _ in range(rounds)]
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


def _summed(what, found):
    return Measured(
        what=what,
        answers_a_second=median(each[what][0] for each in found),
        microseconds=median(each[what][1] for each in found),
        times_nginx=median(each[what][0] / each[NGINX][0] for each in found) if NGINX in found[0] else None,
        times_bare=median(each[what][1] / each[BARE][1] for each in found),
    )


def _asked(process, port, headers):
    """Ask for some seconds; return answers a second, and microseconds of processor time for each."""
    sent = [
        part for name, value in ({"Accept-Encoding": ACCEPTED} | headers).items() for part in ("-H", f"{name}: {value}")
    ]
    readers = ["taskset", "-c", str(OTHER_CORE), "wrk", "-t1", f"-c{READERS}", f"-d{SECONDS}s"]
    command = [*readers, *sent, f"http://127.0.0.1:{port}/"]
    before = _processor_time(process)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = _processor_time(process) - before
    if "Non-2xx" in said:
        raise EnvironmentFault(f"Något annat än sidan svarade: {said}")
    answers = int(re.search(r"(\d+) requests in", said)[1])
    return answers / SECONDS, used / answers * 1_000_000


def _pin(process):
    """Keep a server and all that it has started to one core, so that who asks does not take its time."""
    for each in _tree(process):
        for thread in Path(f"/proc/{each}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {0})


def _processor_time(process):
    """Return the seconds of processor time that a process and all that it has started have used."""
    used = 0
    for each in _tree(process):
        fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / TICKS


def _tree(process):
    children = (Path(f"/proc/{process}/task/{process}/children")).read_text(encoding="ascii").split()
    return [process, *(each for child in children for each in _tree(int(child)))]


def _answer(port, accepted=ACCEPTED):
    with urlopen(Request(f"http://127.0.0.1:{port}/", headers={"Accept-Encoding": accepted})) as response:
        named = [(name.lower(), value) for name, value in response.headers.items()]
        return [each for each in named if each[0] not in OF_THE_SERVER], response.read()


@contextmanager
def _bare(folder, headers, body):
    """Serve the same bytes with the same headers from the same server, with nothing behind them."""
    (folder / "body").write_bytes(body)
    port = _free_port()
    script = WSGI.format(headers=headers, body=str(folder / "body"), port=port, threads=THREADS)
    (folder / "bare.py").write_text(script, encoding="utf-8")
    with _running([sys.executable, "bare.py"], port, folder) as process:
        yield process, port


@contextmanager
def _nginx(folder, packed):
    """Let nginx send the page as it lies packed on the disk."""
    (folder / "www").mkdir()
    (folder / "www" / "index.html.gz").write_bytes(packed)
    (folder / "www" / "index.html").write_bytes(b"")
    port = _free_port()
    (folder / "nginx.conf").write_text(NGINX_SETTINGS.format(folder=folder, port=port), encoding="utf-8")
    with _running(["nginx", "-c", str(folder / "nginx.conf")], port, folder) as process:
        yield process, port


@contextmanager
def _running(command, port, folder):
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(START_LIMIT)


def _wait_for(port):
    until = monotonic() + START_LIMIT
    while True:
        try:
            urlopen(f"http://127.0.0.1:{port}/").close()
        except URLError:
            if monotonic() > until:
                raise
            sleep(0.05)
        else:
            return


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]
