"""Everything that a curator may decide on the page of one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles import curation
from articles.models import Article, Contradiction, Evidence, Mention, Place, Quote
from articles.proofs import proof
from articles.remarks import statement_in_words
from articles.vocabulary import MODES, TYPES, mode_words
from entities.decisions import HistoryLine, history
from entities.models import Decision
from entities.nlp.found import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from articles.vocabulary import RelationWords, Words

_IN_ORDER = ("-place", "start", "pk")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing found, in words, with the version that an answer on it names."""

    kind: str
    item: Mention | Evidence | Quote | Contradiction
    words: str
    seen: str

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.item.pk}"


@dataclass(frozen=True, slots=True)
class Reviewed:
    article: Article
    title: SafeString
    body: SafeString
    mentions: tuple[Row, ...]
    statements: tuple[Row, ...]
    quotes: tuple[Row, ...]
    contradictions: tuple[Row, ...]
    seen: Mapping[str, str]  # by field
    history: list[HistoryLine]
    types: Mapping[str, RelationWords]
    modes: Mapping[str, Words]


def reviewed(article: Article) -> Reviewed:
    mentions = list(article.mentions.select_related("actor").order_by(*_IN_ORDER))
    told = article.evidence.prefetch_related("participants__actor__canonical")
    statements = list(told.order_by(*_IN_ORDER))
    quotes = list(article.quotes.select_related("speaker").order_by(*_IN_ORDER))
    disputed = list(article.contradictions.select_related("actor", "holder").order_by("place", "start", "pk"))
    marked = {
        place: proof(
            article.title if place == Place.TITLE else article.body,
            [one for one in mentions if one.place == place],
            [one for one in statements if one.place == place],
            [one for one in quotes if one.place == place],
        )
        for place in Place.values
    }
    return Reviewed(
        article, marked[Place.TITLE], marked[Place.BODY],
        tuple(_row("mention", one, one.actor.name) for one in mentions),
        tuple(_row("statement", one, _told(one)) for one in statements),
        tuple(_row("quote", one, one.speaker.name if one.speaker else one.speaker_text) for one in quotes),
        tuple(_row("contradiction", one, f"{one.office} : {one.holder.name}") for one in disputed),
        {field: curation.field_version(article, field) for field in ("published", "title", "body")},
        history(Decision.objects.filter(subject__article=article.uid)), TYPES, MODES,
    )  # fmt: skip


def _told(one: Evidence) -> str:
    words = statement_in_words(one)
    return words if one.mode == Mode.ASSERTED else f"{words} ({mode_words(one.mode)})"


def _row(kind: str, item: Mention | Evidence | Quote | Contradiction, words: str) -> Row:
    return Row(kind, item, words, curation.version(item))
