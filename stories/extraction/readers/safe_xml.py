"""XML from strangers: its document type is taken away before any parser sees it, and nothing outside is ever loaded.

Entities are what makes XML dangerous (a thousand bytes that become a gigabyte, files and addresses that get read), and
no feed or news format needs its own. Those that are plain short texts ("&copy;") are kept, as old feeds define some.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.entities import name2codepoint
from typing import Any

from feedparser import CharacterEncodingOverride
from feedparser.encodings import convert_to_utf8
from lxml import etree

from stories.extraction.readers.sniffing import encoding_of
from stories.extraction.readers.xml_survey import survey
from stories.extraction.reading import Unreadable

_ENTITY = re.compile(
    rb"""<!ENTITY\s+([A-Za-z][\w.-]{0,40})\s+(?:"([^"&%<]{0,200})"|'([^'&%<]{0,200})'|"(&#\w{1,8};)")\s*>"""
)
_ENTITY_USED = re.compile(rb"&([A-Za-z][\w.-]{0,40});", re.ASCII)
_KEPT = re.compile(rb'<!ENTITY ([\w.-]+) "([^"]*)">')
_XML_OWN = (b"amp", b"lt", b"gt", b"quot", b"apos")
_ENCODING_NAME = re.compile(r"[A-Za-z0-9._:-]{1,40}", re.ASCII)
_DECLARED = re.compile(rb"""^(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["']([^"'>]{0,60})["']""")
_SPACE = re.compile(rb"\s*")
MOST_ELEMENTS = 100_000
"""Of a document whose whole tree is built; a feed is read piece by piece."""
_MOST_ENTITIES = 40
_MOST_GROWTH = 1_000_000
_NOT_FOR_PAGES = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf_7", "utf-7", "undefined", "rot13"}
"""Python's codecs that no document is written in; some of them take a square of the time."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document without its document type; `entities` are the harmless ones that it defined, `lost_entities`
    is whether there were others."""

    raw: bytes
    entities: bytes
    lost_entities: bool


def cleaned(raw: bytes) -> Cleaned:
    """The document as bytes that an XML parser can be trusted with: UTF-16 and UTF-32 turned to UTF-8, what stands
    before the root reduced to the XML declaration, only harmless entities kept (in `entities`, not in `raw`)."""
    raw = _ascii_compatible(raw)
    start, prolog = _prolog(raw)
    declaration = _declaration(raw)
    kinds = b"".join(piece for piece in prolog if piece[:9].upper() == b"<!DOCTYPE")
    body = raw[start:]
    entities = _harmless(kinds, body)
    lost = kinds.count(b"<!ENTITY") > entities.count(b"<!ENTITY")
    return Cleaned(declaration + b"\n" + body if declaration else body, entities, lost)


def in_utf8(raw: bytes) -> tuple[bytes, str, bool]:
    """The document in UTF-8 (and declared so), the encoding that it came in, and whether it is not the one it names."""
    told: dict[str, Any] = {}
    text: bytes = convert_to_utf8({}, raw, told)
    encoding = str(told.get("encoding") or "")
    if not encoding:
        return text.decode("utf-8", "replace").encode("utf-8"), "utf-8", True
    return text, encoding, isinstance(told.get("bozo_exception"), CharacterEncodingOverride)


def parse(raw: bytes, what: str) -> etree._Element:
    """The tree of a whole document of the kind `what` ("a list of feeds"). Raises Unreadable, which says where it is
    broken. Harmless entities, and those that HTML knows by name, are read."""
    clean = cleaned(raw)
    text = _ENTITY_USED.sub(_value_in(dict(_KEPT.findall(clean.entities))), in_utf8(clean.raw)[0])
    broken = survey(text, what, MOST_ELEMENTS)
    if broken is None:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(text, parser=parser)
        except etree.XMLSyntaxError as error:
            broken = str(error.msg).rstrip(".")
    raise Unreadable(f"This is {what} that is broken: {broken}.", media_type="application/xml")


def _value_in(entities: dict[bytes, bytes]) -> Callable[[re.Match[bytes]], bytes]:
    def value(used: re.Match[bytes]) -> bytes:
        name = used[1]
        if name in entities:
            return entities[name]
        code = name2codepoint.get(name.decode("ascii"))
        return b"&#%d;" % code if code and name not in _XML_OWN else used[0]

    return value


def _ascii_compatible(raw: bytes) -> bytes:
    encoding = encoding_of(raw)
    if encoding is None:
        return raw.lstrip()
    if encoding == "utf-8":
        return raw.removeprefix(codecs.BOM_UTF8).lstrip()
    if encoding == "cp037":  # EBCDIC: its declaration can be read with any of its code pages, and names the right one
        named = _DECLARED.match(raw[:400].decode("cp037").encode("utf-8"))
        encoding = named[2].decode("latin-1") if named else encoding
    try:
        text = raw.decode(encoding).removeprefix("\ufeff").lstrip()
    except (UnicodeError, LookupError):
        return raw
    return _DECLARED.sub(rb'\1 encoding="utf-8"', text.encode("utf-8"), count=1)


def _declaration(raw: bytes) -> bytes:
    """The XML declaration with the encoding that it names, unless no document is written in that."""
    found = _DECLARED.match(raw)
    name = found[2].decode("latin-1") if found else ""
    if not _ENCODING_NAME.fullmatch(name) or name.lower().replace("-", "_") in _NOT_FOR_PAGES:
        return b""
    return b'<?xml version="1.0" encoding="%s"?>' % name.encode("ascii")


def _prolog(raw: bytes) -> tuple[int, list[bytes]]:
    """Where the root element starts, and the declarations, comments and instructions before it."""
    place, pieces = 0, []
    while place < len(raw):
        space = _SPACE.match(raw, place)
        place = space.end() if space else place
        end = _end_of(raw, place)
        if end is None:
            break
        pieces.append(raw[place:end])
        place = end
    return place, pieces


def _end_of(raw: bytes, place: int) -> int | None:
    """The end of what stands at `place` before the root element; None where the root itself stands there."""
    for opening, closing in ((b"<?", b"?>"), (b"<!--", b"-->")):
        if raw.startswith(opening, place):
            end = raw.find(closing, place + len(opening))
            return end + len(closing) if end >= 0 else None
    if raw[place : place + 2] == b"<!":
        return _end_of_declaration(raw, place)
    return None


def _end_of_declaration(raw: bytes, place: int) -> int | None:
    bracket, close = raw.find(b"[", place), raw.find(b">", place)
    if close < 0:
        return None
    if 0 <= bracket < close:
        end = re.compile(rb"\]\s*>").search(raw, bracket)
        return end.end() if end else None
    return close + 1


def _harmless(kinds: bytes, body: bytes) -> bytes:
    """The entities that are short plain texts, unless the document would grow by much."""
    kept: dict[bytes, bytes] = {}
    for name, double, single, code in _ENTITY.findall(kinds[:200_000])[:_MOST_ENTITIES]:
        kept.setdefault(name, double or single or code)
    if sum(body.count(b"&" + name + b";") * len(value) for name, value in kept.items()) > _MOST_GROWTH:
        return b""
    return b"".join(b'<!ENTITY %s "%s">\n' % (name, value.replace(b'"', b"'")) for name, value in kept.items())
