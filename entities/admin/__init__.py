"""The workshop, first part: actors, the forms of their names, and the offices they held."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from entities.admin.actors import ActorAdmin
from entities.admin.looks import WORKSHOP_CSS
from entities.admin.names import AliasAdmin
from entities.admin.terms import TenureAdmin
from entities.models import Actor, Alias, Tenure

__all__ = ["WORKSHOP_CSS"]

admin.site.site_header = "Trilatérale"
admin.site.site_title = "Trilatérale"
admin.site.index_title = _("Atelier")

admin.site.register(Actor, ActorAdmin)
admin.site.register(Alias, AliasAdmin)
admin.site.register(Tenure, TenureAdmin)
