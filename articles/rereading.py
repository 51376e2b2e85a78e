"""Articles that are stored, read again from their own bytes with the model, rules and authority file of today. Each is
one transaction: whoever stops in the middle loses nothing and goes on later."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db.models import Q

from articles.curation import Replayed, corrections, locked
from articles.importing.parsed import Unreadable
from articles.importing.writing import write
from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.reading import File, ReadArticle, read_file, read_files
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
    for pks in batches(articles.order_by("pk").values_list("pk", flat=True)):
        batch = list(Article.objects.filter(pk__in=pks).defer("search", "lines").order_by("pk"))
        files = {_file(article): corrections(article) for article in batch}
        reads = read_files(files, extractor=extractor, today=today, corrections=files)
        for article, read in zip(batch, reads, strict=True):
            yield retried(partial(_reread, article, read, extractor, today))


def _file(article: Article) -> File:
    return Path(article.import_path or article.uid).name, bytes(article.raw)


def _reread(stored: Article, read: ReadArticle | Unreadable, extractor: Extractor, today: datetime.date) -> Reread:
    """Store what was read ahead, or what is read now if the article was corrected or imported anew meanwhile."""
    article = locked(stored.pk)
    try:
        if isinstance(read, Unreadable):
            raise read
        asked = corrections(article)
        if read.corrections != asked or article.sha256 != stored.sha256:
            name, data = _file(article)
            read = read_file(data, name=name, extractor=extractor, today=today, corrections=asked)
    except Unreadable as refusal:
        return Reread(article, refusal=str(refusal))
    return Reread(article, write(article, read, extractor))
