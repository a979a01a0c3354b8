"""Start the round on PostgreSQL beside the first: computers have two cores, and the browser tests wait a good deal.

It begins with the first test and is awaited by the last module, tests/test_postgresql.py. The first folder is the
browser's, so what measures time comes when both have mostly ended.
"""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[1]
LIMIT, STOP_LIMIT = 900, 30  # seconds
AWAITED_BY = "test_every_test_holds_on_postgresql_too"
COMMAND = [sys.executable, "-m", "pytest", "-q", "--database=postgresql", "-m", "not browser and not engine"]
BEGUN = pytest.StashKey[subprocess.Popen]()
SAID = pytest.StashKey[object]()


def pytest_collection_finish(session):
    """Begin when the test that awaits the round is among the chosen ones."""
    config = session.config
    if config.option.collectonly or not any(item.name == AWAITED_BY for item in session.items):
        return
    if config.getoption("--database") != "sqlite":
        return
    out = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  a pipe that nobody reads would fill
    process = subprocess.Popen(
        [*COMMAND, "-p", "no:cacheprovider"], cwd=BASE_DIR, stdout=out, stderr=subprocess.STDOUT, text=True
    )
    config.stash[BEGUN] = process
    config.stash[SAID] = out
    config.add_cleanup(lambda: _end(process, out))


def _end(process, out):
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # so that its PostgreSQL is stopped too
        try:
            process.wait(timeout=STOP_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    out.close()


def awaited(config):
    """Wait for the round and return its exit code and what it said."""
    code = config.stash[BEGUN].wait(timeout=LIMIT)
    out = config.stash[SAID]
    out.seek(0)
    return code, out.read()
