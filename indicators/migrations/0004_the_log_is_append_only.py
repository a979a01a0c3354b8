"""Let the database itself refuse changes of the log, and removal of what is younger than 90 days.

On SQLite REPLACE removes a row without asking the trigger that guards removal, so a key is taken once. On PostgreSQL
TRUNCATE asks no trigger of the rows.

Weeding by age stays possible (`manage.py gallra`). A migration that rebuilds the table on SQLite has to make the
triggers anew.
"""

from django.db import migrations

REFUSAL = "Loggen kan bara fyllas på."
SQLITE = (
    f"""
    CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON indicators_event
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;
    """,
    f"""
    CREATE TRIGGER event_is_not_removed BEFORE DELETE ON indicators_event
    WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-90 days')
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;
    """,
    f"""
    CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON indicators_event
    WHEN EXISTS (SELECT 1 FROM indicators_event WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;
    """,  # noqa: S608  nothing in it comes from outside
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at <= now() - interval '90 days' THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
    END $$;
    """,
    """
    CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON indicators_event
    FOR EACH ROW EXECUTE FUNCTION event_is_append_only();
    """,
    """
    CREATE TRIGGER event_is_not_emptied BEFORE TRUNCATE ON indicators_event
    FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
    """,
)
BACK = {
    "sqlite": (
        "DROP TRIGGER event_is_never_changed",
        "DROP TRIGGER event_is_not_removed",
        "DROP TRIGGER event_is_not_replaced",
    ),
    "postgresql": (
        "DROP TRIGGER event_is_not_emptied ON indicators_event",
        "DROP TRIGGER event_is_append_only ON indicators_event",
        "DROP FUNCTION event_is_append_only()",
    ),
}


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_rounds_entries_and_log")]

    operations = [migrations.RunPython(guard, unguard)]
