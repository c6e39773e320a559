"""Files that hold many pages: ZIP archives, gzip, web archives (WARC, ISO 28500; WACZ), HAR recordings, mailboxes.

`unpack` gives the pages one after another and never holds more than one of them. How much comes out of a box is bounded
in bytes, pages, depth and time, whatever the box says of itself: an archive of a few kilobytes can unpack to petabytes.
"""

import base64
import binascii
import gzip
import hashlib
import io
import itertools
import json
import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from stories.extraction.readers.docx import is_docx
from stories.extraction.readers.page_types import is_page_type
from stories.extraction.readers.safe_json import has_more_parts
from stories.extraction.readers.sniffing import head_of, opens_json
from stories.extraction.readers.web_archives import archived_pages, is_warc, moment
from stories.extraction.reading import Unreadable

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 60 * 2**20
LARGEST_UNPACKED = 2 * 2**30
MOST_ENTRIES = 200_000
"""Files that an archive may name at all: each of them takes memory before anything is unpacked."""
MOST_RECORDS = 500_000
"""Files named in zip archives, and records of web archives, that are looked at in one box."""
MOST_PASSED = 2 * LARGEST_UNPACKED
"""Bytes of web archives that are gone through: each is unpacked twice, once to find its pages and once as a page."""
MOST_PARTS = 2_000_000
"""Parts of a recording of a browser, whose JSON is built as a whole."""
MOST_TIMES = 300
"""How many times its packed size a member of more than a megabyte may have; text packs to a twentieth at best."""
DEEPEST = 3
MOST_SECONDS = 1800.0
_LARGEST_PACKAGE = 10 * 2**20
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What the library raises for an archive that is cut short or changed (RuntimeError: also one that nests too deep)."""
_MAILBOX = re.compile(rb"From \S+ .{10,60}\r?\n(?:[A-Za-z-]+:|>)")
_NEXT_MAIL = re.compile(rb"^From \S+ .{10,60}\r?$", re.MULTILINE)
_NO_PAGE = re.compile(
    r"(?:^|/)(?:__macosx/|\.ds_store$|thumbs\.db$|\._)|\.(?:css|m?js|map|png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|"
    r"woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|ogg|wav|avi|mov|exe|dll|so|class|pyc?|cdxj?|idx)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One page of a box: its bytes, or None and the reason (a sentence) why there are none. `name` is a label, never a
    path to write to; `url` and `captured_at` are what a web archive says of it."""

    name: str
    raw: bytes | None
    url: str | None = None
    captured_at: datetime | None = None
    reason: str = ""
    cost: int = 0
    """Bytes that were unpacked for nothing, as it turned out to be too large."""


class Full(Exception):
    """There is no room left in the middle of a box; `Room.why_full` says which."""


@dataclass(slots=True)
class Room:
    """What may still come out of a box, and what may still be gone through to get at it."""

    members: int = MOST_MEMBERS
    size: int = field(default_factory=lambda: LARGEST_UNPACKED)
    until: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)
    passed: int = field(default_factory=lambda: MOST_PASSED)
    records: int = field(default_factory=lambda: MOST_RECORDS)

    def pass_over(self, size: int, records: int = 0) -> None:
        """Note bytes that were gone through and entries that were looked at. Raises Full when that was too much."""
        self.passed -= size
        self.records -= records
        if self.passed < 0 or self.records < 0 or time.monotonic() > self.until:
            raise Full

    def why_full(self) -> str:
        """The sentence for a box that is to be left at this place, or ""."""
        if self.members <= 0:
            return f"The archive holds more than {MOST_MEMBERS:,} pages; the rest of it was not read."
        if self.size <= 0:
            return f"The archive unpacks to more than {LARGEST_UNPACKED // 2**30} GB; the rest of it was not read."
        if self.records < 0:
            return f"The archive holds more than {MOST_RECORDS:,} records; the rest of it was not read."
        if self.passed < 0:
            much = f"{MOST_PASSED / 2**30:.0f} GB"
            return f"More than {much} was gone through to find pages; the rest of the archive was not read."
        return "Unpacking took more than half an hour; the rest was not read." if time.monotonic() > self.until else ""


def box_of(raw: bytes) -> str | None:
    """What kind of box a file is ("a zip archive"), or None for a page."""
    return next((box.what for box in _BOXES if box.recognise(raw)), None)


