"""NewsML-G2 (https://iptc.org/standards/newsml-g2/): news items, alone or many in a message, each a story."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from lxml import etree

from stories.extraction.readers.entries import language_by, people_of, tags_of, web_address
from stories.extraction.readers.feed_dates import iso_moment
from stories.extraction.readers.nitf import (
    blocks_in,
    every,
    first,
    local,
    people_in_line,
    record_in,
    text_of,
    words_of,
)
from stories.extraction.readers.records import Record, Sheet, write_records
from stories.extraction.readers.safe_xml import parse
from stories.extraction.readers.sniffing import root_of
from stories.extraction.reading import Unreadable
from stories.text.names import fold

MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_WHAT = "a file in NewsML-G2"
_OTHERS = {"packageitem": "a package", "planningitem": "a planning item", "conceptitem": "a concept",
           "knowledgeitem": "a list of concepts", "catalogitem": "a catalogue"}  # fmt: skip
_MARKED = re.compile(rb"iptc\.org/std/|newsml|g2\.newsitem", re.IGNORECASE)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PICTURES = ("picture", "photo", "graphic", "video", "audio")


def is_newsml_g2(raw: bytes, name: str | None = None) -> bool:
    """Whether the root is an item, a message or a content set of NewsML-G2."""
    root = root_of(raw)
    if root is None:
        return False
    known = root.name.lower() in ("newsmessage", "newsitem", "contentset", "groupset", *_OTHERS)
    return root.namespace == NAMESPACE or (known and root.namespace == "" and _MARKED.search(raw[:8192]) is not None)


def read_newsml_g2(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The news items as records; packages give what they refer to, by headline. Raises Unreadable for broken XML and
    for a file without a story."""
    tree = parse(raw, _WHAT)
    items = [tree] if local(tree) in ("newsItem", "contentSet") else _outermost(tree, "newsItem")
    records = [record for item in items if (record := _record(item)) is not None]
    records += [record for package in _packages(tree) for record in _referred(package)]
    if not records:
        kind = next((_OTHERS[name] for element in tree.iter() if (name := local(element).lower()) in _OTHERS), None)
        what = f"This is {kind} in NewsML-G2, not a story." if kind else _without(items)
        raise Unreadable(what, media_type=MEDIA_TYPE)
    holders = {holder for item in items if (holder := _holder(item))}
    if len(holders) == 1:
        records = [replace(record, outlet=None) for record in records]
    return write_records(
        records,
        kind="article" if len(records) == 1 else "index",
        media_type=MEDIA_TYPE,
        site=holders.pop() if len(holders) == 1 else None,
        url=url,
    )


def _without(items: list[etree._Element]) -> str:
    if not items:
        return "This is a message in NewsML-G2 without a news item."
    return "This is an item in NewsML-G2 without a headline and a text."


def _record(item: etree._Element) -> Record | None:
    """One news item; its own facts before those of the text in it. None for one without headline and text."""
    meta = first(item, "contentMeta")
    inner = first(item, "nitf")
    told = record_in(inner) if inner is not None else Record(body=tuple(_content(item)))
    pictured = any(kind in _kind(item) for kind in _PICTURES)
    headline = _in_language(meta, "headline") or told.headline or ""
    described = _in_language(meta, "description")
    if not (headline or told.body or described):
        return None
    body = [*told.body, *([("caption", described)] if pictured and described else [])]
    dek = told.dek or (described if not pictured else None)
    if dek and body and fold(body[0][1]).startswith(fold(dek).rstrip(" .…")):
        dek = None
    people, agency = _authors(item, meta, told)
    dateline = _in_language(meta, "dateline") or text_of(first(first(meta, "located"), "name"))
    if dateline and body and not any(role == "dateline" for role, _ in body) and not _opens(body, dateline):
        body.insert(0, ("dateline", dateline))
    moment = _moment(item, "contentCreated") or _moment(item, "firstCreated") or _moment(item, "versionCreated")
    changed = _moment(item, "contentModified") or _moment(item, "versionCreated")
    guid = words_of(item.get("guid"))
    words = " ".join((headline, dek or "", *(text for _, text in body)))
    return Record(
        headline=headline or None,
        kicker=None,
        dek=dek,
        byline=people,
        agency=agency,
        outlet=_holder(item),
        url=web_address(guid),
        language=language_by(words, _language(item, meta)),
        published=moment[0] if moment else told.published,
        precision=moment[1] if moment else told.precision,
        updated=changed[0] if changed and changed != moment else None,
        body=tuple(body),
        tags=tags_of([*_subjects(meta), *(text_of(word) for word in every(meta, "keyword")), *told.tags]),
        external_id=guid[:500] or told.external_id,
        doubts=tuple(_warnings(item)),
    )


