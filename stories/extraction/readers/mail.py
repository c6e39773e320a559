"""E-mail (RFC 5322, RFC 2045): a newsletter or a forwarded story in a message of its own."""

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from stories.extraction.readers.mhtml import message_of, text_of
from stories.extraction.readers.records import Turned
from stories.extraction.readers.sniffing import head_of
from stories.extraction.reading import Meta, Unreadable
from stories.extraction.wrapping import rewrapped, split_rows

LARGEST = 40 * 1024 * 1024
MEDIA_TYPE = "message/rfc822"
_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?\S")
_WANTED = {"from", "subject", "date", "to", "message-id", "received", "return-path", "mime-version", "delivered-to"}
_EARLIEST, _LATEST = "1971", "2200"
"""A mail sent outside of these years was not: dates are not counted from there."""
_AHEAD = timedelta(days=1)
"""How far a mail may be ahead of its capture, of which often only the day is known."""
_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|fw|wg|tr|rv|转发|転送)\s*:\s*)+", re.IGNORECASE)


def is_mail(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a message: it opens with header lines, "From:" and two more of a message's own among them."""
    found: set[str] = set()
    for number, line in enumerate(split_rows(head_of(raw))):
        match = _HEADER.match(line)
        if match:
            found.add(match["name"].lower())
        elif not line.strip() or not line[0].isspace() or number == 0:
            break
    return "from" in found and len(found & _WANTED) >= 3


def read_mail(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Turned:
    """The text of a message, its HTML before its plain text; the subject is its headline, the sender its outlet, the
    date when it was published and what the dates inside of it count from. Raises Unreadable where it has no text."""
    message = message_of(raw, "an e-mail")
    part = _body(message)
    if part is None:
        raise Unreadable("This is an e-mail without any text: only attachments.", media_type=MEDIA_TYPE)
    sender = parseaddr(str(message.get("From", "")))[0].strip()
    published = _moment(message, captured_at)
    text = text_of(part)
    return Turned(
        text=text if part.get_content_type() == "text/html" else rewrapped(text),
        inner_type=part.get_content_type(),
        media_type=MEDIA_TYPE,
        meta=Meta(
            title=subject_of(str(message.get("Subject", ""))),
            site=sender or None,
            published=published,
            precision="minute" if published else None,
            sent=published if published and _EARLIEST <= published < _LATEST else None,
        ),
    )


def subject_of(text: str) -> str | None:
    """The subject of a message without "Fwd:" and the like; None for none."""
    return _FORWARDED.sub("", " ".join(text.split())) or None


def _body(message: EmailMessage) -> EmailMessage | None:
    """The part to read: the first HTML that is no attachment, else the first plain text."""
    plain = None
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/html":
            return part
        if part.get_content_type() == "text/plain" and plain is None:
            plain = part
    return plain


def _moment(message: EmailMessage, captured_at: datetime | None) -> str | None:
    """When a message says that it was sent; a time without a zone, and one of "-0000", is UTC (RFC 5322, 3.3). One that
    is after its capture cannot be."""
    try:
        moment = parsedate_to_datetime(str(message.get("Date", "")))
        moment = _zoned(moment)
        if captured_at is not None and moment - _zoned(captured_at) > _AHEAD:
            return None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(second=0, microsecond=0).isoformat()


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
