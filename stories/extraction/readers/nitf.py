"""NITF 3.x (https://iptc.org/standards/nitf/): one story, its head as facts, its body as blocks."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from stories.extraction.readers.entries import language_by, people_of, tags_of
from stories.extraction.readers.feed_dates import iso_moment
from stories.extraction.readers.markup import blocks_of
from stories.extraction.readers.records import Record, Sheet, write_records
from stories.extraction.readers.safe_xml import parse
from stories.extraction.readers.sniffing import root_of
from stories.extraction.reading import LEFT_OUT, Unreadable

MEDIA_TYPE = "application/nitf+xml"
_WHAT = "a story in NITF"
_SPACE = re.compile(r"\s+")
_BY = re.compile(r"^(?:by|von|par|por)\b:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|,|\band\b|\bund\b|\bet\b|&|\s/\s)\s*")
_AS_HTML = {
    "hl1": "h1", "hl2": "h2", "media": "figure", "media-caption": "figcaption", "media-producer": "figcaption",
    "media-object": "script", "media-reference": "script", "media-metadata": "script", "bq": "blockquote", "fn": "p",
    "note": "div", "block": "div", "body.content": "div", "body.end": "div", "tagline": "p", "nitf-table": "div",
    "nitf-table-metadata": "script", "datasource": "p", "inlineXML": "div", "body": "div", "html": "div",
    "head": "script", "aside": "div", "nav": "div", "footer": "div",
}  # fmt: skip
"""NITF's element as HTML's; "script" for what is no text (the rendering is silent on it)."""
_CREDIT = "Photo: "


def is_nitf(raw: bytes, name: str | None = None) -> bool:
    """Whether the root element is `nitf`."""
    root = root_of(raw)
    return root is not None and root.name == "nitf"


def read_nitf(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The story as a record. Raises Unreadable for broken XML, and for a document without a headline and a text."""
    tree = parse(raw, _WHAT)
    record = record_in(tree)
    if not record.headline and not record.body:
        raise Unreadable("This is NITF without a headline and a text.", media_type=MEDIA_TYPE)
    publication = first(tree, "pubdata")
    site = words_of(publication.get("name")) if publication is not None else holder_in(tree)
    return write_records([record], kind="article", media_type=MEDIA_TYPE, site=site or None, url=url)


def record_in(tree: etree._Element) -> Record:
    """The record of an `nitf` element, wherever it stands."""
    head, content = first(tree, "body.head"), first(tree, "body.content")
    headline = text_of(first(tree, "hl1")) or text_of(first(tree, "hedline")) or text_of(first(tree, "title"))
    dek = text_of(first(head, "abstract")) or (text_of(first(head, "hl2")) if head is not None else "")
    body = list(blocks_in(content)) if content is not None else []
    names, agency = _authors(head)
    issued = next((found for found in _dates(tree) if found), None)
    dateline = text_of(first(head, "dateline"))
    identity = first(tree, "doc-id")
    section = first(tree, "pubdata")
    words = " ".join((headline, dek, *(text for _, text in body)))
    tail = text_of(first(tree, "body.end"))
    return Record(
        headline=headline or None,
        dek=dek or None,
        byline=names,
        agency=agency,
        section=words_of(section.get("position.section")) or None if section is not None else None,
        language=language_by(words, tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        published=issued[0] if issued else None,
        precision=issued[1] if issued else None,
        body=(*([("dateline", dateline)] if dateline else []), *body, *([(LEFT_OUT, tail)] if tail else [])),
        tags=tags_of(words_of(one.get("key")) for one in every(tree, "keyword")),
        external_id=(words_of(identity.get("id-string"))[:500] or None) if identity is not None else None,
    )


def blocks_in(content: etree._Element) -> Iterator[tuple[str, str]]:
    """The texts under an element of NITF or XHTML with their roles, in their order: as the page's own rendering reads
    them, NITF's names put into those of HTML first (in the tree itself, which nobody reads again)."""
    for element in list(content.iter()):
        name = local(element)
        element.tag = _AS_HTML.get(name, name) or "div"
        element.attrib.clear()
        if name == "media-producer" and text_of(element):
            words = text_of(element)
            element[:], element.text = [], f"{_CREDIT}{words}"
    markup = etree.tostring(content, encoding="unicode", method="html", with_tail=False)
    for role, text in blocks_of(markup):
        if role == "caption" and text.startswith(_CREDIT):
            yield "credit", text.removeprefix(_CREDIT)
        else:
            yield role, text


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def every(tree: etree._Element | None, name: str) -> Iterable[etree._Element]:
    """All elements of a name under one, in any namespace."""
    return () if tree is None else tree.iter(f"{{*}}{name}")


def first(tree: etree._Element | None, name: str) -> etree._Element | None:
    """The first element of a name under one, in any namespace."""
    return next(iter(every(tree, name)), None)


def text_of(element: etree._Element | None) -> str:
    """All text of an element on one line."""
    return words_of("".join(element.itertext())) if element is not None else ""


def words_of(text: str | None) -> str:
    """A text single-spaced; "" for none."""
    return _SPACE.sub(" ", text or "").strip()


def holder_in(tree: etree._Element) -> str:
    """Who holds the copyright by `doc.copyright`, or ""."""
    copyright_ = first(tree, "doc.copyright")
    return words_of(copyright_.get("holder")) if copyright_ is not None else ""


def people_in_line(text: str) -> list[str]:
    """The names that a byline as text may hold."""
    return [name for name in _AND.split(_BY.sub("", text[:2000])) if name]


def _authors(head: etree._Element | None) -> tuple[tuple[str, ...], str | None]:
    """The people of the bylines: those marked as persons, else the text without titles and places."""
    names: list[str] = []
    for byline in every(head, "byline"):
        marked = [text_of(person) for person in every(byline, "person")]
        plain = words_of("".join([byline.text or "", *(child.tail or "" for child in byline)])).strip(" ,")
        names += marked or people_in_line(plain)
    return people_of(names, outlets=())


def _dates(tree: etree._Element) -> Iterator[tuple[str, str] | None]:
    for name in ("date.release", "date.issue", "story.date"):
        for element in every(tree, name):
            yield iso_moment(element.get("norm") or "")
    publication = first(tree, "pubdata")
    yield iso_moment(publication.get("date.publication") or "") if publication is not None else None
