"""Saved pages in one file: MHTML (RFC 2557), as browsers save "a single file", and HTML with its pictures inside it, as
SingleFile writes it (https://github.com/gildas-lormeau/SingleFile)."""

import email
import email.policy
import re
from datetime import datetime
from email.message import EmailMessage

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


def is_mhtml(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a page in MHTML: a MIME message whose parts belong together."""
    head = head_of(raw)
    return bool(_RELATED.search(head)) and "mime-version:" in head.lower() and "<html" not in head[:200].lower()


def read_mhtml(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Turned:
    """The page in an MHTML file, at its own address. Raises Unreadable where there is no page in it."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
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
