"""Whom phrases without a name mean: "l'archipel", "le ministre", "son ambassadeur", "leurs homologues". PURE."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from entities.known import Kind
from entities.nlp.grammar.antecedents import Context, counterpart
from entities.nlp.grammar.lexicon import singulars, word_set
from entities.nlp.grammar.noun_phrases import Group, Participant, role_noun
from entities.nlp.grammar.tokens import Tag, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFINITE = frozenset({"le", "la", "l'", "les", "ce", "cet", "cette", "ces", "du", "des", "au", "aux"})
_HERE = frozenset({"le", "la", "l'", "ce", "cet", "cette", "du", "au"})
_REMEMBERED = 6  # sentences that a role's holder is remembered for
_LONGEST = 4  # words of a description


@lru_cache(maxsize=1)
def _descriptions() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Words -> codes of those whom they may mean; the second needs a capital."""
    listed = tomllib.loads(files(__package__).joinpath("descriptions.toml").read_text(encoding="utf-8"))
    return _turned(listed["any"]), _turned(listed["capital"])


@lru_cache(maxsize=1)
def _disputed() -> dict[str, tuple[tuple[str, str], ...]]:
    """Place -> the pairs of states that claim it."""
    listed = tomllib.loads(files(__package__).joinpath("disputed.toml").read_text(encoding="utf-8"))
    pairs: dict[str, list[tuple[str, str]]] = {}
    for codes, places in listed.items():
        one, other = codes.split()
        for place in places:
            pairs.setdefault(place, []).append((one, other))
    return {place: tuple(those) for place, those in pairs.items()}


def other_claimant(words: Sequence[Word], own: set[str], context: Context) -> str:
    """The actor whose state disputes a place named in the sentence to one of `own` states, or ""."""
    for i in range(len(words)):
        phrases = [" ".join(w.low for w in words[i : i + length]) for length in (1, 2, 3)]
        for one, other in (pair for phrase in phrases for pair in _disputed().get(phrase, ())):
            code = other if one in own else one if other in own else ""
            key = next((k for k, a in context.actors.items() if code and a.code == code), "")
            if key:
                return key
    return ""


def taken_place(words: Sequence[Word], context: Context) -> tuple[str, str] | None:
    """Who took a disputed place named there, and from whom, where the text names both; pairs are in that order."""
    for word in words:
        for codes in _disputed().get(word.low, ()):
            taker, loser = (next((k for k, a in context.actors.items() if a.code == code), "") for code in codes)
            if taker and loser:
                return taker, loser
    return None


def _turned(by_code: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = {}
    for code, phrases in by_code.items():
        for phrase in phrases:
            codes.setdefault(phrase, []).append(code)
    return {phrase: tuple(found) for phrase, found in codes.items()}


def described(words: list[Word], i: int, before: Sequence[Group], context: Context) -> Participant | None:
    """The participant whose phrase begins with the article or possessive at `i`."""
    low = words[i].low
    if low in word_set("possessives"):
        return _owned(words, i, before, context)
    if low not in DEFINITE or i + 1 >= len(words) or words[i + 1].named:
        return None
    return _known_as(words, i, context) or _holder(words, i, before, context)


def _known_as(words: list[Word], i: int, context: Context) -> Participant | None:
    anyhow, capital = _descriptions()
    for end in range(min(len(words), i + 1 + _LONGEST), i + 1, -1):
        phrase = " ".join(w.low for w in words[i + 1 : end])
        codes = anyhow.get(phrase) or (capital.get(phrase, ()) if words[i + 1].is_capital else ())
        key = _most_spoken_of(codes, context) if codes else ""
        if key and not (end < len(words) and words[end].named):
            plural = words[i].low in ("les", "ces", "des", "aux")
            return Participant(_after_prep(words, i), end, (key,), is_plural=plural)
    return None


def _after_prep(words: list[Word], i: int) -> int:
    """ "du", "aux" are preposition and article at once: the phrase starts behind them."""
    return i + 1 if words[i].prep else i


def _most_spoken_of(codes: tuple[str, ...], context: Context) -> str:
    named = {a.code: k for k, a in context.actors.items() if a.code in codes}
    return named[max(named, key=lambda code: context.states.get(code or "", 0.0))] if named else ""


def _holder(words: list[Word], i: int, before: Sequence[Group], context: Context) -> Participant | None:
    """ "le ministre": the last person whose office says so."""
    noun = _role_at(words, i + 1) if words[i].low in _HERE else ""
    if not noun or (i + 2 < len(words) and (words[i + 2].prep == "de" or words[i + 2].named)):
        return None
    here = [a for g in reversed(before) for a in g.actors if context.actors[a].kind == Kind.PERSON]
    earlier = [a for n, a in context.persons if n >= context.sentence - _REMEMBERED]
    for key in dict.fromkeys([*here, *earlier]):
        if noun in (context.actors[key].role or "").lower().split():
            return Participant(_after_prep(words, i), i + 2, (key,), is_person=True, is_pronoun=True)
    return None


def _role_at(words: list[Word], j: int) -> str:
    noun = role_noun(words[j].low)
    return noun if noun in word_set("roles") and noun == words[j].low else ""


def _owned(words: list[Word], i: int, before: Sequence[Group], context: Context) -> Participant | None:
    """ "son ambassadeur", "leurs marines", "ses homologues" """
    j = i + 1
    while j < len(words) and j <= i + 2 and words[j].tag is Tag.NOUN and not _names_part(words[j].low):
        j += 1
    if j >= len(words) or words[j].named or not _names_part(words[j].low):
        return None
    if j + 1 < len(words) and words[j + 1].named:
        return None
    owner = _owner(words, before, words[i].low, context)
    other = any(s in word_set("counterparts") for s in singulars(words[j].low))
    if other:
        owner = counterpart(before, context, owner, hostile=False) if owner else ()
    elif not _is_own_part(words, i, j):
        return None
    plural = words[j].low.endswith(("s", "x"))
    return Participant(i, j + 1, owner, is_pronoun=True, is_plural=plural) if owner else None


def _names_part(low: str) -> bool:
    return bool(role_noun(low)) or any(s in word_set("counterparts") for s in singulars(low))


def _is_own_part(words: list[Word], i: int, j: int) -> bool:
    """ "son ambassadeur" wherever it stands; "ses troupes" where they begin a clause."""
    if role_noun(words[j].low) in word_set("roles") or words[j].low in ("pays", "gouvernement"):
        return True
    return i == 0 or words[i - 1].tag in (Tag.PUNCTUATION, Tag.CONJUNCTION, Tag.SUBORDINATOR)


def _owner(words: list[Word], before: Sequence[Group], low: str, context: Context) -> tuple[str, ...]:
    bare = [g for g in reversed(before) if g.prep == "" and g.acts]
    here = [g.actors for g in bare if _leads(words, g)] + [g.actors for g in bare]
    earlier = [s.actors for s in context.subjects if s.sentence >= context.sentence - 1]
    several = low in ("leur", "leurs")
    return next((actors for actors in (*here, *earlier) if (len(actors) > 1) == several), ())


def _leads(words: list[Word], group: Group) -> bool:
    """Whether a verb follows the group: then it is a subject."""
    i = group.end
    while i < len(words) and (words[i].tag in (Tag.ADVERB, Tag.CLITIC) or words[i].low in (",", "qui")):
        i += 1
    return i < len(words) and words[i].tag is Tag.VERB
