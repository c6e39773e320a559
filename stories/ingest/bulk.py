"""Stories that are already structured, one JSON object a line: the bulk path, a few hundred a transaction."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from stories.ingest.stories import keep_text
from stories.ingest.values import BadDate, Published, identity_of, published_of, text_fingerprint
from stories.linking.copies import find_copies_of_many
from stories.linking.mentions import link_stories
from stories.linking.register import find_or_make_outlet
from stories.models import Outlet, Story, StoryTag, Tag
from stories.models.change import new_change, record, record_many, row_values
from stories.models.fields import free_slug
from stories.models.sorting import free_key
from stories.search import held
from stories.text.addresses import BadAddress, normalize_address
from stories.vocabulary import Basis, Completeness, Verb

PIECE = 500
LONGEST_LINE = 4_000_000
FIELDS = ("headline", "body", "dek", "kicker", "byline", "url", "language", "section", "completeness", "external_id")


class BadLine(ValueError):
    """A line that is no story; the text is a sentence."""


@dataclass(frozen=True)
class Row:
    """One line, checked. `columns` are the story's own; `said` is what `Story.taken` keeps."""

    number: int
    columns: dict[str, Any]
    outlet: str
    tags: tuple[str, ...]
    published: Published | None

    @property
    def said(self) -> dict[str, Any]:
        """What the import says of the story, for comparing with the next one."""
        date = self.published.at.isoformat() if self.published else ""
        return {**self.columns, "outlet": self.outlet, "published": date, "tags": list(self.tags)}


@dataclass
class BulkTally:
    """What an import came to; `failed` are line numbers (from 1) with their reasons."""

    lines: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)


def import_stories(
    lines: Iterable[str | bytes],
    *,
    editor: Any,
    now: datetime,
    progress: Callable[[int], None] = lambda done: None,
    link: bool = True,
) -> BulkTally:
    """Store each line as a story; the same `external_id`, or else the same `url`, again is an update.

    A few hundred lines a transaction: after a stop, the same file again goes on where it was. A bad line is counted
    with its reason and the rest is done. `link` False leaves out mentions and copies (`link_stories --all` finds them).
    """
    tally = BulkTally()
    known = _Known(editor, now)
    numbered = enumerate(lines, start=1)
    while piece := list(islice(numbered, PIECE)):
        rows = list(_rows(piece, tally))
        try:
            with held():
                _store(rows, tally, known, editor=editor, now=now, link=link)
        except Exception:
            known.forget()
            raise
        tally.lines += len(piece)
        progress(tally.lines)
    return tally


def _rows(piece: list[tuple[int, str | bytes]], tally: BulkTally) -> Iterator[Row]:
    """The good lines of a piece, the last one of each external id or address; bad ones are counted."""
    rows: dict[str, Row] = {}
    for number, line in piece:
        if not line.strip():
            continue
        try:
            row = read_line(number, line)
        except (BadLine, BadDate) as error:
            tally.failed.append((number, str(error)))
            continue
        key = row.columns["external_id"] or row.columns["url"] or f"line {number}"
        rows.pop(key, None)
        rows[key] = row
    yield from rows.values()


def read_line(number: int, line: str | bytes) -> Row:
    """Check one line. Raises BadLine or BadDate with a sentence."""
    if len(line) > LONGEST_LINE:
        raise BadLine(f"The line is longer than {LONGEST_LINE:,} characters.")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"This is not JSON: {error}.") from None
    if not isinstance(data, dict):
        raise BadLine("A story must be a JSON object.")
    headline = _text(data, "headline", 500)
    if not headline:
        raise BadLine("The story has no headline.")
    body = _text(data, "body")
    columns = {
        "headline": headline,
        "body": body,
        "dek": _text(data, "dek"),
        "kicker": _text(data, "kicker", 300),
        "byline": _list(data, "byline"),
        "url": _url(_text(data, "url", 2000)),
        "language": _text(data, "language", 12),
        "section": _text(data, "section", 120),
        "completeness": Completeness.FULL.value if body else Completeness.HEADLINE.value,
        "external_id": _text(data, "external_id", 200) or None,
    }
    published = published_of(_text(data, "published", 40))
    return Row(number, columns, _text(data, "outlet", 200), tuple(_list(data, "tags")), published)


def _text(data: dict[str, Any], name: str, longest: int | None = None) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if name == "external_id" and isinstance(value, int):
        value = str(value)
    if not isinstance(value, str):
        raise BadLine(f"“{name}” must be a text.")
    value = value.replace("\x00", "").encode("utf-8", "replace").decode().strip()
    if longest and len(value) > longest:
        if name in ("external_id", "url"):
            raise BadLine(f"“{name}” is longer than {longest} characters.")
        value = value[:longest]
    return value


def _list(data: dict[str, Any], name: str) -> list[str]:
    value = data.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadLine(f"“{name}” must be a list of texts.")
    return list(dict.fromkeys(item.replace("\x00", "").strip()[:80] for item in value if item.strip()))


