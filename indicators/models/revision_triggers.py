"""The triggers that write the revision, on every table of an app but those that no page for everybody reads.

They are made after each `migrate` and not by migrations, since SQLite drops a table's triggers whenever a migration
rebuilds the table, and since a new table then has its own without anybody having to remember.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from simple_history.models import HistoricalChanges

from indicators.models.revision import Revision

CHANNEL = "malportalen_revision"  # where PostgreSQL tells of a new revision
PREFIX = "revision_"  # of the triggers' names
REVISION = Revision._meta.db_table  # noqa: SLF001  Django documents _meta
# A row that another transaction holds is passed over: publications at the same time never wait for each other here,
# and so cannot lock each other out either. A transaction that sees one moment, as the one that freezes a year does, may
# not write to a row that has changed since and takes a new one.
BUMP = f"""
DECLARE
    free bigint;
    new_token bigint := floor((random() - 0.5) * 9007199254740992 * 1024)::bigint;
BEGIN
    IF current_setting('transaction_isolation') = 'read committed' THEN
        SELECT id INTO free FROM {REVISION} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
    END IF;
    IF free IS NULL THEN
        INSERT INTO {REVISION} (token) VALUES (new_token);
    ELSE
        UPDATE {REVISION} SET token = new_token WHERE id = free;
    END IF;
    PERFORM pg_notify('{CHANNEL}', '');
    RETURN NULL;
END """  # noqa: S608  nothing in it comes from outside
# The caller's search path may be empty, as it is when a dump is read in.
FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {PREFIX}bump() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT "
    f"AS $${BUMP}$$"
)
# Not INSERT OR REPLACE: what the outer statement does at a conflict, such as OR IGNORE, goes before what is said here.
RENEWAL = f"DELETE FROM {REVISION}; INSERT INTO {REVISION} (id, token) VALUES (1, random());"  # noqa: S608


def keep_triggers(app_config: AppConfig, using: str, **_: Any) -> None:
    """Give the tables of an app the triggers that they lack; connected to Django's `post_migrate`.

    An app without `unpublished_models`, as all that are not ours, has nothing that is published.
    """
    if not hasattr(app_config, "unpublished_models"):
        return
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if REVISION not in tables:
        return
    wanted = [table for table in published_tables(app_config) if table in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _keep_on_postgresql(cursor, wanted)
        else:
            _keep_on_sqlite(cursor, wanted)


def drop_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take every trigger of the revision away, before its table goes."""
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {PREFIX}bump() CASCADE")
        return
    with connection.cursor() as cursor:
        for name in _sqlite_triggers(cursor):
            cursor.execute(f"DROP TRIGGER {name}")


def published_tables(app_config: AppConfig) -> list[str]:
    """Return the tables of an app that pages for everybody read."""
    hidden: frozenset[str] = getattr(app_config, "unpublished_models", frozenset())
    return [
        model._meta.db_table  # noqa: SLF001
        for model in app_config.get_models(include_auto_created=True)
        if model.__name__ not in hidden and not issubclass(model, HistoricalChanges)
    ]


def _keep_on_postgresql(cursor: Any, tables: list[str]) -> None:
    cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [f"{PREFIX}bump"])
    # Not made anew each time: two nodes that start at once would do so together, which PostgreSQL refuses.
    if cursor.fetchone() != (BUMP,):
        cursor.execute(FUNCTION)
    cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    found = {name for (name,) in cursor.fetchall()}
    for table in tables:
        if f"{PREFIX}{table}" not in found:
            cursor.execute(
                f"CREATE TRIGGER {PREFIX}{table} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}bump()"
            )


def _keep_on_sqlite(cursor: Any, tables: list[str]) -> None:
    found = _sqlite_triggers(cursor)
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            name = f"{PREFIX}{event.lower()}_{table}"
            statement = f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {RENEWAL} END"
            if found.get(name) == statement:
                continue
            if name in found:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(statement)


def _sqlite_triggers(cursor: Any) -> dict[str, str]:
    """Return the statement that made each trigger of the revision, by its name."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"])
    return dict(cursor.fetchall())
