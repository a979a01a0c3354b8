"""Those who read and those who publish at once, on a database that they share: one moment, one who loads."""

import pytest

from tests.processes import asked, shared_database, started

PREAMBLE = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from indicators.content.current import Current
from indicators.content.moment import one_moment
from indicators.models import Municipality
beside = ThreadPoolExecutor(8)
def publish(code):
    beside.submit(Municipality.objects.create, code=code, name=code).result(20)
"""
MOMENT = """
with one_moment():
    before = Municipality.objects.count()
    publish("1001")
    inside = Municipality.objects.count()
print(json.dumps([before, inside, Municipality.objects.count()]))
"""
MANY = """
loads, together = [], Barrier(8)
def load():
    loads.append(1)
    return list(Municipality.objects.values_list("code", flat=True))
current = Current(load)
def ask(_):
    together.wait(20)
    try:
        return current.get()
    finally:
        connection.close()
Municipality.objects.create(code="2001", name="2001")
first = list(beside.map(ask, range(8)))
publish("2002")
second = list(beside.map(ask, range(8)))
print(json.dumps([len(loads), len({id(each) for each in first}), [each.count("2002") for each in first + second]]))
"""
READERS = """
def load():
    before = Municipality.objects.filter(code__startswith="3").count()
    # In the middle of it: what is loaded must not hold some of both.
    if before < 5:
        publish(f"30{before:02}")
    return before, Municipality.objects.filter(code__startswith="3").count()
current = Current(load)
print(json.dumps([current.get() for _ in range(8)]))
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory, copied_tables, manage, django_db_blocker):
    """Return a function that runs Python in a process of its own and returns what it prints."""
    folder = tmp_path_factory.mktemp("innehall")
    with shared_database("innehall", folder, copied_tables, manage, django_db_blocker) as address:
        yield lambda code: asked(started(address, PREAMBLE + code))


def test_what_is_published_meanwhile_is_not_in_the_moment(shared):
    before, inside, after = shared(MOMENT)

    assert (inside, after) == (before, before + 1)


def test_of_many_who_ask_at_once_one_loads_and_all_get_it(shared):
    loads, different, have = shared(MANY)

    assert (loads, different) == (2, 1)
    assert have == [0] * 8 + [1] * 8


def test_what_was_published_during_a_load_is_read_by_the_next(shared):
    assert shared(READERS) == [[count, count] for count in (0, 1, 2, 3, 4, 5, 5, 5)]
