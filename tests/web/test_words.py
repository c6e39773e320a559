"""The pages of tags and topics: events in time, coverage, who and where; at what cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from stories.models import Tag
from stories.models.event import Event
from stories.vocabulary import Role, Standing
from stories.web import charts
from stories.web.register.words import timeline_of
from tests.factories import (
    EventFactory,
    MentionFactory,
    OutletFactory,
    ReportFactory,
    StoryTagFactory,
    TagFactory,
    TopicFactory,
    UserFactory,
)
from tests.web.test_register import story_on, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def event(title: str, date_: str, earliest: str, latest: str, **more: Any) -> Event:
    days = {"earliest": date.fromisoformat(earliest), "latest": date.fromisoformat(latest)}
    return EventFactory(title=title, date=date_, **days, **more)


def tagged(tag: Tag, day: date, **more: Any) -> Any:
    return StoryTagFactory(tag=tag, story=story_on(day, **more)).story


def test_events_of_its_stories_stand_in_time(editor: Client) -> None:
    tag = TagFactory(name="harbour", slug="harbour", note="Fees and berths")
    outlet = OutletFactory(name="Quay Post")
    story = tagged(tag, date(2025, 6, 3), outlet=outlet)
    other = story_on(date(2025, 6, 4))
    MentionFactory(story=story, person__name="Ada Quay")
    ReportFactory(story=story, event=event("Fees rise", "2025-06~", "2025-05-01", "2025-07-31"))
    ReportFactory(story=story, event=event("Berth opens", "2024-02-01", "2024-02-01", "2024-02-01"), start=1)
    ReportFactory(story=other, event=event("Elsewhere", "2025-06-01", "2025-06-01", "2025-06-01"))
    ReportFactory(
        story=story,
        event=event("Rejected", "2025-06-02", "2025-06-02", "2025-06-02"),
        start=2,
        standing=Standing.REJECTED,
    )
    said = words(editor.get("/tags/harbour/"))
    assert "Tags harbour Edit Merge with… Fees and berths 1 story" in said
    assert said.index("Berth opens") < said.index("Fees rise")
    assert "about June 2025 Fees rise" in said
    assert "Ada Quay" in said
    assert "Quay Post" in said
    assert "Elsewhere" not in said
    assert "Rejected" not in said


def test_uncertain_days_are_ranges_and_what_was_called_off_is_hollow() -> None:
    rows = [
        event("One day", "2025-01-01", "2025-01-01", "2025-01-01"),
        event("Some time in spring", "2025-21", "2025-03-01", "2025-05-31"),
        event("Off", "2025-07-01", "2025-07-01", "2025-07-01", status="cancelled"),
    ]
    drawn = timeline_of(rows)
    assert [(mark.look, mark.width > 0) for mark in drawn.marks] == [
        ("f-ink", False),
        ("f-ochre", True),
        ("f-paper", False),
    ]
    assert [moment.event.sure for moment in drawn.moments] == ["day", "range", "off"]


def test_topics_lead_up_and_down(editor: Client) -> None:
    broad = TopicFactory(name="trade", slug="trade", description="All of it")
    narrow = TopicFactory(name="tariffs", slug="tariffs", broader=broad)
    assert "tariffs" in words(editor.get(broad.get_absolute_url()))
    assert "part of trade" in words(editor.get(narrow.get_absolute_url()))
    assert "No story about it reports a dated event yet." in words(editor.get("/tags/topics/trade/"))
    assert editor.get("/tags/topics/nothing/").status_code == 404


def test_a_merged_tag_leads_to_the_one_that_stayed(editor: Client) -> None:
    stays = TagFactory(slug="harbour")
    TagFactory(slug="port", merged_into=stays)
    answer = editor.get("/tags/port/")
    assert (answer.status_code, answer["Location"]) == (302, "/tags/harbour/")


def test_readers_may_not_edit_and_the_roleless_see_nothing(client: Client) -> None:
    TagFactory(slug="harbour", name="harbour-secret")
    client.force_login(UserFactory(role=Role.READER))
    page = client.get("/tags/harbour/").content.decode()
    assert "harbour-secret" in page
    assert "/tags/harbour/edit/" not in page
    client.force_login(UserFactory(role=""))
    answer = client.get("/tags/harbour/")
    assert answer.status_code == 403
    assert b"harbour-secret" not in answer.content


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_cost_does_not_grow(editor: Client, django_assert_num_queries: Any, number: int) -> None:
    tag = TagFactory(slug="harbour")
    for at in range(number):
        story = tagged(tag, date(2025, 1, 1) + timedelta(days=at))
        ReportFactory(story=story, event=event(f"Event {at}", "2025-06-01", "2025-06-01", "2025-06-01"))
        MentionFactory(story=story)
    editor.get("/tags/harbour/")
    with django_assert_num_queries(COST):
        assert words(editor.get("/tags/harbour/")).count("Event ") >= number


COST = 21


def test_posts_stand_behind_the_months() -> None:
    rows = [(date(2025, month, 1), month) for month in range(1, 13)]
    spans = [
        (date(2025, 7, 1), date(2026, 3, 1), "Harbour master"),
        (date(2020, 1, 1), date(2025, 6, 30), "Pilot"),
        (date(2001, 1, 1), date(2002, 1, 1), "Deckhand"),
    ]
    chart = charts.coverage_bars(rows, title="Stories", spans=spans)
    assert [(band.label, band.x, band.x + band.width, band.anchor) for band in chart.bands] == [
        ("Harbour master", 180.0, 360.0, "start"),
        ("Pilot", 0.0, pytest.approx(179.0, abs=1.0), "start"),
    ]
    assert chart.top == -32
    assert chart.description.endswith("Posts held in this time: Harbour master; Pilot.")
    assert charts.coverage_bars(rows, title="Stories").bands == []
