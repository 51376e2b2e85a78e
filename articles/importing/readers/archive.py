"""WARC: an article each captured page. PURE."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from articles.importing.parsed import Unreadable
from articles.importing.readers import slips
from articles.importing.readers.page import LONGEST, slip_of
from articles.importing.readers.records import Dropped, Item, Options, Record, Refused, Unfit, bounded_key, numbered
from articles.importing.readers.slips import Rest, Slip

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_END = b"\r\n\r\n"  # of every record
_QUIET = WarcRecordType.warcinfo | WarcRecordType.request | WarcRecordType.metadata


class _Reads:
    """The stream without its places: fastwarc would go back in it, which compressed ones can't."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._taken = 0
        self.last = b""  # bytes

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._taken += len(data)
        self.last = (self.last + data)[-len(_END) :]
        return data

    def tell(self) -> int:
        return self._taken

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise OSError("a stream has no way back")

    def close(self) -> None:
        return


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    """Requests and notes of the crawler are passed over; captures that are no pages are told as dropped."""
    number = needed = 0
    counted = _Reads(stream)
    try:
        for record in ArchiveIterator(counted, parse_http=False, stream_detect=False, quirks_mode=True):
            number += 1
            needed = record.stream_pos + record.content_length
            if not record.record_type & _QUIET:
                yield _one(record, name, f"record {number}", str(number), options)
    except (OSError, ValueError) as error:
        raise Unfit(f"The archive is damaged after record {number}: {error}"[:300]) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # fastwarc's own faults come as that, and can't be imported
            raise
        raise Unfit(f"The archive can't be read beyond record {number}.") from error
    if number == 0:
        raise Unfit("This is no WARC archive, or an empty one.")
    if counted.tell() < needed or counted.last != _END:
        yield Refused(name, f"record {number}", "The archive is cut off in this record.")


def _one(record: WarcRecord, name: str, place: str, number: str, options: Options) -> Item:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    limit = min(LONGEST, options.limits.record)
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return Dropped(name, place, f"a {record.headers.get('WARC-Type')} record", address)
    if record.content_length > limit:
        return Refused(
            name, place, f"{record.content_length:,} bytes are more than a page ({limit:,}): {address}"[:300]
        )
    try:
        return _page(record, name, place, address, number, limit)
    except (Unreadable, Unfit, OSError, ValueError) as reason:
        return Refused(name, place, f"{reason} {address}"[:300])


def _page(record: WarcRecord, name: str, place: str, address: str, number: str, limit: int) -> Item:
    charset = ""
    kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if record.is_http or kind.startswith("application/http"):
        record.parse_http(auto_decode="all", quirks_mode=True)
        status = record.http_headers.status_code if record.http_headers else None
        kind, charset = (record.http_content_type or "").lower(), record.http_charset or ""
        if status != 200:
            return Dropped(name, place, f"HTTP status {status}", address)
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        raise Unfit(f"More than {limit:,} bytes once decompressed.")
    if kind in _PAGES:
        slip = slip_of(data, origin=name, declared=charset, address=address)
    elif kind == "text/plain":
        slip = Slip("text", name, data.decode("utf-8", "replace"), (slips.Datum("url", "warc", address),))
    else:
        return Dropped(name, place, f"content of type {kind or 'unknown'}", address)
    captured = record.headers.get("WARC-Date") or ""
    slip = Slip("warc", name, slip.text, slip.data, (*slip.rest, Rest("captured", captured)), slip.encoding)
    return Record(name, bounded_key(f"{address} {captured}".strip() or numbered(number)), place, slips.write(slip))
