"""Files that curators bring, until they are imported."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_runs_that_go_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nom")),
                ("data", models.BinaryField()),
                ("options", models.JSONField(default=dict, editable=False)),
                ("brought_at", models.DateTimeField(auto_now_add=True, verbose_name="reçu le")),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="upload",
                        to="articles.importrun",
                    ),
                ),
            ],
            options={"verbose_name": "fichier apporté", "verbose_name_plural": "fichiers apportés"},
        ),
    ]
