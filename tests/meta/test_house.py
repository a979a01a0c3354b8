"""The house rules that a tool does not already hold."""

import ast
import re
import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from statistics import median

import pytest

pytestmark = pytest.mark.engine

BASE_DIR = Path(__file__).resolve().parents[2]
OURS = ("olofstrom", "goals", "indicators")
TOP_LEVEL = {
    *OURS,
    *(
        "manage.py",
        "templates",
        "static",
        "fixtures",
        "tests",
        "pyproject.toml",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "DECISIONS.md",
        "LICENSE",
    ),
}
MADE_HERE = {"staticfiles", "uv.lock", "test-artifacts"}  # never committed
HOMELESS = {"utils", "helpers", "services", "constants", "misc", "common"}
MAX_MODULE_LINES = 350
MAX_MEDIAN_LINES = 110  # of the modules with content: the usual one is read in a sitting
MAX_MODULES = 16  # in one folder
MAX_FUNCTION_LINES = 30
MAX_TEST_NAME = 60  # characters: it is read in a list of failures


def our_modules():
    for package in OURS:
        for path in sorted((BASE_DIR / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@cache  # several tests look through every file
def functions_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_length(function):
    """Count the lines of a function without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_the_top_level_is_the_fixed_one():
    found = {path.name for path in BASE_DIR.iterdir() if not path.name.startswith(".") and ".sqlite3" not in path.name}

    assert found - MADE_HERE <= TOP_LEVEL


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert [path.name for path in our_modules() if path.stem in HOMELESS] == []


def test_no_module_is_longer_than_a_person_reads():
    lengths = {path.relative_to(BASE_DIR).as_posix(): len(path.read_text().splitlines()) for path in our_modules()}

    assert {name: length for name, length in lengths.items() if length > MAX_MODULE_LINES} == {}


def test_the_usual_module_is_short():
    lengths = [len(path.read_text().splitlines()) for path in our_modules() if path.name != "__init__.py"]

    assert median(lengths) <= MAX_MEDIAN_LINES


def test_no_folder_holds_more_modules_than_a_person_sees():
    counts = Counter(path.parent.relative_to(BASE_DIR).as_posix() for path in our_modules())

    assert {folder: count for folder, count in counts.items() if count > MAX_MODULES} == {}


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(BASE_DIR)}:{function.lineno} {function.name} ({body_length(function)} rader)"
        for path in our_modules()
        for function in functions_of(path)
        if body_length(function) > MAX_FUNCTION_LINES
    ]

    assert long == []


def test_every_test_has_a_name_that_fits_in_a_list():
    long = [
        f"{path.relative_to(BASE_DIR)}: {function.name} ({len(function.name)})"
        for path in sorted((BASE_DIR / "tests").rglob("test_*.py"))
        for function in functions_of(path)
        if function.name.startswith("test_") and len(function.name) > MAX_TEST_NAME
    ]

    assert long == []


def test_our_code_is_imported_at_the_top_of_a_file():
    hidden = [
        f"{path.relative_to(BASE_DIR)}:{node.lineno}"
        for path in our_modules()
        for function in functions_of(path)
        for node in ast.walk(function)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS)
        or (isinstance(node, ast.Import) and any(name.name.split(".")[0] in OURS for name in node.names))
    ]

    assert hidden == []


def test_no_two_classes_share_a_name():
    places = defaultdict(set)
    for path in our_modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and "commands" not in path.parts:  # Django's name for every command
                places[node.name].add(path.relative_to(BASE_DIR).as_posix())

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_template_carries_script_style_or_another_site():
    faults = [
        f"{path.relative_to(BASE_DIR)}: {found[0]}"
        for path in sorted((BASE_DIR / "templates").rglob("*.html"))
        for found in [
            re.search(r"<style|<script(?![^>]*\bsrc=)(?![^>]*\bjson\b)|\sstyle=|\son[a-z]+=", path.read_text())
        ]
        if found
    ]

    assert faults == []


def test_every_direct_dependency_is_explained_and_pinned():
    text = (BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    direct = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    pinned = {pin.split("==")[0] for pin in project["tool"]["uv"]["constraint-dependencies"]}

    for requirement in direct:
        assert re.search(rf'^    "{re.escape(requirement)}", +# \S', text, re.MULTILINE), requirement
        assert re.split(r"[\[><=]", requirement)[0] in pinned, requirement


def test_the_rules_know_numbers_only():
    imported = set()
    for path in (BASE_DIR / "indicators" / "judgement").glob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
        imported |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    ours = {name for name in imported if name.split(".")[0] in OURS}

    assert not {name for name in imported if name.split(".")[0] in {"django", "datetime", "time", "random", "os"}}
    outside = {name for name in ours if not name.startswith("indicators.judgement")}
    assert outside == {"indicators.vocabulary"}


def test_every_setting_is_explained_to_those_who_run_the_portal():
    settings = (BASE_DIR / "olofstrom" / "settings.py").read_text(encoding="utf-8")
    guide = (BASE_DIR / "olofstrom" / "deploy" / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r'ENV\.get\("(\w+)"', settings))

    assert names
    assert {name for name in names if f"| `{name}` |" not in guide} == set()


def test_every_table_of_the_templates_begins_with_its_caption():
    untold = [
        f"{path.relative_to(BASE_DIR)}: {table[0]}"
        for path in (BASE_DIR / "templates").rglob("*.html")
        for table in re.finditer(r"<table\b[^>]*>\s*+(?!<caption)", path.read_text(encoding="utf-8"))
    ]

    assert untold == []
