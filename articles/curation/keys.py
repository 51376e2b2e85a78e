"""What decisions are kept under: keys that a new extraction finds again, and what the machine said when one was taken.
No key holds a row's id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from articles.models import Article, Contradiction, Evidence, Mention, Place, Quote
from articles.occurrences import Folded
from entities.folding import fold
from entities.nlp.sentences import sentence_span
from entities.versions import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

Item: TypeAlias = Mention | Evidence | Quote | Contradiction
Key: TypeAlias = tuple[
    str, str, str, str, int
]  # kind of words, the folded words, folded sentence, place, which of them

MENTION, STATEMENT, QUOTE, CONTRADICTION = "surface", "trigger", "quote", "disputed"
KINDS = (MENTION, STATEMENT, QUOTE, CONTRADICTION)


def stable_key(item: Item, *, folded: Folded | None = None) -> dict[str, Any]:
    """The subject of a decision on this one item: its article, words and sentence, and which of its occurrences it is.
    `folded` is the text it stands in, where many items of one text are asked for."""
    folded = folded or Folded(text_of(item.article, item.place, _caption(item)))
    match item:
        case Mention():
            kind, words, start, sentence = MENTION, item.text, item.start, item.sentence
        case Evidence():
            kind, start = STATEMENT, item.trigger_start
            words = folded.text[item.trigger_start : item.trigger_end]
            sentence = _sentence(folded.text, item.trigger_start, item.trigger_end)
        case Quote():
            kind, words, start, sentence = QUOTE, item.text, item.start, ""
        case Contradiction():
            kind, words, start = CONTRADICTION, item.text, item.start
            sentence = _sentence(folded.text, item.start, item.end)
    surface = fold(words)
    return {
        "article": item.article.uid,
        kind: surface,
        "sentence": sentence,
        "place": item.place,
        "nth": folded.nth(start, surface, sentence),
    }


def field_key(article: Article, field: str) -> dict[str, Any]:
    return {"article": article.uid, "field": field}


def key_of(subject: Mapping[str, Any]) -> Key | None:
    """A subject as a value that can be looked up; None: it speaks of no single place."""
    if "sentence" not in subject:
        return None
    kind = next(kind for kind in KINDS if kind in subject)
    return kind, subject[kind], subject["sentence"], subject["place"], subject["nth"]


def text_of(article: Article, place: str, caption: int | None = None) -> str:
    if place == Place.TITLE:
        return article.title
    if place == Contradiction.Where.CAPTION:
        return article.captions[caption or 0]
    return article.body


def _caption(item: Item) -> int | None:
    return item.caption if isinstance(item, Contradiction) else None


def _sentence(text: str, start: int, end: int) -> str:
    return fold(text[slice(*sentence_span(text, start, end))])


def version(item: Item) -> str:
    """Changes with whatever a curator sees of the item, not with its row."""
    match item:
        case Mention():
            state: tuple[object, ...] = (item.text, item.sentence, item.actor_id, item.machine_actor_id)
        case Evidence():
            parts = sorted((one.part, one.actor_id) for one in item.participants.all())
            state = (item.text, item.type, item.mode, item.said_by_actor_id, parts)
        case Quote():
            state = (item.text, item.speaker_id, item.speaker_text)
        case Contradiction():
            state = (item.text, item.actor_id, item.holder_id, item.office)
    return digest(*state, item.status, item.is_decided)


def field_version(article: Article, field: str) -> str:
    """Of the article's `title`, `body`, `published` or `source`: two curators may each correct another field."""
    return digest(article.source_id if field == "source" else getattr(article, field))
