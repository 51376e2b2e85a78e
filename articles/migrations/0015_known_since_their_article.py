"""What is there already counts as found when its article came in."""

from django.db import migrations

FILL = """
    UPDATE {table} AS one SET found_at = article.created_at
    FROM articles_article AS article WHERE article.id = one.article_id
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_since_when_it_is_known")]

    operations = [
        migrations.RunSQL(FILL.format(table=table), migrations.RunSQL.noop)
        for table in ("articles_evidence", "articles_mention")
    ]
