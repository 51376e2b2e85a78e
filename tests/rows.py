"""Rows as a load of the authority file and an extraction would write them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from articles.models import Article, Mention
from entities.folding import fold
from entities.models import Actor, Alias, Origin, sort_name


def actor_row(name: str, kind: str = "person", *, aliases: tuple[str, ...] = (), **values: Any) -> Actor:
    """An actor of the authority file, with its display name among its aliases."""
    slug = fold(name).replace(" ", "-")
    given = {"key": f"{kind}:{slug}", "slug": slug, "kind": kind, "name": name, "sort_name": sort_name(name)}
    actor = Actor.objects.create(**given | values)
    for text in (name, *aliases):
        Alias.objects.create(actor=actor, text=text, folded=fold(text), origin=Origin.AUTHORITY)
    return actor


def article_row(title: str, body: str = "", **values: Any) -> Article:
    raw = f"{title}\n{body}".encode()
    return Article.objects.create(
        title=title,
        body=body,
        raw=raw,
        sha256=sha256(raw + str(values).encode()).hexdigest(),
        encoding="utf-8",
        **values,
    )


def mention_row(article: Article, text: str, actor: Actor, *, after: str = "", place: str = "body") -> Mention:
    """The machine's mention of `actor`: the first `text` after the words `after`."""
    whole = article.body if place == "body" else article.title
    start = whole.index(text, whole.index(after) + len(after))
    return Mention.objects.create(
        article=article, actor=actor, machine_actor=actor, place=place, start=start, end=start + len(text), text=text,
        surface=fold(text), sentence=fold(sentence_around(whole, start)), form="name", method="gazetteer",
    )  # fmt: skip


def sentence_around(text: str, at: int) -> str:
    begin = text.rfind(".", 0, at) + 1
    end = text.find(".", at)
    return text[begin : end if end != -1 else len(text)]


def extract_again(article: Article, found: list[tuple[str, Actor, str]]) -> None:
    """A new extraction: all mentions of the article anew, from (text, actor, after)."""
    article.mentions.all().delete()
    for text, actor, after in found:
        mention_row(article, text, actor, after=after)
