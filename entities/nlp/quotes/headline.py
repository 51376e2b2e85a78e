"""Quotes of the headline, whose speaker only the text below tells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from entities.nlp.quotes.scene import Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entities.nlp.quotes.direct import Said
    from entities.nlp.quotes.scene import Scene

_SURE = 0.7
_ALIKE = 0.7  # share of the headline's words that the quote below holds


def headed(scene: Scene, said: Sequence[Said]) -> list[Said]:
    """Gives the headline's quotes, where their own line doesn't tell, to whom the text has say the same; in an
    interview, to whoever alone answers."""
    end = scene.text.find("\n")
    below = [s for s in said if s.marked.start > end and (s.speaker.actor or s.speaker.text)]
    return [_settled(scene, one, below) if one.marked.end <= end else one for one in said]


def _settled(scene: Scene, one: Said, below: Sequence[Said]) -> Said:
    if one.speaker.certainty >= _SURE:
        return one
    own = _words(scene.text[one.marked.start : one.marked.end])
    for other in below:
        if len(own & _words(scene.text[other.marked.start : other.marked.end])) >= _ALIKE * len(own):
            return replace(one, speaker=replace(other.speaker, certainty=_SURE))
    answering = {s.speaker.actor for s in below if s.marked.open == s.marked.start}  # without marks: labelled turns
    if len(answering) == 1 and (actor := next(iter(answering))) is not None:
        return replace(one, speaker=Speaker(actor, "", _SURE))
    return one


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
