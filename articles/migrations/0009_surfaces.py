"""The folded words of the mentions there are."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from entities.folding import fold

BATCH = 2000


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    mentions = apps.get_model("articles", "Mention").objects
    last = 0
    while rows := list(mentions.filter(pk__gt=last, surface="").order_by("pk").only("text")[:BATCH]):
        for row in rows:
            row.surface = fold(row.text)[:300]
        mentions.bulk_update(rows, ["surface"])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_what_the_machine_said")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
