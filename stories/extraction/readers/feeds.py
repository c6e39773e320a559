"""Feeds in XML: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, CDF, read by feedparser from bytes that were made safe first.

feedparser gets a stream, never a text: a text that looks like an address it would fetch. What it is told by no parser
is what a feed is allowed to cost: documents lose their document type, and of a feed with more entries than become
stories the rest is only listed.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import feedparser

from stories.extraction.known_outlets import outlet_at, outlet_named
from stories.extraction.readers.entries import language_by, record_of, web_address
from stories.extraction.readers.large_feeds import LARGEST_PART, cut
from stories.extraction.readers.markup import line_of
from stories.extraction.readers.records import MOST, Record, Sheet, write_records
from stories.extraction.readers.rescued_feeds import rescued
from stories.extraction.readers.safe_xml import Cleaned, cleaned, in_utf8
from stories.extraction.readers.sniffing import root_of
from stories.extraction.readers.xml_survey import survey
from stories.extraction.reading import Unreadable
from stories.extraction.sites import spelled_by_host

log = logging.getLogger(__name__)
LARGEST = 64 * 1024 * 1024
_RSS_IN_RDF = ("purl.org/rss/", "my.netscape.com/rdf/", "purl.org/net/rss1.1", "channel.netscape.com/rdf")
_PARTS = re.compile(r"\s+[-–—|>»:·]\s+|:\s+")
_LATE = re.compile(rb"<\?xml[^>]{0,200}\?>\s*(?:<!--[^>]{0,2000}-->\s*)?<(?:rss|feed|rdf:RDF)(?=[\s>])", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(x[0-9a-fA-F]{1,4000}|\d{1,4000})(?:;|(?![0-9a-fA-F]))", re.IGNORECASE)
_TYPES = {"atom": "application/atom+xml", "rss10": "application/rdf+xml", "rss090": "application/rdf+xml",
          "cdf": "application/x-cdf"}  # fmt: skip


def is_feed(raw: bytes, name: str | None = None) -> bool:
    """Whether the root element is that of a feed, whatever its namespace; or whether a feed follows upon other text, as
    it does where a program's warning got into it."""
    return _has_root(raw) or _LATE.search(raw[:8192]) is not None


def _has_root(raw: bytes) -> bool:
    root = root_of(raw)
    if root is None:
        return False
    kind = root.name.lower()
    if kind == "rdf":
        return any(part in space for space in root.namespaces for part in _RSS_IN_RDF)
    if kind == "entry":
        return "atom" in root.namespace.lower()
    return kind in ("rss", "feed") or (kind == "channel" and not root.namespace.startswith("http://www.w3.org/"))


def read_feed(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The entries of a feed as records. Raises Unreadable for a feed without entries, or too broken to have any."""
    late = None if _has_root(raw) else _LATE.search(raw[:8192])
    before = raw[: late.start()] if late else b""
    raw = raw[len(before) :]
    clean = cleaned(raw)
    text, encoding, lied = in_utf8(clean.raw)
    part = cut(text, MOST, LARGEST_PART)
    broken = survey(part.kept)
    found = _parsed(_REFERENCE.sub(_sound, part.kept) if broken else part.kept, clean.entities, url)
    title = line_of(_text(found["feed"], "title")) or None
    doubts = (*_before(before), *_broken(broken), *_plainly(found), *_charset(encoding, lied), *_entities(clean))
    site = web_address(_text(found["feed"], "link"))
    records = list(_records(found, base=url or site, site=title))
    if not records:
        named = f"“{title}” " if title else ""
        raise Unreadable(" ".join((f"The feed {named}has no entries.", *doubts)), media_type=_type(found, raw))
    return write_records(
        records,
        kind="feed",
        media_type=_type(found, raw),
        encoding=encoding,
        site=_outlet(title, site),
        url=url or site,
        language=language_by("", _text(found["feed"], "language")),
        doubts=doubts,
        head=[line_of(before.decode("utf-8", "replace"))] if before else (),
        left=part.left,
        what="The feed",
        empty="An entry without a title or a text.",
    )


def _sound(reference: re.Match[bytes]) -> bytes:
    """A numeric character reference that names a character; the repairing parser stumbles over others."""
    digits = reference[1].lower()
    code = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    return reference[0] if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else b"&#65533;"


def _parsed(text: bytes, entities: bytes, url: str | None) -> dict[str, Any]:
    """What feedparser makes of the feed. It sees no header but the address, which relative links count from."""
    end = text.find(b"?>") + 2 if text.startswith(b"<?xml") else 0
    kinds = b"\n<!DOCTYPE feed [\n" + entities + b"]>\n" if entities else b""
    headers = {"content-location": url, "content-type": "application/xml"} if url else {}
    try:
        found: dict[str, Any] = feedparser.parse(
            io.BytesIO(text[:end] + kinds + text[end:]),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser has no list of what it raises on broken feeds
        log.info("feedparser failed on a feed: %r", error)
        return {**rescued(text), "rescued": True}
    return found


def _records(found: dict[str, Any], *, base: str | None, site: str | None) -> Iterator[Record]:
    """The records, ids that are no ids (two entries have the same) taken away."""
    atom = str(found.get("version") or "").startswith("atom")
    made = [
        record_of(entry, base=base, site=site, language=_text(found["feed"], "language"), atom=atom)
        for entry in found["entries"]
    ]
    ids = Counter(record.external_id for record in made)
    for record in made:
        yield record if ids[record.external_id] == 1 else replace(record, external_id=None)


def _outlet(title: str | None, address: str | None) -> str | None:
    """Whose feed it is: the outlet at the site's address, else the one that a part of the title names ("NYT > World")
    or the host spells, else the title."""
    known = outlet_at(address) if address else None
    parts = _PARTS.split(title or "")[:4]
    named = (outlet_named(part) for part in parts)
    return known or next((name for name in named if name), None) or spelled_by_host(parts, address) or title


def _broken(problem: str | None) -> tuple[str, ...]:
    return (f"The feed is broken: {problem}. Entries may be missing or cut short.",) if problem else ()


def _before(text: bytes) -> tuple[str, ...]:
    return ("Other text stands before the feed; it is left out.",) if text.strip() else ()


def _plainly(found: dict[str, Any]) -> tuple[str, ...]:
    if not found.get("rescued"):
        return ()
    return ("The parser of feeds fails on this feed; only titles, links, dates and texts of its entries were read.",)


def _charset(encoding: str, lied: bool) -> tuple[str, ...]:
    return (f"The feed is not in the encoding that it names; it was read as {encoding}.",) if lied else ()


def _entities(clean: Cleaned) -> tuple[str, ...]:
    if clean.lost_entities:
        return ("The feed defines entities that stand for more than a word; they are not expanded.",)
    return ()


def _type(found: dict[str, Any], raw: bytes) -> str:
    root = root_of(raw)
    version = str(found.get("version") or "") or ("cdf" if root and root.name.lower() == "channel" else "rss")
    return next((kind for start, kind in _TYPES.items() if version.startswith(start)), "application/rss+xml")


def _text(part: dict[str, Any], name: str) -> str:
    value = dict.get(part, name)
    return value if isinstance(value, str) else ""
