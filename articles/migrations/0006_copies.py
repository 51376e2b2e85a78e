import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_contradictions")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="bands",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="copy_of",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="articles.article",
                verbose_name="copie de",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="similarity",
            field=models.FloatField(editable=False, null=True, verbose_name="ressemblance"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(fields=["bands"], name="article_bands"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("copy_of", models.F("id")), _negated=True), name="article_copy_of_another"
            ),
        ),
    ]
