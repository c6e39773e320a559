"""The event of a group of stories: made from two that are near, joined by others, left again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from stories.linking.claim_words import names_kind
from stories.linking.facts import day_of
from stories.linking.found_events import Work, known_since, told_of
from stories.linking.happenings import sort_of_disaster
from stories.linking.telling import terms_of
from stories.models import Event, Report, Story, Turn
from stories.models.fields import free_slug
from stories.models.plain import rows_of
from stories.text.names import fold
from stories.vocabulary import EventStatus, Standing

_OPENING = 1_500
"""An event that two stories report is what they are about where both speak of it within so many characters."""

_WHOLE, _NAMES, _ABOUT = 60, 2, timedelta(days=10)
"""Terms of a story that is more than a teaser, names that tell an event from others, and days around it."""


@dataclass(slots=True)
class Grouped:
    """What grouping came to: stories that joined a group or left one, events made, groups that became one."""

    stories: int = 0
    removed: int = 0
    events: int = 0
    merged: int = 0


def new_event(first: Story, second: Story, terms: Sequence[str], *, work: Work) -> int:
    """The event that two stories share: a dated one that both report in their opening, one that one of them reports
    there and whose names the other has too, else a new one that is called like the headline of the first."""
    event = _reported_by_both(first, second)
    if event is None:
        event = _reported_by_one(first, second)
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
    work.note_event(made, after=told_of(made))
    return made.pk


def _reported_by_both(first: Story, second: Story) -> int | None:
    starts: dict[int, dict[int, int]] = {}
    for report in _openings(first.pk, second.pk):
        starts.setdefault(report.event_id, {})[report.story_id] = report.start
    shared = [(sum(places.values()), event) for event, places in starts.items() if len(places) == 2]
    return min(shared)[1] if shared else None


def _reported_by_one(first: Story, second: Story) -> int | None:
    """The first event that one story reports, where the other reports none and is a story of about its day that has
    every name of the event's title and is no teaser, or names the disaster: a meeting of two leaders is not doubled by
    a story that gives no date."""
    reports = sorted(_openings(first.pk, second.pk), key=lambda report: (report.start, report.event_id))
    if not reports or len({report.story_id for report in reports}) == 2:
        return None
    event, other = reports[0].event, second if reports[0].story_id == first.pk else first
    if not (_is_of_disaster(event, other) or _has_names(event, other)):
        return None
    day = day_of(other)
    if day and event.earliest and event.latest:
        return event.pk if event.earliest - day <= _ABOUT and day - event.latest <= _ABOUT else None
    return event.pk


def _has_names(event: Event, other: Story) -> bool:
    terms, names = terms_of(other.headline, other.body or other.dek), terms_of(event.title, "").names
    return len(terms.counts) >= _WHOLE and len(names) >= _NAMES and names <= terms.names


def _is_of_disaster(event: Event, other: Story) -> bool:
    """Whether a story names the place of a disaster and calls it by a word of its sort, however short it is."""
    sort = sort_of_disaster(event.title)
    text = f"{other.headline}. {other.body or other.dek}"
    return bool(sort and event.place) and names_kind(text, sort) and f" {fold(event.place)} " in f" {fold(text)} "


def report_other_events(key: int, others: Sequence[int]) -> frozenset[int]:
    """Those of the other stories that report dated events in their opening, as this one does, and none of the same."""
    told: dict[int, set[int]] = {}
    for report in _openings(key, *others):
        told.setdefault(report.story_id, set()).add(report.event_id)
    mine = told.pop(key, None)
    return frozenset(other for other, events in told.items() if mine and not mine & events)


def other_disasters(key: int, events: set[int]) -> frozenset[int]:
    """Those of the events that are disasters at a place other than those that a story reports in its opening: however
    near its words, it is not about them as a whole."""
    held = disasters_among(events) if events else frozenset()
    mine = disasters_among(report.event_id for report in _openings(key)) if held else frozenset()
    return held - mine if mine else frozenset()


def disasters_among(events: Iterable[int]) -> frozenset[int]:
    """Those of the events that are disasters at a place."""
    rows = Event.objects.filter(pk__in=set(events)).exclude(place="").only("title")
    return frozenset(event.pk for event in rows if sort_of_disaster(event.title))


def told_apart(
    key: int, others: Sequence[int], *, refused: Mapping[int, set[int]], group: int | None
) -> frozenset[int]:
    """Those of the other stories that an editor told apart from this one, whose group is `group`: one is not about an
    event (`refused`, by story) that the other reports in its opening or as a whole, or neither is about it.

    Such a decision is about two stories as much as about an event; a new event would only give it another name."""
    mine = set(refused.get(key, ()))
    if not mine and not any(refused.get(other) for other in others):
        return frozenset()
    told: dict[int, set[int]] = {key: set() if group is None else {group}}
    for report in _openings(key, *others):
        told.setdefault(report.story_id, set()).add(report.event_id)
    mine_told = told[key] | mine
    return frozenset(
        other for other in others if mine & told.get(other, set()) or refused.get(other, set()) & mine_told
    )


def is_decided_on(*events: int) -> bool:
    """Whether an editor said of a story that it is not about one of these events. Such an event keeps its last story,
    which tells what the other one is not about, and is made one with no other by words alone."""
    return Report.objects.filter(event__in=events, standing=Standing.REJECTED).exists()


def _openings(*stories: int) -> list[Report]:
    """The dated events that stories report in their openings, but for rejected ones."""
    told = rows_of(Report, ("start", "passage", "story_id"), "story_id", stories)
    stories = tuple({story for start, passage, story in told if passage and start < _OPENING})
    if not stories:
        return []
    rows = Report.objects.filter(story__in=stories, start__lt=_OPENING, event__merged_into=None)
    rows = rows.exclude(standing=Standing.REJECTED).exclude(passage="")
    return list(rows.exclude(event__standing=Standing.REJECTED).exclude(event__earliest=None).select_related("event"))


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
