"""Many stories into a dossier at once: what was ticked in a list, or everything that a search finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from stories.dossiers.sections import held_section
from stories.dossiers.work import CannotCurate, at_work, shortened
from stories.models import Entry, Section, Story
from stories.models.change import row_values
from stories.search import Found, held
from stories.vocabulary import EntryKind, Verb

MOST = 20_000


@dataclass(frozen=True)
class Added:
    """What came of it: how many were added, how many the dossier had already, and the batch that takes it back."""

    added: int
    already: int
    batch: UUID


def add_stories(section: Section, *, stories: Found | Iterable[int], editor: Any, now: datetime) -> Added:
    """Add stories at the end of a section: all that a search found (in its order), or those with these ids (in this
    order). Stories that the dossier has are passed over. Ids of no story are left out. More than 20,000 are refused."""
    with held(), at_work(section.dossier, act="edit_dossier", editor=editor, now=now) as work:
        home = held_section(work, section)
        wanted = _ids(stories)
        if not wanted:
            raise CannotCurate("No story was chosen.")
        there = set(
            Entry.objects.filter(section__dossier=work.dossier, kind=EntryKind.STORY).values_list("story_id", flat=True)
        )
        new = [pk for pk in wanted if pk not in there]
        if not new:
            work.idle = True
            return Added(0, len(wanted), work.batch)
        top = Entry.objects.filter(section=home).aggregate(top=Max("position"))["top"] or 0
        rows = [
            Entry(section=home, kind=EntryKind.STORY, story_id=pk, added_by=editor, position=place)
            for place, pk in enumerate(new, start=top + 1)
        ]
        Entry.objects.bulk_create(rows, batch_size=500)
        what = f"{len(rows):,} stories" if len(rows) > 1 else "a story"
        work.said = f"added {what} to “{shortened(home.title)}”"
        for row in rows:
            work.note(row, Verb.CREATED, after=row_values(row))
    return Added(len(rows), len(wanted) - len(rows), work.batch)


def _ids(stories: Found | Iterable[int]) -> list[int]:
    """Ids of stories that exist, each once, in the order wanted."""
    if isinstance(stories, Found):
        keys = stories.newest_keys(MOST + 1)
        found = dict(_in_pieces("sort_key", keys))
        wanted = [found[key] for key in keys if key in found]
    else:
        given = list(dict.fromkeys(stories))
        found = dict(_in_pieces("pk", given))
        wanted = [pk for pk in given if pk in found]
    if len(wanted) > MOST:
        raise CannotCurate(f"More than {MOST:,} stories cannot be added at once; narrow the search.")
    return wanted


def _in_pieces(column: str, values: list[int]) -> Iterable[tuple[int, int]]:
    for at in range(0, len(values), 500):
        rows = Story.objects.filter(**{f"{column}__in": values[at : at + 500]})
        yield from rows.values_list(column, "pk")
