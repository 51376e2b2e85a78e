"""Articles that are stored, read again from their own bytes with the model, rules and authority file of today. A batch
is one transaction: whoever stops in the middle loses no more than that, and goes on later."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db.models import Q

from articles.curation import Replayed, all_locked, corrections_of
from articles.importing.parsed import Unreadable
from articles.importing.storing import STORED
from articles.importing.writing import write_all
from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.reading import Corrections, File, ReadArticle, read_file, read_files
from articles.retrying import retried
from entities.extracting import Extractor
from entities.nlp.pipeline import batches


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one article. `refusal` says why its bytes could not be read: it stays as it was."""

    article: Article
    replayed: Replayed = Replayed()  # noqa: RUF009  # frozen, and holds nothing
    refusal: str = ""


def outdated(articles: ArticleQuerySet, version: str) -> ArticleQuerySet:
    """Those extracted with another version, or whose text or date was corrected since."""
    return articles.exclude(extracted_with=version)


def not_since(articles: ArticleQuerySet, moment: datetime.datetime) -> ArticleQuerySet:
    """Those not extracted since that moment."""
    return articles.filter(Q(extracted_at__lt=moment) | Q(extracted_at__isnull=True))


def reread(articles: ArticleQuerySet, extractor: Extractor, *, today: datetime.date) -> Iterator[Reread]:
    for pks in batches(articles.order_by("pk").values_list("pk", flat=True), STORED):
        reads = read_again(pks, extractor, today=today)
        yield from retried(partial(write_again, reads, extractor, today=today))


ReadAgain = tuple[Article, ReadArticle | Unreadable]


def read_again(pks: Collection[int], extractor: Extractor, *, today: datetime.date) -> list[ReadAgain]:
    """These articles, those of them that are still there, and what is read of each now; nothing is stored."""
    articles = list(Article.objects.filter(pk__in=pks).defer("search", "lines").order_by("pk"))
    asked = corrections_of(articles)
    files = {_file(article): asked[article.pk] for article in articles}
    return list(zip(articles, read_files(files, extractor=extractor, today=today, corrections=files), strict=True))


def write_again(reads: Sequence[ReadAgain], extractor: Extractor, *, today: datetime.date) -> list[Reread]:
    """Store what was read. One that was corrected or imported anew meanwhile is read once more; one that was deleted is
    left out. To be called in a transaction."""
    results: list[Reread] = []
    written: list[tuple[Article, ReadArticle]] = []
    now = all_locked([stored.pk for stored, _ in reads])
    asked = corrections_of(now.values())
    for stored, read in reads:
        article = now.get(stored.pk)
        if article is None:
            continue
        try:
            written.append((article, _as_it_is(article, stored, read, asked[article.pk], extractor, today)))
        except Unreadable as refusal:
            results.append(Reread(article, refusal=str(refusal)))
    replays = write_all(written, extractor)
    results += (Reread(article, replayed) for (article, _), replayed in zip(written, replays, strict=True))
    return sorted(results, key=lambda result: result.article.pk)


def _file(article: Article) -> File:
    return Path(article.import_path or article.uid).name, bytes(article.raw)


def _as_it_is(
    article: Article, stored: Article, read: ReadArticle | Unreadable, asked: Corrections, extractor: Extractor,
    today: datetime.date,
) -> ReadArticle:  # fmt: skip
    if isinstance(read, Unreadable):
        raise read
    if read.corrections == asked and article.sha256 == stored.sha256:
        return read
    name, data = _file(article)
    return read_file(data, name=name, extractor=extractor, today=today, corrections=asked)
