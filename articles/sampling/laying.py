"""A bare article as a title and a body, with the place of everything that they say. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.sampling.expanding import capitalised
from articles.sampling.skewing import VERBS
from articles.sampling.wordbook import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.sampling.skewing import BareArticle


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LaidArticle:
    """Spans point into the body. Mentions are one of each actor named, in order; so are statements and years told."""

    title: str
    body: str
    mentions: tuple[Span, ...]
    statements: tuple[Span, ...]
    quote: Span | None
    years: tuple[Span, ...]


class _Body:
    """A text that grows, and remembers how long it is."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> Span:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return Span(start, self.length)


def lay(article: BareArticle, number: int, names: Sequence[str]) -> LaidArticle:
    """`names` are those of all actors, by their numbers; `number` makes the text another one than all others."""
    body = _Body()
    body.add(f"Dépêche numéro {number} sur {article.topic}. On y nomme ")
    mentions = []
    for actor in article.named:
        mentions.append(body.add(names[actor]))
        body.add(", ")
    body.add("et personne d'autre.\n\n")
    stated = []
    for one in article.statements:
        stated.append(
            body.add(f"{names[one.first]} {VERBS[one.type]} {names[one.second]} à propos de {article.topic}.")
        )
        body.add(" ")
    quote = None
    if article.speaker is not None:
        body.add("« ")
        quote = body.add(f"Il faut parler de {article.topic}")
        body.add(f" », dit {names[article.speaker]}. ")
    years = []
    for year in article.years_told:
        body.add("Souvenir de ")
        years.append(body.add(str(year)))
        body.add(". ")
    body.add(f"\n\n{MARK}")
    return LaidArticle(
        _title(article, number, names), "".join(body.parts), tuple(mentions), tuple(stated), quote, tuple(years)
    )


def _title(article: BareArticle, number: int, names: Sequence[str]) -> str:
    who = " et ".join(names[actor] for actor in article.named[:2])
    topic = capitalised(article.topic)
    return f"{topic} : {who}" if who else f"{topic}, dépêche {number}"
