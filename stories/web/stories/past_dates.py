"""How the dates of a story changed, in a reader's words: the four columns of one are told as one date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from stories.editing.correcting import DATES
from stories.models import Change, Story
from stories.templatetags.dates import dated
from stories.vocabulary import Basis

DATE_COLUMNS = frozenset(column for columns in DATES.values() for column in columns)
_LABELS = {"published": "Published", "revised": "Updated"}


def dates_told(rows: Iterable[Change], story: Story) -> dict[int, list[str]]:
    """Change -> what it did to the dates of the story. `rows` are the newest first: a change keeps only the columns
    that it changed, so that the others are those that stood, found by going back from how the story is now."""
    standing: dict[str, Any] = {name: getattr(story, name) for name in DATE_COLUMNS}
    told = {}
    for change in rows:
        old = {name: value for name, value in change.before.items() if name in DATE_COLUMNS}
        if change.kind == "story" and old:
            new = {**standing, **{name: value for name, value in change.after.items() if name in DATE_COLUMNS}}
            standing = {**new, **old}
            told[change.pk] = dates_changed(standing, new)
    return told


def dates_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """A sentence for each date that reads otherwise than before, or rests on something else."""
    told = []
    for when, (at, zone, precision, basis) in DATES.items():
        was, now = (_words(one[at], one[precision], one[zone]) for one in (before, after))
        if was != now:
            told.append(f"{_LABELS[when]} set to {now}, was {was}")
        elif before[basis] != after[basis] and after[basis]:
            told.append(
                f"{_LABELS[when]}: {now} rests on “{_basis(after[basis])}”, before on “{_basis(before[basis])}”"
            )
    return told


def _words(at: Any, precision: str, zone: str) -> str:
    """A date as far as it is known; the history keeps moments as text."""
    if isinstance(at, str) and at:
        try:
            at = datetime.fromisoformat(at)
        except ValueError:
            return at
    return dated(at, precision or "", zone or "").long if at else "nothing"


def _basis(value: str) -> str:
    return str(dict(Basis.choices).get(value, value or "nothing"))
