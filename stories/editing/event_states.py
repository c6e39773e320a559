"""What becomes of an event: its status with the history of changes, and what editors say of suggested events."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from stories.editing.derived import bounds
from stories.editing.recorded import Recorder, held
from stories.editing.refusals import CannotEdit, Invalid
from stories.linking.found_events import FALLEN, corrected, unsupported
from stories.models import Change, Event, Report, Turn
from stories.policy import check_can
from stories.search import held as index_held
from stories.vocabulary import EventStatus, Standing, Verb

MOST_AT_ONCE = 500
"""Suggested events that one act may decide on: some seconds of work, for which a web server waits."""
PLANNED, CONFIRMED, HAPPENED = EventStatus.PLANNED, EventStatus.CONFIRMED, EventStatus.HAPPENED
POSTPONED, CANCELLED = EventStatus.POSTPONED, EventStatus.CANCELLED
TURNS: dict[str, tuple[str, ...]] = {
    PLANNED: (CONFIRMED, POSTPONED, CANCELLED, HAPPENED),
    CONFIRMED: (HAPPENED, POSTPONED, CANCELLED, PLANNED),
    POSTPONED: (PLANNED, CONFIRMED, HAPPENED, CANCELLED),
    CANCELLED: (PLANNED, CONFIRMED),
    HAPPENED: (),
}
"""Status -> what it can turn into. What happened stays so; an error is corrected on the event's form."""
_VERBS = {
    Standing.CONFIRMED: Verb.CONFIRMED,
    Standing.REJECTED: Verb.REJECTED,
    Standing.SUGGESTED: Verb.REOPENED,
}


class CannotTurn(CannotEdit):
    """The event cannot become that; the text says why."""


class CannotDecide(CannotEdit):
    """What was suggested cannot be decided on like this; the text says why."""


@dataclass(frozen=True, slots=True)
class DecidedEvents:
    """What deciding on many did: the batch in the history, how many were decided, how many were left as they were."""

    batch: uuid.UUID
    decided: int
    left: int


def turns_of(event: Event) -> list[str]:
    """What the event's status can turn into now; the same status again, for another date, where it is still ahead."""
    same = [event.status] if event.status in (PLANNED, CONFIRMED, POSTPONED) else []
    return [*TURNS[event.status], *same]


