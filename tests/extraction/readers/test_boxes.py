"""Files that hold pages: what comes out of them, what does not, and that none of it can be without bound."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from stories.extraction import Unreadable, read_page
from stories.extraction.readers import boxes
from stories.extraction.readers.boxes import Member, box_of, unpack

PAGE = b"<html><body><h1>Ferry vote put off</h1><p>The council met on Tuesday and put off its vote.</p></body></html>"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def warc(*, compressed: bool, statuses: tuple[str, ...] = ("200 OK",), kind: str = "text/html") -> bytes:
    """A web archive with one response for each status; compressed, each record is a gzip member of its own."""
    records = []
    for number, status in enumerate(statuses):
        http = f"HTTP/1.0 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + PAGE
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: https://harbour.example/{number}\r\nWARC-Date: 2025-06-24T09:30:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(map(gzip.compress, records) if compressed else records)


def names(raw: bytes, name: str = "box") -> list[str]:
    return [member.name for member in unpack(raw, name=name)]


def test_pages_of_a_zip_archive_come_one_after_another_without_what_is_no_page() -> None:
    raw = zipped(
        {"a.html": PAGE, "style.css": b"p{}", "logo.png": b"\x89PNG", "sub/b.txt": b"Text", "__MACOSX/._a": b"x"}
    )
    assert names(raw, "pages.zip") == ["pages.zip!a.html", "pages.zip!sub/b.txt"]


def test_a_name_that_climbs_out_of_its_archive_is_only_a_label() -> None:
    (member,) = unpack(zipped({"../../etc/cron.d/x.html": PAGE}))
    assert member.raw == PAGE


def test_archives_in_archives_are_opened_to_a_depth() -> None:
    raw = PAGE
    for depth in range(4):
        raw = zipped({f"{depth}.html" if depth == 0 else f"{depth}.zip": raw})
    (member,) = unpack(raw)
    assert member.raw is None
    assert member.reason == "Archives in archives in archives are not opened."
    (inner,) = unpack(zipped({"one.zip": zipped({"a.html": PAGE})}), name="z")
    assert (inner.name, inner.raw) == ("z!one.zip!a.html", PAGE)


def test_a_bomb_is_not_unpacked() -> None:
    (member,) = unpack(zipped({"bomb.html": b"\0" * (30 * 2**20)}))
    assert member.raw is None
    assert "unpacks to far more" in member.reason
    (member,) = unpack(zipped({"bomb.html": b"\0" * (boxes.LARGEST_MEMBER + 1)}))
    assert "has more than 60 MB" in member.reason
    (member,) = unpack(gzip.compress(b"\0" * (30 * 2**20)))
    assert "unpacks to far more" in member.reason


def test_too_many_pages_and_too_many_bytes_end_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = zipped({f"{number}.html": PAGE for number in range(9)})
    monkeypatch.setattr(boxes.Room, "__init__", lambda self: _room(self, members=4, size=2**30))
    found = list(unpack(raw))
    assert len([member for member in found if member.raw]) == 4
    assert found[-1].reason.startswith("The archive holds more than 20,000 pages")
    monkeypatch.setattr(boxes.Room, "__init__", lambda self: _room(self, members=99, size=len(PAGE) * 2))
    found = list(unpack(raw))
    assert len([member for member in found if member.raw]) == 2
    assert "unpacks to more than" in found[-1].reason


def _room(room: Any, *, members: int, size: int) -> None:
    room.members, room.size, room.until = members, size, float("inf")
    room.passed, room.records = boxes.MOST_PASSED, boxes.MOST_RECORDS


def test_a_broken_and_an_empty_archive_are_refused() -> None:
    with pytest.raises(Unreadable, match="zip archive is broken"):
        list(unpack(zipped({"a.html": PAGE})[:40]))
    with pytest.raises(Unreadable, match="There is no page in a zip archive"):
        list(unpack(zipped({"logo.png": b"\x89PNG"})))
    with pytest.raises(Unreadable, match="gzip file is broken"):
        list(unpack(gzip.compress(PAGE)[:-12]))


def test_a_locked_file_is_named() -> None:
    raw = bytearray(zipped({"a.html": PAGE}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    (member,) = unpack(bytes(raw))
    assert member.reason == "This file is locked with a password in its archive."


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_of_a_web_archive_have_their_address_and_time(compressed: bool) -> None:
    raw = warc(compressed=compressed, statuses=("200 OK", "404 Not Found", "301 Moved", "200 OK"))
    assert box_of(raw) == "a web archive (WARC)"
    found = list(unpack(raw, name="a.warc"))
    moment = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
    assert found == [
        Member(f"a.warc!https://harbour.example/{number}", PAGE, f"https://harbour.example/{number}", moment)
        for number in (0, 3)
    ]


def test_pictures_in_a_web_archive_are_no_pages_and_a_broken_one_says_so() -> None:
    with pytest.raises(Unreadable, match="no page in a web archive"):
        list(unpack(warc(compressed=False, kind="image/png")))
    with pytest.raises(Unreadable, match=r"WARC\) is broken|no page in a web archive"):
        list(unpack(b"WARC/1.0\r\nnonsense\r\n\r\n" + b"x" * 200))


def wacz(**changes: Any) -> bytes:
    content = warc(compressed=True)
    package = {"resources": [{"path": "archive/data.warc.gz", "hash": "sha256:" + hashlib.sha256(content).hexdigest()}]}
    files = {
        "archive/data.warc.gz": content,
        "datapackage.json": json.dumps(package).encode(),
        "pages/pages.jsonl": b"{}",
    }
    return zipped({**files, **changes})


def test_a_wacz_gives_the_pages_of_its_web_archive() -> None:
    assert names(wacz(), "a.wacz") == ["a.wacz!archive/data.warc.gz!https://harbour.example/0"]


def test_a_wacz_that_is_not_what_it_says_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"is not what its datapackage\.json says"):
        list(unpack(wacz(**{"archive/data.warc.gz": warc(compressed=True, statuses=("200 OK", "200 OK"))})))
    with pytest.raises(Unreadable, match=r"has no valid datapackage\.json"):
        list(unpack(wacz(**{"datapackage.json": b"{"})))
    missing = json.dumps({"resources": [{"path": "archive/other.warc.gz"}]}).encode()
    with pytest.raises(Unreadable, match=r"lacks “archive/other\.warc\.gz”"):
        list(unpack(wacz(**{"datapackage.json": missing})))


def har(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"log": {"version": "1.2", "entries": list(entries)}}).encode()


def entry(status: int = 200, kind: str = "text/html", **content: str) -> dict[str, Any]:
    return {
        "startedDateTime": "2025-06-24T09:30:00.000Z",
        "request": {"url": "https://harbour.example/ferry"},
        "response": {"status": status, "content": {"mimeType": kind, "text": PAGE.decode(), **content}},
    }


def test_pages_of_a_recording_of_a_browser() -> None:
    raw = har(entry(), entry(404), entry(kind="image/png"), entry(encoding="base64", text="PGh0bWw+"))
    assert [member.raw for member in unpack(raw)] == [PAGE, b"<html>"]
    assert [member.raw for member in unpack(gzip.compress(raw))] == [PAGE, b"<html>"]
    with pytest.raises(Unreadable, match=r"recording of a browser \(HAR\) is broken"):
        list(unpack(b'{"log": {"entries": [{}'))


def test_messages_of_a_mailbox() -> None:
    head = b"From: Harbour News <l@harbour.example>\nSubject: Ferry\nDate: Tue, 24 Jun 2025 18:30:00 +0900\n\n"
    letter = head + b"Text\n>From here\n"
    raw = b"".join(b"From l@harbour.example Tue Jun 24 18:30:00 2025\n" + letter + b"\n" for _ in range(2))
    found = list(unpack(raw, name="box"))
    assert [member.name for member in found] == ["box!message 1", "box!message 2"]
    assert found[0].raw is not None
    assert b"\nFrom here" in found[0].raw


def test_a_box_is_not_read_as_a_page() -> None:
    with pytest.raises(Unreadable, match="it holds pages, and each of them is read by itself"):
        read_page(zipped({"a.html": PAGE}))


@pytest.mark.parametrize("kind", ["zip", "warc", "warc.gz", "wacz", "har", "gzip"])
def test_an_archive_that_is_cut_or_changed_anywhere_gives_its_pages_or_a_sentence(kind: str) -> None:
    raw = {
        "zip": zipped({"a.html": PAGE}),
        "warc": warc(compressed=False),
        "warc.gz": warc(compressed=True),
        "wacz": wacz(),
        "har": har(entry()),
        "gzip": gzip.compress(PAGE),
    }[kind]
    broken = [raw[:end] for end in range(4, len(raw), 3)]
    broken += [raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :] for at in range(4, len(raw), 3)]
    sentences = set()
    for one in broken:
        if box_of(one) is not None:
            try:
                sentences |= {member.reason for member in unpack(one)}
            except Unreadable as error:
                sentences.add(error.reason)
    assert all(sentence.endswith(".") for sentence in sentences if sentence)
    assert sentences - {""}