def unpack(raw: bytes, *, name: str = "") -> Iterator[Member]:
    """The pages of a box, in its order, boxes in it opened too. A page that cannot be got out is given with its reason,
    and so is the place where a bound was met; a box that is broken from the start raises Unreadable."""
    room = Room()
    found = False
    members = _unpacked(raw, name, room, 1)
    while not (full := room.why_full()):
        try:
            member = next(members, None)
        except Full:
            continue
        if member is None:
            break
        found = True
        yield member
    if full:
        yield Member(name, None, reason=full)
    elif not found:
        raise Unreadable(f"There is no page in {box_of(raw) or 'the file'}.")


def _unpacked(raw: bytes, name: str, room: Room, depth: int) -> Iterator[Member]:
    box = next(box for box in _BOXES if box.recognise(raw))
    for member in box.members(raw, room):
        if member.raw is None:
            room.members -= 1
            room.size -= member.cost
            yield _inside(name, member)
        elif box_of(member.raw) is None:
            room.members -= 1
            room.size -= len(member.raw)
            yield _inside(name, member)
        elif depth >= DEEPEST:
            room.members -= 1
            yield _inside(name, Member(member.name, None, reason="Archives in archives in archives are not opened."))
        else:
            room.size -= len(member.raw)
            if room.why_full():
                return
            yield from (_inside(name, inner) for inner in _opened(member, room, depth + 1))


def _opened(member: Member, room: Room, depth: int) -> Iterator[Member]:
    """The pages of a box in a box; one that is broken is a page that could not be got out."""
    try:
        yield from _unpacked(member.raw or b"", member.name, room, depth)
    except Unreadable as error:
        room.members -= 1
        yield Member(member.name, None, reason=error.reason)


def _inside(name: str, member: Member) -> Member:
    label = f"{name}!{member.name}" if name and member.name and not member.name.startswith(f"{name}!") else member.name
    return Member(label or name, member.raw, member.url, member.captured_at, member.reason)


# --- zip and gzip


def _is_zip(raw: bytes) -> bool:
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not is_docx(raw)


