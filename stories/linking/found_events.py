"""What finding events has in common: whose act it is, what is noted on each story, and events that nothing holds."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from stories.models import Change, Event, Participation, Story
from stories.models.change import new_change, row_values
from stories.vocabulary import Standing, Verb


@dataclass(slots=True)
class Work:
    """One run over a piece of stories: on whose account, what was found and lost by story, and the events that may
    have lost their last report. `events` are those that were read, each once; `planned` the stories that are to report
    them."""

    editor: Any
    now: datetime
    batch: uuid.UUID
    found: dict[int, dict[str, str]] = field(default_factory=dict)
    lost: dict[int, dict[str, str]] = field(default_factory=dict)
    orphans: set[int] = field(default_factory=set)
    history: list[Change] = field(default_factory=list)
    events: dict[int, Event] = field(default_factory=dict)
    planned: dict[int, list[Story]] = field(default_factory=dict)

    def note_event(
        self, event: Event, *, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None
    ) -> None:
        """An event was made (`after`), changed (both) or taken away (`before`). What is told has no key: with the texts
        that come back, an undoing finds events anew instead of putting rows back."""
        who: dict[str, Any] = {"editor": self.editor, "now": self.now, "batch": self.batch}
        self.history.append(new_change(event, Verb.SUGGESTED, before=before, after=after, **who))

    def note(self, story: int, title: str, evidence: str) -> None:
        """A story got a report of an event, or another evidence for one."""
        self.found.setdefault(story, {})[title] = evidence

    def note_lost(self, story: int, event: Event, evidence: str) -> None:
        """A story lost the suggested report of an event."""
        self.lost.setdefault(story, {})[event.title] = evidence
        self.orphans.add(event.pk)


def note_on(work: Work, stories: Mapping[int, Story]) -> list[Change]:
    """The rows of the history: of each event that was touched, and one for each story that found or lost something;
    what did both is not spoken of."""
    made = work.history
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
    what is theirs alone. (What rules find is told as suggested, and a decision is no correction.)"""
    events = list(keys)
    told = Change.objects.filter(kind="event", object_id__in=events).exclude(verb=Verb.SUGGESTED)
    told = told.exclude(after__has_key="standing")
    people = dict(Participation.objects.filter(event__in=events).values_list("pk", "event_id"))
    entered = Change.objects.filter(kind="participation", object_id__in=list(people))
    return {
        *told.values_list("object_id", flat=True),
        *(people[key] for key in entered.values_list("object_id", flat=True)),
    }


def drop_orphans(work: Work) -> None:
    """Delete those suggested events that nothing reports, names, holds or is part of any more, and that no editor
    corrected."""
    rows = orphaned(work.orphans)
    for event in rows:
        work.note_event(event, before=told_of(event))
    if rows:
        Event.objects.filter(pk__in=[event.pk for event in rows]).delete()


def orphaned(keys: Collection[int]) -> list[Event]:
    """Those of some events that are suggested, that nothing reports, names, holds or is part of, and that no editor
    corrected; held until the transaction ends."""
    gone = set(unsupported(keys).filter(reports=None).values_list("pk", flat=True)) if keys else set()
    if not gone:
        return []
    # Asked again as they are held: one may be confirmed in this moment. One that somebody else holds is not waited
    # for: they are about to report it, so it is no orphan, and they may be waiting for what is held here.
    locked = Event.objects.select_for_update(skip_locked=True).filter(
        pk__in=gone - corrected(gone), standing=Standing.SUGGESTED
    )
    rows = list(locked.order_by("pk"))
    # And whether somebody who held it until now has reported it since it was looked for.
    still = set(unsupported([event.pk for event in rows]).filter(reports=None).values_list("pk", flat=True))
    return [event for event in rows if event.pk in still]


def unsupported(keys: Iterable[int]) -> models.QuerySet[Event]:
    """Those of some events that are suggested, and that nothing but reports could still hold."""
    rows = Event.objects.filter(pk__in=list(keys), standing=Standing.SUGGESTED, mentions=None)
    return rows.filter(entries=None, merged_from=None, parts=None)


def told_of(event: Event) -> dict[str, Any]:
    """What the history tells of an event that rules made or took away."""
    return row_values(event, ("title", "date", "place", "status", "standing", "evidence"))


FALLEN = "No story reports it any more."
"""Why an event was rejected with its last report: that no story so far reports it says nothing of those to come."""


def fell(event: Event) -> bool:
    """Whether a rejected event was rejected with its last report alone, and not by an editor."""
    told = Change.objects.filter(kind="event", object_id=event.pk, verb=Verb.REJECTED).order_by("pk").last()
    return told is not None and told.reason == FALLEN


def comes_back(event: Event, *, work: Work) -> bool:
    """Open an event again that was rejected with its last report alone, now that another story reports it. False for
    one that an editor rejected."""
    if not fell(event):
        return False
    if not Event.objects.filter(pk=event.pk, standing=Standing.REJECTED).update(standing=Standing.SUGGESTED):
        return False
    event.standing = Standing.SUGGESTED
    work.note_event(event, before={"standing": Standing.REJECTED}, after={"standing": Standing.SUGGESTED})
    return True
