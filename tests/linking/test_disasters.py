"""Disasters and accidents become suggested events where a story says what struck, where and on which day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from stories.linking.events import suggest_events
from stories.models import Event, Report, Story
from tests.factories import NOW, StoryFactory

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2025, 6, 25, tzinfo=UTC)  # a Wednesday


def told(body: str, **facts: Any) -> Story:
    given = {"published_at": PUBLISHED, "published_precision": "day", "headline": "A headline", "dek": "", **facts}
    return StoryFactory(body=body, **given)


def suggest(*stories: Story) -> list[tuple[str, str, str]]:
    suggest_events([story.pk for story in stories], now=NOW)
    return list(Event.objects.order_by("pk").values_list("title", "date", "status"))


SORTS = {
    "An earthquake struck Port Aven on Tuesday and killed 12 people.": "Earthquake in Port Aven",
    "A dam burst near Port Aven on Tuesday.": "Dam break in Port Aven",
    "The dam break left 12 people missing in Port Aven on Tuesday.": "Dam break in Port Aven",
    "Flash floods swept through Port Aven on Tuesday.": "Flash floods in Port Aven",
    "A landslide buried six houses in Port Aven on Tuesday.": "Landslide in Port Aven",
    "An avalanche killed two climbers near Port Aven on Tuesday.": "Avalanche in Port Aven",
    "A wildfire destroyed 40 homes outside Port Aven on Tuesday.": "Wildfire in Port Aven",
    "Typhoon Arika hit Port Aven on Tuesday.": "Typhoon Arika in Port Aven",
    "A cyclone battered Port Aven on Tuesday.": "Cyclone in Port Aven",
    "A ferry carrying 200 people sank off the coast of Port Aven on Tuesday.": "Ferry sinking off Port Aven",
    "A small plane crashed in Port Aven on Tuesday.": "Plane crash in Port Aven",
    "Twelve people died in a bus crash near Port Aven on Tuesday.": "Bus crash in Port Aven",
    "A volcano on Port Aven Island erupted on Tuesday.": "Volcano eruption in Port Aven Island",
    "A train derailed near Port Aven on Tuesday.": "Train derailment in Port Aven",
    "An explosion killed three workers in Port Aven on Tuesday.": "Explosion in Port Aven",
}


@pytest.mark.parametrize(("sentence", "title"), SORTS.items(), ids=SORTS.values())
def test_what_struck_where_and_when_is_a_suggested_event(sentence: str, title: str) -> None:
    story = told(f"It rained.\n\n{sentence} Nobody knew more.")
    assert suggest(story) == [(title, "2025-06-24", "happened")]
    report = Report.objects.get()
    assert (report.passage, report.stance, report.standing) == (sentence, "reports", "suggested")


@pytest.mark.parametrize(
    "sentence",
    [
        "The insurer began to sell flood insurance in Port Aven on Tuesday.",
        "The fire brigade held an earthquake drill in Port Aven on Tuesday.",
        "The earthquake of March 11, 2011, in Port Aven killed hundreds.",
        "An earthquake struck on Tuesday.",
        "An earthquake struck Port Aven last year.",
        "A typhoon is expected to hit Port Aven on Friday.",
        "The mayor said on Tuesday that the flood had destroyed homes.",
        "As of Tuesday, the explosion in Port Aven had killed 12 people.",
        "The market crashed in Port Aven on Tuesday.",
    ],
)
def test_a_word_for_a_disaster_is_not_enough(sentence: str) -> None:
    assert suggest(told(f"It rained. {sentence}")) == []


def test_a_meeting_after_a_disaster_is_a_meeting() -> None:
    body = "Aiko Tanabe and Paul Verhage met in Oslo on Tuesday after an earthquake killed 12 people."
    assert suggest(told(body)) == [("Aiko Tanabe and Paul Verhage meet in Oslo", "2025-06-24", "happened")]


def test_stories_of_one_disaster_share_it_however_they_call_it() -> None:
    first = told("An earthquake struck Port Aven on Tuesday and killed 12 people.")
    second = told("A strong quake killed 12 people in Port Aven on June 24.")
    assert suggest(first, second) == [("Earthquake in Port Aven", "2025-06-24", "happened")]
    assert {report.story for report in Report.objects.all()} == {first, second}


def test_another_sort_or_day_is_another_disaster_and_another_name_of_the_place_is_none() -> None:
    quake = told("An earthquake struck Port Aven on Tuesday and killed 12 people.")
    fire = told("A wildfire killed two people in Port Aven on Tuesday.")
    before = told("An earthquake struck Port Aven on Monday and killed nobody.")
    elsewhere = told("An earthquake killed 12 people in Norland on Tuesday.")
    assert suggest(quake, fire, before, elsewhere) == [
        ("Earthquake in Port Aven", "2025-06-24", "happened"),
        ("Wildfire in Port Aven", "2025-06-24", "happened"),
        ("Earthquake in Port Aven", "2025-06-23", "happened"),
    ]
    assert not Report.objects.filter(story=elsewhere).exists()
