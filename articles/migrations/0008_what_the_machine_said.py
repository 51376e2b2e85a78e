"""What the machine said stays known where a decision shows otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_invented_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="extracted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="given",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="contradiction",
            name="is_decided",
            field=models.BooleanField(default=False, editable=False, verbose_name="décidé par une personne"),
        ),
        migrations.AddField(
            model_name="contradiction",
            name="status",
            field=models.CharField(
                choices=[("proposed", "machine"), ("accepted", "vérifié"), ("rejected", "rejeté")],
                default="proposed",
                max_length=10,
                verbose_name="statut",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="given",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="is_added",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="is_decided",
            field=models.BooleanField(default=False, editable=False, verbose_name="décidé par une personne"),
        ),
        migrations.AddField(
            model_name="mention",
            name="is_added",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="mention",
            name="surface",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="quote",
            name="given",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="quote",
            name="is_added",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="quote",
            name="is_decided",
            field=models.BooleanField(default=False, editable=False, verbose_name="décidé par une personne"),
        ),
        migrations.AlterField(
            model_name="article",
            name="date_basis",
            field=models.CharField(
                choices=[
                    ("stated", "indiquée"),
                    ("inferred", "déduite"),
                    ("unknown", "inconnue"),
                    ("decided", "corrigée"),
                ],
                default="unknown",
                max_length=10,
                verbose_name="date",
            ),
        ),
    ]