def change_status(
    event: Event,
    *,
    status: str,
    date: str | None = None,
    known_since: datetime | None = None,
    report: Report | None = None,
    note: str = "",
    base_version: int | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Turn:
    """Give an event another status, or another `date` (EDTF; None leaves it), and keep the turn: since when it is
    known (None: since its report's story was published, else now) and which report brought it.

    Raises CannotTurn where the status cannot follow on the one that it has, Invalid, Clash, Gone, Refused."""
    if editor is not None:
        check_can(editor, "edit_register")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        draft = held(event)
        new_date = draft.date if date is None else date.strip()
        _check_turn(draft, status, new_date, report)
        draft.status, draft.date = status, new_date
        recorder.save(draft, base_version=base_version)
        since = known_since or (report.story.published_at if report else None) or now
        turn = Turn(event=draft, status=status, date=new_date, known_since=since, report=report)
        turn.note = " ".join(note.split())[:300]
        recorder.create(turn)
    return turn


def _check_turn(event: Event, status: str, date: str, report: Report | None) -> None:
    if status not in EventStatus.values:
        raise CannotTurn(f"“{status}” is not a status of an event.")
    if report is not None and report.event_id != event.pk:
        raise CannotTurn("That report is about another event.")
    bounds(date, "date")
    if status == event.status and date == event.date:
        raise CannotTurn(f"The event is {EventStatus(status).label} on this date already.")
    if status not in turns_of(event):
        was, wanted = EventStatus(event.status).label, EventStatus(status).label
        raise CannotTurn(f"An event that is {was} cannot become {wanted}; correct it on its form if that is wrong.")


def decide_events(
    events: Iterable[Event], *, standing: str, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """Confirm suggested events, reject them or open them again, as one batch, which undoes it.

    Rejecting one rejects its suggested reports too, opening it again opens those. A rejected event is kept, and not
    suggested again. Raises Invalid, Refused."""
    if editor is not None:
        check_can(editor, "edit_register")
    if standing not in Standing.values:
        raise Invalid({"standing": [f"“{standing}” is nothing that an event can be."]})
    recorder = Recorder(editor=editor, now=now, batch=batch)
    keys = [event.pk for event in events]
    with index_held():
        _stand(Event.objects.filter(pk__in=keys).exclude(standing=standing), standing, recorder)
    return recorder.batch


def decide_suggested(
    events: Iterable[Event], *, standing: str, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> DecidedEvents:
    """Confirm or reject those of a queryset (or rows) that are still suggested, as one batch, which undoes it; what
    somebody else decided on, or merged, in the meantime is left. Raises CannotDecide for more than 500 or where
    none is left, Refused."""
    if editor is not None:
        check_can(editor, "edit_register")
    if standing not in (Standing.CONFIRMED, Standing.REJECTED):
        raise CannotDecide("A suggested event is confirmed or rejected.")
    keys = list(events.values_list("pk", flat=True)[: MOST_AT_ONCE + 1]) if isinstance(
        events, QuerySet
    ) else [one.pk for one in events]  # fmt: skip
    if len(keys) > MOST_AT_ONCE:
        raise CannotDecide(
            f"More than {MOST_AT_ONCE} events are meant. Narrow the list, by a month say, and do it in parts. "
            "Nothing was done."
        )
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        decided = _stand(Event.objects.suggested().filter(pk__in=keys), standing, recorder)
    if not decided:
        raise CannotDecide("Somebody else has decided on that in the meantime; look at it again.")
    return DecidedEvents(recorder.batch, decided, len(keys) - decided)


def _stand(events: QuerySet[Event], standing: str, recorder: Recorder) -> int:
    """Give events another standing, their suggested reports with them where one is rejected or was; how many."""
    rows = list(events.select_for_update(of=("self",)).order_by("pk"))
    for event in rows:
        was = event.standing
        recorder.change(event, {"standing": standing}, verb=_VERBS[Standing(standing)])
        if Standing.REJECTED in (was, standing):
            _follow(event, standing, recorder)
    return len(rows)


def _follow(event: Event, standing: str, recorder: Recorder) -> None:
    """The reports that nobody entered go and come with their event; what an editor rejected by itself stays so."""
    rejected = standing == Standing.REJECTED
    before, after = (Standing.SUGGESTED, Standing.REJECTED) if rejected else (Standing.REJECTED, Standing.SUGGESTED)
    reports = event.reports.select_for_update().filter(standing=before)
    if not rejected:
        reports = reports.filter(pk__in=_went_with(event))
    for report in reports.order_by("pk"):
        if not (report.main and not rejected and _has_main(report)):
            recorder.change(report, {"standing": after}, verb=_VERBS[Standing(after)])


def _went_with(event: Event) -> list[int]:
    """The reports that were last rejected in the act that last rejected their event."""
    told = Change.objects.filter(verb=Verb.REJECTED).order_by("pk")
    last = told.filter(kind="event", object_id=event.pk).values_list("batch", flat=True).last()
    keys = list(event.reports.values_list("pk", flat=True))
    acts = dict(told.filter(kind="report", object_id__in=keys).values_list("object_id", "batch"))
    return [key for key, batch in acts.items() if batch == last]


def _has_main(report: Report) -> bool:
    """Whether the story has become one about another event meanwhile."""
    rows = Report.objects.filter(story=report.story_id, main=True).exclude(standing=Standing.REJECTED)
    return rows.exclude(pk=report.pk).exists()


def decide_report(
    report: Report, *, standing: str, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """Confirm a suggested report, reject it ("not about this event": kept, and not suggested again) or open it again;
    returns the batch. A suggested event goes and comes with its last report. Raises Invalid, Refused, Gone."""
    if editor is not None:
        check_can(editor, "link")
    if standing not in Standing.values:
        raise Invalid({"standing": [f"“{standing}” is nothing that a report can be."]})
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        hold_event(report)
        row = held(report)
        if standing != Standing.REJECTED and row.standing == Standing.REJECTED and row.main and _has_main(row):
            recorder.change(row, {"main": False})
        recorder.change(row, {"standing": standing}, verb=_VERBS[Standing(standing)])
        if standing == Standing.REJECTED:
            fall(row.event_id, recorder)
        else:
            _rise(row.event_id, recorder)
    return recorder.batch


def hold_event(report: Report) -> None:
    """Hold the event of a report until the transaction ends, before the report itself is held, as a decision on the
    event does: of two editors who take its last two reports, the second sees that none is left."""
    Event.objects.select_for_update().filter(pk=report.event_id).order_by("pk").first()


def fall(event: int, recorder: Recorder) -> None:
    """Reject a suggested event with its last report, so that it waits no more for a decision. One that an editor
    corrected, put into a dossier or made the whole of others stays."""
    standing = Report.objects.filter(event=OuterRef("pk")).exclude(standing=Standing.REJECTED)
    if not unsupported([event]).exclude(Exists(standing)).exists() or corrected([event]):
        return
    told = Recorder(editor=recorder.editor, now=recorder.now, batch=recorder.batch, reason=FALLEN)
    told.change(held(Event(pk=event)), {"standing": Standing.REJECTED}, verb=Verb.REJECTED)


def _rise(event: int, recorder: Recorder) -> None:
    """Open an event again that was rejected with its last report, now that a report of it stands."""
    row = held(Event(pk=event))
    last = Change.objects.filter(kind="event", object_id=event, verb=Verb.REJECTED).order_by("pk").last()
    if row.standing == Standing.REJECTED and last is not None and last.reason == FALLEN:
        recorder.change(row, {"standing": Standing.SUGGESTED}, verb=Verb.REOPENED)
