"""Since when the catalogue knows what it tells: an article that is read again keeps the moment at which each of its
mentions and statements was first found, so that only what is new counts as new."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from django.db import connection
from django.db.models import F
from django.db.models.functions import Coalesce

from articles.models import Evidence, Mention, Participant
from entities.folding import fold

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Hashable, Iterator, Mapping

    from django.db.models import QuerySet

    Moments: TypeAlias = Mapping[int, Mapping[Hashable, datetime.datetime]]

_ROOT = Coalesce("actor__canonical", "actor")
_SINCE = """
    UPDATE {table} AS found SET found_at = since.moment
    FROM unnest(%s::bigint[], %s::timestamptz[]) AS since(id, moment) WHERE found.id = since.id
"""


class _Row(NamedTuple):
    """A mention is its words in their sentence, for whom; a statement its type and sentence, of whom. Neither is new
    because it stands elsewhere, or is counted otherwise."""

    model: type[Mention | Evidence]
    pk: int
    article: int
    key: Hashable
    found_at: datetime.datetime


def moments(articles: Collection[int]) -> Moments:
    """{article: {what is found in it: when it was first}}; to be asked before their rows are written anew."""
    found: defaultdict[int, dict[Hashable, datetime.datetime]] = defaultdict(dict)
    for row in _rows(articles):
        own = found[row.article]
        own[row.key] = min(own.get(row.key, row.found_at), row.found_at)
    return found


def keep(before: Moments) -> None:
    """Give back to the new rows of these articles the moments of those that they replace."""
    since: defaultdict[type[Mention | Evidence], list[tuple[int, datetime.datetime]]] = defaultdict(list)
    for row in _rows(before):
        if moment := before[row.article].get(row.key):
            since[row.model].append((row.pk, moment))
    with connection.cursor() as cursor:
        for model, pairs in since.items():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(_SINCE.format(table=table), [list(column) for column in zip(*pairs, strict=True)])


def _rows(articles: Collection[int]) -> Iterator[_Row]:
    if not articles:
        return
    for pk, article, found_at, *key in _of(Mention, articles, "place", "sentence", "surface", _ROOT):
        yield _Row(Mention, pk, article, tuple(key), found_at)
    stated = list(_of(Evidence, articles, "type", "text"))
    taking = defaultdict(set)
    parts = Participant.objects.filter(evidence__in=[pk for pk, *_others in stated]).order_by()
    for evidence, part, root in parts.annotate(root=_ROOT).values_list("evidence_id", "part", "root"):
        taking[evidence].add((part, root))
    for pk, article, found_at, type_, text in stated:
        yield _Row(Evidence, pk, article, (type_, fold(text), frozenset(taking[pk])), found_at)


def _of(model: type[Mention | Evidence], articles: Collection[int], *columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    rows = model._default_manager.filter(article__in=articles).order_by()
    return rows.values_list("pk", F("article_id"), "found_at", *columns)
