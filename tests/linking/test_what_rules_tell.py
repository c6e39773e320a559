"""What rules make, change and take away stands in the history, in the transaction that does it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from stories.editing.correcting import correct_story
from stories.editing.event_states import decide_events, decide_report
from stories.editing.reports import add_report, remove_report
from stories.editing.undo import undo_batch
from stories.linking.claim_finding import find_claims
from stories.linking.connecting import connect_stories
from stories.linking.events import suggest_events
from stories.linking.found_events import FALLEN
from stories.linking.mentions import link_story
from stories.linking.quotations import find_quotations
from stories.models import Change, Event, Mention, Quotation, Report, Story
from stories.web.stories.past import history_of
from tests.factories import NOW, EntryFactory, EventFactory, PersonFactory, ReportFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2025, 6, 25, tzinfo=UTC)
TALKS = "Foreign Minister Aiko Tanabe is to meet Secretary of State Paul Verhage in Oslo on July 1. But Oslo waits."
CALLED_OFF = "Aiko Tanabe and Paul Verhage had been expected to meet in Oslo on July 1. Oslo cancelled the meeting."
QUOTED = "“We will not pay for the new harbour,” Aiko Tanabe told reporters in Oslo on Monday."


def told(body: str, **kwargs: Any) -> Story:
    return StoryFactory(body=body, **{"published_at": PUBLISHED, "headline": "A headline", "dek": "", **kwargs})


def suggest(*stories: Story) -> None:
    suggest_events([story.pk for story in stories], now=NOW)


def of_events() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    rows = Change.objects.filter(kind="event").order_by("pk")
    return [(row.verb, row.before, row.after) for row in rows]


def test_an_event_that_is_found_changes_and_goes_tells_each() -> None:
    person = PersonFactory(name="Aiko Tanabe")
    first, second = told(TALKS), told(CALLED_OFF)
    connect_stories([first.pk], now=NOW)
    event = Event.objects.get()
    [(verb, before, after)] = of_events()
    assert (verb, before, after["people"]) == ("suggested", {}, [person.pk])
    assert (after["title"], after["date"], after["status"]) == (event.title, "2025-07-01", "planned")
    suggest(second)
    assert of_events()[1:] == [("suggested", {"status": "planned"}, {"status": "cancelled"})]
    Story.objects.update(body="It rained.")
    suggest(first, second)
    assert not Event.objects.exists()
    [(verb, before, after)] = of_events()[2:]
    assert (verb, before["title"], before["status"], after) == ("suggested", event.title, "cancelled", {})
    assert set(Change.objects.filter(kind="event").values_list("object_id", "editor")) == {(event.pk, None)}


def test_a_story_without_anything_new_costs_no_statement(django_assert_num_queries: Any) -> None:
    plain, known = told("It rained."), told(TALKS)
    suggest(plain, known)
    for find in (suggest_events, find_claims, find_quotations):
        find([plain.pk, known.pk], now=NOW)
        before = Change.objects.count()
        find([plain.pk, known.pk], now=NOW)
        assert Change.objects.count() == before


def test_quotations_are_told_once_a_story_when_they_come_change_and_go() -> None:
    story = told(QUOTED)
    find_quotations([story.pk], now=NOW)
    find_quotations([story.pk], now=NOW)
    [row] = Change.objects.all()
    quotation = Quotation.objects.get()
    assert (row.kind, row.object_id, row.verb, row.before) == ("story", story.pk, "suggested", {})
    assert row.after == {"quotations": {f"{quotation.start}: {quotation.words[:80]}": quotation.evidence}}
    PersonFactory(name="Aiko Tanabe")
    connect_stories([story.pk], now=NOW)
    assert Quotation.objects.get().speaker is not None
    row = Change.objects.filter(after__has_key="quotations").latest("pk")
    assert (row.before["quotations"].keys(), row.object_id) == (row.after["quotations"].keys(), story.pk)
    Story.objects.update(body="It rained.")
    find_quotations([story.pk], now=NOW)
    row = Change.objects.latest("pk")
    assert (list(row.before), row.after) == (["quotations"], {})
    texts = [line["text"] for line in history_of(story, [], may_undo=True)]
    assert texts[0] == "1 quotation no longer found"
    assert texts[-1] == "1 quotation found in the text"


def test_claims_are_told_once_a_story_and_an_undo_does_not_read_the_story_again() -> None:
    story, editor = told(CALLED_OFF), UserFactory()
    event = EventFactory(title="Tanabe meets Verhage in Oslo")
    PersonFactory(name="Aiko Tanabe")
    link_story(story, now=NOW)
    mention = Mention.objects.get(story=story, state="suggested")
    report = add_report(story, event=event, start=0, end=40, editor=editor, now=NOW)
    row = Change.objects.filter(after__has_key="claims").latest("pk")
    assert (row.kind, row.object_id, row.verb, row.editor) == ("story", story.pk, "suggested", editor)
    assert any("cancelled" in label for label in row.after["claims"])
    words = next(iter(row.after["claims"].values()))
    assert words in story.body
    batch = Change.objects.get(kind="report", object_id=report.pk).batch
    assert row.batch == batch
    undo_batch(batch, editor=editor, now=NOW)
    assert not Report.objects.filter(pk=report.pk).exists()
    assert Mention.objects.filter(pk=mention.pk).exists()


def test_taking_back_a_correction_finds_the_event_again() -> None:
    story, editor = told(TALKS), UserFactory()
    connect_stories([story.pk], now=NOW)
    title = Event.objects.get().title
    correct_story(story, changes={"body": "It rained."}, base_version=None, editor=editor, now=NOW)
    assert not Event.objects.exists()
    batch = Change.objects.filter(kind="story", after__has_key="body").get().batch
    undo_batch(batch, editor=editor, now=NOW)
    assert Event.objects.get().title == title


class TestEventsWhoseReportsWereAllRejected:
    def guessed(self, number: int = 2) -> tuple[Event, list[Report]]:
        event = EventFactory(standing="suggested")
        return event, [ReportFactory(event=event, standing="suggested") for _ in range(number)]

    def test_they_leave_the_suggested_list_and_come_back_with_one_of_them(self) -> None:
        (event, reports), editor = self.guessed(), UserFactory()
        decide_report(reports[0], standing="rejected", editor=editor, now=NOW)
        assert Event.objects.suggested().get() == event
        batch = decide_report(reports[1], standing="rejected", editor=editor, now=NOW)
        assert not Event.objects.suggested().exists()
        row = Change.objects.get(kind="event", object_id=event.pk)
        assert (row.verb, row.reason, row.batch, row.editor) == ("rejected", FALLEN, batch, editor)
        decide_report(reports[0], standing="suggested", editor=editor, now=NOW)
        assert Event.objects.suggested().get() == event
        assert dict(Report.objects.values_list("pk", "standing"))[reports[1].pk] == "rejected"

    def test_one_undo_brings_both_back(self) -> None:
        (event, [report]), editor = self.guessed(1), UserFactory()
        for act in (
            lambda: decide_report(report, standing="rejected", editor=editor, now=NOW),
            lambda: remove_report(report, editor=editor, now=NOW),
        ):
            batch = act()
            assert not Event.objects.suggested().exists()
            undo_batch(batch, editor=editor, now=NOW)
            assert Event.objects.suggested().get() == event
            assert Report.objects.get().standing == "suggested"

    def test_what_an_editor_said_of_the_event_itself_is_not_replaced(self) -> None:
        (event, [report]), editor = self.guessed(1), UserFactory()
        decide_events([event], standing="confirmed", editor=editor, now=NOW)
        decide_report(report, standing="rejected", editor=editor, now=NOW)
        assert Event.objects.get().standing == "confirmed"
        decide_events([event], standing="rejected", editor=editor, now=NOW)
        decide_report(report, standing="suggested", editor=editor, now=NOW)
        assert Event.objects.get().standing == "rejected"

    def test_one_in_a_dossier_or_corrected_stays(self) -> None:
        (event, [report]), editor = self.guessed(1), UserFactory()
        EntryFactory(kind="event", story=None, event=event)
        decide_report(report, standing="rejected", editor=editor, now=NOW)
        assert Event.objects.suggested().get() == event

    def test_another_story_that_reports_it_brings_it_back_but_not_the_same_one(self) -> None:
        first, second, editor = told(TALKS), told(CALLED_OFF), UserFactory()
        suggest(first)
        report = Report.objects.get()
        decide_report(report, standing="rejected", editor=editor, now=NOW)
        suggest(first)
        assert Event.objects.get().standing == "rejected"
        suggest(second)
        event = Event.objects.get()
        assert (event.standing, event.status) == ("suggested", "cancelled")
        assert set(Report.objects.values_list("story", "standing")) == {
            (first.pk, "rejected"),
            (second.pk, "suggested"),
        }
        back = Change.objects.filter(kind="event", object_id=event.pk, after={"standing": "suggested"}).get()
        assert back.verb == "suggested"
        decide_events([event], standing="rejected", editor=editor, now=NOW)
        suggest(told(TALKS))
        assert Event.objects.get().standing == "rejected"
