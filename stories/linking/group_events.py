"""The event of a group of stories: made from two that are near, joined by others, left again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stories.linking.facts import day_of
from stories.linking.found_events import Work, known_since
from stories.models import Event, Report, Story, Turn
from stories.models.fields import free_slug
from stories.vocabulary import EventStatus, Standing

_OPENING = 1_500
"""An event that two stories report is what they are about where both speak of it within so many characters."""


@dataclass(slots=True)
class Grouped:
    """What grouping came to: stories that joined a group or left one, events made, groups that became one."""

    stories: int = 0
    removed: int = 0
    events: int = 0
    merged: int = 0


def new_event(first: Story, second: Story, terms: Sequence[str], *, work: Work) -> int:
    """The event that two stories share: a dated one that both report in their opening, else a new one that is called
    like the headline of the first."""
    event = _reported_by_both(first, second)
    if event is not None:
        return event
    day = day_of(first)
    made = Event.objects.create(
        title=first.headline[:200],
        slug=free_slug(Event.objects, first.headline, fallback="event"),
        date=f"{day.isoformat()}~" if day else "",
        earliest=day,
        latest=day,
        status=EventStatus.HAPPENED,
        standing=Standing.SUGGESTED,
        evidence=f"Stories that share telling words: {', '.join(terms)}."[:300],
    )
    Turn.objects.create(event=made, status=made.status, date=made.date, known_since=known_since(first))
    return made.pk


def _reported_by_both(first: Story, second: Story) -> int | None:
    rows = Report.objects.filter(
        story__in=[first.pk, second.pk], start__lt=_OPENING, event__merged_into=None, main=False
    ).exclude(standing=Standing.REJECTED)
    starts: dict[int, dict[int, int]] = {}
    for event, story, start in rows.exclude(event__standing=Standing.REJECTED).values_list(
        "event_id", "story_id", "start"
    ):
        starts.setdefault(event, {})[story] = start
    shared = [(sum(places.values()), event) for event, places in starts.items() if len(places) == 2]
    return min(shared)[1] if shared else None


def join(story: Story, event: int, near: Story, terms: Sequence[str], *, work: Work) -> None:
    """A story is about an event as a whole: the passage in which it reports it becomes its main report, where there is
    one."""
    evidence = f"Near to “{near.headline[:120]}” by: {', '.join(terms)}."[:300]
    own = Report.objects.filter(story=story.pk, event=event).exclude(standing=Standing.REJECTED).order_by("start")
    report = own.select_related("event").first()
    if report is not None:
        Report.objects.filter(pk=report.pk).update(main=True)
    else:
        report = Report(story_id=story.pk, event_id=event, main=True, standing=Standing.SUGGESTED, evidence=evidence)
        report.save(force_insert=True)
    work.note(story.pk, report.event.title, evidence)


def disband(event: int, *, work: Work, only: int | None = None, into: int | None = None) -> int:
    """Take the suggested main reports of an event (or that of one story) away, or bring them to another event; answers
    how many. Those that an editor confirmed stay, and so do passages, which are then no longer the main one."""
    rows = Report.objects.filter(event=event, main=True, standing=Standing.SUGGESTED).select_related("event")
    if only is not None:
        rows = rows.filter(story=only)
    reports = list(rows.order_by("pk"))
    for report in reports:
        work.note_lost(report.story_id, report.event, report.evidence)
        held = Report.objects.filter(story=report.story_id, event=into).first() if into is not None else None
        if report.passage:
            Report.objects.filter(pk=report.pk).update(main=False)
        elif into is None or held is not None:
            report.delete()
        if into is not None:
            _bring(report, held, into, work)
    return len(reports)


def _bring(report: Report, held: Report | None, into: int, work: Work) -> None:
    if held is not None:
        Report.objects.filter(pk=held.pk).exclude(standing=Standing.REJECTED).update(main=True)
    elif report.passage:
        Report(
            story_id=report.story_id, event_id=into, main=True, standing=Standing.SUGGESTED, evidence=report.evidence
        ).save(force_insert=True)
    else:
        Report.objects.filter(pk=report.pk).update(event_id=into)
    title = Event.objects.values_list("title", flat=True).get(pk=into)
    work.note(report.story_id, title, report.evidence)
