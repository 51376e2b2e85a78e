"""What a form finds, from memory: for the list as a sequence of articles, for its facets as numbers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from django.db import connection

from articles.addresses import Axis, axis_of
from articles.expressions import understood
from articles.facetting.holding import current
from articles.facetting.selecting import Asked
from articles.facetting.words import searching
from articles.forms import RELEVANCE
from articles.models import SEARCH_CONFIG, Article

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from articles.facetting.archive import Archive, Finding, Searching
    from articles.forms import ArticleFilterForm
    from entities.models import Actor

RANKED = 2_000  # of more articles that answer to search words, so many of the newest are put in order of relevance
_RANKING = """
    SELECT id FROM articles_article WHERE id = ANY(%s::bigint[])
    ORDER BY ts_rank(search, to_tsquery(%s::regconfig, %s)) DESC, published_on DESC NULLS LAST, id DESC
    LIMIT %s OFFSET %s
"""  # as `querysets.best_first`


class Answer:
    """The articles that a form finds, in its order, as a paginator takes them."""

    def __init__(self, form: ArticleFilterForm, archive: Archive) -> None:
        self._form, self._archive = form, archive

    @cached_property
    def _searching(self) -> Searching | None:
        return searching(self._form.query) if self._form.query else None

    @cached_property
    def _finding(self) -> Finding:
        return self._find(self._asked(None))

    def _asked(self, without: Axis | None) -> Asked:
        return Asked(tuple(self._form.kept(without)), *(("", "") if without == Axis.YEAR else self._form.dates))

    def _find(self, asked: Asked) -> Finding:
        return self._archive.find(asked, self._searching)

    def counts(self, axes: Collection[Axis], without: Axis | None) -> dict[Axis, tuple[dict[str, int], dict[str, str]]]:
        """How many articles have each value of the axes, and the names of its row; without what was picked of one."""
        if without is None:
            return self._finding.counts(axes, self._asked(None))
        asked = self._asked(without)
        return self._find(asked).counts(axes, asked)

    def times_named(self, actors: Iterable[Actor]) -> dict[int, int]:
        """How many of the articles, whatever their words, name each of the actors."""
        found = self._archive.find(self._asked(None))
        return {actor.pk: found.with_value(axis_of(actor), actor.pk) for actor in actors}

    def count(self) -> int:
        return self._finding.count

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Article]:
        return iter(self[: self.count()])

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> list[Article]: ...
    def __getitem__(self, place: int | slice) -> Article | list[Article]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(self.count())
        pks = self._best(start, stop) if self._form.order == RELEVANCE else self._finding.newest(start, stop)
        articles = {article.pk: article for article in Article.objects.for_list().filter(pk__in=pks)}
        return [articles[pk] for pk in pks if pk in articles]

    def _best(self, start: int, stop: int) -> list[int]:
        """The newest ones in order of relevance, then the others as they are."""
        ranked = self._finding.newest(0, RANKED)
        rest = self._finding.newest(max(start, RANKED), stop) if stop > RANKED else []
        if start >= RANKED:
            return rest
        with connection.cursor() as cursor:
            cursor.execute(_RANKING, [ranked, SEARCH_CONFIG, understood(self._form.query).tsquery, stop - start, start])
            return [*(pk for (pk,) in cursor.fetchall()), *rest]


def answered(form: ArticleFilterForm) -> Answer | None:
    """What the form finds, as of now; None where SQL has to answer."""
    archive = current()
    return Answer(form, archive) if archive else None
