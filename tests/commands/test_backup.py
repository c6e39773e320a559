"""A backup is one file; a restore proves it before anything is put in its place."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from stories.management.commands.backup import _put
from tests.migrated import lay_out

pytestmark = pytest.mark.slow

PAGE = (
    "Ferries stop for a week\n\nMay 5, 2024\n\n"
    "The ferries of the harbour will not sail for a week, the company said on Sunday, because of repairs to the quay.\n"
)


def stories(data):
    """How many stories the database of a data folder has, without a process that asks."""
    with closing(sqlite3.connect(data / "newsroom.sqlite3")) as database:
        return database.execute("SELECT count(*) FROM stories_story").fetchone()[0]


def test_backup_and_restore(manage, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    here, there = {"NEWSROOM_DATA": str(old)}, {"NEWSROOM_DATA": str(new)}
    page, archive = tmp_path / "page.txt", tmp_path / "newsroom.backup"
    page.write_text(PAGE)
    lay_out(old)
    assert manage("import_pages", str(page), environ=here).returncode == 0
    assert manage("backup", str(archive), environ=here).returncode == 0
    assert manage("restore", str(archive), environ=there).returncode == 0
    assert stories(new) == 1
    assert manage("check_data", environ=there).returncode == 0

    page.write_text(PAGE.replace("Ferries", "Trains"))
    assert manage("import_pages", str(page), environ=there).returncode == 0
    assert stories(new) == 2
    bad = tmp_path / "bad.backup"
    bad.write_bytes(archive.read_bytes()[:-400])
    refused = manage("restore", str(bad), environ=there)
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert "is no backup that can be read" in refused.stderr
    assert stories(new) == 2

    assert manage("restore", str(archive), environ=there).returncode == 0
    assert stories(new) == 1
    assert json.loads(manage("search", "", "--json", environ=there).stdout)["total"] == 1
    assert len(list(new.glob("before-restore-*/newsroom.sqlite3"))) == 2 - 1


def test_a_file_that_is_there_is_overwritten_only_when_told_to(manage, tmp_path):
    data, archive = tmp_path / "data", tmp_path / "newsroom.backup"
    lay_out(data)
    archive.write_bytes(b"another backup")
    refused = manage("backup", str(archive), environ={"NEWSROOM_DATA": str(data)})
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert f"{archive} is there already" in refused.stderr
    assert archive.read_bytes() == b"another backup"
    assert manage("backup", str(archive), "--overwrite", environ={"NEWSROOM_DATA": str(data)}).returncode == 0
    with tarfile.open(archive) as written:
        assert "newsroom.sqlite3" in written.getnames()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "newsroom.backup"]


KILLED = """
import os, sys, signal, tarfile
sys.argv = ["manage.py", "backup", sys.argv[1], "--overwrite"]
whole = tarfile.TarFile.add
def add(self, name, arcname=None, *args, **kwargs):
    whole(self, name, arcname, *args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
tarfile.TarFile.add = add
import runpy
runpy.run_path("manage.py", run_name="__main__")
"""


def test_one_that_is_killed_while_it_writes_leaves_the_old_file(tmp_path):
    data, archive = tmp_path / "data", tmp_path / "newsroom.backup"
    lay_out(data)
    archive.write_bytes(b"the old backup")
    root = Path(__file__).parents[2]
    environ = {**os.environ, "NEWSROOM_DATA": str(data), "DATABASE_URL": ""}
    killed = subprocess.run([sys.executable, "-c", KILLED, str(archive)], cwd=root, env=environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert archive.read_bytes() == b"the old backup"


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_up_meanwhile_is_not_overwritten(tmp_path, monkeypatch, links):
    def no_links(*args):
        raise PermissionError("no links here")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    whole, target = tmp_path / "whole", tmp_path / "target"
    whole.write_bytes(b"new")
    target.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        _put(whole, target, overwrite=False)
    assert target.read_bytes() == b"theirs"
    target.unlink()
    _put(whole, target, overwrite=False)
    assert target.read_bytes() == b"new"
    assert not whole.exists()
