from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "articles.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"
