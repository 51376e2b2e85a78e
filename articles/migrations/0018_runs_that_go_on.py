"""Import runs say who started them with which options and how far they came, and can be undone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_facet_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("importrun", "left", models.JSONField(default=list, verbose_name="laissé de côté")),
        migrations.AddField(
            "importrun", "left_count", models.PositiveIntegerField(default=0, verbose_name="hors des articles")
        ),
        migrations.AddField("importrun", "options", models.JSONField(default=dict, verbose_name="options")),
        migrations.AddField("importrun", "positions", models.JSONField(default=dict, editable=False)),
        migrations.AddField(
            "importrun",
            "started_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="par",
            ),
        ),
        migrations.AddField(
            "importrun",
            "state",
            models.CharField(
                choices=[
                    ("running", "en cours"),
                    ("stopped", "interrompu"),
                    ("finished", "terminé"),
                    ("undone", "annulé"),
                ],
                default="finished",
                max_length=8,
                verbose_name="état",
            ),
        ),
        migrations.CreateModel(
            "Replaced",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raw", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="replaced", to="articles.importrun"
                    ),
                ),
            ],
            options={"verbose_name": "fichier remplacé", "verbose_name_plural": "fichiers remplacés"},
        ),
        migrations.AddConstraint(
            "replaced", models.UniqueConstraint(fields=("run", "article"), name="replaced_once_a_run")
        ),
    ]
