"""Names of nobody known, as French announces them: « la Chinoise Yin Junhua », « son propriétaire, Evgeny Lebedev »,
« sa fille Chelsea », « Yoann, 15 ans ». PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from entities.known import Form
from entities.nlp.names.gazetteer import Match
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.runs import Run
from entities.nlp.names.surface import Surface

_AGE = re.compile(r",? \(?\d{1,3} ans\b|, âgée? de \d")
_CLOSED = re.compile(r"\s?[,.;:)(\n»]|$")
_COMMA = re.compile(r"\s?, ")
_FEMININE = re.compile(r"(?:ienne|aine|aise|oise|ande|agnole|hoise)$")
_COMPLEMENT = 6  # words: « la nouvelle maire de la ville, »
_BEFORE_SUBJECTS = frozenset({"et", "avec", "par", "que", "pour", "selon", "a", "chez"})
_LONGEST = 4
_SHORTEST = 3


def announced_runs(surface: Surface, matches: Sequence[Match]) -> Iterator[Run]:
    """Names of two words and more after a people's noun or what somebody is, or before an age."""
    peoples = {m.last + 1: m for m in matches if any(e.form in (Form.PEOPLE, Form.ADJECTIVE) for e in m.entries)}
    for index in range(len(surface.words)):
        if not surface.may_begin(index):
            continue
        first, last = surface.name_from(index, stop=index + _LONGEST)
        if first < last and (
            _follows_people(surface, peoples.get(first), first)
            or _follows_noun(surface, first, last)
            or _AGE.match(surface.text, surface.words[last].end)
            or _is_explained(surface, last)
        ):
            yield Run(first, last, "rule")


def announced_words(
    surface: Surface, matches: Sequence[Match], given_names: frozenset[str], by_model: frozenset[int]
) -> Iterator[int]:
    """Words that are a person's only name: a relative's, a ruler's, one whose age is told, « la Japonaise Miyake », or
    a given name that the model takes for a person's."""
    peoples = {m.last + 1: m for m in matches if any(e.form == Form.PEOPLE for e in m.entries)}
    families = {m.first for m in matches if m.is_family_only}
    for index, word in enumerate(surface.words):
        if not surface.may_begin(index) or surface.name_from(index, stop=index + 1)[1] > index:
            continue
        if index in families and not (index and surface.words[index - 1].folded in PATTERNS.royal):
            continue
        is_given = word.folded in given_names
        if (
            _follows_announcement(surface, index)
            or _is_womans(surface, peoples.get(index), index)
            or (is_given and index in by_model and _stands_as_subject(surface, index))
            or ((is_given or index in by_model) and _AGE.match(surface.text, word.end))
        ):
            yield index


def _follows_announcement(surface: Surface, index: int) -> bool:
    """« sa fille Chelsea », « son mari, Koji, », « le roi Salmane »."""
    word = surface.words[index]
    if not index or len(word.text) < _SHORTEST or word.is_all_capitals:
        return False
    before, gap = surface.words[index - 1].folded, surface.gap(index - 1)
    if gap == " ":
        return before in PATTERNS.relatives or before in PATTERNS.crowns
    return before in PATTERNS.relatives and bool(_COMMA.fullmatch(gap) and _COMMA.match(surface.text, word.end))


def _stands_as_subject(surface: Surface, index: int) -> bool:
    """Not after an article or a noun: « les missiles Taurus », « des Caesar »."""
    is_apart = not index or surface.gap(index - 1) != " " or surface.words[index - 1].folded in _BEFORE_SUBJECTS
    return is_apart and surface.words[index].folded not in surface.small


def _follows_people(surface: Surface, match: Match | None, first: int) -> bool:
    """After « le Japonais », « une Chinoise », « l'américaine »; a firm may follow « le japonais »."""
    if match is None or surface.gap(first - 1) != " " or not match.first:
        return False
    if surface.words[match.first - 1].folded not in PATTERNS.articles:
        return False
    is_noun = any(entry.form == Form.PEOPLE for entry in match.entries)
    return is_noun or bool(_FEMININE.search(surface.words[match.last].folded))


def _is_explained(surface: Surface, last: int) -> bool:
    """Before a comma and what somebody is: « Esdras Ndikumana, journaliste burundais »."""
    after = last + 1
    if after >= len(surface.words) or not _COMMA.fullmatch(surface.gap(last)):
        return False
    if surface.words[after].folded in PATTERNS.articles and after + 1 < len(surface.words):
        after += 1
    return surface.words[after].folded in PATTERNS.nouns and not surface.gap(after - 1).strip(", '")


def _is_womans(surface: Surface, match: Match | None, index: int) -> bool:
    """Whether the single word after a people's noun is a woman's name: a firm may follow « le Japonais »."""
    word = surface.words[index]
    return bool(
        match
        and match.first
        and surface.gap(match.last) == " "
        and surface.words[match.first - 1].folded in {"la", "l", "une"}
        and _FEMININE.search(surface.words[match.last].folded)
        and len(word.text) >= _SHORTEST
        and not word.is_all_capitals
    )


def _follows_noun(surface: Surface, first: int, last: int) -> bool:
    """Right after what somebody is, with an adjective between at most; or set off by commas, after its complement."""
    gap = surface.gap(first - 1) if first else ""
    if gap == " ":
        before = surface.words[max(0, first - 2) : first]
        if before[-1].folded in PATTERNS.nouns:
            return True
        is_adjective = first - 1 in surface.adjectives
        return len(before) == 2 and is_adjective and before[0].folded in PATTERNS.nouns
    if not _COMMA.fullmatch(gap) or not _CLOSED.match(surface.text, surface.words[last].end):
        return False
    return any(surface.words[i].folded in PATTERNS.nouns for i in _complement(surface, first - 1))


def _complement(surface: Surface, index: int) -> Iterator[int]:
    """From this word back to what its phrase is of: « fondateur de Snapchat »."""
    for steps in range(_COMPLEMENT):
        yield index - steps
        word = surface.words[index - steps]
        is_inside = (
            word.is_capitalised or word.folded in PATTERNS.of_words or index - steps in surface.adjectives or not steps
        )
        if index - steps < 1 or not is_inside or surface.gap(index - steps - 1) not in {" ", "-", "'"}:
            return
