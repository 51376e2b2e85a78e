"""Interviews, transcripts and headlines: "Name. – What is said", "L.F. : what is said", without quotation marks.

Whoever asks the questions, or presents the news, is no speaker of a quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.nlp.found import NEW
from entities.nlp.quotes.direct import Said
from entities.nlp.quotes.hearers import NOBODY_TOLD, Addressee
from entities.nlp.quotes.marks import Marked
from entities.nlp.quotes.scene import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from entities.nlp.quotes.scene import Scene

_LABEL = re.compile(
    r"^[ \t*_#>]*(?:(?:MM?\.|Mme|Mlle|Le président|Le premier ministre)\s+)?"
    r"(?P<who>[^\W\d_](?:[\w.'-]|[^\S\n](?=[^\W\d_])){0,45}?\.?)[*_]*"
    r"\s*+(?:\([^)\n]{1,60}\)\s*+)?(?:\.?\s*[-–—](?=\s)|\s?:)[*_]*\s+(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
_ANSWERS = frozenset({"r", "réponse", "rep", "rép"})
_ASKS = frozenset({"q", "question", "questions"})
_GREETINGS = frozenset({"bonjour", "bonsoir", "bienvenue", "invité", "invitée", "recevons", "accueillons"})
_FEWEST_WORDS = 4
_LONGEST_LABEL = 5  # words
_OPENERS = '«“„"<'


@dataclass(frozen=True, slots=True)
class _Turn:
    start: int  # of the words said
    end: int
    label: str
    actor: str | None


def find_labelled(scene: Scene, direct: Sequence[Said]) -> list[Said]:
    """The rest of each paragraph that a person's name opens as a label, unless quotation marks hold words in it."""
    turns = list(_turns(scene))
    labels = [(t.start - len(t.label) - 8, t.start) for t in turns]
    askers = _askers(scene, turns, labels)
    found, asker = [], NOBODY_TOLD
    for turn in turns:
        if turn.actor is None or turn.actor in askers:
            asker = Addressee(turn.actor) if _asks(scene, turn, turns) else NOBODY_TOLD
        is_told = any(s.marked.start < turn.end and turn.start < s.marked.end for s in direct)
        too_short = len(scene.text[turn.start : turn.end].split()) < (_FEWEST_WORDS if len(turns) < 3 else 2)
        if turn.actor is None or turn.actor in askers or is_told or too_short:
            continue
        span = Marked(turn.start, turn.end, turn.start, turn.end)
        told = asker if asker.actor != turn.actor else NOBODY_TOLD
        found.append(Said(span, Speaker(turn.actor, turn.label, 0.8), told))
    return found


def _turns(scene: Scene) -> Iterable[_Turn]:
    interviewee: str | None = None
    for found in _LABEL.finditer(scene.text):
        end = scene.text.find("\n", found.end())
        end = len(scene.text) if end < 0 else end
        label = found["who"].strip()
        if len(label.split()) > _LONGEST_LABEL or scene.text[found.end()] in _OPENERS or found.end() >= end:
            continue
        actor = _named(scene, found.start(), found.end("who")) or _by_initials(scene, label)
        if actor is None and label.casefold().rstrip(".") in _ANSWERS:
            interviewee = interviewee or _guest(scene, found.start())
            actor = interviewee
        if actor is not None or label.casefold().rstrip(".") in _ASKS:
            yield _Turn(found.end(), end, label, actor)


def _named(scene: Scene, start: int, end: int) -> str | None:
    """The person whose mention the label is."""
    return next(
        (m.actor for m in scene.mentions_from(start, end) if m.end >= end - 1 and scene.is_person(m.actor)), None
    )


def _by_initials(scene: Scene, label: str) -> str | None:
    """ "L.F." or "E. HIRAYAMA" for whom the text names in full."""
    parts = [p for p in re.split(r"[.\s]+", label) if p]
    if not parts or len(parts) > 4 or not any(len(p) == 1 for p in parts) or not label[0].isupper():
        return None
    names = {(m.actor, m.text) for m in scene.mentions} | {(key, actor.name) for key, actor in scene.actors.items()}
    fitting = {key for key, name in names if scene.is_person(key) and _fits(parts, name)}
    return next(iter(fitting)) if len(fitting) == 1 else None


def _fits(parts: list[str], name: str) -> bool:
    words = re.split(r"[\s-]+", name.casefold())
    if len(parts) != len(words) and not (len(parts) == 2 and len(words) > 2):
        return False
    chosen = words if len(parts) == len(words) else [words[0], words[-1]]
    return all(w.startswith(p.casefold()) for p, w in zip(parts, chosen, strict=True))


def _guest(scene: Scene, before: int) -> str | None:
    """The first person, before the labels, of whom a sentence tells."""
    seen = [s for k in range(len(scene.readings)) for s in scene.seen(k) if s.at < before]
    return next((s.actor for s in seen if s.is_subject), seen[0].actor if seen else None)


def _askers(scene: Scene, turns: Sequence[_Turn], labels: Sequence[tuple[int, int]]) -> set[str]:
    """Who asks in half of the turns or more, and whom the text, several speaking, never introduces."""
    found = set()
    for actor in {t.actor for t in turns if t.actor is not None}:
        own = [t for t in turns if t.actor == actor]
        is_stranger = actor.startswith(NEW) and not _is_introduced(scene, actor, labels)
        if _asked(scene, own) * 2 >= len(own) or is_stranger:
            found.add(actor)
    return found


def _asked(scene: Scene, turns: Sequence[_Turn]) -> int:
    """How many of the turns end as questions."""
    return sum(scene.text[t.start : t.end].rstrip(" »").endswith("?") for t in turns)


def _asks(scene: Scene, turn: _Turn, turns: Sequence[_Turn]) -> bool:
    """Whether what follows the turn answers it: a question, or a remark of who asks mostly."""
    own = [t for t in turns if t.actor == turn.actor]
    return bool(_asked(scene, [turn])) or _asked(scene, own) * 2 >= len(own)


def _is_introduced(scene: Scene, actor: str, labels: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence tells of the person, gives a trade or greets, outside the labels."""
    for k in range(len(scene.readings)):
        is_greeted = any(w.low in _GREETINGS for w in scene.readings[k].words)
        for sighting in scene.seen(k):
            is_label = any(start <= sighting.at < end for start, end in labels)
            tells = bool(sighting.nouns) and (sighting.is_subject or sighting.has_trade or is_greeted)
            if sighting.actor == actor and tells and not is_label:
                return True
    return False
