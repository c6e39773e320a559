"""Bookmarks: the file that browsers and bookmarking sites exchange (Netscape bookmark file,
https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)),
and the JSON of Firefox and Chrome."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

from stories.extraction.decoding import decode
from stories.extraction.readers.records import Sheet
from stories.extraction.readers.safe_json import load_object
from stories.extraction.readers.saved_links import Entry, sheet_of
from stories.extraction.readers.sniffing import head_of, opens_json

_WHAT = "a list of bookmarks"
_MARK = re.compile(r"<!DOCTYPE\s+NETSCAPE-Bookmark", re.IGNORECASE)
_POCKET = re.compile(r"<title>\s*Pocket Export\s*</title>", re.IGNORECASE)
_TO_NEXT = r"*+(?:<(?!a\s|h3\b|/a>|/?d[dlt]\b){0}*+)*+"
"""Anything up to the next tag of a list: of entries that nobody closed each is looked at once, and not to the end."""
_INSIDE = "[^<>]" + _TO_NEXT.format("[^<>]")
_PART = re.compile(
    rf"<h3(?P<folder>{_INSIDE})>(?P<named>[^<]*)</h3>|<a\s(?P<link>{_INSIDE})>"
    rf"(?P<title>[^<]{_TO_NEXT.format('[^<]')})</a>|"
    r"<dd>(?P<note>.*?)(?=<dt|<dl|</dl|<dd|$)|(?P<open><dl\b)|(?P<close></dl)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_BETWEEN = re.compile(r"\s*,\s*|\s{2,}")
_NO_FOLDER = frozenset(
    "bookmarks bar|bookmarks menu|bookmarks toolbar|other bookmarks|mobile bookmarks|favorites bar|unsorted bookmarks|"
    "imported|bookmarks|favorites|personal toolbar folder|reading list".split("|")
)
_DEEPEST = 60


def is_netscape(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a bookmark file, or the list of links that Pocket exports."""
    head = head_of(raw)
    return bool(_MARK.search(head) or _POCKET.search(head))


def read_netscape(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The bookmarks, their folders and tags as tags, their descriptions as notes. Raises Unreadable."""
    decoded = decode(raw)
    return sheet_of(_bookmarks(decoded.text), what=_WHAT, media_type="text/html", encoding=decoded.encoding)


def _bookmarks(text: str) -> Iterator[Entry]:
    """The entries in order; a description stands behind its link, and a folder's behind its heading."""
    folders: list[str] = []
    named, last = "", None
    for part in _PART.finditer(text):
        if part["note"] is not None:
            if last is not None:
                yield _with_note(last, part["note"])
                last = None
            continue
        if last is not None:
            yield last
            last = None
        if part["open"]:
            folders.append(named)
            named = ""
        elif part["close"]:
            del folders[-1:]
        elif part["named"] is not None:
            named = unescape(part["named"]).strip()
        else:
            last = _bookmark(part["link"], part["title"], folders)
    if last is not None:
        yield last


def _bookmark(attributes: str, title: str, folders: list[str]) -> Entry:
    said = {
        key.lower(): unescape(double or single or bare) for key, double, single, bare in _ATTRIBUTE.findall(attributes)
    }
    tags = _BETWEEN.split(said.get("tags") or said.get("tag") or "")
    shelves = [folder for folder in folders[:_DEEPEST] if folder and folder.casefold() not in _NO_FOLDER]
    return Entry(title=title, url=said.get("href", ""), tags=tuple(tag for tag in (*tags, *shelves) if tag))


def _with_note(entry: Entry, note: str) -> Entry:
    return Entry(title=entry.title, url=entry.url, tags=entry.tags, note=" ".join(unescape(note).split()))


def is_browser_json(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is the bookmarks of Firefox (a backup) or Chrome (its profile's file) in JSON."""
    head = head_of(raw)
    return opens_json(raw) and (
        '"text/x-moz-place-container"' in head or ('"roots"' in head and '"bookmark_bar"' in head)
    )


def read_browser_json(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The bookmarks of a browser's own file. Raises Unreadable."""
    found = load_object(raw, _WHAT)
    roots = found.get("roots")
    tops = list(roots.values()) if isinstance(roots, dict) else [found]
    return sheet_of(_nested(tops), what=_WHAT, media_type="application/json")


def _nested(tops: list[Any]) -> Iterator[Entry]:
    waiting: list[tuple[Any, tuple[str, ...]]] = [(top, ()) for top in reversed(tops)]
    while waiting:
        node, folders = waiting.pop()
        if not isinstance(node, dict):
            continue
        title = str(node.get("title") or node.get("name") or "")
        address = node.get("uri") or node.get("url")
        if isinstance(address, str) and address:
            if not address.startswith("place:"):
                tags = str(node.get("tags") or "").split(",")
                yield Entry(title=title, url=address, tags=tuple(tag for tag in (*tags, *folders) if tag.strip()))
            continue
        inner = (
            (*folders, title) if title and title.casefold() not in _NO_FOLDER and len(folders) < _DEEPEST else folders
        )
        children = node.get("children")
        waiting.extend((child, inner) for child in reversed(children if isinstance(children, list) else []))
