"""The pages of feeds: the list with their health, adding, changing, pausing, asking, a list taken over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories.ingest import polling
from stories.ingest.polling import FEED_TYPES
from stories.jobs.feeds import queue_due
from stories.models import Feed, Story
from stories.vocabulary import Role
from tests.factories import FeedFactory, OutletFactory, UserFactory
from tests.ingest.servers import Outside, outside
from tests.ingest.test_polling import OPML, RSS, answer, rss

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    with outside() as made:
        real = polling.fetch
        bounds = made.bounds(accepted=FEED_TYPES, seconds=5)
        monkeypatch.setattr(polling, "fetch", lambda address, **given: real(address, **{**given, "bounds": bounds}))
        made.pages["/feed"] = answer(rss([2, 1], newest=timezone.now()), headers=RSS)
        yield made


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def sent(**changes: Any) -> dict[str, Any]:
    return {"address": "http://news.example/feed", "title": "Harbour", "mode": "accept", "minutes": 60, **changes}


def test_a_feed_is_added_and_asked_at_once(editor: Client, world: Outside) -> None:
    OutletFactory(name="Harbour News", slug="harbour-news")
    answered = editor.post("/feeds/new/", sent(outlet="harbour-news"))
    feed = Feed.objects.get()
    assert (answered.status_code, answered.headers["Location"]) == (302, f"/feeds/{feed.pk}/")
    assert Story.objects.count() == 2
    shown = editor.get(f"/feeds/{feed.pk}/").content.decode()
    for words in ("well", "http://news.example/feed", "Harbour News", "60 minutes", "Pause", "Ask it now"):
        assert words in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"address": "nothing"}, "is not the address of a web page"),
        (
            {"address": "http://localhost:8000/feed.xml"},
            "“localhost” is not the name of a server",
        ),
        ({"minutes": 1}, "greater than or equal to 5"),
        ({"outlet": "nobody"}, "There is no outlet “nobody”."),
        ({"mode": "burn"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(
    editor: Client, world: Outside, changes: dict[str, Any], sentence: str
) -> None:
    answered = editor.post("/feeds/new/", sent(**changes))
    assert answered.status_code == 400
    assert sentence in answered.content.decode()
    assert not Feed.objects.exists()


def test_a_feed_is_changed_paused_begun_again_and_asked(editor: Client, world: Outside) -> None:
    feed = FeedFactory(address="http://news.example/feed")
    where = f"/feeds/{feed.pk}/"
    assert 'value="http://news.example/feed"' in editor.get(f"{where}edit/").content.decode()
    editor.post(f"{where}edit/", sent(title="", minutes=15))
    feed.refresh_from_db()
    assert (feed.minutes, feed.title.startswith("Feed ")) == (15, True)
    editor.post(f"{where}pause/", {"active": "0"})
    assert "paused; begin to ask it again first" in editor.post(f"{where}poll/", follow=True).content.decode()
    assert world.asked == []
    editor.post(f"{where}pause/", {"active": "1"})
    editor.post(f"{where}poll/")
    feed.refresh_from_db()
    assert (feed.active, feed.failures, Story.objects.count()) == (True, 0, 2)


def test_a_list_is_taken_over_from_its_file(editor: Client, world: Outside) -> None:
    page = editor.post("/feeds/import/", {"opml": SimpleUploadedFile("feeds.opml", OPML)}, follow=True).content.decode()
    assert "2 feeds added, 0 were there already." in page
    assert "Ferry News" in page
    bad = editor.post("/feeds/import/", {"opml": SimpleUploadedFile("feeds.opml", b"<html>")})
    assert (bad.status_code, "it is not OPML" in bad.content.decode()) == (400, True)


def test_what_is_due_is_queued_once(world: Outside) -> None:
    feed = FeedFactory(address="http://news.example/feed")
    FeedFactory(next_at=timezone.now() + timedelta(days=1))
    FeedFactory(active=False)
    now = timezone.now()
    assert [queue_due(now=now), queue_due(now=now)] == [1, 0]
    feed.refresh_from_db()
    assert feed.failures == 0
    assert feed.last_success is not None


def test_the_list_is_filtered_by_health_and_by_words(editor: Client) -> None:
    FeedFactory(title="Broken", failures=3, reason="There is no page at this address. (HTTP 404)")
    FeedFactory(title="Quiet", last_success=timezone.now(), silent_at=timezone.now() - timedelta(days=1))
    FeedFactory(title="Ended", active=False, gone=True)
    for query, shown in (({"health": "failing"}, "Broken"), ({"health": "silent"}, "Quiet"), ({"q": "ende"}, "Ended")):
        page = editor.get("/feeds/", query).content.decode()
        assert [name for name in ("Broken", "Quiet", "Ended") if f">{name}<" in page] == [shown]
    assert "There is no page at this address. (HTTP 404)" in editor.get("/feeds/").content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_whatever_is_in_it(editor: Client, number: int) -> None:
    editor.get("/feeds/")
    outlet = OutletFactory(name="The Harbour Times")
    FeedFactory.create_batch(number, outlet=outlet, last_success=timezone.now())
    with CaptureQueriesContext(connection) as queries:
        page = editor.get("/feeds/").content.decode()
    assert len(queries) == 9
    assert page.count("The Harbour Times") == min(number, 25)
    assert "well" in page


def test_readers_see_the_feeds_and_manage_none(client: Client, world: Outside) -> None:
    feed = FeedFactory(title="Harbour secret")
    client.force_login(UserFactory(role=Role.READER))
    page = client.get(f"/feeds/{feed.pk}/").content.decode()
    assert ("Harbour secret" in page, "Ask it now" in page, "Change</a>" in page) == (True, False, False)
    assert "Add a feed" not in client.get("/feeds/").content.decode()
    posts = ("/feeds/new/", "/feeds/import/", *(f"/feeds/{feed.pk}/{act}/" for act in ("edit", "pause", "poll")))
    for where in posts:
        answered = client.post(where, sent(title="Mine"))
        assert answered.status_code == 403
        assert "Harbour secret" not in answered.content.decode()
    assert list(Feed.objects.values_list("title", "active")) == [("Harbour secret", True)]
    assert world.asked == []
