"""One moment of the database, so that what is read in several queries belongs together."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Let every query within see the database as it is when the first is asked.

    Within a transaction nothing is changed: it is for whoever began it to say how it sees others. Nothing is written
    here; what would be is taken back.
    """
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        # Not by Django's atomic: its transactions begin by locking out those who write, and nothing is written here.
        if connection.connection.in_transaction:
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                if connection.connection.in_transaction:  # else SQLite has ended it itself, for a fault of its own
                    cursor.execute("ROLLBACK")
    elif connection.in_atomic_block:
        yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
