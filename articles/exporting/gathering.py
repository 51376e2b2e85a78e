"""From the database to records: in the order of the query, a batch at a time, so that memory stays flat however many
there are. What an outlet reserves is left out here, once for all files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db.models import Count, F, Prefetch
from django.db.models.functions import Coalesce

from articles.displaying import shown_text
from articles.exporting.records import (
    ActorName,
    ArticleRecord,
    ArticleSummary,
    Kind,
    Named,
    Outlet,
    QuoteRecord,
    StatementRecord,
    Where,
)
from articles.models import Article, Evidence, Mention, Participant, Quote
from articles.statements import anchor_of, root_of
from articles.vocabulary import is_reciprocal, relation_words
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Manager

    from articles.displaying import Reader
    from articles.querysets import ArticleQuerySet, EvidenceQuerySet, QuoteQuerySet

T = TypeVar("T")

BATCH = 200  # rows held at a time
WEB = ("https://", "http://")
_NEVER = ("raw", "lines", "search")
NEVER_SENT = (
    *_NEVER,
    *(f"copy_of__{field.name}" for field in Article._meta.concrete_fields if field.name not in {"id", "uid"}),
)


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    every = iter(rows)
    while batch := list(islice(every, size)):
        yield batch


def article_summaries(articles: ArticleQuerySet, site: str) -> Iterator[ArticleSummary]:
    """`site` is what stands before the path of an address: « https://example.org »."""
    for batch in batches(_light(articles).defer(*NEVER_SENT, "body").iterator(chunk_size=BATCH)):
        named, statements, quotes = names_in(batch), _counts(Evidence.objects, batch), _counts(Quote.objects, batch)
        for one in batch:
            yield ArticleSummary(
                **_summary(one, named.get(one.pk, ()), site),
                statement_count=statements.get(one.pk, 0),
                quote_count=quotes.get(one.pk, 0),
            )


def article_records(articles: ArticleQuerySet, reader: Reader, site: str) -> Iterator[ArticleRecord]:
    """With what each article states and quotes."""
    evidence = Evidence.objects.counted().select_related("said_by_actor__canonical")
    quotes = Quote.objects.counted().select_related("speaker__canonical", "addressee__canonical")
    found = _light(articles).prefetch_related(
        Prefetch("evidence", _with_participants(evidence).order_by("-place", "start", "pk"), "stated"),
        Prefetch("quotes", quotes.prefetch_related("about__canonical").order_by("-place", "start", "pk"), "quoted"),
    )
    for batch in batches(found.iterator(chunk_size=BATCH)):
        named = names_in(batch)
        for one in batch:
            yield _article(one, named.get(one.pk, ()), reader, site)


def statement_records(evidence: EvidenceQuerySet, reader: Reader, site: str) -> Iterator[StatementRecord]:
    for one in evidence.for_display().iterator(chunk_size=BATCH):
        yield statement_record(one, reader, site)


def quote_records(quotes: QuoteQuerySet, reader: Reader, site: str) -> Iterator[QuoteRecord]:
    for one in quotes.for_display().iterator(chunk_size=BATCH):
        yield quote_record(one, reader, site)


def statement_record(evidence: Evidence, reader: Reader, site: str) -> StatementRecord:
    """Expects `for_display()`."""
    article = evidence.article
    is_seen = shown_text(article, reader).covers(evidence.place, evidence.end)
    begin, end = (max(at - evidence.start, 0) for at in (evidence.trigger_start, evidence.trigger_end))
    return StatementRecord(
        id=evidence.pk,
        url=f"{site}{article.get_absolute_url()}#{anchor_of(evidence)}",
        article=article.uid,
        title=article.title,
        published=article.published,
        outlet=article.source.name if article.source else "",
        type=evidence.type,
        score=relation_words(evidence.type).score,
        mode=evidence.mode,
        way=evidence.way,
        contexts=tuple(evidence.contexts),
        told_on=evidence.told_on,
        is_reciprocal=is_reciprocal(evidence.type),
        sources=_taking(evidence, Participant.Part.SOURCE),
        targets=_taking(evidence, Participant.Part.TARGET),
        parties=_taking(evidence, Participant.Part.PARTY),
        said_by=evidence.said_by if is_seen else "",
        said_by_actor=_name_or_none(evidence.said_by_actor),
        sentence=evidence.text if is_seen else "",
        words=evidence.text[begin:end] if is_seen else "",
        place=cast("Where", evidence.place),
        certainty=evidence.certainty,
        status=evidence.status,
    )


