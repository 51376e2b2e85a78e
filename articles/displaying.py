"""How much of a text a reader may see: the one rule that pages, data and feeds obey.

Press texts belong to their publishers. Staff, and whoever reads on the machine itself, see everything; others what the
outlet's display rule allows, and an extract where the outlet is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from articles.models import Source

if TYPE_CHECKING:
    from django.http import HttpRequest

    from articles.models import Article

EXTRACT_WORDS = 60
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")  # a proxy speaks for somebody else
_FIRST_WORDS = re.compile(rf"\s*(?:\S+\s+){{0,{EXTRACT_WORDS - 1}}}\S+")


@dataclass(frozen=True, slots=True)
class Reader:
    sees_everything: bool = False


ANYBODY = Reader()
INSIDER = Reader(sees_everything=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a body: its first characters, so that spans into the body stay true."""

    text: str
    is_whole: bool

    def covers(self, place: str, end: int) -> bool:
        """Whether the span that ends here lies in what is shown. Titles always are."""
        return place == "title" or end <= len(self.text)


def reader_of(request: HttpRequest) -> Reader:
    return INSIDER if _is_local(request) or _is_staff(request) else ANYBODY


def shown_text(article: Article, reader: Reader) -> Shown:
    rule = article.source.display if article.source else Source.Display.EXTRACT
    if reader.sees_everything or rule == Source.Display.FULL:
        return Shown(article.body, is_whole=True)
    if rule == Source.Display.LINK:
        return Shown("", is_whole=False)
    first_words = _FIRST_WORDS.match(article.body)
    text = first_words.group() if first_words else ""
    return Shown(text, is_whole=text == article.body)


def may_see_original(article: Article, reader: Reader) -> bool:
    """The file as it came holds the whole text: only with a rule that shows the whole text."""
    return reader.sees_everything or bool(article.source and article.source.display == Source.Display.FULL)


def _is_local(request: HttpRequest) -> bool:
    if any(header in request.META for header in FORWARDED):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _is_staff(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_active and user.is_staff)
