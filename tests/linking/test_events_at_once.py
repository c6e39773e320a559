"""Two imports in one moment that bring a story from one suggested event to another, each the other way: neither waits
for ever. (SQLite has one writer at a time.)"""

import threading
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from stories.linking import events
from stories.linking.events import suggest_events
from stories.models import Event, Report, Story
from tests.at_once import WAIT, at_once
from tests.factories import NOW, StoryFactory

DAY = datetime(2025, 6, 25, tzinfo=UTC)
OSLO = "Aiko Tanabe is to meet Paul Verhage in Oslo on July 1."
BERGEN = "Mira Solberg is to meet Olaf Renn in Bergen on July 4."


def suggest_at_once(*keys: int) -> list[BaseException]:
    """Suggest the events of each story in a thread of its own; what they raised."""
    return at_once(*(partial(suggest_events, [key], now=NOW) for key in keys))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_imports_that_swap_the_events_of_two_stories_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stories = [StoryFactory(headline="Rain", dek="", body=body, published_at=DAY) for body in (OSLO, BERGEN)]
    suggest_events([story.pk for story in stories], now=NOW)
    before = set(Event.objects.values_list("pk", flat=True))
    assert len(before) == 2
    for story, body in zip(stories, (BERGEN, OSLO), strict=True):
        Story.objects.filter(pk=story.pk).update(body=body)
    # Both have written their reports and taken the old ones away before either looks for orphans.
    both, drop = threading.Barrier(2, timeout=WAIT), events.drop_orphans

    def together(work: Any) -> None:
        both.wait()
        drop(work)

    monkeypatch.setattr(events, "drop_orphans", together)
    assert suggest_at_once(*(story.pk for story in stories)) == []
    assert set(Event.objects.values_list("pk", flat=True)) == before
    told = {report.story_id: report.event.place for report in Report.objects.select_related("event")}
    assert told == {stories[0].pk: "Bergen", stories[1].pk: "Oslo"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_event_whose_last_two_reports_go_in_one_moment_goes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [StoryFactory(headline="Rain", dek="", body=OSLO, published_at=DAY) for _ in range(2)]
    suggest_events([story.pk for story in stories], now=NOW)
    assert (Event.objects.count(), Report.objects.count()) == (1, 2)
    Story.objects.update(body="It rained.")
    both, hold = threading.Barrier(2, timeout=WAIT), events._hold

    def together(plans: Any) -> None:
        both.wait()
        hold(plans)

    monkeypatch.setattr(events, "_hold", together)
    assert suggest_at_once(*(story.pk for story in stories)) == []
    assert not Report.objects.exists()
    assert not Event.objects.exists()
