import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.test import RequestFactory

from articles.displaying import ANYBODY, EXTRACT_WORDS, INSIDER, may_see_original, reader_of, shown_text
from articles.models import Article, Source

LONG = "mot " * 200 + "fin."


def article(display: str | None) -> Article:
    return Article(title="Titre", body=LONG, source=Source(display=display) if display else None)


def request_from(address: str, user: User | AnonymousUser | None = None, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address, **headers)
    request.user = user or AnonymousUser()
    return request


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
def test_whoever_reads_on_the_machine_itself_sees_everything(address: str) -> None:
    assert reader_of(request_from(address)) == INSIDER


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::1", "", "unix:"])
def test_everybody_else_is_anybody(address: str) -> None:
    assert reader_of(request_from(address)) == ANYBODY


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
def test_a_proxy_on_the_machine_speaks_for_somebody_else(header: str) -> None:
    assert reader_of(request_from("127.0.0.1", **{header: "192.0.2.7"})) == ANYBODY


def test_staff_see_everything_from_anywhere() -> None:
    assert reader_of(request_from("192.0.2.7", User(is_staff=True))) == INSIDER


def test_staff_who_were_shut_out_do_not() -> None:
    assert reader_of(request_from("192.0.2.7", User(is_staff=True, is_active=False))) == ANYBODY


@pytest.mark.parametrize("display", [None, "full", "extract", "link"])
def test_an_insider_sees_the_whole_text(display: str | None) -> None:
    assert shown_text(article(display), INSIDER).text == LONG


@pytest.mark.parametrize(
    ("display", "words"), [("full", 201), ("extract", EXTRACT_WORDS), (None, EXTRACT_WORDS), ("link", 0)]
)
def test_anybody_sees_what_the_outlet_allows(display: str | None, words: int) -> None:
    assert len(shown_text(article(display), ANYBODY).text.split()) == words


def test_an_extract_is_the_beginning_so_that_offsets_stay_true() -> None:
    shown = shown_text(article("extract"), ANYBODY)
    assert LONG.startswith(shown.text)
    assert not shown.is_whole


def test_a_short_text_is_whole_as_an_extract() -> None:
    short = Article(title="Titre", body="Trois mots seulement.", source=None)
    assert shown_text(short, ANYBODY).is_whole


def test_a_sentence_past_the_extract_is_not_covered_and_a_title_always_is() -> None:
    shown = shown_text(article("link"), ANYBODY)
    assert not shown.covers("body", 3)
    assert shown.covers("title", 3)


@pytest.mark.parametrize(("display", "allowed"), [("full", True), ("extract", False), ("link", False), (None, False)])
def test_the_file_as_it_came_goes_only_with_the_full_text(display: str | None, allowed: bool) -> None:
    assert may_see_original(article(display), ANYBODY) is allowed
