"""By which words each article names whom: what the page of an actor tells of its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from articles.facetting.postings import Numbers, stretch_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

COUNTED, FOUND, DECIDED = 1, 2, 4  # by pages; by the machine, and not struck out by itself; by a person


@dataclass(frozen=True)
class Wordings:
    """A wording is the words and the form by which texts name one canonical actor. Mentions stand in the order of
    their wordings, then of articles."""

    forms: tuple[str, ...]
    root: Numbers  # of each wording, ascending
    form: Numbers  # place in `forms`
    text: NDArray[np.uint8]  # UTF-8, the words of one wording after those of the other
    text_ends: NDArray[np.int64]
    starts: Numbers  # of each wording's mentions, and the end
    articles: Numbers
    ids: NDArray[np.int64]  # of the mentions
    flags: NDArray[np.uint8]

    def of(self, actor: int, live: NDArray[np.bool_] | None) -> Iterator[tuple[str, str, int, int]]:
        """The words and the form of each, in how many articles pages count it, and the newest mention. `live` tells of
        all articles whether they count; None: all do."""
        own_ones = stretch_of(actor, self.root)
        first, last = own_ones.start, own_ones.stop
        begin, end = int(self.starts[first]), int(self.starts[last])
        articles = self.articles[begin:end]
        counts = self.flags[begin:end] & COUNTED > 0
        kept = np.flatnonzero(counts if live is None else counts & live[articles])
        own = articles[kept]
        wording = np.repeat(np.arange(last - first), np.diff(self.starts[first : last + 1]))[kept]
        begins = np.r_[True, wording[1:] != wording[:-1]] if len(kept) else np.zeros(0, dtype=np.bool_)
        is_new = begins | np.r_[True, own[1:] != own[:-1]] if len(kept) else begins
        found = np.bincount(wording[is_new], minlength=last - first)
        newest = np.maximum.reduceat(self.ids[begin:end][kept], np.flatnonzero(begins)) if len(kept) else own
        for place, pk in zip(wording[begins].tolist(), newest.tolist(), strict=True):
            yield *self._words(first + place), int(found[place]), pk

    def _words(self, wording: int) -> tuple[str, str]:
        begin = int(self.text_ends[wording - 1]) if wording else 0
        return self.text[begin : self.text_ends[wording]].tobytes().decode(), self.forms[self.form[wording]]


def wordings_from(
    columns: tuple[NDArray[Any], ...], texts_of: Callable[[list[int]], Mapping[int, tuple[str, str]]]
) -> Wordings:
    """From the canonical actor, a number of words and form, the place of the article, the id, and the flags of each
    mention. `texts_of` tells words and form by ids: a mention may be gone since."""
    roots, words, articles, ids, flags = columns
    order = np.lexsort((ids, articles, words, roots))
    roots, words, ids = roots[order], words[order], ids[order]
    begins = np.flatnonzero(np.r_[True, (roots[1:] != roots[:-1]) | (words[1:] != words[:-1])]) if len(ids) else ids
    newest = np.maximum.reduceat(ids, begins) if len(ids) else ids
    texts = texts_of(newest.tolist())
    told = [texts.get(pk, ("", "")) for pk in newest.tolist()]
    forms = sorted({form for _text, form in told})
    packed = [text.encode() for text, _form in told]
    return Wordings(
        forms=tuple(forms),
        root=roots[begins].astype(np.int32),
        form=np.array([forms.index(form) for _text, form in told], dtype=np.int32),
        text=np.frombuffer(b"".join(packed), dtype=np.uint8),
        text_ends=np.cumsum([len(one) for one in packed], dtype=np.int64),
        starts=np.r_[begins, len(ids)].astype(np.int32),
        articles=articles[order].astype(np.int32),
        ids=ids,
        flags=flags[order].astype(np.uint8),
    )
