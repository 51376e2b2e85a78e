"""Citations of many articles: BibTeX, RIS and CSL-JSON, for the programs that keep references."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from articles.citing import as_bibtex, as_csl, notes_of, reference_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.citing import Author, Reference
    from articles.models import Article
    from articles.querysets import ArticleQuerySet

BATCH = 500


def references(articles: ArticleQuerySet, site: str) -> Iterator[Reference]:
    found = articles.for_list().defer("raw", "lines", "search", "body")
    for article in found.iterator(chunk_size=BATCH):
        yield reference(article, site)


def reference(article: Article, site: str) -> Reference:
    return reference_of(article, f"{site}{article.get_absolute_url()}")


def bibtex(found: Iterable[Reference]) -> Iterator[str]:
    for one in found:
        yield f"{as_bibtex(one)}\n"


def ris(found: Iterable[Reference]) -> Iterator[str]:
    for one in found:
        yield as_ris(one)


def csl(found: Iterable[Reference]) -> Iterator[str]:
    """The pieces of a JSON array."""
    before = "[\n"
    for one in found:
        yield before + json.dumps(as_csl(one), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def as_ris(one: Reference, notes: Iterable[str] = ()) -> str:
    """One record; a date that was inferred says so in a note, as do `notes` of the reader's own."""
    year, month, day = (*one.published.split("-"), "", "")[:3]
    told = [*notes_of(one), *notes]
    lines = [
        ("TY", "NEWS"),
        *(("AU", _name(author)) for author in one.authors),
        ("TI", one.title),
        ("T2", one.outlet),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("LA", one.language),
        ("UR", one.url),
        ("ID", one.uid),
        *(("N1", " ".join(note.split())) for note in told),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"


def _name(author: Author) -> str:
    if not author.given:
        return author.family
    return f"{author.family}, {' '.join(filter(None, (author.given, author.particle)))}"
