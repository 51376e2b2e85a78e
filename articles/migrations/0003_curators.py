"""What curators may do in the catalogue."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GROUP = "curators"
MAY = {
    "article": ("view", "change"),
    "mention": ("view", "change"),
    "source": ("view", "change"),
    "importrun": ("view",),
}


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    group = apps.get_model("auth", "Group").objects.get(name=GROUP)
    # permissions are otherwise made after all migrations; Django finds these and leaves them
    for model, verbs in MAY.items():
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="articles", model=model)
        for verb in verbs:
            permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
            )
            group.permissions.add(permission)


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = apps.get_model("auth", "Group").permissions.through.objects
    permissions.filter(group__name=GROUP, permission__content_type__app_label="articles").delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_mention_is_decided"), ("entities", "0005_curators")]
    operations = [migrations.RunPython(allow, forbid)]
