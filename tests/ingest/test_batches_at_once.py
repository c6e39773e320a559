"""Uploads on which several hands work at once: nothing waits for ever, nothing is read twice or turned away."""

from __future__ import annotations

import io
import threading
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from stories.ingest import batch_work
from stories.ingest.batch_work import bring_in, finish, read_batch, take_item
from stories.ingest.batches import BadBatch, add_files, start_batch
from stories.models import BatchItem
from stories.models.batch import BatchItemQuerySet
from stories.vocabulary import ItemResult
from tests.factories import UserFactory
from tests.ingest.test_batches import files, page

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)


def archive(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for number in range(count):
            file.writestr(f"{number}.txt", page(number))
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_portion_that_comes_while_the_upload_is_being_finished_is_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = UserFactory()
    batch = start_batch(files(1), editor=editor, now=NOW)
    read_batch(batch)
    BatchItem.objects.filter(batch=batch).update(done_at=NOW)
    batch.finished_at = None
    batch.save(update_fields=["finished_at"])
    comers: list[threading.Thread] = []

    def more() -> None:
        add_files(batch, [("late.txt", page(9))], editor=editor, now=NOW)
        connection.close()

    looked = BatchItemQuerySet.exists

    def look(rows: Any) -> bool:
        found = looked(rows)
        if not comers:  # finish() has looked, and has not said so yet
            comers.append(threading.Thread(target=more))
            comers[0].start()
            comers[0].join(1.5)
        return found

    monkeypatch.setattr(BatchItemQuerySet, "exists", look)
    finish(batch, now=timezone.now())
    comers[0].join(30)
    batch.refresh_from_db()
    assert BatchItem.objects.filter(batch=batch).free(timezone.now()).count() == 1
    assert batch.finished_at is None


@pytest.mark.django_db
def test_a_file_that_is_being_unpacked_stays_in_its_workers_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = start_batch([("pages.zip", archive(3))], editor=UserFactory(), now=NOW)
    item = take_item(batch, now=NOW)  # a lease that is over by now
    assert item is not None
    seen: list[Any] = []
    kept = batch_work._member

    def member(found: Any) -> BatchItem:
        seen.append(BatchItem.objects.filter(pk=item.pk).free(timezone.now()).exists())
        return kept(found)

    monkeypatch.setattr(batch_work, "_member", member)
    monkeypatch.setattr(batch_work, "RENEWED", -1.0)
    assert bring_in(item)["result"] == ItemResult.UNPACKED
    assert seen == [True, False, False]


@pytest.mark.django_db
def test_pages_out_of_an_archive_leave_room_for_further_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stories.ingest.batches.MOST_ITEMS", 3)
    editor = UserFactory()
    batch = start_batch([("pages.zip", archive(5))], editor=editor, now=NOW)
    read_batch(batch)
    batch.refresh_from_db()
    assert batch.size == 6
    assert add_files(batch, files(2), editor=editor, now=NOW) == 2
    with pytest.raises(BadBatch, match=r"An upload has 3 files at the most"):
        add_files(batch, files(1), editor=editor, now=NOW)