def quote_record(quote: Quote, reader: Reader, site: str) -> QuoteRecord:
    """Expects `for_display()`."""
    article = quote.article
    is_seen = shown_text(article, reader).covers(quote.place, quote.end)
    about = {name.id: name for actor in quote.about.all() if (name := _name_or_none(actor))}
    return QuoteRecord(
        url=f"{site}{article.get_absolute_url()}",
        article=article.uid,
        title=article.title,
        published=article.published,
        outlet=article.source.name if article.source else "",
        speaker=_name_or_none(quote.speaker),
        speaker_text=quote.speaker_text if is_seen else "",
        addressee=_name_or_none(quote.addressee),
        addressee_text=quote.addressee_text if is_seen else "",
        text=quote.text if is_seen else "",
        is_direct=quote.is_direct,
        about=tuple(about.values()),
        certainty=quote.certainty,
        status=quote.status,
    )


def actor_name(actor: Actor) -> ActorName:
    kind = cast("Kind", actor.kind)
    return ActorName(actor.slug, kind, actor.name, actor.code, actor.country, actor.wikidata)


def names_in(articles: Sequence[Article]) -> dict[int, tuple[Named, ...]]:
    """{article id: whom it names, the most often named first}"""
    mentions = Mention.objects.counted().filter(article__in=[article.pk for article in articles]).order_by()
    root = Coalesce(F("actor__canonical_id"), F("actor_id"))
    rows = mentions.values("article_id", root=root).annotate(times=Count("pk")).order_by("article_id", "-times", "root")
    actors = Actor.objects.defer("details").in_bulk({row["root"] for row in rows})
    named: dict[int, list[Named]] = {}
    for row in rows:
        actor = actors[row["root"]]
        kind = cast("Kind", actor.kind)
        name = Named(actor.slug, kind, actor.name, actor.code, actor.country, actor.wikidata, times=row["times"])
        named.setdefault(row["article_id"], []).append(name)
    return {article: tuple(ones) for article, ones in named.items()}


def _light(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Of the article that it is a copy of, only the id."""
    return articles.select_related("source", "copy_of").defer(*NEVER_SENT)


def _with_participants(evidence: EvidenceQuerySet) -> EvidenceQuerySet:
    return evidence.prefetch_related("participants__actor__canonical")


def _counts(rows: Manager[Any], articles: Sequence[Article]) -> dict[int, int]:
    """{article id: how many of its statements, or quotes, count}"""
    pks = [article.pk for article in articles]
    found = rows.counted().filter(article__in=pks).order_by()  # type: ignore[attr-defined]  # both have it
    return dict(found.values_list("article_id").annotate(found=Count("pk")))


def _article(article: Article, named: tuple[Named, ...], reader: Reader, site: str) -> ArticleRecord:
    shown = shown_text(article, reader)
    stated = tuple(statement_record(one, reader, site) for one in article.stated)  # type: ignore[attr-defined]
    quoted = tuple(quote_record(one, reader, site) for one in article.quoted)  # type: ignore[attr-defined]
    return ArticleRecord(
        **_summary(article, named, site),
        statement_count=len(stated),
        quote_count=len(quoted),
        text=shown.text,
        is_whole=shown.is_whole,
        statements=stated,
        quotes=quoted,
    )


def _summary(article: Article, named: tuple[Named, ...], site: str) -> dict[str, Any]:
    source = article.source
    return {
        "id": article.uid,
        "url": f"{site}{article.get_absolute_url()}",
        "title": article.title,
        "published": article.published,
        "date_basis": article.date_basis,
        "outlet": Outlet(source.slug, source.name, source.country, source.is_state) if source else None,
        "agency": article.agency,
        "authors": tuple(article.authors),
        "language": article.language,
        "original_url": article.original_url if article.original_url.startswith(WEB) else "",
        "copy_of": article.copy_of.uid if article.copy_of else "",
        "is_invented": article.is_invented,
        "added_at": article.created_at.isoformat(timespec="seconds"),
        "updated_at": article.updated_at.isoformat(timespec="seconds"),
        "actors": named,
    }


def _taking(evidence: Evidence, part: str) -> tuple[ActorName, ...]:
    actors = (root_of(one.actor) for one in evidence.participants.all() if one.part == part)
    return tuple({actor.pk: actor_name(actor) for actor in actors}.values())


def _name_or_none(actor: Actor | None) -> ActorName | None:
    """The canonical actor's name, unless it is hidden."""
    if actor is None:
        return None
    root = root_of(actor)
    return None if root.is_hidden or actor.is_hidden else actor_name(root)
