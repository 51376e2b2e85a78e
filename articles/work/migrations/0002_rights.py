"""Administrators see how far work has come, and have failed parcels done again."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GROUP = "administrators"
NAMES = {"retry": "Can have failed parcels done again"}
RIGHTS = (("order", "view"), ("parcel", "view"), ("parcel", "retry"))


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(*(_permission(apps, model, verb) for model, verb in RIGHTS))


def _permission(apps: StateApps, model: str, verb: str) -> object:
    """Permissions are otherwise made after all migrations; Django finds these and leaves them."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="work", model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": NAMES.get(verb, f"Can {verb} {model}")}
    )
    return permission


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = apps.get_model("auth", "Group").permissions.through.objects
    permissions.filter(group__name=GROUP, permission__content_type__app_label="work").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0001_orders"),
        ("entities", "0009_rights"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(allow, forbid)]
