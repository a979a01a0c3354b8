"""A year's files over the web: their names, and when a reader's copy is renewed."""

from datetime import date

import pytest
from django.utils import timezone

from goals.models import FocusArea, Goal, Period
from goals.year import file_views
from goals.year.file_views import file_name
from tests.goals.year.factories import adoption, summary

ADDRESS = "/uppfoljning/2022.xlsx"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "arsuppfoljning-exempelby-2024.pdf"),
        ({"round": "part"}, "delarsuppfoljning-exempelby-2024.pdf"),
        ({"short_name": "Östra Åre & Älv"}, "arsuppfoljning-ostra-are-alv-2024.pdf"),
        ({"short_name": '"; x=\r\ny'}, "arsuppfoljning-x-y-2024.pdf"),
        ({"adoption": adoption()}, "arsuppfoljning-exempelby-2024.pdf"),
        ({"adoption": adoption(2, "Rättad.")}, "arsuppfoljning-exempelby-2024-version-2.pdf"),
    ],
    ids=["whole", "part", "Swedish letters", "hostile", "first version", "second version"],
)
def test_a_file_is_named_by_what_it_holds(changes, name):
    assert file_name(summary(**changes), "pdf") == name


@pytest.fixture
def goal(home):
    period = Period.objects.create(slug="2020-2023", first_year=2020, last_year=2023)
    area = FocusArea.objects.create(slug="gront", period=period, name="Grönt", hue="forest")
    return Goal.objects.create(slug="fler-trad", focus_area=area, number=1, title="Fler träd")


@pytest.fixture
def copy(goal, client):
    """Return a function that asks for the file again, as a reader who has it does: 304 while it is the same."""
    etag = client.get(ADDRESS)["ETag"]
    return lambda: client.get(ADDRESS, headers={"If-None-Match": etag}).status_code


def test_a_copy_is_kept_while_nothing_changes(copy):
    assert copy() == 304


def test_a_changed_word_renews_a_copy(copy, goal):
    Goal.objects.filter(pk=goal.pk).update(title="Färre träd")

    assert copy() == 200


def test_another_day_renews_a_copy_of_an_open_year(copy, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2031, 1, 1))

    assert copy() == 200


def test_another_library_renews_a_copy(copy, monkeypatch):
    monkeypatch.setattr(file_views, "LIBRARIES", ("typst", "openpyxl"))
    file_views.renderers_checksum.cache_clear()
    try:
        assert copy() == 200
    finally:
        file_views.renderers_checksum.cache_clear()


@pytest.mark.usefixtures("goal")
def test_the_kinds_of_a_year_are_known_apart(client):
    tags = {client.get(f"/uppfoljning/2022.{kind}")["ETag"] for kind in ("xlsx", "docx")}

    assert len(tags) == 2


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_file_is_only_read(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
