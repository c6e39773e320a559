"""News items in ninjs 1.0 to 3.1 (https://iptc.org/standards/ninjs/): checked first, then read as a story."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from stories.extraction.readers.entries import language_by, people_of, tags_of, web_address
from stories.extraction.readers.feed_dates import iso_moment
from stories.extraction.readers.markup import blocks_of, line_of
from stories.extraction.readers.ninjs_check import check_ninjs, looks_like_ninjs
from stories.extraction.readers.records import Record, Sheet, write_records
from stories.extraction.readers.safe_json import load_object
from stories.extraction.readers.sniffing import opens_json
from stories.text.names import fold

MEDIA_TYPE = "application/ninjs+json"
_WHAT = "a news item in ninjs"
_URI = re.compile(rb'"uri"\s*:')
_FIRST = re.compile(rb'\s*\{\s*"([^"\\]{1,60})"\s*:')
_PICTURES = ("picture", "graphic", "video", "audio")
_BY = re.compile(r"^(?:by|von|par|por)\b:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|,|\band\b|\bund\b|\bet\b|&|\s/\s)\s*")


def is_ninjs(raw: bytes, name: str | None = None) -> bool:
    """Whether a JSON object has a uri and mostly fields of ninjs; a broken one, whether it begins with such a field."""
    if not opens_json(raw) or not _URI.search(raw):
        return False
    try:
        return looks_like_ninjs(json.loads(raw))
    except (ValueError, RecursionError):
        first = _FIRST.match(raw.removeprefix(b"\xef\xbb\xbf")[:200])
        return first is not None and looks_like_ninjs({"uri": "", first[1].decode("latin-1"): ""})


def read_ninjs(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The item as a record, and a record more for each associated item that has a text of its own. Raises Unreadable
    with the field that makes it no sound ninjs."""
    item = load_object(raw, _WHAT)
    check_ninjs(item)
    holder = line_of(_text(item, "copyrightholder"), markup=False) or None
    inner = [part for part in _associated(item) if _bodies(part) and part.get("type") not in _PICTURES]
    return write_records(
        [_record(one, holder) for one in (item, *inner)],
        kind="index" if inner else "article",
        media_type=MEDIA_TYPE,
        site=holder,
        url=url,
        empty=_text(item, "uri") or "A news item without an identifier.",
    )


def _record(item: dict[str, Any], holder: str | None) -> Record:
    doubts: list[str] = []
    first, last = (
        _moment(item, ("firstcreated", "versioncreated", "contentcreated"), doubts),
        _moment(item, ("versioncreated",), []),
    )
    headline = _headline(item)
    pictured = item.get("type") in _PICTURES
    told = _told(item)
    descriptions = _descriptions(item)
    dek = None if pictured else next((text for role, text in descriptions if role != "caption"), None)
    if dek and told and fold(told[0][1]).startswith(fold(dek).rstrip(" .…")):
        dek = None
    captions = [("caption", text) for role, text in descriptions if pictured or role == "caption"][:1]
    located = line_of(_text(item, "located"), markup=False)
    opens = bool(told) and fold(located.split(",")[0]) in fold(told[0][1][:80])
    place = [("dateline", located)] if located and told and not opens else []
    names = _AND.split(_BY.sub("", line_of((_text(item, "byline") or _text(item, "by"))[:2000], markup=False)))
    people, agency = people_of(names, outlets=(holder,))
    body = (*place, *told, *captions, *_pictures(item))
    uri = _text(item, "uri")
    words = f"{headline} {dek or ''} {' '.join(text for _, text in body)}"
    return Record(
        headline=headline or None,
        dek=dek,
        byline=people,
        agency=agency,
        url=web_address(uri),
        language=language_by(words, _text(item, "language")),
        published=first[0] if first else None,
        precision=first[1] if first else None,
        updated=last[0] if last and first and last[0] != first[0] else None,
        body=body,
        tags=tags_of(_text(part, "name") for part in _objects(item, "subject", "subjects")),
        external_id=uri[:500] or None,
        completeness="summary" if _text(item, "representationtype") in ("incomplete", "partial") else None,
        doubts=(*doubts, *_warnings(item)),
    )


