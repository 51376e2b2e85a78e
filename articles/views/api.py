"""The addresses of the API: each validates, asks once and answers in JSON."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from articles.api.actors import actor_page, actor_records, actors_asked_for
from articles.api.describing import PAGES, WHOLE
from articles.api.describing import description as described
from articles.api.pages import paged
from articles.displaying import reader_of
from articles.exporting.files import Holding, holding_of
from articles.exporting.gathering import article_records, article_summaries, quote_records, statement_records
from articles.forms import ArticleFilterForm
from articles.models import Article
from articles.views.exports import site_of
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from pydantic import TypeAdapter

P = ParamSpec("P")
READS = ("GET", "HEAD")


def reads(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Refuse whatever would write, in JSON: nothing here needs a token against forgery to be refused."""

    @csrf_exempt
    @wraps(view)
    def refusing(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in READS:
            return _error("method not allowed", 405, {"Allow": ", ".join(READS)})
        return view(request, *args, **kwargs)

    return refusing


@reads
def root(request: HttpRequest) -> HttpResponse:
    names = ("articles", "statements", "quotes", "actors", "description")
    return JsonResponse({name: request.build_absolute_uri(reverse(f"api-{name}")) for name in names})


@reads
def description(request: HttpRequest) -> HttpResponse:
    return JsonResponse(described(site_of(request)), json_dumps_params={"ensure_ascii": False})


@reads
def articles(request: HttpRequest) -> HttpResponse:
    held, notices = _asked(request)
    found = paged(
        held.articles, lambda rows: tuple(article_summaries(rows, held.site)), request.GET, _here(request), notices
    )
    return _json(PAGES["Article"], found)


@reads
def statements(request: HttpRequest) -> HttpResponse:
    held, notices = _asked(request)
    found = paged(
        held.evidence,
        lambda rows: tuple(statement_records(rows, held.reader, held.site)),
        request.GET,
        _here(request),
        notices,
    )
    return _json(PAGES["Statement"], found)


@reads
def quotes(request: HttpRequest) -> HttpResponse:
    held, notices = _asked(request)
    found = paged(
        held.quotes,
        lambda rows: tuple(quote_records(rows, held.reader, held.site)),
        request.GET,
        _here(request),
        notices,
    )
    return _json(PAGES["Quote"], found)


@reads
def article(request: HttpRequest, uid: str) -> HttpResponse:
    found = next(article_records(Article.objects.filter(uid=uid), reader_of(request), site_of(request)), None)
    return _json(WHOLE["ArticlePage"], found) if found else _nothing()


@reads
def actors(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    rows = actors_asked_for(request.GET)
    return _json(PAGES["Actor"], paged(rows, lambda ones: actor_records(ones, site), request.GET, _here(request)))


@reads
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """One that was merged is answered by its canonical one."""
    found = Actor.objects.select_related("canonical").filter(slug=slug).first()
    root_actor = found and (found.canonical or found)
    if found is None or root_actor is None or found.is_hidden or root_actor.is_hidden:
        return _nothing()
    return _json(WHOLE["ActorPage"], actor_page(root_actor, site_of(request)))


@reads
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below the API's."""
    return _nothing()


def _asked(request: HttpRequest) -> tuple[Holding, tuple[str, ...]]:
    form = ArticleFilterForm(request.GET)
    form.is_valid()
    return holding_of(form, reader_of(request), site_of(request)), tuple(form.notices)


def _here(request: HttpRequest) -> str:
    return site_of(request) + request.path


def _json(adapter: TypeAdapter[Any], answer: Any) -> HttpResponse:
    return HttpResponse(adapter.dump_json(answer), content_type="application/json", headers={"X-Robots-Tag": "noindex"})


def _nothing() -> HttpResponse:
    return _error("not found", 404)


def _error(words: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return JsonResponse({"error": words}, status=status, headers=headers)
