"""Keep who wrote what is told beside the values, so that nobody approves it themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0004_the_log_is_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="note_writers",
            field=models.JSONField(
                blank=True, default=dict, editable=False, verbose_name="vem som har skrivit uppgifterna"
            ),
        ),
    ]
