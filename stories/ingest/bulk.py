"""Stories that are already structured, one JSON object a line: the bulk path, a few hundred a transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from stories.ingest.lines import BadLine, Row, check_lines, length_of
from stories.ingest.passages import follow_reports
from stories.ingest.stories import keep_text, text_now
from stories.ingest.tags import TagNames, give_tags
from stories.ingest.values import TEXT_FIELDS, identity_of, text_fingerprint
from stories.linking.connecting import connect_stories
from stories.linking.outlets import find_or_make_outlet
from stories.linking.shelf import books
from stories.models import Change, Outlet, Story
from stories.models.change import new_change, record_many, row_values
from stories.models.sorting import free_key, wait_for_turn
from stories.policy import check_can
from stories.search import held
from stories.text.story_addresses import twins
from stories.vocabulary import Basis, Verb

PIECE = 500


@dataclass
class BulkTally:
    """What an import came to; `failed` are line numbers (from 1) with their reasons. `lines` counts every line,
    empty ones too; `repeated` those that were taken together with an earlier line about the same story."""

    lines: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    repeated: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)


def import_stories(
    lines: Iterable[str | bytes],
    *,
    editor: Any,
    now: datetime,
    progress: Callable[[int], None] = lambda done: None,
    link: bool = True,
    suggest: bool = True,
) -> BulkTally:
    """Store each line as a story; the same `external_id`, or else the same `url`, again is an update, which leaves
    alone what the line is silent on and what editors corrected.

    A few hundred lines a transaction: after a stop, the same file again goes on where it was. A bad line is counted
    with its reason and the rest is done. `link` False leaves out all that rules find, `suggest` False all but mentions
    and copies (`link_stories --all` finds them).
    Raises Refused for a reader, TooManyInOneSecond.
    """
    if editor is not None:
        check_can(editor, "import")
    tally = BulkTally()
    known = _Known(editor, now)
    numbered = enumerate(lines, start=1)
    while taken := list(islice(numbered, PIECE)):
        checked = check_lines(taken)
        books()  # reading all names is nothing to do inside the transaction
        try:
            with held():
                wait_for_turn()
                piece = _Piece(known, editor=editor, now=now)
                piece.store(checked.rows, tally, link=link, suggest=suggest)
        except Exception:
            known.forget()
            raise
        tally.failed += checked.failed
        tally.repeated += checked.repeated
        tally.lines += len(taken)
        progress(tally.lines)
    return tally


class _Known:
    """Outlets and tags by name, looked up once an import."""

    def __init__(self, editor: Any, now: datetime) -> None:
        self.editor = editor
        self.now = now
        self.tags = TagNames(editor, now)
        self.forget()

    def forget(self) -> None:
        """After a rollback the rows made in it are gone."""
        self.outlets: dict[str, Outlet] = {}
        self.tags.forget()

    def outlet(self, name: str) -> Outlet | None:
        if name and name not in self.outlets:
            self.outlets[name] = find_or_make_outlet(name, editor=self.editor, now=self.now)
        return self.outlets.get(name)


class _Piece:
    """One transaction's worth of rows being stored."""

    def __init__(self, known: _Known, *, editor: Any, now: datetime) -> None:
        self.known, self.editor, self.now = known, editor, now
        self.batch = uuid.uuid4()
        self.keys: set[int] = set()
        self.history: list[Change] = []
        self.wanted_tags: list[tuple[Story, tuple[str, ...]]] = []

    def store(self, rows: list[Row], tally: BulkTally, *, link: bool, suggest: bool) -> None:
        """Make and update the stories of some rows, each story spoken of once. Counts them when all is written."""
        made: list[Story] = []
        touched: dict[int, Story] = {}
        unchanged = 0
        for row, story in _standing(rows):
            if story is None:
                made.append(self._new(row))
            elif all(story.taken.get(name) == value for name, value in row.said.items()):
                unchanged += 1
            else:
                self._update(story, row)
                touched[story.pk] = story
        Story.objects.bulk_create(made, batch_size=200)
        record_many(self._change(story, Verb.IMPORTED) for story in made)
        record_many(self.history)
        give_tags(self.wanted_tags, self.known.tags, batch=self.batch)
        if link and (made or touched):
            keys = [story.pk for story in (*made, *touched.values())]
            connect_stories(keys, now=self.now, editor=self.editor, batch=self.batch, suggest=suggest)
        tally.new += len(made)
        tally.updated += len(touched)
        tally.unchanged += unchanged

    def _change(self, story: Story, verb: Verb, reason: str = "", **values: Any) -> Change:
        return new_change(story, verb, editor=self.editor, now=self.now, batch=self.batch, reason=reason, **values)

    def _new(self, row: Row) -> Story:
        story = Story(**{"completeness": length_of(row.columns), **row.columns}, taken=row.said)
        for name in row.outlets:
            story.outlet = self.known.outlet(name)
        story.identity = identity_of(story.headline, "".join(row.outlets))
        story.fingerprint = text_fingerprint(story.headline, story.dek, story.body)
        _date(story, row)
        _revised(story, row)
        story.sort_key = free_key(story.published_at or self.now, taken=self.keys)
        if row.tags:
            self.wanted_tags.append((story, row.tags))
        return story

    def _update(self, story: Story, row: Row) -> None:
        """What the line says anew replaces what the story has; what it still says leaves corrections alone."""
        before, earlier, said = row_values(story), text_now(story), row.said
        new = {name for name in said if said[name] != story.taken.get(name)}
        for name in new & set(row.columns):
            setattr(story, name, row.columns[name])
        for name in row.outlets if "outlet" in new else ():
            story.outlet = self.known.outlet(name)
        if "published" in new:
            _date(story, row)
            story.sort_key = free_key(story.published_at or story.created_at, taken=self.keys)
        if "updated" in new:
            _revised(story, row)
        if "tags" in new and row.tags:
            self.wanted_tags.append((story, row.tags))
        story.taken = {**story.taken, **said}
        if new & set(TEXT_FIELDS):
            story.fingerprint = text_fingerprint(story.headline, story.dek, story.body)
            keep_text(story, earlier, now=self.now)
        story.version += 1
        story.save()
        after = row_values(story)
        names = [name for name in before if before[name] != after[name] and name not in ("updated_at", "version")]
        old, now = ({name: values[name] for name in names} for values in (before, after))
        self.history.append(self._change(story, Verb.CHANGED, "The same story imported again", before=old, after=now))
        follow_reports(story, editor=self.editor, now=self.now, batch=self.batch)


