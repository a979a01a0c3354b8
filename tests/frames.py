"""Room for the frames of a whole run in one piece.

CPython keeps a thread's frames in pieces of 16 kB, and gives a piece back to the system as soon as it is empty. A loop
whose calls happen to cross the edge of one asks for memory and gives it back each time round: a tenth of a run. Hence
the tests run within a frame so large that the piece it is given has room for theirs too.
"""

import sys
from functools import partial

import pytest

SLOTS = 33_000  # of 8 bytes: the smallest piece that holds them has as much again
BEGUN = pytest.StashKey[bool]()


def _in_a_large_frame():
    """Return a function that calls another from a frame of SLOTS variables, none of which is ever set."""
    names = "=".join(f"a{number}" for number in range(SLOTS))
    made = {}
    exec(f"def call(other):\n if other is None:\n  {names}=other\n return other()", made)  # noqa: S102
    return made["call"]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    if sys.implementation.name != "cpython" or session.stash.get(BEGUN, False):
        return None  # by the hook of the next in turn
    session.stash[BEGUN] = True
    return _in_a_large_frame()(partial(session.config.hook.pytest_runtestloop, session=session))
