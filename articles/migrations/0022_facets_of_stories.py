"""Facets in memory hold which articles are copies of which; and the day of the last change is asked for on each visit."""

from importlib import import_module

from django.db import migrations, models

former = import_module("articles.migrations.0021_facets_of_quotes")


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_facets_of_quotes")]

    operations = [
        migrations.RunSQL(former.watching(f"{former.NOW} copy_of_id"), former.watching(former.NOW)),
        migrations.AddIndex("article", models.Index(fields=["updated_at"], name="article_updated")),
    ]
