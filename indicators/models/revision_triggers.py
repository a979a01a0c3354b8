"""The triggers that write the revision, on every table of an app but those that no page for everybody reads.

They are made after each `migrate` and not by migrations, since SQLite drops a table's triggers whenever a migration
rebuilds the table, and since a new table then has its own without anybody having to remember.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from simple_history.models import HistoricalChanges

from indicators.models.revision import Revision

CHANNEL = "malportalen_revision"  # where PostgreSQL tells of a new revision
PREFIX = "revision_"  # of the triggers' names
REVISION = Revision._meta.db_table  # noqa: SLF001  Django documents _meta
# A row that another transaction holds is passed over: publications at the same time never wait for each other here,
# and so cannot lock each other out either.
BUMP = f"""
CREATE OR REPLACE FUNCTION {PREFIX}bump() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free bigint;
    new_token bigint := floor((random() - 0.5) * 9007199254740992 * 1024)::bigint;
BEGIN
    SELECT id INTO free FROM {REVISION} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF free IS NULL THEN
        INSERT INTO {REVISION} (token) VALUES (new_token);
    ELSE
        UPDATE {REVISION} SET token = new_token WHERE id = free;
    END IF;
    PERFORM pg_notify('{CHANNEL}', '');
    RETURN NULL;
END $$;
"""  # noqa: S608  nothing in it comes from outside


def keep_triggers(app_config: AppConfig, using: str, **_: Any) -> None:
    """Give the tables of an app that lack them their triggers; connected to Django's `post_migrate`."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if REVISION not in tables:
        return
    wanted = [table for table in published_tables(app_config) if table in tables]
    with connection.cursor() as cursor:
        found = _triggers(connection)
        for name, statement in _statements(connection, wanted):
            if name not in found:
                cursor.execute(statement)


def drop_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take every trigger of the revision away, before its table goes."""
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {PREFIX}bump() CASCADE")
        return
    for name in _triggers(connection):
        schema_editor.execute(f"DROP TRIGGER {name}")


def published_tables(app_config: AppConfig) -> list[str]:
    """Return the tables of an app that pages for everybody read."""
    hidden: frozenset[str] = getattr(app_config, "unpublished_models", frozenset())
    return [
        model._meta.db_table  # noqa: SLF001
        for model in app_config.get_models(include_auto_created=True)
        if model.__name__ not in hidden and not issubclass(model, HistoricalChanges)
    ]


def _triggers(connection: BaseDatabaseWrapper) -> set[str]:
    table, column = ("pg_trigger", "tgname") if connection.vendor == "postgresql" else ("sqlite_master", "name")
    kind = "" if connection.vendor == "postgresql" else "type = 'trigger' AND "
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {kind}{column} LIKE %s", [f"{PREFIX}%"])  # noqa: S608
        return {name for (name,) in cursor.fetchall()}


def _statements(connection: BaseDatabaseWrapper, tables: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the making of each trigger; on PostgreSQL their function first."""
    if connection.vendor == "postgresql":
        yield "", BUMP
        whens = ["INSERT OR UPDATE OR DELETE OR TRUNCATE"]
        then = f"FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}bump()"
    else:
        whens = ["INSERT", "UPDATE", "DELETE"]
        then = f"BEGIN INSERT OR REPLACE INTO {REVISION} (id, token) VALUES (1, random()); END"  # noqa: S608
    for table in tables:
        for when in whens:
            name = f"{PREFIX}{when.partition(' ')[0].lower()}_{table}"
            yield name, f"CREATE TRIGGER {name} AFTER {when} ON {table} {then}"
