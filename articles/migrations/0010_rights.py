"""Who may do what in the catalogue: readers look, curators and administrators decide."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SEEN = ("article", "mention", "evidence", "quote", "contradiction", "source", "importrun")
CHANGED = ("article", "mention", "evidence", "quote", "contradiction", "source")
GROUPS = {"readers": ("view",), "curators": ("view", "change"), "administrators": ("view", "change")}


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name, verbs in GROUPS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        for verb in verbs:
            for model in SEEN if verb == "view" else CHANGED:
                group.permissions.add(_permission(apps, model, verb))


def _permission(apps: StateApps, model: str, verb: str) -> object:
    """Permissions are otherwise made after all migrations; Django finds these and leaves them."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="articles", model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
    )
    return permission


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = apps.get_model("auth", "Group").permissions.through.objects
    new = [f"{verb}_{model}" for verb in ("view", "change") for model in ("evidence", "quote", "contradiction")]
    permissions.filter(group__name="curators", permission__codename__in=new).delete()
    permissions.filter(
        group__name__in=("readers", "administrators"), permission__content_type__app_label="articles"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_surfaces"), ("entities", "0009_rights")]
    operations = [migrations.RunPython(allow, forbid)]
