"""A generated column can't be changed in place: it goes with its index, and both come anew."""

import django.contrib.postgres.search
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

PARTING = "«»‹›“”„‟‘’‚…—–‐‑−•·€°\u00a0\u2007\u2009\u200a\u200b\u202f\u3000"


def parted(field: str) -> models.Func:
    return models.Func(
        models.F(field),
        models.Value(PARTING),
        models.Value(" " * len(PARTING)),
        function="translate",
        output_field=models.TextField(),
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_ways_and_contexts")]

    operations = [
        migrations.RemoveIndex("article", "article_search"),
        migrations.RemoveField("article", "search"),
        migrations.AddField(
            "article",
            "search",
            models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(parted("title"), config="trilaterale", weight="A"),
                    "||",
                    django.contrib.postgres.search.SearchVector(parted("body"), config="trilaterale", weight="B"),
                    django.contrib.postgres.search.SearchConfig("trilaterale"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex("article", GinIndex(fields=["search"], name="article_search")),
    ]
