"""Served portals: the real command in a process of its own, on a free port, with a database of its own."""

import fcntl
import json
import os
import subprocess
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from tests.processes import BASE_DIR, copy_to_file

STOP_LIMIT = 20  # seconds
COLLECT = """
import django
django.setup()
from olofstrom.assets import static_files_ready
with static_files_ready():
    pass
"""


@dataclass(frozen=True)
class Portal:
    url: str  # without a final slash
    passwords: dict[str, str]  # by user name
    lines: tuple[str, ...]  # what the command said before it answered
    process: subprocess.Popen

    @property
    def password(self):
        """The administrator's."""
        return self.passwords["administrator"]


def _shell(**changes):
    """Return the environment that a person's shell gives a command: nothing of the tests' own."""
    hidden = ("PORTAL_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(hidden)} | changes


@contextmanager
def served(folder, *arguments, **environment):
    """Serve a portal until the block ends, as `manage.py portal` does, with its database in a folder."""
    process = subprocess.Popen(
        [sys.executable, BASE_DIR / "manage.py", "portal", "--port", "0", *arguments],
        env=_shell(**{"DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3"} | environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that a test can kill the server with its workers
    )
    lines = []
    rest = Thread(target=deque, args=(process.stdout, 0))  # a full pipe would stop the server
    try:
        for line in process.stdout:
            lines.append(line.rstrip())
            if line.startswith("Avsluta med"):
                break
        else:
            pytest.fail("Portalen startade inte:\n" + "\n".join(lines))
        rest.start()
        told = dict(line.split(": ", 1) for line in lines if ": " in line)
        logins = dict(line.split()[:2] for line in lines if line.startswith("  "))
        yield Portal(told["Adress"].rstrip("/"), logins, tuple(lines), process)
    finally:
        process.terminate()
        process.wait(timeout=STOP_LIMIT)
        if rest.is_alive():
            rest.join()
        process.stdout.close()


def _run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env=_shell(**environment),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="session")
def once_per_run(tmp_path_factory, worker_id):
    """Return a function `(name, make)` that gives what `make` gave, as JSON, to whichever process asked first."""
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent

    def value(name, make):
        kept = folder / f"{name}.json"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_text(json.dumps(make(folder)), encoding="utf-8")
            return json.loads(kept.read_text(encoding="utf-8"))

    return value


@pytest.fixture(scope="session")
def static_root(once_per_run):
    """Return one folder of hashed static files for all served portals of the run, since compressing takes long."""

    def collect(folder):
        (folder / "static").mkdir()
        root = str(folder / "static" / "staticfiles")
        settings = {"DJANGO_SETTINGS_MODULE": "olofstrom.settings", "PORTAL_DEVELOPMENT": "1"}
        done = _run("-c", COLLECT, PORTAL_STATIC_ROOT=root, **settings)
        assert done.returncode == 0, done.stderr
        return root

    return Path(once_per_run("static", collect))


@pytest.fixture(scope="session")
def serve(static_root):
    """Return a context manager: `with serve(folder, "--data", "exempel") as portal` serves until the block ends."""
    return partial(served, PORTAL_STATIC_ROOT=str(static_root))


@pytest.fixture(scope="session")
def serve_loaded(serve, tmp_path_factory, django_db_blocker):
    """Return a context manager that serves a copy of a loaded database: `with serve_loaded(example_database)`."""

    def serve_copy(loaded, **environment):
        folder = tmp_path_factory.mktemp(loaded.plan)
        with django_db_blocker.unblock():
            copy_to_file(loaded.connection, folder / "portal.sqlite3")
        return serve(folder, **environment)

    return serve_copy


@pytest.fixture(scope="session")
def manage():
    """Return a function that runs `manage.py` to its end: `manage("portal", "--port", "1", DATABASE_URL="…")`."""

    return partial(_run, BASE_DIR / "manage.py")


@pytest.fixture(scope="session")
def bench(static_root):
    """Return a function that measures the portal as `.ci/bench` does: `bench("pages", "--json")`."""
    return partial(_run, "-m", "tests.bench", PORTAL_STATIC_ROOT=str(static_root))


@pytest.fixture(scope="session")
def portal_server(serve_loaded, olofstrom_database):
    """Serve Olofströms kommun for the whole session; for tests that read."""
    with serve_loaded(olofstrom_database) as portal:
        yield portal


@pytest.fixture(scope="session")
def example_server(serve_loaded, example_database):
    """Serve the fictional municipality for the whole session; tests that write clean up after themselves."""
    with serve_loaded(example_database) as portal:
        yield portal
