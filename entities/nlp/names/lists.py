"""Names that a list gives away: « A, B et C », « Barack et Michelle Obama », a side's line-up. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entities.nlp.names.runs import Run
from entities.nlp.names.surface import Surface

_BETWEEN = re.compile(r"\s?,(?: et| ou| puis)? |\s(?:et|ou|puis)\s")
_AND = re.compile(r"\s(?:et|&)\s")
_LINE = re.compile(r"^[ \t•*–-]*(?P<name>[^\W\d_][^()\n:;,!?]{1,40}?)\s*(?P<tally>\([^()\n]{1,40}\))?[ \t]*$", re.M)
_FEWEST_LINES = 5
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class _Item:
    first: int
    last: int
    is_person: bool


def listed_runs(surface: Surface, persons: Mapping[int, int]) -> Iterator[Run]:
    """Names in a coordination most of whose members are persons. `persons`: first word → last word of those found."""
    for items in _coordinations(surface, persons):
        found = sum(item.is_person for item in items)
        if found * 2 < len(items) or len(items) < 2:
            continue
        for number, item in enumerate(items):
            if not item.is_person and (item.first < item.last or (found > 1 and number)):
                yield Run(item.first, item.last, "rule")


def _coordinations(surface: Surface, persons: Mapping[int, int]) -> Iterator[list[_Item]]:
    """Runs of names joined by commas and « et », the last pair at least by « et »; none holds a name of something
    else."""
    items: list[_Item] = []
    joints: list[str] = []
    index = 0
    while index < len(surface.words):
        item = _item(surface, persons, index)
        if item is None:
            index += 1
            continue
        items.append(item)
        joint = surface.gap(item.last) if item.last + 1 < len(surface.words) else ""
        after = _after_joint(surface, item.last) if joint else None
        if after is not None and _item(surface, persons, after[0]):
            joints.append(after[1])
            index = after[0]
            continue
        if joints and joints[-1].strip() != ",":
            yield items
        items, joints, index = [], [], item.last + 1


def _after_joint(surface: Surface, last: int) -> tuple[int, str] | None:
    """The word after « , » or « et », and what joins it."""
    match = _BETWEEN.match(surface.text, surface.words[last].end)
    if match is None:
        return None
    after = last + 1 if match.group().strip() == "," else last + 2
    if after < len(surface.words) and surface.words[after].start == match.end():
        return after, match.group()
    return None


def _item(surface: Surface, persons: Mapping[int, int], index: int) -> _Item | None:
    if index in persons:
        return _Item(index, persons[index], is_person=True)
    if not surface.may_begin(index):
        return None
    return _Item(*surface.name_from(index, stop=index + _LONGEST), is_person=False)


def shared_families(surface: Surface, persons: Mapping[int, int], given_names: frozenset[str]) -> Iterator[Run]:
    """Given names before « et » and a full name, whose family name they share: from the given name to the full one's
    last word."""
    for first, last in persons.items():
        own = first - 2
        if own < 0 or last == first or own in persons or surface.words[first].folded not in given_names:
            continue
        between = surface.text[surface.words[own].end : surface.words[first].start]
        is_given = surface.words[own].folded in given_names and surface.may_begin(own)
        if is_given and _AND.fullmatch(between) and not _continues_name(surface, own):
            yield Run(own, last, "rule")


def _continues_name(surface: Surface, index: int) -> bool:
    """Whether a capitalised word or a particle touches this word from the left: « Philippe d'Hugues »."""
    if not index or surface.gap(index - 1) not in {" ", "-", "'"}:
        return False
    before = surface.words[index - 1]
    return before.is_capitalised or (surface.gap(index - 1) == "'" and before.folded == "d")


def line_ups(surface: Surface, families: frozenset[str], given_names: frozenset[str]) -> Iterator[Run]:
    """Names in sheets of lines that hold nothing but a name, most with a tally: « Simonet (6 buts) ». Somebody on one
    of them must be known otherwise, by the family name or by a given name."""
    sheets = [runs for block in _sheets(surface.text) if (runs := _sheet_runs(surface, block))]
    for run in (run for runs in sheets for run in runs):
        words = {word.folded for word in surface.words[run.first : run.last + 1]}
        if words & families or (len(words) > 1 and words & given_names):
            yield from (run for runs in sheets for run in runs)
            return


def _sheet_runs(surface: Surface, block: list[re.Match[str]]) -> list[Run]:
    """The names of a block whose lines are mostly names, most with a tally."""
    runs = [run for line in block if (run := _sheet_name(surface, *line.span("name"))) is not None]
    tallied = sum(line["tally"] is not None for line in block)
    return runs if 2 * tallied > len(block) and len(runs) * 4 > len(block) * 3 else []


def _sheets(text: str) -> Iterator[list[re.Match[str]]]:
    """Blocks of lines that may be a sheet's, an empty line between two allowed."""
    block: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        if block and text[block[-1].end() : line.start()].strip("\n") == "":
            block.append(line)
            continue
        if len(block) >= _FEWEST_LINES:
            yield block
        block = [line]
    if len(block) >= _FEWEST_LINES:
        yield block


def _sheet_name(surface: Surface, start: int, end: int) -> Run | None:
    indexes = surface.indexes(start, end)
    if not indexes or any(i in surface.taken for i in indexes) or not surface.may_begin(indexes[0]):
        return None
    first, last = surface.name_from(indexes[0], stop=indexes[-1])
    return Run(first, last, "rule") if last == indexes[-1] else None
