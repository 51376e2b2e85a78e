"""A text with its actors linked and its statements findable, escaped slice by slice.

Mentions may lie inside one another (« le ministre japonais » names a person, « japonais » inside it a country). Links
can't: each stretch of text goes to the shortest mention that covers it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

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
    id: str = ""  # its address on the page
    hop: Hop | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """Of a mention whose actor the reader follows: the addresses on the page of those before and after it."""

    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that show one mention, or none; a mention that others lie in has several."""

    start: int
    end: int
    span: Span | None
    is_first: bool = False
    is_last: bool = False


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
    lit = _disjoint(stretches, start, end)
    pieces = _pieces(inside, start, end, {border for one in lit for border in (one.start, one.end)})
    html: list[SafeString] = []
    at = start
    for stretch in lit:
        html.append(_shown(text, pieces, at, stretch.start, start))
        words = _shown(text, pieces, stretch.start, stretch.end, start)
        html.append(format_html('<span class="stated" id="{}" tabindex="-1">{}</span>', stretch.id, words))
        at = stretch.end
    html.append(_shown(text, pieces, at, end, start))
    return _joined(html)


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


def _pieces(spans: Sequence[Span], start: int, end: int, borders: set[int]) -> list[Piece]:
    """The characters from `start` to `end`, cut where another mention is the shortest, and at the borders."""
    edges = {edge for span in spans for edge in (span.start, span.end)}
    cuts = sorted({start, end} | {cut for cut in edges | borders if start < cut < end})
    found: list[Piece] = []
    for begin, stop in pairwise(cuts):
        span = _shortest(spans, begin, stop)
        goes_on = bool(found) and found[-1].span is span and begin not in borders
        found.append(Piece(found.pop().start if goes_on else begin, stop, span))
    places: dict[int, list[int]] = {}
    for place, piece in enumerate(found):
        places.setdefault(id(piece.span), []).append(place)
    first, last = ({every[at] for every in places.values()} for at in (0, -1))
    return [
        replace(piece, is_first=place in first, is_last=place in last) if piece.span else piece
        for place, piece in enumerate(found)
    ]


def _shown(text: str, pieces: Iterable[Piece], start: int, end: int, shift: int) -> SafeString:
    """The pieces from `start` to `end` as HTML; `shift` is the offset of text[0]."""
    inside = (piece for piece in pieces if start <= piece.start and piece.end <= end)
    return _joined(_link(text[piece.start - shift : piece.end - shift], piece) for piece in inside)


def _shortest(spans: Iterable[Span], start: int, end: int) -> Span | None:
    covering = (span for span in spans if span.start <= start and end <= span.end and start < end)
    return min(covering, key=lambda span: (span.end - span.start, span.start), default=None)


def _link(words: str, piece: Piece) -> SafeString:
    span = piece.span
    if not span or not words.strip():
        return format_html("{}", words)
    actor = span.actor
    link = format_html(
        '<a class="named {}{}"{} href="{}" title="{}">{}</a>',
        actor.kind,
        " followed" if span.hop else "",
        format_html(' id="{}"', span.id) if span.id and piece.is_first else "",
        actor.get_absolute_url(),
        span.title or actor.name,
        words,
    )
    return format_html("{}{}", link, _arrows(span.hop)) if span.hop and piece.is_last else link


def _arrows(hop: Hop) -> SafeString:
    """To the occurrence before and to the one after; nothing where there is none."""
    ways = (
        ("prev", hop.previous, gettext("occurrence précédente"), "↑"),
        ("next", hop.next, gettext("occurrence suivante"), "↓"),
    )
    arrows = (way for way in ways if way[1])
    links = format_html_join("", '<a rel="{}" href="#{}" aria-label="{}">{}</a>', arrows)
    return format_html('<span class="hop">{}</span>', links)


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))
