"""A text as a curator reads it: each mention marked with its state, and leading to where it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html, format_html_join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.models import Mention

AROUND = 160  # characters before and after a mention that show its context


def proof(text: str, mentions: Iterable[Mention]) -> SafeString:
    """The whole text. Of mentions that overlap, the shorter one is marked."""
    pieces: list[tuple[SafeString | str]] = []
    at = 0
    for mention in _disjoint(mentions):
        pieces += [(text[at : mention.start],), (_mark(text[mention.start : mention.end], mention),)]
        at = mention.end
    return format_html_join("", "{}", [*pieces, (text[at:],)])


def in_context(text: str, mention: Mention) -> SafeString:
    """The mention's words, marked, with what stands around them."""
    begin, end = max(0, mention.start - AROUND), min(len(text), mention.end + AROUND)
    return format_html(
        "{}{}<mark class=\"{}\">{}</mark>{}{}",
        "… " if begin else "", text[begin : mention.start], mention.status, text[mention.start : mention.end],
        text[mention.end : end], " …" if end < len(text) else "",
    )  # fmt: skip


def _mark(words: str, mention: Mention) -> SafeString:
    return format_html(
        '<mark class="{}"><a href="{}" title="{}">{}</a></mark>',
        mention.status, reverse("admin:articles_mention_change", args=[mention.pk]),
        f"{mention.actor.name} ({mention.get_status_display()})", words,
    )  # fmt: skip


def _disjoint(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.end - m.start, m.start, m.pk)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
