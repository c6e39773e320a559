"""Feeds to ask: adding, changing, pausing, and taking over a list of them (OPML). Asking them is `polling`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from stories.extraction import Unreadable
from stories.extraction.readers.opml import feeds_in
from stories.ingest.values import storable
from stories.models import Feed, Outlet
from stories.models.change import record, row_values
from stories.policy import check_can
from stories.text.addresses import BadAddress, normalize_address
from stories.vocabulary import BatchMode, Verb

LEAST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60
MOST_LISTED = 2_000
MINUTE = timedelta(minutes=1)
SPREAD = 15
"""Minutes over which the first questions to a list of feeds are spread."""
CHANGEABLE = ("address", "title", "outlet", "mode", "minutes")


class BadFeed(ValueError):
    """The feed cannot be kept like this; the text is a sentence."""


@dataclass
class Listed:
    """What a list of feeds came to: those added, how many were there already, and those that could not be taken."""

    added: list[Feed] = field(default_factory=list)
    known: int = 0
    refused: list[str] = field(default_factory=list)


def add_feed(
    address: str,
    *,
    editor: Any,
    now: datetime,
    title: str = "",
    outlet: Outlet | None = None,
    mode: str = BatchMode.ACCEPT,
    minutes: int = 60,
    first_at: datetime | None = None,
) -> Feed:
    """Add a feed, to be asked from now on. Raises BadFeed, Refused."""
    check_can(editor, "import")
    where = _address(address)
    feed = Feed(
        address=where,
        title=storable(title).strip()[:200] or where[:200],
        outlet=outlet,
        mode=BatchMode(mode),
        minutes=_minutes(minutes),
        next_at=first_at or now,
        made_at=now,
        made_by=editor,
    )
    try:
        with transaction.atomic():
            feed.save(force_insert=True)
            record(feed, Verb.CREATED, editor=editor, now=now, after=row_values(feed))
    except IntegrityError:
        raise BadFeed(f"{where[:200]} is among the feeds already.") from None
    return feed


def change_feed(feed: Feed, *, editor: Any, now: datetime, values: dict[str, Any]) -> Feed:
    """Change what an editor may say of a feed (`CHANGEABLE`). Under another address it is a new feed to ask. Raises
    BadFeed, Refused."""
    check_can(editor, "import")
    values = {name: value for name, value in values.items() if name in CHANGEABLE}
    if "address" in values:
        values["address"] = _address(values["address"])
    if "minutes" in values:
        _minutes(values["minutes"])
    try:
        with transaction.atomic():
            feed = Feed.objects.select_for_update().get(pk=feed.pk)
            if values.get("address", feed.address) != feed.address:
                values |= {"etag": "", "last_modified": "", "entries_hash": "", "next_at": now, "failures": 0}
                values |= {"gone": False, "reason": "", "active": True}
            return _keep(feed, values, editor=editor, now=now)
    except IntegrityError:
        raise BadFeed(f"{values.get('address', '')[:200]} is among the feeds already.") from None


def pause_feed(feed: Feed, *, editor: Any, now: datetime, active: bool) -> Feed:
    """Stop asking a feed, or begin again (at once, and as if it had never failed). Raises Refused."""
    check_can(editor, "import")
    with transaction.atomic():
        feed = Feed.objects.select_for_update().get(pk=feed.pk)
        fresh = {"gone": False, "failures": 0, "reason": "", "next_at": now} if active else {}
        return _keep(feed, {"active": active, **fresh}, editor=editor, now=now)


def import_feeds(raw: bytes, *, editor: Any, now: datetime) -> Listed:
    """Add the feeds of an OPML list that are not there yet, each titled as the list says; their first questions are
    spread over a quarter of an hour. Raises BadFeed for what is no such list, Refused."""
    check_can(editor, "import")
    try:
        listed = feeds_in(raw)
    except Unreadable as error:
        raise BadFeed(error.reason) from None
    if not listed:
        raise BadFeed("The list names no feed.")
    if len(listed) > MOST_LISTED:
        raise BadFeed(f"The list names {len(listed):,} feeds; {MOST_LISTED:,} at once are the most.")
    came = Listed()
    known = set(Feed.objects.values_list("address", flat=True))
    for entry in listed:
        try:
            if _address(entry.xml_address) in known:
                came.known += 1
                continue
            first = now + len(came.added) % SPREAD * MINUTE
            came.added.append(add_feed(entry.xml_address, title=entry.title, editor=editor, now=now, first_at=first))
            known.add(came.added[-1].address)
        except BadFeed as error:
            came.refused.append(f"{entry.title[:80]}: {error}")
    return came


def _keep(feed: Feed, values: dict[str, Any], *, editor: Any, now: datetime) -> Feed:
    """Store values and their history; inside the caller's transaction. What is as it was leaves none."""
    changed = {name: value for name, value in values.items() if getattr(feed, name) != value}
    if not changed:
        return feed
    before = row_values(feed, changed)
    for name, value in changed.items():
        setattr(feed, name, value)
    feed.version += 1
    feed.save(update_fields=[*changed, "version"])
    record(feed, Verb.CHANGED, editor=editor, now=now, before=before, after=row_values(feed, changed))
    return feed


def _address(text: str) -> str:
    try:
        address = normalize_address(storable(text))
    except BadAddress as error:
        raise BadFeed(str(error)) from None
    if storable(text) != text:
        raise BadFeed("The address holds characters that no address has.")
    return address


def _minutes(minutes: int) -> int:
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise BadFeed(f"A feed is asked every {LEAST_MINUTES} minutes at the most and once a week at the least.")
    return minutes


__all__ = ["BadFeed", "Listed", "add_feed", "change_feed", "import_feeds", "pause_feed"]
