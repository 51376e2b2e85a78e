"""A machine that finds what a test says: its rows are written anew at each `run`, as after any extraction."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.annotating import annotate
from articles.curation import Replayed
from articles.models import Article
from entities.known import Form, Kind
from entities.models import Actor
from entities.nlp.found import (
    Extraction,
    FoundActor,
    FoundContradiction,
    FoundMention,
    FoundQuote,
    FoundRelation,
    Mode,
    RelationType,
    Text,
)
from entities.nlp.sentences import sentence_span


@dataclass
class Machine:
    """Words are looked for in the body, after the words `after`."""

    article: Article
    actors: dict[str, FoundActor] = field(default_factory=dict)
    mentions: list[tuple[str, str, str]] = field(default_factory=list)
    relations: list[tuple[str, str, str, str, Mode]] = field(default_factory=list)
    quotes: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    disputed: list[tuple[str, str, str]] = field(default_factory=list)

    def names(self, words: str, actor: Actor, after: str = "") -> Machine:
        self.mentions.append((words, self._known(actor), after))
        return self

    def states(
        self, type_: str, verb: str, source: Actor, target: Actor, mode: Mode = Mode.ASSERTED
    ) -> Machine:  # fmt: skip
        self.relations.append((type_, verb, self._known(source), self._known(target), mode))
        return self

    def hears(self, words: str, speaker: Actor | None, to: Actor | None = None) -> Machine:
        said_by, said_to = (self._known(actor) if actor else None for actor in (speaker, to))
        self.quotes.append((words, said_by, said_to))
        return self

    def disputes(self, words: str, actor: Actor, holder: Actor) -> Machine:
        self.disputed.append((words, self._known(actor), self._known(holder)))
        return self

    def run(self, version: str = "1") -> Replayed:
        """Only finds what the article still says."""
        self.article = Article.objects.get(pk=self.article.pk)
        text = Text(self.article.title, self.article.body)
        mentions = (
            FoundMention(*span, words, key, Form.NAME, "rule")
            for words, key, after in self.mentions if (span := _at(text, words, after))
        )  # fmt: skip
        relations = (
            FoundRelation(RelationType(t), *sentence_span(text.analysed, *span), *span, source, target, mode=mode)
            for t, verb, source, target, mode in self.relations if (span := _at(text, verb))
        )  # fmt: skip
        quotes = (
            FoundQuote(*span, words, speaker, addressee=to)
            for words, speaker, to in self.quotes if (span := _at(text, words))
        )  # fmt: skip
        actors = tuple(self.actors.values())
        extraction = Extraction(text, actors, tuple(mentions), tuple(relations), tuple(quotes))
        contradictions = [
            FoundContradiction(
                *span, *sentence_span(text.analysed, *span), self.actors[actor], self.actors[holder], "", "président",
                "RU",
            )
            for words, actor, holder in self.disputed if (span := _at(text, words))
        ]  # fmt: skip
        return annotate(self.article, extraction, version=version, contradictions=contradictions)

    def _known(self, actor: Actor) -> str:
        self.actors[actor.key] = FoundActor(key=actor.key, kind=Kind(actor.kind), name=actor.name)
        return actor.key


def _at(text: Text, words: str, after: str = "") -> tuple[int, int] | None:
    whole, shift = text.analysed, len(text.analysed) - len(text.body)
    begin = whole.find(after, shift)
    at = whole.find(words, begin + len(after)) if begin >= 0 else -1
    return (at, at + len(words)) if at >= 0 else None