def _content(item: etree._Element) -> Iterator[tuple[str, str]]:
    """The text of an item's inline content that is not NITF: XHTML, or plain text in lines."""
    for inline in (*every(item, "inlineXML"), *every(item, "inlineData")):
        if len(inline):
            yield from blocks_in(inline)
        else:
            yield from (("paragraph", words) for line in (inline.text or "").splitlines() if (words := words_of(line)))


def _opens(body: list[tuple[str, str]], dateline: str) -> bool:
    """Whether the text begins with its place already."""
    return fold(dateline.split(",", maxsplit=1)[0]) in fold(body[0][1][:80])


def _in_language(meta: etree._Element | None, name: str) -> str:
    """The first text of a field of the item's own, English where there are several languages."""
    found = [element for element in every(meta, name) if text_of(element)]
    english = [element for element in found if (element.get(_LANG) or "").startswith("en")]
    return text_of(next(iter(english or found), None))


def _authors(item: etree._Element, meta: etree._Element | None, told: Record) -> tuple[tuple[str, ...], str | None]:
    """People by `by` and `creator`; the provider and the source are no people."""
    holder = _holder(item)
    printed = _in_language(meta, "by")
    creators = [text_of(first(creator, "name")) for creator in every(meta, "creator")]
    names = people_in_line(printed) if printed else list(told.byline) or [name for name in creators if name]
    people, agency = people_of(names, outlets=(holder,))
    if agency is None:
        sources = [text_of(first(source, "name")) for source in every(meta, "infoSource")]
        agency = people_of(sources, outlets=())[1] or told.agency
    return people, agency


def _subjects(meta: etree._Element | None) -> Iterator[str]:
    """What the item is about: the subjects' names, English first; people, places and organisations are linked by
    their names in the text, not by tags."""
    for subject in every(meta, "subject"):
        kind = subject.get("type") or ""
        if not kind.endswith((":person", ":organisation", ":geoArea", ":POI", ":event", ":object")):
            yield _in_language_of(subject)


def _in_language_of(subject: etree._Element) -> str:
    names = [child for child in subject if local(child) == "name"]
    english = [child for child in names if (child.get(_LANG) or "").startswith("en")]
    return text_of(next(iter(english or names), None))


def _outermost(tree: etree._Element, name: str) -> list[etree._Element]:
    """The elements of a name that stand in no other of that name: what is in an item is that item's."""
    found: list[etree._Element] = []
    for element in every(tree, name):
        if not found or next(element.iterancestors(f"{{*}}{name}"), None) is None:
            found.append(element)
    return found


def _packages(tree: etree._Element) -> list[etree._Element]:
    return [tree] if local(tree) == "groupSet" else _outermost(tree, "packageItem")


def _referred(package: etree._Element) -> Iterator[Record]:
    """What a package refers to, by headline and address."""
    for reference in every(package, "itemRef"):
        headline = text_of(first(reference, "headline")) or text_of(first(reference, "title"))
        if headline:
            identity = words_of(reference.get("residref") or reference.get("href"))
            yield Record(
                headline=headline,
                dek=text_of(first(reference, "description")) or None,
                url=web_address(words_of(reference.get("href"))),
                external_id=identity[:500] or None,
            )


def _warnings(item: etree._Element) -> Iterator[str]:
    status = first(item, "pubStatus")
    code = (status.get("qcode") or status.get("uri") or "") if status is not None else ""
    if code.endswith(("withheld", "canceled")):
        yield f"Its provider has {'withheld' if code.endswith('withheld') else 'canceled'} this item."
    embargo = text_of(first(item, "embargoed"))
    if embargo:
        yield f"The item is embargoed until {embargo[:40]}."
    for note in every(item, "edNote"):
        if text_of(note):
            yield f"Note to editors: {text_of(note)[:300]}"


def _holder(item: etree._Element) -> str | None:
    """The provider by name, or who holds the copyright."""
    for name in ("provider", "copyrightHolder"):
        element = first(item, name)
        found = text_of(first(element, "name")) or words_of(element.get("literal")) if element is not None else ""
        if found:
            return found
    return None


def _kind(item: etree._Element) -> str:
    element = first(item, "itemClass")
    return (element.get("qcode") or element.get("uri") or "").lower() if element is not None else ""


def _language(item: etree._Element, meta: etree._Element | None) -> str | None:
    element = first(meta, "language")
    return element.get("tag") if element is not None else item.get(_LANG)


def _moment(item: etree._Element, name: str) -> tuple[str, str] | None:
    return iso_moment(text_of(first(item, name)))
