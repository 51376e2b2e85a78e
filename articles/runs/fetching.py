"""Files at web addresses. Whoever names an address must not reach through us what only this machine can: each host is
resolved once, every address that it has must be public, and the connection goes to the one that was looked at."""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import BinaryIO
from urllib.parse import SplitResult, urljoin, urlsplit

from articles.importing.readers.records import Unfit

AGENT = "Trilaterale (press archive import)"
TIMEOUT = 20  # seconds without an answer
LONGEST = 120  # seconds for all of it
MOST_REDIRECTS = 5
_CHUNK = 2**16
_PORTS = {"http": 80, "https": 443}
_FORMATS = {
    "text/html": "", "application/xhtml+xml": "html", "application/rss+xml": "feed", "application/atom+xml": "feed",
    "application/rdf+xml": "feed", "text/csv": "csv", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
    "application/json": "jsonl", "application/warc": "warc", "text/rtf": "rtf", "application/rtf": "rtf",
}  # fmt: skip
PRIVATE = "The address leads to this machine or into a private network (--allow-private lets it)."


@dataclass(frozen=True, slots=True)
class Fetched:
    """`format` is what the server tells; empty: the bytes will."""

    stream: BinaryIO
    format: str


def is_address(argument: str) -> bool:
    return argument.lower().startswith(("http://", "https://"))


def fetch(address: str, *, limit: int, allow_private: bool = False) -> Fetched:
    """The file at the address, after redirects. Raises Unfit, or OSError where nobody answers."""
    deadline = time.monotonic() + LONGEST
    for _step in range(MOST_REDIRECTS + 1):
        parts = _checked(address)
        connection = _connection(parts, allow_private=allow_private)
        patience = Timer(max(deadline - time.monotonic(), 0), _hang_up, [connection])  # some send a byte a minute
        patience.start()
        try:
            response = _asked(connection, parts)
            if response.status in {301, 302, 303, 307, 308}:
                address = urljoin(address, response.getheader("Location") or "")
                continue
            if response.status != 200:
                raise Unfit(f"The server answers {response.status} {response.reason}.")
            data = _body(response, limit, deadline)
            return Fetched(io.BytesIO(data), _format(response.getheader("Content-Type") or ""))
        except http.client.HTTPException as error:
            raise Unfit(f"The server answers with something that is no HTTP: {type(error).__name__}.") from error
        finally:
            patience.cancel()
            connection.close()
    raise Unfit(f"More than {MOST_REDIRECTS} redirects.")


def _hang_up(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError):
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # raises for what is no port
    except ValueError as error:
        raise Unfit(f"This is no web address: {error}") from error
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        raise Unfit("Only addresses of http and https are fetched.")
    if parts.username or parts.password:
        raise Unfit("Addresses with a name and a password are not fetched.")
    if not address.isascii() or any(c <= " " for c in address):
        raise Unfit("The address holds blanks or letters that must be escaped.")
    return parts


def _connection(parts: SplitResult, *, allow_private: bool) -> http.client.HTTPConnection:
    """To the very address that was judged: the name is not looked up a second time."""
    scheme, host = parts.scheme.lower(), parts.hostname or ""
    port = parts.port or _PORTS[scheme]
    reached = _resolved(host, port, allow_private=allow_private)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    raw = socket.create_connection((reached, port), TIMEOUT)
    try:
        connection.sock = (
            ssl.create_default_context().wrap_socket(raw, server_hostname=host) if scheme == "https" else raw
        )
    except (ssl.SSLError, OSError):
        raw.close()
        raise
    return connection


def _resolved(host: str, port: int, *, allow_private: bool) -> str:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise Unfit(PRIVATE)
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is somewhere on the internet. One that holds another (mapped, 6to4, Teredo, NAT64) is
    judged by that too."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip in ipaddress.ip_network("64:ff9b:1::/48"):
            return False
    held = [one for one in inner if one is not None]
    if held and isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return all(map(_is_global, held))
    return _is_global(ip) and all(map(_is_global, held))


def _is_global(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    is_local = isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local  # of old, and global to Python
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or is_local)


def _asked(connection: http.client.HTTPConnection, parts: SplitResult) -> http.client.HTTPResponse:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"})
    return connection.getresponse()


def _body(response: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    """A body that is sent compressed though nobody asked for it is told by its first bytes, as a file is."""
    parts: list[bytes] = []
    length = 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        length += len(chunk)
        if length > limit:
            raise Unfit(f"More than {limit:,} bytes.")
        if time.monotonic() > deadline:
            raise Unfit(f"Not here after {LONGEST} seconds.")
    promised = response.getheader("Content-Length") or ""
    if not response.chunked and promised.isdecimal() and length < int(promised):
        raise Unfit(f"The answer breaks off after {length:,} of {int(promised):,} bytes.")
    return b"".join(parts)


def _format(content_type: str) -> str:
    return _FORMATS.get(content_type.partition(";")[0].strip().lower(), "")
