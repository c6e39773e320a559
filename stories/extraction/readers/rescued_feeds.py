"""A feed that feedparser stumbles over: its entries by the plainest reading there is, so that none of them is lost."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from stories.extraction.readers.feed_dates import iso_moment

_ENTRIES = frozenset(("item", "entry"))
_FIELDS = {
    "title": "title", "link": "link", "guid": "id", "id": "id", "pubDate": "published", "published": "published",
    "updated": "updated", "date": "updated", "description": "summary", "summary": "summary", "creator": "author",
    "author": "author",
}  # fmt: skip


def rescued(text: bytes) -> dict[str, Any]:
    """What feedparser would give of a feed, as far as titles, links, ids, dates, authors and texts go."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree: etree._Element | None = etree.fromstring(text, parser=parser)
    if tree is None:  # nothing could be saved
        return {"feed": {}, "entries": []}
    entries = [_fields(element) for element in tree.iter() if _local(element) in _ENTRIES]
    head = next((element for element in tree.iter() if _local(element).lower() in ("channel", "feed")), tree)
    return {"feed": {"title": _fields(head).get("title", "")}, "entries": entries}


def _fields(parent: etree._Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in parent:
        name = _FIELDS.get(_local(child), "")
        value = " ".join("".join(child.itertext()).split()) or (child.get("href") or "" if name == "link" else "")
        if name and value:
            found.setdefault(name, value)
    for name in ("published", "updated"):
        if name in found:
            found[f"{name}_parsed"] = _utc(found[name])
    return found


def _utc(printed: str) -> tuple[int, ...] | None:
    """The moment in UTC, as feedparser gives it."""
    iso = iso_moment(printed)
    try:
        day = iso[0] if iso and len(iso[0]) >= 10 else None
        moment = datetime.fromisoformat(day) if day else parsedate_to_datetime(printed)
        return tuple(moment.utctimetuple()[:6])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _local(element: etree._Element) -> str:
    """The name without a namespace; a broken feed can have one whose prefix stands for nothing."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""
