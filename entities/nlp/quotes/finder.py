"""Finds the quotes of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import FoundQuote
from entities.nlp.grammar.reading import read
from entities.nlp.quotes.addressees import addressee_of
from entities.nlp.quotes.dashes import find_dashed
from entities.nlp.quotes.direct import Said, find_direct
from entities.nlp.quotes.headline import headed
from entities.nlp.quotes.indirect import find_indirect, outside
from entities.nlp.quotes.labelled import find_labelled
from entities.nlp.quotes.marks import Marked, find_marked
from entities.nlp.quotes.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from entities.nlp.found import FoundActor, FoundMention
    from entities.nlp.grammar.clauses import Reading


def find_quotes(doc: Doc, mentions: Sequence[FoundMention], actors: Mapping[str, FoundActor]) -> list[FoundQuote]:
    """Direct and indirect quotes, by their place. Offsets are of the analysed text, `text` is as analysed."""
    return quotes_in(doc.text, list(read(doc, mentions, actors)), mentions, actors)


def quotes_in(
    text: str, readings: Sequence[Reading], mentions: Sequence[FoundMention], actors: Mapping[str, FoundActor]
) -> list[FoundQuote]:
    scene = Scene(text, readings, find_marked(text), mentions, actors)
    reported = find_indirect(scene)
    direct = find_direct(scene)
    direct += find_dashed(scene)
    direct += find_labelled(scene, direct)
    direct = headed(scene, direct)
    found = [_quote(scene, one, direct=True) for one in direct]
    for one in outside(reported, direct):
        span = Marked(one.start, one.end, one.start, one.end)
        found.append(_quote(scene, Said(span, one.speaker), direct=False))
    return sorted(found, key=lambda q: (q.start, q.end))


def _quote(scene: Scene, said: Said, *, direct: bool) -> FoundQuote:
    start, end, speaker = said.marked.start, said.marked.end, said.speaker
    named = dict.fromkeys(m.actor for m in scene.mentions_from(start, end) if m.end <= end and m.actor != speaker.actor)
    told = said.told or addressee_of(scene, said.marked, speaker, direct=direct)
    return FoundQuote(
        start, end, scene.text[start:end], speaker.actor, speaker.text, direct, tuple(named),
        round(speaker.certainty, 2), told.actor, told.text,
    )  # fmt: skip
