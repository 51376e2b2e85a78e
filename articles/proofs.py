"""A text as a curator reads it: names, statements and quotes marked, each leading to where it is decided. What is shown
is the text itself, character by character, so that a selection in it has the text's own offsets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.models import Evidence, Mention, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

AROUND = 160  # characters before and after a mention that show its context


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    row: Mention | Evidence | Quote

    def covers(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


def proof(
    text: str, mentions: Iterable[Mention], statements: Iterable[Evidence] = (), quotes: Iterable[Quote] = ()
) -> SafeString:
    """The whole text. Of mentions that overlap, the shortest is marked; of a statement, the words that it rests on."""
    names = [_Span(one.start, one.end, one) for one in mentions]
    triggers = [_Span(one.trigger_start, one.trigger_end, one) for one in statements]
    said = [_Span(one.start, one.end, one) for one in quotes]
    edges = {edge for span in (*names, *triggers, *said) for edge in (span.start, span.end)}
    cuts = sorted({0, len(text)} | {edge for edge in edges if 0 < edge < len(text)})
    pieces = _joined_names(list(pairwise(cuts)), names, triggers + said)
    return format_html_join("", "{}", ((_piece(text, a, b, names, triggers, said),) for a, b in pieces))


def _joined_names(
    pieces: list[tuple[int, int]], names: Sequence[_Span], others: Sequence[_Span]
) -> Iterable[tuple[int, int]]:
    """Pieces of one name that nothing else parts are one."""
    borders = {edge for span in others for edge in (span.start, span.end)}
    at: tuple[int, int] | None = None
    for start, end in pieces:
        if at and start not in borders and _shortest(names, *at) is _shortest(names, start, end):
            at = (at[0], end)
            continue
        if at:
            yield at
        at = (start, end)
    if at:
        yield at


def _piece(
    text: str, start: int, end: int, names: Sequence[_Span], triggers: Sequence[_Span], said: Sequence[_Span]
) -> SafeString:
    shown = format_html("{}", text[start:end])
    if name := _shortest(names, start, end):
        shown = _mark(shown, name.row)
    for kind, spans in (("statement", triggers), ("quote", said)):
        if span := _shortest(spans, start, end):
            address = f"#{kind}-{span.row.pk}"
            shown = format_html('<span class="{} {}" data-at="{}">{}</span>', kind, span.row.status, address, shown)
    return shown


def _mark(words: SafeString, row: Mention | Evidence | Quote) -> SafeString:
    title = f"{row.actor.name} ({row.get_status_display()})" if isinstance(row, Mention) else ""
    return format_html(
        '<mark class="{}"><a href="{}" title="{}">{}</a></mark>',
        row.status, reverse("admin:articles_mention_change", args=[row.pk]), title, words,
    )  # fmt: skip


def _shortest(spans: Iterable[_Span], start: int, end: int) -> _Span | None:
    covering = [span for span in spans if span.covers(start, end)]
    return min(covering, key=lambda span: (span.end - span.start, span.start, span.row.pk), default=None)


def in_context(text: str, mention: Mention) -> SafeString:
    """The mention's words, marked, with what stands around them."""
    begin, end = max(0, mention.start - AROUND), min(len(text), mention.end + AROUND)
    return format_html(
        "{}{}<mark class=\"{}\">{}</mark>{}{}",
        "… " if begin else "", text[begin : mention.start], mention.status, text[mention.start : mention.end],
        text[mention.end : end], " …" if end < len(text) else "",
    )  # fmt: skip
