"""Events are suggested from dated passages, one for all stories that speak of it; what editors decided stays."""

from datetime import UTC, datetime
from typing import Any

import pytest

from stories.editing.correcting import correct_story
from stories.editing.events import TakesPart, save_event
from stories.linking.connecting import connect_stories
from stories.linking.events import suggest_events
from stories.models import Change, Event, Participation, Report, Story, Turn
from tests.factories import NOW, EventFactory, ParticipationFactory, PersonFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2025, 6, 25, tzinfo=UTC)
TALKS = "Foreign Minister Aiko Tanabe is to meet Secretary of State Paul Verhage in Oslo on July 1. But Oslo waits."
CALLED_OFF = "Aiko Tanabe and Paul Verhage had been expected to meet in Oslo on July 1. Oslo cancelled the meeting."


def told(body: str, published_at: datetime | None = PUBLISHED, **kwargs: Any) -> Story:
    kwargs = {"headline": "A headline", "dek": "", **kwargs}
    return StoryFactory(body=body, published_at=published_at, **kwargs)


def suggest(*stories: Story) -> list[tuple[str, str, str, str]]:
    suggest_events([story.pk for story in stories], now=NOW)
    return list(Event.objects.order_by("pk").values_list("title", "date", "status", "standing"))


def test_a_dated_sentence_is_a_suggested_event_with_its_passage_and_evidence() -> None:
    story = told("It rained.\n\n" + TALKS)
    assert suggest(story) == [("Aiko Tanabe and Paul Verhage meet in Oslo", "2025-07-01", "planned", "suggested")]
    report = Report.objects.get()
    assert story.body[report.start : report.end] == report.passage == TALKS.removesuffix(" But Oslo waits.")
    assert (report.standing, report.stance, report.says_place) == ("suggested", "previews", "Oslo")
    assert report.evidence == (
        "A sentence speaks of “meeting” on 2025-07-01, with Aiko Tanabe, Paul Verhage, at or in Oslo."
    )
    [turn] = Turn.objects.all()
    assert (turn.status, turn.report, turn.known_since) == ("planned", report, PUBLISHED)


def test_a_caption_with_a_day_and_two_people_is_a_meeting() -> None:
    caption = "Aiko Tanabe with Paul Verhage at the White House on February 7, 2025."
    assert suggest(told("", None, captions=[{"text": caption, "credit": None}])) == [
        ("Aiko Tanabe and Paul Verhage meet at the White House", "2025-02-07", "happened", "suggested")
    ]
    assert Report.objects.values_list("start", "end", "passage").get() == (0, 0, caption)


def test_several_stories_of_one_event_share_it_and_its_status_follows() -> None:
    first, second = told(TALKS), told(CALLED_OFF)
    assert suggest(first, second) == [
        ("Aiko Tanabe and Paul Verhage meet in Oslo", "2025-07-01", "cancelled", "suggested")
    ]
    assert [turn.status for turn in Turn.objects.order_by("pk")] == ["planned", "cancelled"]
    assert Turn.objects.order_by("pk").last().report.story == second  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "body",
    [
        "Aiko Tanabe and Paul Verhage met in Oslo on July 3.",
        "Bruno Farrow and Lena Carvall are to meet in Oslo on July 1.",
        "Voters go to the upper house election on July 1.",
    ],
)
def test_another_day_other_people_or_another_kind_is_another_event(body: str) -> None:
    assert len(suggest(told(TALKS), told(body))) == 2


@pytest.mark.parametrize(
    "body",
    [
        "Aiko Tanabe said on Tuesday that she would meet Paul Verhage.",
        "Aiko Tanabe and Paul Verhage have met before.",
        "The harbour had 24 ships on July 1.",
        "OSLO, June 25 (Agency) - Aiko Tanabe and Paul Verhage like meeting.",
    ],
)
def test_what_is_no_dated_happening(body: str) -> None:
    assert suggest(told(body)) == []


