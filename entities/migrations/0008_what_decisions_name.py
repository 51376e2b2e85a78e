"""What a decision names: the state it was taken on, and those taken with it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0007_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="batch",
            field=models.UUIDField(blank=True, db_index=True, editable=False, null=True, verbose_name="lot"),
        ),
        migrations.AddField(
            model_name="decision",
            name="seen",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AlterField(
            model_name="decision",
            name="action",
            field=models.CharField(
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
                    ("date", "corriger la date"),
                    ("text", "corriger le texte"),
                    ("add", "ajouter"),
                    ("recode", "changer le type de l’énoncé"),
                    ("speaker", "corriger qui parle"),
                    ("split", "séparer un événement"),
                    ("join", "réunir des événements"),
                    ("undo", "annuler"),
                ],
                max_length=20,
                verbose_name="décision",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(models.F("subject__everywhere"), name="decision_subject_everywhere"),
        ),
    ]
