"""Uploads of many pages: the request keeps the bytes and the rows, and is done; reading is a job (`batch_work`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from stories.ingest import store
from stories.ingest.receive import LARGEST, TooLarge
from stories.ingest.values import storable
from stories.models import Batch, BatchItem, Outlet
from stories.models.change import record, row_values
from stories.policy import check_can
from stories.vocabulary import BatchMode, ItemResult, ItemState, Verb

MOST_ITEMS = 2_000
"""Files in one upload."""
MOST_PAGES = 20_000
"""Pages in one upload, with those that came packed in files."""


class BadBatch(ValueError):
    """The upload cannot be taken like this; the text is a sentence."""


def start_batch(
    files: Iterable[tuple[str, bytes]],
    *,
    editor: Any,
    now: datetime,
    mode: str = BatchMode.CHECK,
    title: str = "",
    captured_at: datetime | None = None,
    outlet: Outlet | None = None,
) -> Batch:
    """Keep the bytes of an upload and the rows that speak of them. Nothing is read yet: that is `read_batch`.

    `files` gives names and bytes, one after the other, so that only one file is in memory. Raises BadBatch for no file
    or too many, TooLarge, StoreFailed, Refused; then nothing is kept.
    """
    check_can(editor, "import")
    items = _stored(files)
    if not items:
        raise BadBatch("Choose the files to bring in.")
    with transaction.atomic():
        batch = Batch.objects.create(
            title=storable(title).strip()[:200] or _title(items),
            mode=BatchMode(mode),
            captured_at=captured_at,
            outlet=outlet,
            made_at=now,
            made_by=editor,
            size=len(items),
        )
        for item in items:
            item.batch = batch
        BatchItem.objects.bulk_create(items, batch_size=500)
        record(batch, Verb.CREATED, editor=editor, now=now, after=row_values(batch))
    return batch


def add_files(batch: Batch, files: Iterable[tuple[str, bytes]], *, editor: Any, now: datetime) -> int:
    """Keep a further portion of an upload that was too large for one request; returns how many files it brought.
    Raises as `start_batch` does."""
    check_can(editor, "import")
    # What came packed in a file is no file of the upload, and it may be unpacked while the next portion is on its way.
    items = _stored(files, room=MOST_ITEMS - BatchItem.objects.filter(batch=batch, parent=None).count())
    if not items:
        raise BadBatch("Choose the files to bring in.")
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        before = row_values(batch, ("size", "finished_at"))
        _append(batch, items)
        batch.size, batch.finished_at, batch.version = batch.size + len(items), None, batch.version + 1
        batch.save(update_fields=["size", "finished_at", "version"])
        after = row_values(batch, ("size", "finished_at"))
        record(batch, Verb.CHANGED, editor=editor, now=now, before=before, after=after, reason="more files came")
    return len(items)


def _append(batch: Batch, items: list[BatchItem]) -> None:
    """Put items behind the others of an upload."""
    last = BatchItem.objects.filter(batch=batch).aggregate(last=Max("number"))["last"] or 0
    for number, item in enumerate(items, start=last + 1):
        item.batch, item.number = batch, number
    BatchItem.objects.bulk_create(items, batch_size=500)


def _stored(files: Iterable[tuple[str, bytes]], *, room: int | None = None) -> list[BatchItem]:
    """The items of an upload, their bytes in the store; outside of any transaction."""
    items: list[BatchItem] = []
    for number, (name, raw) in enumerate(files, start=1):
        if number > (MOST_ITEMS if room is None else room):
            raise BadBatch(f"An upload has {MOST_ITEMS:,} files at the most; bring in the rest with another one.")
        if len(raw) > LARGEST:
            megabytes = len(raw) / 2**20
            raise TooLarge(f"{storable(name)[:80]} has {megabytes:,.0f} MB; up to {LARGEST // 2**20} MB are kept.")
        sha256 = store.put(raw)
        items.append(BatchItem(number=number, name=storable(name)[:300], sha256=sha256, size=len(raw)))
    return items


def _title(items: list[BatchItem]) -> str:
    first = items[0].name or "pages"
    return (first if len(items) == 1 else f"{first[:120]} and {len(items) - 1:,} more")[:200]


def retry_items(batch: Batch, *, editor: Any, now: datetime, numbers: Collection[int] | None = None) -> int:
    """Put pages that failed back among those that wait: all of them, or those with these `numbers`. Returns how many.

    Raises BadBatch where nothing of it has failed, Refused.
    """
    check_can(editor, "import")
    with transaction.atomic():
        # What could not be got out of an archive has no bytes: the archive itself would have to come again.
        failed = BatchItem.objects.filter(batch=batch, state=ItemState.FAILED).exclude(sha256="")
        if numbers is not None:
            failed = failed.filter(number__in=numbers)
        count = failed.update(
            state=ItemState.WAITING, result=ItemResult.WAITING, reason="", tries=0, held_until=None, done_at=None
        )
        if not count:
            raise BadBatch("None of these pages has failed.")
        before = row_values(batch, ("finished_at",))
        Batch.objects.filter(pk=batch.pk).update(finished_at=None, held_until=None, version=F("version") + 1)
        batch.refresh_from_db()
        pages = "1 page" if count == 1 else f"{count:,} pages"
        record(
            batch,
            Verb.CHANGED,
            editor=editor,
            now=now,
            before=before,
            after=row_values(batch, ("finished_at",)),
            reason=f"tried {pages} again",
        )
    return count


def add_members(item: BatchItem, members: list[BatchItem]) -> int:
    """Put the pages that a file held (their bytes are stored) behind the others of its upload, once; inside the
    caller's transaction, in which nobody else adds to the upload. Returns how many were added."""
    batch = Batch.objects.select_for_update().get(pk=item.batch_id)
    if not members or BatchItem.objects.filter(parent=item).exists():
        return 0
    for member in members:
        member.parent = item
    _append(batch, members)
    Batch.objects.filter(pk=batch.pk).update(size=F("size") + len(members))
    return len(members)


__all__ = ["MOST_ITEMS", "MOST_PAGES", "BadBatch", "add_files", "add_members", "retry_items", "start_batch"]
