"""Who may write what: every address under /admin/ is sent a form by every role, and nothing moves that should not."""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from goals.models import Assessment, Goal
from indicators.eventlog import LogActor, record
from indicators.models import Entry, Event, Indicator, Outcome, Portal, Reminder, Round, Unit, Upload
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.saving import save
from indicators.vocabulary import EventKind

pytestmark = pytest.mark.slow

YEAR = 2025
UNIT, OTHER_UNIT = "bildningsforvaltningen", "omsorgsforvaltningen"
SLUG = "behoriga-larare"
ROLES = ("nobody", "stranger", "elsewhere", "reporter", "approver", "coordinator", "administrator")
ABOVE = {"coordinator", "administrator"}
# What any request by somebody logged in may write: that they are there, and that they were refused.
TRACES = ("indicators_event", "django_session", "usersessions_usersession", "auth_user")
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# The pages of the year's values, by who may send something to them.
REPORTING = {
    "reporting_cells": {"reporter"} | ABOVE,
    "reporting_entry": {"reporter", "approver"} | ABOVE,
    "reporting_files": {"elsewhere", "reporter"} | ABOVE,
    "reporting_upload": {"reporter"} | ABOVE,
    "reporting_approval": {"approver"} | ABOVE,
    "reporting_lock": ABOVE,
    "reporting_sheet": {"reporter"} | ABOVE,
}
NO_ROWS = {"columns": ["indikator", "varde"], "rows": [], "notices": []}
FOR_ADMINISTRATORS = ("admin:auth_user", "admin:indicators_event")
# Each field that a button or a form here asks for, with what would do the most harm.
SENT = {
    "gor": "skicka",
    "steg": "las",
    "post": "yes",
    "_save": "Spara",
    "action": "publish",
    f"{SLUG}__T": "12,5",
    f"{SLUG}__kommentar": "Skrivet av den som inte får.",
    "name": "Nytt namn",
    "title": "Ny rubrik",
    "is_superuser": "on",
    "is_staff": "on",
    "role": "administrator",
    "state": "approved",
}


@pytest.fixture
def cast(example_plan, person):
    """Return a browser for each role, in a year with a draft, a file, a letter and a line in the log."""
    unit, other = Unit.objects.get(slug=UNIT), Unit.objects.get(slug=OTHER_UNIT)
    people = {
        "stranger": person("frammande"),
        "elsewhere": person("annanstans", reporter=other),
        "reporter": person("inmatare", reporter=unit),
        "approver": person("godkannare", approver=unit),
        "coordinator": person("samordnare", coordinator=None),
        "administrator": person("administratoren", administrator=None),
    }
    round_ = Round.objects.create(year=YEAR, opens_on=date(2025, 11, 1), due_on=date(2199, 2, 15))
    indicator = Indicator.objects.get(slug=SLUG)
    assert indicator.unit == unit
    now = timezone.now()
    writer = LogActor(people["reporter"])
    save(writer, round_, indicator, RowChange({"T": typed(indicator, "81")}), today=timezone.localdate())
    Upload.objects.create(round=round_, user=people["reporter"], name="v.csv", rows=NO_ROWS, created_at=now)
    Reminder.objects.create(round=round_, user=people["reporter"], occasion="2026-02-15-3", claimed_at=now)
    record(EventKind.LOGIN, writer)
    goal = Goal.objects.filter(unit=unit).order_by("pk").first()
    Assessment.objects.update_or_create(goal=goal, year=2031, round="whole", defaults={"state": "draft"})
    browsers = {role: Client() for role in ROLES}
    for role, user in people.items():
        browsers[role].force_login(user)
    return browsers


def addresses():
    """Yield (name, pattern, model admin or None) of every address of the administration."""
    for part in get_resolver().url_patterns:
        prefix = str(part.pattern)
        if not prefix.startswith("admin/"):
            continue
        if isinstance(part, URLPattern):
            yield part.name or prefix, prefix
        else:
            yield from _inside(part, prefix)


def _inside(resolver, prefix):
    namespace = f"{resolver.namespace}:" if resolver.namespace else ""
    for each in resolver.url_patterns:
        if not isinstance(each, URLPattern):
            yield from ((f"{namespace}{name}", path) for name, path in _inside(each, prefix + str(each.pattern)))
        elif each.name:
            yield namespace + each.name, prefix + str(each.pattern)


