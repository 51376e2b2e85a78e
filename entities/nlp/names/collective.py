"""Titles that several share: « les ministres russes des Affaires étrangères et de la Défense, X et Y », « les
présidents russe et américain », « son homologue japonais ». PURE.

Each becomes a role of its own, as if it stood alone, and tells which name is whose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from entities.nlp.found import FoundMention
from entities.nlp.names.roles import Role, RoleFinder, States
from entities.nlp.sentences import sentence_span
from entities.nlp.words import Word

Offices = Callable[[str], Mapping[str, str]]  # key of an actor → office → for whom

_SINGULAR = {
    "ministres": "ministre", "presidents": "president", "chanceliers": "chancelier", "empereurs": "empereur",
    "rois": "roi", "ambassadeurs": "ambassadeur", "chefs": "chef", "secretaires": "secretaire",
}  # fmt: skip
_COUNTERPARTS = frozenset({"homologue", "homologues"})
_OF = frozenset({"de", "du", "des", "d"})
_LONGEST_PART = 7


def shared_roles(text: str, words: Sequence[Word], states: States, finder: RoleFinder) -> Iterator[tuple[Role, ...]]:
    """The roles of every collective title of two parts or two states, in order."""
    for index, word in enumerate(words):
        if word.folded not in _SINGULAR:
            continue
        shared = _of_states(text, words, states, finder, index) or _of_parts(text, words, states, finder, index)
        if shared:
            yield shared


def _of_states(text: str, words: Sequence[Word], states: States, finder: RoleFinder, head: int) -> tuple[Role, ...]:
    """« les présidents russe et américain », « les ministres russe et japonais des Affaires étrangères »."""
    after = head + 1
    codes = states.adjectives.get(after), states.adjectives.get(after + 2)
    if None in codes or codes[0] == codes[1] or words[after + 1].folded != "et":
        return ()
    first = head - 1 if head and words[head - 1].folded == "premiers" else head
    title = ("premier " if first < head else "") + _SINGULAR[words[head].folded]
    part = _part(text, words, finder, head, after + 3)
    keys = part.offices if part else frozenset(office.key for office in finder.offices_of(title) if not office.of)
    spans = ((first, after), (after + 2, part.last if part else after + 2))
    return tuple(
        Role(a, b, part.title if part else title, keys, frozenset({code}), is_shared=True)
        for (a, b), code in zip(spans, codes, strict=True)
        if code and keys
    )


def _of_parts(text: str, words: Sequence[Word], states: States, finder: RoleFinder, head: int) -> tuple[Role, ...]:
    """« les ministres russes des Affaires étrangères et de la Défense »."""
    adjectives, roles = set[str](), list[Role]()
    index, last = head + 1, head
    while index in states.adjectives:
        adjectives.add(states.adjectives[index])
        index += 1
    while index < len(words) and words[index].folded in _OF:
        role = _part(text, words, finder, head, index)
        if role is None:
            break
        roles.append(replace(role, first=index if roles else head))
        last = index = role.last + 1
        while index in states.adjectives:
            adjectives.add(states.adjectives[index])
            last = index = index + 1
        if index < len(words) and words[index].folded == "et":
            index += 1
    if len(roles) < 2:
        return ()
    roles[-1] = replace(roles[-1], last=last - 1)
    return tuple(replace(role, countries=frozenset(adjectives), is_shared=True) for role in roles)


def _part(text: str, words: Sequence[Word], finder: RoleFinder, head: int, index: int) -> Role | None:
    """The longest « des Affaires étrangères » here that makes a title with the head."""
    own = _SINGULAR[words[head].folded]
    if index >= len(words) or words[index].folded not in _OF:
        return None
    for last in range(min(index + _LONGEST_PART, len(words) - 1), index, -1):
        if set(text[words[index].start : words[last].end]) & set(",;:.!?\n()«»"):
            continue
        part = " ".join(word.folded for word in words[index : last + 1])
        offices = finder.offices_of(f"{own} {part}")
        if offices:
            title = f"{own} {text[words[index].start : words[last].end]}"
            return Role(index, last, title, frozenset(o.key for o in offices), frozenset())
    return None


def counterparts(
    text: str, words: Sequence[Word], states: States, named: Sequence[FoundMention], offices_of: Offices
) -> Iterator[Role]:
    """« son homologue japonais », « ses homologues chinois et coréen »: the office of the last person named before in
    the sentence, of each of these states. `offices_of`: the offices that an actor holds, and for whom."""
    for index, word in enumerate(words[:-1]):
        if word.folded not in _COUNTERPARTS:
            continue
        spans = _states_after(words, states, index)
        if (len(spans) == 1) != (word.folded == "homologue"):
            continue  # « homologues japonais » may be any number of persons
        first, _last = sentence_span(text, word.start, word.end)
        before = [mention for mention in named if first <= mention.start and mention.end <= word.start]
        own = offices_of(before[-1].actor) if before else {}
        for start, last, code in spans:
            keys = {office for office, country in own.items() if country != code}
            if len(keys) == 1:
                yield Role(start, last, "", frozenset(keys), frozenset({code}), is_shared=True)


def _states_after(words: Sequence[Word], states: States, head: int) -> list[tuple[int, int, str]]:
    """The adjectives of states enumerated after a noun, each with the words that mean one bearer: first, last, code."""
    spans, index = list[tuple[int, int, str]](), head + 1
    while index in states.adjectives:
        spans.append((index if spans else head, index, states.adjectives[index]))
        is_joined = index + 1 < len(words) and words[index + 1].folded == "et"
        index += 2 if is_joined else 1
    return spans


def names_after(
    shared: Sequence[Role], text: str, words: Sequence[Word], named: Mapping[int, int]
) -> Iterator[tuple[int, Role]]:
    """First words of the names that follow a collective title at once, each with its own role: as many as roles.
    `named`: first word → last word of the persons' names."""
    index, found = shared[-1].last + 1, list[int]()
    while len(found) < len(shared) and index < len(words):
        gap = text[words[index - 1].end : words[index].start]
        if set(gap) & set(";:.!?\n()«»"):
            break
        if index in named:
            found.append(index)
            index = named[index] + 1
        elif words[index].folded in {"et", "m", "mm", "mme"}:
            index += 1
        else:
            break
    if len(found) == len(shared):
        yield from zip(found, shared, strict=True)
