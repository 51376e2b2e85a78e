"""Goes to every address in somebody's name; what a request does is taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.config.addresses import ADDRESSES, known_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.contrib.auth.models import User
    from django.http import HttpResponse

    from tests.config.addresses import Address

# Sessions come and go with every login, and what the site keeps of a request says nothing of articles.
_WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session)(\w+)', re.IGNORECASE)
_REFUSED = {403, 404, 405}


@dataclass(frozen=True, slots=True)
class Visit:
    """`written` are the tables that the request wrote to."""

    name: str
    address: Address
    status: int
    headers: Mapping[str, str]
    body: bytes
    written: frozenset[str]

    @property
    def is_refused(self) -> bool:
        """A stranger is led to the login."""
        is_led = self.status == 302 and self.headers.get("Location", "").startswith("/admin/login/")
        return is_led or self.status in _REFUSED

    @property
    def is_broken(self) -> bool:
        return self.status >= 500

    def told(self) -> tuple[int, str, list[str]]:
        return self.status, self.headers.get("Location", ""), sorted(self.written)


def visits(user: User | None, method: str, keys: Mapping[str, object], *, checks: bool = False) -> Iterator[Visit]:
    """`checks`: as a browser of another site would be met, whose requests have no token."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=checks)
    if user:
        client.force_login(user)
    cookies = client.cookies.output(header="", sep=";")
    known = known_addresses()
    for name, address in ADDRESSES.items():
        if name in known:
            path = re.sub(r"\{(\w+)\}", lambda found: str(keys[found[1]]), address.path)
            yield _visit(client, method, name, address, path)
            client.cookies.clear()
            client.cookies.load(cookies)


def _visit(client: Client, method: str, name: str, address: Address, path: str) -> Visit:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response: HttpResponse = client.generic(method, path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    written = frozenset(found[2] for query in queries if (found := _WRITES.match(query["sql"])))
    return Visit(name, address, response.status_code, response.headers, body, written)
