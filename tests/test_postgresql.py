"""The second round: every test that can meet a database meets a real PostgreSQL too."""

import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent
LIMIT = 900  # seconds


@pytest.mark.engine
def test_every_test_holds_on_postgresql_too(pytestconfig):
    if pytestconfig.getoption("--database") != "sqlite":
        pytest.fail("Den andra omgången ska inte starta en tredje.")
    command = [sys.executable, "-m", "pytest", "-q", "--database=postgresql", "-m", "not browser and not engine"]

    round_two = subprocess.run(
        [*command, "-p", "no:cacheprovider"], cwd=BASE_DIR, capture_output=True, text=True, timeout=LIMIT, check=False
    )

    lines = round_two.stdout.strip().splitlines()
    pytestconfig.get_terminal_writer().line(f"\nPostgreSQL: {lines[-1] if lines else 'inget svar'}")
    assert round_two.returncode == 0, round_two.stdout[-20000:] + round_two.stderr[-5000:]
