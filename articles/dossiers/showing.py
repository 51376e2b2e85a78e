"""A dossier as its readers see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.dossiers.models import Dossier, Piece
from articles.models import Article, Evidence
from articles.statements import sentences_of
from entities.folding import fold

if TYPE_CHECKING:
    from articles.displaying import Reader
    from articles.statements import Sentence


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """`sentence` is None for an article, and for a statement that is no longer found in it. `text` is the sentence's
    own, empty where the outlet reserves it."""

    piece: Piece
    article: Article
    sentence: Sentence | None
    text: str

    @property
    def is_lost(self) -> bool:
        return self.piece.is_statement and self.sentence is None


@dataclass(frozen=True, slots=True)
class ShownDossier:
    dossier: Dossier
    pieces: tuple[ShownPiece, ...]


def show(dossier: Dossier, reader: Reader) -> ShownDossier:
    """In a fixed number of queries."""
    pieces = list(
        dossier.pieces.select_related("article__source").order_by("order", "pk").defer(
            "article__raw", "article__lines", "article__search"
        )
    )  # fmt: skip
    stated = _stated({piece.article_id for piece in pieces if piece.is_statement})
    return ShownDossier(dossier, tuple(_shown(piece, stated, reader) for piece in pieces))


def _stated(articles: set[int]) -> dict[tuple[int, str, str], list[Evidence]]:
    """{(article, place, folded sentence): what it states}"""
    found: defaultdict[tuple[int, str, str], list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.counted().filter(article__in=articles).for_display().order_by("start", "pk"):
        found[one.article_id, one.place, fold(one.text)].append(one)
    return found


def _shown(piece: Piece, stated: dict[tuple[int, str, str], list[Evidence]], reader: Reader) -> ShownPiece:
    evidence = stated.get((piece.article_id, piece.place, piece.sentence), [])
    first = [one for one in evidence if one.start == evidence[0].start]
    sentence = next(iter(sentences_of(first, reader)), None)
    text = first[0].text if sentence and sentence.html else ""
    return ShownPiece(piece, piece.article, sentence, text)
