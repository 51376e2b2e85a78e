"""A text with its actors linked and its statements findable, escaped slice by slice.

Mentions may lie inside one another (« le ministre japonais » names a person, « japonais » inside it a country). Links
can't: each stretch of text goes to the shortest mention that covers it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from entities.models import Actor

_PARAGRAPHS = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)
_BREAKS = re.compile(r"(?<=\S)[^\S\n]*\n\s*\n")  # what stands between two of them
_BEFORE_A_SIGN = re.compile(r"(?<=«) | (?=[»:;?!])")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text that name an actor; `title` says whom, where the actor's name is not enough."""

    start: int
    end: int
    actor: Actor
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text that a link elsewhere on the page lights up; `id` is unique on the page."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`id` is its address on the page; `html` is safe."""

    id: str
    start: int
    html: SafeString


def marked(text: str, spans: Iterable[Span], stretches: Iterable[Stretch] = (), start: int = 0) -> SafeString:
    """The text as HTML. `start` is where it begins in the text that the offsets speak of."""
    text = _unparted(text)
    end = start + len(text)
    inside = [span for span in spans if span.start < end and span.end > start]
    pieces: list[SafeString] = []
    at = start
    for stretch in _disjoint(stretches, start, end):
        pieces.append(_linked(text, inside, at, stretch.start, start))
        lit = _linked(text, inside, stretch.start, stretch.end, start)
        pieces.append(format_html('<span class="stated" id="{}" tabindex="-1">{}</span>', stretch.id, lit))
        at = stretch.end
    pieces.append(_linked(text, inside, at, end, start))
    return _joined(pieces)


def paragraphs(text: str, spans: Sequence[Span], stretches: Sequence[Stretch] = ()) -> list[Paragraph]:
    """The text cut at its blank lines, each piece marked."""
    found = enumerate(_PARAGRAPHS.finditer(text), 1)
    return [
        Paragraph(f"p{number}", piece.start(), marked(piece.group(), spans, stretches, piece.start()))
        for number, piece in found
    ]


def paragraph_at(text: str, at: int) -> str:
    """The id of the paragraph that holds this character of the text."""
    return f"p{1 + sum(1 for _break in _BREAKS.finditer(text, 0, at + 1))}"


def emphasised(text: str, spans: Iterable[tuple[int, int]], start: int = 0) -> SafeString:
    """The text as HTML with the characters of these spans emphasised, each once. `start` is where the text begins in
    the one that the offsets speak of."""
    text = _unparted(text)
    pieces: list[SafeString] = []
    at = 0
    for begin, end in sorted({(begin - start, end - start) for begin, end in spans}):
        first, last = max(begin, at), min(end, len(text))
        if first < last:
            pieces.append(format_html("{}<em>{}</em>", text[at:first], text[first:last]))
            at = last
    return _joined([*pieces, format_html("{}", text[at:])])


def _unparted(text: str) -> str:
    """No line of it ends with « or begins with the sign that a space sets apart; every character keeps its place."""
    return _BEFORE_A_SIGN.sub("\u00a0", text)


def _disjoint(stretches: Iterable[Stretch], start: int, end: int) -> list[Stretch]:
    """Those that begin in the text, in order and cut so that none overlaps the one before: each keeps a place that can
    be linked to, if an empty one."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if start <= stretch.start < end:
            after = max(stretch.start, kept[-1].end if kept else start)
            kept.append(Stretch(after, max(after, min(stretch.end, end)), stretch.id))
    return kept


def _linked(text: str, spans: Sequence[Span], start: int, end: int, shift: int) -> SafeString:
    """The characters from `start` to `end` with their actors linked; `shift` is the offset of text[0]."""
    inside = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end, *(c for span in inside for c in (span.start, span.end) if start < c < end)})
    pieces: list[SafeString] = []
    covered: Span | None = None
    begun = start
    for cut, following in zip(cuts, [*cuts[1:], end], strict=True):
        covering = _shortest(inside, cut, following)
        if covering is not covered:
            pieces.append(_link(text[begun - shift : cut - shift], covered))
            covered, begun = covering, cut
    pieces.append(_link(text[begun - shift : end - shift], covered))
    return _joined(pieces)


def _shortest(spans: Iterable[Span], start: int, end: int) -> Span | None:
    covering = (span for span in spans if span.start <= start and end <= span.end and start < end)
    return min(covering, key=lambda span: (span.end - span.start, span.start), default=None)


def _link(words: str, span: Span | None) -> SafeString:
    if not span or not words.strip():
        return format_html("{}", words)
    actor = span.actor
    return format_html(
        '<a class="named {}" href="{}" title="{}">{}</a>',
        actor.kind,
        actor.get_absolute_url(),
        span.title or actor.name,
        words,
    )


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))
