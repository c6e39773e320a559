"""Feeds that are asked: what is new comes in once, what fails is waited for, what has gone silent is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from stories.ingest.feeds import BadFeed, add_feed, change_feed, import_feeds, pause_feed
from stories.ingest.polling import FEED_TYPES, LEASE, LONGEST_WAIT, poll_feed
from stories.models import Capture, Change, Feed, Story
from stories.policy import Refused
from stories.vocabulary import BatchMode, FeedHealth, Role
from tests.factories import OutletFactory, UserFactory
from tests.ingest.servers import Outside, answer, outside, to

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
RSS = "Content-Type: application/rss+xml"


def rss(numbers: list[int], *, built: str = "now", every: timedelta = HOUR, newest: datetime = NOW) -> bytes:
    """A feed with these entries, the first one the newest."""
    items = "".join(
        f"<item><title>Berth {number} costs more from spring</title><link>http://news.example/{number}</link>"
        f"<description>The port raises the fee of berth {number} by a tenth, it says.</description>"
        f"<pubDate>{format_datetime(newest - place * every)}</pubDate></item>"
        for place, number in enumerate(numbers)
    )
    head = f"<title>Harbour News</title><link>http://news.example/</link><lastBuildDate>{built}</lastBuildDate>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@pytest.fixture
def world() -> Iterator[Outside]:
    with outside() as made:
        made.pages["/feed"] = answer(rss([3, 2, 1]), headers=f'{RSS}\r\nETag: "v1"\r\nLast-Modified: Sat')
        yield made


@pytest.fixture
def editor() -> Any:
    return UserFactory(username="feeder")


def feed_at(editor: Any, **options: Any) -> Feed:
    return add_feed("http://news.example/feed", editor=editor, now=NOW, title="Harbour News", **options)


def ask(feed: Feed, world: Outside, at: datetime = NOW) -> Feed:
    return poll_feed(feed, now=at, bounds=world.bounds(accepted=FEED_TYPES, seconds=5))


def test_each_entry_becomes_a_story_and_the_feed_is_well(editor: Any, world: Outside) -> None:
    outlet = OutletFactory(name="Harbour News")
    feed = ask(feed_at(editor, outlet=outlet), world)
    assert sorted(Story.objects.values_list("headline", flat=True)) == [
        f"Berth {number} costs more from spring" for number in (1, 2, 3)
    ]
    assert set(Story.objects.values_list("completeness", flat=True)) <= {"summary", "headline"}
    assert set(Story.objects.values_list("url", flat=True)) == {f"http://news.example/{number}" for number in (1, 2, 3)}
    assert (feed.etag, feed.last_modified, feed.last_new, feed.next_at) == ('"v1"', "Sat", NOW, NOW + HOUR)
    assert (feed.health(NOW), feed.failures, feed.held_until) == (FeedHealth.WELL, 0, None)
    capture = Capture.objects.get()
    assert (feed.capture, capture.outlet, capture.kind) == (capture, outlet, "feed")


def test_the_same_feed_again_changes_nothing_whatever_it_says_of_itself(editor: Any, world: Outside) -> None:
    feed = ask(feed_at(editor), world)
    world.pages["/feed"] = answer(rss([3, 2, 1], built="later"), headers=RSS)
    again = ask(feed, world, NOW + HOUR)
    assert (Capture.objects.count(), Story.objects.count()) == (1, 3)
    assert (again.last_success, again.last_new, again.etag) == (NOW + HOUR, NOW, "")
    world.pages["/feed"] = answer(rss([4, 3, 2], newest=NOW + HOUR), headers=RSS)
    again = ask(feed, world, NOW + 2 * HOUR)
    assert (Capture.objects.count(), Story.objects.count()) == (2, 4)
    assert again.last_new == NOW + 2 * HOUR


def test_the_server_is_asked_for_what_is_new_only(editor: Any, world: Outside) -> None:
    feed = ask(feed_at(editor), world)
    world.pages["/feed"] = answer(status="304 Not Modified", headers="X-Nothing: new")
    again = ask(feed, world, NOW + HOUR)
    assert 'If-None-Match: "v1"\r\nIf-Modified-Since: Sat\r\n' in world.heads[1]
    assert (again.last_success, again.etag, again.failures) == (NOW + HOUR, '"v1"', 0)


def test_entries_are_kept_on_the_desk_where_that_is_the_choice(editor: Any, world: Outside) -> None:
    ask(feed_at(editor, mode=BatchMode.CHECK), world)
    assert Capture.objects.get().state == "waiting"
    assert not Story.objects.exists()


def test_a_feed_that_fails_is_asked_less_and_less_and_is_well_after_the_first_answer(
    editor: Any, world: Outside
) -> None:
    good = world.pages["/feed"]
    world.pages["/feed"] = answer(b"", status="503 Down")
    feed, waits = feed_at(editor, minutes=30), []
    for _ in range(8):
        at = feed.next_at
        feed = ask(feed, world, at)
        waits.append((feed.next_at - at) / timedelta(minutes=30))
    assert waits == [2, 4, 8, 16, 32, 48, 48, 48]
    assert timedelta(days=1) == LONGEST_WAIT
    assert (feed.failures, feed.reason, feed.health(NOW)) == (8, "The server is in trouble. (HTTP 503)", "failing")
    world.pages["/feed"] = good
    feed = ask(feed, world, NOW)
    assert (feed.failures, feed.reason, feed.next_at) == (0, "", NOW + HOUR / 2)


def test_a_server_that_asks_for_patience_gets_it(editor: Any, world: Outside) -> None:
    world.pages["/feed"] = answer(status="429 Slow", headers="Retry-After: 86400")
    assert ask(feed_at(editor), world).next_at == NOW + timedelta(days=1)


def test_a_feed_that_is_gone_is_not_asked_any_more(editor: Any, world: Outside) -> None:
    world.pages["/feed"] = answer(status="410 Gone")
    feed = ask(feed_at(editor), world)
    assert (feed.active, feed.gone, feed.health(NOW)) == (False, True, "gone")
    assert list(Feed.objects.due(NOW + timedelta(days=99))) == []
    change = Change.objects.about(feed)[0]
    assert (change.editor, change.after) == (None, {"active": False, "gone": True})
    again = pause_feed(feed, editor=editor, now=NOW, active=True)
    assert (again.gone, again.health(NOW)) == (False, "new")


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(editor: Any, world: Outside) -> None:
    feed = feed_at(editor)
    world.pages |= {"/there": world.pages["/feed"], "/feed": to("/there", "302 Found")}
    assert ask(feed, world).address == "http://news.example/feed"
    world.pages["/feed"] = to("/there", "301 Moved")
    moved = ask(feed, world)
    assert moved.address == "http://news.example/there"
    assert Change.objects.about(moved)[0].before == {"address": "http://news.example/feed"}
    other = feed_at(editor)
    assert ask(other, world).address == "http://news.example/feed"  # somebody stands there already


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        (
            b"<html><body><h1>Harbour</h1><p>Fees for mooring rise, the port said on Monday.</p></body>",
            "text/html",
            "no feed",
        ),
        (b"<rss><channel><item><title>Berth", "application/rss+xml", ""),
        (b"\x89PNG\r\n\x1a\n", "image/png", "image/png"),
        (b"", "application/rss+xml", ""),
    ],
)
def test_what_is_no_feed_is_a_failure_with_a_sentence(
    editor: Any, world: Outside, body: bytes, kind: str, sentence: str
) -> None:
    world.pages["/feed"] = answer(body, headers=f"Content-Type: {kind}")
    feed = ask(feed_at(editor), world)
    if body.startswith(b"<rss>"):  # a reader of ill-formed feeds may still find its entry
        assert feed.failures in (0, 1)
    else:
        assert feed.failures == 1
        assert sentence in feed.reason
        assert not Story.objects.exists()


def test_a_feed_inside_the_network_is_never_asked(editor: Any, world: Outside) -> None:
    world.names["inside.example"] = [["10.0.0.1"]]
    feed = add_feed("http://inside.example/feed", editor=editor, now=NOW)
    feed = ask(feed, world)
    assert "not on the public network" in feed.reason
    assert world.opened == []


def test_silence_is_judged_by_the_rhythm_of_the_feed(editor: Any, world: Outside) -> None:
    world.pages["/feed"] = answer(rss([9, 8, 7, 6, 5], every=timedelta(days=2)), headers=RSS)
    feed = ask(feed_at(editor), world)
    assert feed.silent_at == NOW + timedelta(days=8)
    assert feed.health(NOW + timedelta(days=7)) == FeedHealth.WELL
    late = NOW + timedelta(days=9)
    assert feed.health(late) == FeedHealth.SILENT
    for moment in (NOW, late):
        for health in FeedHealth.values:
            expected = [feed] if feed.health(moment) == health else []
            assert list(Feed.objects.in_health(health, moment)) == expected


def test_a_feed_of_few_entries_has_a_month(editor: Any, world: Outside) -> None:
    assert ask(feed_at(editor), world).silent_at == NOW + timedelta(days=30)


def test_a_feed_in_another_hand_is_left_alone_until_that_hand_is_gone(editor: Any, world: Outside) -> None:
    feed = feed_at(editor)
    Feed.objects.filter(pk=feed.pk).update(held_until=NOW + LEASE)
    assert list(Feed.objects.due(NOW)) == []
    ask(feed, world)
    assert world.asked == []
    assert list(Feed.objects.due(NOW + LEASE + HOUR)) == [feed]
    assert ask(feed, world, NOW + LEASE + HOUR).last_success == NOW + LEASE + HOUR


def test_what_cannot_be_kept_of_a_feed_is_said(editor: Any) -> None:
    feed_at(editor)
    with pytest.raises(BadFeed, match="among the feeds already"):
        add_feed("http://NEWS.example:80/feed", editor=editor, now=NOW)
    for address in ("ftp://x.example/", "nothing", "http://x\x00.example/"):
        with pytest.raises(BadFeed):
            add_feed(address, editor=editor, now=NOW)
    with pytest.raises(BadFeed, match="every 5 minutes at the most"):
        add_feed("http://other.example/", editor=editor, now=NOW, minutes=1)
    other = add_feed("http://other.example/", editor=editor, now=NOW)
    with pytest.raises(BadFeed, match="among the feeds already"):
        change_feed(other, editor=editor, now=NOW, values={"address": "http://news.example/feed"})


def test_a_change_is_in_the_history_and_another_address_starts_anew(editor: Any, world: Outside) -> None:
    feed = ask(feed_at(editor), world)
    feed = change_feed(feed, editor=editor, now=NOW, values={"minutes": 15, "title": "Harbour"})
    assert Change.objects.about(feed)[0].before == {"minutes": 60, "title": "Harbour News"}
    assert feed.etag == '"v1"'
    feed = change_feed(feed, editor=editor, now=NOW, values={"address": "http://news.example/other"})
    assert (feed.etag, feed.entries_hash, feed.next_at) == ("", "", NOW)


OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Ports">
<outline type="rss" text="Harbour News" xmlUrl="http://news.example/feed"/>
<outline type="rss" text="Ferry News" xmlUrl="http://ferry.example/rss"/>
<outline type="rss" text="Nowhere" xmlUrl="nowhere"/></outline></body></opml>"""


def test_a_list_of_feeds_is_taken_over_and_again_changes_nothing(editor: Any) -> None:
    feed_at(editor)
    came = import_feeds(OPML, editor=editor, now=NOW)
    assert ([str(feed) for feed in came.added], came.known) == (["Ferry News"], 1)
    again = import_feeds(OPML, editor=editor, now=NOW)
    assert (again.added, again.known) == ([], 2)
    with pytest.raises(BadFeed, match="not OPML"):
        import_feeds(b"<html>", editor=editor, now=NOW)


def test_readers_manage_no_feeds(editor: Any) -> None:
    feed = feed_at(editor)
    reader = UserFactory(role=Role.READER)
    acts = (
        lambda: add_feed("http://secret.example/", editor=reader, now=NOW),
        lambda: change_feed(feed, editor=reader, now=NOW, values={"title": "Mine"}),
        lambda: pause_feed(feed, editor=reader, now=NOW, active=False),
        lambda: import_feeds(OPML, editor=reader, now=NOW),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert list(Feed.objects.values_list("title", "active")) == [("Harbour News", True)]
