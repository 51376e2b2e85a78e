"""The page of two states, and what curators decide about its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.displaying import reader_of
from articles.dyads import curation
from articles.dyads.page import dyad as dyad_page
from articles.dyads.pairs import dyad_address, forerunners, in_order, pairs, states_of
from articles.views.kept import kept
from entities.curating import curator, told
from entities.models import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CURATES = "articles.change_mention"


@require_safe
@kept
def relations(request: HttpRequest) -> HttpResponse:
    """The pairs of whom most is stated, and a form that leads to any other."""
    one, other = request.GET.get("one", ""), request.GET.get("other", "")
    states = states_of((one.upper(), other.upper())) if one and other else {}
    if len(states) == 2:
        return redirect(dyad_address(one, other))
    return _index(request, asked=(one, other) if one or other else None)


@require_safe
@kept
def dyad(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """The page has one address: codes in capitals, in the order of the alphabet."""
    first, second = in_order(one, other)
    states = states_of((first, second))
    if len(states) < 2:
        return _index(request, asked=(one, other), status=404)
    if (one, other) != (first, second):
        query = request.META.get("QUERY_STRING", "")
        return redirect(dyad_address(first, second) + (f"?{query}" if query else ""), permanent=True)
    shown = dyad_page(states[first], states[second], request.GET, reader_of(request))
    may_curate = request.user.is_staff and request.user.has_perm(CURATES)
    context = {"dyad": shown, "forerunners": forerunners(shown.first, shown.second), "may_curate": may_curate}
    return render(request, "articles/dyad.html", context)


@require_POST
@staff_member_required
@permission_required(CURATES, raise_exception=True)
def decide_events(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Split an event from a statement on, or join it with another."""
    statement, with_ = (request.POST.get(name, "") for name in ("statement", "with"))
    numbers = [int(value) if value.isascii() and value.isdigit() else 0 for value in (statement, with_)]
    reason, by, pair = request.POST.get("reason", ""), curator(request), in_order(one, other)
    if with_:
        told(
            request,
            lambda: curation.join(dyad=pair, statement=numbers[0], other=numbers[1], by=by, reason=reason),
            _("Les événements sont réunis."),
        )
    else:
        told(
            request,
            lambda: curation.split(dyad=pair, statement=numbers[0], by=by, reason=reason),
            _("L’événement est séparé."),
        )
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if is_ours else dyad_address(*pair))


def _index(request: HttpRequest, *, asked: tuple[str, str] | None = None, status: int = 200) -> HttpResponse:
    states = Actor.objects.shown().exclude(code="").in_order()
    return render(request, "articles/dyads.html", {"pairs": pairs(), "states": states, "asked": asked}, status=status)
