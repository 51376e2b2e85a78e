"""Text in, `Extraction` out: parse once, find names as of a date, then what they do and say. PURE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from entities.known import Authority
from entities.nlp import pipeline
from entities.nlp.found import BETWEEN, Extraction, FoundActor, FoundContradiction, FoundMention, Text
from entities.nlp.grammar.reading import read
from entities.nlp.names import ContradictionFinder, NameFinder
from entities.nlp.quotes.finder import quotes_in
from entities.nlp.relations.finder import relations_in

RULES_VERSION = "6"  # changes with any rule or pattern that changes what is found


@dataclass(frozen=True, slots=True)
class Names:
    actors: tuple[FoundActor, ...]
    mentions: tuple[FoundMention, ...]


class Extractor:
    """One language pipeline and one authority, ready for any number of texts. Costs seconds to make: one a process."""

    def __init__(self, authority: Authority, nlp: Language) -> None:
        self.authority = authority
        self._nlp = nlp
        self._names = NameFinder(authority)
        self._contradictions = ContradictionFinder(authority)

    @cached_property
    def version(self) -> str:
        """Model, rules and authority, to tell which articles a newer one should read again."""
        meta = self._nlp.meta
        return (
            f"{meta['lang']}_{meta['name']}-{meta['version']} rules-{RULES_VERSION} authority-{self.authority.version}"
        )

    def parse(self, text: Text) -> Doc:
        return pipeline.parse(self._nlp, text.analysed)

    def parse_all(self, texts: Iterable[Text]) -> Iterator[Doc]:
        """The parse of each, in order: faster than one by one."""
        return pipeline.parse_all(self._nlp, (text.analysed for text in texts))

    def names(self, doc: Doc, text: Text, *, on: str | None) -> Names:
        """Who is named, offices and homonyms being settled as of `on`: the article's date, partial, or None."""
        actors, mentions = self._names.find(doc, pipeline.normalise(text.analysed), on=on)
        own = text.analysed
        as_written = (m if own[m.start : m.end] == m.text else _reworded(m, own) for m in mentions)
        return Names(actors, tuple(as_written))

    def contradictions(self, text: Text, names: Names, *, on: str | None) -> tuple[FoundContradiction, ...]:
        """Where the text gives somebody an office that the authority file gives to another on that date."""
        return tuple(self._contradictions.find(pipeline.normalise(text.analysed), names.mentions, on=on))

    def caption_contradictions(
        self, captions: Iterable[tuple[Text, Doc]], *, on: str | None
    ) -> tuple[FoundContradiction, ...]:
        """The same of captions, each a text of its own: offsets go into the caption of that number."""
        found = []
        for number, (text, doc) in enumerate(captions if on else ()):
            names = self.names(doc, text, on=on)
            for one in self.contradictions(text, names, on=on):
                found.append(_in_caption(one, number, shift=len(BETWEEN)))
        return tuple(found)

    def extract(self, doc: Doc, text: Text, names: Names) -> Extraction:
        """What those who are named do and say. Nested mentions (a ministry's state) take no part in statements."""
        outer, last_end = [], -1
        for mention in names.mentions:
            if mention.start >= last_end:
                outer.append(mention)
                last_end = mention.end
        actors = {actor.key: actor for actor in names.actors}
        plain = pipeline.normalise(text.analysed)
        readings = list(read(doc, outer, actors, text=plain))
        quotes = quotes_in(plain, readings, outer, actors)
        relations = relations_in(readings, quotes, actors)
        return Extraction(text, names.actors, names.mentions, tuple(relations), tuple(quotes))


def _reworded(mention: FoundMention, text: str) -> FoundMention:
    return FoundMention(
        mention.start, mention.end, text[mention.start : mention.end],
        mention.actor, mention.form, mention.method, mention.certainty,
    )  # fmt: skip


def _in_caption(found: FoundContradiction, number: int, *, shift: int) -> FoundContradiction:
    return replace(
        found, start=found.start - shift, end=found.end - shift, sentence_start=found.sentence_start - shift,
        sentence_end=found.sentence_end - shift, caption=number,
    )  # fmt: skip
