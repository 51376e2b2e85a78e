"""What curators decide about events between two states."""

from django.db import migrations, models

ACTIONS = [
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
    ("split", "séparer un événement"),
    ("join", "réunir des événements"),
    ("undo", "annuler"),
]


class Migration(migrations.Migration):
    dependencies = [("entities", "0006_sources_of_any_length")]
    operations = [
        migrations.AlterField(
            "decision", "action", models.CharField(choices=ACTIONS, max_length=20, verbose_name="décision")
        ),
        migrations.AddIndex("decision", models.Index(models.F("subject__dyad"), name="decision_subject_dyad")),
    ]
