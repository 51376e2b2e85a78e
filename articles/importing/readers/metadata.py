"""What an HTML page declares of itself: in JSON-LD, in meta elements, in its markup; each with where. PURE."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from articles.importing.readers.fields import language_code, readable_date
from articles.importing.readers.markup import words_of
from articles.importing.readers.slips import Datum, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has no types

_ARTICLES = frozenset([
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
    "backgroundnewsarticle", "reviewnewsarticle", "liveblogposting", "socialmediaposting", "report",
])  # fmt: skip
_METAS: dict[str, tuple[str, ...]] = {  # by name, property or itemprop, the surest first
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title"),
    "date": (
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "pubdate",
        "publish-date", "publish_date", "publication_date", "published_at", "sailthru.date", "parsely-pub-date",
        "citation_publication_date", "citation_date", "article.published", "date",
    ),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "source": (
        "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title",
    ),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language", "inlanguage"),
}  # fmt: skip
_LONGEST = 500  # characters of a datum
_DEEPEST = 5000  # values of one JSON-LD


def data_of(tree: HtmlElement) -> tuple[Datum, ...]:
    """One of each kind, several authors, those that the page declares more surely before the others."""
    declared = [*_linked(tree), *_metas(tree), *_markup(tree)]
    found: list[Datum] = []
    for kind in ("title", "date", "author", "source", "url", "language"):
        usable = [one for one in declared if one.kind == kind and _is_usable(one)]
        best = [one for one in usable if one.where == usable[0].where]
        found += best if kind == "author" else best[:1]
    return tuple(_tidy(datum) for datum in found)


def _is_usable(datum: Datum) -> bool:
    value = datum.value
    if not value or len(value) > _LONGEST:
        return False
    if datum.kind == "url":
        return value.startswith(("http://", "https://"))
    if datum.kind == "date":
        return any(map(str.isdigit, value))
    return not (datum.kind == "author" and ("://" in value or value.startswith("@")))


def _tidy(datum: Datum) -> Datum:
    if datum.kind == "date":
        return Datum("date", datum.where, readable_date(datum.value))
    if datum.kind == "language":
        return Datum("language", datum.where, language_code(datum.value) or "fr")
    return datum


def _linked(tree: HtmlElement) -> Iterator[Datum]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        for one in _objects(loaded):
            types = one.get("@type", "")
            if any(str(kind).lower() in _ARTICLES for kind in (types if isinstance(types, list) else [types])):
                yield from _of_object(one)


def _objects(loaded: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD, the outer before the inner."""
    waiting, seen = [loaded], 0
    while waiting and seen < _DEEPEST:
        one, seen = waiting.pop(0), seen + 1
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _of_object(one: dict[str, Any]) -> Iterator[Datum]:
    fields = (("title", "headline"), ("date", "datePublished"), ("author", "author"), ("source", "publisher"),
              ("url", "url"), ("language", "inLanguage"))  # fmt: skip
    for kind, field in fields:
        values = one.get(field)
        for value in values if isinstance(values, list) else [values]:
            named = value.get("name") if isinstance(value, dict) else value
            if isinstance(named, str):
                yield Datum(kind, f"ld+json:{field}", one_line(named))


def _metas(tree: HtmlElement) -> Iterator[Datum]:
    said: dict[str, list[str]] = {}
    for element in tree.xpath("//*[@content][@name or @property or @itemprop or @http-equiv]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(attribute, "").strip().lower():
                said.setdefault(name, []).append(one_line(element.get("content")))
    for kind, names in _METAS.items():
        for name in names:
            for value in said.get(name, []):
                yield Datum(kind, f"meta:{name}", value)


def _markup(tree: HtmlElement) -> Iterator[Datum]:
    headings = tree.xpath("//h1")
    for heading in headings if len(headings) == 1 else []:
        yield Datum("title", "html:h1", words_of(heading))
    for title in tree.xpath("//head/title")[:1]:
        yield Datum("title", "html:title", words_of(title))
    for time in tree.xpath("//*[@itemprop='datePublished'][@datetime] | //time[@pubdate][@datetime]")[:1]:
        yield Datum("date", "html:time", one_line(time.get("datetime")))
    for time in tree.xpath("//article//time[@datetime] | //header//time[@datetime]")[:1]:
        yield Datum("date", "html:time", one_line(time.get("datetime")))
    for author in tree.xpath("//*[@rel='author'] | //*[@itemprop='author']"):
        yield Datum("author", "html:author", words_of(author))
    for link in tree.xpath("//link[@rel='canonical'][@href]")[:1]:
        yield Datum("url", "html:canonical", one_line(link.get("href")))
    for root in tree.xpath("/html[@lang]"):
        yield Datum("language", "html:lang", one_line(root.get("lang")))
