import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0007_kinds_of_target"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalindicator",
            name="repeats",
            field=models.BooleanField(
                default=False,
                help_text="Källan skriver samma svar också de år då kommunen inte mäter.",
                verbose_name="svaret upprepas mellan mätningar",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="repeats",
            field=models.BooleanField(
                default=False,
                help_text="Källan skriver samma svar också de år då kommunen inte mäter.",
                verbose_name="svaret upprepas mellan mätningar",
            ),
        ),
        migrations.CreateModel(
            name="NationalYear",
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
                ("values", models.TextField(help_text="Kommunkod och värde, som JSON.", verbose_name="värden")),
                ("source", models.CharField(max_length=300, verbose_name="källa")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="länk till källan")),
                ("retrieved_on", models.DateField(blank=True, null=True, verbose_name="hämtad")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("own", "Egen uppgift"),
                            ("national", "Nationell källa"),
                            ("computed", "Egen bearbetning"),
                        ],
                        max_length=10,
                        verbose_name="ursprung",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="national_years",
                        to="indicators.indicator",
                        verbose_name="indikator",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommunernas värden",
                "verbose_name_plural": "kommunernas värden",
                "ordering": ["indicator", "year"],
                "default_permissions": ("view", "delete"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "year"),
                        name="national_year_once",
                        violation_error_message="Kommunernas värden finns redan för den indikatorn och det året.",
                    )
                ],
            },
        ),
    ]
