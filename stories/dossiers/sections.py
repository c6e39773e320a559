"""Sections of a dossier: added, changed, moved, removed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from stories.dossiers.work import CannotCurate, Work, at_work, cleaned, cleaned_title, own_of, shortened
from stories.models import Dossier, Entry, Section
from stories.models.change import row_values
from stories.vocabulary import Verb

PIECE = 500


def renumber(rows: Sequence[Any]) -> None:
    """Give rows of one list the positions 1, 2, 3 ... in this order; only those that change are written, those that
    move equally far together."""
    shifts: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            shifts[place - row.position].append(row.pk)
            row.position = place
    for by, keys in shifts.items():
        for at in range(0, len(keys), PIECE):
            moved = type(rows[0])._default_manager.filter(pk__in=keys[at : at + PIECE])
            moved.update(position=F("position") + by)


def placed(rows: Sequence[Any], row: Any, position: int | None) -> list[Any]:
    """The list with `row` at a place counted from 1 among the others; None or too high is the end."""
    others = [other for other in rows if other.pk != row.pk]
    at = len(others) if position is None else min(max(position - 1, 0), len(others))
    return [*others[:at], row, *others[at:]]


def add_section(
    dossier: Dossier,
    *,
    title: str,
    editor: Any,
    now: datetime,
    intro: str = "",
    position: int | None = None,
    batch: uuid.UUID | None = None,
) -> Section:
    """A new section, at a place counted from 1 or at the end."""
    title, intro = cleaned_title(title, what="A section"), cleaned(intro, what="The introduction")
    with at_work(dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        work.said = f"added the section “{shortened(title)}”"
        rows = _sections(work.dossier)
        section = Section.objects.create(dossier=work.dossier, title=title, intro=intro, position=len(rows) + 1)
        renumber(placed(rows, section, position))
        work.note(section, Verb.CREATED, after=row_values(section))
    return section


def change_section(
    section: Section,
    *,
    changes: Mapping[str, str],
    base_version: int,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Section:
    """Set the title or the introduction. One that somebody else set since `base_version`, the version that the editor
    saw, raises Stale; the other never clashes."""
    with at_work(section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        fresh = held_section(work, section)
        values: dict[str, str] = {}
        if "title" in changes:
            values["title"] = cleaned_title(changes["title"], what="A section")
        if "intro" in changes:
            values["intro"] = cleaned(changes["intro"], what="The introduction")
        new = own_of(fresh, values, base_version=base_version)
        if not new:
            work.idle = True
            return fresh
        before = row_values(fresh, new)
        for name, value in new.items():
            setattr(fresh, name, value)
        fresh.version += 1
        fresh.save(update_fields=[*new, "version"])
        work.said = f"changed the section “{shortened(fresh.title)}”"
        work.note(fresh, Verb.CHANGED, before=before, after=new)
    return fresh


def move_section(
    section: Section, *, position: int, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Section:
    """Put a section at a place counted from 1 among the others."""
    with at_work(section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        fresh = held_section(work, section)
        before = fresh.position
        rows = placed(_sections(work.dossier), fresh, position)
        renumber(rows)
        fresh = next(row for row in rows if row.pk == fresh.pk)
        if fresh.position == before:
            work.idle = True
            return fresh
        work.said = f"moved the section “{shortened(fresh.title)}” to place {fresh.position}"
        work.note(fresh, Verb.MOVED, before={"position": before}, after={"position": fresh.position})
    return fresh


def remove_section(section: Section, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Work:
    """Take a section away, with its entries. Returns the work: its `batch` takes it back (undo_batch)."""
    with at_work(section.dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        fresh = held_section(work, section)
        entries = list(Entry.objects.filter(section=fresh).order_by("position", "pk"))
        more = f" and its {len(entries)} {'entry' if len(entries) == 1 else 'entries'}" if entries else ""
        work.said = f"removed the section “{shortened(fresh.title)}”{more}"
        for entry in entries:
            work.note(entry, Verb.DELETED, before=row_values(entry))
        work.note(fresh, Verb.DELETED, before=row_values(fresh))
        fresh.delete()
        renumber(_sections(work.dossier))
    return work


def held_section(work: Work, section: Section) -> Section:
    """The section as it stands now, of this dossier. Raises CannotCurate where it is gone."""
    fresh = Section.objects.filter(pk=section.pk, dossier=work.dossier).first()
    if fresh is None:
        raise CannotCurate("This section is not there any more.")
    return fresh


def _sections(dossier: Dossier) -> list[Section]:
    return list(Section.objects.filter(dossier=dossier).order_by("position", "pk"))
