"""What an event can become, who may say so, what the history keeps of it, and that it can be taken back."""

from datetime import timedelta
from typing import Any

import pytest

from stories.editing.event_states import TURNS, CannotTurn, change_status, decide_events, decide_report, turns_of
from stories.editing.refusals import Invalid
from stories.editing.reports import remove_report
from stories.editing.undo import undo_batch
from stories.models import Change, Event, Report, Turn
from stories.policy import Refused
from stories.vocabulary import EventStatus, Role
from tests.editing.snapshot import everything
from tests.factories import NOW, EventFactory, ReportFactory, TurnFactory, UserFactory

pytestmark = pytest.mark.django_db
PAIRS = [(was, wanted) for was in EventStatus.values for wanted in EventStatus.values]


def turned(event: Event, status: str, **more: Any) -> Turn:
    return change_status(event, status=status, editor=UserFactory(), now=NOW, **more)


@pytest.mark.parametrize(("was", "wanted"), PAIRS)
def test_a_status_follows_on_those_of_the_table_and_on_no_other(was: str, wanted: str) -> None:
    event = EventFactory(status=was, date="2025-07-01")
    if wanted in TURNS[was]:
        turned(event, wanted)
        assert (Event.objects.get().status, Turn.objects.get().status) == (wanted, wanted)
    else:
        with pytest.raises(CannotTurn):
            turned(event, wanted)
        assert (Event.objects.get().status, Turn.objects.count()) == (was, 0)


@pytest.mark.parametrize("was", EventStatus.values)
def test_another_date_with_the_same_status_only_while_it_is_ahead(was: str) -> None:
    event = EventFactory(status=was, date="2025-07-01")
    ahead = was in ("planned", "confirmed", "postponed")
    assert (was in turns_of(event)) is ahead
    if ahead:
        turned(event, was, date="2025-08")
        event.refresh_from_db()
        assert (event.date, str(event.earliest), str(event.latest)) == ("2025-08", "2025-08-01", "2025-08-31")
    else:
        with pytest.raises(CannotTurn):
            turned(event, was, date="2025-08")


def test_a_turn_keeps_its_report_and_since_when_it_is_known() -> None:
    event = EventFactory(status="planned", date="2025-07-01")
    report = ReportFactory(event=event, story__published_at=NOW - timedelta(days=3))
    turn = turned(event, "cancelled", report=report, note="  a demand \n too many ")
    assert (turn.report, turn.known_since, turn.note) == (report, NOW - timedelta(days=3), "a demand too many")
    kinds = sorted(Change.objects.values_list("kind", "verb"))
    assert kinds == [("event", "changed"), ("turn", "created")]
    assert Change.objects.get(kind="event").after == {"status": "cancelled"}


@pytest.mark.parametrize(
    ("status", "date", "error", "said"),
    [
        ("gone", None, CannotTurn, "“gone” is not a status of an event."),
        ("planned", None, CannotTurn, "The event is planned on this date already."),
        ("confirmed", "some day", Invalid, ""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(status: str, date: Any, error: Any, said: str) -> None:
    event = EventFactory(status="planned", date="2025-07-01")
    with pytest.raises(error) as raised:
        turned(event, status, date=date)
    assert said in str(raised.value)
    assert not Change.objects.exists()


def test_a_report_of_another_event_brings_nothing() -> None:
    with pytest.raises(CannotTurn, match="another event"):
        turned(EventFactory(status="planned"), "confirmed", report=ReportFactory())


@pytest.mark.parametrize("role", [Role.READER, ""])
def test_only_editors_decide(role: str) -> None:
    report, user = ReportFactory(standing="suggested"), UserFactory(role=role)
    event = report.event
    with pytest.raises(Refused):
        change_status(event, status="confirmed", editor=user, now=NOW)
    with pytest.raises(Refused):
        decide_events([event], standing="rejected", editor=user, now=NOW)
    with pytest.raises(Refused):
        decide_report(report, standing="rejected", editor=user, now=NOW)
    assert not Change.objects.exists()


def test_a_turn_is_taken_back() -> None:
    event, editor = EventFactory(status="planned", date="2025-07-01"), UserFactory()
    before = everything()
    change_status(event, status="postponed", date="2025-09", editor=editor, now=NOW)
    undo_batch(Change.objects.latest("pk").batch, editor=editor, now=NOW)
    assert everything() == before


def test_rejected_events_take_their_suggested_reports_along_and_come_back_as_one_batch() -> None:
    events = [EventFactory(standing="suggested") for _ in range(2)]
    guess, sure = ReportFactory(event=events[0], standing="suggested"), ReportFactory(event=events[0])
    other = ReportFactory(event=EventFactory(standing="suggested"), standing="suggested")
    editor, before = UserFactory(), everything()
    batch = decide_events(events, standing="rejected", editor=editor, now=NOW)
    assert set(Event.objects.filter(standing="rejected")) == set(events)
    rows = dict(Report.objects.values_list("pk", "standing"))
    assert rows == {guess.pk: "rejected", sure.pk: "confirmed", other.pk: "suggested"}
    assert {change.verb for change in Change.objects.of_batch(batch)} == {"rejected"}
    undo_batch(batch, editor=editor, now=NOW)
    assert everything() == before


def test_a_rejected_main_report_comes_back_as_a_passage_where_the_story_has_another_event() -> None:
    report = ReportFactory(standing="rejected", main=True)
    ReportFactory(story=report.story, main=True)
    decide_report(report, standing="suggested", editor=UserFactory(), now=NOW)
    report.refresh_from_db()
    assert (report.standing, report.main) == ("suggested", False)


def test_no_standing_of_that_name() -> None:
    report = ReportFactory()
    for act, row in ((decide_report, report), (lambda one, **more: decide_events([one], **more), report.event)):
        with pytest.raises(Invalid):
            act(row, standing="maybe", editor=UserFactory(), now=NOW)  # type: ignore[operator]


def test_a_report_that_brought_a_turn_can_be_removed_and_put_back() -> None:
    report, editor = ReportFactory(), UserFactory()
    turn = TurnFactory(event=report.event, report=report)
    before = everything()
    batch = remove_report(report, editor=editor, now=NOW)
    turn.refresh_from_db()
    assert (turn.report, Report.objects.count()) == (None, 0)
    assert Change.objects.get(kind="turn", batch=batch).before == {"report_id": report.pk}
    undo_batch(batch, editor=editor, now=NOW)
    assert everything() == before


def test_a_report_that_was_rejected_by_itself_stays_so_when_its_event_is_opened_again() -> None:
    editor = UserFactory()
    event = EventFactory(standing="suggested")
    alone, twice, along = [ReportFactory(event=event, standing="suggested") for _ in range(3)]
    decide_report(alone, standing="rejected", editor=editor, now=NOW)
    decide_events([event], standing="rejected", editor=editor, now=NOW)
    for standing in ("suggested", "rejected"):
        decide_report(twice, standing=standing, editor=editor, now=NOW)
    decide_events([event], standing="suggested", editor=editor, now=NOW)
    standings = dict(Report.objects.values_list("pk", "standing"))
    assert standings == {alone.pk: "rejected", twice.pk: "rejected", along.pk: "suggested"}