def target(name):
    """Return the row that an address is about: one of the unit's, where rows have units."""
    if name.startswith("admin:indicators_outcome"):
        home = Portal.objects.get().municipality
        return Outcome.objects.filter(indicator__slug=SLUG, municipality=home, state="published").latest("year")
    if name.startswith("admin:goals_assessment"):
        return Assessment.objects.get(goal__unit__slug=UNIT, year=2031)
    if name.startswith("admin:auth_user"):
        return get_user_model().objects.get(username="samordnare")
    if name.startswith("admin:indicators_indicator"):
        return Indicator.objects.get(slug=SLUG)
    models = {f"admin:{model._meta.label_lower.replace('.', '_')}": model for model in admin.site._registry}
    return models[name.rpartition("_")[0]].objects.first()


def path_of(name, pattern):
    """Return an address with everything filled in, or None for one that is about no row there is."""
    path = pattern.replace("<int:year>", str(YEAR)).replace("<slug:slug>", SLUG)
    path = path.replace("<int:pk>", str(Upload.objects.get().pk))
    if "object_id" in path or "<id>" in path:
        if not name.startswith("admin:") or name == "admin:view_on_site":
            return None
        row = target(name)
        if row is None:
            return None
        path = path.replace("<path:object_id>", str(row.pk)).replace("<id>", str(row.pk))
        if "history_id" in path:
            path = path.replace("<int:history_id>", str(row.history.last().history_id))
    return None if re.search(r"[<^(]", path) else f"/{path}"


def may(role, name):
    """Tell whether a role may have its form taken in at an address, about a row of the unit."""
    if name in REPORTING:
        return role in REPORTING[name]
    if name.startswith(FOR_ADMINISTRATORS):
        return role == "administrator"
    if name in {"admin:goals_assessment_add", "admin:goals_assessment_change"}:
        return (
            role in {"elsewhere", "reporter", "approver"} | ABOVE
            if name.endswith("add")
            else role in ({"reporter", "approver"} | ABOVE)
        )
    if name == "admin:goals_assessment_restore":
        return role in {"reporter", "approver"} | ABOVE
    if name == "admin:indicators_outcome_restore":
        return role in {"reporter"} | ABOVE
    return role in ABOVE


def written(queries):
    found = {hit[1] for each in queries.captured_queries if (hit := WRITES.match(each["sql"]))}
    return sorted(found - set(TRACES))


@pytest.mark.parametrize("role", ROLES)
def test_every_address_accepts_only_what_the_role_may_write(cast, role):
    wrong, asked = [], 0
    for name, pattern in addresses():
        path = path_of(name, pattern)
        if path is None:
            continue
        assert cast[role].get(path).status_code < 500, path
        sent = SENT | {"_selected_action": str(getattr(target(name), "pk", "")) if "changelist" in name else ""}
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            answer = cast[role].post(path, sent)
            transaction.set_rollback(True)  # each address meets the same rows
        asked += 1
        refused = answer.status_code in {403, 404, 405} or "/konto/" in answer.headers.get("Location", "")
        if not may(role, name) and (touched := written(queries)):
            wrong.append(f"{path} lets {role} write in {touched}")
        is_write = name in REPORTING or name.endswith(("_add", "_change", "_delete", "_restore", "_logins"))
        if is_write and not may(role, name) and not refused:
            wrong.append(f"{path} answers {role} {answer.status_code}")
    assert asked > 100
    assert wrong == []


def test_what_a_role_may_write_is_written(cast):
    """Hold that the walk above sends what would be taken in: the reporter's own value is."""
    address = f"/admin/inmatning/{YEAR}/rutor/"

    assert cast["elsewhere"].post(address, {f"{SLUG}__T": "12,5"}).status_code == 403
    assert cast["reporter"].post(address, {f"{SLUG}__T": "12,5"}).status_code == 200
    assert str(Entry.objects.get().cells.get().value.normalize()) == "12.5"


def test_every_refusal_is_in_the_log_with_who_and_where(cast):
    before = Event.objects.filter(kind=EventKind.REFUSED).count()

    cast["elsewhere"].post(f"/admin/inmatning/{YEAR}/indikator/{SLUG}/", SENT)

    event = Event.objects.filter(kind=EventKind.REFUSED).first()
    assert Event.objects.filter(kind=EventKind.REFUSED).count() == before + 1
    assert (event.actor.username, event.address) == ("annanstans", "127.0.0.1")


def test_role_taken_away_counts_from_the_next_request(cast):
    address = f"/admin/inmatning/{YEAR}/rutor/"
    assert cast["reporter"].post(address, {f"{SLUG}__T": "12,5"}).status_code == 200

    get_user_model().objects.get(username="inmatare").assignments.all().delete()

    assert cast["reporter"].post(address, {f"{SLUG}__T": "13"}).status_code == 403
    assert str(Entry.objects.get().cells.get().value.normalize()) == "12.5"
