"""Several processes on one database: what two people at once, and a process that is killed, do to it."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

BASE_DIR = Path(__file__).resolve().parents[1]
LIMIT = 120  # seconds
TEMPLATE = "_template"  # ends the name of the PostgreSQL database that others are copies of
PREAMBLE = """
import json, sys
import django
django.setup()
from django.db import transaction
def ready():
    print("redo", flush=True)
    sys.stdin.readline()
"""


def copy_to_file(database, path):
    """Copy what a connection to SQLite sees, in memory or not, to a file that is not there."""
    database.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        database.connection.backup(file)


def copy_from_file(path, database):
    """Let a connection to SQLite, in memory or not, see what a file has and nothing else."""
    database.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        file.backup(database.connection)


@contextmanager
def shared_database(name, folder, copied_tables, manage, blocker):
    """Make a migrated database that processes share, on the engine that the tests run on; gives its address."""
    if connection.vendor == "sqlite":
        address = f"sqlite:///{folder / name}.sqlite3"
        copied_tables(f"{folder / name}.sqlite3")
    else:
        name += os.environ.get("PYTEST_XDIST_WORKER", "")  # workers share a server
        address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
        with blocker.unblock(), connection.cursor() as cursor:
            empty = connection.settings_dict["NAME"]
            cursor.execute(
                f"CREATE DATABASE {name} TEMPLATE {empty + TEMPLATE if empty.startswith('test_') else 'template1'}"
            )
        done = manage("migrate", DATABASE_URL=address)
        assert done.returncode == 0, done.stderr
    yield address
    if connection.vendor == "postgresql":
        with blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def started(address, code, **environment):
    """Start Python in a process of its own on a database, and return the process."""
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + code],
        env=os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(BASE_DIR)} | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(processes):
    """Let processes go at the same moment, once each has said that it is ready, and return what they said then."""
    for process in processes:
        assert process.stdout.readline() == "redo\n", process.stderr.read()
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=LIMIT) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), said
    return [out.strip() for out, _ in said]


def asked(process):
    """Return the JSON that a process prints before it ends."""
    out, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, errors
    return json.loads(out)
