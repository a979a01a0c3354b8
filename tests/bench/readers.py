"""Many readers of the start page at once, asked for by wrk."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from urllib.request import Request, urlopen

from olofstrom.environment import EnvironmentFault
from tests.bench.servers import cores, processor_time

READERS = 32  # connections
ACCEPTED = "br, gzip"
OF_THE_SERVER = {"date", "server", "connection"}
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
NO_WRK = "wrk saknas, som frågar fort nog. Hämta det med: apt-get install -y wrk nginx-light"


@dataclass(frozen=True)
class Answers:
    """What a server did for some seconds."""

    a_second: float
    microseconds: float  # of processor time for each, of the server and all that it has started
    p99: float  # milliseconds that a reader waited


def refuse_without_wrk():
    if not shutil.which("wrk"):
        raise EnvironmentFault(NO_WRK)


def read_start_page(process, port, seconds, **headers):
    """Let the readers ask for so many seconds, one page after another; EnvironmentFault for something else."""
    named = ({"Accept-Encoding": ACCEPTED} | headers).items()
    sent = [part for name, value in named for part in ("-H", f"{name}: {value}")]
    _, core = cores()
    readers = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{READERS}", f"-d{seconds}s", "--latency"]
    before = processor_time(process)
    done = subprocess.run([*readers, *sent, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True)
    used = processor_time(process) - before
    said = done.stdout
    answers, took, unit = re.search(r"(\d+) requests in ([\d.]+)(\w+)", said).groups()
    if "Non-2xx" in said or answers == "0":
        raise EnvironmentFault(f"Något annat än sidan svarade: {said}")
    slow, slow_unit = re.search(r"99%\s+([\d.]+)(\w+)", said).groups()
    return Answers(
        a_second=int(answers) / (float(took) * MILLISECONDS[unit] / 1000),
        microseconds=used / int(answers) * 1_000_000,
        p99=float(slow) * MILLISECONDS[slow_unit],
    )


def start_page(port, accepted=ACCEPTED):
    """Return the headers of the start page, without the server's own, and its body as it is sent."""
    with urlopen(Request(f"http://127.0.0.1:{port}/", headers={"Accept-Encoding": accepted})) as response:
        named = [(name.lower(), value) for name, value in response.headers.items()]
        return [each for each in named if each[0] not in OF_THE_SERVER], response.read()
