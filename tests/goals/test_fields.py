"""What a goal says of itself is told in every place that tells of goals: a field that is added names what forgot it."""

import io
import re
import zipfile
from html import unescape

import openpyxl
import pypdf
import pytest
from django.db import models
from django.urls import reverse

from goals.models import FocusArea, Goal, Period
from goals.plan.dump import plan_files
from goals.plan.format import PERIODS
from goals.plan.kinds import meta

YEAR = 2022
# Fields that a place leaves out on purpose. A year's summary says how it went; what the goal means stands on its page.
LEFT_OUT = {
    "text": {"summary", "summary_pdf", "summary_docx", "summary_xlsx"},
}
FIELDS = [
    field.name
    for field in meta(Goal).concrete_fields
    if isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
]
PLACES = ("goal", "summary", "summary_pdf", "summary_docx", "summary_xlsx")  # by the names of their addresses


@pytest.fixture
def goal(home):
    period = Period.objects.create(slug="2020-2023", first_year=2020, last_year=2023)
    area = FocusArea.objects.create(slug="skolan", period=period, name="En skola för alla", hue="lake")
    texts = {name: sentinel(name) for name in FIELDS}
    return Goal.objects.create(slug="trygga-elever", focus_area=area, number=1, **texts)


def sentinel(field):
    return f"{field.replace('_', '').capitalize()}uttrycket"


def words_in(content):
    """Return the text of a file: a PDF, a zipped document or a page."""
    if content.startswith(b"%PDF"):
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    else:
        text = unescape(content.decode())
    return re.sub(r"[\s\u00ad-]", "", text)  # without what a setter does to a long word


def forgotten_in(text):
    return {name for name in FIELDS if sentinel(name) not in text}


def test_the_plan_folder_holds_every_text_of_a_goal(goal):
    assert forgotten_in(plan_files()[PERIODS]) == set()


def test_the_administration_holds_every_text_of_a_goal(goal, admin_client):
    page = admin_client.get(reverse("admin:goals_goal_change", args=[goal.pk]))

    assert forgotten_in(words_in(page.content)) == set()


@pytest.mark.parametrize("field", FIELDS)
def test_a_goal_is_found_by_every_text_of_it(goal, client, field):
    page = client.get("/sok/", {"q": sentinel(field)})

    assert f'href="{goal.get_absolute_url()}"' in page.text


@pytest.mark.parametrize("place", PLACES)
def test_every_text_of_a_goal_is_told_to_readers(goal, client, place):
    argument = goal.slug if place == "goal" else YEAR

    told = words_in(client.get(reverse(place, args=[argument])).content)

    assert forgotten_in(told) == {name for name, places in LEFT_OUT.items() if place in places}


@pytest.mark.parametrize("place", PLACES)
def test_text_that_only_the_model_names_is_shown_everywhere(goal, client, monkeypatch, place):
    monkeypatch.setattr(Goal, "OTHER_TEXTS", ("text",))  # as a new field would be named; its Swedish name is "text"
    argument = goal.slug if place == "goal" else YEAR

    page = words_in(client.get(reverse(place, args=[argument])).content)

    assert sentinel("text") in page
    assert "Text" in page


def test_search_says_under_which_heading_a_text_was_found(goal, client, monkeypatch):
    monkeypatch.setattr(Goal, "OTHER_TEXTS", ("gap_note",))

    page = client.get("/sok/", {"q": sentinel("gap_note")}).text

    assert "under Vad vi inte vet" in page


def test_summary_says_nothing_of_texts_that_no_goal_has(goal, client, monkeypatch):
    monkeypatch.setattr(Goal, "OTHER_TEXTS", ())

    rows = openpyxl.load_workbook(io.BytesIO(client.get(reverse("summary_xlsx", args=[YEAR])).content))["Mål"]

    assert [cell.value for cell in rows[1]][-1] == "Indikatorer"
