"""Saved pages in one file: MHTML (RFC 2557), as browsers save "a single file", and HTML with its pictures inside it, as
SingleFile writes it (https://github.com/gildas-lormeau/SingleFile)."""

import email
import email.policy
import re
from datetime import datetime
from email.message import EmailMessage
from itertools import islice
from typing import Any

from stories.extraction.decoding import decode
from stories.extraction.readers.records import Turned
from stories.extraction.readers.sniffing import head_of
from stories.extraction.reading import Unreadable

LARGEST = 60 * 1024 * 1024
_RELATED = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"Page saved with SingleFile|<!--\s*saved from url=")
_SINGLE_FILE = re.compile(rb"Page saved with SingleFile\s+url:\s*(\S{1,2000})")
_CHROME = re.compile(rb"saved from url=\(\d{1,6}\)(\S{1,2000})")
_INSIDE = re.compile(rb"data:[\w.+/;=-]{0,100},[A-Za-z0-9+/=%._~-]{64,}")
_LOOKED_AT = 16_384
MOST_PARTS = 2_000
LONGEST_HEADER = {"content-type": 600, "content-disposition": 600}
"""Characters of these headers that are read, of others 2,000: the library takes a square of their length."""
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


class _Short(email.policy.EmailPolicy):
    def header_fetch_parse(self, name: str, value: str) -> str:
        most = LONGEST_HEADER.get(name.lower(), 2_000)
        return super().header_fetch_parse(name, value if len(value) <= most else value[:most])


_SHORT: Any = _Short()


def is_mhtml(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a page in MHTML: a MIME message whose parts belong together."""
    head = head_of(raw)
    return bool(_RELATED.search(head)) and "mime-version:" in head.lower() and "<html" not in head[:200].lower()


def message_of(raw: bytes, what: str) -> EmailMessage:
    """The message that the bytes are. Raises Unreadable for one of more parts than a page or a letter has."""
    if next(islice(_PART.finditer(raw), MOST_PARTS, None), None) is not None:
        raise Unreadable(f"This is {what} of more than {MOST_PARTS:,} parts, more than are read.")
    message: EmailMessage = email.message_from_bytes(raw, policy=_SHORT)
    return message


def read_mhtml(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Turned:
    """The page in an MHTML file, at its own address. Raises Unreadable where there is no page in it."""
    message = message_of(raw, "a saved page (MHTML)")
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    part = next(pages, None)
    if part is None:
        raise Unreadable("This is a saved page (MHTML) without a page in it.", media_type="multipart/related")
    address = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    return Turned(
        text=text_of(part),
        inner_type="text/html",
        media_type="multipart/related",
        url=str(address).strip() if str(address).startswith("http") else None,
    )


def text_of(part: EmailMessage) -> str:
    """The text of a part of a message, in its own encoding or, where that is a lie, in the one that is found."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        raise Unreadable("This is a saved page or message without any text.")
    try:
        return raw.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeError):
        return decode(raw).text


def is_single_file(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a page that SingleFile or a browser saved, which says where it came from."""
    return bool(_SAVED.search(raw[:_LOOKED_AT])) and b"<html" in raw[:_LOOKED_AT].lower()


def read_single_file(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Turned:
    """The page without the pictures and fonts that are written into it, at the address that it was saved from."""
    found = _SINGLE_FILE.search(raw[:_LOOKED_AT]) or _CHROME.search(raw[:_LOOKED_AT])
    address = found[1].decode("ascii", "ignore") if found else ""
    decoded = decode(_INSIDE.sub(b"data:,", raw))
    return Turned(
        text=decoded.text,
        inner_type="text/html",
        media_type="text/html",
        encoding=decoded.encoding,
        url=address if address.startswith("http") else None,
    )
