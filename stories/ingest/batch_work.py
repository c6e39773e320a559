"""Reading what was uploaded, page by page, so that it may be stopped anywhere and taken up again.

At least once: a worker takes a page with a lease (`held_until`), brings it in, and says what it came to. Bringing a
page in twice changes nothing (`receive_page`, `import_page`), so a page whose worker died is simply read again when its
lease has run out; one that stops its worker again and again is given up with a sentence.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from stories.ingest import store
from stories.ingest.accept import NothingToAccept, import_page
from stories.ingest.batches import MOST_PAGES, add_members
from stories.ingest.packages import Incoming, incoming, is_package
from stories.ingest.receive import BadAddress, TooLarge, receive_page
from stories.ingest.values import storable
from stories.models import Batch, BatchItem
from stories.policy import Refused
from stories.vocabulary import BatchMode, CaptureState, ItemResult, ItemState

LEASE = timedelta(seconds=90)
"""How long a page is its worker's own: the slowest page takes well under a minute."""
ALIVE = timedelta(seconds=20)
"""For how long an upload counts as being worked on after its job was last heard of. A second job beside one that is
only slow does no harm: each page is one job's own."""
RENEWED = 5.0
"""Seconds after which a worker that unpacks a large file says again that it is at it."""
MOST_TRIES = 3
REFUSALS = (TooLarge, BadAddress, store.StoreFailed, store.BytesMissing, NothingToAccept, Refused)
log = logging.getLogger(__name__)


def read_batch(
    batch: Batch, *, seconds: float | None = None, stop: Callable[[], bool] = lambda: False, lease: timedelta = LEASE
) -> bool:
    """Read the pages of an upload, for about so many seconds (None: to its end). Returns whether there is more to do
    now: not where the rest is in another worker's hand."""
    began = time.monotonic()
    while True:
        item = take_item(batch, now=timezone.now(), lease=lease)
        if item is None:
            finish(batch, now=timezone.now())
            return False
        settle(item, bring_in(item, lease=lease))
        if stop() or (seconds is not None and time.monotonic() - began > seconds):
            return BatchItem.objects.filter(batch=batch).free(timezone.now()).exists()


def take_item(batch: Batch, *, now: datetime, lease: timedelta = LEASE) -> BatchItem | None:
    """The next page of an upload, with a lease on it; None where every page is done or in another's hand. A page that
    was taken so often that it must have stopped its worker is given up on the way."""
    while True:
        item = BatchItem.objects.filter(batch=batch).free(now).order_by("number").select_related("batch").first()
        if item is None:
            return None
        taken = BatchItem.objects.filter(pk=item.pk, tries=item.tries).free(now)
        if item.tries >= MOST_TRIES:
            reason = f"The reader was stopped {MOST_TRIES} times on this page. Its bytes are kept."
            taken.update(**_failed(reason), held_until=None, done_at=now)
            continue
        with transaction.atomic():
            mine = taken.update(tries=F("tries") + 1, held_until=now + lease)
            Batch.objects.filter(pk=batch.pk).update(held_until=now + ALIVE)
        if mine:
            return item


def bring_in(item: BatchItem, *, lease: timedelta = LEASE) -> dict[str, Any]:
    """Bring one page in as its upload says; the columns that say what it came to. A file with many pages takes longer
    than a lease, which is renewed on the way."""
    batch = item.batch
    now = timezone.now()
    facts: dict[str, Any] = {
        "editor": batch.made_by,
        "now": now,
        "captured_at": item.captured_at or batch.captured_at or batch.made_at,
        "address": item.address,
        "name": item.name,
        "outlet": batch.outlet,
    }
    try:
        raw = store.get(item.sha256)
        if item.parent_id is None and is_package(raw):
            return _unpacked(item, raw, lease=lease)
        return _imported(raw, facts) if batch.mode == BatchMode.ACCEPT else _received(raw, facts)
    except REFUSALS as error:
        return _failed(str(error))
    except OperationalError:
        raise  # a database that is away is no fault of the page: the job ends, and is taken up again
    except Exception as error:  # a page that something stumbles over must not stop the pages after it
        log.exception("Page %s of upload %s could not be brought in", item.number, batch.pk)
        return _failed(f"Something went wrong with this page ({type(error).__name__}); its bytes are kept.")


