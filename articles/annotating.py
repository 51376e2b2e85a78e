"""What extraction found in articles becomes rows: actors, mentions, statements, quotes. Can be run again at any time:
the machine's rows are written anew, and curators' decisions are shown on them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles import arriving, curation
from articles.edges import Ends, edges_of, remove_bare
from articles.enrolling import enrol
from articles.loading import load, load_values, number
from articles.models import Article, Contradiction, Evidence, Mention, MentionedDate, Participant, Quote
from articles.reading import PlacedDate
from articles.rows import (
    Found,
    contradiction_rows,
    date_rows,
    mention_rows,
    participant_rows,
    quote_rows,
    statement_rows,
)
from entities.models import Actor, Relation
from entities.nlp.found import Extraction, FoundContradiction

if TYPE_CHECKING:
    from articles.arriving import Moments


@dataclass(slots=True)
class Before:
    """What stood on articles before their rows were taken out."""

    moments: Moments = field(default_factory=dict)  # since when what is known
    edges: list[int] = field(default_factory=list)


@transaction.atomic
def annotate(
    article: Article,
    extraction: Extraction,
    *,
    version: str,
    dates: Sequence[PlacedDate] = (),
    contradictions: Sequence[FoundContradiction] = (),
) -> curation.Replayed:
    """Write what was found in a stored article. `version` is the extractor's. Tells what became of curators'
    decisions."""
    before = clear([article])
    article.extracted_with, article.extracted_at = version, timezone.now()
    article.save(update_fields=["extracted_with", "extracted_at"])
    put([Found(article, extraction, dates, contradictions)], before)
    replayed = curation.replay(article, is_fresh=True)
    arriving.keep(before.moments)
    return replayed


def clear(articles: Sequence[Article]) -> Before:
    """Take out the rows of stored articles. To be called before the moment of extraction changes."""
    if not articles:
        return Before()
    pks = [article.pk for article in articles]
    before = Before(arriving.moments([one.pk for one in articles if one.extracted_at]))
    Mention.objects.filter(article__in=pks).delete()
    stated = Evidence.objects.filter(article__in=pks)
    before.edges += stated.exclude(relation=None).order_by().values_list("relation_id", flat=True).distinct()
    stated.delete()
    for model in (Quote, MentionedDate, Contradiction):
        model._default_manager.filter(article__in=pks).delete()
    return before


def put(found: Sequence[Found], before: Before) -> None:
    """Write the machine's rows for stored articles that have none."""
    actors = enrol(actor for one in found for actor in one.actors())
    edges = _edges(found, actors)
    load_values(Mention, [row for one in found for row in mention_rows(one, actors)])
    _put_statements(found, actors, edges)
    _put_quotes(found, actors)
    load_values(MentionedDate, [row for one in found for row in date_rows(one)])
    load([row for one in found for row in contradiction_rows(one, actors)])
    remove_bare(before.edges)


def _edges(found: Iterable[Found], actors: Mapping[str, Actor]) -> dict[Ends, Relation]:
    stated = (one for article in found for one in article.extraction.relations)
    return edges_of(
        (actors[one.source], actors[one.target], one.type.value) for one in stated if one.source and one.target
    )


def _put_statements(found: Sequence[Found], actors: Mapping[str, Actor], edges: Mapping[Ends, Relation]) -> None:
    rows = [row for one in found for row in statement_rows(one, actors, edges)]
    number(rows)
    load(rows)
    stated = (one for article in found for one in article.extraction.relations)
    parts = [part for row, one in zip(rows, stated, strict=True) for part in participant_rows(row, one, actors)]
    load_values(Participant, parts)


def _put_quotes(found: Sequence[Found], actors: Mapping[str, Actor]) -> None:
    rows = [row for one in found for row in quote_rows(one, actors)]
    number(rows)
    load(rows)
    about = Quote.about.through
    said = (one for article in found for one in article.extraction.quotes)
    load(
        [
            about(quote=row, actor=actors[key])
            for row, one in zip(rows, said, strict=True)
            for key in dict.fromkeys(one.about)
        ]
    )
