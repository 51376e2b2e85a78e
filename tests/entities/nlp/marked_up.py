"""Gold texts with their mentions marked up: "[Le Japon](JP) a reçu [Tusk](Tusk@PL)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from entities.known import Form, Kind
from entities.nlp import pipeline
from entities.nlp.found import FoundActor, FoundMention

_MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_FEMININE = {"FR", "RU", "CN", "GR", "TR", "DE", "NO", "SE", "PL", "IN", "SI", "HU", "BG", "CO", "BY"}
_NAMES = {
    "NATO": "Organisation du traité de l'Atlantique nord",
    "EU": "Union européenne",
    "UN": "Organisation des Nations unies",
}


@dataclass
class Marked:
    text: str
    mentions: list[FoundMention]
    actors: dict[str, FoundActor]
    expected: list[str] = field(default_factory=list)
    missed: str = ""

    @property
    def doc(self) -> Doc:
        return parsed(self.text)


@cache
def parsed(text: str) -> Doc:
    return pipeline.parse(pipeline.load(), text)


def mark_up(source: str) -> Marked:
    text, mentions, actors, last = "", [], {}, 0
    for found in _MARK.finditer(source):
        text += source[last : found.start()]
        actor = _actor(found[2])
        actors[actor.key] = actor
        mentions.append(_mention(len(text), found[1], actor))
        text += found[1]
        last = found.end()
    return Marked(text + source[last:], mentions, actors)


def _actor(code: str) -> FoundActor:
    if "@" in code:
        name, country = code.split("@")
        return FoundActor(name, Kind.PERSON, name, country)
    if code in _NAMES:
        return FoundActor(code, Kind.ORGANISATION, _NAMES[code], code, code)
    return FoundActor(code, Kind.COUNTRY, f"{code}e" if code in _FEMININE else code, code, code)


def _mention(start: int, text: str, actor: FoundActor) -> FoundMention:
    form = Form.NAME
    if text[0].islower() and actor.kind != Kind.PERSON and not re.match(r"l[ae']s? ?[A-ZÉ]", text):
        form = Form.ADJECTIVE
    shift = 0
    if article := re.match(r"(?:[Ll]a |[Ll]es? |[Ll]')", text):
        shift = article.end()  # name finders leave the article out
    return FoundMention(start + shift, start + len(text), text[shift:], actor.key, form, "gold")


def read_gold(path: Path) -> list[Marked]:
    """One entry a blank-line block: the text, then its expectations, indented."""
    entries = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if not lines:
            continue
        entry = mark_up("\n".join(line for line in lines if not line.startswith("    ")))
        for line in (line.strip() for line in lines if line.startswith("    ")):
            if line.startswith("missed:"):
                entry.missed = line.removeprefix("missed:").strip()
            else:
                entry.expected.append(line)
        entries.append(entry)
    return entries
