"""What readers say is wrong, and who answers them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GROUPS = {"readers": ("view",), "curators": ("view", "change"), "administrators": ("view", "change")}


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name, verbs in GROUPS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*(_permission(apps, verb) for verb in verbs))


def _permission(apps: StateApps, verb: str) -> object:
    """Permissions are otherwise made after all migrations; Django finds these and leaves them."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="articles", model="remark")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_remark", defaults={"name": f"Can {verb} remark"}
    )
    return permission


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = apps.get_model("auth", "Group").permissions.through.objects
    permissions.filter(permission__codename__in=("view_remark", "change_remark")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(editable=False, max_length=32, unique=True, verbose_name="adresse de suivi"),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("mention", "mention"),
                            ("statement", "énoncé"),
                            ("quote", "citation"),
                            ("contradiction", "contradiction"),
                            ("date", "date"),
                            ("text", "titre ou texte"),
                            ("missing", "oubli"),
                        ],
                        max_length=13,
                        verbose_name="porte sur",
                    ),
                ),
                ("subject", models.JSONField(default=dict, editable=False, verbose_name="objet")),
                ("words", models.TextField(blank=True, verbose_name="mots")),
                ("sentence", models.TextField(blank=True, verbose_name="phrase")),
                ("comment", models.TextField(blank=True, verbose_name="remarque")),
                ("sender", models.CharField(editable=False, max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "à relire"), ("corrected", "corrigé"), ("kept", "relu et maintenu")],
                        default="open",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="réponse")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="répondu le")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="reçu le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "signalement",
                "verbose_name_plural": "signalements",
                "indexes": [
                    models.Index(fields=["sender", "made_at"], name="remark_sender_made_at"),
                    models.Index(fields=["state", "made_at"], name="remark_state_made_at"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="remark_answered_by_somebody",
                    )
                ],
            },
        ),
        migrations.RunPython(allow, forbid),
    ]
