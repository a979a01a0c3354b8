"""The second round: every test that can meet a database meets a real PostgreSQL too, beside the first round."""

import pytest

from tests.second_round import awaited


@pytest.mark.engine
def test_every_test_holds_on_postgresql_too(pytestconfig):
    if pytestconfig.getoption("--database") != "sqlite":
        pytest.fail("Den andra omgången ska inte starta en tredje.")

    code, out = awaited(pytestconfig)

    lines = out.strip().splitlines()
    pytestconfig.get_terminal_writer().line(f"\nPostgreSQL: {lines[-1] if lines else 'inget svar'}")
    assert code == 0, out[-20000:]
