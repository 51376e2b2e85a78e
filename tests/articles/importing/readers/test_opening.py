"""Compressed files are opened on the way, and bombs are not."""

from __future__ import annotations

import gzip
import io

import pytest
import zstandard

from articles.importing.readers import opening
from articles.importing.readers.opening import Counted, unpacked
from articles.importing.readers.records import Limits, Unfit

TEXT = "Le ministre norvégien s'est rendu à Reykjavik.\n".encode() * 1000


@pytest.mark.parametrize("data", [TEXT, gzip.compress(TEXT), zstandard.compress(TEXT)])
def test_plain_and_compressed_bytes_are_the_same(data: bytes) -> None:
    with unpacked(io.BytesIO(data), Limits()) as stream:
        assert stream.read() == TEXT


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_parts_that_follow_each_other_are_one_file(pack: object) -> None:
    assert callable(pack)
    with unpacked(io.BytesIO(pack(TEXT) + pack(TEXT)), Limits()) as stream:
        assert stream.read() == TEXT * 2


def test_what_was_taken_is_counted_before_it_is_opened() -> None:
    counters: list[Counted] = []
    data = gzip.compress(TEXT)
    with unpacked(io.BytesIO(data), Limits(), counters.append) as stream:
        stream.read()
    assert counters[0].taken == len(data)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_file_that_was_cut_is_told(pack: object) -> None:
    assert callable(pack)
    with pytest.raises(Unfit, match="damaged"), unpacked(io.BytesIO(pack(TEXT)[:-20]), Limits()) as stream:
        stream.read()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_bomb_is_refused(pack: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(pack)
    monkeypatch.setattr(opening, "_SMALL", 2**20)
    with pytest.raises(Unfit, match="as no text does"), unpacked(io.BytesIO(pack(b"\0" * 2**24)), Limits()) as stream:
        stream.read()


def test_a_file_that_holds_more_than_allowed_is_refused() -> None:
    with (
        pytest.raises(Unfit, match="more than"),
        unpacked(io.BytesIO(gzip.compress(TEXT)), Limits(total=1000)) as stream,
    ):
        stream.read()


def test_lines_before_a_damage_are_read_and_it_is_told_where_it_is() -> None:
    packed = gzip.compress(TEXT) + b"something else"
    with unpacked(io.BytesIO(packed), Limits()) as stream:
        assert stream.read(len(TEXT)) == TEXT
        with pytest.raises(Unfit, match="after 49,000 bytes"):
            stream.read(1)


def test_a_file_that_is_compressed_twice_is_refused() -> None:
    with (
        pytest.raises(Unfit, match="another compressed file"),
        unpacked(io.BytesIO(gzip.compress(zstandard.compress(TEXT))), Limits()),
    ):
        pass
