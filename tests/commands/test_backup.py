"""A backup is one file; a restore proves it before anything is put in its place."""

import json

import pytest

from tests.migrated import lay_out

pytestmark = pytest.mark.slow

PAGE = (
    "Ferries stop for a week\n\nMay 5, 2024\n\n"
    "The ferries of the harbour will not sail for a week, the company said on Sunday, because of repairs to the quay.\n"
)


def stories(manage, data):
    return json.loads(manage("search", "", "--json", environ={"NEWSROOM_DATA": str(data)}).stdout)["total"]


def test_backup_and_restore(manage, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    here, there = {"NEWSROOM_DATA": str(old)}, {"NEWSROOM_DATA": str(new)}
    page, archive = tmp_path / "page.txt", tmp_path / "newsroom.backup"
    page.write_text(PAGE)
    lay_out(old)
    assert manage("import_pages", str(page), environ=here).returncode == 0
    assert manage("backup", str(archive), environ=here).returncode == 0
    assert manage("restore", str(archive), environ=there).returncode == 0
    assert stories(manage, new) == 1
    assert manage("check_data", environ=there).returncode == 0

    page.write_text(PAGE.replace("Ferries", "Trains"))
    assert manage("import_pages", str(page), environ=there).returncode == 0
    assert stories(manage, new) == 2
    bad = tmp_path / "bad.backup"
    bad.write_bytes(archive.read_bytes()[:-400])
    refused = manage("restore", str(bad), environ=there)
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert "is no backup that can be read" in refused.stderr
    assert stories(manage, new) == 2

    assert manage("restore", str(archive), environ=there).returncode == 0
    assert stories(manage, new) == 1
    assert len(list(new.glob("before-restore-*/newsroom.sqlite3"))) == 2 - 1