def _warnings(item: dict[str, Any]) -> Iterator[str]:
    """What an editor must not overlook before using it."""
    until = _text(item, "embargoed") or _text(item, "embargoeduntil")
    if until:
        yield f"The item is embargoed until {until[:40]}."
    if _text(item, "pubstatus") in ("withheld", "canceled"):
        yield f"Its provider has {_text(item, 'pubstatus')} this item."
    if _text(item, "type") in ("event", "planning"):
        yield f"This is an item of the type {_text(item, 'type')}, not a story."
    note = line_of(_text(item, "ednote"))
    if note:
        yield f"Note to editors: {note[:300]}"


def _headline(item: dict[str, Any]) -> str:
    """The main headline, else another, else the title."""
    heads = sorted(_objects(item, "headlines"), key=lambda head: _text(head, "role") != "main")
    more = (value for name, value in item.items() if name.startswith("headline_") and isinstance(value, str))
    found = (_text(item, "headline"), *(_text(head, "value") for head in heads), *more, _text(item, "title"))
    return next((line for text in found if (line := line_of(text))), "")


def _bodies(item: dict[str, Any]) -> list[tuple[str, bool]]:
    """The texts of an item and whether each is markup: with paragraphs first, the longest of each sort first."""
    named = [(value, name) for name, value in item.items() if name.startswith("body_") and isinstance(value, str)]
    listed = [(_text(body, "value"), _text(body, "contenttype")) for body in _objects(item, "bodies")]
    texts = [(value, _is_markup(value, kind)) for value, kind in (*named, *listed) if value.strip()]
    return sorted(texts, key=lambda text: (not text[1], -len(text[0])))


def _told(item: dict[str, Any]) -> list[tuple[str, str]]:
    """The blocks of the body to read; in plain text each line is a paragraph."""
    bodies = _bodies(item)
    if not bodies:
        return []
    value, markup = bodies[0]
    return blocks_of(value if markup else "\n\n".join(value.splitlines()), markup=markup)


def _is_markup(value: str, kind: str) -> bool:
    return any(word in kind.lower() for word in ("html", "xml", "nitf", "rich")) or "</p>" in value


def _descriptions(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Descriptions with their role, each once."""
    named = [(name.partition("_")[2], value) for name, value in item.items() if name.startswith("description_")]
    listed = [(_text(part, "role"), _text(part, "value")) for part in _objects(item, "descriptions")]
    found: dict[str, tuple[str, str]] = {}
    for role, value in (*named, *listed):
        text = line_of(value) if isinstance(value, str) else ""
        if text and "credit" not in role:
            found.setdefault(fold(text), ("caption" if "caption" in role else role, text))
    return list(found.values())


def _pictures(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The captions of associated pictures, with who made them."""
    for part in _associated(item):
        if part.get("type") in _PICTURES or not _bodies(part):
            words = next((text for _, text in _descriptions(part)), "") or _headline(part)
            if words:
                yield "caption", words
                credit = line_of(_text(part, "byline") or _text(part, "by"), markup=False)
                if credit:
                    yield "credit", f"Photo: {credit}"


def _associated(item: dict[str, Any]) -> list[dict[str, Any]]:
    found = item.get("associations")
    parts = list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
    return [part for part in parts if isinstance(part, dict)]


def _moment(item: dict[str, Any], names: tuple[str, ...], doubts: list[str]) -> tuple[str, str] | None:
    for name in names:
        printed = _text(item, name)
        found = iso_moment(printed)
        if found:
            return found
        if printed:
            doubts.append(f"“{printed[:60]}” is no date that can be read.")
    return None


def _text(part: dict[str, Any], name: str) -> str:
    """A text by its name in lower case, in whatever case the generation writes it."""
    value = part.get(name)
    if value is None:
        value = next((one for key, one in part.items() if key.lower() == name), None)
    return value if isinstance(value, str) else ""


def _objects(part: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    found: list[Any] = next((part[name] for name in names if isinstance(part.get(name), list)), [])
    return [one for one in found if isinstance(one, dict)]