def _url(url: str) -> str:
    if not url:
        return ""
    try:
        return normalize_address(url)
    except BadAddress as error:
        raise BadLine(str(error)) from None


class _Known:
    """Outlets and tags by name, looked up once an import."""

    def __init__(self, editor: Any, now: datetime) -> None:
        self.editor = editor
        self.now = now
        self.forget()

    def forget(self) -> None:
        """After a rollback the rows made in it are gone."""
        self.outlets: dict[str, Outlet] = {}
        self.tags: dict[str, Tag] = {}

    def outlet(self, name: str) -> Outlet | None:
        if name and name not in self.outlets:
            self.outlets[name] = find_or_make_outlet(name, editor=self.editor, now=self.now)
        return self.outlets.get(name)

    def tag(self, name: str) -> Tag:
        if name not in self.tags:
            tag = Tag.objects.filter(name__iexact=name).first()
            if tag is None:
                tag = Tag.objects.create(name=name, slug=free_slug(Tag.objects, name, fallback="tag"))
                record(tag, Verb.CREATED, editor=self.editor, now=self.now, after=row_values(tag))
            self.tags[name] = tag
        return self.tags[name]


def _store(rows: list[Row], tally: BulkTally, known: _Known, *, editor: Any, now: datetime, link: bool) -> None:
    by_id = {
        story.external_id: story
        for story in Story.objects.filter(
            external_id__in=[row.columns["external_id"] for row in rows if row.columns["external_id"]]
        )
    }
    by_url = {
        story.url: story
        for story in Story.objects.filter(url__in=[row.columns["url"] for row in rows if row.columns["url"]])
    }
    batch = uuid.uuid4()
    fresh: list[tuple[Row, Story]] = []
    touched: list[Story] = []
    keys: set[int] = set()
    for row in rows:
        story = by_id.get(row.columns["external_id"])
        if story is None:
            story = by_url.get(row.columns["url"]) if row.columns["url"] else None
            if story and story.external_id and row.columns["external_id"]:
                story = None  # two pieces of one address, told apart by their own ids
        if story is None:
            fresh.append((row, _new(row, known, keys, now=now)))
        elif story.taken == row.said:
            tally.unchanged += 1
        else:
            _update(story, row, known, keys, editor=editor, now=now, batch=batch)
            touched.append(story)
    made = [story for _, story in fresh]
    Story.objects.bulk_create(made, batch_size=200)
    pairs = [(story, known.tag(name)) for row, story in fresh for name in row.tags]
    StoryTag.objects.bulk_create([StoryTag(story=story, tag=tag) for story, tag in pairs], batch_size=400)
    record_many(new_change(story, Verb.IMPORTED, editor=editor, now=now, batch=batch) for story in made)
    tally.new += len(made)
    tally.updated += len(touched)
    if link:
        link_stories([*made, *touched], now=now)
        find_copies_of_many([*made, *touched], now=now)


def _new(row: Row, known: _Known, keys: set[int], *, now: datetime) -> Story:
    story = Story(**row.columns, outlet=known.outlet(row.outlet), taken=row.said, created_at=now)
    story.identity = identity_of(story.headline, row.outlet)
    story.fingerprint = text_fingerprint(story.headline, story.dek, story.body)
    _date(story, row.published)
    story.sort_key = free_key(story.published_at or now, taken=keys)
    return story


def _update(
    story: Story, row: Row, known: _Known, keys: set[int], *, editor: Any, now: datetime, batch: uuid.UUID
) -> None:
    """What the line says anew replaces what the story has; what it still says leaves editors' corrections alone."""
    before = row_values(story)
    said = row.said
    new = {name for name in said if said[name] != story.taken.get(name)}
    if new & {"headline", "dek", "body"}:
        keep_text(story, now=now)
    for name in new & set(row.columns):
        setattr(story, name, row.columns[name])
    if "outlet" in new:
        story.outlet = known.outlet(row.outlet)
    if "published" in new:
        _date(story, row.published)
        story.sort_key = free_key(story.published_at or story.created_at, taken=keys)
    story.fingerprint = text_fingerprint(story.headline, story.dek, story.body)
    story.taken = said
    story.version += 1
    story.save()
    for name in row.tags if "tags" in new else ():
        StoryTag.objects.get_or_create(story=story, tag=known.tag(name))
    after = row_values(story)
    changed = [name for name in before if before[name] != after[name] and name not in ("updated_at", "version")]
    record(
        story,
        Verb.CHANGED,
        editor=editor,
        now=now,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        batch=batch,
        reason="The same story imported again",
    )


def _date(story: Story, published: Published | None) -> None:
    story.published_at = published.at if published else None
    story.published_zone = published.zone if published else ""
    story.published_precision = published.precision if published else ""
    story.published_basis = Basis.GIVEN if published else ""
