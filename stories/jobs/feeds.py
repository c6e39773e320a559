"""Asking feeds that are due. Behind uploads in the queue: somebody waits for those."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from stories.ingest.polling import LEASE, poll_feed
from stories.models import Feed

MOST_AT_ONCE = 20
"""Feeds that are queued together; the others follow at the next look."""


@task(priority=-10)
def ask_feed(feed_id: int) -> None:
    """Ask one feed. Twice is no harm: a feed in another's hand is left alone, and what is known changes nothing."""
    feed = Feed.objects.filter(pk=feed_id, active=True).first()
    if feed is not None:
        poll_feed(feed, now=timezone.now())


def enqueue_feed(feed: Feed) -> None:
    """Queue one feed, whether it is due or not."""
    ask_feed.enqueue(feed.pk)


def queue_due(*, now: datetime) -> int:
    """Queue the feeds that are due, once each: their time is put on by what a question may take at the most, so that a
    worker that dies over one leaves it to be asked again. Returns how many."""
    count = 0
    for feed in Feed.objects.due(now).order_by("next_at", "pk")[:MOST_AT_ONCE]:
        if Feed.objects.filter(pk=feed.pk, next_at=feed.next_at).update(next_at=now + LEASE):
            enqueue_feed(feed)
            count += 1
    return count
