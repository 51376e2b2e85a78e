from __future__ import annotations

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from articles.workshop import bringing, exchange
from config.middleware import MOST_FROM_READERS, MOST_FROM_WORKSHOP, not_too_much

pytestmark = pytest.mark.django_db


class Unread(io.BytesIO):
    """A body that says so when somebody reads it."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("it was read")


def sent(path: str, length: int) -> WSGIRequest:
    request = RequestFactory().post(path, b"", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(length)
    request._stream = Unread()  # type: ignore[attr-defined]  # what Django reads the body from
    return request


@pytest.mark.parametrize(
    ("path", "most"), [("/dossiers/begin/", MOST_FROM_READERS), ("/admin/imports/receive/", MOST_FROM_WORKSHOP)]
)
def test_what_is_larger_than_any_form_takes_is_refused_unread(path: str, most: int) -> None:
    guarded = not_too_much(lambda request: HttpResponse("read"))
    assert guarded(sent(path, most + 1)).status_code == 413
    assert guarded(sent(path, most)).content == b"read"


def test_forms_tell_their_own_limits_first() -> None:
    assert max(bringing.LARGEST, exchange.LARGEST) < MOST_FROM_WORKSHOP


def test_the_refusal_is_read_in_both_languages(client: Client) -> None:
    response = client.post("/dossiers/begin/", b"x" * (MOST_FROM_READERS + 1), content_type="text/plain")
    assert response.status_code == 413
    assert "Cet envoi est trop grand" in response.content.decode()
    assert "This is too large" in response.content.decode()


@pytest.mark.parametrize("length", ["", "x", "-1", "²"])
def test_a_length_that_is_none_is_no_error(client: Client, length: str) -> None:
    assert client.get("/help/", CONTENT_LENGTH=length).status_code == 200
