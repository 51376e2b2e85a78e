"""Articles with the same text or nearly: each copy knows the oldest, and stays an article of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache

from django.db import connection, transaction
from django.db.models import BooleanField, F, Q
from django.db.models.expressions import RawSQL

from articles.importing.likeness import NEAR, bands, likeness, shingles
from articles.models import Article

_LOCK = 0x636F7079  # one election at a time: two imports of the same text must see each other


@transaction.atomic
def place(article: Article) -> None:
    """Find whose text the article's is a copy of, or whose are copies of its; its former copies are settled again. To
    be called whenever its body or date has changed."""
    article.bands = bands_of(article.body)
    Article.objects.filter(pk=article.pk).update(bands=article.bands)
    settle([article])


def bands_of(body: str) -> list[int]:
    return bands(shingles(body))


@transaction.atomic
def settle(articles: Sequence[Article]) -> None:
    """`place` of articles whose `bands` are stored and are those of their bodies."""
    _take_turns()
    grouped = _grouped(articles)
    for article, near in zip(articles, _near(articles), strict=True):
        if near or article.pk in grouped:
            _elect(_groups_of([article.pk, *near]))
            grouped |= {article.pk, *near}
    settled = Article.objects.filter(pk__in=grouped).only("copy_of", "similarity").in_bulk() if grouped else {}
    for article in articles:
        if article.pk in settled:
            article.copy_of_id, article.similarity = settled[article.pk].copy_of_id, settled[article.pk].similarity


def _grouped(articles: Sequence[Article]) -> set[int]:
    """Those that are copies, or have some."""
    own = [article.pk for article in articles]
    found = Article.objects.filter(Q(pk__in=own, copy_of__isnull=False) | Q(copy_of__in=own))
    pairs = found.order_by().values_list("pk", "copy_of_id")
    return {pk for pair in pairs for pk in pair if pk is not None} & set(own)


def _near(articles: Sequence[Article]) -> list[list[int]]:
    """The ids of those with nearly the same text, for each article."""
    numbers = sorted({number for article in articles for number in article.bands})
    own = {article.pk: (set(article.bands), article.body) for article in articles}
    others = Article.objects.filter(_sharing(numbers)).exclude(pk__in=own) if numbers else Article.objects.none()
    texts = own | {pk: (set(theirs), body) for pk, theirs, body in others.values_list("pk", "bands", "body")}
    holding: dict[int, list[int]] = defaultdict(list)
    for pk, (shared, _) in texts.items():
        for number in shared:
            holding[number].append(pk)
    runs = cache(lambda pk: shingles(texts[pk][1]))
    return [
        [
            pk
            for pk in sorted({pk for number in article.bands for pk in holding[number]} - {article.pk})
            if likeness(runs(article.pk), runs(pk)) >= NEAR
        ]
        for article in articles
    ]


def _sharing(numbers: Sequence[int]) -> RawSQL:
    """As `bands__overlap`, with one array, where Django would write each of a thousand numbers into the query."""
    return RawSQL("articles_article.bands && %s::bigint[]", [list(numbers)], output_field=BooleanField())


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
