from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "articles.work"
    label = "work"
    verbose_name = _("Travaux")
    default_auto_field = "django.db.models.BigAutoField"
