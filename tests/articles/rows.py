"""Articles that name actors, as pages meet them."""

from __future__ import annotations

import datetime
from itertools import count
from typing import Any

from articles.models import Article, Evidence, MentionedDate, Participant, Quote, Source
from entities.folding import fold
from entities.models import Actor, Relation
from tests.rows import actor_row, article_row, mention_row

_numbers = count(1)


def country_row(name: str, code: str, **values: Any) -> Actor:
    return actor_row(name, "country", code=code, **values)


def source_row(name: str, display: str = "full", **values: Any) -> Source:
    slug = fold(name).replace(" ", "-")
    return Source.objects.create(key=slug, slug=slug, name=name, sort_name=fold(name), display=display, **values)


def told_row(article: Article, value: str, words: str = "", *, place: str = "body") -> MentionedDate:
    """The machine's reading of a date that the text tells, by default at the article's first characters."""
    whole = article.body if place == "body" else article.title
    start = whole.index(words) if words else article.dates.filter(place=place).count()
    end = start + max(len(words), 1)
    return MentionedDate.objects.create(
        article=article, place=place, start=start, end=end, text=whole[start:end], value=value,
        first_day=datetime.date.fromisoformat(f"{value}-01-01"[:10]),
    )  # fmt: skip


def article_naming(*actors: Actor, published: str = "", words: str = "", **values: Any) -> Article:
    """An article whose body names each of the actors once, published in full unless it has another source."""
    names = " et ".join(actor.name for actor in actors)
    number = next(_numbers)
    dates = {"published": published, "published_on": (f"{published}-01-01")[:10] if published else None}
    basis = {"date_basis": "stated"} if published else {}
    given = {"title": f"Article {number}", **dates, **basis, **values}
    article = article_row(given.pop("title"), f"Numéro {number} : {names}. {words}".strip(), **given)
    for actor in dict.fromkeys(actors):
        mention_row(article, actor.name, actor)
    return article


def statement_row(article: Article, type_: str, source: Actor, target: Actor, sentence: str, **values: Any) -> Evidence:
    """A statement whose sentence stands in the body."""
    relation, _ = Relation.objects.get_or_create(source=source, target=target, type=type_)
    start = article.body.index(sentence)
    evidence = Evidence.objects.create(
        article=article, relation=relation, type=type_, mode="asserted", place="body", start=start,
        end=start + len(sentence), text=sentence, trigger_start=start, trigger_end=start + 1, **values,
    )  # fmt: skip
    Participant.objects.create(evidence=evidence, actor=source, part="source")
    Participant.objects.create(evidence=evidence, actor=target, part="target")
    return evidence


def quote_row(article: Article, speaker: Actor | None, text: str) -> Quote:
    start = article.body.index(text)
    return Quote.objects.create(
        article=article, speaker=speaker, text=text, place="body", start=start, end=start + len(text)
    )


def merge(actor: Actor, into: Actor) -> None:
    Actor.objects.filter(pk=actor.pk).update(merged_into=into, canonical=into)


def hide(actor: Actor) -> None:
    Actor.objects.filter(pk=actor.pk).update(is_hidden=True)
