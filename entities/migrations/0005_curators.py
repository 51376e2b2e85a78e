"""The action that gives an article another source, and the group of those who curate."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GROUP = "curators"
MAY = {
    "actor": ("view", "change"),
    "alias": ("view", "add", "change"),
    "tenure": ("view", "add", "change", "delete"),
    "decision": ("view",),
}


def make_group(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    # permissions are otherwise made after all migrations; Django finds these and leaves them
    for model, verbs in MAY.items():
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="entities", model=model)
        for verb in verbs:
            permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
            )
            group.permissions.add(permission)


def remove_group(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0004_authority_load"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.AlterField(
            "decision",
            "action",
            models.CharField(
                "décision",
                max_length=20,
                choices=[
                    ("rename", "renommer"),
                    ("retype", "changer le type"),
                    ("alias", "ajouter une forme"),
                    ("suppress", "écarter une forme"),
                    ("restore_alias", "rétablir une forme"),
                    ("merge", "fusionner"),
                    ("unmerge", "séparer"),
                    ("hide", "masquer"),
                    ("restore", "rétablir"),
                    ("accept", "confirmer"),
                    ("reject", "rejeter"),
                    ("relink", "attribuer à un autre"),
                    ("attribute", "changer la source"),
                    ("undo", "annuler"),
                ],
            ),
        ),
        migrations.RunPython(make_group, remove_group),
    ]
