"""Web archives (WARC) that hold more than anybody wants to go through: what is passed over is counted too."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from stories.extraction import Unreadable
from stories.extraction.readers import boxes, web_archives
from stories.extraction.readers.boxes import box_of, unpack

PAGE = b"<html><body><h1>Ferry vote put off</h1><p>The council met on Tuesday and put off its vote.</p></body></html>"
KB = 2**10


def record(kind: str, body: bytes, *, number: int = 0, head: str = "") -> bytes:
    lines = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://harbour.example/{number}\r\nWARC-Date: 2025-06-24T09:30:00Z\r\n{head}"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return lines.encode() + body + b"\r\n\r\n"


def response(payload: bytes, *, number: int = 0, headers: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + payload
    return record("response", http, number=number)


def chunked(payload: bytes, size: int) -> bytes:
    pieces = [payload[at : at + size] for at in range(0, len(payload), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def reasons(raw: bytes) -> list[str]:
    return [member.reason for member in unpack(raw)]


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes of archives each box was gone through for, one number a step."""
    steps: list[int] = []
    pass_over = boxes.Room.pass_over

    def counted(room: boxes.Room, size: int, records: int = 0) -> None:
        steps.append(size)
        pass_over(room, size, records)

    monkeypatch.setattr(boxes.Room, "pass_over", counted)
    return steps


@pytest.mark.parametrize("how", ["plain", "a member for each", "one member"])
def test_records_that_are_no_pages_are_passed_over(how: str) -> None:
    records = [
        record("metadata", b"x" * 50_000),
        response(PAGE, number=1),
        record("request", b"GET / HTTP/1.0\r\n\r\n"),
    ]
    raw = {"plain": b"".join(records), "a member for each": b"".join(map(gzip.compress, records)),
           "one member": gzip.compress(b"".join(records))}[how]  # fmt: skip
    assert box_of(raw) == "a web archive (WARC)"
    assert [(member.url, member.raw) for member in unpack(raw)] == [("https://harbour.example/1", PAGE)]


def test_no_more_records_are_looked_at_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "MOST_RECORDS", 10)
    looked_at: list[object] = []
    monkeypatch.setattr(web_archives, "_page", lambda one, pass_over: looked_at.append(one))
    raw = b"".join(gzip.compress(record("response", b"HTTP/1.0 404 No\r\n\r\n", number=n)) for n in range(50))
    assert reasons(raw) == ["The archive holds more than 10 records; the rest of it was not read."]
    assert len(looked_at) <= 10


def test_bytes_that_are_passed_over_are_bounded_and_pages_before_them_are_kept(
    monkeypatch: pytest.MonkeyPatch, passed: list[int]
) -> None:
    monkeypatch.setattr(boxes, "MOST_PASSED", 200 * KB)
    bomb = gzip.compress(record("metadata", bytes(5_000 * KB)))
    found = list(unpack(gzip.compress(response(PAGE)) + bomb + gzip.compress(response(PAGE, number=2))))
    assert [member.raw for member in found] == [PAGE, None]
    assert found[1].reason.endswith("was gone through to find pages; the rest of the archive was not read.")
    assert sum(passed) < 400 * KB


def test_web_archives_in_an_archive_share_one_bound(monkeypatch: pytest.MonkeyPatch, passed: list[int]) -> None:
    monkeypatch.setattr(boxes, "MOST_PASSED", 200 * KB)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number in range(50):
            archive.writestr(f"{number}.warc.gz", gzip.compress(record("metadata", bytes(50 * KB))))
    assert len(reasons(out.getvalue())) == 1
    assert sum(passed) < 400 * KB


def test_pages_of_blanks_count_too(monkeypatch: pytest.MonkeyPatch, passed: list[int]) -> None:
    monkeypatch.setattr(boxes, "MOST_PASSED", 500 * KB)
    blank = response(gzip.compress(b" " * (100 * KB)), headers="Content-Encoding: gzip\r\n")
    assert len(reasons(blank * 50)) == 1
    assert sum(passed) < 700 * KB


def test_a_head_without_an_end_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch, passed: list[int]) -> None:
    monkeypatch.setattr(web_archives, "LARGEST_HEAD", 64 * KB)
    raw = gzip.compress(b"WARC/1.0\r\nX: " + b"a" * (20_000 * KB))
    with pytest.raises(Unreadable, match=r"^This web archive \(WARC\) is broken from some record on\.$"):
        list(unpack(raw))
    assert sum(passed) < 128 * KB


@pytest.mark.parametrize("size", [KB, 10**9])
def test_a_packed_page_is_unpacked_in_pieces_however_it_is_chunked(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """warcio unpacks a chunk in one go, whatever comes out of it."""
    monkeypatch.setattr(web_archives, "LARGEST_PAGE", 100 * KB)
    made: list[int] = []
    unpacked = web_archives.unpacked

    def counted(*given: Any, **named: Any) -> Iterator[bytes]:
        for piece in unpacked(*given, **named):
            made.append(len(piece))
            yield piece

    monkeypatch.setattr(web_archives, "unpacked", counted)
    headers = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    bomb = response(chunked(gzip.compress(bytes(20_000 * KB)), size), headers=headers)
    small = response(chunked(gzip.compress(PAGE), size), headers=headers, number=1)
    found = list(unpack(bomb + small))
    assert [member.raw for member in found] == [None, PAGE]
    assert found[0].reason == "This page has more than 0 MB."
    assert sum(made) < 1_000 * KB


@pytest.mark.parametrize("packed", ["gzip", "deflate", "bare", "chunked", "said only"])
def test_pages_are_unpacked_as_their_head_says(packed: str) -> None:
    bare = zlib.compressobj(wbits=-15)
    payload, headers = {
        "gzip": (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        "deflate": (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        "bare": (bare.compress(PAGE) + bare.flush(), "Content-Encoding: deflate\r\n"),
        "chunked": (chunked(PAGE, 9), "Transfer-Encoding: chunked\r\n"),
        "said only": (PAGE, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    }[packed]
    assert [member.raw for member in unpack(response(payload, headers=headers))] == [PAGE]


def test_a_page_cut_short_in_its_record_says_so_and_the_next_is_read() -> None:
    cut = response(gzip.compress(PAGE * 30)[:-20], headers="Content-Encoding: gzip\r\n")
    found = list(unpack(cut + response(PAGE, number=1)))
    assert (found[0].raw, found[0].reason) == (None, "The page arrived cut short: its end is missing.")
    assert found[1].raw == PAGE


def test_a_record_that_ends_before_its_length_is_broken() -> None:
    raw = response(PAGE) + response(PAGE, number=1)
    found = []
    with pytest.raises(Unreadable, match="broken from some record on"):
        found.extend(unpack(raw[:-40]))
    members = unpack(raw[:-40])
    assert next(members).raw == PAGE