def test_one_that_is_known_is_not_made_again_and_people_of_the_register_take_part() -> None:
    person = PersonFactory(name="Aiko Tanabe")
    event = EventFactory(title="Tanabe travels to Norway", date="2025-07-01", place="Oslo")
    ParticipationFactory(event=event, person=person)
    story, other = told(TALKS), told("Aiko Tanabe visits Bergen on July 9.")
    connect_stories([story.pk, other.pk], now=NOW)
    made = Event.objects.exclude(pk=event.pk).get()
    assert (made.title, made.date) == ("Aiko Tanabe visits Bergen", "2025-07-09")
    assert [taking.person for taking in Participation.objects.filter(event=made)] == [person]
    assert Report.objects.get(story=story).event == event


def test_repeating_it_changes_nothing() -> None:
    stories = [told(TALKS), told(CALLED_OFF)]
    suggest(*stories)
    rows = [list(model.objects.order_by("pk").values()) for model in (Event, Report, Turn, Change)]  # type: ignore[attr-defined]
    suggest(*stories)
    assert [list(model.objects.order_by("pk").values()) for model in (Event, Report, Turn, Change)] == rows  # type: ignore[attr-defined]
    # The event is made, then called off; and each story has a line of its own.
    assert (
        sorted(Change.objects.values_list("kind", "verb"))
        == [("event", "suggested")] * 2 + [("story", "suggested")] * 2
    )


def test_what_was_rejected_is_not_suggested_again() -> None:
    first, second = told(TALKS), told(CALLED_OFF)
    suggest(first)
    Report.objects.update(standing="rejected")
    assert len(suggest(first)) == 1
    assert Report.objects.get().standing == "rejected"
    Event.objects.update(standing="rejected")
    assert [one[3] for one in suggest(first, second)] == ["rejected"]
    assert Report.objects.count() == 1


def test_a_confirmed_report_stays_as_it_is() -> None:
    story = told(TALKS)
    suggest(story)
    Report.objects.update(standing="confirmed", says_place="Bergen")
    suggest(story)
    assert Report.objects.values_list("standing", "says_place").get() == ("confirmed", "Bergen")


def test_a_suggestion_goes_when_its_words_are_gone_and_a_confirmed_event_stays() -> None:
    story, other = told(TALKS), told("Aiko Tanabe visits Bergen on July 9.")
    suggest(story, other)
    Event.objects.filter(date="2025-07-09").update(standing="confirmed")
    Story.objects.update(body="It rained.")
    assert suggest(story, other) == [("Aiko Tanabe visits Bergen", "2025-07-09", "planned", "confirmed")]
    assert Report.objects.count() == 0


def by_the_values(event: Event) -> None:
    save_event(event, values={"description": "What an editor wrote"}, editor=UserFactory(), now=NOW)


def by_who_takes_part(event: Event) -> None:
    save_event(event, values={}, participants=[TakesPart(PersonFactory(), "host")], editor=UserFactory(), now=NOW)


@pytest.mark.parametrize("correct", [by_the_values, by_who_takes_part])
def test_a_suggested_event_that_an_editor_corrected_outlives_its_words(correct: Any) -> None:
    story = told(TALKS)
    suggest(story)
    event = Event.objects.get()
    correct(event)
    correct_story(story, changes={"body": "It rained."}, base_version=None, editor=UserFactory(), now=NOW)
    assert not Report.objects.exists()
    assert Event.objects.get() == event


def test_the_status_that_an_editor_gave_a_suggested_event_is_not_replaced_by_a_later_report() -> None:
    suggest(told(TALKS))
    save_event(Event.objects.get(), values={"status": "postponed"}, editor=UserFactory(), now=NOW)
    [(_, _, status, standing)] = suggest(told(CALLED_OFF))
    assert (status, standing, Report.objects.count()) == ("postponed", "suggested", 2)
