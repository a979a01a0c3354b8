"""The accounts of the own machine: new passwords at every start, and of no use anywhere else."""

import secrets
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from indicators.formats import listed
from indicators.models import Assignment, Unit
from indicators.vocabulary import Role
from olofstrom.login import sessions
from olofstrom.login.hashers import development_password

ADMINISTRATOR = "administrator"
UNITS = ("bildningsforvaltningen", "kommunledningskontoret")  # of the fictional municipality
CAST = {"inmatare": Role.REPORTER, "godkannare": Role.APPROVER, "samordnare": Role.COORDINATOR}
MAY = {
    Role.REPORTER: "skriver in värden för {units}",
    Role.APPROVER: "godkänner värden för {units}",
    Role.COORDINATOR: "öppnar och låser år, publicerar, ändrar planen",
}


@dataclass(frozen=True, slots=True)
class DevelopmentLogin:
    """What is printed of an account."""

    name: str
    password: str
    may: str


def make_accounts(*, with_roles):
    """Give the administrator, and with roles one person of each, a new password; raises RuntimeError elsewhere."""
    if not settings.DEVELOPMENT:
        raise RuntimeError("Accounts of the own machine are made in development only.")
    with transaction.atomic():
        made = [
            DevelopmentLogin(ADMINISTRATOR, _renewed(ADMINISTRATOR, is_superuser=True), "allt, också konton och loggen")
        ]
        if with_roles:
            made += [_with_role(name, role) for name, role in CAST.items()]
    return made


def table(logins):
    """Return the accounts as lines of text, in columns."""
    rows = [("Användare", "Lösenord", "Får eller gör"), *((each.name, each.password, each.may) for each in logins)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return [f"{name:<{widths[0]}}  {password:<{widths[1]}}  {may}" for name, password, may in rows]


def _renewed(name, *, is_superuser):
    password = secrets.token_urlsafe(12)
    user, _ = get_user_model().objects.get_or_create(username=name)
    user.is_active = user.is_staff = True
    user.is_superuser = is_superuser
    user.password = development_password(password)
    user.save()
    # Secrets of factors are read with the portal's own secret, which is new at every start here.
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)
    return password


def _with_role(name, role):
    password = _renewed(name, is_superuser=False)
    user = get_user_model().objects.get(username=name)
    units = list(Unit.objects.filter(slug__in=UNITS)) if role in {Role.REPORTER, Role.APPROVER} else [None]
    Assignment.objects.filter(user=user).delete()
    Assignment.objects.bulk_create(Assignment(user=user, role=role, unit=unit) for unit in units)
    return DevelopmentLogin(name, password, MAY[role].format(units=listed([str(unit) for unit in units])))
