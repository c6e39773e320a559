"""A feed as a capture: one story an entry, its categories as tags, and the same entry again is the same story."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stories.editing.undo import undo_batch
from stories.ingest import import_page
from stories.models import Capture, Change, Story
from stories.vocabulary import CaptureState, Verb

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 5, 5, 12, tzinfo=UTC)
ADDRESS = "https://sea.example.org/feed.xml"


def entry(number: int, title: str, *, text: str = "", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>https://sea.example.org/2024/05/quay-number-{number}</link>"
        f'<guid isPermaLink="false">sea-{number}</guid><pubDate>Fri, 03 May 2024 10:2{number}:00 +0200</pubDate>'
        f"<description>{text}</description>{more}</item>"
    )


def feed(*entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Sea Desk</title>{''.join(entries)}</channel></rss>".encode()


def take(raw: bytes, days: int = 0, **facts: Any) -> Any:
    return import_page(raw, editor=None, now=NOW + timedelta(days=days), address=ADDRESS, **facts)


def test_one_story_an_entry_with_its_zone_its_address_and_its_tags() -> None:
    words = "<category>Ferries</category><category>strike</category>"
    outcome = take(
        feed(entry(1, "Ferries stop for a second week", text="No talks.", more=words), entry(2, "Pier closes"))
    )
    first, second = outcome.made
    assert Capture.objects.get().kind == "feed"
    assert (first.published_iso, first.outlet.name) == ("2024-05-03T10:21:00+02:00", "Sea Desk")
    assert (first.url, second.completeness) == ("https://sea.example.org/2024/05/quay-number-1", "headline")
    assert sorted(first.tags.values_list("name", flat=True)) == ["Ferries", "strike"]
    tagged = Change.objects.filter(verb=Verb.TAGGED, object_id=first.pk).get()
    assert len(tagged.after["tags"]) == 2


def test_polled_again_only_the_new_entry_is_new() -> None:
    text = "".join(f"&lt;p&gt;{'The crews wait for a word of the owners. ' * 9}&lt;/p&gt;" for _ in range(4))
    old = [entry(1, "Ferries stop for a second week", text=text), entry(2, "Pier closes at the end of May")]
    take(feed(*old))
    again = take(feed(entry(3, "Cranes arrive from abroad today"), *old), days=1)
    assert [story.headline for story in again.made] == ["Cranes arrive from abroad today"]
    assert Story.objects.count() == 3


def test_a_whole_text_under_a_new_headline_stays_one_story() -> None:
    text = "".join(f"&lt;p&gt;{'The crews wait for a word of the owners. ' * 9}&lt;/p&gt;" for _ in range(4))
    [first] = take(feed(entry(1, "Ferries stop for a second week", text=text), entry(2, "Pier closes"))).made[:1]
    changed = take(feed(entry(1, "Ferries stop for a third week", text=text), entry(2, "Pier closes")), days=1)
    assert [story.pk for story in changed.changed] == [first.pk]
    first.refresh_from_db()
    assert first.headline == "Ferries stop for a third week"


def test_a_feed_of_one_entry_has_another_one_tomorrow() -> None:
    [first] = take(feed(entry(1, "Ferries stop for a second week"))).made
    [second] = take(feed(entry(2, "Pier closes at the end of May")), days=1).made
    first.refresh_from_db()
    assert (first.headline, second.headline) == ("Ferries stop for a second week", "Pier closes at the end of May")


def test_an_entry_without_an_address_does_not_get_the_feeds() -> None:
    [story] = take(feed("<item><title>Ferries stop for a second week</title></item>")).made
    assert story.url == ""


def test_a_tag_that_editors_know_is_not_made_again() -> None:
    take(feed(entry(1, "Ferries stop", more="<category>Ferries</category>")))
    take(feed(entry(2, "Pier closes", more="<category>FERRIES</category>")), days=1)
    assert {tag.name for story in Story.objects.all() for tag in story.tags.all()} == {"Ferries"}


def test_an_import_with_tags_is_taken_back_whole() -> None:
    take(feed(entry(1, "Ferries stop", more="<category>Ferries</category>"), entry(2, "Pier closes")))
    [batch] = {change.batch for change in Change.objects.filter(verb=Verb.IMPORTED)}
    undo_batch(batch, editor=None, now=NOW + timedelta(hours=1))
    assert not Story.objects.exists()
    assert Capture.objects.get().state == CaptureState.WAITING
