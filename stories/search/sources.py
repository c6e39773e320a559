"""What a story's document rests on: which tables touch it. Both dialects make their triggers from this list."""

from __future__ import annotations

STORY_COLUMNS = (
    "sort_key headline kicker dek body captions tables questions outlet_id via_id agency_id language kind completeness "
    "state published_at url byline"
).split()

TOUCHING = {
    "stories_storytag": ("story_id",),
    "stories_storytopic": ("story_id",),
    "stories_mention": ("story_id",),
    "stories_report": ("story_id",),
    "stories_entry": ("story_id",),
    "stories_link": ("source_id", "target_id"),
}
"""Table -> its columns that hold a story whose document the row is part of."""

ONLY_WITH = {"stories_entry": ("section_id", "story_id")}
"""Table -> the columns without which an update of a row touches no document: entries are renumbered in bulk."""

LINKED_STATES = ("suggested", "confirmed")
OPEN_STATES = ("suggested", "ambiguous")
INDEXED_CHARACTERS = 400_000
"""Longer texts are indexed up to here (a tsvector holds at most one megabyte)."""
QUOTATION_MARKS = '“”„‟"«»‹›「『＂'
"""Any of them in a text is a sign of quoted words, as the inside of a class. Single ones are apostrophes, too: they
count where one opens and one closes behind a mark of `CLOSED_BY`."""
CLOSED_BY = ",.!?…"
