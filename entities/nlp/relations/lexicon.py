"""The pattern files as frozen values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from entities.nlp.found import RelationType
from entities.nlp.grammar.lexicon import singulars

_ARMED = frozenset({"arms", "vessels"})
_DESIGNATION = re.compile(
    r"(?:tu|su|il|mig|yak|an|ka|mi|f|b|p|e|rc|u|fa|mq|rq|kc|s|ss|patriot|bastion)-\d{1,4}\w{0,3}"
)  # Tu-95


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """See the head of patterns/verbs.toml."""

    type: RelationType
    slots: Mapping[str, str]
    within: bool = False
    mutual: bool = False
    infinitive: bool = False
    alone: bool = False
    passive: bool = False
    pair: bool = False
    planned: bool = False
    armed: bool = False
    subject: str = ""
    nouns: tuple[str, ...] = ()
    as_nouns: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()

    @property
    def is_particular(self) -> bool:
        """Whether words beside the verb decide: such frames are tried first."""
        return bool(self.nouns or self.as_nouns or self.armed)


@dataclass(frozen=True, slots=True)
class NounFrame:
    """See the head of patterns/nouns.toml."""

    type: RelationType
    word: str
    slots: Mapping[str, str]
    with_words: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    needs_verb: frozenset[str] = frozenset()
    of_groups: tuple[str, ...] = ()  # its complement is one of these
    within: bool = False
    alone: bool = False
    standing: bool = False

    @property
    def is_mutual(self) -> bool:
        return "party" in self.slots.values()


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: Mapping[str, tuple[VerbFrame, ...]]  # by name: "livrer", "s'opposer"
    nouns: Mapping[str, tuple[NounFrame, ...]]  # by singular
    counter: frozenset[str]
    counter_nouns: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    sports: frozenset[str]
    receiving: frozenset[str]
    light: frozenset[str]
    wishing: frozenset[str]
    against: frozenset[str]
    joining: frozenset[str]
    denying: frozenset[str]
    declining: frozenset[str]
    stopping_verbs: frozenset[str]
    stopping_nouns: frozenset[str]
    stopped: Mapping[RelationType, RelationType]
    modes: Mapping[str, frozenset[str]]

    def noun_frames(self, low: str) -> tuple[NounFrame, ...]:
        return next((self.nouns[s] for s in singulars(low) if s in self.nouns), ())

    def is_in_group(self, low: str, group: str) -> bool:
        if group in _ARMED and _DESIGNATION.fullmatch(low):
            return True
        return any(s in self.groups[group] for s in singulars(low))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"patterns/{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Made once a process."""
    nouns, modes = _load("nouns"), _load("modes")
    stopping = nouns["stopping"]
    return Lexicon(
        verbs=_verb_frames(),
        nouns=_noun_frames(nouns["noun"]),
        counter=frozenset(_load("verbs")["counter"]),
        counter_nouns=frozenset(nouns["counter"]),
        groups={name: frozenset(listed) for name, listed in nouns["groups"].items()},
        sports=frozenset(form for word in nouns["sports"] for form in (word, f"{word}s", f"{word}x")),
        receiving=frozenset(nouns["receiving"]),
        light=frozenset(nouns["light"]),
        wishing=frozenset(nouns["wishing"]),
        against=frozenset(nouns["against"]),
        joining=frozenset(nouns["joining"]),
        denying=frozenset(stopping["denying"]),
        declining=frozenset(stopping["declining"]),
        stopping_verbs=frozenset(stopping["verbs"]),
        stopping_nouns=frozenset(stopping["nouns"]),
        stopped={RelationType(k): RelationType(v) for k, v in stopping["types"].items()},
        modes={name: frozenset(listed) for name, listed in modes.items()},
    )


def _verb_frames() -> dict[str, tuple[VerbFrame, ...]]:
    found: dict[str, tuple[VerbFrame, ...]] = {}
    for entry in _load("verbs")["frame"]:
        frame = VerbFrame(
            RelationType(entry["type"]),
            entry["slots"],
            **{
                k: entry[k]
                for k in ("within", "mutual", "infinitive", "alone", "passive", "pair", "planned", "armed", "subject")
                if k in entry
            },
            nouns=tuple(entry.get("nouns", ())),
            as_nouns=tuple(entry.get("as", ())),
            unless=frozenset(entry.get("unless", ())),
        )
        for name in entry["verbs"]:
            found[name] = (*found.get(name, ()), frame)
    return {name: tuple(sorted(frames, key=lambda f: not f.is_particular)) for name, frames in found.items()}


def _noun_frames(entries: list[dict[str, Any]]) -> dict[str, tuple[NounFrame, ...]]:
    found: dict[str, tuple[NounFrame, ...]] = {}
    for entry in entries:
        for word in entry["words"]:
            frame = NounFrame(
                RelationType(entry["type"]),
                word,
                entry["slots"],
                frozenset(entry.get("with", ())),
                frozenset(entry.get("unless", ())),
                frozenset(entry.get("needs_verb", ())),
                tuple(entry.get("of", ())),
                **{k: entry[k] for k in ("within", "alone", "standing") if k in entry},
            )
            found[word] = (*found.get(word, ()), frame)
    return {word: tuple(sorted(frames, key=lambda f: not f.with_words)) for word, frames in found.items()}
