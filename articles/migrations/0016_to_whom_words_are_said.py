import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_known_since_their_article"),
        ("entities", "0011_what_decisions_supersede"),
    ]

    operations = [
        migrations.AddField(
            "quote",
            "addressee",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="quotes_heard",
                to="entities.actor",
                verbose_name="à qui",
            ),
        ),
        migrations.AddField("quote", "addressee_text", models.CharField(blank=True, db_default="", max_length=300)),
    ]
