from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_copies")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="is_invented",
            field=models.BooleanField(default=False, editable=False, verbose_name="texte inventé"),
        ),
    ]
