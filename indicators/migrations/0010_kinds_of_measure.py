from django.db import migrations, models

NEW = ("money", "ratio", "change")
WITHOUT_LIMITS = "index"  # the one older kind whose values may be anything


def put_back(apps, schema_editor):
    """Let the older code keep every value: of its kinds only this one has no limits of its own."""
    for name in ("Indicator", "HistoricalIndicator"):
        rows = apps.get_model("indicators", name).objects.using(schema_editor.connection.alias)
        rows.filter(measure__in=NEW).update(measure=WITHOUT_LIMITS)


MEASURE = models.CharField(
    choices=[
        ("share", "Andel (%)"),
        ("count", "Antal"),
        ("rate", "Antal per invånare eller 1 000 invånare"),
        ("index", "Index, betyg eller poäng"),
        ("money", "Kronor"),
        ("ratio", "Kvot i procent"),
        ("change", "Förändring eller skillnad"),
        ("rank", "Placering"),
        ("category", "Steg på en skala"),
    ],
    max_length=20,
    verbose_name="slag av mått",
)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0009_comparison_margin")]

    operations = [
        migrations.AlterField("historicalindicator", "measure", MEASURE),
        migrations.AlterField("indicator", "measure", MEASURE.clone()),
        migrations.RunPython(migrations.RunPython.noop, put_back, elidable=True),
    ]
