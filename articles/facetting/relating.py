"""What articles state between two states, and what either is quoted to say of the other, as columns from memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from articles.addresses import Axis
from articles.facetting.newest import newest
from articles.facetting.pairing import UNDATED_LAST, sentences
from articles.facetting.stating import within_years
from articles.facetting.told import SOMEBODY
from articles.sameness import firsts_alike
from entities.nlp.found import RECIPROCAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from articles.facetting.archive import Archive, Part
    from articles.facetting.postings import Numbers

    Column = NDArray[np.int64]


@dataclass(frozen=True)
class Related:
    """Statements in order of time; `statement` is the id of the first that says the same. Days are YYYYMMDD; outlets
    and speakers 0 where they are not known."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    pk: Column
    article: Column
    story: Column
    published: Column
    outlet: Column
    type: Column
    mode: Column
    source: Column
    target: Column
    speaker: Column
    is_attributed: NDArray[np.bool_]
    statement: Column


def related(archive: Archive, one: str, other: str) -> Related:
    chosen = [(part, _rows(part, one, other)) for part in archive.parts]
    chosen = [(part, rows) for part, rows in chosen if len(rows)] or chosen[:1]
    types, modes = (sorted({name for part, _rows in chosen for name in getattr(part.segment.statements, names)})
                    for names in ("types", "modes"))  # fmt: skip
    found = [_related(part, rows, types, modes) for part, rows in chosen]
    whole = found[0] if len(found) == 1 else _in_time(found)
    others = [one.story for one in found[1:]]  # of parts with few articles
    is_gone = ~np.isin(whole.statement, whole.pk) if len(chosen[0][0].live) < len(chosen[0][0].segment.ids) else None
    stories = np.concatenate([*others, whole.story[:0] if is_gone is None else whole.story[is_gone]])
    return replace(whole, statement=_told_anew(whole, stories)) if len(stories) else whole


def quoted(
    archive: Archive, one: str, other: str, since: int | None, until: int | None, most: int
) -> tuple[list[int], Counter[int]]:
    """Ids of at least `most` of the newest quotes of either on the other, in articles of these years, and how many each
    speaker has in all."""
    by_speaker: Counter[int] = Counter()
    chosen = []
    for part in archive.parts:
        articles = part.segment.quotes.articles
        every, speakers = part.segment.told.quotes(one, other)
        rows = within_years(part, part.among(every, articles), articles, since, until)
        found, counts = np.unique(speakers[np.isin(every, rows)], return_counts=True)
        by_speaker.update(dict(zip(found.tolist(), counts.tolist(), strict=True)))
        chosen.append((part.segment.quotes.ids, articles, rows))
    return newest(archive, chosen, most)[0], by_speaker


def _rows(part: Part, one: str, other: str) -> Numbers:
    rows = part.segment.told.statements(one, other)
    return part.among(rows, part.segment.statements.articles)


def _related(part: Part, rows: Numbers, types: Sequence[str], modes: Sequence[str]) -> Related:
    segment, told = part.segment, part.segment.told
    table, ends = segment.statements, segment.ends
    articles, speaker = table.articles[rows], told.speaker[rows]
    numbers = {
        "pk": ends.ids[rows],
        "article": segment.ids[articles],
        "story": told.stories[articles],
        "published": segment.published[articles],
        "outlet": _outlets(part, articles),
        "type": _renumbered(table.types, types)[table.type[rows]],
        "mode": _renumbered(table.modes, modes)[table.mode[rows]],
        "source": ends.source[rows],
        "target": ends.target[rows],
        "speaker": np.maximum(speaker, 0),
        "statement": ends.ids[told.same[rows]],
    }
    columns = {name: np.asarray(column).astype(np.int64) for name, column in numbers.items()}
    return Related(tuple(types), tuple(modes), **columns, is_attributed=(speaker > 0) | (speaker == SOMEBODY))


def _outlets(part: Part, articles: Numbers) -> Column:
    own, keys = part.segment.axes[Axis.OUTLET], np.array(part.segment.axes[Axis.OUTLET].keys, dtype=np.int64)
    starts = own.starts[articles]
    found = np.zeros(len(articles), dtype=np.int64)
    has_one = own.starts[articles + 1] > starts
    found[has_one] = keys[own.values[starts[has_one]]]
    return found


def _renumbered(own: Sequence[str], names: Sequence[str]) -> Column:
    return np.array([names.index(name) for name in own], dtype=np.int64)


def _in_time(found: Sequence[Related]) -> Related:
    """All of them; an article stands in one part only, where its own are in order."""
    columns = {
        name: np.concatenate([getattr(one, name) for one in found])
        for name in Related.__dataclass_fields__
        if name not in {"types", "modes"}
    }
    published = np.where(columns["published"] > 0, columns["published"], UNDATED_LAST)
    order = np.lexsort((columns["article"], published))
    return Related(found[0].types, found[0].modes, **{name: column[order] for name, column in columns.items()})


def _told_anew(whole: Related, stories: Column) -> Column:
    """The statements, compared again in these stories: their articles stand in several parts, or what said it first is
    gone."""
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for place in np.flatnonzero(np.isin(whole.story, stories)).tolist():
        type_, ends = whole.types[whole.type[place]], (int(whole.source[place]), int(whole.target[place]))
        alike[whole.story[place], type_, frozenset(ends) if type_ in RECIPROCAL else ends].append(place)
    statement = whole.statement.copy()
    places = [place for group in alike.values() for place in group]
    statement[places] = whole.pk[places]
    pks = {place: int(whole.pk[place]) for group in alike.values() if len(group) > 1 for place in group}
    texts = sentences(list(pks.values()))
    told = ((pk, common, texts[pk]) for common, group in alike.items() for place in group
            if (pk := pks.get(place, 0)) in texts)  # fmt: skip
    found = firsts_alike(told)
    for place, pk in pks.items():
        statement[place] = found.get(pk, pk)
    return statement
