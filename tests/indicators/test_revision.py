"""The revision of what is published: whoever changes it, and however, makes a new one."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from goals.models import AnnualSummary, Goal, Report
from indicators.eventlog import LogActor, record
from indicators.models import ComparisonGroup, Indicator, Municipality, Outcome, Revision, Unit
from indicators.models.revision_triggers import keep_triggers, published_tables
from indicators.vocabulary import EventKind
from tests.conftest import BASE_DIR

TABLES = [table for app in ("indicators", "goals") for table in published_tables(apps.get_app_config(app))]
MODELS = {
    model._meta.db_table: model
    for app in ("indicators", "goals")
    for model in apps.get_app_config(app).get_models()
    if model._meta.db_table in TABLES
}


@pytest.fixture
def changes():
    """Return a function that tells whether the revision is another one since it was last asked."""
    seen = [Revision.objects.current()]

    def has_changed():
        seen.append(Revision.objects.current())
        return seen[-1] != seen[-2]

    return has_changed


def with_rows(example_plan):
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            if cursor.fetchone()[0]:
                yield table


def test_every_published_table_makes_a_new_revision_by_sql(example_plan, changes):
    filled = list(with_rows(example_plan))
    assert len(filled) > 15, filled

    for table in filled:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET id = id")  # noqa: S608
        assert changes(), table


def test_every_published_model_makes_a_revision_when_saved(example_plan, changes):
    # An adopted year is never saved again, and what only ties two others together has no model of its own.
    saved = [table for table in with_rows(example_plan) if table in MODELS and MODELS[table] is not AnnualSummary]
    assert len(saved) > 12, saved

    for table in saved:
        MODELS[table].objects.first().save()
        assert changes(), table


def test_every_published_table_tells_of_rows_that_come_and_go(example_plan):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # 4, 8, 16 and 32 are what the catalog calls INSERT, DELETE, UPDATE and TRUNCATE.
            cursor.execute(
                "SELECT relname, tgtype::int & 60 FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
                "WHERE tgname LIKE 'revision_%%'"
            )
            assert dict(cursor.fetchall()) == dict.fromkeys(TABLES, 60)
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'revision_%%'")
            assert sorted(name for (name,) in cursor.fetchall()) == sorted(TABLES * 3)


def test_rows_written_unless_or_until_there_make_a_new_revision(example_plan, changes):
    group, unit = ComparisonGroup.objects.first(), Unit.objects.first()
    group.municipalities.add(Municipality.objects.create(code="9876", name="Långtbortistan"))
    assert changes()
    Unit.objects.bulk_create([Unit(slug="ny", name="Ny"), Unit(slug=unit.slug, name="X")], ignore_conflicts=True)
    assert changes()
    again = [Unit(slug=unit.slug, name="Nytt namn")]
    Unit.objects.bulk_create(again, update_conflicts=True, unique_fields=["slug"], update_fields=["name"])
    assert changes()


def test_a_trigger_that_has_changed_in_the_code_is_made_anew(example_plan, changes):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION revision_bump() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NULL; END $$"
            )
        else:
            cursor.execute("DROP TRIGGER revision_update_indicators_unit")
            cursor.execute(
                "CREATE TRIGGER revision_update_indicators_unit AFTER UPDATE ON indicators_unit BEGIN SELECT 1; END"
            )
    Unit.objects.update(name="Ny")
    assert not changes()

    keep_triggers(apps.get_app_config("indicators"), using="default")
    Unit.objects.update(name="Ny igen")

    assert changes()


def test_an_outcome_that_comes_or_goes_makes_a_new_revision(example_plan, changes):
    outcome = Outcome.objects.first()
    outcome.pk, outcome.year = None, 1950
    outcome.save()
    assert changes()
    Outcome.objects.filter(year=1950).update(comment="Rättad.")
    assert changes()
    Outcome.objects.filter(year=1950).delete()
    assert changes()


@pytest.mark.django_db
@pytest.mark.slow
def test_a_plan_that_is_loaded_makes_a_new_revision(changes):
    call_command("load_plan", BASE_DIR / "fixtures" / "exempel", verbosity=0)

    assert changes()


def test_a_goal_changed_in_the_admin_makes_a_new_revision(example_plan, admin_client, changes):
    goal = Goal.objects.first()
    address = reverse("admin:goals_goal_change", args=[goal.pk])
    form = admin_client.get(address).context["adminform"].form
    changes()
    data = {name: form[name].value() or "" for name in form.fields} | {"title": "Ny lydelse"}
    rows = {"links-TOTAL_FORMS": "0", "links-INITIAL_FORMS": "0", "documents-TOTAL_FORMS": "0"}
    answer = admin_client.post(address, data | rows | {"documents-INITIAL_FORMS": "0"})

    assert answer.status_code == 302, answer.text
    assert changes()


@pytest.mark.django_db
def test_what_no_page_shows_makes_no_revision(changes, django_user_model):
    django_user_model.objects.create(username="ny")
    record(EventKind.LOGIN, LogActor(None, "127.0.0.1"), "ny")
    Report.objects.create(kind="other", message="Hej", created_at="2026-11-29T12:00Z", form_key="a")

    assert not changes()


def test_what_is_taken_back_leaves_the_revision_as_it_was(example_plan, changes):
    with suppress(ZeroDivisionError), transaction.atomic():
        Indicator.objects.update(note="Ny")
        inside = Revision.objects.current()
        raise ZeroDivisionError

    assert not changes()
    Indicator.objects.update(note="Ny igen")
    # A number that was taken back never comes again: somebody may have kept a page under it.
    assert changes()
    assert Revision.objects.current() != inside
