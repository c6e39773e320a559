"""A feed with more entries than become stories: the part that is parsed, and the rest as a list of titles."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape

LARGEST_PART = 16 * 1024 * 1024
"""Bytes of a feed that are parsed; the entries behind them are only listed."""
_ENTRY = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)(?=[\s>])", re.IGNORECASE)
_END = re.compile(rb"</(?:[A-Za-z][\w.-]*:)?(?:item|entry)\s*>", re.IGNORECASE)
_TITLE = re.compile(
    rb"<(?:[A-Za-z][\w.-]*:)?title\b[^>]{0,200}>(.{0,2000}?)</(?:[A-Za-z][\w.-]*:)?title", re.DOTALL | re.IGNORECASE
)
_LINK = re.compile(
    rb"<link\b(?:[^>]{0,300}?\bhref\s*=\s*[\"']([^\"'>]{1,2000})|[^>]{0,300}>([^<]{1,2000})<)", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Cut:
    """`kept`: the document with as many entries as are parsed; `left`: a line for each of the others; `entries`: how
    many the document has."""

    kept: bytes
    left: tuple[str, ...]
    entries: int


def cut(raw: bytes, most: int, largest: int) -> Cut:
    """Cut a feed after its first `most` entries or the last that ends within its first `largest` bytes: one pass over
    the bytes, whatever their number."""
    starts = [found.start() for found in _ENTRY.finditer(raw)]
    most = min(most, max(bisect_right(starts, largest) - 1, 1)) if len(raw) > largest else most
    if len(starts) <= most:
        return Cut(raw, (), len(starts))
    ends = [found.end() for found in _END.finditer(raw, starts[most])]
    end = ends[-1] if ends else len(raw)
    encoding = _encoding(raw)
    bounds = [*starts[most:], end]
    left = tuple(
        _listed(raw[place : min(following, place + 20_000)], encoding)
        for place, following in itertools.pairwise(bounds)
    )
    return Cut(raw[: starts[most]] + raw[end:], left, len(starts))


def _listed(entry: bytes, encoding: str) -> str:
    """An entry's title and address on one line."""
    title, link = _TITLE.search(entry), _LINK.search(entry)
    words = _words(title[1], encoding) if title else ""
    address = _words(link[1] or link[2] or b"", encoding) if link else ""
    return " ".join(part for part in (words, address) if part) or "An entry without a title"


def _words(value: bytes, encoding: str) -> str:
    text = value.decode(encoding, "replace").replace("<![CDATA[", "").replace("]]>", "")
    return " ".join(_TAG.sub(" ", unescape(unescape(text))).split())


def _encoding(raw: bytes) -> str:
    found = re.match(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]{1,40})", raw[:400])
    name = found[1].decode("ascii") if found else "utf-8"
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name
