"""Lists of feeds in OPML (http://opml.org/spec2.opml): what to subscribe to, as data."""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from stories.extraction.readers.entries import web_address
from stories.extraction.readers.markup import line_of
from stories.extraction.readers.records import Sheet
from stories.extraction.readers.safe_xml import parse
from stories.extraction.readers.sniffing import root_of
from stories.extraction.reading import Unreadable

MEDIA_TYPE = "text/x-opml"
_WHAT = "a list of feeds (OPML)"


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """One feed of a list: its title, its own address, its site's address, and the folder that it is in, or None."""

    title: str
    xml_address: str
    html_address: str | None = None
    folder: str | None = None


def is_opml(raw: bytes, name: str | None = None) -> bool:
    """Whether the root element is `opml`."""
    root = root_of(raw)
    return root is not None and root.name.lower() == "opml"


def feeds_in(raw: bytes) -> tuple[ListedFeed, ...]:
    """The feeds of a list, each once, in its order. Raises Unreadable for what is no OPML or is broken."""
    if not is_opml(raw):
        raise Unreadable("This is no list of feeds: it is not OPML.")
    found: dict[str, ListedFeed] = {}
    for outline in parse(raw, _WHAT).iter("{*}outline"):
        said = {str(name).lower(): line_of(str(value)[:2000], markup=False) for name, value in outline.attrib.items()}
        address = web_address(_as_http(said.get("xmlurl", "")))
        if address:
            title = said.get("title") or said.get("text") or address
            found.setdefault(
                address, ListedFeed(title, address, web_address(said.get("htmlurl", "")), _folder(outline))
            )
    return tuple(found.values())


def read_opml(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """Never a page with stories: raises Unreadable, whose sentence says how many feeds the list has and whose text
    names them."""
    feeds = feeds_in(raw)
    if not feeds:
        raise Unreadable("This is an outline (OPML) in which no feed is listed.", media_type=MEDIA_TYPE)
    lines = (" ".join((feed.title, feed.xml_address, feed.html_address or "")).strip() for feed in feeds)
    count = f"{len(feeds):,} feeds" if len(feeds) > 1 else "one feed"
    raise Unreadable(
        f"This is a list of {count} (OPML), not a story: subscribe to what you want of it.",
        text="\n".join(lines),
        media_type=MEDIA_TYPE,
    )


def _as_http(address: str) -> str:
    """An address as programs for feeds write it (feed://…, feed:https://…)."""
    rest = address.removeprefix("feed:")
    return rest if rest.startswith(("http:", "https:")) or rest == address else f"http:{rest}"


def _folder(outline: etree._Element) -> str | None:
    above = outline.getparent()
    if above is None or etree.QName(above).localname != "outline":
        return None
    return line_of((above.get("title") or above.get("text") or "")[:200], markup=False) or None
