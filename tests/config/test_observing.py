from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from prometheus_client import REGISTRY

from articles.dossiers import keeping
from config.logs import REQUEST_ID, REQUESTS, Discreet, JsonFormatter
from config.observing import observed
from tests.articles.rows import article_naming

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.test import RequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What is written; `lines.records`."""
    caplog.handler.addFilter(Discreet())
    caplog.set_level(logging.INFO, logger=REQUESTS)
    return caplog


def written(lines: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(JsonFormatter().format(record)) for record in lines.records]


def test_the_id_of_a_proxy_is_kept_and_told(client: Client, lines: pytest.LogCaptureFixture) -> None:
    response = client.get("/help/", headers={"x-request-id": "proxy-0123.4"})
    assert response.headers["X-Request-ID"] == "proxy-0123.4"
    assert {one["request_id"] for one in written(lines) if one["logger"] == REQUESTS} == {"proxy-0123.4"}


@pytest.mark.parametrize("given", ["", "short", "two words", "x" * 65, "<script>alert</script>", "line\nbreak"])
def test_what_is_no_id_is_replaced(client: Client, given: str) -> None:
    one, other = (client.get("/help/", headers={"x-request-id": given}).headers["X-Request-ID"] for _ in range(2))
    assert given not in {one, other} or given == ""
    assert one != other
    assert one.isalnum()


def test_a_line_says_what_became_of_a_request(client: Client, lines: pytest.LogCaptureFixture) -> None:
    client.get("/articles/nothing/")
    (line,) = [one for one in written(lines) if one["logger"] == REQUESTS]
    assert (line["method"], line["path"], line["view"], line["status"]) == ("GET", "/articles/nothing/", "article", 404)
    assert line["milliseconds"] >= 0


def test_no_line_says_what_was_looked_for_or_by_whom(client: Client, lines: pytest.LogCaptureFixture) -> None:
    client.get("/articles/?q=Lavrof&country=JP", REMOTE_ADDR="192.0.2.7", headers={"user-agent": "Browser/9"})
    text = json.dumps(written(lines))
    assert not [word for word in ("Lavrof", "country", "192.0.2.7", "Browser/9") if word in text]


def test_what_opens_a_dossier_is_in_no_line(client: Client, lines: pytest.LogCaptureFixture) -> None:
    dossier = keeping.begin()
    key = keeping.key_of(dossier)
    change = reverse("dossier-change", args=[dossier.uid, key])
    client.get(reverse("dossier-keep", args=[dossier.uid, key]))
    client.get(change)  # refused, which Django tells of with the path
    paths = [one["path"] for one in written(lines) if one["logger"] == REQUESTS]
    assert paths == [f"/dossiers/{dossier.uid}/keep/…/", f"/dossiers/{dossier.uid}/keep/…/change/"]
    assert key not in json.dumps(written(lines))


def test_an_error_is_one_line_with_the_id_and_its_trace(rf: RequestFactory, lines: pytest.LogCaptureFixture) -> None:
    def failing(request: HttpRequest) -> HttpResponse:
        try:
            _ = 1 / 0
        except ZeroDivisionError:
            logging.getLogger("django.request").exception("It failed: %s", request.path, extra={"request": request})
        return HttpResponse(status=500)

    observed(failing)(rf.get("/somewhere/", headers={"x-request-id": "proxy-0123"}))
    error, request = written(lines)
    assert (error["level"], error["request_id"], error["message"]) == ("error", "proxy-0123", "It failed: /somewhere/")
    assert "ZeroDivisionError" in str(error["error"])
    assert request["status"] == 500


def test_what_is_said_once_a_request_is_answered_carries_its_id(
    client: Client, lines: pytest.LogCaptureFixture
) -> None:
    client.get("/nothing/", headers={"x-request-id": "proxy-0123"})
    told = [one for one in written(lines) if one["logger"] == "django.request"]
    assert [one["request_id"] for one in told] == ["proxy-0123"]


def test_who_asks_for_another_host_gets_one_line(client: Client, lines: pytest.LogCaptureFixture) -> None:
    client.get("/", headers={"host": "evil.example"})
    (line,) = [one for one in written(lines) if one["logger"] == "django.security.DisallowedHost"]
    assert "ALLOWED_HOSTS" in str(line["message"])
    assert "error" not in line


def test_an_id_ends_with_its_request(client: Client) -> None:
    client.get("/help/", headers={"x-request-id": "proxy-0123"})
    assert REQUEST_ID.get() == ""


def count(view: str, status: str) -> float:
    return REGISTRY.get_sample_value(
        "trilaterale_requests_total", {"view": view, "method": "GET", "status": status}
    ) or 0.0  # fmt: skip


def test_requests_are_counted_by_view_not_by_address(client: Client) -> None:
    before = count("article", "200"), count("article", "404")
    for _ in range(2):
        client.get(article_naming().get_absolute_url())
    client.get("/articles/nothing/")
    assert (count("article", "200"), count("article", "404")) == (before[0] + 2, before[1] + 1)


def test_addresses_that_lead_nowhere_are_one_count(client: Client) -> None:
    before = count("none", "404")
    client.get("/wp-login.php")
    client.get("/.env")
    assert count("none", "404") == before + 2
