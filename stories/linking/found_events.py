"""What finding events has in common: whose act it is, what is noted on each story, and events that nothing holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from stories.models import Change, Event, Participation, Story
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


def corrected(keys: Iterable[int]) -> set[int]:
    """Those of some events that an editor corrected, whether or not they were confirmed: rules change and delete only
    what is theirs alone. (Rules write no history of an event itself, and a decision is no correction.)"""
    events = list(keys)
    told = Change.objects.filter(kind="event", object_id__in=events).exclude(after__has_key="standing")
    people = dict(Participation.objects.filter(event__in=events).values_list("pk", "event_id"))
    entered = Change.objects.filter(kind="participation", object_id__in=list(people))
    return {
        *told.values_list("object_id", flat=True),
        *(people[key] for key in entered.values_list("object_id", flat=True)),
    }


def drop_orphans(keys: Iterable[int]) -> None:
    """Delete those suggested events that nothing reports, names, holds or is part of any more, and that no editor
    corrected."""
    wanted = list(keys)
    if not wanted:
        return
    rows = Event.objects.filter(pk__in=wanted, standing=Standing.SUGGESTED, reports=None, mentions=None)
    found = rows.filter(entries=None, merged_from=None, parts=None).values_list("pk", flat=True)
    gone = set(found)
    if gone:
        # Asked again as they are held: one may be confirmed in this moment.
        locked = Event.objects.select_for_update().filter(pk__in=gone - corrected(gone), standing=Standing.SUGGESTED)
        Event.objects.filter(pk__in=[event.pk for event in locked.order_by("pk")]).delete()
