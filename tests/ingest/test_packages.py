"""Files that hold many pages, through the import and through an upload."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from stories.ingest.batch_work import read_batch
from stories.ingest.batches import start_batch
from stories.models import BatchItem, Capture, Story
from stories.vocabulary import BatchMode, ItemResult
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
BODY = (
    "The harbour council met on Tuesday evening and put off its vote on the new ferry until the spring of next year. "
)


def page(number: int) -> bytes:
    return f"<html><body><h1>Ferry vote {number} put off</h1><p>{BODY * 2}</p><p>{BODY}</p></body></html>".encode()


def archive(*names: str, broken: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for number, name in enumerate(names):
            file.writestr(name, page(number))
    return out.getvalue()[: -60 if broken else None]


def run(*arguments: str) -> str:
    """A command's standard output; that pages failed is no error here."""
    out = io.StringIO()
    with suppress(CommandError, SystemExit):
        call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_import_pages_names_each_page_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(archive("a.html", "b.html"))
    (tmp_path / "plain.html").write_bytes(page(7))
    told = json.loads(run("import_pages", str(tmp_path), "--json"))
    assert (told["captures"], told["new"], told["stories"]) == (3, 3, 3)
    paths = [one["path"].removeprefix(f"{tmp_path}/") for one in told["pages"]]
    assert paths == ["pages.zip!a.html", "pages.zip!b.html", "plain.html"]
    assert set(Capture.objects.values_list("name", flat=True)) == {"pages.zip!a.html", "pages.zip!b.html", "plain.html"}
    again = json.loads(run("import_pages", str(tmp_path), "--json"))
    assert (again["new"], again["unchanged"]) == (0, 3)


def test_many_pages_are_read_ahead_and_come_to_the_same(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(archive(*(f"{number}.html" for number in range(20))))
    told = json.loads(run("import_pages", str(tmp_path / "pages.zip"), "--json"))
    assert (told["captures"], told["new"]) == (20, 20)
    headlines = Story.objects.order_by("pk").values_list("headline", flat=True)
    assert list(headlines) == [f"Ferry vote {number} put off" for number in range(20)]


def test_a_broken_archive_is_kept_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(archive("a.html", broken=True))
    (told,) = json.loads(run("import_pages", str(tmp_path / "pages.zip"), "--json"))["pages"]
    assert told["reason"] == "This zip archive is broken and cannot be opened."
    assert Capture.objects.get().reason == told["reason"]


def test_read_page_prints_a_document_for_each_page(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(archive("a.html", "b.html"))
    lines = run("read_page", "--json", str(tmp_path / "pages.zip")).splitlines()
    read = [json.loads(line) for line in lines]
    assert [one["path"].rsplit("!", 1)[-1] for one in read] == ["a.html", "b.html"]
    assert [one["clippings"][0]["headline"] for one in read] == ["Ferry vote 0 put off", "Ferry vote 1 put off"]


def test_an_uploaded_archive_becomes_the_pages_that_it_holds() -> None:
    editor = UserFactory()
    files = [
        ("pages.zip", archive("a.html", "b.html")),
        ("plain.html", page(7)),
        ("bad.zip", archive("a", broken=True)),
    ]
    batch = start_batch(files, editor=editor, now=NOW, mode=BatchMode.ACCEPT)
    assert read_batch(batch) is False
    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert batch.size == 5
    items = {item.name: item for item in BatchItem.objects.filter(batch=batch)}
    assert items["pages.zip"].result == ItemResult.UNPACKED
    assert items["pages.zip!b.html"].parent == items["pages.zip"]
    assert items["pages.zip!b.html"].result == ItemResult.NEW
    assert items["bad.zip"].reason == "This zip archive is broken and cannot be opened."
    assert Story.objects.count() == 3


def test_unpacking_again_after_a_kill_adds_nothing_twice() -> None:
    batch = start_batch([("pages.zip", archive("a.html", "b.html"))], editor=UserFactory(), now=NOW)
    read_batch(batch)
    BatchItem.objects.filter(name="pages.zip").update(state="waiting", result="waiting", tries=1)
    read_batch(batch)
    assert BatchItem.objects.filter(batch=batch).count() == 3
    assert Capture.objects.count() == 2
