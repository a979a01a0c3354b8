"""A small cast: Eva enters for the schools, Karl approves there, Sam coordinates, Omar enters for the roads."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.content.figures import load_figures
from indicators.eventlog import LogActor
from indicators.models import Assignment, Indicator, Municipality, Outcome, Portal, Round, Unit

TODAY = date(2025, 1, 20)  # the year 2024 is open


@pytest.fixture
def home(db):
    municipality = Municipality.objects.create(code="9999", name="Exempelby")
    Portal.objects.create(
        municipality=municipality, title="Målportalen", full_name="Exempelby kommun", short_name="Exempelby"
    )
    return municipality


@pytest.fixture
def schools(db):
    return Unit.objects.create(slug="skolan", name="Skolförvaltningen")


@pytest.fixture
def roads(db):
    return Unit.objects.create(slug="gatan", name="Gatukontoret")


@pytest.fixture
def year(db):
    return Round.objects.create(year=2024, opens_on=date(2025, 1, 1), due_on=date(2025, 2, 15))


@pytest.fixture
def person(db, django_user_model):
    """Return a function that makes a person: `person("eva", "Eva Ek", reporter=unit)`."""

    def make(username, name="", **roles):
        first, _, last = name.partition(" ")
        user = django_user_model.objects.create(
            username=username, first_name=first, last_name=last, is_staff=True, email=f"{username}@exempelby.example"
        )
        for role, unit in roles.items():
            Assignment.objects.create(user=user, role=role, unit=unit)
        return user

    return make


@pytest.fixture
def eva(person, schools):
    return LogActor(person("eva", "Eva Ek", reporter=schools), "192.0.2.1")


@pytest.fixture
def karl(person, schools):
    return LogActor(person("karl", "Karl Kvist", approver=schools), "192.0.2.2")


@pytest.fixture
def sam(person):
    return LogActor(person("sam", "Sam Sjö", coordinator=None), "192.0.2.3")


@pytest.fixture
def omar(person, roads):
    return LogActor(person("omar", "Omar Ås", reporter=roads), "192.0.2.4")


@pytest.fixture
def make_indicator(home, schools):
    """Return a function that makes an indicator with published values: `make_indicator("trygga", {2023: "81.4"})`."""

    def make(slug, outcomes=None, women=None, men=None, **changes):
        given = {"name": slug.capitalize(), "measure": "share", "unit_label": "%", "direction": "higher"}
        indicator = Indicator.objects.create(slug=slug, **{**given, "unit": schools, **changes})
        for sex, values in (("T", outcomes), ("K", women), ("M", men)):
            for year_, value in (values or {}).items():
                publish(indicator, home, year_, value, sex)
        return indicator

    return make


def publish(indicator, municipality, year_, value, sex="T"):
    return Outcome.objects.create(
        indicator=indicator,
        municipality=municipality,
        year=year_,
        sex=sex,
        value=Decimal(value),
        source="Skolenkäten",
        source_url="https://enkat.example/",
        origin="own",
        state="published",
        published_at=datetime(year_ + 1, 3, 1, tzinfo=UTC),
    )


def published(indicator):
    """Return an indicator as everybody may read it now."""
    return load_figures().indicators[indicator.slug]


@pytest.fixture
def trygga(make_indicator):
    return make_indicator("trygga", {2021: "80.2", 2022: "81", 2023: "81.4"}, name="Trygga elever", decimals=1)
