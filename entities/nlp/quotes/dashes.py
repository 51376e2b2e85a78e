"""Dialogue dashes: "– On la touche d'ici, grogne X. Il faut la voir.": a paragraph of speech with an incise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entities.nlp.quotes.direct import Said
from entities.nlp.quotes.inverted import after_verb
from entities.nlp.quotes.marks import Marked
from entities.nlp.quotes.speakers import speaks

if TYPE_CHECKING:
    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.scene import Scene, Speaker

_DASHED = re.compile(r"^[ \t]*[-–—][ \t]*(?=[^\W\d_])(?P<said>[^\n]+)", re.MULTILINE)


def find_dashed(scene: Scene) -> list[Said]:
    """The words before the incise, and those of the sentences after it."""
    found: list[Said] = []
    for line in _DASHED.finditer(scene.text):
        start, end = line.span("said")
        if any(m.open < end and start < m.close for m in scene.marked):
            continue
        found.extend(_said_in(scene, start, end))
    return found


def _said_in(scene: Scene, start: int, end: int) -> list[Said]:
    for reading in scene.near(start, end - 1):
        for verb in reading.verbs:
            position = reading.words[verb.start].start
            if not start < position < end or (speaker := _of_incise(scene, reading, verb)) is None:
                continue
            scene.note(scene.index_of(reading), position, speaker)
            pieces = [_piece(scene, start, reading.words[verb.start - 1].start)]
            if reading.sentence.end < end:
                pieces.append(_piece(scene, reading.sentence.end, end))
            return [Said(p, speaker) for p in pieces if p.start < p.end]
    return []


def _of_incise(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    if not verb.start or not verb.is_finite or reading.words[verb.start - 1].low not in (",", "?", "!"):
        return None
    if not speaks(verb, "inverted") and not (speaks(verb) and verb.inverted):
        return None
    return after_verb(scene, reading, verb, any_noun=True, far=True)


def _piece(scene: Scene, start: int, end: int) -> Marked:
    while start < end and scene.text[start].isspace():
        start += 1
    while end > start and scene.text[end - 1].isspace():
        end -= 1
    return Marked(start, end, start, end)
