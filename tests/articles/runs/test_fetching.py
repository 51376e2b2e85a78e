"""Addresses are fetched, and none that leads where only this machine can go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles.importing.readers.records import Unfit
from articles.runs import fetching
from articles.runs.fetching import fetch, is_address, is_public

PAGES = {
    "/page": (200, {"Content-Type": "text/html"}, b"<p>Bonjour</p>"),
    "/feed": (200, {"Content-Type": "application/rss+xml; charset=utf-8"}, b"<rss></rss>"),
    "/moved": (302, {"Location": "/page"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/large": (200, {}, b"x" * 5000),
    "/short": (200, {"Content-Length": "5000"}, b"x" * 50),
    "/gone": (410, {}, b""),
}


STOPPED = threading.Event()


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            with suppress(OSError):
                while not STOPPED.wait(0.05):
                    self.wfile.write(b"X")
            return
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    STOPPED.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_fetched_with_what_the_server_says_of_it(site: str) -> None:
    fetched = fetch(f"{site}/feed", limit=1000, allow_private=True)
    assert (fetched.stream.read(), fetched.format) == (b"<rss></rss>", "feed")


def test_redirects_are_followed(site: str) -> None:
    assert fetch(f"{site}/moved", limit=1000, allow_private=True).stream.read() == b"<p>Bonjour</p>"


def test_a_server_that_never_ends_is_hung_up_on(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST", 0.3)
    with pytest.raises((Unfit, OSError)):
        fetch(f"{site}/slow", limit=10**9, allow_private=True)


def test_this_machine_is_not_asked(site: str) -> None:
    with pytest.raises(Unfit, match="private network"):
        fetch(f"{site}/page", limit=1000)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "redirects"),
        ("/large", "More than"),
        ("/gone", "410"),
        ("/file", "Only addresses"),
        ("/short", "after 50 of 5,000"),
    ],
)
def test_what_can_not_be_had_says_why(site: str, path: str, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        fetch(f"{site}{path}", limit=1000, allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001:0:7f00:1::", "ff02::1", "fec0::1", "nonsense",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_addresses_outside_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1]/", "http://0x7f000001/", "http://2130706433/", "http://127.1/", "http://user:pass@127.0.0.1/",
        "http://localhost/", "http://example.org:99999/", "https:///page", "http://exa mple.org/", "http://[::1",
        "http://127.0.0.1\r\nHost: x/",
    ],
)  # fmt: skip
def test_disguised_addresses_of_this_machine_are_refused(address: str) -> None:
    with pytest.raises((Unfit, OSError)):
        fetch(address, limit=1000)


def test_only_web_addresses_are_addresses() -> None:
    assert is_address("HTTPS://example.org/fil.xml")
    assert not is_address("ftp://example.org")
    assert not is_address("file:///etc/passwd")
