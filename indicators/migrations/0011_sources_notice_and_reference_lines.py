import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0010_kinds_of_measure"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="Så som källan heter vid värdena.", max_length=300, unique=True, verbose_name="namn"
                    ),
                ),
                ("about", models.TextField(help_text="Hur uppgifterna har kommit hit.", verbose_name="om källan")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
            ],
            options={
                "verbose_name": "källa",
                "verbose_name_plural": "källor",
                "ordering": ["position", "name"],
            },
        ),
        migrations.AddField(
            model_name="portal",
            name="notice",
            field=models.CharField(
                blank=True,
                help_text="En rad om vem som står bakom uppgifterna. Visas på varje sida; tom rad visas inte.",
                max_length=150,
                verbose_name="upplysning",
            ),
        ),
        migrations.CreateModel(
            name="ReferenceLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="år",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="värde")),
                (
                    "name",
                    models.CharField(
                        help_text="Står vid linjen, till exempel Nationellt mål.", max_length=60, verbose_name="namn"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="källa")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reference_lines",
                        to="indicators.indicator",
                        verbose_name="indikator",
                    ),
                ),
            ],
            options={
                "verbose_name": "referenslinje",
                "verbose_name_plural": "referenslinjer",
                "ordering": ["indicator", "year", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "year", "name"),
                        name="reference_line_once",
                        violation_error_message="Indikatorn har redan en referenslinje med det namnet det året.",
                    )
                ],
            },
        ),
    ]
