from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_parted_words")]

    operations = [
        migrations.AddField("evidence", "found_at", models.DateTimeField(default=timezone.now, editable=False)),
        migrations.AddField("mention", "found_at", models.DateTimeField(default=timezone.now, editable=False)),
        migrations.AddIndex("article", models.Index(fields=["created_at"], name="article_created_at")),
        migrations.AddIndex("evidence", models.Index(fields=["found_at"], name="evidence_found_at")),
        migrations.AddIndex("mention", models.Index(fields=["found_at"], name="mention_found_at")),
    ]
