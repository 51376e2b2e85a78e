"""Orders of work for workers, in parcels."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0018_runs_that_go_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("extraction", "relecture"), ("import", "import")],
                        max_length=10,
                        verbose_name="travail",
                    ),
                ),
                ("again", models.BooleanField(default=False, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="demandé le")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="order",
                        to="articles.importrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "travail",
                "verbose_name_plural": "travaux",
            },
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("items", models.JSONField(editable=False)),
                ("size", models.PositiveIntegerField(verbose_name="articles")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "à faire"), ("done", "fait"), ("failed", "en échec")],
                        default="waiting",
                        max_length=7,
                        verbose_name="état",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="essais")),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("refused", models.JSONField(default=list, editable=False)),
                ("done_at", models.DateTimeField(null=True, verbose_name="fait le")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parcels",
                        to="work.order",
                        verbose_name="travail",
                    ),
                ),
            ],
            options={
                "verbose_name": "lot",
                "verbose_name_plural": "lots",
                "permissions": [("retry_parcel", "Can have failed parcels done again")],
            },
        ),
        migrations.CreateModel(
            name="Carried",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField()),
                ("data", models.BinaryField()),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="carried", to="work.parcel"
                    ),
                ),
            ],
            options={
                "verbose_name": "fichier en route",
                "verbose_name_plural": "fichiers en route",
            },
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "import"), ("run__isnull", True), _connector="XOR"),
                name="order_import_has_run",
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["state", "order"], name="parcel_state_order"),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "done"), ("done_at__isnull", True), _connector="XOR"),
                name="parcel_done_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="carried",
            constraint=models.UniqueConstraint(fields=("parcel", "path"), name="carried_once"),
        ),
    ]
