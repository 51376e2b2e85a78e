"""Finds the quotes of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import FoundQuote
from entities.nlp.grammar.reading import read
from entities.nlp.quotes.dashes import find_dashed
from entities.nlp.quotes.direct import find_direct
from entities.nlp.quotes.headline import headed
from entities.nlp.quotes.indirect import find_indirect, outside
from entities.nlp.quotes.labelled import find_labelled
from entities.nlp.quotes.marks import find_marked
from entities.nlp.quotes.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from entities.nlp.found import FoundActor, FoundMention
    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.quotes.scene import Speaker


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
    found = [_quote(text, s.marked.start, s.marked.end, s.speaker, mentions, direct=True) for s in direct]
    for one in outside(reported, direct):
        found.append(_quote(text, one.start, one.end, one.speaker, mentions, direct=False))
    return sorted(found, key=lambda q: (q.start, q.end))


def _quote(
    text: str, start: int, end: int, speaker: Speaker, mentions: Sequence[FoundMention], *, direct: bool
) -> FoundQuote:
    named = dict.fromkeys(m.actor for m in mentions if start <= m.start and m.end <= end and m.actor != speaker.actor)
    return FoundQuote(
        start, end, text[start:end], speaker.actor, speaker.text, direct, tuple(named), round(speaker.certainty, 2)
    )
