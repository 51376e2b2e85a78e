"""What the pages of the workshop share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from entities.models import Actor

WORKSHOP_CSS = {"all": ["css/workshop.css"]}


def page_of(actor: Actor) -> str:
    return reverse("admin:entities_actor_change", args=[actor.pk])
