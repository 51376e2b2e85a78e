"""Since when the catalogue knows what it tells: an article that is read again keeps the moment at which each of its
mentions and statements was first found, so that only what is new counts as new."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from articles.models import Evidence, Mention
from articles.statements import root_of
from entities.folding import fold

if TYPE_CHECKING:
    import datetime
    from collections.abc import Hashable, Iterable, Mapping

    from articles.models import Article

    Moments: TypeAlias = Mapping[Hashable, datetime.datetime]


def moments(article: Article) -> Moments:
    """{what is found in the article: when it was first}; to be asked before its rows are written anew."""
    found: dict[Hashable, datetime.datetime] = {}
    if article.extracted_at is None:
        return found
    for row in _rows(article):
        key = _key(row)
        found[key] = min(found.get(key, row.found_at), row.found_at)
    return found


def keep(article: Article, before: Moments) -> None:
    """Give back to the new rows the moments of those that they replace."""
    if not before:
        return
    since: defaultdict[tuple[type[Mention | Evidence], datetime.datetime], list[int]] = defaultdict(list)
    for row in _rows(article):
        if moment := before.get(_key(row)):
            since[type(row), moment].append(row.pk)
    for (model, moment), pks in since.items():
        model._default_manager.filter(pk__in=pks).update(found_at=moment)


def _rows(article: Article) -> Iterable[Mention | Evidence]:
    yield from article.mentions.select_related("actor__canonical")
    yield from article.evidence.prefetch_related("participants__actor__canonical")


def _key(row: Mention | Evidence) -> Hashable:
    """A mention is its words in their sentence, for whom; a statement its type and sentence, of whom. Neither is new
    because it stands elsewhere, or is counted otherwise."""
    if isinstance(row, Mention):
        return row.place, row.sentence, row.surface, root_of(row.actor).pk
    taking = frozenset((one.part, root_of(one.actor).pk) for one in row.participants.all())
    return row.type, fold(row.text), taking
