import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.extraction import pages

ROOT = Path(__file__).resolve().parent.parent.parent
FIELDS = {
    "updated", "updated_precision", "updated_basis", "dateline", "tags", "external_id",
    "headline", "kicker", "dek", "byline", "outlet", "via", "agency", "section", "url", "language", "published",
    "published_precision", "published_basis", "completeness", "body", "captions", "tables", "questions", "spans",
    "doubts",
}  # fmt: skip


def page_file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_one_document_a_line_in_the_order_of_the_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = page_file(tmp_path, "b.txt", pages.TEASERS), page_file(tmp_path, "a.txt", pages.TAGGED)
    call_command("read_page", first, second, "--json", "--captured-at", "2024-05-05T12:00:00+02:00")
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [document["path"] for document in documents] == [first, second]
    assert set(documents[0]) == {"path", "page", "clippings", "left_out"}
    assert set(documents[0]["page"]) == {"sha256", "media_type", "kind", "characters", "outlet", "url"}
    assert set(documents[1]["clippings"][0]) == FIELDS
    assert documents[1]["clippings"][0]["published"] == "2024-05-04"
    assert set(documents[0]["left_out"][0]) == {"start", "end", "reason"}


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, empty, missing = (
        page_file(tmp_path, "a.txt", pages.TEASERS),
        page_file(tmp_path, "b.txt", ""),
        str(tmp_path / "none.txt"),
    )
    with pytest.raises(SystemExit) as left:
        call_command("read_page", empty, missing, good, "--json")
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert left.value.code == 1
    assert documents[0] == {"path": empty, "error": "The page is empty."}
    assert documents[1]["error"].startswith("The file cannot be opened")
    assert documents[2]["clippings"][0]["headline"] == "City to dredge its harbour"


def test_a_folder_stands_for_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page_file(tmp_path, "b.txt", pages.TEASERS)
    page_file(tmp_path, "a.txt", pages.RANKED)
    call_command("read_page", str(tmp_path))
    shown = capsys.readouterr().out
    assert shown.index("Harbour Loan Approved") < shown.index("City to dredge its harbour")
    assert "left out, most read: COAST ACCESS RANKING" in shown


def test_a_time_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("read_page", page_file(tmp_path, "a.txt", pages.TEASERS), "--captured-at", "last week")
    assert refused.value.returncode == 2


def test_the_command_line_reads_standard_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "read_page", "-", "--json"],
        input=pages.TEASERS.encode(),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["path"] == "-"
    wrong = subprocess.run([sys.executable, "manage.py", "read_page"], capture_output=True, cwd=ROOT, check=False)
    assert wrong.returncode == 2
    assert b"Traceback" not in wrong.stderr


def test_a_story_without_a_headline_is_shown_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = (
        "title,url,date\n,https://harbour.example/a,2024-05-01\nPilots walk out,https://harbour.example/b,2024-05-02\n"
    )
    call_command("read_page", page_file(tmp_path, "a.csv", table))
    told = capsys.readouterr().out
    assert "1. (no headline)" in told
    assert "2. Pilots walk out" in told
