import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_mentioned_dates"), ("entities", "0006_sources_of_any_length")]

    operations = [
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office", models.CharField(max_length=200, verbose_name="fonction")),
                ("country", models.CharField(max_length=4, verbose_name="pays")),
                (
                    "place",
                    models.CharField(
                        choices=[("title", "titre"), ("body", "texte"), ("caption", "légende")],
                        max_length=7,
                        verbose_name="dans",
                    ),
                ),
                ("caption", models.PositiveSmallIntegerField(null=True)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=300, verbose_name="mots")),
                ("sentence", models.TextField(verbose_name="phrase")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contradictions",
                        to="entities.actor",
                        verbose_name="acteur",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contradictions",
                        to="articles.article",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="entities.actor",
                        verbose_name="titulaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "contradiction",
                "verbose_name_plural": "contradictions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="contradiction_span_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place", "caption"), ("caption__isnull", True), _connector="XOR"),
                        name="contradiction_caption_goes_with_place",
                    ),
                ],
            },
        ),
    ]
