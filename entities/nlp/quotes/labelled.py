"""Interviews and headlines: "Name. – What is said", "Name : what is said", without quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entities.known import Kind
from entities.nlp.quotes.direct import Said
from entities.nlp.quotes.marks import Marked
from entities.nlp.quotes.scene import Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entities.nlp.found import FoundActor, FoundMention

_LABEL_END = re.compile(r"\s*(?:\([^)\n]{1,60}\)\s*)?(?:\.\s*[-–—]|\s:|:|\s[-–—])\s+(?![«“„\"])")
_CIVILITY = re.compile(r"^(?:MM?\.|Mme|Mlle|Le président|Le premier ministre)?\s*$", re.IGNORECASE)
_FEWEST_WORDS = 4


def find_labelled(
    text: str, mentions: Sequence[FoundMention], actors: Mapping[str, FoundActor], direct: Sequence[Said]
) -> list[Said]:
    """The rest of each paragraph that a person's name opens as a label, unless quotation marks hold words in it."""
    found = []
    for mention in mentions:
        actor = actors.get(mention.actor)
        line = text.rfind("\n", 0, mention.start) + 1
        if actor is None or actor.kind != Kind.PERSON or not _CIVILITY.match(text[line : mention.start]):
            continue
        label = _LABEL_END.match(text, mention.end)
        end = text.find("\n", mention.end)
        end = len(text) if end < 0 else end
        if label is None or len(text[label.end() : end].split()) < _FEWEST_WORDS:
            continue
        if any(s.marked.start < end and label.end() < s.marked.end for s in direct):
            continue
        span = Marked(label.end(), end, label.end(), end)
        found.append(Said(span, Speaker(actor.key, mention.text, 0.8)))
    return found
