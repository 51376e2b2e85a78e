"""Writes what was read of an article: its fields, what is found in it, and what people decided about both."""

from __future__ import annotations

from django.utils.text import slugify

from articles import curation
from articles.annotating import annotate
from articles.copying import place
from articles.importing.dating.days import first_day
from articles.importing.parsed import ParsedArticle, PublicationDate
from articles.models import Article, Source
from articles.reading import ReadArticle
from entities.extracting import Extractor
from entities.folding import fold
from entities.known import Authority


def write(article: Article, read: ReadArticle, extractor: Extractor) -> curation.Replayed:
    """What the file is (path, bytes) is the caller's to set. `read` was read with the corrections that stand on the
    article (`curation.corrections`). Tells what became of curators' decisions."""
    _fill(article, read, extractor.authority)
    if article.pk is not None:
        curation.show_corrections(article)
    article.save()
    replayed = annotate(
        article, read.extraction, version=extractor.version, dates=read.dates, contradictions=read.contradictions
    )
    place(article)
    return replayed


def _fill(article: Article, read: ReadArticle, authority: Authority) -> None:
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
    article.source = _source(parsed, authority)
    article.given = {}
    _fill_date(article, read.published)


def _fill_date(article: Article, published: PublicationDate) -> None:
    value = published.value or ""
    article.published = value
    article.published_on = first_day(value) if value else None
    article.date_basis = published.basis.value
    article.date_evidence, article.date_rule = published.evidence, published.rule
    article.date_certainty = published.certainty


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
