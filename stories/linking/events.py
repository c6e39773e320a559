"""Events that stories report, found by rules: a passage with a date and a happening becomes a suggested report of an
event, which is one that is there already or a suggested one of its own. What editors decided stays."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from stories.linking.dated import bounds, recognised
from stories.linking.event_titles import evidence_of, title_of
from stories.linking.facts import day_of
from stories.linking.found_events import Work, comes_back, corrected, drop_orphans, fell, known_since, note_on, told_of
from stories.linking.happenings import Happening, happenings
from stories.linking.matters import Matter
from stories.linking.said import passages_of
from stories.linking.shelf import MergedMeanwhile, hold
from stories.models import Event, Participation, Person, Report, Story, Turn
from stories.models.change import record_many
from stories.models.fields import free_slug
from stories.models.plain import is_any
from stories.vocabulary import EventStatus, Stance, Standing

PIECE = 200
_MOST_A_STORY = 8
_COLUMNS = "pk headline dek body captions published_at published_zone published_precision created_at version".split()
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


@dataclass(slots=True)
class Suggested:
    """What looking for events came to: reports made and taken away, events made."""

    reports: int = 0
    removed: int = 0
    events: int = 0

    def add(self, more: Suggested) -> None:
        """Count another piece in."""
        self.reports += more.reports
        self.removed += more.removed
        self.events += more.events


def suggest_events(
    keys: Sequence[int],
    *,
    now: datetime,
    editor: Any = None,
    batch: uuid.UUID | None = None,
    rows: list[Story] | None = None,
) -> Suggested:
    """Find the events that the stories with these keys report in dated passages, 200 stories a transaction.

    Suggested reports are made, changed and taken away as the texts demand, with one row of history on each story; an
    event that nothing but suggestions made goes with its last report. A rejected report or event is not made again.
    Safe to repeat: the second time nothing changes. `rows` are the stories of these keys, with their captures, where
    the caller has read them.
    """
    tally = Suggested()
    batch = batch or uuid.uuid4()
    for at in range(0, len(keys), PIECE):
        piece = keys[at : at + PIECE]
        tally.add(_suggested(_read(piece) if rows is None else rows, editor, now, batch))
    return tally


def _suggested(stories: list[Story], editor: Any, now: datetime, batch: uuid.UUID) -> Suggested:
    """One piece, in a transaction; from its beginning again where an event is merged away while it is read."""
    while True:
        tally = Suggested()
        try:
            # Only PostgreSQL has somebody else who could merge in this moment, so only there it has to be gone back.
            with transaction.atomic(savepoint=connection.vendor == "postgresql"):
                _suggest_piece(stories, Work(editor, now, batch), tally)
            return tally
        except MergedMeanwhile:
            continue


def _read(keys: Sequence[int]) -> list[Story]:
    rows = Story.objects.filter(pk__in=keys).select_related("capture")
    return list(rows.only(*_COLUMNS, "capture__captured_at").order_by("pk"))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to become of the dated reports of one story."""

    story: Story
    standing: list[Report]
    wanted: dict[int, tuple[Event, Happening]]

    @property
    def lost(self) -> list[Report]:
        """The suggested reports that its text no longer bears out."""
        return [report for report in self.standing if is_dated_guess(report) and report.event_id not in self.wanted]


def _suggest_piece(stories: list[Story], work: Work, tally: Suggested) -> None:
    said = passages_of(stories)
    standing: dict[int, list[Report]] = {}
    keys = [story.pk for story in stories]
    reports = Report.objects.select_related("event__merged_into").order_by("pk")
    for report in reports.filter(story__in=keys) if is_any(Report, "story_id", keys) else ():
        report.event = work.events.setdefault(report.event_id, report.event)
        standing.setdefault(report.story_id, []).append(report)
    plans = []
    for story in stories:
        day, latest = day_of(story), story.capture.captured_at.date() if story.capture else None
        found = happenings(said.get(story.pk, ()), headline=story.headline, day=day, latest=latest)
        mine = standing.get(story.pk, [])
        if found or any(is_dated_guess(report) for report in mine):
            plans.append(_Plan(story, mine, _wanted(story, mine, found, work, tally)))
    _hold(plans)
    for plan in plans:
        _bring(plan, work, tally)
    drop_orphans(work)
    record_many(note_on(work, {story.pk: story for story in stories}))


def _hold(plans: list[_Plan]) -> None:
    """Hold the events of a piece in the order of their keys, before any row that points at them is written or deleted:
    two imports that bring a story from one event to another, each the other way, wait for each other in no circle."""
    lost = {report.event_id for plan in plans for report in plan.lost}
    wanted = {key: pair for plan in plans for key, pair in plan.wanted.items()}
    change = {key for key, (event, one) in wanted.items() if event.status != one.status}
    hold("event", wanted, read_here=True, changing=lost | change)


def is_dated_guess(report: Report) -> bool:
    """Whether a report was suggested for a passage, and nobody has decided on it."""
    return report.standing == Standing.SUGGESTED and bool(report.passage)


def _bring(plan: _Plan, work: Work, tally: Suggested) -> None:
    """Make the story's suggested reports those of what its passages say."""
    story = plan.story
    for report in plan.lost:
        work.note_lost(story.pk, report.event, report.evidence)
        tally.removed += 1
        report.delete()
    guesses = {
        report.event_id: report for report in plan.standing if report.standing == Standing.SUGGESTED and report.pk
    }
    for key, (event, one) in plan.wanted.items():
        if event.standing == Standing.REJECTED and not comes_back(event, work=work):
            continue
        evidence = _keep(guesses.get(key), event, one, story, work, tally)
        if evidence is not None:
            work.note(story.pk, event.title, evidence)


