"""One line of a .jsonl file of stories, checked: what it says, and what it is silent on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from stories.ingest.values import BadDate, Published, published_of, storable
from stories.linking.keepable import Unkeepable, clean_name
from stories.text.addresses import BadAddress, normalize_address
from stories.text.mojibake import mended, mending_of
from stories.text.story_addresses import twins
from stories.vocabulary import Completeness

LONGEST_LINE = 4_000_000
LONGEST_TAG = 80
TEXTS = {"headline": 500, "kicker": 300, "dek": None, "body": None, "language": 12, "section": 120, "dateline": 120}
"""Columns that are texts, and how much of them is kept."""
NAMES = ("external_id", "url")
"""What a story is known by: never cut."""


class BadLine(ValueError):
    """A line that is no story; the text is a sentence."""


@dataclass(frozen=True)
class Row:
    """What one line says. A field that the line does not have, or that is null, is in none of these: an update leaves
    it alone. `columns` are the story's own; `dates`, `updates` and `outlets` are empty or hold the one
    value."""

    number: int
    columns: dict[str, Any]
    outlets: tuple[str, ...] = ()
    dates: tuple[Published | None, ...] = ()
    updates: tuple[Published | None, ...] = ()
    tags: tuple[str, ...] | None = None

    @property
    def external_id(self) -> str:
        """The story's id in the system that it comes from, or ""."""
        return self.columns.get("external_id") or ""

    @property
    def url(self) -> str:
        """The story's address, or ""."""
        return self.columns.get("url") or ""

    def known_as(self, url: str) -> Row:
        """The row with another spelling of its address."""
        return self if url == self.url else replace(self, columns={**self.columns, "url": url})

    @property
    def said(self) -> dict[str, Any]:
        """What the line says of the story, for comparing with the next one."""
        said = dict(self.columns)
        for name in self.outlets:
            said["outlet"] = name
        for date in self.dates:
            said["published"] = date.at.isoformat() if date else ""
        for date in self.updates:
            said["updated"] = date.at.isoformat() if date else ""
        return said if self.tags is None else {**said, "tags": list(self.tags)}


@dataclass
class Checked:
    """The good lines of a piece, one row a story, and the bad ones with their reasons; `repeated` is how many lines
    said something of a story that another line of the piece speaks of too."""

    rows: list[Row] = field(default_factory=list)
    failed: list[tuple[int, str]] = field(default_factory=list)
    repeated: int = 0


def check_lines(piece: Iterable[tuple[int, str | bytes]]) -> Checked:
    """Check numbered lines. Of two that speak of one story the later one stands where both say something."""
    checked = Checked()
    rows: dict[int, Row] = {}
    places: dict[str, int] = {}
    for number, line in piece:
        if not line.strip():
            continue
        try:
            row = read_line(number, line)
        except (BadLine, BadDate) as error:
            checked.failed.append((number, str(error)))
            continue
        known = next((rows[places[key]] for key in _keys(row) if key in places), None)
        if known is not None and known.external_id and row.external_id and known.external_id != row.external_id:
            known = None  # two pieces of one address, told apart by their own ids
        if known is not None:
            row = _merged(known, row)
            checked.repeated += 1
        rows[row.number] = row
        places |= dict.fromkeys(_keys(row), row.number)
    checked.rows = list(rows.values())
    return checked


def _keys(row: Row) -> Iterator[str]:
    if row.external_id:
        yield f"id {row.external_id}"
    if row.url:
        yield f"url {twins(row.url)[0]}"
    if not (row.external_id or row.url):  # known by all that it says, as it is when the file comes again
        yield f"said {json.dumps(row.said, sort_keys=True)}"


def _merged(first: Row, later: Row) -> Row:
    return replace(
        first,
        columns={**first.columns, **later.columns},
        outlets=later.outlets or first.outlets,
        dates=later.dates or first.dates,
        updates=later.updates or first.updates,
        tags=first.tags if later.tags is None else later.tags,
    )


def read_line(number: int, line: str | bytes) -> Row:
    """Check one line. Raises BadLine or BadDate with a sentence."""
    data = _object(line)
    columns: dict[str, Any] = {
        name: _text(data, name)[:longest] for name, longest in TEXTS.items() if data.get(name) is not None
    }
    if not columns.get("headline"):
        raise BadLine("The story has no headline.")
    garbled = {name: text for name, text in columns.items() if mended(text) != text}
    if garbled:
        columns |= {name: mended(text) for name, text in garbled.items()}
        columns["doubts"] = [mending_of(*next((text, mended(text)) for text in garbled.values()))]
    if "body" in columns:
        columns["completeness"] = length_of(columns)
    if data.get("byline") is not None:
        columns["byline"] = _list(data, "byline", 200)
    if _id(data, "external_id", 200):
        columns["external_id"] = _id(data, "external_id", 200)
    if _id(data, "url", 2000):
        columns["url"] = _url(_id(data, "url", 2000))
    outlets = () if data.get("outlet") is None else (_outlet(_text(data, "outlet")),)
    dates, updates = (
        () if data.get(name) is None else (published_of(_text(data, name)),) for name in ("published", "updated")
    )
    return Row(number, columns, outlets, dates, updates, None if data.get("tags") is None else _tags(data))


def length_of(columns: Mapping[str, Any]) -> str:
    """How much of a story there is: full text, a summary, or the headline only."""
    if columns.get("body"):
        return Completeness.FULL.value
    return (Completeness.SUMMARY if columns.get("dek") else Completeness.HEADLINE).value


def _object(line: str | bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadLine(f"The line is longer than {LONGEST_LINE:,} characters.")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"This is not JSON: {storable(str(error))[:200]}.") from None
    if not isinstance(data, dict):
        raise BadLine("A story must be a JSON object.")
    return data


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name) or ""
    if not isinstance(value, str):
        raise BadLine(f"“{name}” must be a text.")
    return str(storable(value)).strip()


def _id(data: dict[str, Any], name: str, longest: int) -> str:
    value = _text(data, name)
    if len(value) > longest:
        raise BadLine(f"“{name}” is longer than {longest} characters.")
    return value


def _list(data: dict[str, Any], name: str, longest: int) -> list[str]:
    value = data.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadLine(f"“{name}” must be a list of texts.")
    items = (" ".join(str(storable(item)).split())[:longest] for item in value)
    return list(dict.fromkeys(item for item in items if item))


def _tags(data: dict[str, Any]) -> tuple[str, ...]:
    """Tags as editors type them: single spaces, no number sign, however capitalised the same."""
    names = [name.strip(" ,#") for name in _list(data, "tags", LONGEST_TAG + 1)]
    long = next((name for name in names if len(name) > LONGEST_TAG), None)
    if long is not None:
        raise BadLine(f"The tag “{long[:40]}…” is longer than {LONGEST_TAG} characters.")
    return tuple({name.casefold(): name for name in reversed(names) if name}.values())[::-1]


def _outlet(name: str) -> str:
    if not name:
        return ""
    try:
        return clean_name(name, what="outlet's name")
    except Unkeepable as error:
        raise BadLine(str(error)) from None


def _url(url: str) -> str:
    try:
        return normalize_address(url)
    except BadAddress as error:
        raise BadLine(str(error)) from None
