"""What every answer tells a browser to allow, and that no page needs more."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.config.conftest import Walked

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
POLICY = {
    "default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'self'", "form-action 'self'",
    "frame-ancestors 'none'",
}  # fmt: skip
FIXED = {
    "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
DATA = {"application/ld+json", "application/json"}  # scripts of these types are never run


class Inline(HTMLParser):
    """Gathers what a strict policy keeps a browser from doing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value}>")


def inline(html: str) -> list[str]:
    parser = Inline()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("role", ["nobody", "administrator"])
def test_every_answer_is_strict(walked: Walked, role: str) -> None:
    wrong = {}
    for one in walked(role, "GET"):
        policy = {part.strip() for part in one.headers.get("Content-Security-Policy", "").split(";")}
        fixed = {name: one.headers.get(name) for name in FIXED}
        if policy != POLICY or fixed != FIXED or "camera=()" not in one.headers.get("Permissions-Policy", ""):
            wrong[one.name] = (policy, fixed)
    assert wrong == {}


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_nothing_on_the_way_keeps_what_somebody_who_is_signed_in_sees(walked: Walked, role: str) -> None:
    told = {one.name: one.headers.get("Cache-Control", "") for one in walked(role, "GET")}
    assert {name: words for name, words in told.items() if "private" not in words or "no-store" not in words} == {}


@pytest.mark.parametrize("role", ["nobody", "administrator"])
def test_no_page_has_scripts_or_styles_in_it(walked: Walked, role: str) -> None:
    pages = (one for one in walked(role, "GET") if one.headers.get("Content-Type", "").startswith("text/html"))
    assert {one.name: found for one in pages if (found := inline(one.body.decode()))} == {}


def test_what_a_policy_forbids_would_be_seen() -> None:
    html = '<script>1</script><p style="x" onclick="y"><a href=" JavaScript:z">a</a><style>b</style>'
    assert len(inline(html)) == 5
    assert inline('<script src="/a.js"></script><script type="application/ld+json">{}</script>') == []


def test_behind_https_browsers_are_told_to_stay_with_it(client: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/help/", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:evil", "a b", ""])
def test_a_host_that_is_not_ours_is_refused(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


def test_no_address_is_built_from_a_header_that_anybody_sends(client: Client) -> None:
    html = client.get("/", headers={"x-forwarded-host": "evil.example"}).content.decode()
    assert "evil.example" not in html


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_choice_of_language_leads_to_no_other_site(client: Client, where: str) -> None:
    sent = {"language": "en", "next": where}
    assert client.post("/i18n/setlang/", sent, headers={"referer": where}).headers["Location"] == "/"
