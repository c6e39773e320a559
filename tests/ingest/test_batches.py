"""Uploads of many pages: kept at once, read as a job that may be stopped anywhere, tried again where a page failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from stories.ingest import TooLarge, batch_work, batches, store
from stories.ingest.batch_work import MOST_TRIES, read_batch, take_item
from stories.ingest.batches import BadBatch, add_files, add_members, retry_items, start_batch
from stories.ingest.proof import of_captures
from stories.models import Batch, BatchItem, Capture, Change, Story
from stories.policy import Refused
from stories.vocabulary import BatchMode, CaptureState, ItemResult, ItemState, Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)


def page(number: int) -> bytes:
    """A short article in our own words."""
    return (
        f"Harbour fee number {number} goes up\n\nBy Kaoru Example\n\nOSAKA, March 3, 2025 - Fees for berth {number} "
        "will rise by a tenth in spring, the port said.\n\nA spokeswoman said that the money pays for dredging.\n"
    ).encode()


def files(count: int) -> list[tuple[str, bytes]]:
    return [(f"page-{number}.txt", page(number)) for number in range(count)]


@pytest.fixture
def editor() -> Any:
    return UserFactory(username="uploader")


def results(batch: Batch) -> list[str]:
    return list(batch.items.order_by("number").values_list("result", flat=True))


def test_an_upload_keeps_bytes_and_rows_and_reads_nothing(editor: Any) -> None:
    batch = start_batch(files(3), editor=editor, now=NOW)
    assert (batch.size, batch.title, batch.finished_at) == (3, "page-0.txt and 2 more", None)
    assert results(batch) == ["waiting"] * 3
    assert [store.get(item.sha256) for item in batch.items.order_by("number")] == [page(n) for n in range(3)]
    assert not Capture.objects.exists()
    assert Change.objects.about(batch).get().editor == editor


def test_pages_are_kept_on_the_desk_to_be_checked(editor: Any) -> None:
    batch = start_batch([*files(2), ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(300))], editor=editor, now=NOW)
    assert read_batch(batch) is False
    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert results(batch) == ["kept", "kept", "unreadable"]
    first, _, last = batch.items.order_by("number").select_related("capture")
    assert (first.state, first.capture.state, first.capture.received_by) == (ItemState.DONE, "waiting", editor)
    assert (last.state, last.capture.state) == (ItemState.FAILED, CaptureState.UNREADABLE)
    assert last.reason == last.capture.reason != ""
    assert not Story.objects.exists()


def test_pages_are_accepted_at_once_and_the_same_upload_again_changes_nothing(editor: Any) -> None:
    for expected in (["new", "new"], ["unchanged", "unchanged"]):
        batch = start_batch(files(2), editor=editor, now=NOW, mode=BatchMode.ACCEPT)
        read_batch(batch)
        assert results(batch) == expected
        assert (Story.objects.count(), Capture.objects.count()) == (2, 2)


def test_a_slice_ends_and_the_next_goes_on_where_it_ended(editor: Any) -> None:
    batch = start_batch(files(3), editor=editor, now=NOW)
    assert read_batch(batch, seconds=0) is True
    assert results(batch) == ["kept", "waiting", "waiting"]
    assert read_batch(batch, seconds=0) is True
    assert read_batch(batch, seconds=0) is False
    assert results(batch) == ["kept"] * 3


def test_a_page_whose_worker_died_is_taken_again_after_its_lease_and_not_before(editor: Any) -> None:
    batch = start_batch(files(2), editor=editor, now=NOW)
    now = timezone.now()
    first = take_item(batch, now=now)
    assert first is not None
    assert first.number == 1
    assert read_batch(batch) is False  # the other page is read, this one is in somebody's hand
    assert results(batch) == ["waiting", "kept"]
    batch.refresh_from_db()
    assert batch.finished_at is None
    BatchItem.objects.filter(pk=first.pk).update(held_until=now - timedelta(seconds=1))
    assert list(Batch.objects.asleep(now + timedelta(minutes=5))) == [batch]
    read_batch(batch)
    assert results(batch) == ["kept", "kept"]
    assert Capture.objects.count() == 2


def test_two_workers_never_hold_one_page(editor: Any) -> None:
    batch = start_batch(files(2), editor=editor, now=NOW)
    taken = [take_item(batch, now=timezone.now()) for _ in range(3)]
    assert [item.number if item else None for item in taken] == [1, 2, None]


def test_what_a_slow_worker_says_after_another_did_its_page_is_not_kept(editor: Any) -> None:
    batch = start_batch(files(1), editor=editor, now=NOW)
    item = take_item(batch, now=timezone.now())
    assert item is not None
    batch_work.settle(item, batch_work.bring_in(item))
    batch_work.settle(item, {"state": ItemState.FAILED, "result": ItemResult.FAILED, "reason": "too late"})
    assert results(batch) == ["kept"]


def test_a_page_that_stops_its_worker_again_and_again_is_given_up_with_a_sentence(editor: Any) -> None:
    batch = start_batch(files(2), editor=editor, now=NOW)
    BatchItem.objects.filter(batch=batch, number=1).update(tries=MOST_TRIES)
    read_batch(batch)
    assert results(batch) == ["failed", "kept"]
    assert batch.items.get(number=1).reason == "The reader was stopped 3 times on this page. Its bytes are kept."


def test_a_page_that_something_stumbles_over_stops_no_other(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = batch_work.receive_page

    def stumbles(raw: bytes, **facts: Any) -> Any:
        if b"number 1 " in raw:
            raise ZeroDivisionError
        return real(raw, **facts)

    monkeypatch.setattr(batch_work, "receive_page", stumbles)
    batch = start_batch(files(3), editor=editor, now=NOW)
    read_batch(batch)
    assert results(batch) == ["kept", "failed", "kept"]
    assert batch.items.get(number=2).reason.startswith("Something went wrong with this page (ZeroDivisionError)")
    monkeypatch.undo()
    assert retry_items(batch, editor=editor, now=NOW) == 1
    batch.refresh_from_db()
    assert batch.finished_at is None
    read_batch(batch)
    assert results(batch) == ["kept"] * 3


def test_bytes_that_are_gone_are_a_sentence(editor: Any) -> None:
    batch = start_batch(files(1), editor=editor, now=NOW)
    store.path_of(batch.items.get().sha256).unlink()
    read_batch(batch)
    assert results(batch) == ["failed"]
    assert "cannot be read" in batch.items.get().reason


def test_one_failed_page_is_tried_again_and_where_none_failed_that_is_said(editor: Any) -> None:
    batch = start_batch([("a", b"\x00\x01" * 50), ("b", b"\x00\x02" * 50)], editor=editor, now=NOW)
    read_batch(batch)
    assert retry_items(batch, editor=editor, now=NOW, numbers=[2]) == 1
    assert results(batch) == ["unreadable", "waiting"]
    assert Change.objects.about(batch)[0].reason == "tried 1 page again"
    with pytest.raises(BadBatch, match="None of these pages has failed"):
        retry_items(batch, editor=editor, now=NOW, numbers=[2])


def test_further_portions_are_put_behind_the_first(editor: Any) -> None:
    batch = start_batch(files(2), editor=editor, now=NOW)
    read_batch(batch)
    add_files(batch, [("more.txt", page(7))], editor=editor, now=NOW)
    batch.refresh_from_db()
    assert (batch.size, batch.finished_at) == (3, None)
    read_batch(batch)
    assert results(batch) == ["kept"] * 3


def test_pages_out_of_a_file_are_added_once(editor: Any) -> None:
    batch = start_batch(files(1), editor=editor, now=NOW)
    item = batch.items.get()
    members = [BatchItem(name=f"m{n}", sha256=store.put(page(n)), size=1) for n in (5, 6)]
    assert add_members(item, members) == 2
    assert add_members(item, [BatchItem(name="m", sha256=store.put(page(5)), size=1)]) == 0
    batch.refresh_from_db()
    assert (batch.size, [row.number for row in batch.items.order_by("number")]) == (3, [1, 2, 3])


def test_an_upload_too_many_too_large_or_empty_is_refused_and_leaves_nothing(
    editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ITEMS", 2)
    monkeypatch.setattr(batches, "LARGEST", 1000)
    with pytest.raises(BadBatch, match="Choose the files"):
        start_batch([], editor=editor, now=NOW)
    with pytest.raises(BadBatch, match="2 files at the most"):
        batches.start_batch(files(3), editor=editor, now=NOW)
    with pytest.raises(TooLarge, match="big"):
        start_batch([("big", b"x" * 1001)], editor=editor, now=NOW)
    assert not Batch.objects.exists()


def test_a_reader_may_neither_upload_nor_try_again(editor: Any) -> None:
    batch = start_batch([("a", b"\x00\x01" * 50)], editor=editor, now=NOW)
    read_batch(batch)
    reader = UserFactory(role=Role.READER)
    for act in (
        lambda: start_batch(files(1), editor=reader, now=NOW),
        lambda: add_files(batch, files(1), editor=reader, now=NOW),
        lambda: retry_items(batch, editor=reader, now=NOW),
    ):
        with pytest.raises(Refused):
            act()
    assert (Batch.objects.count(), results(batch)) == (1, ["unreadable"])


def test_pages_of_an_editor_who_lost_the_role_meanwhile_are_refused(editor: Any) -> None:
    batch = start_batch(files(1), editor=editor, now=NOW)
    editor.groups.clear()
    read_batch(Batch.objects.get(pk=batch.pk))
    assert results(batch) == ["failed"]
    assert not Capture.objects.exists()


def test_the_bytes_of_pages_that_wait_are_not_swept(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = start_batch(files(1), editor=editor, now=NOW)
    monkeypatch.setattr(store, "SETTLED", -1)
    assert store.sweep() == 0
    assert list(of_captures()) == []
    stray = store.put(b"nobody's")
    assert store.sweep() == 1
    assert not store.path_of(stray).exists()
    read_batch(batch)
    assert results(batch) == ["kept"]


def test_what_could_not_be_got_out_of_an_archive_cannot_be_tried_by_itself(editor: Any) -> None:
    batch = start_batch(files(1), editor=editor, now=NOW)
    failed = {"state": ItemState.FAILED, "result": ItemResult.FAILED, "reason": "This file is locked with a password."}
    add_members(batch.items.get(), [BatchItem(name="inner", sha256="", size=0, **failed)])
    read_batch(batch)
    with pytest.raises(BadBatch, match="None of these pages has failed"):
        retry_items(batch, editor=editor, now=NOW)
    assert [item.has_failed for item in batch.items.order_by("number")] == [False, False]
