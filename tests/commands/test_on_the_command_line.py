"""Commands in processes of their own: exit status, streams, no traceback, whatever the input."""

import json
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.ingest.pages import TWO, article, hashtag, write
from tests.migrated import lay_out

Manage = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.slow
def test_a_whole_import_from_nothing(manage: Manage, tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", a=article(), b=hashtag(*TWO), c=b"")
    early = manage("import_pages", pages[0])
    assert early.returncode == 1
    assert "manage.py migrate" in early.stderr
    assert "Traceback" not in early.stderr
    assert manage("migrate", "--verbosity", "0").returncode == 0
    first = manage("import_pages", str(tmp_path / "pages"), "--json")
    assert first.returncode == 1
    assert json.loads(first.stdout)["new"] == 3
    assert "c.txt: The page is empty." in first.stderr
    assert "Traceback" not in first.stderr
    assert manage("import_pages", "--json").returncode == 2
    found = manage("search", "museum", "--json")
    assert (found.returncode, json.loads(found.stdout)["total"]) == (0, 1)
    assert manage("check_data", "--json").returncode == 0


@pytest.mark.slow
def test_two_imports_of_one_folder_at_once_come_to_one_newsroom(manage: Manage, tmp_path: Path) -> None:
    for number in range(12):
        items = [(f"{headline} {number}", *rest) for headline, *rest in TWO]
        write(tmp_path / "pages", **{f"page{number}": hashtag(*items)})
    lay_out(tmp_path / "data")
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: manage("import_pages", str(tmp_path / "pages"), "--json"), range(2)))
    assert [process.returncode for process in done] == [0, 0], [process.stderr for process in done]
    documents = [json.loads(process.stdout) for process in done]
    assert sum(document["new"] for document in documents) == 24
    assert [document["stories"] for document in documents] == [24, 24]
    checked = manage("check_data")
    assert (checked.returncode, checked.stdout) == (0, "Clean: everything that was checked holds.\n")
