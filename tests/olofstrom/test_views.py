"""The project's own pages: health, robots, the logo, and the answers when something is wrong."""

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client

from indicators.models import Portal
from olofstrom.environment import database


@pytest.fixture
def database_at(django_db_blocker):
    """Return a function that makes the portal use another SQLite file until the test is done."""
    usual = connections["default"]
    others = []

    def use(path):
        engine = database(f"sqlite:///{path}", settings.BASE_DIR)
        others.append(DatabaseWrapper(usual.settings_dict | engine, "default"))
        connections["default"] = others[-1]

    with django_db_blocker.unblock():
        yield use
        for other in others:
            other.close()
    connections["default"] = usual


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "Portalen svarar.\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_answers_when_the_tables_are_there(client):
    response = client.get("/readyz")

    assert (response.status_code, response.text) == (200, "Portalen är redo.\n")
    assert "no-store" in response["Cache-Control"]


def test_readyz_waits_for_the_tables(client, database_at, tmp_path):
    database_at(tmp_path / "empty.sqlite3")

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (503, "Databasen saknar migreringar.\n")
    assert "no-store" in response["Cache-Control"]


def test_readyz_says_that_the_database_is_gone(client, database_at, tmp_path):
    database_at(tmp_path / "gone" / "portal.sqlite3")

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (503, "Databasen svarar inte.\n")


def test_server_error_is_swedish_and_asks_no_database(database_at, tmp_path, caplog):
    database_at(tmp_path / "gone" / "portal.sqlite3")

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.text
    assert "Traceback" not in response.text
    assert response["Cache-Control"] == "private, no-cache"
    assert "Internal Server Error: /" in caplog.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_swedish():
    response = Client(enforce_csrf_checks=True).post("/konto/logga-in/", {"login": "a", "password": "b"})

    assert response.status_code == 403
    assert "legat öppen för länge" in response.text
    assert "<title>Du får inte öppna sidan – " in response.text


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_swedish(client):
    response = client.get("/finns-inte/")

    assert response.status_code == 404
    assert "<title>Sidan finns inte – " in response.text


def test_robots_may_read_all_and_are_not_told_of_the_admin(client):
    response = client.get("/robots.txt")

    assert response.text == "User-agent: *\nAllow: /\n"
    assert response["Content-Type"].startswith("text/plain")


def test_the_logo_is_the_municipalitys_own(client, example_plan):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>'
    Portal.objects.update(logo=drawing)

    response = client.get("/logotyp.svg")

    assert (response.status_code, response.text) == (200, drawing)
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_municipality_without_a_logo_has_none(client, example_plan):
    Portal.objects.update(logo="")

    assert client.get("/logotyp.svg").status_code == 404
