"""Entries of a dossier: added, changed, moved, removed. Quotes: quotes.py; many at once: adding.py."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from stories.dossiers.sections import held_section, placed, renumber
from stories.dossiers.work import CannotCurate, Stale, Work, at_work, cleaned, shortened
from stories.linking.shelf import MergedMeanwhile, hold
from stories.models import Entry, Event, Person, Section, Story
from stories.models.change import row_values
from stories.vocabulary import EntryKind, Verb


class AlreadyThere(CannotCurate):
    """The dossier has this story, event or person already."""


def label_of(entry: Entry) -> str:
    """What an entry is called in a sentence: the headline, title or name it stands for, or its first words."""
    if entry.kind == EntryKind.QUOTE:
        return f"“{shortened(entry.exact)}”"
    if entry.kind == EntryKind.NOTE:
        return f"note “{shortened(entry.note)}”"
    return f"“{shortened(str(entry.story or entry.event or entry.person))}”"


def add_entry(
    section: Section,
    *,
    kind: str,
    editor: Any,
    now: datetime,
    story: Story | None = None,
    event: Event | None = None,
    person: Person | None = None,
    note: str = "",
    position: int | None = None,
    batch: uuid.UUID | None = None,
) -> Entry:
    """A new story, event, person or note in a section, at a place counted from 1 or at the end. `note` is the note
    itself, or what the editors say about the entry. Raises AlreadyThere where the dossier has it, CannotCurate for an
    empty note. (Quotes: `quotes.quote`.)"""
    note = cleaned(note, what="The note")
    wanted: dict[str, Any] | None = {
        EntryKind.STORY.value: {"story": story},
        EntryKind.EVENT.value: {"event": event},
        EntryKind.PERSON.value: {"person": person},
        EntryKind.NOTE.value: {},
    }.get(kind)  # type: ignore[assignment]
    if wanted is None or None in wanted.values():
        raise CannotCurate("Choose a story, an event or a person, or write a note.")
    if kind == EntryKind.NOTE and not note:
        raise CannotCurate("The note is empty.")
    with at_work(section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        for name, thing in wanted.items():
            _hold(name, thing)
        home = held_section(work, section)
        if wanted:
            _check_new(work, kind, wanted)
        entry = Entry(section=home, kind=kind, note=note, added_by=editor, **wanted)
        insert(work, entry, position)
    return entry


def _hold(kind: str, thing: Any) -> None:
    """Let nobody merge away an event or a person who is put in."""
    if kind == EntryKind.STORY:
        return
    try:
        hold(kind, [thing.pk])
    except MergedMeanwhile:
        raise CannotCurate(f"“{shortened(str(thing))}” was merged into another entry; choose that one.") from None


def insert(work: Work, entry: Entry, position: int | None) -> None:
    """Store a new entry at its place in its section, with its history."""
    top = Entry.objects.filter(section=entry.section).aggregate(top=Max("position"))["top"] or 0
    entry.position = top + 1
    entry.save(force_insert=True)
    if position is not None and position <= top:
        rows = list(Entry.objects.filter(section=entry.section).order_by("position", "pk"))
        renumber(placed(rows, next(row for row in rows if row.pk == entry.pk), position))
        entry.refresh_from_db(fields=["position"])
    work.said = work.said or f"added {label_of(entry)} to “{shortened(entry.section.title)}”"
    work.note(entry, Verb.CREATED, after=row_values(entry))


def change_entry(
    entry: Entry,
    *,
    changes: Mapping[str, str],
    base_version: int,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Entry:
    """Set the note of an entry. Raises Stale (with their note) where somebody else changed it since `base_version`."""
    with at_work(entry.section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        fresh = held_entry(work, entry)
        note = cleaned(changes.get("note", fresh.note), what="The note")
        if note == fresh.note:
            work.idle = True
            return fresh
        if fresh.kind == EntryKind.NOTE and not note:
            raise CannotCurate("The note is empty; remove it instead.")
        if fresh.version != base_version:
            raise Stale("Somebody else changed this entry meanwhile; nothing of yours is lost.", {"note": fresh.note})
        before, fresh.note, fresh.version = fresh.note, note, fresh.version + 1
        fresh.save(update_fields=["note", "version"])
        work.said = f"changed {label_of(fresh)}"
        work.note(fresh, Verb.CHANGED, before={"note": before}, after={"note": note})
    return fresh


def move_entry(
    entry: Entry,
    *,
    editor: Any,
    now: datetime,
    section: Section | None = None,
    position: int | None = None,
    base_version: int | None = None,
    batch: uuid.UUID | None = None,
) -> Entry:
    """Put an entry at a place counted from 1 among the other entries of a section of the same dossier (its own, where
    none is given; None is the end). With `base_version`, a text that somebody changed since raises Stale; two moves
    never clash: the later one holds."""
    with at_work(entry.section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        fresh = held_entry(work, entry)
        if base_version is not None and fresh.version != base_version:
            raise Stale(
                "Somebody else changed this entry meanwhile; look at it before you move it.", {"note": fresh.note}
            )
        home, goal = fresh.section, held_section(work, section or fresh.section)
        before = {"section_id": home.pk, "position": fresh.position}
        fresh.section = goal
        fresh.save(update_fields=["section"])
        rows = placed(list(Entry.objects.filter(section=goal).order_by("position", "pk")), fresh, position)
        renumber(rows)
        if home.pk != goal.pk:
            renumber(list(Entry.objects.filter(section=home).order_by("position", "pk")))
        fresh.refresh_from_db(fields=["position"])
        after = {"section_id": goal.pk, "position": fresh.position}
        if before == after:
            work.idle = True
            return fresh
        where = "" if home.pk == goal.pk else f" to “{shortened(goal.title)}”"
        work.said = f"moved {label_of(fresh)}{where}, place {fresh.position}"
        work.note(fresh, Verb.MOVED, before=before, after=after)
    return fresh


def remove_entry(entry: Entry, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Work:
    """Take an entry out. Returns the work: its `batch` takes it back (undo_batch)."""
    with at_work(entry.section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        fresh = held_entry(work, entry)
        work.said = f"removed {label_of(fresh)} from “{shortened(fresh.section.title)}”"
        work.note(fresh, Verb.DELETED, before=row_values(fresh))
        fresh.delete()
        renumber(list(Entry.objects.filter(section=fresh.section).order_by("position", "pk")))
    return work


def held_entry(work: Work, entry: Entry) -> Entry:
    """The entry as it stands now, of this dossier. Raises CannotCurate where it is gone."""
    rows = Entry.objects.select_related("section", "story", "event", "person")
    fresh = rows.filter(pk=entry.pk, section__dossier=work.dossier).first()
    if fresh is None:
        raise CannotCurate("This entry is not there any more.")
    return fresh


def _check_new(work: Work, kind: str, wanted: Mapping[str, Any]) -> None:
    there = Entry.objects.filter(section__dossier=work.dossier, kind=kind).select_related("section")
    for name, thing in wanted.items():
        same = next(iter(there.filter(**{f"{name}_id": thing.pk})[:1]), None)
        if same is not None:
            raise AlreadyThere(f"“{shortened(str(thing))}” is in this dossier already, in “{same.section.title}”.")
