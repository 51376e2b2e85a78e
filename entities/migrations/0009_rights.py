"""Who may do what with the authority file: readers look, curators decide, administrators also let people in."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LOOK = {("entities", model): ("view",) for model in ("actor", "alias", "tenure", "decision")}
DECIDE = {
    ("entities", "actor"): ("change",),
    ("entities", "alias"): ("add", "change"),
    ("entities", "tenure"): ("add", "change", "delete"),
    ("entities", "decision"): ("add",),
}
LET_IN = {("auth", "user"): ("view", "add", "change"), ("auth", "group"): ("view",)}
GROUPS = {"readers": (LOOK,), "curators": (LOOK, DECIDE), "administrators": (LOOK, DECIDE, LET_IN)}
NEW = ("readers", "administrators")


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name, rights in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        for right in rights:
            for (app, model), verbs in right.items():
                group.permissions.add(*(_permission(apps, app, model, verb) for verb in verbs))


def _permission(apps: StateApps, app: str, model: str, verb: str) -> object:
    """Permissions are otherwise made after all migrations; Django finds these and leaves them."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
    )
    return permission


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=NEW).delete()
    permissions = apps.get_model("auth", "Group").permissions.through.objects
    permissions.filter(group__name="curators", permission__codename="add_decision").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0008_what_decisions_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(allow, forbid)]
