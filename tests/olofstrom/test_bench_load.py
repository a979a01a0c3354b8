"""What is measured under load: every row has its figure, and a machine that lacks what asks is told how to fetch it."""

import json
import shutil
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine

BOUNDS = {  # a few words of each row that is held to one, and how many such rows there are
    "svar per sekund mot nginx": 2,
    "processortid mot bart WSGI-svar": 2,
    "svar per sekund mot sidan": 1,
    "längst till": 1,
    "frågor per sida": 3,
    "bygga innehållet per indikator": 1,
    "lästa sidor mot": 2,
    "läsarnas p99 mot": 2,
    "sparningens p99": 2,
    "svar som var inaktuella": 2,
    "RSS": 1,
}


@pytest.mark.parametrize("part", ["all", "load"])
def test_a_machine_without_wrk_is_told_how_to_fetch_it(bench, part):
    result = bench(part, PATH=str(Path(sys.executable).parent))

    assert result.returncode == 1
    assert result.stderr == "wrk saknas, som frågar fort nog. Hämta det med: apt-get install -y wrk nginx-light\n"


def test_every_row_has_a_figure_and_its_bound_holds_or_not(bench):
    result = bench("--shortest", "--json")
    if not shutil.which("wrk"):  # all that can be said there; see above
        assert "apt-get install -y wrk" in result.stderr
        return

    assert result.returncode == 0, result.stderr
    rows = json.loads(result.stdout)
    expected_missing = set() if shutil.which("nginx") else {row["what"] for row in rows if "nginx" in row["what"]}
    assert {row["what"] for row in rows if row["figure"] is None} == expected_missing
    held = [row for row in rows if (row["at_least"], row["at_most"]) != (None, None)]
    assert {words: sum(words in row["what"] for row in held) for words in BOUNDS} == BOUNDS
    assert len(held) == sum(BOUNDS.values())
    assert all((row["holds"] is None) == (row["figure"] is None) for row in held)
    assert all(row["lowest"] <= row["figure"] <= row["highest"] for row in rows if row["figure"] is not None)
