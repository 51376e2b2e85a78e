"""Names spelled nearly so are found by their trigrams."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("entities", "0009_rights")]
    operations = [
        migrations.AddIndex(
            "alias", GinIndex(fields=["folded"], name="alias_folded_trigrams", opclasses=["gin_trgm_ops"])
        ),
    ]
