"""What a document, a test, a setting or `.ci/` names is there: whoever moves a file moves it in words too."""

import ast
import re
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest
from django.apps import apps

pytestmark = pytest.mark.engine

BASE_DIR = Path(__file__).resolve().parents[2]
FOLDERS = ("goals", "indicators", "olofstrom", "tests", "templates", "static", "fixtures", ".ci")
# "goals/plan/format.py", "tests/browser/", "goals/year/paper/*.py" or "goals/year/content.py::GoalFact".
PATH = re.compile(rf"(?<![\w/.}}>-])((?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*-]*[\w/*])(?:::(\w+))?")
FILE = re.compile(r"`([\w-]+\.(?:md|py|toml))`")
LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)")
DOTTED = re.compile(r"(?<=[\"'`])(?:goals|indicators|olofstrom)(?:\.\w+)+(?=[\"'`])")


def files(*patterns):
    return [path for pattern in patterns for path in sorted(BASE_DIR.glob(pattern)) if path.is_file()]


DOCUMENTS = files("*.md", *(f"{folder}/**/*.md" for folder in FOLDERS))
NAMING = [
    *DOCUMENTS,
    *files("pyproject.toml", ".pre-commit-config.yaml", "tests/**/*.py"),
    *(path for path in files(".ci/**/*") if path.suffix != ".png"),
]
# In code a comment may name a file too; names with dots are signing salts and the like there.
SPEAKING = [*NAMING, *files("templates/**/*", "static/js/**/*.js", *(f"{each}/**/*.py" for each in FOLDERS[:3]))]
EVERY_NAME = {path.name for path in files("*", *(f"{folder}/**/*" for folder in FOLDERS))}


def named(path):
    return path.relative_to(BASE_DIR).as_posix()


@cache
def names_in(path):
    """Return every name that a file of Python defines, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return stored | {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def is_there(name, symbol):
    found = list(BASE_DIR.glob(name.rstrip("/")))
    return bool(found) and (not symbol or any(symbol in names_in(path) for path in found))


def is_known(dotted):
    """Tell whether a dotted name is something of ours: a module, what stands in one, a model or a permission."""
    app, _, rest = dotted.partition(".")
    models = {model.__name__.lower() for model in apps.get_app_config(app).get_models()}
    if rest.lower() in models or rest.partition("_")[2] in models:
        return True
    try:
        resolve_name(dotted)
    except (AttributeError, ImportError):
        return False
    return True


def missing(paths, found_in):
    """Return path → what it names that is not there, for the paths that do."""
    found = {named(path): found_in(path, path.read_text(encoding="utf-8")) for path in paths}
    return {name: faults for name, faults in found.items() if faults}


def test_every_path_that_is_named_is_there():
    def faults(path, text):
        # Elsewhere than in a document, what has no ending may be an address: "indicators/indicator/add/".
        found = {match.groups(default="") for match in PATH.finditer(text)}
        spoken = {each for each in found if path in DOCUMENTS or Path(each[0]).suffix}
        return [name for name, symbol in sorted(spoken) if not is_there(name, symbol)]

    assert missing(SPEAKING, faults) == {}


def test_every_file_that_a_document_names_is_there():
    def faults(path, text):
        links = [link for link in LINK.findall(text) if not (path.parent / link).exists()]
        return [*links, *(name for name in FILE.findall(text) if name not in EVERY_NAME)]

    assert missing(DOCUMENTS, faults) == {}


def test_every_dotted_name_of_ours_is_known():
    assert missing(NAMING, lambda _, text: [name for name in set(DOTTED.findall(text)) if not is_known(name)]) == {}
