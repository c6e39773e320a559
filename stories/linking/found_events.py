"""What finding events has in common: whose act it is, what is noted on each story, and events that nothing holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from stories.models import Change, Event, Story
from stories.models.change import new_change
from stories.vocabulary import Standing, Verb


@dataclass(slots=True)
class Work:
    """One run over a piece of stories: on whose account, what was found and lost by story, and the events that may
    have lost their last report."""

    editor: Any
    now: datetime
    batch: uuid.UUID
    found: dict[int, dict[str, str]] = field(default_factory=dict)
    lost: dict[int, dict[str, str]] = field(default_factory=dict)
    orphans: set[int] = field(default_factory=set)

    def note(self, story: int, title: str, evidence: str) -> None:
        """A story got a report of an event, or another evidence for one."""
        self.found.setdefault(story, {})[title] = evidence

    def note_lost(self, story: int, event: Event, evidence: str) -> None:
        """A story lost the suggested report of an event."""
        self.lost.setdefault(story, {})[event.title] = evidence
        self.orphans.add(event.pk)


def note_on(work: Work, stories: Mapping[int, Story]) -> list[Change]:
    """One row of the history for each story that found or lost something; what did both is not spoken of."""
    made = []
    for key in sorted(work.found.keys() | work.lost.keys()):
        found, lost = work.found.get(key, {}), work.lost.get(key, {})
        for title in found.keys() & lost.keys():
            del lost[title]
        story = stories.get(key) or Story.objects.only("pk", "headline", "version").get(pk=key)
        made.append(
            new_change(
                story,
                Verb.SUGGESTED,
                editor=work.editor,
                now=work.now,
                before={"events": lost} if lost else {},
                after={"events": found} if found else {},
                batch=work.batch,
            )
        )
    return made


def known_since(story: Story) -> datetime:
    """Since when what a story says is known here: its publication, else its capture, else its arrival."""
    return story.published_at or (story.capture.captured_at if story.capture else story.created_at)


def drop_orphans(keys: Iterable[int]) -> None:
    """Delete those suggested events that nothing reports, names, holds or is part of any more."""
    rows = Event.objects.filter(pk__in=list(keys), standing=Standing.SUGGESTED, reports=None, mentions=None)
    gone = rows.filter(entries=None, merged_from=None, parts=None).values_list("pk", flat=True)
    Event.objects.filter(pk__in=list(gone)).delete()
