"""The files of a list, an actor and two states: the rows of the page, whole, sent as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.displaying import reader_of
from articles.dyads.page import dyad as dyad_page
from articles.dyads.pairs import in_order, states_of
from articles.dyads.voices import quotes_between
from articles.exporting.files import OF_A_DYAD, OF_A_LIST, OF_AN_ACTOR, RIS, Holding, holding_of
from articles.exporting.references import as_ris, reference
from articles.forms import ArticleFilterForm
from articles.models import Article, Evidence, Quote
from articles.partners import asked_of, statements_asked_for
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from articles.exporting.files import File

AT_ONCE = 32_768  # characters that are sent together


@require_safe
def of_list(request: HttpRequest, name: str) -> HttpResponseBase:
    file = _file(OF_A_LIST, name)
    form = ArticleFilterForm(request.GET)
    form.is_valid()
    return _sent(request, file, holding_of(form, reader_of(request), site_of(request)))


@require_safe
def of_actor(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """The statements that the actor's page tells, or those it is narrowed to, and the quotes by and about it."""
    file = _file(OF_AN_ACTOR, name)
    actor = get_object_or_404(Actor.objects.shown(), slug=slug)
    quotes = Quote.objects.counted()
    holding = Holding(
        articles=Article.objects.mentioning(actor.pk).newest_first(),
        evidence=statements_asked_for(asked_of(actor, request.GET)).newest_first(),
        quotes=(quotes.spoken_by(actor.pk) | quotes.telling_about(actor.pk)).newest_first(),
        reader=reader_of(request),
        site=site_of(request),
    )
    return _sent(request, file, holding)


@require_safe
def of_article(request: HttpRequest, uid: str) -> HttpResponse:
    """Its citation, as RIS."""
    article = get_object_or_404(Article.objects.for_list(), uid=uid)
    headers = {"Content-Disposition": f'attachment; filename="trilaterale-{uid}.ris"'}
    return HttpResponse(as_ris(reference(article, site_of(request))), content_type=RIS, headers=headers)


@require_safe
def of_dyad(request: HttpRequest, one: str, other: str, name: str) -> HttpResponseBase:
    """The statements of the ledger, as the page narrows it, and what each says of the other."""
    file = _file(OF_A_DYAD, name)
    first, second = in_order(one, other)
    states = states_of((first, second))
    if len(states) < 2:
        raise Http404
    reader = reader_of(request)
    page = dyad_page(states[first], states[second], request.GET, reader)
    holding = Holding(
        articles=Article.objects.none(),
        evidence=Evidence.objects.numbered(page.ledger.told).newest_first(),
        quotes=quotes_between(first, second, page.asked).newest_first(),
        reader=reader,
        site=site_of(request),
    )
    return _sent(request, file, holding)


def site_of(request: HttpRequest) -> str:
    """What stands before the path of every address here."""
    return request.build_absolute_uri("/").removesuffix("/")


def _file(files: Mapping[str, File], name: str) -> File:
    if name not in files:
        raise Http404
    return files[name]


def _sent(request: HttpRequest, file: File, holding: Holding) -> HttpResponseBase:
    headers = {
        "Content-Disposition": f'attachment; filename="trilaterale-{file.name}"',
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
    }
    if request.method == "HEAD":
        return HttpResponse(content_type=file.content_type, headers=headers)
    return StreamingHttpResponse(_gathered(file.pieces(holding)), content_type=file.content_type, headers=headers)


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in fewer, larger pieces."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= AT_ONCE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
