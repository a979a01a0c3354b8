"""What tells that something published has changed; the triggers that write it are made after every `migrate`."""

from django.db import migrations, models

from indicators.models.revision_triggers import drop_triggers


class Migration(migrations.Migration):
    dependencies = [("indicators", "0005_who_wrote_what_is_told")]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.BigIntegerField(verbose_name="tal")),
            ],
            options={"verbose_name": "revision", "verbose_name_plural": "revisioner", "default_permissions": ()},
        ),
        # Last, so that on the way back the triggers go before the table that they write to.
        migrations.RunPython(migrations.RunPython.noop, drop_triggers),
    ]
