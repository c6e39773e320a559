"""Asking a feed: only for what is new, with patience where it fails, and with an eye on whether it has gone silent.

At least once: the feed is held for the time of a question (`held_until`), and the same entries again change nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from stories.extraction import Clipping, Unreadable, read_page
from stories.ingest.accept import import_page
from stories.ingest.fetching import ACCEPTED, GONE, Bounds, Fetched, NotFetched, fetch
from stories.ingest.receive import TooLarge, receive_page
from stories.ingest.store import StoreFailed
from stories.ingest.values import storable
from stories.models import Feed
from stories.models.change import record, row_values
from stories.text.addresses import BadAddress, normalize_address
from stories.vocabulary import BatchMode, PageKind, Verb

LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
SECONDS = 20.0
FEED_TYPES = ACCEPTED | {
    *("application/x-rss+xml", "application/rss", "application/atom", "application/octet-stream"),
    *("binary/octet-stream", "text/rss+xml", "text/atom+xml", "application/vnd.api+json", "application/opml+xml"),
}
"""What feeds call themselves in earnest; what they are is told by their bytes."""
PATIENCE = 4
"""How many times its usual pause a feed may take before it is called silent."""
LEAST_SILENCE, WITHOUT_RHYTHM, MOST_SILENCE = timedelta(days=1), timedelta(days=30), timedelta(days=180)
log = logging.getLogger(__name__)


def poll_feed(feed: Feed, *, now: datetime, bounds: Bounds | None = None) -> Feed:
    """Ask a feed once and keep what it said and how it is. What goes wrong is kept as the feed's reason, never raised.
    A feed in another's hand is left alone."""
    taken = Feed.objects.filter(Q(held_until=None) | Q(held_until__lt=now), pk=feed.pk)
    if not taken.update(held_until=now + LEASE):
        return feed
    feed = Feed.objects.select_related("outlet").get(pk=feed.pk)
    try:
        said = _ask(feed, bounds)
        came = {} if said.unchanged else _take(feed, said, now=now)
    except NotFetched as error:
        _failed(feed, str(error), now=now, gone=error.status == GONE, wait=error.wait)
    except (Unreadable, TooLarge, StoreFailed, BadAddress) as error:
        _failed(feed, error.reason if isinstance(error, Unreadable) else str(error), now=now)
    except Exception as error:  # one feed must not stop the others
        log.exception("Feed %s could not be taken in", feed.pk)
        _failed(feed, f"Something went wrong with what the feed said ({type(error).__name__}).", now=now)
    else:
        _succeeded(feed, said, came, now=now)
    return Feed.objects.get(pk=feed.pk)


def _ask(feed: Feed, bounds: Bounds | None) -> Fetched:
    bounds = bounds or Bounds(accepted=FEED_TYPES, seconds=SECONDS)
    return fetch(feed.address, etag=feed.etag, last_modified=feed.last_modified, bounds=bounds)


def _take(feed: Feed, said: Fetched, *, now: datetime) -> dict[str, Any]:
    """Bring in what the feed says where it says anything new; the columns that this changes. Raises Unreadable."""
    reading = read_page(said.raw, captured_at=now, url=feed.address)
    if reading.kind != PageKind.FEED:
        raise Unreadable("What stands at this address is a page and no feed.")
    entries = _hash(reading.clippings)
    came: dict[str, Any] = {"silent_at": _silent_at(reading.clippings, now)}
    if entries == feed.entries_hash:
        return {} if feed.silent_at else came
    facts: dict[str, Any] = {
        "editor": None,
        "now": now,
        "captured_at": now,
        "address": feed.address,
        "outlet": feed.outlet,
    }
    if feed.mode == BatchMode.ACCEPT:
        outcome = import_page(said.raw, **facts)
        capture, new = outcome.capture, bool(outcome.made or outcome.changed)
    else:
        capture = receive_page(said.raw, **facts)
        new = capture.received_at == now
    return came | {"entries_hash": entries, "capture": capture} | ({"last_new": now} if new else {})


def _hash(clippings: Sequence[Clipping]) -> str:
    """What the entries are, whatever the feed says of itself (when it was built, by which program)."""
    told = "\x00".join(
        f"{one.url}\x01{one.headline}\x01{one.published}\x01{one.dek}\x01{one.body}" for one in clippings
    )
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _silent_at(clippings: Sequence[Clipping], now: datetime) -> datetime:
    """When the feed is to be called silent if it says nothing new: some time after its last entry, judged by the pauses
    between its entries (nine of ten of them were shorter than its usual pause)."""
    moments = sorted((moment for one in clippings if (moment := _moment(one.published))), reverse=True)
    moments = [moment for moment in moments if moment <= now + timedelta(days=1)]
    pauses = sorted(later - earlier for later, earlier in pairwise(moments))
    if len(pauses) < 3:
        return max([now, *moments[:1]]) + WITHOUT_RHYTHM
    usual = pauses[min(len(pauses) - 1, len(pauses) * 9 // 10)]
    return moments[0] + min(max(PATIENCE * usual, LEAST_SILENCE), MOST_SILENCE)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text and len(text) >= 10 else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _succeeded(feed: Feed, said: Fetched, came: dict[str, Any], *, now: datetime) -> None:
    values: dict[str, Any] = {
        **came,
        "last_tried": now,
        "last_success": now,
        "failures": 0,
        "reason": "",
        "held_until": None,
        "next_at": now + timedelta(minutes=feed.minutes),
    }
    if not said.unchanged:  # a 304 may leave its tag out, and then the one that was sent still holds
        values |= {"etag": storable(said.etag), "last_modified": storable(said.last_modified)}
    Feed.objects.filter(pk=feed.pk).update(**values)
    if said.moved_to:
        _move(feed, said.moved_to, now=now)


def _move(feed: Feed, place: str, *, now: datetime) -> None:
    """Its server says that the feed stands elsewhere for good. Where another feed stands already, nothing changes."""
    try:
        address = normalize_address(place)
        with transaction.atomic():
            before = row_values(feed, ("address",))
            if address == feed.address or not Feed.objects.filter(pk=feed.pk, address=feed.address).update(
                address=address, version=F("version") + 1
            ):
                return
            feed.refresh_from_db()
            after = row_values(feed, ("address",))
            moved = "its server says that it has moved for good"
            record(feed, Verb.MOVED, editor=None, now=now, before=before, after=after, reason=moved)
    except (BadAddress, IntegrityError):
        return


def _failed(feed: Feed, reason: str, *, now: datetime, gone: bool = False, wait: int | None = None) -> None:
    """Keep why; ask again later, each time after twice the pause. What is gone is not asked any more."""
    pause = min(timedelta(minutes=feed.minutes) * 2 ** min(feed.failures + 1, 10), LONGEST_WAIT)
    pause = max(pause, timedelta(minutes=feed.minutes), timedelta(seconds=min(wait or 0, 7 * 24 * 3600)))
    values = {
        "last_tried": now,
        "next_at": now + pause,
        "held_until": None,
        "reason": storable(reason)[:500] or "It could not be read.",
    }
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(failures=F("failures") + 1, **values)
        if gone and feed.active:
            before = row_values(feed, ("active", "gone"))
            Feed.objects.filter(pk=feed.pk).update(active=False, gone=True, version=F("version") + 1)
            feed.refresh_from_db()
            after = row_values(feed, ("active", "gone"))
            record(feed, Verb.CHANGED, editor=None, now=now, before=before, after=after, reason=reason)


__all__ = ["LEASE", "poll_feed"]
