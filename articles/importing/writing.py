"""Writes what was read of an article: its fields, what is found in it, and what people decided about both."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import arriving, curation
from articles.annotating import clear, put
from articles.copying import bands_of, settle
from articles.importing.dating.days import first_day
from articles.importing.parsed import ParsedArticle, PublicationDate
from articles.loading import analyse
from articles.models import Article, Source
from articles.reading import ReadArticle
from articles.rows import Found
from entities.extracting import Extractor
from entities.folding import fold
from entities.known import Authority
from entities.models import Relation


def write(article: Article, read: ReadArticle, extractor: Extractor) -> curation.Replayed:
    """`write_all` of one article."""
    (replayed,) = write_all([(article, read)], extractor)
    return replayed


@transaction.atomic
def write_all(reads: Sequence[tuple[Article, ReadArticle]], extractor: Extractor) -> list[curation.Replayed]:
    """Write what was read of different articles, new or locked: together much faster than one by one. What the file is
    (path, bytes) is the caller's to set. Each was read with the corrections that stand on it (`curation.corrections`).
    Tells what became of curators' decisions on each."""
    new = [article for article, _ in reads if article.pk is None]
    known = [article for article, _ in reads if article.pk is not None]
    before = clear(known)
    decided = curation.decided(known)
    sources = _Sources(extractor.authority)
    for article, read in reads:
        _fill(article, read, sources)
        if article.pk in decided:
            curation.show_corrections(article)
        article.bands = bands_of(article.body)
        article.extracted_with, article.extracted_at = extractor.version, timezone.now()
        if article.pk is not None:
            article.save()
    Article.objects.bulk_create(new)
    put([Found(article, read.extraction, read.dates, read.contradictions) for article, read in reads], before)
    touched = decided | curation.touched([article.pk for article, _ in reads])
    shown = [curation.replay(one, is_fresh=True) if one.pk in touched else curation.Replayed() for one, _ in reads]
    arriving.keep(before.moments)
    settle([article for article, _ in reads])
    return shown


def _fill(article: Article, read: ReadArticle, sources: _Sources) -> None:
    """With what the machine reads; nothing is saved."""
    parsed = read.parsed
    article.encoding, article.language = parsed.encoding, parsed.language
    article.title, article.body = parsed.title, parsed.body
    article.captions, article.authors = list(parsed.captions), list(parsed.authors)
    article.agency, article.original_url = parsed.agency, parsed.url
    article.lines = [
        {"line": line.number, "text": line.text, "part": line.part.value, "reason": line.reason}
        for line in parsed.dropped
    ]
    article.source = sources.of(parsed)
    article.given = {}
    _fill_date(article, read.published)


def _fill_date(article: Article, published: PublicationDate) -> None:
    value = published.value or ""
    article.published = value
    article.published_on = first_day(value) if value else None
    article.date_basis = published.basis.value
    article.date_evidence, article.date_rule = published.evidence, published.rule
    article.date_certainty = published.certainty


def analyse_written() -> None:
    """What an import fills: all tables would take as long as a dozen articles."""
    analyse([*apps.get_app_config("articles").get_models(include_auto_created=True), Relation])


class _Sources:
    """The outlets' rows that a batch of articles needs."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._known: dict[tuple[str, str], Source | None] = {}

    def of(self, parsed: ParsedArticle) -> Source | None:
        named = (parsed.source or "", parsed.source_text)
        if named not in self._known:
            self._known[named] = _source(parsed, self._authority)
        return self._known[named]


def _source(parsed: ParsedArticle, authority: Authority) -> Source | None:
    """The outlet's row: of the authority file, or under the name that the text gives."""
    outlet = authority.outlets.get(parsed.source or "")
    name = outlet.name if outlet else parsed.source_text.strip()
    if not name:
        return None
    key = outlet.key if outlet else f"new:{fold(name)}"
    values: dict[str, object] = {
        "name": name[:200],
        "sort_name": fold(name)[:200],
        "slug": _free_source_slug(name, key),
    }
    if outlet:
        values |= {
            "names": list(outlet.names), "domains": list(outlet.domains), "country": outlet.country or "",
            "type": outlet.type, "is_state": outlet.is_state,
        }  # fmt: skip
    return Source.objects.get_or_create(key=key[:100], defaults=values)[0]


def _free_source_slug(name: str, key: str) -> str:
    base = slugify(fold(name))[:90] or "source"
    taken = Source.objects.exclude(key=key[:100]).filter(slug__startswith=base).values_list("slug", flat=True)
    return base if base not in set(taken) else f"{base}-{len(taken) + 1}"
