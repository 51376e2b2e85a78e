"""An import run taken back whole: its articles go, those that it changed get their former text back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles.copying import remove
from articles.curation import corrections, locked
from articles.dossiers.models import Piece
from articles.importing.parsed import Unreadable
from articles.importing.writing import write
from articles.models import Article, ImportRun, Remark, Replaced, Source
from articles.reading import read_file
from articles.runs.running import alone
from entities.extracting import Extractor
from entities.models import Decision, Relation


class Fate(StrEnum):
    REMOVED = "removed"
    RESTORED = "restored"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one article; `why` it was kept."""

    name: str
    title: str
    fate: Fate
    why: str = ""


DECIDED, COLLECTED, REPORTED, CHANGED = (
    "somebody decided on it", "it lies in a dossier", "a reader reported something", "a later import changed it",
)  # fmt: skip


def undo(
    run: ImportRun, extractor: Callable[[], Extractor], *, today: datetime.date, everything: bool = False
) -> Generator[Undone, None, None]:
    """Each article is a transaction: stopped in the middle, the same call goes on. Articles that somebody decided on,
    collected or reported, and those that a later import changed, are kept unless `everything`. Raises Busy: nobody goes
    on with the run meanwhile, nor undoes it a second time."""
    with alone(run):
        for pk in list(run.replaced.order_by("-pk").values_list("pk", flat=True)):
            if undone := _give_back(pk, extractor, today, everything=everything):
                yield undone
        for pk in list(run.articles.order_by("-pk").values_list("pk", flat=True)):
            if undone := _take_out(pk, run, everything=everything):
                yield undone
        _clear(run)


def why_kept(article: Article, run: ImportRun) -> str:
    """Why undoing the run leaves the article; empty if it doesn't."""
    if Decision.objects.filter(subject__article=article.uid).exists():
        return DECIDED
    if Piece.objects.filter(article=article).exists():
        return COLLECTED
    if Remark.objects.filter(article=article).exists():
        return REPORTED
    return CHANGED if Replaced.objects.filter(article=article).exclude(run=run).exists() else ""


@transaction.atomic
def _take_out(pk: int, run: ImportRun, *, everything: bool) -> Undone | None:
    article = Article.objects.select_for_update(of=("self",)).defer("raw", "lines", "search").filter(pk=pk).first()
    if article is None:
        return None
    why = "" if everything else why_kept(article, run)
    if why:
        return _told(article, Fate.KEPT, why)
    told = _told(article, Fate.REMOVED)
    remove(article)
    return told


@transaction.atomic
def _give_back(pk: int, extractor: Callable[[], Extractor], today: datetime.date, *, everything: bool) -> Undone | None:
    """A later import's replacement takes over what this one kept: undoing that brings it back."""
    kept = Replaced.objects.select_for_update().filter(pk=pk).select_related("run").first()
    if kept is None:
        return None
    article = locked(kept.article_id)
    if article.run_id == kept.run_id:
        kept.delete()  # the run brought the article itself, and changed it afterwards
        return None
    later = Replaced.objects.filter(article=article, pk__gt=kept.pk).order_by("pk").first()
    if later:
        Replaced.objects.filter(pk=later.pk).update(raw=kept.raw, sha256=kept.sha256)
        kept.delete()
        return _told(article, Fate.KEPT, CHANGED)
    if (
        not everything
        and Decision.objects.filter(subject__article=article.uid, made_at__gt=kept.run.started_at).exists()
    ):
        return _told(article, Fate.KEPT, DECIDED)
    _restore(article, kept, extractor(), today)
    kept.delete()
    return _told(article, Fate.RESTORED)


def _restore(article: Article, kept: Replaced, tool: Extractor, today: datetime.date) -> None:
    data = bytes(kept.raw)
    name = Path(article.import_path or article.uid).name
    try:
        read = read_file(data, name=name, extractor=tool, today=today, corrections=corrections(article))
    except Unreadable as reason:
        raise AssertionError("what was read once can be read again") from reason
    article.raw, article.sha256 = data, kept.sha256
    write(article, read, tool)


def _clear(run: ImportRun) -> None:
    """Edges and outlets that nothing needs any more go; the run stays, as undone."""
    Relation.objects.filter(evidence__isnull=True).delete()
    Source.objects.filter(key__startswith="new:", articles__isnull=True, display=Source.Display.EXTRACT).delete()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.UNDONE, finished_at=timezone.now())


def _told(article: Article, fate: Fate, why: str = "") -> Undone:
    return Undone(article.import_path or article.uid, article.title, fate, why)
