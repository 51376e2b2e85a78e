"""How the admin tells a curator what became of a decision, and which addresses take one."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.views.decorators.http import require_POST

from entities.decisions import CurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse


def told(request: HttpRequest, act: Callable[[], Any], done: object) -> bool:
    """Take a decision and tell the curator that it was `done`, or why not."""
    try:
        act()
    except CurationError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(done))
    return True


class Refusing(admin.ModelAdmin):
    """A form whose decision can't be taken says why and shows the page as it is."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:  # fmt: skip
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except CurationError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())


def changing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An address that takes a decision: POST only."""
    decorated: Callable[..., HttpResponse] = require_POST(view)
    return decorated


def curator(request: HttpRequest) -> User:
    """Who decides: the admin lets no stranger in."""
    user: User = request.user  # type: ignore[assignment]
    return user
