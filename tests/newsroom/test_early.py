"""What `manage.py` begins before Django is there."""

import gc
import os
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest

from newsroom.early import READERS, SELDOM, collect_seldom, start_readers_for


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read by the process that was asked for."""
    asked: list[str] = []
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr(forkserver, "set_forkserver_preload", asked.extend)
    monkeypatch.setattr(forkserver, "ensure_running", lambda: asked.append("started"))
    return asked


def test_the_import_of_a_folder_starts_its_readers(begun: list[str], tmp_path: Path) -> None:
    start_readers_for(["manage.py", "import_pages", "--json", str(tmp_path)])
    assert begun == [READERS, "started"]


@pytest.mark.parametrize(
    "words",
    [[], ["runserver"], ["import_pages"], ["import_pages", "page.html"], ["import_pages", "a\0b"], ["read_page", "."]],
)
def test_other_commands_start_nothing(begun: list[str], words: list[str]) -> None:
    start_readers_for(["manage.py", *words])
    assert begun == []


def test_one_core_reads_for_itself(begun: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    start_readers_for(["manage.py", "import_pages", str(tmp_path)])
    assert begun == []


@pytest.fixture
def threshold() -> Iterator[None]:
    """How often the collector looks is as it was, after the test."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("threshold")
def test_the_collector_looks_seldom() -> None:
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    assert gc.get_threshold() == SELDOM
