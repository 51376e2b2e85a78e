"""Pages that take long in a large archive, kept as they were printed for readers who have not signed in."""

from __future__ import annotations

import copy
import re
import zlib
from functools import wraps
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language, override

from articles.displaying import reader_of
from articles.facetting.holding import one_moment
from articles.facetting.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    View = Callable[..., HttpResponse]

_TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+')
_MARK = "\x00"  # no page has it


class _NoPage(Exception):
    """The view leads elsewhere."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


def kept(view: View) -> View:
    """The same page for everybody who asks for it in the same language and may see as much, but for the token that each
    visitor has in forms."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with one_moment():
            return answered(request, *args, **kwargs)

    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not _is_anybody(request):
            return view(request, *args, **kwargs)
        language, asking = get_language() or "fr", _alike(request)
        key = (request.get_host(), request.get_full_path(), language, reader_of(request))
        try:
            packed = remembered(key, lambda: _printed(view, asking, language, *args, **kwargs))
        except _NoPage as other:
            return other.response
        page = zlib.decompress(packed).decode()
        return HttpResponse(page.replace(_MARK, get_token(request)) if _MARK in page else page)

    return wrapper


def _is_anybody(request: HttpRequest) -> bool:
    """Whether nothing on the page may be this visitor's own."""
    return request.method == "GET" and not request.user.is_authenticated and "messages" not in request.COOKIES


def _alike(request: HttpRequest) -> HttpRequest:
    """A request that stays as it is once this one is answered."""
    asking = copy.copy(request)
    asking.META = dict(request.META)
    return asking


def _printed(view: View, request: HttpRequest, language: str, *args: object, **kwargs: object) -> bytes:
    with override(language), one_moment():
        response = view(request, *args, **kwargs)
    if response.status_code != 200:
        raise _NoPage(response)
    return zlib.compress(_TOKEN.sub(_MARK, response.content.decode()).encode(), level=1)
