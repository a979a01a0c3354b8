"""Eva reports for the schools, Ada administers; both log in by the portal's own pages."""

import pytest
from django.apps import apps  # models are asked for by name: this file is read before they can be imported
from django.contrib.auth.hashers import make_password

PASSWORD = "sju katter under ett tak"
LOGIN = "/konto/logga-in/"


@pytest.fixture
def account(db, django_user_model):
    """Return a function that makes an account: `account("eva", is_staff=False)`."""

    def make(username, password=PASSWORD, **facts):
        facts = {"is_staff": True, "password": make_password(password)} | facts
        return django_user_model.objects.create(username=username, **facts)

    return make


@pytest.fixture
def eva(account):
    person = account("eva", first_name="Eva", last_name="Ek")
    unit = apps.get_model("indicators.Unit").objects.create(slug="skolan", name="Skolförvaltningen")
    person.assignments.create(role="reporter", unit=unit)
    return person


@pytest.fixture
def ada(account):
    person = account("ada")
    person.assignments.create(role="administrator")
    return person


@pytest.fixture
def log_in():
    """Return a function that posts a name and a password: `log_in(client, "eva", address="192.0.2.7")`."""

    def post(client, username="eva", password=PASSWORD, address="192.0.2.1", **more):
        form = {"login": username, "password": password, **more}
        return client.post(LOGIN, form, REMOTE_ADDR=address)

    return post


@pytest.fixture
def told(db):
    """Return a function that gives the log's rows of a kind, the oldest first: `told("login")`."""
    events = apps.get_model("indicators.Event").objects
    return lambda kind: list(events.filter(kind=kind).order_by("pk"))
