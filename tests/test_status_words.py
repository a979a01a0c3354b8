"""A status is renamed in one place: every page, chart, file and sentence says the new word."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from indicators.vocabulary import Status

pytestmark = pytest.mark.slow  # a copy of the house reads every page
BASE_DIR = Path(__file__).resolve().parents[1]
COPIED = ("manage.py", "goals", "indicators", "olofstrom", "templates", "static")
LIMIT = 300  # seconds
LINE = re.compile(r'^    MISSED = "missed", .*$', re.MULTILINE)
RENAMED = '    MISSED = "missed", "är omdöpt", "är omdöpta", "har döpts om", "Omdöpt"'
OLD = {each.lower() for each in (Status.MISSED.one, Status.MISSED.several, Status.MISSED.standing, Status.MISSED.label)}
OPEN_YEAR = 2024
READ = f"""
import io, json, re, html
import django
django.setup()
import openpyxl, pypdf
from django.test import Client
from django.test.utils import setup_test_environment
from indicators.content.figures import current_figures
from indicators.models import Portal
from indicators.series.verdicts import judged
setup_test_environment()
client, year = Client(), {OPEN_YEAR}
home = Portal.objects.with_municipality().get().municipality.code
missed = next(each for each in current_figures().indicators.values() if
              judged(each, home, year).verdict.status == "missed")
def get(address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content
def page(address):
    text = re.sub(r"<[^>]+>", " ", get(address).decode())
    return " ".join(html.unescape(text).split())
book = openpyxl.load_workbook(io.BytesIO(get(f"/uppfoljning/{{year}}.xlsx")))
paper = pypdf.PdfReader(io.BytesIO(get(f"/uppfoljning/{{year}}.pdf")))
print(json.dumps({{
    "start": page(f"/?ar={{year}}"),
    "list": page(f"/indikatorer/?ar={{year}}&status=missed"),
    "indicator": page(f"/indikatorer/{{missed.slug}}/?ar={{year}}"),
    "statement": page("/sa-bedomer-vi/"),
    "search": page(f"/sok/?q={{missed.name.split()[0]}}&ar={{year}}"),
    "year": page(f"/uppfoljning/{{year}}/"),
    "pdf": " ".join(" ".join(each.extract_text() for each in paper.pages).split()),
    "xlsx": " | ".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell),
}}))
"""


@pytest.fixture(scope="module")
def renamed(example_database, django_db_blocker, tmp_path_factory):
    """Return every surface's text from a copy of the portal where one line of the vocabulary is another."""
    tree = tmp_path_factory.mktemp("renamed")
    for name in COPIED:
        source = BASE_DIR / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tree / name)
    vocabulary = tree / "indicators" / "vocabulary.py"
    text, count = LINE.subn(RENAMED, vocabulary.read_text(encoding="utf-8"))
    assert count == 1
    vocabulary.write_text(text, encoding="utf-8")
    with django_db_blocker.unblock():
        address = address_of(example_database.connection, tree)
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=tree,
        env=os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def address_of(database, folder):
    """Return where another process reads the example: a copy on disk of SQLite's, which lives in this one's memory."""
    if database.vendor != "sqlite":
        return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database.settings_dict['NAME']}"))
    database.ensure_connection()
    copy = sqlite3.connect(folder / "exempel.sqlite3")
    database.connection.backup(copy)
    copy.close()
    return f"sqlite:///{folder}/exempel.sqlite3"


@pytest.mark.parametrize("surface", ["list", "indicator", "statement", "search", "start"])
def test_a_renamed_status_leaves_no_old_word_on_a_page(renamed, surface):
    text = renamed[surface]

    assert "omdöpt" in text.lower()
    assert {each for each in OLD if each in text.lower()} == set()


def test_the_sentences_of_an_indicator_use_the_new_forms(renamed):
    assert "har döpts om. Det skiljer" in renamed["indicator"]
    assert "alltså Omdöpt." in renamed["indicator"]


@pytest.mark.parametrize("surface", ["year", "pdf", "xlsx"])
def test_an_open_year_and_its_files_say_the_new_word(renamed, surface):
    """The verdict of a goal keeps its own word, which a body has decided on: only indicators are asked here."""
    text = renamed[surface]

    assert re.search(r"\d+ är omdöpta?\b", text), text[:3000]
    assert re.findall(rf"\d+ (?:{Status.MISSED.one}|{Status.MISSED.several})\b", text) == []


def test_a_workbook_marks_indicators_with_the_statuses_alone(renamed):
    words = {"Omdöpt", *(each.label for each in Status if each != Status.MISSED)}
    found = {word for word in words if f"| {word} |" in renamed["xlsx"]}

    assert "Omdöpt" in found
    assert f"| {Status.UNKNOWN.label} |" in renamed["xlsx"]
