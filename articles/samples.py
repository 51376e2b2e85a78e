"""Invented articles in the catalogue: put in by the same import as any file, and taken out again whole."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from articles.bare import PATH as BARE_PATH
from articles.bare import remove_bare
from articles.copying import remove
from articles.importing.storing import Stored, import_files
from articles.leaving import forget_unnamed
from articles.models import Article, ImportRun, Source
from articles.sampling.making import invent
from entities.extracting import Extractor
from entities.models import Relation


def folder() -> Path:
    """Where the files lie: beside the database, never among the project's own."""
    return Path(settings.STATE) / "sample"


def add_sample(count: int, extractor: Callable[[], Extractor], *, seed: int, today: datetime.date) -> Iterator[Stored]:
    """Write so many files and import them. The same count and seed again change nothing."""
    here = folder() / str(seed)
    here.mkdir(parents=True, exist_ok=True)
    paths = []
    for one in invent(count, seed=seed, authority=extractor().authority, until=today):
        path = here / one.name
        path.write_text(one.text, encoding="utf-8")
        paths.append(path)
    results = import_files(paths, extractor, today=today)
    while stored := _marked(results):
        yield stored


@transaction.atomic
def _marked(results: Iterator[Stored]) -> Stored | None:
    """The next article, stored and marked as invented in one transaction; None when there is no more."""
    stored = next(results, None)
    if stored and stored.article:
        Article.objects.filter(pk=stored.article.pk).update(is_invented=True)
    return stored


@transaction.atomic
def remove_sample() -> int:
    """Take out every invented article, with the actors, outlets, edges and runs that nothing else needs."""
    invented = list(Article.objects.filter(is_invented=True).exclude(run__paths=[BARE_PATH]).only("pk"))
    runs = set(Article.objects.filter(is_invented=True).values_list("run", flat=True))
    sources = set(Article.objects.filter(is_invented=True).values_list("source", flat=True))
    for article in invented:
        remove(article)
    bare = remove_bare()
    Relation.objects.filter(evidence__isnull=True).delete()
    Source.objects.filter(pk__in=sources, articles__isnull=True, display=Source.Display.EXTRACT).delete()
    ImportRun.objects.filter(pk__in=runs, articles__isnull=True).delete()
    forget_unnamed()
    shutil.rmtree(folder(), ignore_errors=True)
    return len(invented) + bare
