"""Servers in processes of their own until a block ends, and what the system says that each uses."""

import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

from olofstrom.environment import EnvironmentFault
from olofstrom.management.commands.portal import THREADS

START_LIMIT = 30  # seconds
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


class PortalProcess:
    """The portal served in a process of its own, until the block ends."""

    def __init__(self, address):
        self.address = address
        self.port = 0

    def __enter__(self):
        manage = str(settings.BASE_DIR / "manage.py")
        shell = os.environ | {
            "DATABASE_URL": self.address,
            "PORTAL_SECRET_KEY": settings.SECRET_KEY,
            "PORTAL_DEVELOPMENT": "1",
        }
        command = [sys.executable, manage, "portal", "--port", "0"]
        self.process = subprocess.Popen(command, env=shell, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout or ():
            if line.startswith("Adress: "):
                self.port = int(line.strip().rstrip("/").rpartition(":")[2])
                return self
        raise EnvironmentFault("Portalen startade inte, så inget kunde mätas.")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=START_LIMIT)

    @property
    def pid(self):
        return self.process.pid


@contextmanager
def bare_server(folder, headers, body):
    """Serve the same bytes with the same headers from the same server, with nothing behind them."""
    (folder / "body").write_bytes(body)
    port = _free_port()
    script = WSGI.format(headers=headers, body=str(folder / "body"), port=port, threads=THREADS)
    (folder / "bare.py").write_text(script, encoding="utf-8")
    with _running([sys.executable, "bare.py"], port, folder) as process:
        yield process, port


def has_nginx():
    return shutil.which("nginx") is not None


@contextmanager
def nginx_server(folder, packed):
    """Let nginx send the page as it lies packed on the disk."""
    (folder / "www").mkdir()
    (folder / "www" / "index.html.gz").write_bytes(packed)
    (folder / "www" / "index.html").write_bytes(b"")
    port = _free_port()
    (folder / "nginx.conf").write_text(NGINX_SETTINGS.format(folder=folder, port=port), encoding="utf-8")
    with _running(["nginx", "-c", str(folder / "nginx.conf")], port, folder) as process:
        yield process, port


def cores():
    """Return the core that servers are kept to and that of those who ask: the same where there is but one."""
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[-1]


def pin(process):
    """Keep a server and all that it has started to one core, so that who asks does not take its time."""
    core, _ = cores()
    for each in _tree(process):
        for thread in Path(f"/proc/{each}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {core})


def processor_time(process):
    """Return the seconds of processor time that a process and all that it has started have used."""
    used = 0
    for each in _tree(process):
        fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / TICKS


def worker_memory(process):
    """Return the RSS and the PSS, in megabytes, of the largest process that a server has started: its worker."""
    return max(map(_memory, _tree(process)[1:]))


def _memory(process):
    said = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    found = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in said[1:])}
    return found["Rss"] / 1024, found["Pss"] / 1024


def _tree(process):
    children = (Path(f"/proc/{process}/task/{process}/children")).read_text(encoding="ascii").split()
    return [process, *(each for child in children for each in _tree(int(child)))]


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
