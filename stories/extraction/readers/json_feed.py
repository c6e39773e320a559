"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from stories.extraction.readers.entries import language_by, people_of, tags_of, told_by, web_address
from stories.extraction.readers.feed_dates import iso_moment
from stories.extraction.readers.markup import blocks_of, line_of
from stories.extraction.readers.records import MOST, Record, Sheet, write_records
from stories.extraction.readers.safe_json import load_object
from stories.extraction.readers.sniffing import opens_json
from stories.extraction.reading import Unreadable

MEDIA_TYPE = "application/feed+json"
_WHAT = "a JSON Feed"
_VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version', re.IGNORECASE)


def is_json_feed(raw: bytes, name: str | None = None) -> bool:
    """Whether a JSON object names a version of JSON Feed, near its beginning or its end."""
    return opens_json(raw) and bool(_VERSION.search(raw[:65536]) or _VERSION.search(raw[-65536:]))


def read_json_feed(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The items as records. Raises Unreadable for broken JSON, and for a feed without items."""
    feed = load_object(raw, _WHAT)
    items = feed.get("items")
    if not isinstance(items, list):
        raise Unreadable("This is a JSON Feed without a list of items.", media_type=MEDIA_TYPE)
    title = line_of(_text(feed, "title"), markup=False) or None
    if not items:
        named = f"“{title}” " if title else ""
        raise Unreadable(f"The feed {named}has no entries.", media_type=MEDIA_TYPE)
    home = web_address(_text(feed, "home_page_url")) or web_address(_text(feed, "feed_url"))
    left = [_line(item) for item in items[MOST:]]
    records = list(_records(items[:MOST], feed, base=url or home, site=title))
    broken = sum(not isinstance(item, dict) for item in items[:MOST])
    odd = (f"{broken:,} entries of the feed are no JSON objects and hold nothing.",) if broken else ()
    return write_records(
        records,
        kind="feed",
        media_type=MEDIA_TYPE,
        site=title,
        url=url or home,
        language=language_by("", _text(feed, "language")),
        doubts=odd,
        left=left,
        what="The feed",
        empty="An entry without a title or a text.",
    )


def _records(items: list[Any], feed: dict[str, Any], *, base: str | None, site: str | None) -> Iterator[Record]:
    ids = Counter(_id(item) for item in items)
    for item in items:
        record = _record(item if isinstance(item, dict) else {}, feed, base=base, site=site)
        yield record if ids[record.external_id] == 1 else replace(record, external_id=None)


def _record(item: dict[str, Any], feed: dict[str, Any], *, base: str | None, site: str | None) -> Record:
    markup = _text(item, "content_html")
    content = blocks_of(markup) if markup else blocks_of(_text(item, "content_text"), markup=False)
    dek, body, completeness = told_by(content, blocks_of(_text(item, "summary"), markup=False), teaser=True)
    captions = [("caption", line_of(_text(part, "title"), markup=False)) for part in _objects(item, "attachments")]
    people, agency = people_of(_names(item) or _names(feed), outlets=(site,))
    published, updated = iso_moment(_text(item, "date_published")), iso_moment(_text(item, "date_modified"))
    first = published or updated
    dates = (("date_published", published), ("date_modified", updated))
    doubts = [
        f"“{_text(item, name)[:60]}” is no date that can be read."
        for name, found in dates
        if _text(item, name) and not found
    ]
    headline = line_of(_text(item, "title"), markup=False)
    words = f"{headline} {dek or ''} {' '.join(text for _, text in body)}"
    return Record(
        headline=headline or None,
        dek=dek,
        byline=people,
        agency=agency,
        url=web_address(_text(item, "url"), base) or web_address(_text(item, "external_url"), base),
        language=language_by(words, _text(item, "language") or _text(feed, "language")),
        published=first[0] if first else None,
        precision=first[1] if first else None,
        printed_date=_text(item, "date_published") or _text(item, "date_modified") or None,
        updated=updated[0] if updated else None,
        body=(*body, *(pair for pair in captions if pair[1])),
        tags=tags_of(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        external_id=_id(item),
        completeness=completeness,
        doubts=tuple(doubts),
    )


def _id(item: Any) -> str | None:
    """The id, which some feeds give as a number, else the address."""
    if not isinstance(item, dict):
        return None
    value = item.get("id")
    return (str(value) if isinstance(value, int | str) and value != "" else _text(item, "url"))[:500] or None


def _names(part: dict[str, Any]) -> list[str]:
    one = part.get("author")
    people = _objects(part, "authors") or ([one] if isinstance(one, dict) else [])
    return [name for person in people if (name := line_of(_text(person, "name")[:2000], markup=False))]


def _line(item: Any) -> str:
    """An item that is only listed."""
    said = item if isinstance(item, dict) else {}
    words = (line_of(_text(said, name), markup=False) for name in ("title", "url"))
    return " ".join(word for word in words if word) or "An entry without a title"


def _text(part: dict[str, Any], name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""


def _list(part: dict[str, Any], name: str) -> list[Any]:
    value = part.get(name)
    return value if isinstance(value, list) else []


def _objects(part: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [one for one in _list(part, name) if isinstance(one, dict)]
