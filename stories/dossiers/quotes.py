"""Quotes: a passage picked in a story, checked against its text, and anchored there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stories.dossiers.anchors import find_anchor, surroundings
from stories.dossiers.entries import held_entry, insert, label_of
from stories.dossiers.sections import held_section
from stories.dossiers.work import CannotCurate, at_work, cleaned, shortened
from stories.models import Entry, Section, Story
from stories.vocabulary import EntryKind, Verb

LONGEST_QUOTE = 4_000


class NotInText(CannotCurate):
    """The words that were picked do not stand in the story."""


@dataclass(frozen=True)
class _Picked:
    exact: str
    prefix: str
    suffix: str
    start: int | None
    end: int | None


def quote(
    section: Section,
    *,
    story: Story,
    exact: str,
    editor: Any,
    now: datetime,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
    note: str = "",
    position: int | None = None,
) -> Entry:
    """A passage of a story's body as an entry. The words must stand in the body (white space may differ); where they
    stand more than once, position and surroundings decide. What is stored is the body's own text and offsets, never
    what was sent. Raises NotInText."""
    picked = _Picked(_plain(exact).strip(), _plain(prefix), _plain(suffix), start, end)
    if len(picked.exact) > LONGEST_QUOTE:
        raise CannotCurate(f"A quote of {len(picked.exact):,} characters is too long; {LONGEST_QUOTE:,} is the most.")
    note = cleaned(note, what="The note")
    with at_work(section.dossier, act="edit_dossier", editor=editor, now=now) as work:
        home = held_section(work, section)
        text = Story.objects.only("body", "version", "headline").get(pk=story.pk)
        anchor = find_anchor(picked, text.body)
        # Words that are only nearly the same are no quotation.
        if not anchor.found or text.body[anchor.start : anchor.end].split() != picked.exact.split():
            raise NotInText(f"These words do not stand in “{shortened(text.headline)}”.")
        entry = Entry(section=home, kind=EntryKind.QUOTE, story=story, note=note, added_by=editor)
        _anchor(entry, text, anchor.start, anchor.end)
        work.said = f"quoted “{shortened(entry.exact)}” in “{shortened(home.title)}”"
        insert(work, entry, position)
    return entry


def settle_quote(entry: Entry, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Entry:
    """Take the passage as it stands in the story now, after its text changed. Raises NotInText where it is lost."""
    with at_work(entry.section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        fresh = held_entry(work, entry)
        if fresh.kind != EntryKind.QUOTE or fresh.story is None:
            raise CannotCurate("Only a quote is anchored in a text.")
        anchor = find_anchor(fresh, fresh.story.body)
        if not anchor.found:
            raise NotInText("These words are not in the story any more; pick the passage anew, or remove the quote.")
        names = ("exact", "prefix", "suffix", "start", "end", "story_version")
        before = {name: getattr(fresh, name) for name in names}
        _anchor(fresh, fresh.story, anchor.start, anchor.end)
        after = {name: getattr(fresh, name) for name in names}
        if before == after:
            work.idle = True
            return fresh
        fresh.version += 1
        fresh.save(update_fields=[*names, "version"])
        work.said = f"took {label_of(fresh)} as it stands in the story now"
        work.note(fresh, Verb.CHANGED, before=before, after=after)
    return fresh


def _anchor(entry: Entry, story: Story, start: int, end: int) -> None:
    entry.exact, entry.start, entry.end = story.body[start:end], start, end
    entry.prefix, entry.suffix = surroundings(story.body, start, end)
    entry.story_version = story.version


def _plain(text: str) -> str:
    """What a form sends, with the line ends that the stored text has."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
