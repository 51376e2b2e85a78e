"""Statements as PLOVER's records, with the fields of its gold-standard file: its mode is our way, and several contexts
stand in one field. What PLOVER has no field for (our modes, scores, standing relations, the date that the sentence
gives) is told in `textInfo`. PURE."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from babel.core import get_global

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.exporting.records import ActorName, StatementRecord

VERSION = "0.5b1"  # of PLOVER's records
SEVERAL = ";"
BETWEEN_STATES = "IGO"  # PLOVER's code for organisations of states
_IGOS = frozenset({"NATO", "EU", "UN"})
_GONE = {"SU": "SUN", "YU": "YUG", "DD": "DDR", "CS": "CSK"}  # ISO 3166-3
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})  # codes of what a present state has taken in


def array_of(records: Iterable[StatementRecord], coder: str) -> Iterator[str]:
    """The pieces of a JSON array."""
    before = "[\n"
    for record in records:
        yield before + json.dumps(plover(record, coder), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def plover(record: StatementRecord, coder: str) -> dict[str, Any]:
    """`coder` says who or what coded it. In a reciprocal act, and in one of many, all are sources, as PLOVER has it."""
    is_shared = record.is_reciprocal or bool(record.parties)
    sources = (*record.sources, *record.targets, *record.parties) if is_shared else record.sources
    return {
        "id": f"{record.url}/{record.id}",
        "date": record.published,
        "source": [_actor(one) for one in sources],
        "target": [] if is_shared else [_actor(one) for one in record.targets],
        "event": record.type,
        "eventText": record.words,
        "context": SEVERAL.join(record.contexts),
        "mode": record.way,
        "text": record.sentence,
        "textInfo": {
            "modality": record.mode,
            "toldOn": record.told_on,
            "score": record.score,
            "isStanding": record.score is None,
            "saidBy": record.said_by_actor.name if record.said_by_actor else record.said_by,
            "certainty": record.certainty,
            "status": record.status,
            "title": record.title,
        },
        "language": "fr",
        "publication": record.outlet,
        "coder": coder,
        "version": VERSION,
        "comment": "",
    }


def code_of(state: str) -> str:
    """ISO 3166 alpha-3, as PLOVER codes states; organisations of states share one code."""
    if state in _IGOS:
        return BETWEEN_STATES
    return _GONE.get(state) or _alpha3().get(state, state)


def _actor(actor: ActorName) -> dict[str, str]:
    return {"actorText": actor.name, "code": code_of(actor.code or actor.acts_for), "id": actor.wikidata or actor.id}


@cache
def _alpha3() -> dict[str, str]:
    """From CLDR's aliases: {"FR": "FRA"}"""
    aliases = get_global("territory_aliases").items()
    one_each = ((long, real[0]) for long, real in aliases if len(long) == 3 and long.isalpha() and len(real) == 1)
    return {short: long for long, short in one_each if long not in _WITHDRAWN}
