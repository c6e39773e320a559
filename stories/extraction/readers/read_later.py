"""Lists of read-later and bookmarking services in JSON: Pinboard, Delicious, Omnivore, wallabag (1 and 2), Readability,
Shaarli. They differ in the names of their fields and in little else."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from stories.extraction.readers.feed_dates import iso_moment
from stories.extraction.readers.records import Sheet
from stories.extraction.readers.safe_json import load
from stories.extraction.readers.saved_links import Entry, sheet_of
from stories.extraction.readers.sniffing import head_of
from stories.extraction.reading import Unreadable

_WHAT = "a list of saved pages"
_URLS = ("url", "href", "article__url", "given_url", "resolved_url", "link", "originalUrl")
_TITLES = ("title", "article__title", "resolved_title", "given_title", "description", "name")
_NOTES = ("extended", "description", "article__excerpt", "excerpt", "note", "shared")
_TEXTS = ("content", "html")
_AUTHORS = ("author", "authors", "published_by", "byline")
_DAYS = ("publishedAt", "published_at", "date_published")
_LISTS = ("bookmarks", "items", "entries", "list", "links", "recommendations")
_ENTRY = re.compile(
    r'^\s*(?:\{\s*"(?:bookmarks|items|entries|list|links|recommendations)"\s*:\s*)?[\[{](?s:.){0,6000}?'
    r'"(?:url|href|article__url|given_url|originalUrl)"\s*:\s*"(?:https?:|\w)',
)
_KNOWN = re.compile(
    r'"(?:href|article__url|given_url|resolved_url|is_archived|savedAt|toread|is_read|time_added|archived|others|'
    r'created|reading_time|private|shared|readingProgress)"\s*:'
)


def is_read_later(raw: bytes, name: str | None = None) -> bool:
    """Whether a JSON file is a list of objects with addresses, and with a field that such services write."""
    head = head_of(raw).lstrip()
    return head.startswith(("[", "{")) and bool(_ENTRY.match(head)) and bool(_KNOWN.search(head))


def read_read_later(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The saved pages, with their text where the service gives it. Raises Unreadable."""
    found = load(raw, _WHAT)
    if isinstance(found, dict):
        lists = [found[key] for key in _LISTS if isinstance(found.get(key), list | dict)]
        found = lists[0] if lists else [part for part in found.values() if isinstance(part, dict)]
    if isinstance(found, dict):
        found = list(found.values())
    if not isinstance(found, list):
        raise Unreadable("This is a list of saved pages that is broken: it holds no list.")
    return sheet_of(_entries(found), what=_WHAT, media_type="application/json")


def _entries(found: list[Any]) -> Iterator[Entry]:
    for one in found:
        if not isinstance(one, dict):
            yield Entry(title=str(one)[:200])
            continue
        title = _first(one, _TITLES)
        note = next((text for key in _NOTES if (text := _string(one, key)) and text != title), "")
        moment = next((day for key in _DAYS if (day := iso_moment(_string(one, key)))), None)
        yield Entry(
            title=title,
            url=_first(one, _URLS),
            tags=tuple(_tags(one.get("tags", one.get("labels")))),
            note=note,
            people=tuple(_words(next((one[key] for key in _AUTHORS if one.get(key)), None))),
            published=moment,
            language=_string(one, "language"),
            text=_first(one, _TEXTS),
        )


def _first(one: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := _string(one, key))), "")


def _string(one: dict[str, Any], key: str) -> str:
    value = one.get(key)
    return value.strip() if isinstance(value, str) else ""


def _tags(value: Any) -> Iterator[str]:
    """Tags as a list, as objects with a name or a label, as keys, or as words between commas or spaces."""
    if isinstance(value, str):
        yield from map(str.strip, value.split(",")) if "," in value else value.split()
    elif isinstance(value, dict):
        yield from (str(key) for key in value)
    elif isinstance(value, list):
        for one in value:
            yield (
                str(one.get("label") or one.get("name") or one.get("slug") or "") if isinstance(one, dict) else str(one)
            )


def _words(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield str(one.get("name") or "")
