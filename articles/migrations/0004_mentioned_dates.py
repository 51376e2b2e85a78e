import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_curators")]

    operations = [
        migrations.CreateModel(
            name="MentionedDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(choices=[("title", "titre"), ("body", "texte")], max_length=5)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=100, verbose_name="mots")),
                ("value", models.CharField(max_length=10, verbose_name="date")),
                ("first_day", models.DateField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dates", to="articles.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "date citée",
                "verbose_name_plural": "dates citées",
                "indexes": [models.Index(fields=["first_day", "article"], name="mentioneddate_day_article")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "place", "start"), name="mentioneddate_span_once"),
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="mentioneddate_span_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__regex", r"^\d{4}(-\d{2}(-\d{2})?)?$")),
                        name="mentioneddate_partial_date",
                    ),
                ],
            },
        ),
    ]
