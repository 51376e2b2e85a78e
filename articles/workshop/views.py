"""The queue: one question at a time, its answers, and what was just done."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import curation
from articles.measuring import precisions, progress, sampled
from articles.vocabulary import MODES, TYPES
from articles.workshop.answering import Several, decide
from articles.workshop.doing import recent_deeds
from articles.workshop.forms import AnswerForm
from articles.workshop.questions import KINDS, Kind, Question, question, questions, tabs
from articles.workshop.showing import asked
from entities.curating import curator, told
from entities.decisions import RIGHT, CurationError
from entities.models import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from articles.workshop.showing import Asked

SKIPPED = "queue_skipped"  # in the session
MOST_SKIPPED = 200
TYPED = ("scope", "name", "published", "reason")  # kept when an answer is refused


def for_curators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Strangers are led to the login, others who may not decide are refused."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    wrapped: Callable[..., HttpResponse] = admin.site.admin_view(checked)
    return wrapped


@for_curators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    kind = _kind(request.GET.get("kind", ""))
    wanted = question(request.GET.get("item", ""))
    return _page(request, kind, wanted)


@for_curators
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """An answer that can't be taken shows its question again, with what was typed and why."""
    kind = _kind(request.POST.get("kind", ""))
    form = AnswerForm(request.POST)
    one = question(request.POST.get("item", ""))
    shown = asked(one) if one else None
    if not shown:
        messages.error(
            request, _("Cette question n’est plus ouverte : quelqu’un y a répondu, ou l’article a été relu.")
        )
        return _page(request, kind, None, status=409)
    if not form.is_valid():
        messages.error(request, _("Cette réponse est incomplète."))
        return _page(request, kind, one, typed=request.POST, status=400)
    try:
        done = decide(shown, form.answer_given(), by=curator(request))
    except CurationError as refusal:
        messages.error(request, str(refusal))
        status = 409 if isinstance(refusal, curation.Outdated) else 400
        offered = refusal.actors if isinstance(refusal, Several) else []
        return _page(request, kind, one, typed=request.POST, offered=offered, status=status)
    messages.success(request, done.told)
    return HttpResponseRedirect(_address(kind))


@for_curators
@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """Set the question aside until the session ends, or take all of those up again."""
    skipped = [] if "clear" in request.POST else [*_skipped(request), request.POST.get("item", "")[:40]]
    request.session[SKIPPED] = skipped[-MOST_SKIPPED:]
    return HttpResponseRedirect(_address(_kind(request.POST.get("kind", ""))))


@for_curators
@require_POST
def undo_batch(request: HttpRequest, batch: UUID) -> HttpResponse:
    get_object_or_404(Decision.objects.filter(batch=batch).order_by("pk")[:1])
    told(request, lambda: curation.undo_batch(batch=batch, by=curator(request)), _("Le lot est annulé."))
    return HttpResponseRedirect(_address(_kind(request.POST.get("kind", ""))))


@for_curators
@require_safe
def precision(request: HttpRequest) -> HttpResponse:
    by_lot = _("Tirée au sort parmi tout ce que la machine a trouvé : c’est la précision du tout, à l’intervalle près.")
    by_queue = _("La file montre d’abord ce qui est douteux : la précision du tout est sans doute plus haute.")
    tables = (
        ("sample", _("Précision d’un échantillon au hasard"), sampled(), by_lot),
        ("read", _("Précision de ce qui a été relu, pour quelque raison que ce soit"), precisions(), by_queue),
    )
    context = {
        **admin.site.each_context(request), "title": _("Précision et avancement"), "tables": tables,
        "progress": progress(),
    }  # fmt: skip
    return TemplateResponse(request, "admin/precision.html", context)


def _page(
    request: HttpRequest, kind: Kind | None, wanted: Question | None, *, typed: Any = None,
    offered: list[Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    skipped = _skipped(request)
    following = questions(kind, skipped=skipped)
    kept = {name: typed.get(name, "") if typed else "" for name in TYPED}
    shown, left = _first_shown(wanted, following)
    context = {
        **admin.site.each_context(request), "title": _("File de relecture"), "asked": shown, "following": left,
        "tabs": tabs(), "kind": kind, "deeds": recent_deeds(curator(request)), "skipped": len(skipped),
        "typed": kept, "offered": offered or [], "types": TYPES, "modes": MODES, "address": _address(kind),
        "ask_url": reverse("queue-answer"),
    }  # fmt: skip
    return TemplateResponse(request, "admin/queue.html", context, status=status)


def _first_shown(wanted: Question | None, following: list[Question]) -> tuple[Asked | None, list[Question]]:
    rest = [one for one in following if wanted is None or one.key != wanted.key]
    order = [wanted, *rest] if wanted else rest
    for at, one in enumerate(order):
        if shown := asked(one):
            return shown, order[at + 1 :]
    return None, []


def _skipped(request: HttpRequest) -> list[str]:
    return list(request.session.get(SKIPPED, []))


def _kind(value: str) -> Kind | None:
    return Kind(value) if value in KINDS else None


def _address(kind: Kind | None) -> str:
    return reverse("queue") + (f"?{urlencode({'kind': kind.value})}" if kind else "")
