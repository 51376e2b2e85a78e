"""Which earlier decision one takes the place of."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0010_alias_trigrams"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="supersedes",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="entities.decision",
            ),
        ),
    ]