def _wanted(
    story: Story, standing: list[Report], found: list[Happening], work: Work, tally: Suggested
) -> dict[int, tuple[Event, Happening]]:
    """Event -> what the story says of it; a passage by which it was called off before others. Nothing for those on
    which an editor decided, as an event or as reported here."""
    decided = {report.event_id for report in standing if report.standing != Standing.SUGGESTED}
    wanted: dict[int, tuple[Event, Happening]] = {}
    matter = Matter(story, work.planned)
    for one in found:
        event = _event_of(one, standing, matter, work, tally) if len(wanted) < _MOST_A_STORY else None
        if event is None or event.pk in decided:
            continue
        event = work.events.setdefault(event.pk, event)
        if event.standing == Standing.REJECTED and not fell(event):
            continue
        held = wanted.get(event.pk)
        if held is None or (one.status in _OFF and held[1].status not in _OFF):
            wanted[event.pk] = (event, one)
    for key in wanted:
        work.planned.setdefault(key, []).append(story)
    return wanted


def _event_of(one: Happening, standing: list[Report], matter: Matter, work: Work, tally: Suggested) -> Event | None:
    """The event that a passage is about: as it was decided or found before, else one that is known, else a new one."""
    days = bounds(one.edtf)
    for report in standing:
        same = report.passage == one.passage.text and report.start == _start(one)
        if same and (one.edtf in ("", report.says_date) or _overlap(days, report.event)):
            return _stays(report.event)
    known = recognised(one, matter)
    if known.event is not None or known.doubtful or not one.sure:
        return known.event
    return _made(one, matter.story, work, tally)


def _stays(event: Event) -> Event:
    """The event that another was merged into, over however many mergers."""
    while event.merged_into is not None:
        event = event.merged_into
    return event


def _overlap(days: tuple[date | None, date | None], event: Event) -> bool:
    first, last = days
    if first is None or last is None or event.earliest is None or event.latest is None:
        return False
    return first <= event.latest and event.earliest <= last


def _start(one: Happening) -> int:
    return one.passage.start if one.passage.field == "body" else 0


def _made(one: Happening, story: Story, work: Work, tally: Suggested) -> Event:
    keys = [person.pk for person in one.people if person.pk is not None]
    names = dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))
    known = tuple(replace(person, name=names.get(person.pk or 0, person.name)) for person in one.people)
    title = title_of(replace(one, people=known))
    first, last = bounds(one.edtf)
    event = Event.objects.create(
        title=title,
        slug=free_slug(Event.objects, f"{title} {one.edtf[:7]}", fallback="event"),
        date=one.edtf,
        earliest=first,
        latest=last,
        place=one.place[:200],
        status=one.status,
        standing=Standing.SUGGESTED,
        evidence=evidence_of(one)[:300],
    )
    Turn.objects.create(event=event, status=one.status, date=one.edtf, known_since=known_since(story))
    Participation.objects.bulk_create(Participation(event=event, person_id=key) for key in dict.fromkeys(keys))
    work.note_event(event, after=told_of(event) | ({"people": list(dict.fromkeys(keys))} if keys else {}))
    tally.events += 1
    return event


def _values(one: Happening) -> dict[str, Any]:
    start = _start(one)
    return {
        "start": start,
        "end": start + len(one.passage.text) if one.passage.field == "body" else 0,
        "passage": one.passage.text,
        "stance": Stance.PREVIEWS if one.status == EventStatus.PLANNED else Stance.REPORTS,
        "says_date": one.edtf,
        "says_place": one.place[:200],
        "says_status": one.status if one.status in _OFF else "",
        "evidence": evidence_of(one)[:300],
    }


def _keep(
    report: Report | None, event: Event, one: Happening, story: Story, work: Work, tally: Suggested
) -> str | None:
    """Make or bring up to date the suggested report; answers its evidence where anything changed."""
    values = _values(one)
    if report is None:
        report = Report(story=story, event=event, standing=Standing.SUGGESTED, **values)
        report.save(force_insert=True)
        tally.reports += 1
    else:
        fresh = {name: value for name, value in values.items() if getattr(report, name) != value}
        if not fresh:
            return None
        Report.objects.filter(pk=report.pk, standing=Standing.SUGGESTED).update(**fresh)
    _turn(event, one, report, story, work)
    return str(values["evidence"])


def _turn(event: Event, one: Happening, report: Report, story: Story, work: Work) -> None:
    """A suggested event follows its reports: called off, put off, or come to pass after it was planned. One that an
    editor corrected stays as it is."""
    Turn.objects.filter(event=event, report=None, known_since=known_since(story)).update(report=report)
    later = one.status in _OFF or (event.status == EventStatus.PLANNED and one.status == EventStatus.HAPPENED)
    if event.standing != Standing.SUGGESTED or one.status == event.status or not later:
        return
    if corrected([event.pk]):
        return
    work.note_event(event, before={"status": event.status}, after={"status": one.status})
    event.status = one.status
    Event.objects.filter(pk=event.pk, standing=Standing.SUGGESTED).update(status=one.status)
    Turn.objects.create(event=event, status=one.status, date=event.date, known_since=known_since(story), report=report)
