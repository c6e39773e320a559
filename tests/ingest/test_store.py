"""The bytes of captures: whole or not at all, whatever happens meanwhile."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stories.ingest import StoreFailed, store
from tests.ingest.pages import article, bring

OLD = time.time() - 2 * store.SETTLED
HOLDING = """
import fcntl, sys, time
file = open(sys.argv[1], "wb")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_bytes_lie_under_their_hash_once(data_folder: Path) -> None:
    name = store.put(b"a page")
    assert store.put(b"a page") == name
    assert files(data_folder) == [name]
    assert store.path_of(name).read_bytes() == store.get(name) == b"a page"


def test_missing_and_damaged_bytes_are_sentences() -> None:
    name = store.put(b"a page")
    store.path_of(name).write_bytes(b"a pagf")
    with pytest.raises(store.BytesMissing, match="not what was captured"):
        store.get(name)
    store.path_of(name).unlink()
    with pytest.raises(store.BytesMissing, match="cannot be read: No such file"):
        store.get(name)


def test_a_file_cut_short_is_written_again() -> None:
    name = store.put(b"a page")
    store.path_of(name).write_bytes(b"a p")
    store.put(b"a page")
    assert store.get(name) == b"a page"


def test_a_folder_that_cannot_be_written_is_a_sentence_and_leaves_nothing(data_folder: Path) -> None:
    (data_folder / "captures").write_text("a file where the folder should be")
    with pytest.raises(StoreFailed, match=r"^The page could not be kept: File exists\.$"):
        store.put(b"a page")
    assert files(data_folder) == ["captures"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to be out of space on")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary file is /dev/full here: what is written to it meets the kernel's own "no space left"."""
    monkeypatch.setattr(
        store.tempfile, "mkstemp", lambda **_: (os.open("/dev/full", os.O_WRONLY), str(data_folder / "x"))
    )
    with pytest.raises(StoreFailed, match=r"^The page could not be kept: No space left on device\.$"):
        store.put(b"a page")
    assert files(data_folder) == []


def test_left_overs_of_a_dead_process_go_with_the_next_page(data_folder: Path) -> None:
    store.put(b"first")
    left = data_folder / "captures" / ".incoming" / "tmp-left"
    left.write_bytes(b"half a pa")
    store.put(b"second")
    assert not left.exists()


@pytest.mark.skipif(not store.HAS_FILE_LOCKS, reason="this system has no file locks")
def test_what_a_living_process_is_writing_stays(data_folder: Path) -> None:
    store.put(b"first")
    busy = data_folder / "captures" / ".incoming" / "tmp-busy"
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(busy)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        store.put(b"second")
        assert busy.exists()
        writer.kill()
    store.put(b"third")
    assert not busy.exists()


@pytest.mark.django_db
def test_the_sweep_takes_old_files_of_no_capture_and_no_others(data_folder: Path) -> None:
    bring(article())
    stray, fresh = store.put(b"stray"), store.put(b"fresh")
    for path in (data_folder / "captures").rglob("*"):
        if path.is_file() and path.name != fresh:
            os.utime(path, (OLD, OLD))
    assert sorted(path.name for path in store.ownerless()) == sorted([stray, fresh])
    assert store.sweep() == 1
    assert files(data_folder) == sorted([fresh, store.hash_of(article())])


@pytest.mark.django_db
def test_bytes_that_are_there_already_are_young_again_before_their_row_is_made() -> None:
    name = store.put(article())
    os.utime(store.path_of(name), (OLD, OLD))
    store.put(article())
    assert store.sweep() == 0


@pytest.mark.django_db
def test_importing_a_page_again_heals_its_lost_bytes() -> None:
    bring(article())
    store.path_of(store.hash_of(article())).unlink()
    assert bring(article()).outcome == "unchanged"
    assert store.get(store.hash_of(article())) == article()