def _unpacked(item: BatchItem, raw: bytes, *, lease: timedelta) -> dict[str, Any]:
    """Put the pages that a file holds behind the others of its upload, their bytes stored first; each is then read as
    any other. A file that cannot be opened is brought in itself, which says why."""
    members: list[BatchItem] = []
    told = time.monotonic()
    for found in islice(incoming(raw, name=item.name), MOST_PAGES):
        members.append(_member(found))
        if time.monotonic() - told > RENEWED:
            told = time.monotonic()
            _keep_hold(item, now=timezone.now(), lease=lease)
    broken = [found for found in members if found.sha256 == item.sha256]
    if broken:
        return _failed(broken[0].reason, ItemResult.UNREADABLE)
    with transaction.atomic():
        add_members(item, members)
    return {"state": ItemState.DONE, "result": ItemResult.UNPACKED, "reason": "", "capture": None}


def _keep_hold(item: BatchItem, *, now: datetime, lease: timedelta) -> None:
    """Say that a page is still being worked on, so that no other worker takes it for a dead one's."""
    BatchItem.objects.filter(pk=item.pk, state=ItemState.WAITING).update(held_until=now + lease)
    Batch.objects.filter(pk=item.batch_id).update(held_until=now + ALIVE)


def _member(found: Incoming) -> BatchItem:
    raw = found.content
    item = BatchItem(
        name=storable(found.name)[:300],
        address=storable(found.address)[:2000],
        captured_at=found.captured_at,
        sha256=store.put(raw) if raw is not None else "",
        size=len(raw) if raw is not None else 0,
    )
    if found.reason:
        item.state, item.result, item.reason = ItemState.FAILED, ItemResult.FAILED, storable(found.reason)[:500]
    return item


def _imported(raw: bytes, facts: dict[str, Any]) -> dict[str, Any]:
    outcome = import_page(raw, **facts)
    if outcome.reason is not None:
        return _failed(outcome.reason, ItemResult.UNREADABLE) | {"capture": outcome.capture}
    return {"state": ItemState.DONE, "result": ItemResult(outcome.outcome), "reason": "", "capture": outcome.capture}


def _received(raw: bytes, facts: dict[str, Any]) -> dict[str, Any]:
    capture = receive_page(raw, **facts)
    if capture.state == CaptureState.UNREADABLE:
        return _failed(capture.reason, ItemResult.UNREADABLE) | {"capture": capture}
    result = ItemResult.KEPT if capture.received_at == facts["now"] else ItemResult.UNCHANGED
    return {"state": ItemState.DONE, "result": result, "reason": "", "capture": capture}


def _failed(reason: str, result: ItemResult = ItemResult.FAILED) -> dict[str, Any]:
    return {"state": ItemState.FAILED, "result": result, "reason": storable(reason)[:500]}


def settle(item: BatchItem, came_to: dict[str, Any]) -> None:
    """Keep what a page came to, unless another worker did so meanwhile."""
    waiting = BatchItem.objects.filter(pk=item.pk, state=ItemState.WAITING)
    waiting.update(**came_to, held_until=None, done_at=timezone.now())


def finish(batch: Batch, *, now: datetime) -> bool:
    """Say that an upload is finished, when no page of it waits any more. Its row is held meanwhile: a further portion
    that comes in this moment would else wait in an upload that nobody looks at again."""
    with transaction.atomic():
        held = Batch.objects.select_for_update().filter(pk=batch.pk, finished_at=None).first()
        if held is None or BatchItem.objects.filter(batch=batch, state=ItemState.WAITING).exists():
            return False
        return bool(Batch.objects.filter(pk=batch.pk).update(finished_at=now, held_until=None))


__all__ = ["ALIVE", "LEASE", "MOST_TRIES", "bring_in", "finish", "read_batch", "settle", "take_item"]
