"""What a reader makes of bytes, sorted, for tests."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from articles.importing.readers import slips
from articles.importing.readers.formats import reader_of
from articles.importing.readers.records import Dropped, Options, Record, Refused


@dataclass(frozen=True)
class Read:
    records: list[Record]
    refused: list[Refused]
    dropped: list[Dropped]

    @property
    def slips(self) -> list[slips.Slip]:
        return [slip_of(record) for record in self.records]

    def everything(self) -> str:
        """All the words that came out, wherever they went."""
        texts = [record.data.decode() for record in self.records]
        return "\n".join(
            [*texts, *(f"{one.place} {one.reason}" for one in self.refused), *(d.text for d in self.dropped)]
        )


def read(data: bytes | str, format_: str, name: str = "fonds", **options: Any) -> Read:
    raw = data.encode() if isinstance(data, str) else data
    stream = io.BufferedReader(io.BytesIO(raw))
    items = list(reader_of(format_)(stream, name, Options(**options)))
    return Read(
        [one for one in items if isinstance(one, Record)],
        [one for one in items if isinstance(one, Refused)],
        [one for one in items if isinstance(one, Dropped)],
    )


def slip_of(record: Record) -> slips.Slip:
    placed = slips.parse(record.data.decode())
    assert placed is not None
    return placed.slip


def said(slip: slips.Slip) -> dict[str, str]:
    """The first datum of each kind."""
    return {datum.kind: datum.value for datum in reversed(slip.data)}
