"""Articles with the same text or nearly: each copy knows the oldest, and stays an article of its own."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import F, Q

from articles.importing.likeness import NEAR, bands, likeness, shingles
from articles.models import Article

_LOCK = 0x636F7079  # one election at a time: two imports of the same text must see each other


@transaction.atomic
def place(article: Article) -> None:
    """Find whose text the article's is a copy of, or whose are copies of its; its former copies are settled again. To
    be called whenever its body or date has changed."""
    _take_turns()
    runs = shingles(article.body)
    numbers = bands(runs)
    Article.objects.filter(pk=article.pk).update(bands=numbers)
    sharing = Article.objects.filter(bands__overlap=numbers).exclude(pk=article.pk).values_list("pk", "body")
    near = [pk for pk, body in sharing.iterator() if likeness(runs, shingles(body)) >= NEAR] if numbers else []
    _elect(_groups_of([article.pk, *near]))
    article.refresh_from_db(fields=["bands", "copy_of", "similarity"])


@transaction.atomic
def remove(article: Article) -> None:
    """Delete the article. Its copies elect the oldest among them."""
    _take_turns()
    others = _groups_of([article.pk]) - {article.pk}
    article.delete()
    _elect(others)


def _take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _groups_of(pks: Collection[int]) -> set[int]:
    """These articles, what they are copies of, and all other copies of that."""
    oldest = set(Article.objects.filter(pk__in=pks, copy_of__isnull=False).values_list("copy_of_id", flat=True))
    heads = {*pks, *(pk for pk in oldest if pk is not None)}
    return set(Article.objects.filter(Q(pk__in=heads) | Q(copy_of__in=heads)).values_list("pk", flat=True))


def _elect(pks: Collection[int]) -> None:
    """In order of age, each is a copy of the first that it resembles and that is no copy itself."""
    articles = Article.objects.filter(pk__in=pks).only("body", "copy_of", "similarity")
    first_ones: list[tuple[Article, frozenset[str]]] = []
    changed = []
    for article in articles.order_by(F("published_on").asc(nulls_last=True), "pk"):
        runs = shingles(article.body)
        resembled = ((first, likeness(theirs, runs)) for first, theirs in first_ones)
        of, similarity = next(((first, how) for first, how in resembled if how >= NEAR), (None, None))
        if of is None:
            first_ones.append((article, runs))
        if (article.copy_of_id, article.similarity) != (of and of.pk, similarity):
            article.copy_of, article.similarity = of, similarity
            changed.append(article)
    Article.objects.bulk_update(changed, ["copy_of", "similarity"])
