"""The staircase of imports holds: between the apps and inside each, with every module on a floor."""

import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]


@pytest.mark.engine
def test_imports_go_only_downwards():
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]

    result = subprocess.run([*lint, "--no-cache"], cwd=BASE_DIR, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr
