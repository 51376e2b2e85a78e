"""A set of articles, newest first, with all that they are narrowed by. Nothing in it changes: what has changed since
stands in another segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from pyroaring import BitMap

from articles.facetting.ends import Ends
from articles.facetting.postings import Numbers, Postings, as_numbers
from articles.facetting.quotes import Quotes
from articles.facetting.reviews import Reviews
from articles.facetting.statements import Statements
from articles.facetting.told import Told
from articles.facetting.wordings import Wordings

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LATEST = 1 << 22  # days from the first of the year 1 on; no date is so late
_PK_BITS = 40
_PAGE = 4_096  # bytes that a system reads at once


@dataclass(frozen=True)
class Segment:
    """Articles are known by their place, the newest being 0; `days` and `published` are -1 and 0 where unknown."""

    ids: NDArray[np.int64]
    days: Numbers  # of the first day of the date of publication, from the first of the year 1 on
    published: Numbers  # YYYYMMDD, with noughts for what is not known
    axes: Mapping[str, Postings]
    statements: Statements
    ends: Ends
    quotes: Quotes
    wordings: Wordings
    told: Told
    reviews: Reviews
    words: dict[str, BitMap] = field(default_factory=dict, compare=False)  # articles by frequent lexeme

    @cached_property
    def all(self) -> BitMap:
        return BitMap(range(len(self.ids)))

    @cached_property
    def order(self) -> NDArray[np.int64]:
        return order_keys(self.days, self.ids)

    def touch(self) -> None:
        """Have in memory what pages read here and there: from a file, each piece comes when it is first asked for."""
        tables = (self, self.statements, self.ends, self.quotes, self.told, self.wordings, *self.axes.values())
        for column in (one for table in tables for one in vars(table).values() if isinstance(one, np.ndarray)):
            column[:: _PAGE // column.itemsize].max(initial=0)
        _ = self.order

    @cached_property
    def _by_id(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        places = np.argsort(self.ids)
        return self.ids[places], places

    def places_of(self, ids: NDArray[np.int64]) -> BitMap:
        """The places of those of the articles that are here."""
        known, places = self._by_id
        if not len(known) or not len(ids):
            return BitMap()
        at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        return BitMap(places[at[known[at] == ids]].astype(np.uint32))

    def ids_of(self, articles: BitMap) -> NDArray[np.int64]:
        return self.ids[as_numbers(articles)]

    def dated_within(self, first: int | None, last: int | None, vague: list[int]) -> BitMap:
        """Articles from one day to another; none of those whose date is one of the vague ones."""
        begin = 0 if last is None else int(np.searchsorted(-self._newest_days, -last))
        end = len(self.ids) if first is None else int(np.searchsorted(-self._newest_days, -first, side="right"))
        if first is not None or last is not None:
            end = min(end, len(self._newest_days))
        found = BitMap(range(begin, max(begin, end)))
        for one in vague:
            found -= BitMap((np.flatnonzero(self.published[begin:end] == one) + begin).astype(np.uint32))
        return found

    @cached_property
    def _newest_days(self) -> NDArray[np.int64]:
        """The days of dated articles, which come before the others."""
        return self.days[: int(np.count_nonzero(self.days >= 0))].astype(np.int64)


def order_keys(days: Numbers, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ascending numbers for the newest first, undated last, the latest made before the others of its day."""
    behind = np.where(days < 0, _LATEST, _LATEST - 1 - days.astype(np.int64))
    order: NDArray[np.int64] = (behind << _PK_BITS) + ((1 << _PK_BITS) - 1 - ids)
    return order


def pack(segment: Segment) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Its arrays by name, and the rest as JSON takes it."""
    arrays: dict[str, NDArray[Any]] = {"ids": segment.ids, "days": segment.days, "published": segment.published}
    rest: dict[str, Any] = {"axes": {}}
    for name, one in segment.axes.items():
        arrays |= {f"{name}.{part}": getattr(one, part) for part in _POSTINGS}
        arrays |= _packed_bitmaps(f"{name}.frequent", [*one.frequent.values(), one.any])
        rest["axes"][name] = {"keys": one.keys, "frequent": list(one.frequent)}
    stated = segment.statements
    arrays |= {f"statements.{part}": getattr(stated, part) for part in _STATEMENTS}
    arrays |= {f"ends.{part}": getattr(segment.ends, part) for part in _ENDS}
    arrays |= {f"quotes.{part}": getattr(segment.quotes, part) for part in _QUOTES}
    arrays |= {f"wordings.{part}": getattr(segment.wordings, part) for part in _WORDINGS}
    rest["statements"] = {part: getattr(stated, part) for part in _NAMES}
    arrays |= {f"reviews.{part}": getattr(segment.reviews, part) for part in _REVIEWS}
    arrays |= {f"told.{part}": getattr(segment.told, part) for part in _TOLD}
    rest["codes"] = segment.told.codes
    rest["forms"] = segment.wordings.forms
    rest["reviews"] = {"bases": segment.reviews.bases, "versions": segment.reviews.versions}
    arrays |= _packed_bitmaps("words", list(segment.words.values()))
    rest["words"] = list(segment.words)
    return arrays, rest


def unpack(arrays: Mapping[str, NDArray[Any]], rest: Mapping[str, Any]) -> Segment:
    axes = {}
    for name, told in rest["axes"].items():
        *frequent, any_ = _unpacked_bitmaps(f"{name}.frequent", arrays)
        keys = tuple(tuple(key) if isinstance(key, list) else key for key in told["keys"])
        parts = {part: arrays[f"{name}.{part}"] for part in _POSTINGS}
        axes[name] = Postings(keys=keys, frequent=dict(zip(told["frequent"], frequent, strict=True)), any=any_, **parts)
    stated: dict[str, Any] = {part: arrays[f"statements.{part}"] for part in _STATEMENTS}
    stated |= {part: tuple(rest["statements"][part]) for part in _NAMES}
    words = dict(zip(rest["words"], _unpacked_bitmaps("words", arrays), strict=True))
    return Segment(
        ids=arrays["ids"],
        days=arrays["days"],
        published=arrays["published"],
        axes=axes,
        statements=Statements(**stated),
        ends=Ends(**{part: arrays[f"ends.{part}"] for part in _ENDS}),
        quotes=Quotes(**{part: arrays[f"quotes.{part}"] for part in _QUOTES}),
        wordings=Wordings(tuple(rest["forms"]), **{part: arrays[f"wordings.{part}"] for part in _WORDINGS}),
        reviews=Reviews(
            bases=tuple(rest["reviews"]["bases"]),
            versions=tuple(rest["reviews"]["versions"]),
            **{part: arrays[f"reviews.{part}"] for part in _REVIEWS},
        ),
        told=Told(tuple(rest["codes"]), **{part: arrays[f"told.{part}"] for part in _TOLD}),
        words=words,
    )


_POSTINGS = ("starts", "values", "rare_starts", "rare")
_STATEMENTS = ("articles", "type", "quad", "mode", "code_starts", "code")
_ENDS = ("ids", "source", "target", "starts", "root", "part", "actor", "actor_row", "actor_part")
_QUOTES = ("ids", "articles", "speaker", "spoken", "subject", "about")
_WORDINGS = ("root", "form", "text", "text_ends", "starts", "articles", "ids", "flags")
_REVIEWS = (
    "basis", "version", "articles", "found", "count", "summed", "actor", "mentions", "read", "named", "drawn",
    "drawn_articles", "drawn_what", "drawn_state", "keys", "bounds",
)  # fmt: skip
_TOLD = (
    "stories", "speaker", "same", "pairs", "pair_starts", "rows", "said_pairs", "said_starts", "said", "said_by",
    "party_starts", "party_rows",
)  # fmt: skip
_NAMES = ("types", "quads", "modes", "codes")


def _packed_bitmaps(name: str, bitmaps: list[BitMap]) -> dict[str, NDArray[Any]]:
    packed = [bitmap.serialize() for bitmap in bitmaps]
    ends = np.cumsum([len(one) for one in packed], dtype=np.int64) if packed else np.zeros(0, dtype=np.int64)
    return {name: np.frombuffer(b"".join(packed), dtype=np.uint8), f"{name}.ends": ends}


def _unpacked_bitmaps(name: str, arrays: Mapping[str, NDArray[Any]]) -> list[BitMap]:
    data, ends = arrays[name].tobytes(), arrays[f"{name}.ends"].tolist()
    return [BitMap.deserialize(data[begin:end]) for begin, end in zip([0, *ends], ends, strict=False)]
