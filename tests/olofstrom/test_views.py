"""The project's own pages: health, robots, and the answers when something is wrong."""

import pytest


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "Portalen svarar.\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_readyz_answers_when_the_tables_are_there(client):
    response = client.get("/readyz")

    assert (response.status_code, response.text) == (200, "Portalen är redo.\n")
    assert not response.cookies
