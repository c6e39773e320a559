"""The pages of uploads: bringing many pages in, watching what becomes of each, trying again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories.ingest import batch_work
from stories.ingest.batch_work import read_batch
from stories.ingest.batches import start_batch
from stories.models import Batch, BatchItem, Capture, Story
from stories.vocabulary import Role
from tests.factories import BatchFactory, BatchItemFactory, OutletFactory, UserFactory
from tests.ingest.test_batches import files, page

pytestmark = pytest.mark.django_db
NEW = "/captures/batches/new/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(username="uploader"))
    return client


def uploads(count: int) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, raw) for name, raw in files(count)]


def test_five_hundred_files_come_in_with_one_request(editor: Client) -> None:
    answer = editor.post(NEW, {"pages": uploads(500), "mode": "check"})
    batch = Batch.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/captures/batches/{batch.pk}/")
    assert (batch.size, batch.items.filter(state="done").count(), Capture.objects.count()) == (500, 500, 500)
    shown = editor.get(f"/captures/batches/{batch.pk}/").content.decode()
    assert "500 of 500 pages read" in shown
    assert 'role="status" aria-live="polite">All 500 pages are read.</p>' in shown
    assert "hx-trigger" not in shown


def test_a_folder_leaves_hidden_files_out_and_the_choice_is_to_accept(editor: Client) -> None:
    folder = [*uploads(2), SimpleUploadedFile(".DS_Store", b"\x00")]
    outlet = OutletFactory(name="Harbour News")
    editor.post(NEW, {"folder": folder, "mode": "accept", "outlet": "Harbour News", "captured_at": "2025-06-01T10:00"})
    batch = Batch.objects.get()
    assert (batch.mode, batch.size, batch.outlet) == ("accept", 2, outlet)
    assert Story.objects.count() == 2
    assert Capture.objects.order_by("pk")[0].captured_at.isoformat() == "2025-06-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"mode": "check"}, "Choose the files to bring in, or a folder."),
        ({"mode": "burn", "pages": [SimpleUploadedFile("a", b"a")]}, "Select a valid choice"),
        ({"mode": "check", "outlet": "Nobody", "pages": [SimpleUploadedFile("a", b"a")]}, "No outlet is known"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(editor: Client, sent: dict[str, Any], said: str) -> None:
    answer = editor.post(NEW, sent)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Batch.objects.exists()


def test_portions_of_one_upload_come_one_after_the_other(editor: Client) -> None:
    first = editor.post(NEW, {"pages": uploads(2), "mode": "check"}, headers={"X-Portion": "1"}).json()
    batch = Batch.objects.get()
    assert first == {"page": f"/captures/batches/{batch.pk}/", "more": f"/captures/batches/{batch.pk}/more/"}
    again = editor.post(first["more"], {"pages": [SimpleUploadedFile("late.txt", page(9))]})
    assert again.json() == first
    assert list(batch.items.order_by("number").values_list("name", "result")) == [
        *(("page-0.txt", "kept"), ("page-1.txt", "kept"), ("late.txt", "kept")),
    ]
    refused = editor.post(first["more"], {})
    assert (refused.status_code, refused.content.decode()) == (400, "Choose the files to bring in, or a folder.")
    editor.force_login(UserFactory(username="somebody else"))
    assert editor.post(first["more"], {"pages": uploads(1)}).status_code == 404


def test_more_files_than_are_read_at_once_become_an_upload(editor: Client) -> None:
    answer = editor.post("/captures/new/", {"pages": uploads(21)})
    batch = Batch.objects.get()
    assert (answer.headers["Location"], batch.size, batch.mode) == (batch.get_absolute_url(), 21, "check")


def test_the_page_of_an_upload_under_way_asks_again_and_stops_when_all_is_read(editor: Client) -> None:
    user = UserFactory()
    batch = start_batch([*files(2), ("bad.bin", b"\x00\x01" * 50)], editor=user, now=timezone.now())
    where = batch.get_absolute_url()
    shown = editor.get(where).content.decode()
    assert "0 of 3 pages read" in shown
    assert f'hx-get="{where}" hx-trigger="every 2s" hx-swap="innerHTML"' in shown
    part = editor.get(where, headers={"HX-Request": "true"})
    assert (part.status_code, b"<!doctype" in part.content) == (200, False)
    assert "0 percent of 3 pages are read." in part.content.decode()
    read_batch(batch)
    part = editor.get(where, headers={"HX-Request": "true"})
    assert part.status_code == 286
    text = part.content.decode()
    assert "All 3 pages are read, 1 of them failed." in text
    capture = Capture.objects.filter(name="page-1.txt").get()
    assert f'<a class="table__title" href="/captures/{capture.pk}/" dir="auto">page-1.txt</a>' in text
    assert text.count("Try again") == 1


def test_failed_pages_are_shown_by_themselves_and_tried_again(editor: Client) -> None:
    user = UserFactory()
    batch = start_batch(
        [*files(1), *((f"{n}.bin", bytes([0, n]) * 50) for n in (1, 2))], editor=user, now=timezone.now()
    )
    read_batch(batch)
    where = batch.get_absolute_url()
    failed = editor.get(where, {"result": "unreadable"}).content.decode()
    assert (">page-0.txt<" in failed, ">1.bin<" in failed) == (False, True)
    item = BatchItem.objects.get(name="2.bin")
    tries = []
    real = batch_work.receive_page
    batch_work.receive_page = lambda raw, **facts: (tries.append(facts["name"]), real(raw, **facts))[1]
    try:
        editor.post(f"{where}retry/", {"number": item.number})
        assert tries == ["2.bin"]
        editor.post(f"{where}retry/")
        assert tries == ["2.bin", "1.bin", "2.bin"]
    finally:
        batch_work.receive_page = real
    none = editor.post(f"{where}retry/", {"number": 1}, follow=True)
    assert "None of these pages has failed." in none.content.decode()


def test_readers_see_uploads_and_can_start_none(client: Client) -> None:
    batch = start_batch([("secret-name.bin", b"\x00\x01" * 50)], editor=UserFactory(), now=timezone.now())
    read_batch(batch)
    client.force_login(UserFactory(role=Role.READER))
    shown = client.get(batch.get_absolute_url()).content.decode()
    assert "1 of 1 pages read" in shown
    assert "Try again" not in shown
    assert "Upload many pages" not in client.get("/captures/batches/").content.decode()
    for where in (NEW, f"{batch.get_absolute_url()}retry/", f"{batch.get_absolute_url()}more/"):
        answer = client.post(where, {"pages": uploads(1), "mode": "check"})
        assert answer.status_code == 403
        assert "secret-name" not in answer.content.decode()
    assert (Batch.objects.count(), batch.items.get().tries) == (1, 1)
    client.logout()
    assert client.get(batch.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_of_uploads_costs_the_same_whatever_is_in_it(editor: Client, number: int) -> None:
    editor.get("/captures/batches/")
    user = UserFactory(first_name="Ann", last_name="Other")
    for _ in range(number):
        BatchFactory(made_by=user, size=12)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        shown = editor.get("/captures/batches/").content.decode()
    assert len(queries) == 9
    assert shown.count("Ann Other") == min(number, 25)
    for cell in ("keep on the desk to be checked", "under way", ">12<"):
        assert cell in shown


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_of_an_upload_costs_the_same_whatever_is_in_it(editor: Client, number: int) -> None:
    batch = BatchFactory()
    BatchItemFactory.create_batch(number, batch=batch, state="failed", result="failed", reason="It fell off.")
    editor.get(batch.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        shown = editor.get(batch.get_absolute_url()).content.decode()
    assert len(queries) == 11
    assert shown.count("It fell off.") == min(number, 25)
    assert f"{number} of {number} pages read" in shown
