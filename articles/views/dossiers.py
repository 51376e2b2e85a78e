"""Dossiers: begun, filled and changed by whoever has the signed address, read by whoever has the plain one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.displaying import reader_of
from articles.dossiers import keeping
from articles.dossiers.files import file_of
from articles.dossiers.keeping import DossierError
from articles.dossiers.models import Dossier
from articles.dossiers.showing import show
from articles.models import Article
from articles.senders.knowing import sender_of
from articles.views.exports import site_of

if TYPE_CHECKING:
    from django.http import HttpRequest

COOKIE = "dossier"
A_YEAR = 365 * 24 * 3600
PRIVATE = {"X-Robots-Tag": "noindex"}


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return _page(request, "dossiers/index.html", _with_current(request))


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    try:
        begun = keeping.begin(title=request.POST.get("title", ""), sender=sender_of(request))
    except DossierError as error:
        messages.error(request, str(error))
        return redirect("dossiers")
    return _kept(request, begun)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A form with a note; sent, it puts the article or the sentence in the reader's dossier, or in a new one."""
    given = request.POST if request.method == "POST" else request.GET
    article = get_object_or_404(Article.objects.for_list(), uid=given.get("article", "")[:10].replace("\0", ""))
    anchor = given.get("at", "")[:60]
    if request.method != "POST":
        page = {"article": article, "anchor": anchor, **_with_current(request)}
        return _page(request, "dossiers/add.html", page)
    current = None if given.get("new") else _current(request)
    try:
        with transaction.atomic():
            kept = current or keeping.begin(title=given.get("title", ""), sender=sender_of(request))
            keeping.put(dossier=kept, article=article, anchor=anchor, note=given.get("note", ""))
    except DossierError as error:
        messages.error(request, str(error))
        return _kept(request, current) if current else redirect(article)
    messages.success(request, _("C’est dans le dossier."))
    return _kept(request, kept)


@require_safe
def dossier(request: HttpRequest, uid: str) -> HttpResponse:
    shown = show(_found(uid), reader_of(request))
    return _page(request, "dossiers/dossier.html", {"shown": shown})


@require_safe
def file(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    made = file_of(show(_found(uid), reader_of(request)), name, site_of(request))
    if made is None:
        raise Http404
    disposition = f'attachment; filename="{name.replace("dossier", f"dossier-{uid}", 1)}"'
    return HttpResponse(made[1], content_type=made[0], headers={**PRIVATE, "Content-Disposition": disposition})


@never_cache
@require_safe
def keep(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """The page for whoever keeps it. To open it makes it the dossier of this browser."""
    found = _opened(uid, key)
    _tell_of_the_former(request, found)
    context = {
        "shown": show(found, reader_of(request)),
        "key": key,
        "shared": site_of(request) + found.get_absolute_url(),
        "kept": site_of(request) + request.path,
    }
    return _remembered(_page(request, "dossiers/keep.html", context), found)


@require_POST
def change(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """One of: rename, annotate, up, remove, destroy."""
    found, do = _opened(uid, key), request.POST.get("do", "")
    if do == "destroy":
        keeping.destroy(dossier=found)
        messages.success(request, _("Le dossier est détruit."))
        return _forgotten(redirect("dossiers"))
    if do == "rename":
        keeping.rename(dossier=found, title=request.POST.get("title", ""))
        return redirect("dossier-keep", uid, key)
    number = request.POST.get("piece", "")
    pieces = found.pieces.select_related("dossier")
    piece = get_object_or_404(pieces, pk=int(number) if number.isascii() and number.isdigit() else 0)
    if do == "annotate":
        keeping.annotate(piece=piece, note=request.POST.get("note", ""))
    elif do == "up":
        keeping.move_up(piece=piece)
    elif do == "remove":
        keeping.take_out(piece=piece)
    return redirect("dossier-keep", uid, key)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    response["X-Robots-Tag"] = PRIVATE["X-Robots-Tag"]
    return response


def _found(uid: str) -> Dossier:
    return get_object_or_404(Dossier, uid=uid)


def _opened(uid: str, key: str) -> Dossier:
    found = _found(uid)
    if not keeping.opens(found, key):
        raise Http404
    return found


def _current(request: HttpRequest) -> Dossier | None:
    """The dossier that this browser keeps, if it still exists."""
    uid, _dot, key = request.COOKIES.get(COOKIE, "").partition(".")
    found = Dossier.objects.filter(uid=uid[:10]).first() if uid and "\0" not in uid else None
    return found if found and keeping.opens(found, key) else None


def _with_current(request: HttpRequest) -> dict[str, Any]:
    found = _current(request)
    return {"current": found, "keep_address": _address_of(found) if found else ""}


def _kept(request: HttpRequest, found: Dossier) -> HttpResponse:
    _tell_of_the_former(request, found)
    return _remembered(redirect(_address_of(found)), found)


def _tell_of_the_former(request: HttpRequest, found: Dossier) -> None:
    """This browser knew the address of another one, which stands nowhere else, and is about to forget it."""
    former = _current(request)
    if former is None or former == found:
        return
    link = format_html('<a href="{}">{}</a>', _address_of(former), former.title or _("Dossier sans titre"))
    words = _("Ce navigateur gardait un autre dossier : {former}. Notez son adresse si vous voulez y revenir.")
    messages.info(request, format_html(words, former=link))


def _address_of(found: Dossier) -> str:
    """The signed one."""
    return reverse("dossier-keep", args=[found.uid, keeping.key_of(found)])


def _remembered(response: HttpResponse, found: Dossier) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        f"{found.uid}.{keeping.key_of(found)}",
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE)
    return response