def _zip_members(raw: bytes, room: Room) -> Iterator[Member]:
    if raw.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise Unreadable(f"This zip archive names more than {MOST_ENTRIES:,} files; it was not opened.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        parts = archive.infolist()
    except _BROKEN_ZIP as error:
        raise Unreadable("This zip archive is broken and cannot be opened.") from error
    room.pass_over(0, len(parts))
    names = {part.filename for part in parts}
    web_archive = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    if web_archive:
        _check_package(archive, names, room)
    with archive:
        for part in parts:
            if part.is_dir() or (web_archive and not part.filename.startswith("archive/")):
                continue
            if not _NO_PAGE.search(part.filename):
                yield _zip_member(archive, part)


def _zip_member(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Member:
    if part.flag_bits & 1:
        return Member(part.filename, None, reason="This file is locked with a password in its archive.")
    reason = _too_much(part.file_size, part.compress_size)  # the library unpacks no more than an archive says
    if reason:
        return Member(part.filename, None, reason=reason)
    try:
        with archive.open(part) as file:
            return Member(part.filename, file.read())
    except _BROKEN_ZIP:
        return Member(part.filename, None, reason="This file is broken in its archive.")


def _too_much(size: int, packed: int) -> str:
    """Why a file that unpacks from so many bytes to so many is not read, or ""."""
    if size > LARGEST_MEMBER:
        return f"Unpacked, this file has more than {LARGEST_MEMBER // 2**20} MB."
    if size > 2**20 and size > MOST_TIMES * max(packed, 1):
        return "This file unpacks to far more than any text does; it was not read."
    return ""


def _check_package(archive: zipfile.ZipFile, names: set[str], room: Room) -> None:
    """A WACZ says what is in it, with hashes (https://specs.webrecorder.net/wacz/): what is missing or changed makes
    the whole of it doubtful."""
    try:
        with archive.open("datapackage.json") as file:
            package = json.loads(file.read(_LARGEST_PACKAGE))  # cut short, it is no JSON
        resources = {str(one["path"]): str(one.get("hash", "")) for one in package["resources"]}
    except (*_BROKEN_ZIP, KeyError, TypeError, AttributeError) as error:
        raise Unreadable("This web archive (WACZ) has no valid datapackage.json.") from error
    missing = [path for path in resources if path not in names]
    if missing:
        raise Unreadable(f"This web archive (WACZ) lacks “{missing[0][:80]}”, which its datapackage.json names.")
    left = LARGEST_UNPACKED
    for path, wanted in resources.items():
        left -= archive.getinfo(path).file_size
        if left < 0:  # what is in it is bounded when it is unpacked
            return
        if wanted.startswith("sha256:") and _sha256(archive, path, room) != wanted.removeprefix("sha256:"):
            raise Unreadable(f"In this web archive (WACZ), “{path[:80]}” is not what its datapackage.json says.")


def _sha256(archive: zipfile.ZipFile, path: str, room: Room) -> str:
    """The hash of a part; "" for one that is broken, which no hash is."""
    digest = hashlib.sha256()
    try:
        with archive.open(path) as file:
            while piece := file.read(2**20):
                room.pass_over(len(piece))
                digest.update(piece)
    except _BROKEN_ZIP:
        return ""
    return digest.hexdigest()


def _is_gzip(raw: bytes) -> bool:
    return raw.startswith(b"\x1f\x8b") and not is_warc(raw)


def _gzip_members(raw: bytes, room: Room) -> Iterator[Member]:
    try:
        with gzip.open(io.BytesIO(raw)) as file:
            content = file.read(LARGEST_MEMBER + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable("This gzip file is broken and cannot be opened.") from error
    reason = _too_much(len(content), len(raw))
    yield Member("", None, reason=reason, cost=len(content)) if reason else Member("", content)


# --- web archives and recordings


def _warc_members(raw: bytes, room: Room) -> Iterator[Member]:
    for page in archived_pages(raw, room.pass_over):
        url = None if page.content is None else page.address
        yield Member(page.address, page.content, url, page.captured_at, page.reason)


def _is_har(raw: bytes) -> bool:
    return opens_json(raw) and re.match(r'\{\s*"log"\s*:\s*\{', head_of(raw).lstrip()) is not None


def _har_members(raw: bytes, room: Room) -> Iterator[Member]:
    """The pages of a HAR recording (http://www.softwareishard.com/blog/har-12-spec/)."""
    if has_more_parts(raw, MOST_PARTS):
        raise Unreadable(f"This is a recording of a browser (HAR) of more than {MOST_PARTS:,} parts; it was not read.")
    try:
        entries = json.loads(raw)["log"]["entries"]
        pages = [entry for entry in entries if entry["response"].get("status") == 200]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("This recording of a browser (HAR) is broken and cannot be read.") from error
    for entry in pages:
        content, asked = entry["response"].get("content"), entry.get("request")
        if not isinstance(content, dict):
            continue
        address = str(asked.get("url") or "") if isinstance(asked, dict) else ""
        text = content.get("text")
        if not isinstance(text, str) or not is_page_type(str(content.get("mimeType") or "")) or not text.strip():
            continue
        try:
            page = base64.b64decode(text) if content.get("encoding") == "base64" else text.encode("utf-8", "replace")
        except binascii.Error:
            yield Member(address, None, reason="This page is broken in its recording.")
            continue
        url = address if address.startswith("http") else None
        yield Member(address, page, url, moment(entry.get("startedDateTime")))


# --- mailboxes


def _is_mailbox(raw: bytes) -> bool:
    return _MAILBOX.match(raw[:500]) is not None


def _mailbox_members(raw: bytes, room: Room) -> Iterator[Member]:
    """The messages of a mailbox (RFC 4155)."""
    starts = itertools.chain((match.start() for match in _NEXT_MAIL.finditer(raw)), (len(raw),))
    for number, (start, end) in enumerate(itertools.pairwise(starts), start=1):
        _, _, message = raw[start:end].partition(b"\n")
        yield Member(f"message {number}", re.sub(rb"^>(?=>*From )", b"", message, flags=re.MULTILINE))


@dataclass(frozen=True, slots=True)
class _Box:
    what: str
    recognise: Callable[[bytes], bool]
    members: Callable[[bytes, Room], Iterator[Member]]


_BOXES = (
    _Box("a zip archive", _is_zip, _zip_members),
    _Box("a web archive (WARC)", is_warc, _warc_members),
    _Box("a gzip file", _is_gzip, _gzip_members),
    _Box("a recording of a browser (HAR)", _is_har, _har_members),
    _Box("a mailbox", _is_mailbox, _mailbox_members),
)
