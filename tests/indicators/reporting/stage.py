"""A small municipality that several processes act on at once: set up by code that each of them can import."""

from datetime import date

from django.contrib.auth import get_user_model

from indicators.eventlog import LogActor
from indicators.models import Assignment, Indicator, Municipality, Portal, Round, Unit
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move

TODAY = date(2025, 1, 20)


def person(username, role, unit=None):
    user, _ = get_user_model().objects.get_or_create(
        username=username, defaults={"is_staff": True, "email": f"{username}@exempelby.example"}
    )
    Assignment.objects.get_or_create(user=user, role=role, unit=unit)
    return LogActor(user)


def unit():
    return Unit.objects.get_or_create(slug="skolan", defaults={"name": "Skolförvaltningen"})[0]


def eva():
    return person("eva", "reporter", unit())


def karl():
    return person("karl", "approver", unit())


def sam():
    return person("sam", "coordinator")


def set_up(year, *moves, count=3, publishing=Round.Publishing.AT_ONCE):
    """Open a year with so many indicators of its own, each of which eva has saved and then made these moves with."""
    home, _ = Municipality.objects.get_or_create(code="9999", defaults={"name": "Exempelby"})
    Portal.objects.get_or_create(municipality=home, defaults={"title": "Portalen", "full_name": "Exempelby kommun"})
    round_ = Round.objects.create(year=year, opens_on=date(2025, 1, 1), due_on=date(2025, 2, 15), publishing=publishing)
    for number in range(count):
        Indicator.objects.create(
            slug=f"i-{year}-{number}", name=f"Indikator {number}", measure="count", direction="higher", unit=unit()
        )
        for chosen in moves:
            if chosen is Move.SUBMIT:
                enter(year, number)
            move(karl() if chosen is Move.APPROVE else eva(), round_, indicator(year, number), chosen, today=TODAY)
    return round_


def round_of(year):
    return Round.objects.get(year=year)


def indicator(year, number=0):
    return Indicator.objects.get(slug=f"i-{year}-{number}")


def enter(year, number=0):
    change = RowChange({"T": typed(indicator(year, number), "12")}, {"source": ("Egen räkning", None)})
    return save(eva(), round_of(year), indicator(year, number), change, today=TODAY)
