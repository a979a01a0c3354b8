"""The empty tables of the tests on SQLite, kept from one run to the next while no migration and no model has changed.

Migrating takes longer than most files of tests do, also where a person runs a single one.
"""

import hashlib
import os
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connections

from tests.processes import copy_from_file, copy_to_file

SOURCES = {"migrations", "models"}  # folders and modules of an app that say what its tables and permissions are


@pytest.fixture(scope="session")
def tables_file(pytestconfig, tmp_path_factory):
    """Return the path of a database with the tables as the migrations make them; there is none until a run makes it."""
    # A run may be told to keep nothing: `-p no:cacheprovider`.
    is_kept = pytestconfig.pluginmanager.has_plugin("cacheprovider")
    folder = pytestconfig.cache.mkdir("tables") if is_kept else tmp_path_factory.mktemp("tables")
    digest = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        root = Path(app.path)
        for path in sorted(root.rglob("*.py")):
            name = path.relative_to(root).with_suffix("")
            if not SOURCES.isdisjoint(name.parts):
                digest.update(f"{app.label}/{name}\0".encode() + path.read_bytes())
    return folder / f"{digest.hexdigest()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tables_file):
    """Leave the migrations out where their outcome is kept."""
    database = connections["default"]
    if database.vendor == "sqlite" and tables_file.is_file():
        database.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def keep_tables(tables_file):
    """Return a function that fills a database from the file, or makes the file of what the migrations put there."""

    def keep(database):
        if tables_file.is_file():
            copy_from_file(tables_file, database)
            ContentType.objects.clear_cache()  # the file's types have numbers of their own
            return tables_file
        for old in tables_file.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        # Whole at once: the other processes of the run read it.
        unfinished = tables_file.with_suffix(f".{os.getpid()}")
        copy_to_file(database, unfinished)
        return unfinished.replace(tables_file)

    return keep
