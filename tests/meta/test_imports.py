"""The staircase of imports holds: between the apps and inside each, with every module on a floor and none far down."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine

BASE_DIR = Path(__file__).resolve().parents[2]
MAX_CHAIN = 11  # modules that a reader at the top may have to follow to the bottom


def dotted(path):
    return ".".join(path.relative_to(BASE_DIR).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    dotted(path): path
    for app in ("goals", "indicators", "olofstrom")
    for path in (BASE_DIR / app).rglob("*.py")
    if "migrations" not in path.parts
}


def imports_of(module):
    """Return the modules of ours that a module imports, itself left out."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{each.name}" for each in node.names}
            found |= {each if each in MODULES else node.module for each in inner}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found & MODULES.keys() - {module}


@cache
def chain_from(module):
    """Return the longest chain of imports that starts with a module; endless only where the contracts are broken."""
    return (module, *max(map(chain_from, sorted(imports_of(module))), key=len, default=()))


def test_imports_go_only_downwards():
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]

    result = subprocess.run([*lint, "--no-cache"], cwd=BASE_DIR, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr


def test_no_chain_of_imports_is_too_long_to_follow():
    longest = max(map(chain_from, MODULES), key=len)

    assert len(longest) <= MAX_CHAIN, " > ".join(longest)
