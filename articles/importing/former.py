"""The file that an article had before an import put another in its place: what undoing that import brings back."""

from __future__ import annotations

from articles.models import Article, ImportRun, Replaced


def keep_former(article: Article, run: ImportRun, digest: str) -> None:
    """To be called before the article, locked, gets the file of this digest."""
    if article.sha256 != digest:
        former = {"raw": bytes(article.raw), "sha256": article.sha256}
        Replaced.objects.get_or_create(run=run, article=article, defaults=former)