def _standing(rows: list[Row]) -> list[tuple[Row, Story | None]]:
    """Each row with the story that it is, held until the transaction ends: the one with its id, or else with its
    address in whatever spelling (the first of several), unless that has another id of its own. The story keeps the
    spelling that it has."""
    stories = Story.objects.select_for_update(of=("self",)).order_by("-pk")
    by_id = {one.external_id: one for one in stories.filter(external_id__in=_some(row.external_id for row in rows))}
    spelt = {row.number: twins(row.url) for row in rows if row.url}
    by_url = {one.url: one for one in stories.filter(url__in=[url for urls in spelt.values() for url in urls])}
    one_each = {story.pk: story for story in (*by_id.values(), *by_url.values())}
    found: list[tuple[Row, Story | None]] = []
    for row in rows:
        there = (by_url[url] for url in (row.url, *spelt.get(row.number, ())) if url in by_url)
        story = by_id.get(row.external_id) or next(there, None)
        if story is not None and story.external_id and row.external_id not in ("", story.external_id):
            story = None
        if story is None:
            found.append((row, _the_same(row)))
        else:
            same = row.url and story.url in spelt[row.number]
            found.append((row.known_as(story.url) if same else row, one_each[story.pk]))
    return found


def _the_same(row: Row) -> Story | None:
    """For a line without id and address: a story that came in by such a line, which said the very same."""
    if row.external_id or row.url:
        return None
    identity = identity_of(row.columns.get("headline", ""), "".join(row.outlets))
    alike = Story.objects.filter(identity=identity, external_id=None, url="", page=None).order_by("pk")[:20]
    return next((story for story in alike if story.taken == row.said), None)


def _some(values: Iterable[str]) -> list[str]:
    return [value for value in values if value]


def _date(story: Story, row: Row) -> None:
    published = next(iter(row.dates), None)
    story.published_at = published.at if published else None
    story.published_zone = published.zone if published else ""
    story.published_precision = published.precision if published else ""
    story.published_basis = Basis.GIVEN if published else ""


def _revised(story: Story, row: Row) -> None:
    updated = next(iter(row.updates), None)
    story.revised_at = updated.at if updated else None
    story.revised_zone = updated.zone if updated else ""
    story.revised_precision = updated.precision if updated else ""
    story.revised_basis = Basis.GIVEN if updated else ""


__all__ = ["BadLine", "BulkTally", "import_stories"]
