"""What a page tells machines about itself: schema.org's terms as JSON-LD. Only what the page shows to anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from articles.displaying import ANYBODY, shown_text
from articles.models import Article
from articles.statements import root_of
from articles.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from entities.models import Actor

_TYPES = {"person": "Person", "country": "Country", "organisation": "Organization", "place": "Place"}
_MENTIONED = 20
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}  # nothing in it can end its element


def as_script(told: dict[str, Any]) -> SafeString:
    """The element for the head of a page."""
    text = json.dumps({"@context": "https://schema.org", **_said(told)}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  (escaped above)


def of_site(site: str, name: str, description: str) -> dict[str, Any]:
    """`site` without a slash at its end."""
    action = {"@type": "SearchAction", "target": f"{site}/articles/?q={{q}}", "query-input": "required name=q"}
    return {
        "@type": "WebSite", "name": name, "description": description, "url": f"{site}/", "inLanguage": ["fr", "en"],
        "potentialAction": action,
    }  # fmt: skip


def of_article(article: Article, actors: Iterable[Actor], site: str) -> dict[str, Any]:
    is_dated = article.date_basis in {Article.DateBasis.STATED, Article.DateBasis.DECIDED}
    return {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": f"{site}{article.get_absolute_url()}",
        "identifier": article.uid,
        "datePublished": article.published if is_dated else "",
        "inLanguage": article.language,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.source.name} if article.source else {},
        "isBasedOn": article.original_url if article.original_url.startswith(("https://", "http://")) else "",
        "isAccessibleForFree": shown_text(article, ANYBODY).is_whole,
        "mentions": [of_actor(actor, site) for actor in list(actors)[:_MENTIONED]],
    }


def of_actor(actor: Actor, site: str) -> dict[str, Any]:
    root = root_of(actor)
    return {
        "@type": _TYPES[root.kind],
        "name": name_of(root, "fr"),
        "url": f"{site}{root.get_absolute_url()}",
        "sameAs": f"https://www.wikidata.org/wiki/{root.wikidata}" if root.wikidata else "",
    }


def of_dyad(first: Actor, second: Actor, address: str, name: str, site: str) -> dict[str, Any]:
    """What articles state between two states is a set of data, with the files that hold it."""
    files = (("statements.csv", "text/csv"), ("plover.json", "application/json"))
    return {
        "@type": "Dataset",
        "name": name,
        "description": name,
        "url": f"{site}{address}",
        "inLanguage": "fr",
        "about": [of_actor(first, site), of_actor(second, site)],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{site}{address}export/{file}", "encodingFormat": type_}
            for file, type_ in files
        ],
    }


def _said(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in told.items() if value not in ("", [], {}, None)}
