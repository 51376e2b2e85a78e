"""Statements and quotes as pages print them: who, what, whom, in which words, and how far a reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.displaying import Reader, shown_text
from articles.models import Article, Evidence, Participant, Quote
from articles.vocabulary import RelationWords, is_reciprocal, mode_words, relation_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.vocabulary import Words
    from entities.models import Actor


@dataclass(frozen=True, slots=True)
class Statement:
    """`sentence` is empty where the reader may not see that part of the text; `anchor` is its place on the article's
    page."""

    article: Article
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    parties: tuple[Actor, ...]
    is_reciprocal: bool
    type: str
    words: RelationWords
    mode: str
    mode_words: Words
    said_by: str
    said_by_actor: Actor | None
    sentence: str
    anchor: str
    status: str


@dataclass(frozen=True, slots=True)
class Said:
    """A quote. `text` is empty where the reader may not see that part of the article."""

    article: Article
    speaker: Actor | None
    speaker_text: str
    text: str
    is_direct: bool
    place: str
    start: int
    status: str


def root_of(actor: Actor) -> Actor:
    return actor.canonical or actor


def anchor_of(evidence: Evidence) -> str:
    """The id of its sentence on the article's page: statements of one sentence share it."""
    return f"{evidence.place}-{evidence.start}-{evidence.end}"


def statements_of(evidence: Iterable[Evidence], reader: Reader) -> list[Statement]:
    """In the order given. Expects `for_display()`."""
    return [_statement(one, reader) for one in evidence]


def quotes_of(quotes: Iterable[Quote], reader: Reader) -> list[Said]:
    """In the order given. Expects `for_display()`."""
    return [_said(quote, reader) for quote in quotes]


def _statement(evidence: Evidence, reader: Reader) -> Statement:
    parts: dict[str, dict[int, Actor]] = {part: {} for part in Participant.Part.values}
    for participant in evidence.participants.all():
        actor = root_of(participant.actor)
        parts[participant.part][actor.pk] = actor
    is_seen = shown_text(evidence.article, reader).covers(evidence.place, evidence.end)
    return Statement(
        article=evidence.article,
        sources=tuple(parts[Participant.Part.SOURCE].values()),
        targets=tuple(parts[Participant.Part.TARGET].values()),
        parties=tuple(parts[Participant.Part.PARTY].values()),
        is_reciprocal=is_reciprocal(evidence.type),
        type=evidence.type,
        words=relation_words(evidence.type),
        mode=evidence.mode,
        mode_words=mode_words(evidence.mode),
        said_by=evidence.said_by,
        said_by_actor=_shown_or_none(evidence.said_by_actor),
        sentence=evidence.text if is_seen else "",
        anchor=anchor_of(evidence),
        status=evidence.status,
    )


def _said(quote: Quote, reader: Reader) -> Said:
    is_seen = shown_text(quote.article, reader).covers(quote.place, quote.end)
    return Said(
        article=quote.article,
        speaker=_shown_or_none(quote.speaker),
        speaker_text=quote.speaker_text,
        text=quote.text if is_seen else "",
        is_direct=quote.is_direct,
        place=quote.place,
        start=quote.start,
        status=quote.status,
    )


def _shown_or_none(actor: Actor | None) -> Actor | None:
    """The canonical actor, unless it is hidden."""
    if actor is None:
        return None
    root = root_of(actor)
    return None if root.is_hidden or actor.is_hidden else root
