"""Web archives (WARC, ISO 28500), by warcio: their pages, one after another.

warcio skips what is no page by unpacking it, reads a line to its end, and unpacks a chunk of a page in one go; an
archive of a few kilobytes can so cost hours, or all memory. So it is given the archive unpacked, through a stream that
tells how much went by, and pages are unpacked here.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from stories.extraction.readers.page_types import is_page_type
from stories.extraction.readers.unpacking import NotUnpacked, unpacked
from stories.extraction.reading import Unreadable

LARGEST_PAGE = 60 * 2**20
LARGEST_HEAD = 2**20
"""Bytes of the head of a record, its HTTP headers included."""
_PIECE = 64 * 1024
_BROKEN = (ArchiveLoadFailed, NotUnpacked, ValueError, EOFError, OSError, zlib.error, AttributeError, LookupError)
"""What comes of an archive that is cut short or changed: warcio stumbles over a record whose head is."""


@dataclass(frozen=True, slots=True)
class Archived:
    """One page of a web archive: its bytes, or None and the reason (a sentence) why there are none."""

    address: str
    content: bytes | None
    captured_at: datetime | None = None
    reason: str = ""


class PassOver(Protocol):
    """Told of bytes that were gone through and of records that were looked at; raises to stop it."""

    def __call__(self, size: int, records: int = 0) -> None: ...


def is_warc(raw: bytes) -> bool:
    """Whether a file is a web archive, packed or not."""
    if raw.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(31).decompress(raw[:65_536], 16).startswith(b"WARC/")
        except zlib.error:
            return False
    return raw.startswith(b"WARC/")


def archived_pages(raw: bytes, pass_over: PassOver) -> Iterator[Archived]:
    """The pages of an archive: what a server gave as a page, no redirect, error, picture and so on. Raises Unreadable
    where the archive is broken, and whatever `pass_over` raises."""
    stream = _Stream(raw, pass_over)
    try:
        records = iter(ArchiveIterator(stream, arc2warc=True))
        while (record := stream.head_of_next(records)) is not None:
            pass_over(0, 1)
            page = _page(record, pass_over) if record.rec_type in ("response", "resource") else None
            if page is not None:
                yield page
            while record.raw_stream.read(_PIECE):
                pass
            if getattr(record.raw_stream, "limit", 0) > 0:
                raise EOFError("the archive ends inside a record")
    except _BROKEN as error:
        raise Unreadable("This web archive (WARC) is broken from some record on.") from error


class _Stream:
    """An archive unpacked, as warcio reads it; everything that goes by is told."""

    def __init__(self, raw: bytes, pass_over: PassOver) -> None:
        chunks = (raw[at : at + _PIECE] for at in range(0, len(raw), _PIECE))
        packed = raw.startswith(b"\x1f\x8b")
        self._pieces = unpacked(chunks, "gzip" if packed else "", most_members=len(raw))
        self._piece = io.BytesIO()
        self._pass_over = pass_over
        self._head: int | None = None

    def head_of_next(self, records: Iterator[Any]) -> Any:
        """The next record, or None behind the last one; its head may not be larger than LARGEST_HEAD."""
        self._head = LARGEST_HEAD
        record = next(records, None)
        self._head = None
        return record

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        found = self._piece.read(size)
        while not found:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._piece = io.BytesIO(piece)
            found = self._piece.read(size)
        self._pass_over(len(found))
        if self._head is not None:
            self._head -= len(found)
            if self._head < 0:
                raise ValueError("the head of a record has no end")
        return found


def _page(record: Any, pass_over: PassOver) -> Archived | None:
    """The page of a record; None for what is none."""
    headers, http = record.rec_headers, record.http_headers
    if http is not None and str(http.get_statuscode()) != "200":
        return None
    kind = (http.get_header("Content-Type") if http is not None else headers.get_header("Content-Type")) or ""
    address = headers.get_header("WARC-Target-URI") or ""
    if not is_page_type(kind) or not address.startswith("http"):
        return None
    try:
        content = _content(record, pass_over)
    except NotUnpacked as error:
        return Archived(address, None, reason=str(error))
    if not content.strip():
        return None
    if len(content) > LARGEST_PAGE:
        return Archived(address, None, reason=f"This page has more than {LARGEST_PAGE // 2**20} MB.")
    return Archived(address, content, moment(headers.get_header("WARC-Date")))


def _content(record: Any, pass_over: PassOver) -> bytes:
    """The payload of a record as it was before the server packed it, cut behind LARGEST_PAGE bytes. Raises NotUnpacked
    where its end is missing or it is damaged; one that is not packed, whatever its head says, is given as it is."""
    http, stream = record.http_headers, record.raw_stream
    said = (http.get_header("Content-Encoding") or "").strip().lower() if http is not None else ""
    if http is not None and (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    payload: bytes = stream.read(LARGEST_PAGE + 1)
    if not _is_packed(payload, said):
        return payload
    out, size = [], 0
    for piece in unpacked(iter([payload]), said):
        pass_over(len(piece))
        out.append(piece)
        size += len(piece)
        if size > LARGEST_PAGE:
            break
    return b"".join(out)


def _is_packed(payload: bytes, said: str) -> bool:
    """Whether a payload is packed in the way its head says: many archives keep pages unpacked, and the head as it was.
    Ways that newsroom cannot unpack count as none."""
    if said in ("gzip", "x-gzip"):
        return payload.startswith(b"\x1f\x8b")
    if said != "deflate" or not payload:
        return False
    try:
        next(unpacked(iter([payload[:_PIECE]]), said), b"")
    except NotUnpacked:
        return False
    return True


def moment(text: object) -> datetime | None:
    """A time as archives and recordings write it (ISO 8601, in UTC unless it says otherwise), or None."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
